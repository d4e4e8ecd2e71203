"""PDF bytes -> pages: words with fonts and boxes, ruling lines, and what is only page furniture.

pdfplumber counts from the page's top left corner as displayed, so that `/Rotate` needs no care here.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from parsers.furniture import find_furniture
from parsers.geometry import is_inside, to_lines
from schemas.pages import Box, Page, Rule, TextLine, Word

_THIN = 3.0  # points; a filled rectangle lower than this is a printed line, not a shaded area
_SHORTEST_RULE = 4.0  # points; shorter strokes are glyph parts, bullets and underlined single letters


def read_pages(content: bytes) -> tuple[Page, ...]:
    """All pages of a PDF, in order; words of running headers and footers stand apart in `furniture`.

    Raises DamagedPdf, with the remedy, for a file whose pages can't be read.
    """
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        return _without_furniture(_read_raw_pages(content))
    except PdfminerException as why:
        raise DamagedPdf(f"the PDF is damaged ({why}); fetch the document again") from why


def _read_raw_pages(content: bytes) -> list[_RawPage]:
    import pdfplumber

    raw = []
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            raw.append(_RawPage(page))
            page.close()  # without it memory grows by a megabyte a page
    return raw


class DamagedPdf(ValueError):
    """The file opens as a PDF, but its pages can't be read."""


class _RawPage:
    """What pdfplumber sees on one page, as our own nouns."""

    def __init__(self, page: Any) -> None:
        self.number = int(page.page_number)
        shown = page.cropbox
        self.width, self.height = float(shown[2] - shown[0]), float(shown[3] - shown[1])
        self.rotation = int(page.rotation or 0)
        corner = (float(shown[0]), float(shown[1]))
        self.sheet = _from_corner(Box(*map(float, page.mediabox)), corner)
        words = (replace(word, box=_from_corner(word.box, corner)) for word in _read_words(page))
        self.words = tuple(word for word in words if is_inside(word.box, Box(0, 0, self.width, self.height)))
        self.rules = tuple(replace(rule, box=_from_corner(rule.box, corner)) for rule in _read_rules(page))
        self.lines = to_lines(self.words, self.number)
        self.has_picture = bool(page.images)


def _from_corner(box: Box, corner: tuple[float, float]) -> Box:
    """Counted from the corner of what is displayed (the crop box): some programs put a page's origin elsewhere."""
    left, top = corner
    return Box(box.x0 - left, box.top - top, box.x1 - left, box.bottom - top)


def _read_words(page: Any) -> tuple[Word, ...]:
    found = _without_shadows(page).extract_words(
        x_tolerance_ratio=0.18, y_tolerance=2, keep_blank_chars=False, extra_attrs=["fontname", "size"]
    )
    return tuple(_to_word(word) for word in found if word["text"].strip())


def _without_shadows(page: Any) -> Any:
    """The page with each character once, where some stand twice: a way to print bold letters. Costly, so only then."""
    places = {(char["text"], round(char["x0"]), round(char["top"])) for char in page.chars}
    return page if len(places) == len(page.chars) else page.dedupe_chars(tolerance=0.5)


def _to_word(found: dict[str, Any]) -> Word:
    font = str(found["fontname"])
    box = Box(float(found["x0"]), float(found["top"]), float(found["x1"]), float(found["bottom"]))
    bold = any(mark in font.lower() for mark in ("bold", "black", "heavy", "semibold"))
    return Word(str(found["text"]), box, font, float(found["size"]), bold)


def _read_rules(page: Any) -> tuple[Rule, ...]:
    """Stroked lines, the sides of stroked rectangles, and filled areas so thin that a reader sees a line.

    White ones are left out: word processors print white borders where a reader sees none.
    """
    rules = {
        _to_rule(line, line["width"] >= line["height"]) for line in page.lines if not _is_white(line, "stroking_color")
    }
    for shape in (*page.rects, *page.curves):
        rules.update(_rules_of_shape(shape))
    long_enough = (r for r in rules if max(r.box.x1 - r.box.x0, r.box.bottom - r.box.top) >= _SHORTEST_RULE)
    return tuple(sorted(long_enough, key=lambda rule: (rule.box.top, rule.box.x0)))


def _rules_of_shape(shape: dict[str, Any]) -> set[Rule]:
    if shape.get("stroke") and shape["object_type"] == "rect" and not _is_white(shape, "stroking_color"):
        return _sides(shape)
    thin = min(shape["width"], shape["height"]) <= _THIN
    colour = "stroking_color" if shape.get("stroke") else "non_stroking_color"
    if thin and (shape.get("fill") or shape.get("stroke")) and not _is_white(shape, colour):
        return {_to_rule(shape, shape["width"] >= shape["height"])}
    return set()


def _sides(rect: dict[str, Any]) -> set[Rule]:
    x0, top, x1, bottom = (float(rect[key]) for key in ("x0", "top", "x1", "bottom"))
    return {
        Rule(Box(x0, top, x1, top), True),
        Rule(Box(x0, bottom, x1, bottom), True),
        Rule(Box(x0, top, x0, bottom), False),
        Rule(Box(x1, top, x1, bottom), False),
    }


def _is_white(shape: dict[str, Any], which: str) -> bool:
    colour = shape.get(which)
    parts = colour if isinstance(colour, (list, tuple)) else (colour,)
    numbers = [part for part in parts if isinstance(part, (int, float))]
    if len(numbers) == 4:  # CMYK: no ink at all
        return not any(numbers)
    return bool(numbers) and min(numbers) >= 0.99


def _to_rule(shape: dict[str, Any], horizontal: bool) -> Rule:
    x0, top, x1, bottom = (float(shape[key]) for key in ("x0", "top", "x1", "bottom"))
    if horizontal:
        return Rule(Box(x0, (top + bottom) / 2, x1, (top + bottom) / 2), True)
    return Rule(Box((x0 + x1) / 2, top, (x0 + x1) / 2, bottom), False)


def _without_furniture(raw: Sequence[_RawPage]) -> tuple[Page, ...]:
    furniture = find_furniture([(page.lines, page.height, page.rules) for page in raw])
    return tuple(_to_page(page, lines) for page, lines in zip(raw, furniture, strict=True))


def _to_page(raw: _RawPage, furniture: frozenset[TextLine]) -> Page:
    kept = tuple(line for line in raw.lines if line not in furniture)
    outside = tuple(word for line in raw.lines if line in furniture for word in line.words)
    words = tuple(word for word in raw.words if word not in outside)
    return Page(
        raw.number,
        raw.width,
        raw.height,
        raw.rotation,
        words,
        kept,
        raw.rules,
        outside,
        bool(raw.words),
        raw.has_picture,
        raw.sheet,
    )
