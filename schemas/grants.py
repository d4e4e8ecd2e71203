"""The grant record; `schemas/fields.py` gives each field's meaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from schemas.organisations import YesNo

AmountKind = Literal["awarded", "committed", "paid"]
Verified = Literal["total", "mismatch", "none"]
YearFrom = Literal["row", "group", "column", "total", "sentence"]


@dataclass(frozen=True, slots=True)
class GrantRecord:
    """One amount granted to one recipient, with its place on the page or in the sheet (then without page and box)."""

    grant_id: str
    document_id: str
    place: str
    page: int | None
    bbox: tuple[float, float, float, float] | None
    organisation: str
    organisation_printed: str
    title: str | None
    description: str | None
    expected_result: str | None
    amount_eur: Decimal
    amount_printed: str
    amount_kind: AmountKind
    amount_requested_eur: Decimal | None
    amount_paid_eur: Decimal | None
    year: int | None
    year_from: YearFrom | None
    enterprise_number: str | None
    municipality: str | None
    province: str | None
    theme: str | None
    period: str | None
    other: dict[str, str]
    verified: Verified
    reader: str
    answer_item: str | None
    question_number: int | None
    parliamentary_year: str | None
    asked_on: date | None
    answered_on: date | None
    asked_by: tuple[str, ...]
    minister: str | None
    question_title: str | None
    source_url: str | None
    document_sha256: str
    attachment: str | None = None
    corrected_fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedGrant(GrantRecord):
    """A grant as it is published: with what only all documents together tell."""

    organisation_id: str
    recipient_is_person: YesNo
