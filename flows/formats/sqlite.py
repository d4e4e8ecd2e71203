"""`parlgrants.sqlite`: the tables with their keys and rules, and full-text search over the grants.

An amount is stored as whole cents (`amount_eur_cents`), exact however many are summed; `amount_eur` beside it is
computed from it, for reading, sorting and comparing. Lists, maps and boxes are JSON, dates ISO texts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal

from flows.release_writers import Draft
from flows.table_files import rows_of
from schemas.field import Field, FieldType, keys_of
from schemas.fields import TABLE_FIELDS

FILE = "parlgrants.sqlite"
# Columns of grants that people look words up in.
SEARCHED = ("organisation", "title", "description")
# Columns of grants that people filter and group by.
_INDEXED = ("year", "minister", "organisation", "enterprise_number", "amount_eur_cents")
_TYPES: dict[FieldType, str] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "decimal": "INTEGER",
    "date": "TEXT",
    "bbox": "TEXT",
    "map": "TEXT",
    "texts": "TEXT",
}


def write_sqlite(draft: Draft) -> None:
    """Write the database: the same bytes for the same tables and the same version of SQLite."""
    with closing(sqlite3.connect(draft.folder / FILE, isolation_level=None)) as database:
        # Whoever is killed here leaves a draft, which nobody reads: no journal, no waiting for the disk.
        for setting in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "encoding = 'UTF-8'"):
            database.execute(f"PRAGMA {setting}")
        database.execute("BEGIN")
        for table, fields in TABLE_FIELDS.items():
            database.execute(to_create_table(table, fields))
            _insert(database, draft, table, fields)
        for statement in _to_indexes():
            database.execute(statement)
        database.execute("COMMIT")


def to_create_table(table: str, fields: tuple[Field, ...]) -> str:
    """Give the statement that makes a table: its columns, then its primary and foreign keys."""
    lines = [line for field in fields for line in _to_columns(field)]
    if key := keys_of(fields):
        lines.append(f"PRIMARY KEY ({_quote(*key)})")
    lines += [_to_foreign_key(field.name, field.references) for field in fields if field.references]
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {_quote(table)} (\n  {body}\n) STRICT"


def _to_foreign_key(column: str, table: str) -> str:
    target = _quote(*keys_of(TABLE_FIELDS[table]))
    return f"FOREIGN KEY ({_quote(column)}) REFERENCES {_quote(table)} ({target})"


def column_of(field: Field) -> str:
    """Give the name of the column that stores a field: an amount is stored in cents."""
    return f"{field.name}_cents" if field.type == "decimal" else field.name


def _to_columns(field: Field) -> Iterator[str]:
    name = _quote(column_of(field))
    null = "" if field.nullable else " NOT NULL"
    rules = "".join(f" CHECK ({rule})" for rule in _to_rules(field, name))
    yield f"{name} {_TYPES[field.type]}{null}{rules}"
    if field.type == "decimal":
        yield f"{_quote(field.name)} REAL GENERATED ALWAYS AS ({name} / 100.0) VIRTUAL"


def _to_rules(field: Field, name: str) -> Iterator[str]:
    """What SQLite can hold a value to; it knows no regular expressions."""
    if field.choices is not None:
        yield f"{name} IN ({', '.join(map(_to_literal, field.choices))})"
    elif field.type == "text" and not field.nullable:
        yield f"trim({name}) <> ''"
    elif field.type == "date":
        # A shift by no days makes SQLite count: without it, the 31st of February is a date.
        yield f"{name} IS date({name}, '+0 days')"
    elif field.type in ("bbox", "map", "texts"):
        yield f"{name} IS NULL OR json_valid({name})"
    factor = 100 if field.type == "decimal" else 1
    if field.minimum is not None:
        yield f"{name} >= {int(field.minimum * factor)}"
    if field.maximum is not None:
        yield f"{name} <= {field.maximum * factor}"


def _insert(database: sqlite3.Connection, draft: Draft, table: str, fields: tuple[Field, ...]) -> None:
    columns = ", ".join(_quote(column_of(field)) for field in fields)
    places = ", ".join("?" * len(fields))
    rows = ([to_stored(field, getattr(row, field.name)) for field in fields] for row in rows_of(draft.tables, table))
    database.executemany(f"INSERT INTO {_quote(table)} ({columns}) VALUES ({places})", rows)


def to_stored(field: Field, value: object) -> object:
    """Give a value as the database stores it. Raises ValueError for an amount that is not in whole cents."""
    to = _TO_STORED.get(field.type)
    return value if value is None or to is None else to(value)


def _to_cents(amount: object) -> int:
    if not isinstance(amount, Decimal):
        raise TypeError(f"{amount!r} is no amount")
    cents = amount.scaleb(2)
    if cents != int(cents):
        raise ValueError(f"the amount {amount} is not in whole cents")
    return int(cents)


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


_TO_STORED: dict[FieldType, Callable[[object], object]] = {
    "decimal": _to_cents,
    "date": str,
    "bbox": _to_json,
    "map": _to_json,
    "texts": _to_json,
}


def _to_indexes() -> Iterator[str]:
    for table, fields in TABLE_FIELDS.items():
        for field in fields:
            if field.references:
                yield f"CREATE INDEX {_quote(f'{table}_{field.name}')} ON {_quote(table)} ({_quote(field.name)})"
    for column in _INDEXED:
        yield f"CREATE INDEX {_quote(f'grants_{column}')} ON grants ({_quote(column)})"
    # The index holds no texts of its own: they stay in grants, whose rows never change in a release.
    searched = ", ".join(SEARCHED)
    form = "tokenize = 'unicode61 remove_diacritics 2', content = 'grants'"
    yield f"CREATE VIRTUAL TABLE grants_fts USING fts5({searched}, {form})"
    yield "INSERT INTO grants_fts(grants_fts) VALUES ('rebuild')"
    yield "INSERT INTO grants_fts(grants_fts) VALUES ('optimize')"


def _quote(*names: str) -> str:
    return ", ".join('"' + name.replace('"', '""') + '"' for name in names)


def _to_literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
