"""Amounts in the answer's running text, which no table reader reads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.amounts import find_amounts
from parsers.geometry import is_inside, line_text
from parsers.report import to_finding
from parsers.sections import find_section
from parsers.vocabulary import fold, load_words
from schemas.findings import Finding
from schemas.pages import Page, TextLine
from schemas.questions import Outline
from schemas.tables import Table


def check_prose(outline: Outline, tables: Sequence[Table], pages: Sequence[Page]) -> list[Finding]:
    """One finding a line of the answer's text that prints an amount in a sentence about granting money.

    Sentences are not read as grants; so that a grant told in words is not lost in silence, its place is reported.
    """
    prose = [[line for line in page.lines if _is_prose(line, outline, tables)] for page in pages]
    return [
        to_finding("prose_amounts_unread", _MESSAGE, (line.page, line.box), text)
        for lines in prose
        for line, text in _sentence_lines(lines)
        if find_amounts(line_text(line)) and _tells_of_grants(text)
    ]


_MESSAGE = "an amount in running text, in a sentence about granted money; read it on the page"


def _sentence_lines(lines: Sequence[TextLine]) -> list[tuple[TextLine, str]]:
    """Each line with its neighbours, because a sentence takes two or three lines."""
    texts = [line_text(line) for line in lines]
    return [(line, " ".join(texts[max(0, i - 1) : i + 2])) for i, line in enumerate(lines)]


def _tells_of_grants(text: str) -> bool:
    folded = fold(text)
    return any(re.search(rf"\b{re.escape(fold(row['words']))}", folded) for row in load_words("grant_words"))


def _is_prose(line: TextLine, outline: Outline, tables: Sequence[Table]) -> bool:
    in_table = any(page == line.page and is_inside(line.box, box) for table in tables for page, box in table.parts)
    return not in_table and find_section(outline, line.page, line.box.top).kind != "question"
