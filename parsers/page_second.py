"""The second reading of a page, by pdfplumber: slower by far, and asked where the first is in doubt."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from parsers.page_marks import PageMarks, Shape
from parsers.page_words import is_bold
from parsers.turned_words import TurnedLetter, lay_flat
from schemas.pages import Box, Word

_QUARTER = 0.1  # of the climb: text that advances more is not turned by a quarter


class UnreadPage(ValueError):
    """A page that can't be read; the text says why."""


def read_second(content: bytes, numbers: Sequence[int]) -> dict[int, PageMarks]:
    """The marks of some pages (counted from 1). Raises UnreadPage where pdfplumber can't read them."""
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        return {marks.number: marks for marks in _read_pages(content, numbers)}
    except PdfminerException as why:
        raise UnreadPage(str(why)) from why


def _read_pages(content: bytes, numbers: Sequence[int]) -> Iterator[PageMarks]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content), pages=list(numbers)) as pdf:
        for page in pdf.pages:
            yield _read_page(page)
            page.close()  # without it memory grows by a megabyte a page


def _read_page(page: Any) -> PageMarks:
    """pdfplumber counts from the page's top left corner as displayed, so that `/Rotate` needs no care here."""
    return PageMarks(
        int(page.page_number),
        int(page.rotation or 0),
        Box(*map(float, page.cropbox)),
        Box(*map(float, page.mediabox)),
        _read_words(page),
        tuple(_read_shapes(page)),
        bool(page.images),
    )


def _read_words(page: Any) -> tuple[Word, ...]:
    alone = _without_shadows(page)
    turned = [char for char in alone.chars if _is_turned(char)]
    upright = alone.filter(lambda item: not (item["object_type"] == "char" and _is_turned(item))) if turned else alone
    found = upright.extract_words(
        x_tolerance_ratio=0.18, y_tolerance=2, keep_blank_chars=False, extra_attrs=["fontname", "size"]
    )
    words = tuple(_to_word(word) for word in found if word["text"].strip())
    return (*words, *lay_flat([_to_turned(char) for char in turned], words)) if turned else words


def _is_turned(char: dict[str, Any]) -> bool:
    """By a quarter, to the left or right: its line climbs (or falls) and does not advance."""
    along, climb = char["matrix"][:2]
    return bool(abs(along) < _QUARTER * abs(climb))


def _to_turned(char: dict[str, Any]) -> TurnedLetter:
    return TurnedLetter(str(char["text"]), _to_box(char), str(char["fontname"]), char["matrix"][1] > 0)


def _without_shadows(page: Any) -> Any:
    """The page with each character once, where some stand twice: a way to print bold letters. Costly, so only then."""
    places = {(char["text"], round(char["x0"]), round(char["top"])) for char in page.chars}
    return page if len(places) == len(page.chars) else page.dedupe_chars(tolerance=0.5)


def _to_word(found: dict[str, Any]) -> Word:
    font = str(found["fontname"])
    return Word(str(found["text"]), _to_box(found), font, round(float(found["size"]), 3), is_bold(font))


def _to_box(found: dict[str, Any]) -> Box:
    return Box(float(found["x0"]), float(found["top"]), float(found["x1"]), float(found["bottom"]))


def _read_shapes(page: Any) -> Iterator[Shape]:
    for shape in (*page.lines, *page.rects, *page.curves):
        white_stroke, white_fill = _is_white(shape, "stroking_color"), _is_white(shape, "non_stroking_color")
        stroked, filled = bool(shape.get("stroke")), bool(shape.get("fill"))
        if stroked or filled:
            yield Shape(shape["object_type"], _to_box(shape), stroked, filled, white_stroke, white_fill)


def _is_white(shape: dict[str, Any], which: str) -> bool:
    colour = shape.get(which)
    parts = colour if isinstance(colour, (list, tuple)) else (colour,)
    numbers = [part for part in parts if isinstance(part, (int, float))]
    if len(numbers) == 4:  # CMYK: no ink at all
        return not any(numbers)
    return bool(numbers) and min(numbers) >= 0.99
