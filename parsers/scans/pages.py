"""Pages that are pictures take their place among the others, recognised; or say why they were not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from parsers.furniture import find_furniture
from parsers.geometry import to_lines
from parsers.lexicon import find_frequency
from parsers.scans.layers import find_scans
from parsers.scans.quotes import prefers_straight, to_one_kind
from parsers.scans.recognise import recognise_page
from parsers.scans.tesseract import RecognitionFailed, Tesseract
from schemas.pages import Page, TextLine

Recognition = Tesseract | str
"""The program to use, or why there is none and what to do."""

_TOKEN = re.compile(r"[^\W\d_]{3,}|\d+")
_FEWEST_KNOWN = 4  # words or numbers of a page; a title page or the end of a letter has more
_LEAST_KNOWN = 0.2  # of all; a page of nothing but names, dates and amounts has 0.4
_FAINT = (
    "the page is a picture of which next to no words were recognised (faint or blurred?); look at it, or scan it anew"
)
_BLANK = "the page is a picture in which no text was recognised; look at it"


def read_scans(content: bytes, pages: Sequence[Page], find_recognition: Callable[[], Recognition]) -> tuple[Page, ...]:
    """The pages of a PDF, those that are pictures (or whose text is worth nothing) recognised.

    The program is looked for only when a page needs it. A page that could not be recognised has no words.
    """
    scans = find_scans(content, pages)
    if not scans:
        return tuple(pages)
    program = find_recognition()
    read = [_read_scan(content, page, program) if page.number in scans else page for page in pages]
    return _set_furniture_apart(_with_one_kind_of_quote(read))


def _read_scan(content: bytes, page: Page, program: Recognition) -> Page:
    empty = replace(page, words=(), lines=(), furniture=(), rules=(), has_text=False)
    if isinstance(program, str):
        return replace(empty, unread=f"the page is a picture, or its text is not what it shows; {program}")
    try:
        found = recognise_page(program, content, page.number)
    except RecognitionFailed as why:
        return replace(empty, unread=f"text recognition failed ({why}); look at the page")
    sized = replace(empty, width=found.width, height=found.height, sheet=None, recognised=True)
    if not found.words:
        return replace(sized, unread=_BLANK)
    lines = to_lines(found.words, page.number)
    unread = None if is_understood(word.text for word in found.words) else _FAINT
    return replace(sized, words=found.words, lines=lines, rules=found.rules, has_text=True, unread=unread)


def is_understood(texts: Iterable[str]) -> bool:
    """Whether recognition made something of a page: some known words or numbers, and no mere noise between them. A
    lone number is the page's own."""
    tokens: list[str] = [token for text in texts for token in _TOKEN.findall(text.lower())]
    known = sum(token.isdigit() or find_frequency(token) > 0 for token in tokens)
    is_page_number = len(tokens) == 1 and tokens[0].isdigit()
    return is_page_number or (known >= _FEWEST_KNOWN and known >= _LEAST_KNOWN * len(tokens))


def _with_one_kind_of_quote(pages: Sequence[Page]) -> list[Page]:
    """The recognised pages with the quotes that most of their words have, straight or curly."""
    straight = prefers_straight(word.text for page in pages if page.recognised for word in page.words)
    return [_with_quotes(page, straight) if page.recognised else page for page in pages]


def _with_quotes(page: Page, straight: bool) -> Page:
    words = tuple(replace(word, text=to_one_kind(word.text, straight)) for word in page.words)
    return replace(page, words=words, lines=to_lines(words, page.number))


def _set_furniture_apart(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Running headers and footers anew: those of recognised pages were not there to be compared."""
    lines = [to_lines((*page.words, *page.furniture), page.number) for page in pages]
    furniture = find_furniture([(own, page.height, page.rules) for own, page in zip(lines, pages, strict=True)])
    return tuple(_to_page(*parts) for parts in zip(pages, lines, furniture, strict=True))


def _to_page(page: Page, lines: Sequence[TextLine], furniture: frozenset[TextLine]) -> Page:
    outside = tuple(word for line in lines if line in furniture for word in line.words)
    return replace(
        page,
        words=tuple(word for word in (*page.words, *page.furniture) if word not in outside),
        lines=tuple(line for line in lines if line not in furniture),
        furniture=outside,
    )
