"""Fetching one question: what is told of it, and all its files.

The answer is stored with what of its attachments came; without the answer nothing is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from flows.corpus import Corpus
from flows.downloads import Download
from flows.settings import Settings
from flows.sources import (
    DocumentRef,
    Fetched,
    FileFetch,
    KnownFile,
    ServiceRefuses,
    SourceError,
    TemporaryFailure,
    VanishedDocument,
)
from flows.sources.flemish_parliament.detail import QuestionDetail
from flows.sources.flemish_parliament.files import to_addresses, to_file_name
from flows.sources.flemish_parliament.questions import Questions
from flows.sources.flemish_parliament.values import complete
from parsers.files import find_suffix, may_be_attached

_ANSWERS = frozenset({".pdf", ".docx", ".doc", ".rtf"})
_MEGABYTE = 1_000_000
_HEAD = 1024  # bytes in which a PDF says what it is


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One file as it came, or as it is held from before; `suffix` is what its content is, whatever it is called."""

    url: str
    suffix: str
    content: Download | KnownFile

    @property
    def path(self) -> Path | None:
        """Where its content stands until it is kept; None where it is held already."""
        return self.content.path if isinstance(self.content, Download) else None


@dataclass(slots=True)
class Asking:
    """One question being fetched: the files known of it by address, each file asked for so far, and what failed."""

    ref: DocumentRef
    known: Mapping[str, KnownFile]
    requests: list[FileFetch] = field(default_factory=list)
    failed: dict[str, SourceError] = field(default_factory=dict)

    def find_error(self) -> SourceError | None:
        """The first failure, one that may pass before others: it is worth another try at once."""
        failures = sorted(self.failed.values(), key=lambda error: not isinstance(error, TemporaryFailure))
        return next(iter(failures), None)


class QuestionFiles:
    """Fetches questions into a corpus; threads may share it."""

    def __init__(self, questions: Questions, settings: Settings, corpus: Corpus) -> None:
        self._questions, self._settings, self._corpus = questions, settings, corpus
        self._client = questions.services.client

    def fetch(self, ref: DocumentRef, detail: QuestionDetail | None, known: Sequence[KnownFile]) -> Fetched:
        """What became of one question, asked about where its detail is not given. Raises ServiceRefuses only."""
        asking = Asking(ref, {file.url: file for file in known})
        try:
            return self._fetch(asking, detail or self._questions.ask(ref.location))
        except ServiceRefuses:
            raise
        except SourceError as error:
            return Fetched(asking.ref, None, (), tuple(asking.requests), error)

    def _fetch(self, asking: Asking, detail: QuestionDetail) -> Fetched:
        asking.ref = replace(asking.ref, facts=complete(asking.ref.facts, detail.facts))
        addresses = to_addresses(detail.urls, self._settings.documents_url)
        if not addresses:
            _require_unanswered(asking, detail)
            return Fetched(asking.ref, None, (), ())
        files = self._keep(asking.ref, self._receive_all(asking, addresses))
        document_id = f"vlaams-parlement-schv-{asking.ref.location}"
        document = self._corpus.store_files(document_id, files, asking.ref.source_url)
        missing = tuple(address for address in asking.failed if address not in asking.known)
        return Fetched(asking.ref, document, files, tuple(asking.requests), asking.find_error(), missing)

    def _receive_all(self, asking: Asking, addresses: Sequence[str]) -> list[ReceivedFile]:
        """The files that came, or are held from before. Raises SourceError where the answer is not among them."""
        received: list[ReceivedFile] = []
        try:
            for address in addresses:
                received += self._find_received(asking, address)
                if addresses[0] in asking.failed:
                    break
            _require_answer(asking, addresses[0], received)
        except BaseException:
            for file in received:
                if file.path:
                    file.path.unlink(missing_ok=True)
            raise
        return received

    def _find_received(self, asking: Asking, address: str) -> list[ReceivedFile]:
        """A file, as it is held from before where it cannot be fetched; nothing where it is not held either."""
        try:
            return [self._receive(asking, address)]
        except ServiceRefuses:
            raise
        except SourceError as error:
            asking.failed[address] = error
            known = asking.known.get(address)
            return [ReceivedFile(address, Path(known.file_name).suffix, known)] if known else []

    def _receive(self, asking: Asking, url: str) -> ReceivedFile:
        known = asking.known.get(url)
        now = datetime.now(UTC)
        try:
            largest = self._settings.largest_file_megabytes * _MEGABYTE
            download = self._client.download(url, self._corpus.incoming, known, largest)
        except SourceError as error:
            asking.requests.append(FileFetch(url, now, error.status, None, None, str(error)))
            if isinstance(error, VanishedDocument):  # the file; the question is there
                raise SourceError(
                    f"{error}; the question lists it: open {asking.ref.source_url}", error.status
                ) from error
            raise
        if known and download.path is None:
            asking.requests.append(FileFetch(url, now, download.status, None, None, None))
            return ReceivedFile(url, Path(known.file_name).suffix, download)
        assert download.path  # only a known file can be unchanged
        asking.requests.append(FileFetch(url, now, download.status, download.sha256, download.size, None))
        return ReceivedFile(url, _read_suffix(download.path), download)

    def _keep(self, ref: DocumentRef, received: Sequence[ReceivedFile]) -> tuple[KnownFile, ...]:
        """The files in their places, the answer first: the first text among them, or, without any, the first file."""
        answer = next((file for file in received if file.suffix in _ANSWERS), received[0])
        ordered = [answer, *(file for file in received if file is not answer)]
        return tuple(self._keep_file(ref, file, file is answer) for file in ordered)

    def _keep_file(self, ref: DocumentRef, file: ReceivedFile, is_answer: bool) -> KnownFile:
        name = to_file_name(ref.location, file.url, file.suffix, is_answer)
        content = file.content
        if file.path:
            self._corpus.keep(file.path, content.sha256, name)
        return KnownFile(file.url, name, content.sha256, content.size, content.etag, content.last_modified)


def _read_suffix(path: Path) -> str:
    """What a file is by its content: a package or an old Office file tells it anywhere, any other at its begin."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        return find_suffix(head + file.read() if may_be_attached(head) else head)


def _require_answer(asking: Asking, first: str, received: Sequence[ReceivedFile]) -> None:
    """Raise the failure that may have cost the answer: the first file's, or, without any text, whichever."""
    error = asking.failed.get(first) or asking.find_error()
    if error and (first in asking.failed or not any(file.suffix in _ANSWERS for file in received)):
        raise error


def _require_unanswered(asking: Asking, detail: QuestionDetail) -> None:
    """Raise SourceError where a question without files is none that waits for its answer."""
    name, look = f"question {asking.ref.location}", f"open {asking.ref.source_url}"
    if asking.known:
        message = f"{len(asking.known)} files were fetched and none is listed any more; what was fetched stays"
        raise SourceError(f"{name}: {message}: {look}")
    if detail.is_answered or asking.ref.is_told_answered:
        raise SourceError(f"{name}: an answer is told of and no file is listed: {look}")
