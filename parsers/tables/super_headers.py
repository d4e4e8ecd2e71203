"""Header lines whose words stand over several columns each: `2022` over `Gevraagd`, `Toegekend` and `Aandeel`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from parsers.geometry import line_text
from parsers.header_words import match_header
from parsers.tables.header_lines import Span, follows_closely
from parsers.tables.headers import is_amount
from parsers.tables.region_ends import column_of
from parsers.tables.segments import SplitLine
from parsers.tables.strips import Gutter
from schemas.pages import TextLine

_NEAR = 2.2  # of a line's height: padding and a rule may stand between
_MOST_WORDS = 5  # of one
_SUREST = 3
_TOLERANCE = 5.0  # points that words may be off the middle of their columns
_OWN = 12.0  # points; a text that is further off all columns below has one of its own

_Columns = tuple[int, int]
_Choice = tuple[float, int, tuple[_Columns | None, ...]]
"""How far off the texts are, less for each column more that they cover, and first and last column of each."""


def stands_over(above: SplitLine, header: Sequence[SplitLine]) -> bool:
    """Whether a line holds the upper words of a header: two or more short texts, half of them known or years."""
    texts = [line_text(segment) for segment in above.segments]
    gap = header[0].box.top - above.box.bottom
    if len(texts) < 2 or gap > _NEAR * above.height or not all(map(_may_stand_over, texts)):
        return False
    known = sum(_is_year(text) or any(claim.rank <= _SUREST for claim in match_header(text)) for text in texts)
    return 2 * known >= len(texts)


def _may_stand_over(text: str) -> bool:
    starts = _is_year(text) or text[:1].isupper()
    return starts and len(text.split()) <= _MOST_WORDS and not is_amount(text) and text[-1] not in ".,;:?!"


def _is_year(text: str) -> bool:
    return re.fullmatch(r"(19|20)\d\d", text) is not None


def find_super_columns(line: SplitLine, below: Sequence[SplitLine], gutters: Sequence[Gutter]) -> tuple[_Columns, ...]:
    """First and last column of each of the line's texts that stands over any; empty where none stands over several."""
    named = _find_named(below, gutters)
    columns = sorted(named)
    runs = find_runs(line, below, [named[column] for column in columns])
    return tuple((columns[run[0]], columns[run[1]]) for run in runs.values() if run is not None)


def find_runs(line: SplitLine, below: Sequence[SplitLine], spans: Sequence[Span]) -> dict[int, _Columns | None]:
    """Which of the words below (left and right side of each column's) a line's texts stand over, by the text's number:
    first and last; None for a text that names a column of its own (`Organisatie` beside the years). Empty where no text
    stands over several. Lines that follow closely are the lines of one cell, but for years."""
    best: dict[int, _Choice] = {-1: (0.0, 0, ())}
    for segment in line.segments:
        best = _add(best, [(_find_offset(segment, spans, run), run) for run in _to_runs(len(spans))])
    runs = dict(enumerate(min(best.values(), key=lambda choice: choice[:2])[2]))
    years = all(_is_year(line_text(line.segments[at])) for at, run in runs.items() if run is not None)
    if not below or (follows_closely(line, below[0]) and not years):
        return {}
    return runs if any(run is not None and run[1] > run[0] for run in runs.values()) else {}


def _find_named(lines: Sequence[SplitLine], gutters: Sequence[Gutter]) -> dict[int, Span]:
    """Column -> left and right side of its words."""
    found: dict[int, Span] = {}
    for segment in (segment for line in lines for segment in line.segments):
        column = column_of(segment, gutters)
        left, right = found.get(column, (segment.box.x0, segment.box.x1))
        found[column] = min(left, segment.box.x0), max(right, segment.box.x1)
    return found


def _to_runs(count: int) -> list[_Columns]:
    return [(first, last) for first in range(count) for last in range(first, count)]


def _find_offset(segment: TextLine, spans: Sequence[Span], run: _Columns) -> float:
    """How many points a text's middle or left side is off that of a run of columns; numbers and their header may share
    their right side, but only in one column."""
    left, right = spans[run[0]][0], spans[run[1]][1]
    middle = abs((segment.box.x0 + segment.box.x1) - (left + right)) / 2
    sides = [abs(segment.box.x0 - left), *([abs(segment.box.x1 - right)] if run[0] == run[1] else [])]
    return min(middle, *sides)


def _add(best: Mapping[int, _Choice], options: Sequence[tuple[float, _Columns]]) -> dict[int, _Choice]:
    """The best way to each last column with one more text: it takes columns behind those of the texts before, or is
    over none."""
    found = {end: (off + _OWN, cover, (*taken, None)) for end, (off, cover, taken) in best.items()}
    for end, (off, cover, taken) in best.items():
        for offset, (first, last) in options:
            if first > end:
                rough = off + _TOLERANCE * round(offset / _TOLERANCE)
                choice: _Choice = (rough, cover - (last - first), (*taken, (first, last)))
                found[last] = min(found.get(last, choice), choice, key=lambda choice: choice[:2])
    return found


def to_cell_spans(spans: Sequence[_Columns], columns: int) -> list[_Columns]:
    """The row's cells from left to right: those over several columns, and one for each other column."""
    wide = {first: (first, last) for first, last in spans}
    covered = {column for first, last in spans for column in range(first + 1, last + 1)}
    return [wide.get(column, (column, column)) for column in range(columns) if column not in covered]
