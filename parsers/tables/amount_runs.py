"""Amounts under each other at a common side: the sign of a table whose header words are not known."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.geometry import line_text
from parsers.tables.headers import is_amount
from parsers.tables.segments import SplitLine
from schemas.pages import TextLine

_LEAST = 3  # lines
_SAME_SIDE = 1.5  # points
_FAR = 16.0  # of a line's height: amounts further apart are not of one table

Run = tuple[int, int]
"""First and last line's index."""


def find_amount_runs(lines: Sequence[SplitLine]) -> tuple[Run, ...]:
    """Runs of at least three lines with an amount that stands apart, at a common right or left side; longest first."""
    apart = [(i, line) for i, line in enumerate(lines) if len(line.segments) > 1]
    placed = [(i, segment) for i, line in apart for segment in line.segments if _is_money(segment)]
    runs = [run for _, segment in placed for run in _runs_beside(segment, placed, lines)]
    distinct: list[Run] = []
    for run in sorted(set(runs), key=lambda run: (run[0] - run[1], run[0])):
        if all(run[1] < other[0] or other[1] < run[0] for other in distinct):
            distinct.append(run)
    return tuple(distinct)


def _is_money(segment: TextLine) -> bool:
    return is_amount(line_text(segment))


def _runs_beside(segment: TextLine, placed: Sequence[tuple[int, TextLine]], lines: Sequence[SplitLine]) -> list[Run]:
    found: list[Run] = []
    for right in (True, False):
        at = _side(segment, right)
        rows = sorted({i for i, other in placed if abs(_side(other, right) - at) <= _SAME_SIDE})
        found.extend(run for run in _split_far(rows, lines) if run is not None)
    return found


def _side(segment: TextLine, right: bool) -> float:
    return segment.box.x1 if right else segment.box.x0


def _split_far(rows: Sequence[int], lines: Sequence[SplitLine]) -> list[Run | None]:
    """Runs of lines without a long stretch between; None for one of too few lines."""
    groups: list[list[int]] = []
    for row in rows:
        if groups and lines[row].box.top - lines[groups[-1][-1]].box.bottom <= _FAR * lines[row].height:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [(group[0], group[-1]) if len(group) >= _LEAST else None for group in groups]
