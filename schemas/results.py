"""What reading one document gives: the object that `parlgrants read --format json` prints."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.questions import Answer, Question, QuestionAnswer

Outcome = Literal["grants", "no_grants", "refers_elsewhere", "unreadable"]
AttachmentFormat = Literal["pdf", "xlsx", "xls", "docx"]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document's bytes with where they came from, and the files attached to it."""

    document_id: str
    file_name: str
    sha256: str
    content: bytes
    source_url: str | None
    attachments: tuple[SourceDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachmentInfo:
    """An attached file: what it is (None: nothing that can be read), and how many tables and grants were read in it."""

    file_name: str
    sha256: str
    format: AttachmentFormat | None
    tables: int
    grants: int


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """The document as it was read; `pages` is 0 where it could not be opened, and for a workbook or text document."""

    document_id: str
    file_name: str
    sha256: str
    pages: int
    reader_version: str
    outcome: Outcome
    source_url: str | None
    attachments: tuple[AttachmentInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """A printed total held against the sum of the rows above it."""

    label: str
    amount_eur: Decimal
    computed_eur: Decimal
    verdict: Literal["equal", "mismatch"]


@dataclass(frozen=True, slots=True)
class TableReport:
    """A table as read: `rows` holds each printed row's texts, `roles` one role (or None) a column.

    `row_labels` says of each row what it is: `grant`, `header`, `total`, `subtotal`, `group`, `refused`, `finding` …
    A table of a workbook or text document stands on no page; its `evidence` names the sheet. `attachment` is the name
    of the attached file in which it stands, None for the answer itself.
    """

    section: str
    pages: tuple[int, ...]
    header: tuple[str, ...]
    roles: tuple[str | None, ...]
    rows: tuple[tuple[str, ...], ...]
    row_labels: tuple[str, ...]
    reader: str
    evidence: dict[str, str | int | float]
    printed_totals: tuple[PrintedTotal, ...]
    attachment: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """Everything read from one document.

    `questions` is empty for a document of one question. Where it holds several (a bulletin), they stand there, and
    `question` and `answer` say nothing: what is true of one question is not true of the others.
    """

    document: DocumentInfo
    question: Question
    answer: Answer
    tables: tuple[TableReport, ...]
    grants: tuple[GrantRecord, ...]
    findings: tuple[Finding, ...]
    questions: tuple[QuestionAnswer, ...] = ()
