"""`metadata.json`: what Datasette shows beside the tables of `parlgrants.sqlite`."""

from __future__ import annotations

from html import escape

from flows.formats.files import write_json
from flows.formats.sqlite import FILE as DATABASE
from flows.formats.sqlite import column_of
from flows.release_writers import Draft
from schemas.field import Field
from schemas.fields import DATASET_VERSION, TABLE_FIELDS, TABLE_MEANINGS
from schemas.source_licence import (
    ATTRIBUTION,
    DATASET_DESCRIPTION,
    DATASET_TITLE,
    LICENCE_ADDRESS,
    LICENCE_TITLE,
    SOURCE_NAME,
    SOURCE_PAGE,
)

FILE = "metadata.json"
# Columns with few values, by which a table is narrowed down.
FACETS = {
    "grants": ["year", "minister", "verified", "amount_kind"],
    "documents": ["outcome", "answer_kind", "parliamentary_year"],
    "findings": ["code", "severity"],
    "organisations": ["kind", "legal_form"],
    "organisation_candidates": ["likeness"],
}

# Datasette prints every column's meaning over the rows: they keep to a part of the page.
_STYLE = "<style>dl.column-descriptions { max-height: 14em; overflow: auto; border: 1px solid #ccc; }</style>"

Json = dict[str, object]


def write_datasette_metadata(draft: Draft) -> None:
    """Write the metadata."""
    write_json(to_metadata(), draft.folder / FILE)


def to_metadata() -> Json:
    """Give titles, licence, source, and each table's meaning, columns and facets."""
    about: Json = {
        "title": DATASET_TITLE,
        "description": f"{DATASET_DESCRIPTION} Version {DATASET_VERSION}. {ATTRIBUTION}.",
        "license": LICENCE_TITLE,
        "license_url": LICENCE_ADDRESS,
        "source": SOURCE_NAME,
        "source_url": SOURCE_PAGE,
    }
    tables = {table: _to_table(table, fields) for table, fields in TABLE_FIELDS.items()}
    return {**about, "databases": {DATABASE.removesuffix(".sqlite"): {**about, "tables": tables}}}


def _to_table(table: str, fields: tuple[Field, ...]) -> Json:
    columns = {name: text for field in fields for name, text in _to_columns(field).items()}
    meaning = escape(_to_plain(TABLE_MEANINGS[table]), quote=False)
    own: Json = {"title": table, "description_html": f"<p>{meaning}</p>{_STYLE}", "columns": columns}
    if table in FACETS:
        own["facets"] = FACETS[table]
    if table == "grants":
        own |= {"fts_table": "grants_fts", "sort_desc": "amount_eur", "label_column": "organisation"}
    return own


def _to_columns(field: Field) -> dict[str, str]:
    """Datasette counts in the units of physics only: the unit stands in the text."""
    unit = f" ({field.unit})" if field.unit else ""
    meaning = _to_plain(field.meaning)
    stored = {column_of(field): f"{meaning} (whole euro cents, exact)"} if field.type == "decimal" else {}
    return stored | {field.name: f"{meaning}{unit}"}


def _to_plain(text: str) -> str:
    """The marks of Markdown mean nothing here."""
    return text.replace("`", "")
