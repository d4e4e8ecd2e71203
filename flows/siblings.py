"""The answers to one question put to several ministers: which belong together, and which one the others point to.

A member puts one question to several ministers on one day, with one title; each gets a number and an answer of its own.
Often one minister answers for all, and the others refer to that coordinated answer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from parsers.heading_words import read_heading_words
from parsers.lines import fold_letters
from parsers.reference_targets import AnswerReference, parse_references
from schemas.dataset import DocumentRecord

# A government has some ten ministers. Many more answers with the same heading are something else, and a list of all
# the others with each of them would grow with their square.
_MOST_SIBLINGS = 30

QuestionKey = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Links:
    """The siblings of each document, and the documents by number and day of their question."""

    siblings: dict[str, list[DocumentRecord]]
    numbered: dict[tuple[int, date], list[DocumentRecord]]


def to_question_key(document: DocumentRecord) -> QuestionKey | None:
    """Who asked what on which day, the same however it is written; None where one of these is not known."""
    if document.asked_on is None or not document.asked_by or document.question_title is None:
        return None
    return document.asked_on, frozenset(map(_squeeze, document.asked_by)), _squeeze(document.question_title)


def link_siblings(documents: Iterable[DocumentRecord]) -> list[DocumentRecord]:
    """Give each document its siblings among these documents and, where it refers, the one that it refers to.

    What the documents say already (a repeated answer names the one that stays) holds, if that one is among them.
    """
    known = sorted(documents, key=lambda document: document.document_id)
    ids = {document.document_id for document in known}
    known = [document if document.refers_to_document in ids else _without_target(document) for document in known]
    links = _Links(_find_siblings(known), _find_numbered(known))
    return [_link(document, links) for document in known]


def are_to_other_ministers(one: DocumentRecord, other: DocumentRecord) -> bool:
    """Whether two answers to one question are by different ministers; where one is not known, its number tells."""
    if one.minister is not None and other.minister is not None:
        return _squeeze(one.minister) != _squeeze(other.minister)
    known = one.question_number is not None and other.question_number is not None
    return known and one.question_number != other.question_number


def _are_siblings(one: DocumentRecord, other: DocumentRecord) -> bool:
    """The same file may be listed with the question to each minister: its heading then names only one of them."""
    if one.document_id == other.document_id:
        return False
    return one.sha256 == other.sha256 or are_to_other_ministers(one, other)


def _squeeze(text: str) -> str:
    """Letters and digits: the dash of a title and the spaces around it are often lost in print."""
    return re.sub(r"[\W_]+", "", fold_letters(text))


def _without_target(document: DocumentRecord) -> DocumentRecord:
    return replace(document, refers_to_document=None)


def _find_siblings(documents: Sequence[DocumentRecord]) -> dict[str, list[DocumentRecord]]:
    groups = defaultdict(list)
    for document in documents:
        if (key := to_question_key(document)) is not None:
            groups[key].append(document)
    siblings = defaultdict(list)
    for group in groups.values():
        if len(group) <= _MOST_SIBLINGS:
            for own in group:
                siblings[own.document_id] = [other for other in group if _are_siblings(own, other)]
    return siblings


def _find_numbered(documents: Iterable[DocumentRecord]) -> dict[tuple[int, date], list[DocumentRecord]]:
    numbered = defaultdict(list)
    for document in documents:
        if document.question_number is not None and document.asked_on is not None:
            numbered[document.question_number, document.asked_on].append(document)
    return numbered


def _link(document: DocumentRecord, links: _Links) -> DocumentRecord:
    ids = tuple(sibling.document_id for sibling in links.siblings[document.document_id])
    target = document.refers_to_document
    refers = document.answer_kind == "referring" or document.outcome == "refers_elsewhere"
    if target is None and refers:
        target = _find_target(document, links)
    return replace(document, siblings=ids, refers_to_document=target)


def _find_target(document: DocumentRecord, links: _Links) -> str | None:
    """The one answer that all the printed references come to, as far as they tell; None for none and for several."""
    if document.refers_to is None:
        return _find_coordinated(document, links)
    references = parse_references(document.refers_to, read_heading_words())
    targets = {_find_named(document, reference, links) for reference in references} - {None}
    return targets.pop() if len(targets) == 1 else None


def _find_named(document: DocumentRecord, reference: AnswerReference, links: _Links) -> str | None:
    others = reference.numbers - {document.question_number}
    if others:
        return _find_by_number(document, replace(reference, numbers=others), links)
    siblings = links.siblings[document.document_id]
    named = [sibling for sibling in siblings if sibling.minister and reference.names(sibling.minister)]
    if named or reference.names_somebody:
        return _to_only(named)
    return _find_coordinated(document, links)


def _find_by_number(document: DocumentRecord, reference: AnswerReference, links: _Links) -> str | None:
    """The sibling with the number; outside the siblings, number, day and a name must agree."""
    siblings = links.siblings[document.document_id]
    near = [sibling for sibling in siblings if sibling.question_number in reference.numbers]
    if near and (not reference.days or document.asked_on in reference.days):
        return _to_only(near)
    keys = [(number, day) for number in reference.numbers for day in reference.days]
    far = [other for key in keys for other in links.numbered.get(key, ())]
    return _to_only([other for other in far if any(map(reference.names, (*other.asked_by, other.minister or "")))])


def _find_coordinated(document: DocumentRecord, links: _Links) -> str | None:
    """The coordinated sibling; of several that print the same answer the one whose grants are published."""
    siblings = links.siblings[document.document_id]
    coordinated = [sibling for sibling in siblings if sibling.answer_kind == "coordinated"]
    targets = {sibling.refers_to_document or sibling.document_id for sibling in coordinated} - {document.document_id}
    return targets.pop() if len(targets) == 1 else None


def _to_only(documents: Sequence[DocumentRecord]) -> str | None:
    return documents[0].document_id if len(documents) == 1 else None
