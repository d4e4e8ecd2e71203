"""The JSON Schema of one line of a published .jsonl file, made from the table's fields (draft 2020-12).

What JSON Schema has no word for stands in `x-unit`, `x-key` and `x-references`.
"""

from __future__ import annotations

from schemas.field import Field, FieldType, keys_of, to_amount_pattern, to_portable_pattern
from schemas.fields import DATASET_VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES: dict[FieldType, str] = {
    "text": "string",
    "integer": "integer",
    "decimal": "string",
    "date": "string",
    "bbox": "array",
    "map": "object",
    "texts": "array",
}


def to_json_schema(table: str, meaning: str, fields: tuple[Field, ...]) -> dict[str, object]:
    """Give the JSON Schema of a line of this table; every field stands in every line, null where it may be."""
    return {
        "$schema": DIALECT,
        "$id": f"{table}.schema.json",
        "title": table,
        "description": meaning,
        "version": DATASET_VERSION,
        "type": "object",
        "properties": {field.name: _to_property(field) for field in fields},
        "required": [field.name for field in fields],
        "additionalProperties": False,
        "x-key": list(keys_of(fields)),
    }


def _to_property(field: Field) -> dict[str, object]:
    own = _TYPES[field.type]
    notes = {"x-unit": field.unit, "x-references": field.references}
    return {
        "description": field.meaning,
        "type": [own, "null"] if field.nullable else own,
        **_to_form(field),
        **{name: note for name, note in notes.items() if note is not None},
    }


def _to_form(field: Field) -> dict[str, object]:
    if field.type == "decimal":
        return {"pattern": to_amount_pattern(field)}
    if field.type == "integer":
        limits = {"minimum": field.minimum, "maximum": field.maximum}
        return {name: limit for name, limit in limits.items() if limit is not None}
    forms: dict[FieldType, dict[str, object]] = {
        "text": _to_text_form(field),
        "date": {"format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "bbox": {"items": {"type": "number"}, "minItems": 4, "maxItems": 4},
        "map": {"additionalProperties": {"type": "string"}},
        "texts": {"items": {"type": "string"}},
    }
    return forms[field.type]


def _to_text_form(field: Field) -> dict[str, object]:
    if field.choices is not None:
        return {"enum": [*field.choices, None] if field.nullable else list(field.choices)}
    if field.pattern is not None:
        return {"pattern": to_portable_pattern(field.pattern)}
    return {} if field.nullable else {"pattern": r"\S"}
