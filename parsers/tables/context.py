"""The text that leads to a table: its unit and its year, where it declares them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from parsers.dates import find_only_year, find_years
from parsers.geometry import line_text
from parsers.sections import find_answer_item, find_section
from parsers.units import find_unit
from parsers.vocabulary import fold, load_words
from parsers.year_guards import names_open_period, without_guarded_years
from schemas.pages import Box, Page, TextLine
from schemas.questions import Outline, Section
from schemas.rows import TablePlace
from schemas.tables import Table

_MOST_LINES = 12


def read_place(table: Table, tables: Sequence[Table], pages: Sequence[Page], outline: Outline) -> TablePlace:
    """Section, answer item and leading text of a table. Two different units in that text count as none declared."""
    page, box = table.parts[0]
    section = find_section(outline, page, box.top)
    item = find_answer_item(outline.answer, page, box.top) if section.kind == "answer" else None
    sentences = to_sentences(find_leading_lines(table, tables, pages, section))
    return TablePlace(
        section=section.kind,
        answer_item=item.label if item else None,
        sentence=" ".join(sentences[-2:]),
        factor=_find_factor(sentences),
        year=find_year(sentences),
    )


def _find_factor(sentences: Sequence[str]) -> Decimal | None:
    """The unit that the last sentence declares, or else the one before (a caption may stand between)."""
    for sentence in reversed(sentences[-2:]):
        factor = find_unit(sentence)
        if factor is not None:
            return factor
    return None


def find_leading_lines(
    table: Table, tables: Sequence[Table], pages: Sequence[Page], section: Section
) -> list[TextLine]:
    """The lines between the table and what stands above it in its section (another table, the section's start)."""
    page, box = table.parts[0]
    end = (page, box.top)
    ends = [(p, b.bottom) for other in tables if other is not table for p, b in other.parts if (p, b.bottom) <= end]
    start = max([(section.page, section.top), *ends])
    lines = [line for p in pages for line in p.lines if start <= (line.page, line.box.top) and _before(line, end)]
    return [line for line in lines if not _inside_any(line, tables)][-_MOST_LINES:]


def _before(line: TextLine, end: tuple[int, float]) -> bool:
    return (line.page, (line.box.top + line.box.bottom) / 2) < end


def _inside_any(line: TextLine, tables: Sequence[Table]) -> bool:
    return any(p == line.page and _inside(line, b) for table in tables for p, b in table.parts)


def _inside(line: TextLine, box: Box) -> bool:
    y = (line.box.top + line.box.bottom) / 2
    return box.top <= y <= box.bottom and line.box.x1 > box.x0 and line.box.x0 < box.x1


def to_sentences(lines: Sequence[TextLine]) -> list[str]:
    """Rough sentences: cut behind full stops and colons that end a word of letters and are followed by a space."""
    text = " ".join(line_text(line) for line in lines)
    return [part.strip() for part in re.split(r"(?<=[a-zà-ÿ)\]\d][.:?!])\s+(?=[A-Z0-9‘'\"(])", text) if part.strip()]


def find_year(sentences: Sequence[str]) -> int | None:
    """The one year that the sentence pointing at the table names (`Hieronder een overzicht van 2020:`).

    Without such a sentence the whole leading text must name one year only; two years say nothing sure. A sentence that
    points at the grants of an open period (`sinds 2015 werden volgende subsidies toegekend`) leaves no year to find.
    """
    markers = [fold(row["words"]) for row in load_words("table_pointers")]
    pointing = [s for s in sentences if any(re.search(rf"\b{re.escape(m)}", fold(s)) for m in markers)]
    dated = [s for s in pointing if find_years(without_guarded_years(s))]
    if dated:
        return find_only_year(dated[-1])
    if any(names_open_period(s) for s in pointing):
        return None
    return find_only_year(" ".join(sentences))
