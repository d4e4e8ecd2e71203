"""What a service tells of a question beside what its document prints: it fills gaps, and never overrides print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from parsers.dates import parliamentary_year
from schemas.finding_codes import FINDING_CODES
from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.questions import Question, QuestionFacts
from schemas.results import DocumentResult

_COMPARED = ("number", "asked_on", "answered_on")
# A question's field and the name that a grant has for it, where it is another.
_NAMES_IN_GRANTS = {"number": "question_number", "title": "question_title"}


def complete_question(result: DocumentResult, facts: QuestionFacts) -> DocumentResult:
    """Fill what the document does not print of its question, in the result and its grants, from what a service tells.

    Where number or dates differ, the printed ones stay and a finding tells both. A document of several questions (a
    bulletin) stays as it is: the facts are those of one of them at most.
    """
    if result.questions:
        return result
    missing = _find_missing(result.question, facts)
    return replace(
        result,
        question=replace(result.question, **missing),
        grants=tuple(_fill(grant, missing) for grant in result.grants),
        findings=(*result.findings, *check_question(result.question, facts)),
    )


def check_question(question: Question, facts: QuestionFacts) -> Iterator[Finding]:
    """Give a finding for each of number and dates that is printed otherwise than the service tells."""
    code = FINDING_CODES["question_differs"]
    for name in _COMPARED:
        printed, told = getattr(question, name), getattr(facts, name)
        if printed is not None and told is not None and printed != told:
            field = _NAMES_IN_GRANTS.get(name, name)
            message = f"{field}: the document prints {printed}, which is published; the service tells {told}"
            yield Finding(code.code, code.severity, None, None, None, message)


def _find_missing(question: Question, facts: QuestionFacts) -> dict[str, Any]:
    """The fields that are not printed and that the service tells; the year follows from the day where neither does."""
    known = {field.name: getattr(facts, field.name) for field in fields(question) if hasattr(facts, field.name)}
    missing = {name: value for name, value in known.items() if value and not getattr(question, name)}
    asked_on = missing.get("asked_on")
    if asked_on is not None and question.parliamentary_year is None:
        missing.setdefault("parliamentary_year", parliamentary_year(asked_on))
    return missing


def _fill(grant: GrantRecord, missing: dict[str, Any]) -> GrantRecord:
    own = {_NAMES_IN_GRANTS.get(name, name): value for name, value in missing.items()}
    empty: dict[str, Any] = {name: value for name, value in own.items() if not getattr(grant, name)}
    return replace(grant, **empty) if empty else grant
