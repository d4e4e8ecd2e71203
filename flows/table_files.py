"""A published table as Parquet, CSV and JSONL: the same rows in three files, the same bytes for the same rows."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.csv_lines import to_csv_cells
from flows.release_writers import Draft
from flows.results import to_jsonl
from schemas.arrow import to_arrow_schema
from schemas.changes import ChangeRecord
from schemas.dataset import Record, Tables
from schemas.field import Field
from schemas.fields import TABLE_FIELDS

Rows = Sequence[Record]


def write_parquet_files(draft: Draft) -> None:
    """Write each table as .parquet."""
    for name, fields in TABLE_FIELDS.items():
        write_parquet(rows_of(draft.tables, name), fields, draft.folder / f"{name}.parquet")


def write_csv_files(draft: Draft) -> None:
    """Write each table as .csv."""
    for name, fields in TABLE_FIELDS.items():
        write_csv(rows_of(draft.tables, name), fields, draft.folder / f"{name}.csv")


def write_jsonl_files(draft: Draft) -> None:
    """Write each table as .jsonl."""
    for name in TABLE_FIELDS:
        write_jsonl(rows_of(draft.tables, name), draft.folder / f"{name}.jsonl")


def rows_of(tables: Tables, name: str) -> Rows:
    """Give the rows of the table with this name, one of `TABLE_FIELDS`."""
    rows: Rows = getattr(tables, name)
    return rows


def write_parquet(rows: Rows, fields: Sequence[Field], path: Path) -> None:
    """Write rows with the types declared for their fields; each column's meaning stands in its metadata."""
    schema = to_arrow_schema(fields)
    # A column at a time: all values as Python lists at once would take more memory than the rows themselves.
    columns = [pa.array([getattr(row, column.name) for row in rows], column.type) for column in schema]
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), path, compression="zstd")


def write_csv(rows: Rows, fields: Sequence[Field], path: Path) -> None:
    """Write rows as CSV: UTF-8, a header line, CRLF."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow([field.name for field in fields])
        lines.writerows(to_csv_cells(row, fields) for row in rows)


def write_jsonl(rows: Rows | Sequence[ChangeRecord], path: Path) -> None:
    """Write one JSON object a line, UTF-8."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{to_jsonl(row)}\n" for row in rows)
