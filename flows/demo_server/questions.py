"""What the stand-in parliament holds: questions, who asked and answered them, and their files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

TERM_DAYS = 33  # after which an answer is late; also the usual time to answer
PUBLICATION_DAYS = 15  # from the answer to its publication


@dataclass(frozen=True, slots=True)
class Person:
    """A member or a minister."""

    id: int
    first_name: str
    last_name: str

    @property
    def listed_name(self) -> str:
        """`Sminate, Nadia`."""
        return ", ".join(filter(None, (self.last_name, self.first_name)))


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file of an answer. `mark` is a comment put behind a PDF's end, so that its bytes are like no other's."""

    pfile_id: int
    path: Path
    is_main: bool
    mark: bytes = b""


@dataclass(frozen=True, slots=True)
class DemoQuestion:
    """A written question as the services know it; None and empty where they do not say. `files`: the answer first."""

    schv_id: int
    number: int | None
    parliamentary_year: str
    title: str
    askers: tuple[Person, ...]
    minister: Person | None
    asked_on: date
    answered_on: date | None
    published_on: date
    themes: tuple[str, ...]
    is_ordinary: bool = True
    files: tuple[DemoFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of a search: a question's file, a question without one, or something that was not asked for (VI)."""

    question: DemoQuestion
    file: DemoFile | None = None
    kind: Literal["SCHV", "VI"] = "SCHV"

    @property
    def order(self) -> tuple[date, int, int]:
        """Where it stands among results sorted by date of publication."""
        return self.question.published_on, self.question.schv_id, self.file.pfile_id if self.file else 0
