"""What a release is made of: each writer adds the files of its format to a draft, from the same checked tables.

A new format is a function of a `Draft` and its line in `find_writers`; nothing else lists the files of a release.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.dataset import Tables


@dataclass(frozen=True, slots=True)
class Draft:
    """A release being written: the folder for its files, without subfolders, and the checked tables in their order."""

    folder: Path
    tables: Tables


Writer = Callable[[Draft], None]
"""Writes its files, all of them closed when it returns, the same bytes for the same tables: no clock, no chance."""


def find_writers() -> dict[str, Writer]:
    """Give the writers by their names, in the order in which they write: one that describes files comes behind them."""
    # pyarrow and what other formats need take seconds to import, and the command's help must not wait for them.
    from flows.formats.catalogue import write_catalogue
    from flows.formats.data_package import write_data_package, write_json_schemas
    from flows.formats.datasette import write_datasette_metadata
    from flows.formats.giving import write_giving
    from flows.formats.sqlite import write_sqlite
    from flows.table_files import write_csv_files, write_jsonl_files, write_parquet_files

    return {
        "parquet": write_parquet_files,
        "csv": write_csv_files,
        "jsonl": write_jsonl_files,
        "json-schemas": write_json_schemas,
        "sqlite": write_sqlite,
        "datasette": write_datasette_metadata,
        "360giving": write_giving,
        "data-package": write_data_package,
        "catalogue": write_catalogue,
    }


def write_files(draft: Draft) -> None:
    """Have every writer write its files into the draft."""
    for write in find_writers().values():
        write(draft)
