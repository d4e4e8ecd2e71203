"""A published table as Parquet, CSV and JSONL: the same rows in three files, the same bytes for the same rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq

from flows.results import to_json_value, to_jsonl
from schemas.arrow import to_arrow_schema
from schemas.dataset import DocumentRecord, FindingRecord, Tables
from schemas.fields import TABLE_FIELDS, Field
from schemas.grants import GrantRecord

Rows = Sequence[DocumentRecord] | Sequence[GrantRecord] | Sequence[FindingRecord]


def write_tables(tables: Tables, folder: Path) -> None:
    """Write `grants`, `documents` and `findings` into the folder, each as .parquet, .csv and .jsonl."""
    for name, fields in TABLE_FIELDS.items():
        rows: Rows = getattr(tables, name)
        write_parquet(rows, fields, folder / f"{name}.parquet")
        write_csv(rows, fields, folder / f"{name}.csv")
        write_jsonl(rows, folder / f"{name}.jsonl")


def write_parquet(rows: Rows, fields: Sequence[Field], path: Path) -> None:
    """Write rows with the types declared for their fields; each column's meaning stands in its metadata."""
    columns = {field.name: [getattr(row, field.name) for row in rows] for field in fields}
    pq.write_table(pa.Table.from_pydict(columns, schema=to_arrow_schema(fields)), path, compression="zstd")


def write_csv(rows: Rows, fields: Sequence[Field], path: Path) -> None:
    """Write rows as RFC 4180 says: UTF-8, a header line, CRLF, quotes where needed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([field.name for field in fields])
        writer.writerows([to_cell(getattr(row, field.name), field) for field in fields] for row in rows)


def write_jsonl(rows: Rows, path: Path) -> None:
    """Write one JSON object a line, UTF-8."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{to_jsonl(row)}\n" for row in rows)


def to_cell(value: object, field: Field) -> str:
    """Give a value as the text of a CSV cell: lists of names joined by `; `, boxes and maps as JSON, null empty."""
    if value is None:
        return ""
    if field.type == "texts":
        return "; ".join(cast("tuple[str, ...]", value))
    if field.type in ("bbox", "map"):
        return json.dumps(value, ensure_ascii=False)
    return str(value) if isinstance(value, str | int) else to_json_value(value)
