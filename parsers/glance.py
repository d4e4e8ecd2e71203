"""A glance at a PDF, some milliseconds a page: is it an answer by itself, what does it say, can its text be trusted?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from parsers.annex_pointers import points_at_annex
from parsers.heading_words import read_heading_words
from parsers.headings import is_answer_line, is_question_line
from parsers.lines import to_printed_line
from parsers.scans.layers import is_picture, is_suspicious
from schemas.pages import Box, TextLine, Word

_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
_BROKEN_WORD = re.compile("[\x02\ufffe]\\s*")  # pdfium's mark for a hyphen that ends a line
_HARDLY_ANY = 5  # words


@dataclass(frozen=True, slots=True)
class PageGlance:
    """A page's text as pdfium gives it, and whether the page may show more than that, or something else."""

    text: str
    is_doubtful: bool


def glance_at_pages(content: bytes) -> tuple[PageGlance, ...]:
    """The text of each page. A page is doubtful where it is a picture, or its text is hardly any or strange.

    Raises pypdfium2's PdfiumError for what is no PDF.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        return tuple(_glance_at_page(sheet) for sheet in pdf)


def _glance_at_page(sheet: Any) -> PageGlance:
    text = _BROKEN_WORD.sub("", sheet.get_textpage().get_text_bounded())
    words = _to_line(text).words
    if len(words) < _HARDLY_ANY:
        return PageGlance(text, next(sheet.get_objects(), None) is not None)
    return PageGlance(text, is_suspicious(words) or is_picture(sheet))


def glance_at(content: bytes, language: str = "nl") -> tuple[bool, bool, bool]:
    """Whether the PDF has text, a heading of a question or answer, and a sentence that points at an annex.

    Raises pypdfium2's PdfiumError for what is no PDF.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    return bool(text.strip()), has_heading(text, language), points_at_annex(text)


def has_heading(text: str, language: str = "nl") -> bool:
    """Whether one of a text's lines is the heading of a question or an answer."""
    words = read_heading_words(language)
    lines = (to_printed_line(_to_line(line)) for line in text.splitlines() if line.strip())
    return any(line.text and (is_question_line(line, words) or is_answer_line(line, words)) for line in lines)


def _to_line(text: str) -> TextLine:
    return TextLine(tuple(Word(word, _NOWHERE, "", 0.0, False) for word in text.split()), _NOWHERE, 1)
