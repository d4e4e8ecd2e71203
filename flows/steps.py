"""The steps of the flows `ingest` and `reprocess` as plain functions: each can be called and tested without Prefect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, TypeVar

from flows.corpus import Corpus, StoredDocument
from flows.coverage import CompletedDiscovery
from flows.ledger import KnownDocument, Ledger
from flows.ledger_questions import find_unread_subjects
from flows.reader_version import reader_version
from flows.revisions import to_revision
from flows.settings import Settings
from flows.sources import DocumentRef
from flows.standing import StandingRevision, find_standing
from flows.summary import find_causes
from flows.workers import Document, Reading, ReadLimits, read_documents

Item = TypeVar("Item")
Known = KnownDocument | StandingRevision


class UnknownDocument(Exception):
    """No document with this id is in the ledger; the message says which."""


@dataclass(slots=True)
class Fetching:
    """How far a run came with a source: what it offers, who vanished, and why the run asks no more (`stopped`).

    `settled` are the places (source and location) that need no further try in this run, `in_a_row` counts the documents
    that failed for a while, one after the other, up to now.
    """

    discovery: CompletedDiscovery
    listed: tuple[DocumentRef, ...]
    is_local: bool
    settled: set[tuple[str, str]] = field(default_factory=set)
    vanished: list[str] = field(default_factory=list)
    in_a_row: int = 0
    stopped: str | None = None


@dataclass(slots=True)
class Run:
    """One run of a flow with the places it works in; `message` is what the ledger keeps of its end.

    `missing` are the revisions that were read and whose results are gone.
    """

    flow: str
    settings: Settings
    corpus: Corpus
    ledger: Ledger
    started_at: datetime
    run_id: str
    outcome: Literal["published", "unchanged", "failed"] = "failed"
    message: str = "ended before it published"
    unread: list[tuple[str, str]] = field(default_factory=list)
    missing: list[Known] = field(default_factory=list)
    fetching: Fetching | None = None
    skipped: int = 0


@contextmanager
def open_run(flow: str, settings: Settings) -> Iterator[Run]:
    """A run, noted in the ledger from its start to its end. Raises LedgerBusy where another run is under way."""
    ledger = Ledger(settings.ledger_path)
    try:
        with ledger.lock():
            corpus = Corpus(settings.corpus)
            corpus.empty_incoming()
            run_id = ledger.start_run(flow, reader_version())
            run = Run(flow, settings, corpus, ledger, datetime.now(UTC), run_id)
            try:
                yield run
            except BaseException as error:
                run.outcome, run.message = "failed", f"{type(error).__name__}: {error}"
                raise
            finally:
                ledger.end_run(run_id, run.outcome, run.message)
    finally:
        ledger.close()


def find_due(run: Run, *, read_all: bool = False) -> list[StoredDocument]:
    """What an ingest must read: documents it fetched that the present reader has not read, and those never read.

    What this run has not seen may stand as an earlier reader read it; `reprocess` is for reading it anew. What was
    skipped is due only where `read_all` says so, or the reader's rules are others now.
    """
    fetched = run.ledger.find_fetched(run.run_id)
    waiting = {document.document_id for document in run.ledger.find_places() if document.state == "fetched"}
    due = _find_lost(run)
    for document in run.ledger.find_current():
        stored = to_stored(run.corpus, document)
        seen = (document.source, document.location) in fetched
        reader = reader_version() if seen else document.reader_version or reader_version()
        if document.state == "skipped":
            lost = read_all or reader != document.reader_version
        else:
            lost = document.state != "failed" and run.corpus.find_result(stored, reader) is None
        if lost or document.document_id in waiting:
            due.append(stored)
    return due


def _find_lost(run: Run) -> list[StoredDocument]:
    """The revisions that stay published and whose results are gone."""
    standing = [(revision, to_stored(run.corpus, revision)) for revision in find_standing(run.ledger.engine)]
    return [stored for revision, stored in standing if not run.corpus.find_reading(stored, revision.reader_version)]


def to_stored(corpus: Corpus, document: Known) -> StoredDocument:
    """A document of the ledger as the corpus stores it."""
    return corpus.locate(document.document_id, document.file_name, document.sha256, document.source_url)


def find_stored(run: Run, select: Literal["changed", "all"]) -> list[StoredDocument]:
    """The corpus: all of it, or what the present reader has not read (`changed`)."""
    known = [document for document in _find_known(run) if select == "all" or not _is_skipped_by(document)]
    revisions = {(document.document_id, document.sha256): document for document in known}
    stored = [to_stored(run.corpus, document) for document in revisions.values()]
    if select == "all":
        return stored
    return [document for document in stored if run.corpus.find_result(document, reader_version()) is None]


def _is_skipped_by(document: Known) -> bool:
    """Whether the present reader's rules have found the document not worth reading."""
    skipped = isinstance(document, KnownDocument) and document.state == "skipped"
    return skipped and document.reader_version == reader_version()


def _find_known(run: Run) -> list[Known]:
    return [*find_standing(run.ledger.engine), *run.ledger.find_current()]


def find_named(run: Run, document_ids: Sequence[str]) -> list[StoredDocument]:
    """The documents with these ids, each once. Raises UnknownDocument, which names those that are not known."""
    known = {document.document_id: document for document in _find_known(run)}
    unknown = [document_id for document_id in document_ids if document_id not in known]
    if unknown:
        raise UnknownDocument(f"{', '.join(unknown)}: not in the ledger; `parlgrants status` lists what is")
    return [to_stored(run.corpus, known[document_id]) for document_id in dict.fromkeys(document_ids)]


def split_in_batches(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """The items in parts of at most `size`."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def read_batch(run: Run, documents: Sequence[StoredDocument], *, read_all: bool = False) -> int:
    """Read documents, keep their results and note them in the ledger; gives how many could be read.

    A question never read before is skipped where its answer cannot hold grants, unless `read_all` says otherwise.
    """
    settings = run.settings
    # Prefect runs threads, and a process forked from threads can inherit a lock that nobody will ever open.
    limits = ReadLimits(settings.read_seconds, settings.read_megabytes, settings.processes, "forkserver")
    named = () if read_all else [document.document_id for document in documents]
    subjects = find_unread_subjects(run.ledger.engine, named)
    return sum(_keep(run, reading) for reading in read_documents(documents, limits, subjects=subjects))


def _keep(run: Run, reading: Reading) -> bool:
    document = reading.document
    if reading.skipped is not None:
        run.ledger.note_skipped(document.document_id, to_revision(document), reader_version(), reading.skipped)
        run.skipped += 1
        return False
    if reading.result is None:
        run.ledger.note_failed(document.document_id, to_revision(document), reading.failure or "")
        run.unread.extend(_find_unread(run, document, reading.failure or ""))
        return False
    run.corpus.store_result(reading.result, reader_version())
    run.ledger.note_read(reading.result, reader_version())
    if reading.result.document.outcome != "unreadable":
        return True
    run.unread.extend(_find_unread(run, document, "; ".join(find_causes(reading.result))))
    return False


def _find_unread(run: Run, document: Document, cause: str) -> list[tuple[str, str]]:
    """Name and cause at each place that holds what could not be read."""
    revision = (document.document_id, to_revision(document))
    places = [place for place in run.ledger.find_places() if (place.document_id, place.sha256) == revision]
    return [(place.file_name, place.cause or cause) for place in places] or [(document.file_name, cause)]
