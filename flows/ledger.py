"""What became of every document ever seen: one SQLite file, one writing run at a time.

A document is discovered, fetched, read and published; without grants it ends as no_grants, refers_elsewhere or
unreadable, as skipped where it is not worth reading, and as failed where it could not be fetched. `sqlite3
corpus/ledger.sqlite` shows it all.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, and_, func, select, update
from sqlalchemy.dialects.sqlite import insert

from flows.coverage import CompletedDiscovery
from flows.ledger_fetches import add_fetches, note_content, note_no_content
from flows.ledger_opening import open_ledger
from flows.ledger_questions import is_at, note_asked, note_failure, note_listed, note_vanished
from flows.ledger_tables import documents, runs, to_moment
from flows.revisions import to_revision
from flows.sources import DocumentRef, Fetched, ServiceRefuses, VanishedDocument
from flows.standing import note_reader, tell_standing
from flows.summary import find_causes
from schemas.results import DocumentResult


class LedgerBusy(Exception):
    """Another run is writing; the message says what to do."""


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A row of the ledger with content; see `ledger_tables` for the meaning of each column."""

    source: str
    location: str
    source_url: str | None
    document_id: str
    file_name: str
    sha256: str
    state: str
    cause: str | None
    reader_version: str | None
    missing_files: str | None = None


