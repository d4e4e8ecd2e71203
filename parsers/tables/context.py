"""The text that leads to a table: its unit and its year, where it declares them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.dates import find_only_year, find_years
from parsers.geometry import line_text
from parsers.sections import find_answer_item, find_section
from parsers.table_units import find_euro_amount, to_unit_names
from parsers.tables.notes import find_note_lines
from parsers.units import find_declared_units, find_unit
from parsers.vocabulary import fold, load_words
from parsers.year_guards import names_open_period, without_guarded_years
from schemas.pages import Box, Page, TextLine
from schemas.questions import Answer, AnswerItem, Outline, Section
from schemas.rows import TablePlace
from schemas.tables import Table

_MOST_LINES = 12
_MOST_WORDS = 8  # in a line of a caption
_CLOSE = 1.5  # of a line's height: no more stands between a caption, its lines and the table
_BESIDE = 6.0  # points that a caption may stand out


def read_place(table: Table, tables: Sequence[Table], pages: Sequence[Page], outline: Outline) -> TablePlace:
    """Section, answer item, leading text of a table, and the unit and year that text or a note under it declares."""
    page, box = table.parts[0]
    section = find_section(outline, page, box.top)
    answer = outline.answer if section.kind == "answer" else replace(outline.answer, items=())
    item = find_answer_item(answer, page, box.top)
    leading = find_leading_lines(table, tables, pages, section)
    above = find_lines_between((section.page, section.top), (page, box.top), tables, pages)
    notes = find_note_lines(table, tables, pages)
    near, earlier = [*leading, *notes], [line for line in above if line not in leading]
    factor, problem = _find_unit(_in_item(near, answer, item), _in_item(earlier, answer, item), table)
    sentences = to_sentences(leading[-_MOST_LINES:])
    return TablePlace(
        section=section.kind,
        answer_item=item.label if item else None,
        sentence=" ".join(sentences[-2:]),
        factor=factor,
        year=find_caption_year(table, leading) or find_year(sentences),
        unit_problem=problem,
    )


def _in_item(lines: Sequence[TextLine], answer: Answer, item: AnswerItem | None) -> list[TextLine]:
    """The lines of an item, and those above the first item, which speak of all."""
    return [line for line in lines if find_answer_item(answer, line.page, line.box.top) in (None, item)]


def _find_unit(
    near: Sequence[TextLine], earlier: Sequence[TextLine], table: Table
) -> tuple[Decimal | None, str | None]:
    """The unit that the text beside a table declares, or why it is unclear.

    A unit declared `earlier`, above another table, may hold for this one too, or not: only amounts that are euro by
    their look are sure then.
    """
    sentences = to_sentences(near)
    declared = {unit for sentence in sentences for unit in find_declared_units(sentence)}
    if len(declared) > 1:
        return None, f"the text around the table declares {to_unit_names(declared)}"
    if declared:
        return declared.pop(), None
    before = {unit for sentence in to_sentences(earlier) for unit in find_declared_units(sentence)} - {Decimal(1)}
    if before and find_euro_amount(table) is None:
        return None, f"the text above an earlier table declares {to_unit_names(before)}, the text above this one none"
    return next((unit for unit in map(find_unit, sentences[-2:]) if unit is not None), None), None


def find_leading_lines(
    table: Table, tables: Sequence[Table], pages: Sequence[Page], section: Section
) -> list[TextLine]:
    """The lines between the table and what stands above it in its section (another table and its notes, the section's
    start)."""
    page, box = table.parts[0]
    end = (page, box.top)
    beside = _find_beside(page, pages)
    above = [other for other in tables if other is not table and _end(other) <= end and _end(other)[0] not in beside]
    start = max([(section.page, section.top), *map(_end, above)])
    notes = find_note_lines(max(above, key=_end), tables, pages) if above else []
    lines = find_lines_between(start, end, tables, pages)
    return [line for line in lines if line not in notes and line.page not in beside]


def _find_beside(number: int, pages: Sequence[Page]) -> range:
    """The pages printed on the left of one: what stands there is not above it."""
    count = next(page.beside for page in pages if page.number == number)
    return range(number - count, number)


def find_lines_between(
    start: tuple[int, float], end: tuple[int, float], tables: Sequence[Table], pages: Sequence[Page]
) -> list[TextLine]:
    """The lines outside of tables from one place (page, points from its top) to another."""
    lines = [line for p in pages for line in p.lines if start <= (line.page, line.box.top) and _before(line, end)]
    return [line for line in lines if not _inside_any(line, tables)]


def _end(table: Table) -> tuple[int, float]:
    page, box = table.parts[-1]
    return page, box.bottom


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


def find_caption_year(table: Table, lines: Sequence[TextLine]) -> int | None:
    """The one year in the few words that stand close over a table, and over no table beside it (`Subsidies 2018`)."""
    page, box = table.parts[0]
    caption: list[str] = []
    top = box.top
    for line in reversed([line for line in lines if line.page == page]):
        words = [word for word in line.words if box.x0 - _BESIDE <= (word.box.x0 + word.box.x1) / 2 <= box.x1 + _BESIDE]
        height = line.box.bottom - line.box.top
        if not words or len(words) > _MOST_WORDS or top - line.box.bottom > _CLOSE * height:
            break
        caption.insert(0, " ".join(word.text for word in words))
        top = line.box.top
    text = " ".join(caption)
    return None if names_open_period(text) else find_only_year(without_guarded_years(text))


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
