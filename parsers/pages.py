"""PDF bytes -> pages: words with fonts and boxes, ruling lines, and what is only page furniture.

All places count from the top left corner of what is displayed, so that `/Rotate` needs no care after this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.bands import find_bands
from parsers.furniture import find_furniture
from parsers.geometry import is_inside, to_lines
from parsers.page_marks import PageMarks
from parsers.page_readings import read_all_marks
from parsers.page_rules import find_rules
from parsers.page_second import UnreadPage
from schemas.pages import Box, Page, Rule, TextLine, Word


class DamagedPdf(ValueError):
    """The file opens as a PDF, but its pages can't be read."""


def read_pages(content: bytes) -> tuple[Page, ...]:
    """All pages of a PDF, in order; words of running headers and footers stand apart in `furniture`.

    Raises DamagedPdf, with the remedy, for a file whose pages can't be read.
    """
    try:
        return _without_furniture([_to_shown(marks) for marks in read_all_marks(content)])
    except UnreadPage as why:
        raise DamagedPdf(f"the PDF is damaged ({why}); fetch the document again") from why


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is displayed of one page, before furniture is told from text."""

    marks: PageMarks
    width: float
    height: float
    sheet: Box
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    lines: tuple[TextLine, ...]


def _to_shown(marks: PageMarks) -> _Shown:
    """Places count from the corner of the crop box: some programs put a page's origin elsewhere."""
    shown = marks.shown
    inside = tuple(word for word in marks.words if is_inside(word.box, shown))
    words = inside if shown.x0 == shown.top == 0 else tuple(_from_corner(word, shown) for word in inside)
    rules = tuple(Rule(_move(rule.box, shown), rule.horizontal) for rule in find_rules(marks.shapes))
    width, height = shown.x1 - shown.x0, shown.bottom - shown.top
    return _Shown(marks, width, height, _move(marks.sheet, shown), words, rules, to_lines(words, marks.number))


def _from_corner(word: Word, shown: Box) -> Word:
    return Word(word.text, _move(word.box, shown), word.font, word.size, word.bold)


def _move(box: Box, shown: Box) -> Box:
    left, top = shown.x0, shown.top
    return Box(box.x0 - left, box.top - top, box.x1 - left, box.bottom - top)


def _without_furniture(shown: Sequence[_Shown]) -> tuple[Page, ...]:
    furniture = find_furniture([(page.lines, page.height, page.rules) for page in shown])
    return tuple(_to_page(page, lines) for page, lines in zip(shown, furniture, strict=True))


def _to_page(shown: _Shown, furniture: frozenset[TextLine]) -> Page:
    kept = tuple(line for line in shown.lines if line not in furniture)
    outside = tuple(word for line in shown.lines if line in furniture for word in line.words)
    apart = set(outside)
    words = tuple(word for word in shown.words if word not in apart)
    return Page(
        shown.marks.number,
        shown.width,
        shown.height,
        shown.marks.rotation,
        words,
        kept,
        shown.rules,
        outside,
        bool(shown.words),
        shown.marks.has_picture,
        shown.sheet,
        bands=tuple(_move(band, shown.marks.shown) for band in find_bands(shown.marks.shapes)),
    )