class Ledger:
    """The ledger in one SQLite file, made where there is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine = open_ledger(path)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the one run that writes. Raises LedgerBusy where another is; a killed run holds nothing."""
        with self.path.with_suffix(".lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise LedgerBusy(f"{self.path}: another run is under way; start again when it has ended") from error
            yield

    def start_run(self, flow: str, reader_version: str) -> str:
        """Note that a run begins; gives its id. Call it under `lock()`: a run still noted as running was killed."""
        run_id = uuid4().hex[:12]
        values = {"run_id": run_id, "flow": flow, "reader_version": reader_version, "outcome": "running"}
        killed = update(runs).where(runs.c.outcome == "running")
        with self.engine.begin() as connection:
            connection.execute(killed.values(outcome="failed", message="was stopped before it ended"))
            connection.execute(runs.insert().values(**values, started_at=_now()))
        return run_id

    def end_run(self, run_id: str, outcome: str, message: str) -> None:
        """Note how a run ended: published, unchanged or failed."""
        ended = update(runs).where(runs.c.run_id == run_id)
        with self.engine.begin() as connection:
            connection.execute(ended.values(outcome=outcome, message=message, ended_at=_now()))

    def note_discovery(self, run_id: str, discovery: CompletedDiscovery) -> None:
        """Note that a source told all that it offers."""
        values = {name: getattr(discovery, name) for name in ("source", "offered", "missed")}
        days = {"since": discovery.since and discovery.since.isoformat(), "until": discovery.until.isoformat()}
        with self.engine.begin() as connection:
            connection.execute(update(runs).where(runs.c.run_id == run_id).values(**values, **days))

    def note_discovered(self, refs: Sequence[DocumentRef]) -> int:
        """Note what a source offers; gives how many were never seen before."""
        now = _now()
        rows = [
            {"source": ref.source, "location": ref.location, "source_url": ref.source_url, "state": "discovered"}
            | {"first_seen_at": now, "last_seen_at": now}
            for ref in refs
        ]
        new = insert(documents)
        seen = {"source_url": new.excluded.source_url, "last_seen_at": new.excluded.last_seen_at, "moved_to": None}
        with self.engine.begin() as connection:
            before = _count_documents(connection)
            if rows:
                connection.execute(new.on_conflict_do_update(index_elements=["source", "location"], set_=seen), rows)
            note_listed(connection, refs)
            return _count_documents(connection) - before

    def note_fetched(self, run_id: str, fetched: Fetched, retry_from: date | None = None) -> bool:
        """Note what fetching a document gave; gives whether it is a new revision.

        No answer may be there yet, or an attachment may have failed: then it is asked for again some days after
        `retry_from`.
        """
        ref, document, now = fetched.ref, fetched.document, _now()
        with self.engine.begin() as connection:
            note_asked(connection, run_id, fetched, retry_from, now)
            if document is None:
                add_fetches(connection, run_id, fetched, None)
                note_no_content(connection, ref)
                return False
            changed = note_content(connection, run_id, fetched, document)
            add_fetches(connection, run_id, fetched, to_revision(document) if changed else None)
            return changed

    def note_unfetched(self, run_id: str, fetched: Fetched, retry_from: date | None) -> None:
        """Note why a document could not be fetched; a revision fetched earlier stands. For `retry_from` see there."""
        ref, cause, now = fetched.ref, str(fetched.error), _now()
        with self.engine.begin() as connection:
            add_fetches(connection, run_id, fetched, None)
            if isinstance(fetched.error, ServiceRefuses):  # says nothing of the document: it is still to be fetched
                return
            vanished = isinstance(fetched.error, VanishedDocument)
            if vanished:
                note_vanished(connection, run_id, ref, now)
            else:
                note_failure(connection, run_id, ref, retry_from, now)
            told = update(documents).where(is_at(documents, ref))
            connection.execute(told.values(fetch_cause=None if vanished else cause))
            first = and_(is_at(documents, ref), documents.c.sha256.is_(None))
            connection.execute(update(documents).where(first).values(state="failed", cause=cause, fetch_cause=cause))

    def note_moved(self, refs: Iterable[DocumentRef]) -> None:
        """Note which vanished locations hold what a location of now holds: a renamed file is one document."""
        offered = {(ref.source, ref.location) for ref in refs}
        rows = [row for source in {source for source, _ in offered} for row in self.find_in_source(source)]
        now_at = {row.sha256: row.location for row in rows if (row.source, row.location) in offered}
        with self.engine.begin() as connection:
            for row in rows:
                if (row.source, row.location) not in offered and row.sha256 in now_at:
                    moved = update(documents).where(is_at(documents, row)).values(moved_to=now_at[row.sha256])
                    connection.execute(moved)

    def note_read(self, result: DocumentResult, reader_version: str) -> None:
        """Note what reading a revision gave, wherever it is offered."""
        unreadable = result.document.outcome == "unreadable"
        values = {
            "state": "read" if result.document.outcome == "grants" else result.document.outcome,
            "cause": "; ".join(find_causes(result)) if unreadable else None,
            "reader_version": reader_version,
            "grants": len(result.grants),
        }
        self._update_revision(result.document.document_id, to_revision(result.document), values)
        if not unreadable:
            with self.engine.begin() as connection:
                note_reader(connection, result, reader_version)

    def note_skipped(self, document_id: str, sha256: str, reader_version: str, cause: str) -> None:
        """Note why a revision is not worth reading, and by which version of the reader's rules that is so."""
        values = {"state": "skipped", "cause": cause, "reader_version": reader_version, "grants": None}
        revision = and_(documents.c.document_id == document_id, documents.c.sha256 == sha256)
        with self.engine.begin() as connection:
            connection.execute(update(documents).where(revision).values(**values))

    def note_failed(self, document_id: str, sha256: str, cause: str) -> None:
        """Note why a revision could not be read at all: its bytes are gone or damaged. What was read before stands."""
        self._update_revision(document_id, sha256, {"state": "failed", "cause": cause})

    def note_published(self) -> None:
        """Note that the grants read are in the dataset."""
        with self.engine.begin() as connection:
            connection.execute(update(documents).where(documents.c.state == "read").values(state="published"))

    def find_fetched(self, run_id: str) -> set[tuple[str, str]]:
        """Source and location of each document that this run fetched."""
        query = select(documents.c.source, documents.c.location).where(documents.c.fetched_in == run_id)
        with self.engine.connect() as connection:
            return {(row.source, row.location) for row in connection.execute(query)}

    def find_current(self) -> list[KnownDocument]:
        """The current revision of every document fetched, each document once, in the order of their ids."""
        return list({document.document_id: document for document in self.find_places()}.values())

    def find_places(self) -> list[KnownDocument]:
        """The documents fetched, a copy at another place beside the others, in the order of their ids."""
        query = select(*_KNOWN).where(documents.c.sha256.is_not(None), documents.c.moved_to.is_(None))
        ordered = query.order_by(documents.c.document_id, documents.c.source.desc(), documents.c.location.desc())
        with self.engine.connect() as connection:
            return [KnownDocument(**row) for row in connection.execute(ordered).mappings()]

    def is_damaged(self, ref: DocumentRef) -> bool:
        """Whether what was fetched of a document could not be read back from the corpus."""
        damaged = select(documents.c.location).where(is_at(documents, ref), documents.c.state == "failed")
        with self.engine.connect() as connection:
            return connection.execute(damaged.where(documents.c.sha256.is_not(None))).one_or_none() is not None

    def find_in_source(self, source: str) -> list[KnownDocument]:
        """The fetched documents of one source, also those moved away since."""
        query = select(*_KNOWN).where(documents.c.source == source, documents.c.sha256.is_not(None))
        with self.engine.connect() as connection:
            return [KnownDocument(**row) for row in connection.execute(query).mappings()]

    def _update_revision(self, document_id: str, sha256: str, values: dict[str, Any]) -> None:
        revision = and_(documents.c.document_id == document_id, documents.c.sha256 == sha256)
        with self.engine.begin() as connection:
            connection.execute(update(documents).where(revision).values(**values))
            if values["cause"] is not None:
                tell_standing(connection, document_id, sha256)


_KNOWN = [documents.c[field.name] for field in fields(KnownDocument)]


def _count_documents(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(documents)).scalar_one()


def _now() -> str:
    return to_moment(datetime.now(UTC))


def require_free(path: Path) -> None:
    """Raise LedgerBusy where a run is under way, and LaterLedger where the file is a later version's."""
    ledger = Ledger(path)
    try:
        with ledger.lock():
            pass
    finally:
        ledger.close()
