"""Made-up sources, and what fetching a made-up document gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from flows.corpus import Corpus, StoredDocument
from flows.sources import (
    Discovery,
    DocumentRef,
    Fetched,
    FileFetch,
    FindKnown,
    KnownFile,
    SourceError,
    TemporaryFailure,
)
from schemas.results import SourceDocument

DAY = datetime(2026, 11, 2, 3, 30, tzinfo=UTC)


def to_fetched(ref: DocumentRef, document: SourceDocument) -> Fetched:
    """What a source gives for a document that is there."""
    attachments = document.attachments
    stored = StoredDocument(
        document.document_id, document.file_name, document.sha256, document.source_url, Path("x.pdf"), attachments
    )
    files = tuple(
        KnownFile(f"https://example.org/{ref.location}/{file.file_name}", file.file_name, file.sha256, 7)
        for file in (document, *attachments)
    )
    requests = tuple(FileFetch(file.url, DAY, 200, file.sha256, file.size, None) for file in files)
    return Fetched(ref, stored, files, requests)


def to_failed(ref: DocumentRef, error: SourceError) -> Fetched:
    """What a source gives for a document that it could not fetch."""
    request = FileFetch(f"https://example.org/{ref.location}", DAY, None, None, None, str(error))
    return Fetched(ref, None, (), (request,), error)


class Flaky:
    """A source of three documents: one is there, one is gone, one is away for a while."""

    name = "flaky"
    is_local = True

    def __init__(self) -> None:
        self.away = True

    def discover(self, since: date | None) -> Discovery:
        return Discovery(tuple(DocumentRef(self.name, name, None) for name in ("away.pdf", "gone.pdf", "there.pdf")))

    def fetch(self, refs: Sequence[DocumentRef], find_known: FindKnown, corpus: Corpus) -> Iterator[Fetched]:
        for ref in refs:
            yield self._fetch(ref, corpus.store)

    def _fetch(self, ref: DocumentRef, store: Callable[[SourceDocument], StoredDocument]) -> Fetched:
        name = ref.location
        if name == "gone.pdf":
            return to_failed(ref, SourceError("gone.pdf: not found; look at the source"))
        if name == "away.pdf" and self.away:
            return to_failed(ref, TemporaryFailure("away.pdf: no connection; try later"))
        content = f"1 grant of {name}".encode()
        document = SourceDocument(f"flaky-{name}", name, sha256(content).hexdigest(), content, None)
        store(document)
        return to_fetched(ref, document)
