"""The Frictionless table schema of a published table as it stands in CSV, made from its fields.

Data Package v2: https://datapackage.org/standard/table-schema/. Lists, maps and boxes are JSON, for a name may hold any
character that could part it from the next; null is an empty cell.
"""

from __future__ import annotations

from schemas.field import Field, FieldType, keys_of, to_portable_pattern
from schemas.fields import TABLE_FIELDS

_NOT_BLANK = r"^[\s\S]*\S[\s\S]*$"
_TYPES: dict[FieldType, dict[str, object]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "date": {"type": "date"},
    "bbox": {"type": "array"},
    "map": {"type": "object"},
    "texts": {"type": "array"},
}


def to_table_schema(fields: tuple[Field, ...]) -> dict[str, object]:
    """Give the table schema of these fields: types, constraints, the primary key and where other columns lead to."""
    schema: dict[str, object] = {"fields": [_to_field(field) for field in fields], "missingValues": [""]}
    if key := keys_of(fields):
        schema["primaryKey"] = list(key)
    if foreign_keys := [_to_foreign_key(field.name, field.references) for field in fields if field.references]:
        schema["foreignKeys"] = foreign_keys
    return schema


def _to_field(field: Field) -> dict[str, object]:
    unit = {"unit": field.unit} if field.unit else {}
    constraints = _to_constraints(field)
    constrained = {"constraints": constraints} if constraints else {}
    return {"name": field.name, **_TYPES[field.type], "description": field.meaning, **unit, **constrained}


def _to_constraints(field: Field) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if not field.nullable:
        constraints["required"] = True
    if field.choices is not None:
        constraints["enum"] = list(field.choices)
    elif field.pattern is not None:
        constraints["pattern"] = to_portable_pattern(field.pattern)
    elif field.type == "text" and not field.nullable:
        constraints["pattern"] = _NOT_BLANK
    if field.type == "bbox":
        constraints |= {"minLength": 4, "maxLength": 4}
    limits = {"minimum": field.minimum, "maximum": field.maximum}
    # Amounts as text, as they stand in the cell: a limit written as 0.01 would be read as a binary fraction.
    return constraints | {
        name: str(limit) if field.type == "decimal" else limit for name, limit in limits.items() if limit is not None
    }


def _to_foreign_key(column: str, table: str) -> dict[str, object]:
    return {"fields": [column], "reference": {"resource": table, "fields": list(keys_of(TABLE_FIELDS[table]))}}
