"""One sentence over several captioned tables (`In 2021 werden projecten gesubsidieerd, per provincie:`): it tells of
each of them."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.dates import find_years
from parsers.geometry import line_text
from parsers.sections import find_answer_item, find_section
from parsers.tables.context import find_leading_lines, find_year, to_sentences
from parsers.vocabulary import fold
from parsers.year_guards import names_open_period
from schemas.pages import Page
from schemas.questions import Outline
from schemas.tables import Table

_MOST_WORDS = 8  # of a caption
_ENDS = (".", ":", "?", "!", ";")


def find_shared_year(table: Table, tables: Sequence[Table], pages: Sequence[Page], outline: Outline) -> int | None:
    """The year of the sentence that ends in a colon over the first of several tables with the same columns.

    A caption without a year stands over each of them, the first too, and nothing else stands between them.
    """
    above = [other for other in tables if other is table or _start(other) < _start(table)]
    for at in sorted(above, key=_start, reverse=True):
        if _place(at, outline) != _place(table, outline) or _headers(at) != _headers(table):
            return None
        section = find_section(outline, *_start(at))
        sentences = to_sentences(find_leading_lines(at, tables, pages, section))
        if not sentences or not _is_caption(sentences[-1]):
            return None
        if len(sentences) > 1:
            leads = at is not table and sentences[-2].endswith(":")
            return find_year(sentences[-2:]) if leads and not names_open_period(sentences[-2]) else None
    return None


def _is_caption(text: str) -> bool:
    """A few words that end no sentence and tell no time of their own."""
    few = len(text.split()) <= _MOST_WORDS and not text.endswith(_ENDS)
    return few and text[:1].isupper() and not find_years(text) and not names_open_period(text)


def _start(table: Table) -> tuple[int, float]:
    page, box = table.parts[0]
    return page, box.top


def _place(table: Table, outline: Outline) -> tuple[str, str | None]:
    section = find_section(outline, *_start(table))
    item = find_answer_item(outline.answer, *_start(table))
    return section.kind, item.label if item else None


def _headers(table: Table) -> list[list[str]]:
    rows = table.rows[: table.header_rows]
    return [[fold(" ".join(map(line_text, cell.lines))) for cell in row.cells] for row in rows]
