"""Which recipients are natural persons, and every text that would tell who they are: of grants, of corrections."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.corrected_grants import find_document_id
from flows.organisations.grouping import parse_names
from flows.published_tables import PublishedTables, to_texts
from schemas.corrections import Correction
from schemas.grants import GrantRecord
from schemas.organisations import OrganisationName
from schemas.persons import Persons


@dataclass(frozen=True, slots=True)
class ToldRecipient:
    """What one grant tells of its recipient. `names` and `number` as they are, `earlier_` as they were before a person
    corrected them; `is_person` is what all grants together say."""

    grant_id: str
    document_id: str
    names: tuple[str, ...]
    number: str | None
    earlier_names: tuple[str, ...]
    earlier_number: str | None
    is_person: bool


def find_persons(grants: Iterable[GrantRecord], flagged: Collection[str], corrections: Sequence[Correction]) -> Persons:
    """The persons among the recipients of grants as read, some of which may be withheld, and among corrections.

    `flagged`: ids of the grants whose organisation is a person. A grant that is withheld may hold values of any type.
    """
    told = [_to_told(grant, flagged) for grant in grants]
    persons = to_persons(told)
    known = {one.grant_id for one in told}
    return persons | _find_corrected(corrections, persons.grants, known)


def find_persons_of(tables: PublishedTables, flagged: Collection[str]) -> Persons:
    """The persons among the recipients of a release; `flagged`: ids of grants that another release says are a person's.

    The release may have other columns than this version's.
    """
    grants = tables.grants
    columns = [
        to_texts(grants[name]) if name in grants.column_names else [None] * len(grants)
        for name in (
            "grant_id",
            "document_id",
            "organisation",
            "organisation_printed",
            "enterprise_number",
            "corrected_fields",
            "recipient_is_person",
        )
    ]
    return to_persons([_to_published(row, flagged) for row in zip(*columns, strict=True)])


def to_persons(told: Sequence[ToldRecipient]) -> Persons:
    """The persons of these grants: by their organisation, or by a name of their own."""
    parsed = parse_names((one.document_id, text) for one in told for text in (*one.names, *one.earlier_names))
    names: set[tuple[str, str]] = set()
    numbers: set[tuple[str, str]] = set()
    grants: set[str] = set()
    for one in told:
        is_person = one.is_person or any(parsed[one.document_id, text].kind == "person" for text in one.names)
        earlier = [text for text in one.earlier_names if _may_be_person(parsed[one.document_id, text], is_person)]
        names.update((one.document_id, text) for text in (*(one.names if is_person else ()), *earlier))
        if is_person:
            grants.add(one.grant_id)
            numbers.update(("", number) for number in (one.number,) if number)
        if is_person or earlier:
            numbers.update((one.document_id, number) for number in (one.earlier_number,) if number)
    return Persons(frozenset(names), frozenset(numbers), frozenset(grants))


def _may_be_person(name: OrganisationName, is_persons: bool) -> bool:
    """A person by its name, or what was read in the place of a person's name and may be one."""
    return name.kind == "person" or (is_persons and name.kind == "organisation" and name.form is None)


def _find_corrected(corrections: Sequence[Correction], persons: Collection[str], known: Collection[str]) -> Persons:
    """What corrections of persons' grants tell; of grants that are not there every number, since whose is not known."""
    names: set[tuple[str, str]] = set()
    numbers: set[tuple[str, str]] = set()
    for correction in corrections:
        document_id = find_document_id(correction) or ""
        texts = [text for text in (correction.printed, correction.corrected) if text]
        if correction.field == "organisation":
            parsed = parse_names((document_id, text) for text in texts)
            sure = correction.grant_id in persons
            names.update((document_id, text) for text in texts if sure or parsed[document_id, text].kind == "person")
        if correction.field == "enterprise_number" and (
            correction.grant_id in persons or correction.grant_id not in known
        ):
            numbers.update((document_id, text) for text in texts)
    return Persons(frozenset(names), frozenset(numbers))


def _to_told(grant: GrantRecord, flagged: Collection[str]) -> ToldRecipient:
    return ToldRecipient(
        grant.grant_id,
        grant.document_id,
        tuple(_find_texts(grant.organisation, grant.organisation_printed)),
        next(_find_texts(grant.enterprise_number), None),
        tuple(_find_texts(grant.corrected_fields.get("organisation"))),
        next(_find_texts(grant.corrected_fields.get("enterprise_number")), None),
        grant.grant_id in flagged,
    )


def _to_published(row: Sequence[str | None], flagged: Collection[str]) -> ToldRecipient:
    grant_id, document_id, organisation, printed, number, corrected, is_person = row
    earlier = json.loads(corrected) if corrected else {}
    return ToldRecipient(
        grant_id or "",
        document_id or "",
        tuple(_find_texts(organisation, printed)),
        number,
        tuple(_find_texts(earlier.get("organisation"))),
        next(_find_texts(earlier.get("enterprise_number")), None),
        is_person == "yes" or grant_id in flagged,
    )


def _find_texts(*values: object) -> Iterator[str]:
    return (value for value in values if isinstance(value, str) and value)
