"""Places documents come from: one module or package each, all with the two verbs of `Source`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from flows.corpus import Corpus, StoredDocument
from schemas.questions import QuestionFacts


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document that a source offers; `location` names it within the source and stays when its content is replaced.

    `fingerprint` is over all that the source's list says of it: another one tells that something changed. `facts` is
    what the source says of the question. Both are None where the source is no more than files. `is_told_answered`: its
    list tells of an answer, by a file or by the question's status.
    """

    source: str
    location: str
    source_url: str | None
    fingerprint: str | None = None
    facts: QuestionFacts | None = None
    is_told_answered: bool = False


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a source offers; `missed` counts what it says to have and did not show, however often it was asked."""

    refs: tuple[DocumentRef, ...]
    missed: int = 0


@dataclass(frozen=True, slots=True)
class KnownFile:
    """One file of a document as it was last fetched; `etag` and `last_modified` as the service gave them."""

    url: str
    file_name: str
    sha256: str
    size: int
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class FileFetch:
    """One file asked for, for the ledger: `status` is the last HTTP status, `cause` says why there is no content.

    `sha256` is of what was received; None where nothing was, or where the service says that nothing changed (304).
    A local file that is as it was needs none: nobody was asked.
    """

    url: str
    fetched_at: datetime
    status: int | None
    sha256: str | None
    size: int | None
    cause: str | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of fetching one document: its content, or the `error`, or neither where no answer is there yet.

    Both, where an attachment could not be fetched and the answer is there all the same: `missing` are the addresses of
    those of which no earlier content is held either. `ref` is the one asked for, its facts completed. `files` are the
    document's files as they are now, the answer first.
    """

    ref: DocumentRef
    document: StoredDocument | None
    files: tuple[KnownFile, ...]
    requests: tuple[FileFetch, ...]
    error: SourceError | None = None
    missing: tuple[str, ...] = ()


class SourceError(Exception):
    """A source or one of its documents cannot be had; the message says what and what to do.

    `status` is the last HTTP status, None where there was none.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class TemporaryFailure(SourceError):
    """A failure that may be gone a minute later: worth trying again, and not before `not_before` where that is said."""

    def __init__(self, message: str, status: int | None = None, not_before: datetime | None = None) -> None:
        super().__init__(message, status)
        self.not_before = not_before


class VanishedDocument(SourceError):
    """The source no longer has the document; what was fetched of it before stays."""


class ServiceRefuses(SourceError):
    """A service refuses us again and again: a run asks it no more."""


FindKnown = Callable[[DocumentRef], tuple[KnownFile, ...]]
"""The files of a document as they were last fetched, those only whose bytes the corpus still holds."""


class Source(Protocol):
    """A place documents come from. Both verbs raise SourceError where the source itself cannot be had.

    One source serves a whole run, and is closed by `with` when the run asks no more.
    """

    def __enter__(self) -> Self:
        """The source itself."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close what is open to a service; nothing is asked afterwards."""
        ...

    @property
    def name(self) -> str:
        """The source's name in the ledger, the same in each run."""
        ...

    @property
    def is_local(self) -> bool:
        """Whether looking again costs nobody anything: files on this machine, looked at in every run."""
        ...

    def discover(self, since: date | None) -> Discovery:
        """The documents offered; with `since` those published or changed on that day or later."""
        ...

    def fetch(self, refs: Sequence[DocumentRef], find_known: FindKnown, corpus: Corpus) -> Iterator[Fetched]:
        """Fetch these documents into the corpus; what became of each is given as soon as it is known, in any order.

        The bytes are kept before a document is given. What goes wrong with one is its `error`. After `stop` only what
        is under way is given. Raises ServiceRefuses where nothing more is to be asked: the documents not given yet
        were not fetched.
        """
        ...

    def stop(self) -> None:
        """Let the `fetch` under way begin nothing more: it ends with what is being fetched at this moment."""
        ...
