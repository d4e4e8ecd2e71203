"""Publishing without the names of natural persons: the name goes from every text of the tables that repeats it.

What a person's grant tells stays: amount, year, project. Names of those who ask and answer questions stay: they hold a
public office. A recipient that does not show it is a person (`An Peeters`) is not redacted; `parsers/person_names.py`
tells which do.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar, cast

from flows.organisations.grouping import parse_names
from parsers.person_names import find_surnames, find_titled_names
from parsers.vocabulary import fold
from schemas.changes import ChangeRecord
from schemas.dataset import FindingRecord, Record, Tables
from schemas.grants import GrantRecord, PublishedGrant
from schemas.organisations import OrganisationRecord

REDACTED = "(natural person)"
REDACTED_ID = "org-000000000000"
"""The one organisation that stands for all natural persons: an id made from a name would give it away."""

_Row = TypeVar("_Row", bound=Record | ChangeRecord)
_DIGESTS = frozenset({"sha256", "revision_sha256", "document_sha256", "reader_version", "reader"})
_PUBLIC = frozenset({"asked_by", "minister"}) | _DIGESTS
_NAMES_OF_OTHERS = frozenset({"organisation", "organisation_printed", "municipality", "province", "grant_id"})
_FEWEST_LETTERS = 5  # of a name that is looked for in all documents
_START = 3
_MOST_KNOWN = 1 << 16
_WORD = re.compile(r"[^\W_]+")


class Redactor:
    """Takes the names of natural persons out of texts, however they are broken over lines or spelt with dots.

    `names`: the folded words of each person's whole name; `surnames`: by document, its persons' surnames.
    """

    def __init__(self, names: Iterable[tuple[str, ...]], surnames: Mapping[str, Iterable[str]]) -> None:
        self._by_start: dict[str, list[re.Pattern[str]]] = defaultdict(list)
        for words in sorted(set(names), key=lambda words: (-len("".join(words)), words)):
            if len(words) > 1 and len("".join(words)) >= _FEWEST_LETTERS:
                for start in {max(words, key=len)[:_START], "".join(words)[:_START]}:
                    self._by_start[start].append(_to_pattern(words))
        self._known = lru_cache(_MOST_KNOWN)(self._find_text)  # titles and headers stand in many rows
        self._surnames = {document: _to_surnames(found) for document, found in surnames.items()}

    def to_text(self, text: str) -> str:
        """The text without whole names."""
        return self._known(text)

    def _find_text(self, text: str) -> str:
        starts = {word[:_START] for word in _WORD.findall(fold(text))}
        patterns = [pattern for start in starts & self._by_start.keys() for pattern in self._by_start[start]]
        if not patterns:
            return text
        redacted = unicodedata.normalize("NFD", text)
        for pattern in sorted(patterns, key=lambda pattern: -len(pattern.pattern)):
            redacted = pattern.sub(REDACTED, redacted)
        redacted = unicodedata.normalize("NFC", redacted)
        return text if REDACTED not in redacted else redacted

    def to_row(self, row: _Row, document_id: str | None) -> _Row:
        """The row without whole names, and in what its document tells beside names of others without surnames too."""
        surnames = self._surnames.get(document_id or "")
        changes: dict[str, object] = {}
        for field in fields(row):
            value = getattr(row, field.name)
            if field.name in _PUBLIC or value is None:
                continue
            redacted = _apply(self.to_text, value)
            if surnames is not None and field.name not in _NAMES_OF_OTHERS:
                redacted = _apply(lambda text: surnames.sub(REDACTED, text), redacted)
            if redacted != value:
                changes[field.name] = redacted
        return cast("_Row", replace(cast("Any", row), **changes)) if changes else row


def find_redactor(recipients: Iterable[tuple[str, str]]) -> Redactor:
    """What redacts the persons among recipients: document and name of each, as read and as printed."""
    pairs = set(recipients)
    names = parse_names(text for _, text in pairs)
    persons = [(document, text) for document, text in pairs if names[text].kind == "person"]
    surnames: dict[str, set[str]] = defaultdict(set)
    for document, text in persons:
        surnames[document].update(find_surnames(text))
    known = {document: found for document, found in surnames.items() if found}
    return Redactor((names[text].words for _, text in persons), known)


def find_recipients_of(grants: Iterable[GrantRecord]) -> Iterator[tuple[str, str]]:
    """Document and name of each recipient, as read, as printed and before a person corrected it.

    A grant that is withheld may hold values of any type.
    """
    for grant in grants:
        for text in (grant.organisation, grant.organisation_printed, grant.corrected_fields.get("organisation")):
            if isinstance(text, str) and text:
                yield grant.document_id, text


def redact_tables(tables: Tables, redactor: Redactor) -> Tables:
    """The tables without the names of natural persons; one organisation stands for all of them."""
    return Tables(
        tuple(redactor.to_row(row, row.document_id) for row in tables.documents),
        tuple(_redact_grant(redactor.to_row(row, row.document_id)) for row in tables.grants),
        tuple(_redact_finding(redactor.to_row(row, row.document_id)) for row in tables.findings),
        tuple(_redact_organisations([redactor.to_row(row, None) for row in tables.organisations], tables.grants)),
        tuple(redactor.to_row(row, None) for row in tables.organisation_candidates),
    )


def _redact_grant(grant: PublishedGrant) -> PublishedGrant:
    if grant.recipient_is_person == "no":
        return grant
    return replace(
        grant,
        organisation=REDACTED,
        organisation_printed=REDACTED,
        organisation_id=REDACTED_ID,
        enterprise_number=None,
    )


def _redact_finding(finding: FindingRecord) -> FindingRecord:
    """A finding may tell of a person whose row is no grant: there only a title shows it."""
    printed = None if finding.printed is None else _without_titled(finding.printed)
    return replace(finding, printed=printed, message=_without_titled(finding.message))


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


def _to_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """The letters one after the other with any signs between them, accents too: `J. Jans-\\nsens`."""
    letters = r"[\W_]*".join(map(re.escape, "".join(words))).replace(r"s[\W_]*s", r"(?:s[\W_]*s|ß)")
    return re.compile(rf"(?<![^\W_]){letters}(?![^\W_])", re.IGNORECASE)


def _to_surnames(surnames: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(surnames, key=lambda surname: (-len(surname), surname))
    parts = [r"\s+".join(map(re.escape, surname.split())) for surname in longest_first]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])")
