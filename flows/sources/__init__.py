"""Places documents come from: one module each, all with the two verbs of `Source`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from schemas.results import SourceDocument


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document that a source offers; `location` names it within the source and stays when its content is replaced."""

    source: str
    location: str
    source_url: str | None


class SourceError(Exception):
    """A source or one of its documents cannot be had; the message says what and what to do."""


class TemporaryFailure(SourceError):
    """A failure that may be gone a minute later: worth trying again."""


class Source(Protocol):
    """A place documents come from. Both verbs raise SourceError."""

    @property
    def name(self) -> str:
        """The source's name in the ledger, the same in each run."""
        ...

    def discover(self, since: date | None) -> Iterable[DocumentRef]:
        """The documents offered; with `since` those published or changed on that day or later."""
        ...

    def fetch(self, ref: DocumentRef) -> SourceDocument:
        """The document's bytes as they are now."""
        ...
