"""Changes told without the names of natural persons, also where the release before tells them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from flows.changes_page import DocumentLabel
from flows.persons import find_persons_of
from flows.published_tables import PublishedTables, to_texts
from flows.redaction import NAMES_OF_OTHERS, PUBLIC, redact_row
from flows.redactor import REDACTED, Redactor
from schemas.changes import ChangeRecord
from schemas.persons import Persons

_OF_PERSON = frozenset({"organisation", "organisation_printed", "organisation_id", "enterprise_number"})


def find_persons_told(before: PublishedTables, after: PublishedTables, persons: Persons) -> Persons:
    """The persons that the changes from one release to another may tell of; `persons` are those known now."""
    return persons | find_persons_of(before, persons.grants | _find_flagged(after))


def redact_changes(changes: Iterable[ChangeRecord], persons: Persons) -> Iterator[ChangeRecord]:
    """The changes without the names and numbers of these persons; what differs in nothing else is left out."""
    redactor = Redactor(persons)
    for change in changes:
        redacted = _redact(change, redactor, persons.grants)
        if redacted is not None:
            yield redacted


def redact_labels(labels: Mapping[str | None, DocumentLabel], persons: Persons) -> dict[str | None, DocumentLabel]:
    """The titles of documents without these names."""
    redactor = Redactor(persons)
    return {key: replace(label, title=redactor.to_own_text(label.title, key or "")) for key, label in labels.items()}


def _find_flagged(tables: PublishedTables) -> frozenset[str]:
    grants = tables.grants
    if "recipient_is_person" not in grants.column_names:
        return frozenset()
    pairs = zip(to_texts(grants["grant_id"]), to_texts(grants["recipient_is_person"]), strict=True)
    return frozenset(grant_id for grant_id, is_person in pairs if grant_id and is_person == "yes")


def _redact(change: ChangeRecord, redactor: Redactor, persons: Collection[str]) -> ChangeRecord | None:
    """None for what would tell nothing any more: a name that became another name."""
    is_person = change.grant_id in persons
    if is_person and change.field in _OF_PERSON:
        return None
    told = redact_row(redactor, change, change.document_id)
    if change.field in PUBLIC:
        told = replace(told, old=change.old, new=change.new)
    elif change.field in NAMES_OF_OTHERS:
        old, new = (None if text is None else redactor.to_text(text) for text in (change.old, change.new))
        told = replace(told, old=old, new=new)
    if change.field is not None and change.old != change.new and told.old == told.new:
        return None
    return replace(told, organisation=REDACTED) if is_person and told.organisation is not None else told
