"""Opening the ledger's file, also one that an earlier version made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from flows.ledger_tables import metadata

VERSION = 2
"""Of the tables, kept in the file itself (`PRAGMA user_version`); 0 had no questions, no files and no windows, 1 did
not know what the list tells of an answer, nor which files a document lacks."""


class LaterLedger(Exception):
    """The file was made by a later version; the message says what to do."""


def open_ledger(path: Path) -> Engine:
    """The SQLite file with its tables, in WAL mode so that `status` reads while a run writes. Raises LaterLedger."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
    event.listen(engine, "connect", _set_pragmas)
    with engine.connect() as connection:
        version = _find_version(connection)
        if version > VERSION:
            raise LaterLedger(f"{path}: made by a later version of parlgrants (tables {version}); use that one")
        if version < VERSION:
            _bring_up_to_date(connection)
    return engine


def _bring_up_to_date(connection: Connection) -> None:
    """Make what is missing, all of it or nothing: another process may be opening the file at this moment."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    version = _find_version(connection)
    if version < VERSION:
        _add_columns(connection)
        metadata.create_all(connection)
        for index in (index for table in metadata.sorted_tables for index in table.indexes):
            index.create(connection, checkfirst=True)
        for statement in _CARRIED_OVER if version < 1 else ():
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
    connection.commit()


def _add_columns(connection: Connection) -> None:
    """Add the columns that an existing table lacks; all that were ever added may be null."""
    for table in metadata.sorted_tables:
        present = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table.name})")}
        for column in table.columns:
            if present and column.name not in present:
                kind = column.type.compile(connection.dialect)
                connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {kind}")


_CARRIED_OVER = (
    # Once each row of `fetches` was a new revision or a failure.
    "UPDATE fetches SET revision = sha256 WHERE revision IS NULL",
    "INSERT OR IGNORE INTO questions (source, location, checked_at) SELECT source, location, changed_at FROM documents",
)


def _find_version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()
