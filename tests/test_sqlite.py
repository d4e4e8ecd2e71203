"""The SQLite database: whole, with its keys and rules held, exact amounts, found by words, the same bytes again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from made_datasets import make_tables, write_release

from flows.formats.sqlite import FILE, column_of, write_sqlite
from flows.release_writers import Draft
from schemas.dataset import Tables
from schemas.fields import TABLE_FIELDS


@pytest.fixture(scope="module")
def tables() -> Tables:
    return make_tables(60)


@pytest.fixture(scope="module")
def file(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sqlite")
    write_sqlite(Draft(folder, tables))
    return folder / FILE


@pytest.fixture
def database(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        yield database


def check_database(database: sqlite3.Connection) -> None:
    """SQLite's own checks: the file is whole and every row leads where its foreign keys say."""
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_database_is_whole_and_its_keys_lead_somewhere(database: sqlite3.Connection) -> None:
    check_database(database)


@pytest.mark.parametrize("table", TABLE_FIELDS)
def test_it_holds_every_row_as_published(database: sqlite3.Connection, tables: Tables, table: str) -> None:
    fields = TABLE_FIELDS[table]
    columns = ", ".join(f'"{column_of(field)}"' for field in fields)
    rows = database.execute(f"SELECT {columns} FROM {table} ORDER BY rowid").fetchall()
    records = getattr(tables, table)
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        for value, field in zip(row, fields, strict=True):
            published = getattr(record, field.name)
            if published is None:
                assert value is None
            elif field.type == "decimal":
                assert Decimal(value) / 100 == published
            elif field.type in ("bbox", "map", "texts"):
                assert json.loads(value) == (published if field.type == "map" else list(published))
            else:
                assert value == (str(published) if field.type == "date" else published)


def test_amounts_are_numbers_and_sums_are_exact(database: sqlite3.Connection, tables: Tables) -> None:
    total = sum(grant.amount_eur for grant in tables.grants)
    assert database.execute("SELECT sum(amount_eur_cents) FROM grants").fetchone() == (int(total * 100),)
    large = sum(grant.amount_eur > 100_000 for grant in tables.grants)
    assert database.execute("SELECT count(*) FROM grants WHERE amount_eur > 100000").fetchone() == (large,)
    amounts = dict(database.execute("SELECT grant_id, amount_eur FROM grants"))
    assert all(Decimal(repr(amounts[grant.grant_id])) == grant.amount_eur for grant in tables.grants)


@pytest.mark.parametrize(
    ("words", "column"),
    [("zoe", "organisation"), ("Zoë", "organisation"), ("water", "title"), ("beek opnieuw", "description")],
)
def test_grants_are_found_by_words(database: sqlite3.Connection, words: str, column: str) -> None:
    found = database.execute(
        f"SELECT {column} FROM grants WHERE rowid IN (SELECT rowid FROM grants_fts WHERE grants_fts MATCH ?)", [words]
    ).fetchall()
    assert found
    plain = words.casefold().replace("ë", "e").split()
    assert all(word in str(text).casefold().replace("ë", "e") for (text,) in found for word in plain)


def test_the_index_of_words_fits_the_grants(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / FILE
    copy.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(copy)) as database:
        database.execute("INSERT INTO grants_fts(grants_fts, rank) VALUES ('integrity-check', 1)")


def test_the_same_tables_give_the_same_bytes(file: Path, tables: Tables, tmp_path: Path) -> None:
    write_sqlite(Draft(tmp_path, tables))
    assert (tmp_path / FILE).read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("amount_eur_cents = 0", "CHECK"),
        ("amount_eur_cents = 'much'", "cannot store TEXT"),
        ("year = 1900", "CHECK"),
        ("verified = 'maybe'", "CHECK"),
        ("asked_on = '2021-02-31'", "CHECK"),
        ("other = '{'", "CHECK"),
        ("organisation = NULL", "NOT NULL"),
        ("document_id = 'unknown'", "FOREIGN KEY"),
        ("grant_id = 'the same'", "UNIQUE"),
    ],
)
def test_what_may_not_stand_there_is_refused(file: Path, tmp_path: Path, change: str, reason: str) -> None:
    copy = tmp_path / FILE
    copy.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(copy)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match=reason):
            database.execute(f"UPDATE grants SET {change}")


def test_an_empty_dataset_has_all_tables(tmp_path: Path) -> None:
    folder = write_release(tmp_path / "empty", make_tables(0))
    with closing(sqlite3.connect(folder / FILE)) as database:
        check_database(database)
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {*TABLE_FIELDS, "grants_fts"} <= names
