"""The written question and its answer, as their headings and numbered items say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from schemas.findings import Finding

AnswerKind = Literal["ordinary", "coordinated", "referring", "provisional", "additional"]
SectionKind = Literal["question", "answer", "annex"]


@dataclass(frozen=True, slots=True)
class QuestionItem:
    """One numbered question."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the question's header block and the answer's heading say; None where nothing is printed."""

    number: int | None
    parliamentary_year: str | None
    asked_on: date | None
    answered_on: date | None
    asked_by: tuple[str, ...]
    minister: str | None
    title: str | None
    items: tuple[QuestionItem, ...]


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """What a service tells of a question, beside what its document prints; None where it does not say."""

    number: int | None = None
    parliamentary_year: str | None = None
    title: str | None = None
    asked_by: tuple[str, ...] = ()
    minister: str | None = None
    asked_on: date | None = None
    answered_on: date | None = None
    published_on: date | None = None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """One numbered part of the answer and the questions it covers; `label` is canonical: `1-2`, `1, 3` or `3`."""

    covers: tuple[int, ...]
    text: str
    label: str
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer: its kind, what it refers to, its numbered items (empty when it has none)."""

    kind: AnswerKind
    refers_to: str | None
    items: tuple[AnswerItem, ...]


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """One of several questions that a document holds, with its answer."""

    question: Question
    answer: Answer


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document in reading order: from (page, top) up to, not including, (end_page, end_top)."""

    kind: SectionKind
    page: int
    top: float
    end_page: int
    end_top: float


@dataclass(frozen=True, slots=True)
class Outline:
    """A document split into its sections, with what their headings say."""

    sections: tuple[Section, ...]
    question: Question
    answer: Answer
    findings: tuple[Finding, ...] = ()
