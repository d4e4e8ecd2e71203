"""A published table as Parquet, CSV and JSONL: the same rows in three files, the same bytes for the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.csv_lines import to_csv_cells, to_csv_line
from flows.results import to_jsonl
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
    """Write rows as CSV: UTF-8, a header line, CRLF."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(to_csv_line([field.name for field in fields]))
        file.writelines(to_csv_line(to_csv_cells(row, fields)) for row in rows)


def write_jsonl(rows: Rows, path: Path) -> None:
    """Write one JSON object a line, UTF-8."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{to_jsonl(row)}\n" for row in rows)
