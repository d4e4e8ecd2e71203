"""Publishing without the names of natural persons: the name goes from every text of the tables that repeats it.

What a person's grant tells stays: amount, year, project. Names of those who ask and answer questions stay: they hold a
public office. A recipient that does not show it is a person (`An Peeters`) is not redacted; `parsers/person_names.py`
tells which do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar, cast

from flows.redactor import REDACTED, Redactor
from parsers.person_names import find_titled_names
from schemas.changes import ChangeRecord
from schemas.dataset import FindingRecord, Record, Tables
from schemas.grants import PublishedGrant
from schemas.organisations import OrganisationRecord

REDACTED_ID = "org-000000000000"
"""The one organisation that stands for all natural persons: an id made from a name would give it away."""

_Row = TypeVar("_Row", bound=Record | ChangeRecord)
PUBLIC = frozenset({"asked_by", "minister", "sha256", "revision_sha256", "document_sha256", "reader_version", "reader"})
"""Fields that tell no recipient: office holders, digests."""
_FIXED = frozenset(
    {"document_id", "refers_to_document", "siblings", "organisation_id", "other_id", "enterprise_number"}
    | {"outcome", "answer_kind", "amount_kind", "year_from", "verified", "severity", "code", "kind", "field"}
    | {"parliamentary_year", "amount_printed", "likeness", "legal_form", "recipient_is_person", "kbo_match"}
)
NAMES_OF_OTHERS = frozenset({"organisation", "organisation_printed", "municipality", "province"})
"""Fields in which a single word of a person's name is another's: `Quaghebeur bv`, the village of a surname."""
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_OF_RECIPIENT = ("organisation", "organisation_printed", "enterprise_number")


def redact_tables(tables: Tables, redactor: Redactor) -> Tables:
    """The tables without the names of natural persons; one organisation stands for all of them."""
    return Tables(
        tuple(_without_address(redact_row(redactor, row, row.document_id), row) for row in tables.documents),
        _with_own_ids(tables.grants, [_redact_grant(redactor, row) for row in tables.grants]),
        tuple(_redact_finding(redactor, row) for row in tables.findings),
        tuple(_redact_organisations([redact_row(redactor, row, None) for row in tables.organisations], tables.grants)),
        tuple(redact_row(redactor, row, None) for row in tables.organisation_candidates),
    )


def redact_row(redactor: Redactor, row: _Row, document_id: str | None) -> _Row:
    """The row without what must not be told, in the texts of its document; None: of all documents."""
    to_own = redactor.to_text if document_id is None else partial(redactor.to_own_text, document_id=document_id)
    changes: dict[str, object] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name in PUBLIC or field.name in _FIXED or value is None:
            continue
        change = redactor.to_text if field.name in NAMES_OF_OTHERS else to_own
        redacted = _apply(partial(_IDS.get(field.name, _redact_text), redact=change), value)
        if redacted != value:
            changes[field.name] = redacted
    return cast("_Row", replace(cast("Any", row), **changes)) if changes else row


def _redact_text(text: str, redact: Callable[[str], str]) -> str:
    return redact(text)


def _redact_place(place: str, redact: Callable[[str], str]) -> str:
    """A sheet has a name, a place on a page has numbers only."""
    sheet, mark, cell = place.rpartition("!")
    return f"{redact(sheet)}{mark}{cell}"


def _redact_id(grant_id: str, redact: Callable[[str], str]) -> str:
    """The id of the document stays, the names of the attachment and of the sheet may tell."""
    file, _, place = grant_id.rpartition(":")
    document_id, mark, attachment = file.partition("/")
    return f"{document_id}{mark}{redact(attachment)}:{_redact_place(place, redact)}"


_IDS = {"place": _redact_place, "grant_id": _redact_id}


def _redact_grant(redactor: Redactor, grant: PublishedGrant) -> PublishedGrant:
    redacted = _without_address(redact_row(redactor, grant, grant.document_id), grant)
    if grant.recipient_is_person == "no":
        return redacted
    return replace(
        redacted,
        organisation=REDACTED,
        organisation_printed=REDACTED,
        organisation_id=REDACTED_ID,
        enterprise_number=None,
        corrected_fields={
            name: REDACTED if name in _OF_RECIPIENT and value else value
            for name, value in redacted.corrected_fields.items()
        },
    )


def _without_address(redacted: _Row, row: _Row) -> _Row:
    """An address without a part of it leads nowhere."""
    same = getattr(redacted, "source_url", None) == getattr(row, "source_url", None)
    return redacted if same else cast("_Row", replace(cast("Any", redacted), source_url=None))


def _with_own_ids(grants: Sequence[PublishedGrant], redacted: Sequence[PublishedGrant]) -> tuple[PublishedGrant, ...]:
    """Two attachments, or sheets, whose names became one get a number, so that each grant has an id of its own."""
    if len({grant.grant_id for grant in redacted}) == len(redacted):
        return tuple(redacted)
    seen: Counter[str] = Counter()
    numbered = []
    for _, grant in sorted(zip(grants, redacted, strict=True), key=lambda pair: pair[0].grant_id):
        seen[grant.grant_id] += 1
        numbered.append(_with_number(grant, seen[grant.grant_id]))
    return tuple(numbered)


def _with_number(grant: PublishedGrant, number: int) -> PublishedGrant:
    if number == 1:
        return grant
    sheet, mark, cell = grant.place.rpartition("!")
    if grant.attachment is None:
        place = f"{sheet} ({number}){mark}{cell}"
        return replace(grant, place=place, grant_id=f"{grant.document_id}:{place}")
    attachment = f"{grant.attachment} ({number})"
    return replace(grant, attachment=attachment, grant_id=f"{grant.document_id}/{attachment}:{grant.place}")


def _redact_finding(redactor: Redactor, finding: FindingRecord) -> FindingRecord:
    """A finding may tell of a person whose row is no grant: there only a title shows it.

    One of a document that is withheld begins with its id. Whose number failed its check is not told.
    """
    document_id = finding.document_id or finding.message.partition(":")[0]
    redacted = redact_row(redactor, finding, document_id)
    printed = None if redacted.printed is None else _without_titled(redacted.printed)
    message = _without_titled(redacted.message)
    if finding.code == "enterprise_number_invalid" and redactor.tells_of(document_id):
        printed, message = REDACTED, _QUOTED.sub(REDACTED, message)
    return replace(redacted, printed=printed, message=message)


def _without_titled(text: str) -> str:
    for start, end in reversed(find_titled_names(text)):
        text = f"{text[:start]}{REDACTED}{text[end:]}"
    return text


def _redact_organisations(
    organisations: Sequence[OrganisationRecord], grants: Sequence[PublishedGrant]
) -> list[OrganisationRecord]:
    persons = [row for row in organisations if row.recipient_is_person == "yes"]
    others = [row for row in organisations if row.recipient_is_person == "no"]
    if not persons:
        return others
    documents = {grant.document_id for grant in grants if grant.recipient_is_person == "yes"}
    years = [year for row in persons for year in (row.first_year, row.last_year) if year is not None]
    one = replace(
        persons[0],
        organisation_id=REDACTED_ID,
        name=REDACTED,
        legal_form=None,
        enterprise_number=None,
        printed_names=(REDACTED,),
        municipalities=(),
        grants=sum(row.grants for row in persons),
        total_eur=sum((row.total_eur for row in persons), Decimal(0)),
        documents=len(documents),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
    )
    return sorted([*others, one], key=lambda row: row.organisation_id)


def _apply(change: Callable[[str], str], value: object) -> object:
    """The value with every text in it changed; two columns of one header stay two."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(change(part) if isinstance(part, str) else part for part in value)
    if not isinstance(value, dict):
        return value
    changed: dict[str, object] = {}
    for header, cell in value.items():
        name = base = change(header)
        while name in changed:
            name = f"{name} {base}"
        changed[name] = _apply(change, cell)
    return changed
