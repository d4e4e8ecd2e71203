"""Grants -> the rows of the tables `organisations` and `organisation_candidates`, and the grants that lead to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flows.organisations.grouping import Group, group_recipients
from flows.organisations.likeness import Likeness, find_likenesses
from schemas.grants import GrantRecord, PublishedGrant
from schemas.organisations import OrganisationCandidate, OrganisationRecord


@dataclass(frozen=True, slots=True)
class Recipients:
    """The organisations and pairs that may be one, in the order of their ids; the grants in the order they came."""

    grants: tuple[PublishedGrant, ...]
    organisations: tuple[OrganisationRecord, ...]
    candidates: tuple[OrganisationCandidate, ...]


def find_recipients(grants: Sequence[GrantRecord]) -> Recipients:
    """Group the recipients of these grants."""
    groups = group_recipients(grants)
    organisations = {group.organisation_id: to_record(group) for group in groups}
    owners = {
        recipient.grant.grant_id: organisations[group.organisation_id]
        for group in groups
        for recipient in group.recipients
    }
    names = {organisation_id: record.name for organisation_id, record in organisations.items()}
    return Recipients(
        tuple(_to_published(grant, owners[grant.grant_id]) for grant in grants),
        tuple(organisations.values()),
        tuple(_to_candidate(likeness, names) for likeness in find_likenesses(groups)),
    )


def to_record(group: Group) -> OrganisationRecord:
    """One organisation with the counts of its grants."""
    grants = [recipient.grant for recipient in group.recipients]
    years = [grant.year for grant in grants if grant.year is not None]
    return OrganisationRecord(
        organisation_id=group.organisation_id,
        name=_find_name(group),
        kind=group.kind,
        legal_form=_find_form(group),
        enterprise_number=group.number,
        printed_names=tuple(sorted({grant.organisation for grant in grants})),
        municipalities=tuple(sorted({grant.municipality for grant in grants if grant.municipality})),
        grants=len(grants),
        total_eur=sum((grant.amount_eur for grant in grants), Decimal(0)),
        documents=len({grant.document_id for grant in grants}),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        recipient_is_person="yes" if group.kind == "person" else "no",
    )


def _find_name(group: Group) -> str:
    """The name printed most often; of equals the first by alphabet.

    Names with a legal form go before those without, and full names before abbreviations.
    """
    full = [recipient for recipient in group.recipients if not recipient.shortened] or group.recipients
    chosen = [recipient for recipient in full if recipient.name.form is not None] or full
    counts = Counter(recipient.grant.organisation for recipient in chosen)
    return min(counts, key=lambda name: (-counts[name], name))


def _find_form(group: Group) -> str | None:
    """The legal form printed most often; of equals the first by alphabet."""
    counts = Counter(name.form for name in (recipient.name for recipient in group.recipients) if name.form is not None)
    return min(counts, key=lambda form: (-counts[form], form), default=None)


def _to_published(grant: GrantRecord, owner: OrganisationRecord) -> PublishedGrant:
    values = {name: getattr(grant, name) for name in GrantRecord.__dataclass_fields__}
    return PublishedGrant(
        **values, organisation_id=owner.organisation_id, recipient_is_person=owner.recipient_is_person
    )


def _to_candidate(likeness: Likeness, names: dict[str, str]) -> OrganisationCandidate:
    return OrganisationCandidate(
        organisation_id=likeness.organisation_id,
        other_id=likeness.other_id,
        name=names[likeness.organisation_id],
        other_name=names[likeness.other_id],
        likeness=likeness.kind,
        score=likeness.score,
        reason=likeness.reason,
    )
