"""Published rows as lines of CSV as RFC 4180 says: quotes where needed, each line ends with CRLF."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from flows.results import to_json_value
from schemas.dataset import Record
from schemas.field import Field
from schemas.fields import GRANT_FIELDS

_ENCODER = json.JSONEncoder(ensure_ascii=False)  # made once: `json.dumps` would make one for each of many cells


def to_csv_line(cells: Sequence[str]) -> str:
    """Give one line of CSV, its CRLF included."""
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def to_csv_cells(row: Record, fields: Sequence[Field] = GRANT_FIELDS) -> list[str]:
    """Give a row's values as texts, in the order of the fields; without `fields` the row is a grant."""
    return [to_cell(getattr(row, field.name), field) for field in fields]


def to_cell(value: object, field: Field) -> str:
    """Give a value as the text of a cell: lists, boxes and maps as JSON, null empty."""
    if value is None:
        return ""
    if isinstance(value, str):  # most are
        return value
    if field.type in ("bbox", "map", "texts"):
        return _ENCODER.encode(value)
    return str(value) if isinstance(value, int) else to_json_value(value)
