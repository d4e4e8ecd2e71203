"""The ledger's tables. Times are UTC, written as ISO 8601 text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, Text, create_engine, event

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("source", String, primary_key=True, comment="name of the source, such as folder:/data/answers"),
    Column("location", String, primary_key=True, comment="the document's place within its source"),
    Column("source_url", String),
    Column("document_id", String, index=True, comment="of the current revision; null until fetched"),
    Column("file_name", String),
    Column("sha256", String, comment="of the current revision, its attachments included; null until fetched"),
    Column("state", String, nullable=False, index=True),
    Column("cause", Text, comment="why it is unreadable or failed, with what to do"),
    Column("fetch_cause", Text, comment="why the last fetch failed, also where an earlier revision stands"),
    Column("reader_version", String, comment="the reader that read the current revision"),
    Column("grants", Integer, comment="grants read from the current revision"),
    Column("first_seen_at", String, nullable=False),
    Column("last_seen_at", String, nullable=False),
    Column("changed_at", String, comment="when the current revision was first fetched"),
    Column("fetched_in", String, comment="the run that last fetched it"),
    Column("moved_to", String, comment="the same content's new location in the same source"),
)

fetches = Table(
    "fetches",
    metadata,
    Column("fetch_id", Integer, primary_key=True),
    Column("run_id", String, nullable=False),
    Column("source", String, nullable=False),
    Column("location", String, nullable=False),
    Column("document_id", String),
    Column("sha256", String, comment="a new revision; null where the fetch failed"),
    Column("bytes", Integer),
    Column("cause", Text),
    Column("fetched_at", String, nullable=False),
)

standing = Table(
    "standing",
    metadata,
    Column("source", String, primary_key=True),
    Column("location", String, primary_key=True),
    Column("source_url", String),
    Column("document_id", String, nullable=False, comment="of the last revision that could be read before the present"),
    Column("file_name", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("reader_version", String, nullable=False, comment="the reader that read it"),
)

runs = Table(
    "runs",
    metadata,
    Column("run_id", String, primary_key=True),
    Column("flow", String, nullable=False),
    Column("reader_version", String, nullable=False),
    Column("started_at", String, nullable=False),
    Column("ended_at", String),
    Column("outcome", String, nullable=False, comment="running, published, unchanged or failed"),
    Column("message", Text),
)


def open_ledger(path: Path) -> Engine:
    """The SQLite file with its tables, in WAL mode so that `status` reads while a run writes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
    event.listen(engine, "connect", _set_pragmas)
    metadata.create_all(engine)
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()
