"""The data dictionary `outputs/README.md`, from the declared fields: `python -m flows.data_dictionary [--check]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from flows.generated_pages import REPOSITORY, to_cell, write_or_check
from schemas.field import Field, FieldType
from schemas.fields import DATASET_VERSION
from schemas.lines import LINE_FIELDS, LINE_MEANINGS
from schemas.source_licence import ATTRIBUTION, LICENCE_ADDRESS, LICENCE_TITLE, SOURCE_NAME

PAGE = REPOSITORY / "outputs" / "README.md"

INTRODUCTION = f"""\
<!-- Made from schemas/fields.py by `python -m flows.data_dictionary`; do not edit by hand. -->
# The published data

`latest/` holds the newest release, `releases/` the ones before it. A release is never changed once it is there, and
`latest` moves from one whole release to the next in one step. Each table comes as three files with the same rows:

| file | for |
|---|---|
| `.csv` | programs and, with care, spreadsheets: UTF-8, comma, quotes as in RFC 4180; null is an empty cell |
| `.jsonl` | programs: one JSON object a line; amounts are texts with two decimals, so that no program rounds them |
| `.parquet` | pandas, DuckDB, R: typed columns, each with its meaning in the metadata |

A spreadsheet guesses at the cells of a `.csv` when it merely opens the file. Import it instead, as UTF-8 (the file has
no byte order mark) and with every column as text: else `0403201185` loses its zero, and a printed text such as
`=SUM(C2:C6)`, which stands in the data as the document has it, is run as a formula.

The same rows once more, in the formats of others:

| file | for |
|---|---|
| `parlgrants.sqlite` | SQL: keys and rules that the database holds, full-text search (`grants_fts`); lists as JSON |
| `metadata.json` | `datasette parlgrants.sqlite --metadata metadata.json` |
| `datapackage.json` | Frictionless Data Package v2 over the `.csv` files: types, rules, keys, hashes |
| `*.schema.json` | JSON Schema of a line of the `.jsonl` file of that name |
| `360giving.json` | 360Giving 1.4; `docs/360giving.md` explains what stands where, and what is filled in |
| `catalogue.jsonld` | data catalogues: DCAT-AP; its addresses are relative, so right wherever the folder is put |

In SQLite an amount is whole cents (`amount_eur_cents`): sum these, divide by 100 at the end. `amount_eur` beside it is
computed from them as a floating-point number, to read, sort and compare.

These are the columns of version {DATASET_VERSION} of the dataset. A new major version may change or drop one, a new
minor version adds some; `docs/contract.json` holds the columns to that. The documents are those of the {SOURCE_NAME},
under [{LICENCE_TITLE}]({LICENCE_ADDRESS}): whoever uses the data names the source (`{ATTRIBUTION}`).

`changes.jsonl`, and `CHANGES.md` for people, tell what is different from the release before: grants added, removed and
changed (field, old, new), documents new, revised and withdrawn. Grants and documents are known by their ids.

`run.json` tells when and by which reader version the release was made, what it counts, the release it was compared
with, the SHA-256 of its content, and the SHA-256 and size of each file.

Before you use an amount, look at three things: `verified` says whether the printed total agrees, `findings` of the same
`document_id` say what is missing or doubtful, and `page`, `bbox` and `amount_printed` lead to the amount on the page.
"""

TYPE_MEANINGS: dict[FieldType, str] = {
    "text": "text",
    "integer": "whole number",
    "date": "date (`2021-02-02`)",
    "bbox": "list of four numbers; JSON in CSV",
    "map": "map from text to text; JSON in CSV",
    "texts": "list of texts; JSON in CSV",
}


def to_data_dictionary() -> str:
    """Give the page as Markdown."""
    return "\n".join([INTRODUCTION, *_to_sections()])


def _to_sections() -> Iterator[str]:
    for name, fields in LINE_FIELDS.items():
        yield f"## {name}\n\n{LINE_MEANINGS[name]}\n"
        yield "| field | type | null | meaning |\n|---|---|---|---|"
        yield from map(_to_row, fields)
        yield ""


def _to_row(field: Field) -> str:
    unit = f", {field.unit}" if field.unit else ""
    null = "may be null" if field.nullable else "never"
    return f"| `{field.name}` | {_to_type(field)}{unit} | {null} | {to_cell(_to_meaning(field))} |"


def _to_type(field: Field) -> str:
    return f"decimal({field.digits + 2},2)" if field.digits is not None else TYPE_MEANINGS[field.type]


def _to_meaning(field: Field) -> str:
    missing = [choice for choice in field.choices or () if f"`{choice}`" not in field.meaning]
    values = f" ({', '.join(f'`{choice}`' for choice in missing)})" if missing else ""
    return f"{field.meaning}{values}{_to_range(field)}{_to_key(field)}"


def _to_key(field: Field) -> str:
    leads = f"; leads to `{field.references}`" if field.references else ""
    return f"{'; key' if field.key else ''}{leads}"


def _to_range(field: Field) -> str:
    if field.minimum is not None and field.maximum is not None:
        return f"; {field.minimum} to {field.maximum}"
    if field.type == "decimal" and field.minimum is not None:
        return f"; at least {field.minimum}"
    return ""


def main(arguments: Sequence[str]) -> int:
    """Write the page, or check it; gives the exit code."""
    return write_or_check(PAGE, to_data_dictionary(), "flows.data_dictionary", arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
