"""A document that holds several questions, as a bulletin does: the pages of each, cut where the next one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.geometry import to_lines
from parsers.heading_words import read_heading_words
from parsers.headings import Heading, find_headings
from parsers.lines import PrintedLine, to_printed_lines
from parsers.report import to_finding
from schemas.findings import Finding
from schemas.pages import Page
from schemas.questions import Outline

Place = tuple[int, float]
"""A page (from 1) and how far below its top something begins (points)."""


def split_questions(pages: Sequence[Page], language: str = "nl") -> tuple[tuple[Page, ...], ...]:
    """The pages of each question with its answer; all pages together where there is one question, or none.

    A question begins at its header block, or at the heading of its answer where only answers are printed, as soon as
    the heading names another question than the one before. What stands above the first belongs to the first.
    """
    lines = to_printed_lines(pages, ())
    starts = _find_starts(find_headings(lines, read_heading_words(language)), lines)
    if len(starts) < 2:
        return (tuple(pages),)
    ends = (*starts[1:], (pages[-1].number + 1, 0.0))
    return tuple(_between(pages, start, end) for start, end in zip(((0, 0.0), *starts[1:]), ends, strict=True))


def _find_starts(headings: Sequence[Heading], lines: Sequence[PrintedLine]) -> list[Place]:
    starts: list[Place] = []
    last: Heading | None = None
    for heading in headings:
        if heading.kind == "annex" or heading.facts.number is None:
            continue
        if last is None or _is_another(heading, last):
            first = lines[heading.start]
            starts.append((first.page, first.box.top))
            last = heading
    return starts


def _is_another(heading: Heading, last: Heading) -> bool:
    """Another number; or a header block with the same number, of another day: each minister counts from 1."""
    if heading.facts.number != last.facts.number:
        return True
    days = {facts.asked_on for facts in (heading.facts, last.facts)} - {None}
    return heading.kind == "question" and len(days) > 1


def _between(pages: Sequence[Page], start: Place, end: Place) -> tuple[Page, ...]:
    """The pages from one place to another, without what stands above or below it."""
    inside = (page for page in pages if start[0] <= page.number and (page.number, 0.0) < end)
    cut = (_cut(page, start, end) if page.number in (start[0], end[0]) else page for page in inside)
    return tuple(page for page in cut if page.words or page.number not in (start[0], end[0]))


def _cut(page: Page, start: Place, end: Place) -> Page:
    lines = [line for line in page.lines if start <= (line.page, line.box.top) < end]
    top = start[1] if page.number == start[0] else 0.0
    bottom = end[1] if page.number == end[0] else page.height
    words = tuple(word for line in lines for word in line.words)
    rules = tuple(rule for rule in page.rules if top <= (rule.box.top + rule.box.bottom) / 2 <= bottom)
    return replace(page, words=words, lines=to_lines(words, page.number), rules=rules, has_text=bool(words))


def with_minister(outline: Outline, minister: str | None) -> Outline:
    """The outline with this minister, where its own headings name none."""
    if outline.question.minister is not None or minister is None:
        return outline
    return replace(outline, question=replace(outline.question, minister=minister))


def check_several(outlines: Sequence[Outline]) -> tuple[Finding, ...]:
    """A finding where a document holds several questions: what is said of the document is true of none of them."""
    if len(outlines) < 2:
        return ()
    numbers = ", ".join(f"nr. {outline.question.number}" for outline in outlines)
    first = outlines[1].sections[0] if outlines[1].sections else None
    message = f"{len(outlines)} questions in one document ({numbers}): each grant carries what its own question says"
    finding = to_finding("several_questions", message)
    return (replace(finding, page=first.page if first else None),)
