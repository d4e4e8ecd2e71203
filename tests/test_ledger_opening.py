"""A ledger made by an earlier version opens with all that it knew; one of a later version is left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flows.ledger import Ledger
from flows.ledger_opening import VERSION, LaterLedger
from flows.ledger_reports import (
    count_revisions,
    find_discoveries,
    find_document,
    find_fetches,
    find_question,
    find_runs,
)

EARLIER = """
CREATE TABLE documents (source VARCHAR NOT NULL, location VARCHAR NOT NULL, source_url VARCHAR, document_id VARCHAR,
 file_name VARCHAR, sha256 VARCHAR, state VARCHAR NOT NULL, cause TEXT, fetch_cause TEXT, reader_version VARCHAR,
 grants INTEGER, first_seen_at VARCHAR NOT NULL, last_seen_at VARCHAR NOT NULL, changed_at VARCHAR, fetched_in VARCHAR,
 moved_to VARCHAR, PRIMARY KEY (source, location));
CREATE INDEX ix_documents_state ON documents (state);
CREATE INDEX ix_documents_document_id ON documents (document_id);
CREATE TABLE fetches (fetch_id INTEGER NOT NULL, run_id VARCHAR NOT NULL, source VARCHAR NOT NULL,
 location VARCHAR NOT NULL, document_id VARCHAR, sha256 VARCHAR, bytes INTEGER, cause TEXT, fetched_at VARCHAR NOT NULL,
 PRIMARY KEY (fetch_id));
CREATE TABLE standing (source VARCHAR NOT NULL, location VARCHAR NOT NULL, source_url VARCHAR,
 document_id VARCHAR NOT NULL, file_name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, reader_version VARCHAR NOT NULL,
 PRIMARY KEY (source, location));
CREATE TABLE runs (run_id VARCHAR NOT NULL, flow VARCHAR NOT NULL, reader_version VARCHAR NOT NULL,
 started_at VARCHAR NOT NULL, ended_at VARCHAR, outcome VARCHAR NOT NULL, message TEXT, PRIMARY KEY (run_id));
INSERT INTO documents VALUES ('folder:/a', '1.pdf', NULL, 'sha256-aa', '1.pdf', 'aa', 'published', NULL, NULL,
 '0.1.0+a', 2, '2026-01-01T00:00:00.000+00:00', '2026-01-01T00:00:00.000+00:00', '2026-01-01T00:00:00.000+00:00',
 'run1', NULL);
INSERT INTO fetches VALUES (1, 'run1', 'folder:/a', '1.pdf', 'sha256-aa', 'aa', 7, NULL,
 '2026-01-01T00:00:00.000+00:00');
INSERT INTO runs VALUES ('run1', 'ingest', '0.1.0+a', '2026-01-01T00:00:00.000+00:00', NULL, 'published', 'x');
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(EARLIER)
    return path


def find_columns(path: Path) -> dict[str, set[str]]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for name in tables}


def test_an_earlier_ledger_opens_with_all_it_knew(path: Path, tmp_path: Path) -> None:
    ledger = Ledger(path)
    (known,) = ledger.find_current()
    assert (known.location, known.state, known.sha256) == ("1.pdf", "published", "aa")
    (fetch,) = find_fetches(ledger, "folder:/a", "1.pdf")
    assert (fetch["sha256"], fetch["revision"], fetch["url"]) == ("aa", "aa", None)
    assert count_revisions(ledger, "run1") == 1
    assert find_document(ledger, "sha256-aa")[0]["location"] == "1.pdf"
    assert find_question(ledger, "folder:/a", "1.pdf")["checked_at"] == "2026-01-01T00:00:00.000+00:00"
    assert (find_runs(ledger, 1)[0]["run_id"], find_discoveries(ledger, "folder:/a")) == ("run1", [])
    ledger.close()
    Ledger(tmp_path / "new.sqlite").close()
    assert find_columns(path) == find_columns(tmp_path / "new.sqlite")


def test_a_ledger_of_the_version_before_keeps_what_its_fetches_tell(path: Path) -> None:
    Ledger(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE fetches SET revision = NULL")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    ledger = Ledger(path)
    assert count_revisions(ledger, "run1") == 0
    ledger.close()


def test_opening_again_changes_nothing(path: Path) -> None:
    Ledger(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE fetches SET revision = NULL")
        connection.commit()
    again = Ledger(path)
    assert count_revisions(again, "run1") == 0
    again.close()


def test_a_ledger_of_a_later_version_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(LaterLedger, match="made by a later version of parlgrants"):
        Ledger(path)
    assert "questions" not in find_columns(path)
