"""Grants to recipients made up for the tests of organisations, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace

from made_results import make_grant

from flows.organisations.records import Recipients, find_recipients
from schemas.grants import GrantRecord

ONE, OTHER = "0403201185", "0546740696"


def grant(printed: str, document: str = "a", number: str | None = None, **changes: object) -> GrantRecord:
    made = make_grant(document)
    place = {"organisation": printed, "organisation_printed": printed, "enterprise_number": number}
    return replace(made, **{**place, **changes})  # type: ignore[arg-type]


def recipients_of(*grants: GrantRecord) -> Recipients:
    return find_recipients([replace(made, grant_id=f"{made.document_id}:{at}") for at, made in enumerate(grants)])


def groups_of(*grants: GrantRecord) -> set[tuple[str, ...]]:
    return {organisation.printed_names for organisation in recipients_of(*grants).organisations}


def kinds_of(*grants: GrantRecord) -> list[str]:
    return [candidate.likeness for candidate in recipients_of(*grants).candidates]
