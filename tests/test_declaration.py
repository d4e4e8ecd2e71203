"""One declaration for every format: the checks, Arrow, Frictionless, JSON Schema, SQLite and the dictionary agree."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import jsonschema
import pandas as pd
import pandera.pandas as pandera
import pytest
from frictionless import Schema
from hypothesis import find, settings
from hypothesis.strategies import from_regex

from flows import data_dictionary
from flows.csv_lines import to_cell
from flows.formats.datasette import to_metadata
from flows.formats.sqlite import column_of, to_create_table, to_stored
from flows.results import to_json_value
from schemas.arrow import to_arrow_schema, to_arrow_type
from schemas.field import CENT, Field, euro, keys_of, to_amount_pattern, to_portable_pattern
from schemas.fields import TABLE_FIELDS, TABLE_MEANINGS
from schemas.frictionless import to_table_schema
from schemas.json_schema import to_json_schema
from schemas.lines import LINE_FIELDS, LINE_MEANINGS
from schemas.published import _to_schema

TABLES = list(TABLE_FIELDS)
# Values of every kind, for every column: whether each may stand there must be the same in every format.
TEXTS = (
    "", " ", "a", "A-1.b_c", "p2-x512-y214", "p0-x1-y1", "Blad 1!E12.2", "0403201185", "2020-2021", "0" * 64,
    "column_unmapped", "org-0123456789ab", "tekst, \"met\" ; tekens\nen regels",
)  # fmt: skip
VALUES: dict[str, tuple[object, ...]] = {
    "text": TEXTS,
    "integer": (-1, 0, 1, 1989, 1990, 2099, 2100),
    "decimal": tuple(map(Decimal, ("-1.00", "0.00", "0.01", "1.00", "999999999999.99"))),
    "date": (date(2021, 2, 28),),
    "bbox": ((1.0, 2.0, 3.0, 4.5),),
    "map": ({}, {"kop": "waarde; \"x\""}),
    "texts": ((), ("Nadia Sminate",), ("Een", "Twee")),
}  # fmt: skip


def schemas_of(table: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The table's Frictionless fields and JSON Schema properties, by name, as whoever reads the JSON gets them."""
    package = json.loads(json.dumps(to_table_schema(LINE_FIELDS[table])))
    lines = json.loads(json.dumps(to_json_schema(table, LINE_MEANINGS[table], LINE_FIELDS[table])))
    return {field["name"]: field for field in package["fields"]}, lines["properties"]


@pytest.mark.parametrize("table", TABLES)
def test_every_format_has_the_same_columns_in_the_same_order(table: str) -> None:
    fields = TABLE_FIELDS[table]
    names = [field.name for field in fields]
    frictionless, lines = schemas_of(table)
    assert to_arrow_schema(fields).names == list(frictionless) == list(lines) == names
    assert list(_to_schema(fields, []).columns) == names
    with sqlite3.connect(":memory:") as database:
        database.execute(to_create_table(table, fields))
        stored = [row[1] for row in database.execute(f"PRAGMA table_xinfo({table})") if row[6] == 0]
    assert stored == [column_of(field) for field in fields]
    section = data_dictionary.to_data_dictionary().split(f"\n## {table}\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == names


@pytest.mark.parametrize("table", TABLES)
def test_every_format_tells_meaning_unit_type_and_key(table: str) -> None:
    fields = TABLE_FIELDS[table]
    frictionless, lines = schemas_of(table)
    arrow = to_arrow_schema(fields)
    shown: Any = to_metadata()["databases"]
    columns = shown["parlgrants"]["tables"][table]["columns"]
    for field in fields:
        own, line = frictionless[field.name], lines[field.name]
        notes = {name.decode(): note.decode() for name, note in arrow.field(field.name).metadata.items()}
        assert own["description"] == line["description"] == notes["description"] == field.meaning
        assert own.get("unit") == line.get("x-unit") == notes.get("unit") == field.unit
        assert field.meaning.replace("`", "") in columns[field.name]
        assert field.unit is None or field.unit in columns[field.name]
        assert arrow.field(field.name).type == to_arrow_type(field)
        assert arrow.field(field.name).nullable == field.nullable == ("null" in line["type"])
        assert field.nullable or own.get("constraints", {}).get("required")
        assert not (field.nullable and own.get("constraints", {}).get("required"))
        assert line.get("x-references") == notes.get("references") == field.references
        assert (notes.get("key") == "true") == field.key


@pytest.mark.parametrize("table", TABLES)
def test_every_format_has_the_same_keys(table: str) -> None:
    fields = TABLE_FIELDS[table]
    key = keys_of(fields)
    leads = {field.name: field.references for field in fields if field.references}
    package = to_table_schema(fields)
    assert tuple(package.get("primaryKey", ())) == key
    foreign: Any = package.get("foreignKeys", [])
    assert {one["fields"][0]: one["reference"]["resource"] for one in foreign} == leads
    assert all(
        tuple(one["reference"]["fields"]) == keys_of(TABLE_FIELDS[one["reference"]["resource"]]) for one in foreign
    )
    assert to_json_schema(table, "", fields)["x-key"] == list(key)
    with sqlite3.connect(":memory:") as database:
        database.execute(to_create_table(table, fields))
        info = database.execute(f"PRAGMA table_xinfo({table})").fetchall()
        assert tuple(row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]) == key
        lists = database.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        assert {row[3]: row[2] for row in lists} == leads


