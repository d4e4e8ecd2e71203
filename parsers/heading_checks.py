"""Do the headings of a question and of its answer say the same?"""

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
