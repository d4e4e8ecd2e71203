"""The Arrow schema of a published table, made from its fields."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from schemas.field import Field, FieldType
from schemas.fields import DATASET_VERSION
from schemas.source_licence import ATTRIBUTION, DATASET_TITLE, LICENCE_ADDRESS

_ARROW_TYPES: dict[FieldType, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "date": pa.date32(),
    "bbox": pa.list_(pa.float64()),
    "map": pa.map_(pa.string(), pa.string()),
    "texts": pa.list_(pa.string()),
}


_METADATA = {
    "title": DATASET_TITLE,
    "version": DATASET_VERSION,
    "source": ATTRIBUTION,
    "licence": LICENCE_ADDRESS,
}


def to_arrow_schema(fields: Iterable[Field]) -> pa.Schema:
    """Give the Arrow schema of these fields, each column with its meaning (and unit, choices, key …) as metadata."""
    return pa.schema([_to_arrow_field(field) for field in fields], metadata=_METADATA)


def _to_arrow_field(field: Field) -> pa.Field:
    notes = {
        "description": field.meaning,
        "unit": field.unit,
        "choices": ", ".join(field.choices) if field.choices else None,
        "pattern": field.pattern,
        "minimum": None if field.minimum is None else str(field.minimum),
        "maximum": None if field.maximum is None else str(field.maximum),
        "key": "true" if field.key else None,
        "references": field.references,
    }
    metadata = {name: note for name, note in notes.items() if note is not None}
    return pa.field(field.name, to_arrow_type(field), nullable=field.nullable, metadata=metadata)


def to_arrow_type(field: Field) -> pa.DataType:
    """Give the type of a column; never inferred from the values, whose precision differs from file to file."""
    return pa.decimal128(field.digits + 2, 2) if field.digits is not None else _ARROW_TYPES[field.type]
