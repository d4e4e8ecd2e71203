"""The Arrow schema of a published table, made from its fields."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from schemas.field import Field, FieldType

# Explicit, since precision is otherwise inferred from the values and differs from file to file.
ARROW_TYPES: dict[FieldType, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "decimal": pa.decimal128(14, 2),
    "date": pa.date32(),
    "bbox": pa.list_(pa.float64()),
    "map": pa.map_(pa.string(), pa.string()),
    "texts": pa.list_(pa.string()),
}


def to_arrow_schema(fields: Iterable[Field]) -> pa.Schema:
    """Give the Arrow schema of these fields, each column with its meaning (and unit) as metadata."""
    return pa.schema([_to_arrow_field(field) for field in fields])


def _to_arrow_field(field: Field) -> pa.Field:
    metadata = {"description": field.meaning}
    if field.unit is not None:
        metadata["unit"] = field.unit
    return pa.field(field.name, ARROW_TYPES[field.type], nullable=field.nullable, metadata=metadata)
