"""The nouns of recipients: a name taken apart, an organisation published, and pairs that may be one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

OrganisationKind = Literal["organisation", "municipality", "province", "person", "collective"]
LikenessKind = Literal["enterprise_number", "legal_form", "municipality", "place", "abbreviation", "words", "spelling"]
KboMatch = Literal["enterprise_number", "exact", "exact_in_municipality", "exact_elsewhere", "ambiguous", "candidate"]
YesNo = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """A recipient's name taken apart.

    `key`: what stays the same however the name is written, without its legal form; equal keys are equal names.
    `words`: the folded words of the key, `form`: the legal form as the vocabulary names it (`vzw`), None where none is
    printed; `joins_bare`: the name without this form is the same one; `short`: the key of the abbreviation printed
    behind the name (`Vereniging voor X (VVX)`).
    """

    key: str
    words: tuple[str, ...]
    form: str | None = None
    joins_bare: bool = True
    short: str | None = None
    kind: OrganisationKind = "organisation"


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """One organisation, with what is published of it."""

    organisation_id: str
    name: str
    kind: OrganisationKind
    legal_form: str | None
    enterprise_number: str | None
    printed_names: tuple[str, ...]
    municipalities: tuple[str, ...]
    grants: int
    total_eur: Decimal
    documents: int
    first_year: int | None
    last_year: int | None
    recipient_is_person: YesNo
    kbo_number: str | None = None
    kbo_name: str | None = None
    kbo_score: int | None = None
    kbo_match: KboMatch | None = None


@dataclass(frozen=True, slots=True)
class OrganisationCandidate:
    """Two organisations that may be one; a person decides."""

    organisation_id: str
    other_id: str
    name: str
    other_name: str
    likeness: LikenessKind
    score: int
    reason: str
