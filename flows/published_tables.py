"""The tables of a release read back from its files, whichever version wrote them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.releases import DamagedRelease, note_file
from flows.results import to_json_value
from schemas.releases import FileNote

KEYS = {"documents": "document_id", "grants": "grant_id"}


@dataclass(frozen=True, slots=True)
class PublishedTables:
    """Documents and grants with the columns that their release has, each row with a key of its own."""

    documents: pa.Table
    grants: pa.Table


def read_tables(release: Path, files: Mapping[str, FileNote]) -> PublishedTables:
    """Read a release's documents and grants; `files` is what its note tells of them, nothing in older versions.

    Raises DamagedRelease where neither form of a table is what was written.
    """
    return PublishedTables(_read_table(release, "documents", files), _read_table(release, "grants", files))


def to_texts(column: pa.ChunkedArray) -> list[str | None]:
    """Give a column's values as `.jsonl` has them, texts without quotes: so they compare, whatever type they had."""
    values = column.to_pylist()
    if pa.types.is_string(column.type):
        return values  # type: ignore[no-any-return]
    if pa.types.is_map(column.type):
        values = [value if value is None else dict(value) for value in values]
    return [to_text(value) for value in values]


def to_text(value: object) -> str | None:
    """Give one value as `.jsonl` has it, a text without quotes; None stays None."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float | list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=to_json_value)
    return to_json_value(value)


def _read_table(release: Path, name: str, files: Mapping[str, FileNote]) -> pa.Table:
    """A file edited by hand must not stand for what was published: the other form is read then."""
    forms: list[tuple[str, Callable[[Path], pa.Table]]] = [("parquet", pq.read_table), ("jsonl", _read_jsonl)]
    for suffix, read in forms:
        path = release / f"{name}.{suffix}"
        if path.is_file() and (not files or note_file(path) == files.get(path.name)):
            try:
                return _with_keys(read(path), KEYS[name])
            except ValueError:  # pyarrow's errors are such, and those of JSON: the other form may still be whole
                continue
    raise DamagedRelease(f"{release}: neither {name}.parquet nor {name}.jsonl is what was written")


def _read_jsonl(path: Path) -> pa.Table:
    # A line ends with \n alone: a text may hold other characters that Python takes for a line's end, such as U+2028.
    with path.open(encoding="utf-8", newline="\n") as lines:
        rows = [json.loads(line) for line in lines]
    names = list(dict.fromkeys(name for row in rows for name in row))
    return pa.table({name: pa.array([to_text(row.get(name)) for row in rows], pa.string()) for name in names})


def _with_keys(table: pa.Table, key: str) -> pa.Table:
    if key not in table.column_names or len(set(table[key].to_pylist())) < len(table):
        raise ValueError(f"{key} does not tell the rows apart")
    return table
