"""What was read from a document as JSON, both ways: amounts as text with two decimals, dates as ISO, boxes as lists."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from schemas.changes import ChangeRecord
from schemas.dataset import Record
from schemas.results import DocumentResult

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def to_json(result: DocumentResult, indent: int | None = None) -> str:
    """Give one document's result as a JSON object, in the order of the dataclasses' fields.

    Raises ValueError for an amount that is not in whole cents: rounding it here would change a number silently.
    """
    return _to_text(asdict(result), indent)


def from_json(text: str) -> DocumentResult:
    """Give back the result that `to_json` wrote. Raises ValueError where a field is missing or of another type."""
    return _result_adapter().validate_json(text, strict=True)


def to_jsonl(record: Record | ChangeRecord) -> str:
    """Give a published row as one line of JSON (without its line break), its fields in the order they are declared."""
    return _LINES.encode({name: getattr(record, name) for name in record.__dataclass_fields__})


def to_json_value(value: object) -> str:
    """Give the JSON text of what JSON has no type for; `json.dumps` asks for it as its `default`."""
    if isinstance(value, Decimal):
        return to_cents(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot stand in the published data")


# Made once: `json.dumps` would make one for each of many lines.
_LINES = json.JSONEncoder(default=to_json_value, ensure_ascii=False, allow_nan=False)


def to_cents(amount: Decimal) -> str:
    """Give an amount with exactly two decimals (`1998813.00`). Raises ValueError where that would change it."""
    cents = f"{amount:.2f}"
    if not amount.is_finite() or Decimal(cents) != amount:
        raise ValueError(f"{amount} is no amount in whole cents")
    return cents


def _to_text(content: dict[str, object], indent: int | None = None) -> str:
    return json.dumps(content, default=to_json_value, ensure_ascii=False, allow_nan=False, indent=indent)


@cache
def _result_adapter() -> TypeAdapter[DocumentResult]:
    from pydantic import TypeAdapter

    return TypeAdapter(DocumentResult)
