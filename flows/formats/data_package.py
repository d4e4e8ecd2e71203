"""`datapackage.json` (Frictionless Data Package v2) over the CSV files, and a JSON Schema for each .jsonl file."""

from __future__ import annotations

from pathlib import Path

from flows.formats.files import write_json
from flows.release_writers import Draft
from flows.releases import note_file
from schemas.fields import DATASET_VERSION, TABLE_FIELDS, TABLE_MEANINGS
from schemas.frictionless import to_table_schema
from schemas.json_schema import to_json_schema
from schemas.lines import LINE_FIELDS, LINE_MEANINGS
from schemas.source_licence import (
    ATTRIBUTION,
    DATASET_DESCRIPTION,
    DATASET_NAME,
    DATASET_TITLE,
    LICENCE_ADDRESS,
    LICENCE_NAME,
    LICENCE_TITLE,
    PUBLISHER,
    SOURCE_NAME,
    SOURCE_PAGE,
)

FILE = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def write_json_schemas(draft: Draft) -> None:
    """Write a JSON Schema for the lines of each .jsonl file."""
    for table, fields in LINE_FIELDS.items():
        write_json(to_json_schema(table, LINE_MEANINGS[table], fields), draft.folder / f"{table}.schema.json")


def write_data_package(draft: Draft) -> None:
    """Write the package's description; the CSV files must be there."""
    write_json(to_data_package(draft.folder), draft.folder / FILE)


def to_data_package(folder: Path) -> dict[str, object]:
    """Give the description of the CSV files in this folder."""
    return {
        "$schema": PROFILE,
        "name": DATASET_NAME,
        "title": DATASET_TITLE,
        "description": f"{DATASET_DESCRIPTION} {ATTRIBUTION}.",
        "version": DATASET_VERSION,
        "licenses": [{"name": LICENCE_NAME, "path": LICENCE_ADDRESS, "title": LICENCE_TITLE}],
        "sources": [{"title": SOURCE_NAME, "path": SOURCE_PAGE}],
        "contributors": [
            {"title": SOURCE_NAME, "path": SOURCE_PAGE, "roles": ["creator"]},
            {"title": PUBLISHER, "roles": ["wrangler", "publisher"]},
        ],
        "resources": [_to_resource(folder / f"{table}.csv", table) for table in TABLE_FIELDS],
    }


def _to_resource(path: Path, table: str) -> dict[str, object]:
    content = note_file(path)
    return {
        "name": table,
        "type": "table",
        "description": TABLE_MEANINGS[table],
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": content.bytes,
        "hash": f"sha256:{content.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": to_table_schema(TABLE_FIELDS[table]),
    }