def test_a_column_leads_to_a_table_with_a_key_of_one_column_of_its_type() -> None:
    for fields in TABLE_FIELDS.values():
        for field in fields:
            if field.references:
                (target,) = [own for own in TABLE_FIELDS[field.references] if own.key]
                assert (target.type, target.pattern) == (field.type, field.pattern), field.name
            assert not (field.key and field.nullable), field.name


def test_every_table_has_a_meaning() -> None:
    assert TABLE_MEANINGS.keys() == TABLE_FIELDS.keys()


ALL_FIELDS = [
    pytest.param(table, field, id=f"{table}.{field.name}") for table in LINE_FIELDS for field in LINE_FIELDS[table]
]


@pytest.mark.parametrize(("table", "field"), ALL_FIELDS)
def test_every_format_lets_the_same_values_in(table: str, field: Field) -> None:
    candidates = (None, *VALUES[field.type], *(field.choices or ()), *make_texts(field.pattern))
    empty = {""} if field.nullable else set()  # an empty cell of CSV is null, and no empty text
    values = [value for value in candidates if not isinstance(value, str | None) or value not in empty]
    allowed = passing_pandera(field, values)
    assert any(value is not None for value in allowed)
    assert passing_frictionless(field, values) == allowed
    assert passing_json_schema(schemas_of(table)[1][field.name], values) == allowed
    if not field.pattern:  # SQLite knows no regular expressions
        assert passing_sqlite(field, values) == allowed


@cache
def make_texts(pattern: str | None) -> tuple[str, ...]:
    """The simplest text of this form, where none of those above has it."""
    if pattern is None or any(re.fullmatch(pattern, text) for text in TEXTS):
        return ()
    return (find(from_regex(pattern, fullmatch=True), lambda _: True, settings=settings(database=None)),)


def passing_pandera(field: Field, values: list[object]) -> list[object]:
    schema = _to_schema((replace(field, key=False),), [])
    try:
        schema.validate(pd.DataFrame({field.name: pd.Series(values, dtype=object)}), lazy=True)
    except pandera.errors.SchemaErrors as error:
        failed = set(error.failure_cases["index"])
        return [value for row, value in enumerate(values) if row not in failed]
    return values


def passing_frictionless(field: Field, values: list[object]) -> list[object]:
    schema = Schema.from_descriptor(to_table_schema((replace(field, references=None, key=False),)))
    return [value for value in values if not schema.read_cells([to_cell(value, field)])[1][0]]


def passing_json_schema(own: dict[str, object], values: list[object]) -> list[object]:
    validator = jsonschema.Draft202012Validator(own)
    return [value for value in values if validator.is_valid(json.loads(json.dumps(value, default=to_json_value)))]


def passing_sqlite(field: Field, values: list[object]) -> list[object]:
    with sqlite3.connect(":memory:") as database:
        database.execute(to_create_table("one", (replace(field, references=None, key=False),)))
        return [value for value in values if is_inserted(database, to_stored(field, value))]


def is_inserted(database: sqlite3.Connection, stored: object) -> bool:
    try:
        database.execute("INSERT INTO one VALUES (?)", [stored])
    except sqlite3.IntegrityError:
        return False
    return True


def test_patterns_are_read_by_other_languages_too() -> None:
    assert to_portable_pattern(r"p(?P<page>\d)|s") == r"^(?:p(?:\d)|s)$"
    for fields in TABLE_FIELDS.values():
        for field in fields:
            assert field.pattern is None or "?P" not in to_portable_pattern(field.pattern)


@pytest.mark.parametrize(
    ("minimum", "allowed"),
    [(None, ["-1.00", "0.00", "0.01"]), (Decimal(0), ["0.00", "0.01"]), (CENT, ["0.01", "10.00"])],
)
def test_amounts_as_text_keep_their_minimum(minimum: Decimal | None, allowed: list[str]) -> None:
    form = re.compile(to_amount_pattern(euro("a", "", minimum=minimum)))
    texts = ["-1.00", "0.00", "0.01", "10.00", "1", "1.0", "1.000", "1e3", "", "1234567890123.00"]
    assert [text for text in texts if form.search(text)] == [*allowed, *(["10.00"] if minimum != CENT else [])]


def test_a_minimum_that_a_form_cannot_tell_is_refused() -> None:
    with pytest.raises(ValueError, match="minimum 5"):
        to_amount_pattern(euro("a", "", minimum=Decimal(5)))
