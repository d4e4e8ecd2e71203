"""`360giving.json`: the grants as the 360Giving Data Standard 1.4 has them; `docs/360giving.md` explains the mapping.

What the standard asks for and a document did not print is filled in by a rule, and each filled field is named in the
grant's `classifications`. A grant without any date is left out and counted in the package's description.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import quote

from flows.release_writers import Draft
from schemas.dataset import Tables
from schemas.fields import DATASET_VERSION
from schemas.grants import PublishedGrant
from schemas.source_licence import (
    ATTRIBUTION,
    COUNTRY,
    DATASET_DESCRIPTION,
    DATASET_NAME,
    DATASET_TITLE,
    FUNDER,
    LICENCE_ADDRESS,
    LICENCE_TITLE,
    PUBLISHER,
)

FILE = "360giving.json"
STANDARD_VERSION = "1.4"
# Not registered with 360Giving: it is unique within this dataset only, and its name says so.
PREFIX = "360G-localparlgrants"
REGISTER = "BE-BCE_KBO"
NO_TEXT = "not stated in the document"
VOCABULARY = DATASET_NAME
_PERIOD = re.compile(r"((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)\d\d))?")

Json = dict[str, object]

# Local: which of the Flemish government's enterprise numbers paid a grant is not printed.
_FUNDER: Json = {"id": f"{PREFIX}-funder", "name": FUNDER}
_NUMBER_DIGITS = 10


def write_giving(draft: Draft) -> None:
    """Write the package, a grant a line; no file where there is no grant with a date: the standard asks for one."""
    dated = [grant for grant in draft.tables.grants if to_award_date(grant)]
    if not dated:
        return
    with (draft.folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        head = json.dumps(to_head(draft.tables, len(dated)), ensure_ascii=False, indent=2)
        file.write(head.removesuffix("\n}") + ',\n  "grants": [\n')
        file.writelines(_to_lines(dated))
        file.write("  ]\n}\n")


def _to_lines(grants: Sequence[PublishedGrant]) -> Iterator[str]:
    last = len(grants) - 1
    for number, grant in enumerate(grants):
        yield f"    {json.dumps(to_giving(grant), ensure_ascii=False)}{'' if number == last else ','}\n"


def to_head(tables: Tables, dated: int) -> Json:
    """Give what the package says of itself; `dated` of the tables' grants stand in it."""
    left_out = len(tables.grants) - dated
    told = f"{dated} grants; {left_out} of {len(tables.grants)} are left out because no date of theirs is known"
    return {
        "version": STANDARD_VERSION,
        "extensions": [],
        "title": DATASET_TITLE,
        "description": f"{DATASET_DESCRIPTION} {told}. {ATTRIBUTION}, {LICENCE_TITLE}. "
        f"Identifiers that begin with {PREFIX} are local to this dataset: the prefix is not registered.",
        "identifier": f"{DATASET_NAME}-{DATASET_VERSION}",
        "publisher": {"name": PUBLISHER},
        "license": LICENCE_ADDRESS,
    }


def to_giving(grant: PublishedGrant) -> Json:
    """Give a grant in the standard's form. Raises ValueError where it has no date at all."""
    award_date = to_award_date(grant)
    if award_date is None:
        raise ValueError(f"{grant.grant_id} has no date to give as award date")
    day, day_from = award_date
    title, title_from = _first(("title", grant.title), ("question_title", grant.question_title))
    told, told_from = _first(
        ("description", grant.description), ("title", grant.title), ("question_title", grant.question_title)
    )
    filled = {"awardDate": day_from, "title": title_from, "description": told_from}
    return {
        "id": to_grant_id(grant.grant_id),
        "title": title,
        "description": told,
        "currency": "EUR",
        **_to_amounts(grant),
        "awardDate": day.isoformat(),
        **_to_planned_dates(grant.period),
        **_to_recipient(grant),
        "fundingOrganization": [_FUNDER],
        **_to_location(grant),
        "classifications": list(_to_classifications(grant, filled)),
        "relatedDocument": [_to_document(grant)],
        **({"dataSource": grant.source_url} if grant.source_url else {}),
    }


