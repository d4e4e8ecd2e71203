"""The rows of the published tables; their fields are the ones declared in `schemas/fields.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schemas.findings import Severity
from schemas.grants import GrantRecord, PublishedGrant
from schemas.organisations import OrganisationCandidate, OrganisationRecord
from schemas.persons import Persons
from schemas.questions import AnswerKind
from schemas.results import Outcome


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document, with what is published of it."""

    document_id: str
    file_name: str
    sha256: str
    revision_sha256: str
    pages: int
    reader_version: str
    outcome: Outcome
    source_url: str | None
    question_number: int | None
    parliamentary_year: str | None
    asked_on: date | None
    answered_on: date | None
    asked_by: tuple[str, ...]
    minister: str | None
    question_title: str | None
    answer_kind: AnswerKind
    refers_to: str | None
    refers_to_document: str | None
    siblings: tuple[str, ...]
    grants: int
    total_eur: Decimal
    findings: int
    tables: int
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """A finding with the document it is about; None where that document is withheld, `message` then names it."""

    document_id: str | None
    code: str
    severity: Severity
    page: int | None
    place: str | None
    printed: str | None
    message: str
    attachment: str | None


@dataclass(frozen=True, slots=True)
class ReadTables:
    """What was read of one or more documents, not checked yet."""

    documents: tuple[DocumentRecord, ...]
    grants: tuple[GrantRecord, ...]
    findings: tuple[FindingRecord, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """The published tables, which belong together; each has the name of its field here."""

    documents: tuple[DocumentRecord, ...]
    grants: tuple[PublishedGrant, ...]
    findings: tuple[FindingRecord, ...]
    organisations: tuple[OrganisationRecord, ...] = ()
    organisation_candidates: tuple[OrganisationCandidate, ...] = ()


Record = DocumentRecord | GrantRecord | FindingRecord | OrganisationRecord | OrganisationCandidate
"""A row of a published table."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Tables that passed every check, in their order, and how many rows were withheld because they did not.

    `persons`: who must not be told, where the tables do not tell them; None where they do.
    """

    tables: Tables
    withheld_documents: int
    withheld_grants: int
    persons: Persons | None = None
