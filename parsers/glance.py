"""A glance at a PDF: is it an answer by itself, and does it point at an annex?"""

from __future__ import annotations

from parsers.annex_pointers import points_at_annex
from parsers.heading_words import read_heading_words
from parsers.headings import is_answer_line, is_question_line
from parsers.lines import to_printed_line
from schemas.pages import Box, TextLine, Word

_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


def glance_at(content: bytes, language: str = "nl") -> tuple[bool, bool, bool]:
    """Whether the PDF has text, a heading of a question or answer, and a sentence that points at an annex.

    Raises pypdfium2's PdfiumError for what is no PDF.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    words = read_heading_words(language)
    lines = [to_printed_line(_to_line(line)) for line in text.splitlines() if line.strip()]
    headed = any(line.text and (is_question_line(line, words) or is_answer_line(line, words)) for line in lines)
    return bool(lines), headed, points_at_annex(text)


def _to_line(text: str) -> TextLine:
    return TextLine(tuple(Word(word, _NOWHERE, "", 0.0, False) for word in text.split()), _NOWHERE, 1)