def to_grant_id(grant_id: str) -> str:
    """Give the grant's identifier: our own behind the local prefix, what no identifier bears written as `%20`."""
    return f"{PREFIX}-{quote(grant_id, safe=':!')}"


def to_award_date(grant: PublishedGrant) -> tuple[date, str] | None:
    """Give the last day on which the grant can have been awarded, and where it comes from; None without any date.

    That is the day of the answer, else of the question, or the last day of the grant's year where that is earlier.
    """
    days = [(grant.answered_on, "answered_on"), (grant.asked_on, "asked_on")]
    told = next(((day, name) for day, name in days if day is not None), None)
    end_of_year = (date(grant.year, 12, 31), "year") if grant.year is not None else None
    return min((day for day in (told, end_of_year) if day is not None), default=None)


def to_organisation_id(organisation_id: str) -> str:
    """Give the standard's identifier of a row of `organisations`: its enterprise number, else a local one.

    `org-` and ten digits is an enterprise number whose check digits were verified.
    """
    own = organisation_id.removeprefix("org-")
    return f"{REGISTER}-{own}" if len(own) == _NUMBER_DIGITS else f"{PREFIX}-{organisation_id}"


def _to_amounts(grant: PublishedGrant) -> Json:
    """The standard wants numbers: an amount below a million million in whole cents has an exact shortest form."""
    paid = grant.amount_eur if grant.amount_kind == "paid" else grant.amount_paid_eur
    amounts = {
        "amountAppliedFor": grant.amount_requested_eur,
        "amountAwarded": grant.amount_eur,
        "amountDisbursed": paid,
    }
    return {name: float(amount) for name, amount in amounts.items() if amount is not None}


def _to_planned_dates(period: str | None) -> Json:
    """Only a period of whole years is understood; any other stays in the description of the related document."""
    years = _PERIOD.fullmatch(period.strip()) if period else None
    if years is None:
        return {}
    return {"plannedDates": [{"startDate": years[1], "endDate": years[2] or years[1]}]}


def _to_recipient(grant: PublishedGrant) -> Json:
    """A natural person's identifier is local always."""
    if grant.recipient_is_person == "yes":
        return {"recipientIndividual": {"id": f"{PREFIX}-{grant.organisation_id}", "name": grant.organisation}}
    organisation: Json = {"id": to_organisation_id(grant.organisation_id), "name": grant.organisation}
    return {"recipientOrganization": [organisation]}


def _to_location(grant: PublishedGrant) -> Json:
    names = [name for name in (grant.municipality, grant.province) if name]
    return {"beneficiaryLocation": [{"name": name, "countryCode": COUNTRY} for name in names]} if names else {}


def _to_classifications(grant: PublishedGrant, filled: dict[str, str]) -> Iterator[Json]:
    """What a reader must know before using the grant: the check, the kind of amount, and every field filled in."""
    yield _classify("verified", grant.verified, "the printed total against the sum of what was read")
    yield _classify("amount_kind", grant.amount_kind, "which amount amountAwarded is")
    if grant.theme:
        yield _classify("theme", grant.theme, "theme as printed")
    for name, origin in filled.items():
        if name != origin:
            yield _classify(f"{name}_from", origin, f"{name} is filled in from {origin}")


def _classify(vocabulary: str, code: str, title: str) -> Json:
    return {"vocabulary": f"{VOCABULARY}:{vocabulary}", "code": code, "title": title}


def _to_document(grant: PublishedGrant) -> Json:
    attachment = f", attachment {grant.attachment}" if grant.attachment else ""
    page = f", page {grant.page}" if grant.page else ""
    period = f"; period as printed: {grant.period}" if grant.period else ""
    document: Json = {
        "id": grant.document_id,
        "documentType": "Answer to a written question",
        "description": f"printed at {grant.place}{page}{attachment}{period}; SHA-256 {grant.document_sha256}",
    }
    if grant.question_title:
        document["title"] = grant.question_title
    return document | ({"url": grant.source_url} if grant.source_url else {})


def _first(*candidates: tuple[str, str | None]) -> tuple[str, str]:
    """Give the first text that is there, and its name."""
    return next(((text, name) for name, text in candidates if text and text.strip()), (NO_TEXT, "nothing"))
