"""Made-up sources, and what fetching a made-up document gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
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
    ServiceRefuses,
    SourceError,
    TemporaryFailure,
)
from schemas.questions import QuestionFacts
from schemas.results import SourceDocument

DAY = datetime(2026, 11, 2, 3, 30, tzinfo=UTC)
ANSWERED = datetime.now(UTC).date() - timedelta(days=10)


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


class Parliament:
    """A made-up remote source: `questions` are what it has, by their location; `asked` is what it was asked for.

    The first line of a question's text is its document, further lines are attachments; None: no answer yet. An error
    in its place is what fetching gives. `under_way` documents are still given
    after a stop. `lacking`: why a question's last attachment cannot be fetched, by its location.
    """

    name = "parliament"
    is_local = False

    def __init__(self, **questions: str | SourceError | None) -> None:
        self.questions: dict[str, str | SourceError | None] = questions
        self.unlisted: set[str] = set()
        self.under_way = 0
        self.stopped = False
        self.lacking: dict[str, SourceError] = {}
        self.refuses_after: int | None = None
        self.broken: SourceError | None = None
        self.missed = 0
        self.asked: list[str] = []
        self.since: list[date | None] = []

    def discover(self, since: date | None) -> Discovery:
        self.since.append(since)
        listed = [name for name in self.questions if name not in self.unlisted]
        return Discovery(tuple(self.to_ref(name) for name in listed), self.missed)

    def stop(self) -> None:
        self.stopped = True

    def to_ref(self, location: str) -> DocumentRef:
        facts = QuestionFacts(number=len(location), answered_on=ANSWERED, asked_by=("An Peeters",))
        url = f"https://example.org/{location}"
        return DocumentRef(self.name, location, url, f"listed {self.questions[location]}", facts)

    def fetch(self, refs: Sequence[DocumentRef], find_known: FindKnown, corpus: Corpus) -> Iterator[Fetched]:
        if self.broken is not None:
            raise self.broken
        self.stopped, left = False, self.under_way
        for ref in refs:
            if self.stopped and not left:
                return
            left -= self.stopped
            if self.refuses_after is not None and len(self.asked) >= self.refuses_after:
                raise ServiceRefuses("parliament: refuses us; ask them")
            self.asked.append(ref.location)
            content = self.questions[ref.location]
            if isinstance(content, SourceError):
                yield to_failed(ref, content)
            elif content is None:
                yield Fetched(ref, None, (), ())
            else:
                yield self._keep(ref, content, find_known(ref), corpus)

    def _keep(self, ref: DocumentRef, text: str, known: Sequence[KnownFile], corpus: Corpus) -> Fetched:
        files, requests, lines, error = [], [], text.splitlines(), self.lacking.get(ref.location)
        missing = (f"{ref.source_url}/{len(lines) - 1}",) if error else ()
        for number, line in enumerate(lines[:-1] if error else lines):
            digest, url = sha256(line.encode()).hexdigest(), f"{ref.source_url}/{number}"
            names = f"{ref.location}.pdf", f"{ref.location}.attachment-{number}.xlsx"
            file = KnownFile(url, names[bool(number)], digest, len(line), etag=digest[:8])
            if file in known:
                requests.append(FileFetch(url, DAY, 304, None, None, None))
            else:
                path = corpus.incoming / f"{ref.location}-{number}"
                path.write_text(line)
                corpus.keep(path, digest, file.file_name)
                requests.append(FileFetch(url, DAY, 200, digest, len(line), None))
            files.append(file)
        stored = corpus.store_files(f"made-{ref.location}", files, ref.source_url)
        return Fetched(ref, stored, tuple(files), tuple(requests), error, missing)


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
