"""Changes told without the names of natural persons, also where the release before tells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from flows.organisations.grouping import parse_names
from flows.published_tables import PublishedTables, to_texts
from flows.redaction import REDACTED, Redactor, find_redactor
from schemas.changes import ChangeRecord

_OF_PERSON = frozenset({"organisation", "organisation_printed", "organisation_id", "enterprise_number"})


def redact_changes(changes: Iterable[ChangeRecord], before: PublishedTables) -> Iterator[ChangeRecord]:
    """The changes as they are told where persons are redacted: no name or number of a person of the release before."""
    told = to_recipients(before)
    redactor = find_redactor_of(before)
    names = parse_names(text for _, _, text in told)
    persons = {grant_id for grant_id, _, text in told if names[text].kind == "person"}
    for change in changes:
        redacted = _redact(change, redactor, change.grant_id in persons)
        if redacted is not None:
            yield redacted


def find_redactor_of(tables: PublishedTables) -> Redactor:
    """What redacts the persons among the recipients of a release."""
    return find_redactor((document, text) for _, document, text in to_recipients(tables))


def to_recipients(tables: PublishedTables) -> list[tuple[str, str, str]]:
    """Grant, document and name of each recipient, as read and as printed, in whatever columns a release has."""
    grants = tables.grants
    ids = [to_texts(grants[name]) for name in ("grant_id", "document_id")]
    names = [name for name in ("organisation", "organisation_printed") if name in grants.column_names]
    return [
        (grant_id or "", document or "", text)
        for name in names
        for grant_id, document, text in zip(*ids, to_texts(grants[name]), strict=True)
        if text
    ]


def _redact(change: ChangeRecord, redactor: Redactor, is_person: bool) -> ChangeRecord | None:
    """None for what would tell nothing any more: a name that became another name."""
    if is_person and change.field in _OF_PERSON:
        return None
    told = redactor.to_row(change, change.document_id)
    return replace(told, organisation=REDACTED) if is_person and told.organisation is not None else told
