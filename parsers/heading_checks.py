"""Do a document's headings speak of one question, and of the same one?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parsers.heading_block import HeadingFacts
from parsers.headings import Heading
from parsers.lines import PrintedLine, fold_letters
from parsers.places import to_place
from schemas.findings import Finding

_FACTS: tuple[tuple[str, Callable[[HeadingFacts], object]], ...] = (
    ("number", lambda facts: facts.number),
    ("date", lambda facts: facts.asked_on),
    ("asker", lambda facts: frozenset(fold_letters(name) for name in facts.asked_by)),
)


def check_single_question(headings: Sequence[Heading], lines: Sequence[PrintedLine]) -> tuple[Finding, ...]:
    """A finding when a document holds several questions, or answers to several, as a bulletin does."""
    for kind in ("question", "answer"):
        numbered = [heading for heading in headings if heading.kind == kind and heading.facts.number is not None]
        others = [heading for heading in numbered if heading.facts.number != numbered[0].facts.number]
        if others:
            numbers = ", ".join(dict.fromkeys(f"nr. {heading.facts.number}" for heading in numbered))
            message = f"several questions in one document ({numbers}): its grants carry no number, date or names of one"
            return (_finding("several_questions", others[0], lines, message),)
    return ()


def check_headings_agree(headings: Sequence[Heading], lines: Sequence[PrintedLine]) -> tuple[Finding, ...]:
    """A finding for each fact in which a later heading contradicts the question's header block, which is believed."""
    findings = []
    for name, fact in _FACTS:
        told = [(heading, fact(heading.facts)) for heading in headings if fact(heading.facts)]
        other = next((heading for heading, value in told if value != told[0][1]), None)
        if other is not None:
            message = f"the headings give two different values for the question's {name}; the first one is kept"
            findings.append(_finding("heading_contradiction", other, lines, message))
    return tuple(findings)


def _finding(code: str, heading: Heading, lines: Sequence[PrintedLine], message: str) -> Finding:
    first = lines[heading.start]
    printed = " / ".join(line.text for line in lines[heading.start : heading.end])
    return Finding(code, "warning", first.page, to_place(first.page, first.box), printed, message)
