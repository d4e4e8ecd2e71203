"""Pages of two text columns -> a page for each column, so that everything behind reads them in reading order.

Old bulletins print question and answer in two columns; a heading or a table may run over both. Such a page is cut into
bands from top to bottom, and a band of columns gives two pages, the left one first. Both have the same left side, so
that a table goes on from one column to the next as it does from page to page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.geometry import line_text, to_lines
from parsers.gutter_evidence import Band, Gutter, find_bands, find_gutter, find_known_gutter
from parsers.table_blocks import Blocks, find_blocks
from schemas.pages import Box, Page, Rule, Word

_TOUCH = 4.0  # points: a shorter piece of a rule is only its end

_PAGE_NUMBER = re.compile(r"[-–—]?\s*\d{1,5}\s*[-–—]?")
_FOOT_GAP = 6.0  # points


@dataclass(frozen=True, slots=True)
class Origin:
    """The page of the document on which a page was printed, and how far it was moved to the left (whole points)."""

    page: int
    moved: int


@dataclass(frozen=True, slots=True)
class Unfolded:
    """Pages in reading order, numbered anew, with the origin of each; the document's own pages where none is cut."""

    pages: tuple[Page, ...]
    origins: tuple[Origin, ...]

    @property
    def is_cut(self) -> bool:
        return any(origin != Origin(at, 0) for at, origin in enumerate(self.origins, 1))


def unfold(pages: Sequence[Page]) -> Unfolded:
    """Cut the pages that print two columns of text; the others stay as they are, but for their numbers."""
    sure = {page.number: gutter for page in pages if (gutter := find_gutter(page)) is not None}
    blocks = find_blocks(pages)
    if not sure and not blocks:
        return Unfolded(tuple(pages), tuple(Origin(page.number, 0) for page in pages))
    gutters = {page.number: find_known_gutter(page, sure) if sure else None for page in pages}
    cut = [
        part
        for page in pages
        for part in (
            _cut_blocks(page, blocks[page.number])
            if page.number in blocks and gutters[page.number] is None
            else _cut(page, gutters[page.number])
        )
    ]
    numbered = tuple(_renumber(page, number) for number, (page, _) in enumerate(cut, 1))
    return Unfolded(numbered, tuple(origin for _, origin in cut))


def _cut(page: Page, gutter: Gutter | None) -> Iterator[tuple[Page, Origin]]:
    """The page's parts in reading order; what runs with the page (its furniture) stays with the first one."""
    page = _without_page_number(page) if gutter else page
    parts = [part for band in find_bands(page, gutter) for part in _parts(page, band, gutter)] if gutter else []
    if not any(moved or part.width < page.width for part, moved in parts):
        yield page, Origin(page.number, 0)
        return
    for at, (part, moved) in enumerate(parts):
        yield part if not at else replace(part, furniture=()), Origin(page.number, moved)


def _without_page_number(page: Page) -> Page:
    """A lone number between the columns at the foot, `- 1311 -`, belongs to neither; one page alone can't show that
    it runs."""
    if len(page.lines) < 2:
        return page
    *_, above, last = sorted(page.lines, key=lambda line: line.box.bottom)
    if not _PAGE_NUMBER.fullmatch(line_text(last)) or last.box.top < above.box.bottom + _FOOT_GAP:
        return page
    words = tuple(word for word in page.words if word not in last.words)
    lines = tuple(line for line in page.lines if line is not last)
    return replace(page, words=words, lines=lines, furniture=(*page.furniture, *last.words))


def _cut_blocks(page: Page, blocks: Blocks) -> Iterator[tuple[Page, Origin]]:
    """What stands above tables side by side, each of them from left to right, and what stands below."""
    sides = (0.0, *blocks.sides, page.width)
    boxes = [
        (Box(0.0, 0.0, page.width, blocks.top), 0),
        *(
            (Box(x0, blocks.top, x1, min(blocks.bottom, page.height)), round(start - blocks.starts[0]))
            for start, (x0, x1) in zip(blocks.starts, pairwise(sides), strict=True)
        ),
        (Box(0.0, blocks.bottom, page.width, page.height), 0),
    ]
    parts = [
        (_part(_clip(page, box), box, moved), moved, 0 < at <= len(sides) - 1) for at, (box, moved) in enumerate(boxes)
    ]
    beside = 0
    for at, (part, moved, is_block) in enumerate(part for part in parts if part[0].words):
        part = replace(part, beside=beside) if is_block else part
        beside += is_block
        yield part if not at else replace(part, furniture=()), Origin(page.number, moved)


def _clip(page: Page, box: Box) -> Page:
    """The page with its rules and shaded areas cut where the box ends: they may run over several blocks."""
    rules = (Rule(cut, rule.horizontal) for rule in page.rules if (cut := _cut_to(rule.box, box)) is not None)
    bands = (cut for band in page.bands if (cut := _cut_to(band, box)) is not None)
    return replace(page, rules=tuple(rules), bands=tuple(bands))


def _cut_to(box: Box, outer: Box) -> Box | None:
    """What of a box lies inside another, unless it only touches it; a rule between two lies in both."""
    x0, x1 = max(box.x0, outer.x0), min(box.x1, outer.x1)
    top, bottom = max(box.top, outer.top), min(box.bottom, outer.bottom)
    inside = x1 >= x0 and bottom >= top and max(x1 - x0, bottom - top) >= _TOUCH
    return Box(x0, top, x1, bottom) if inside else None


def _parts(page: Page, band: Band, gutter: Gutter) -> Iterator[tuple[Page, int]]:
    if not band.in_columns:
        yield _part(page, Box(0.0, band.top, page.width, band.bottom), 0), 0
        return
    left = Box(0.0, band.top, gutter.x, band.bottom)
    right = Box(gutter.x, band.top, page.width, band.bottom)
    for box, moved in ((left, 0), (right, round(gutter.right - gutter.left))):
        part = _part(page, box, moved)
        if part.words:
            yield part, moved


def _part(page: Page, box: Box, moved: int) -> Page:
    """What stands in `box`, moved to the left; heights stay as they are."""
    words = tuple(_move_word(word, moved) for word in page.words if _begins_in(word.box, box))
    rules = tuple(_move_rule(rule, moved) for rule in page.rules if _begins_in(rule.box, box))
    bands = tuple(_move(band, moved) for band in page.bands if _begins_in(band, box))
    sheet = _move(page.sheet or Box(0.0, 0.0, page.width, page.height), moved)
    width = box.x1 - moved
    lines = to_lines(words, page.number)
    return replace(page, width=width, words=words, lines=lines, rules=rules, sheet=sheet, bands=bands)


def _begins_in(box: Box, outer: Box) -> bool:
    y = (box.top + box.bottom) / 2
    return outer.x0 <= box.x0 < outer.x1 and outer.top <= y < outer.bottom


def _move(box: Box, moved: int) -> Box:
    return replace(box, x0=box.x0 - moved, x1=box.x1 - moved)


def _move_word(word: Word, moved: int) -> Word:
    return replace(word, box=_move(word.box, moved))


def _move_rule(rule: Rule, moved: int) -> Rule:
    return replace(rule, box=_move(rule.box, moved))


def _renumber(page: Page, number: int) -> Page:
    return replace(page, number=number, lines=tuple(replace(line, page=number) for line in page.lines))
