"""Rows without gaps between them: where they begin and end around their amounts, at the top, middle or bottom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal, get_args

from parsers.geometry import line_text
from parsers.tables.header_lines import Span
from parsers.tables.row_flow import RowFlow
from parsers.tables.segments import SplitLine
from schemas.pages import TextLine

Alignment = Literal["top", "middle", "bottom"]
Lines = list[SplitLine]

_SPLIT_WORD = 1.0  # cost of parting what a full line or a hyphen holds together
_FORCED = 1.0  # cost of joining lines of which the upper had room for the lower's first word
_SMALL_START = 0.5  # cost of a row whose text begins with a small letter


def choose_alignment(pieces: Sequence[Lines], flow: RowFlow) -> Alignment:
    """The alignment under which the fewest cells look broken; top when nothing tells them apart."""
    costs = {a: sum(_cost(split_at_keys(piece, a, flow), flow) for piece in pieces) for a in get_args(Alignment)}
    best: Alignment = min(costs, key=lambda alignment: costs[alignment])
    return best


def split_at_keys(piece: Lines, alignment: Alignment, flow: RowFlow) -> list[Lines]:
    """Cuts a piece of close lines into rows, each around one amount; group rows stand alone."""
    rows: list[Lines] = []
    if not flow.key_lines(piece):
        return [piece]
    for run in _runs_between_groups(piece, flow):
        breaks = _find_breaks(run, alignment, flow)
        by_row: dict[int, Lines] = {}
        for line in run:
            by_row.setdefault(sum(at <= _middle(line) for at in breaks), []).append(line)
        rows.extend(by_row[number] for number in sorted(by_row))
    return rows


def _runs_between_groups(piece: Lines, flow: RowFlow) -> list[Lines]:
    runs: list[Lines] = [[]]
    for line in piece:
        if len(runs) > 1 and not runs[-1] and flow.is_wrapped(runs[-2][-1], line):
            runs[-2].append(line)
        elif flow.is_set_off(line):
            runs.extend([[line], []])
        else:
            runs[-1].append(line)
    return [run for run in runs if run]


def _find_breaks(run: Lines, alignment: Alignment, flow: RowFlow) -> list[float]:
    """The heights, in points from the page's top, at which a new row begins."""
    keys = flow.key_spans(run)
    if alignment == "top":
        starts = keys if keys and _has_text_above(run, keys[0]) else keys[1:]
        return [top for top, _ in starts]
    if alignment == "bottom":
        return [bottom for _, bottom in keys[:-1]]
    return _find_middle_breaks(run, keys)


def _has_text_above(run: Lines, key: Span) -> bool:
    """Text above a page's first amount is the rest of a row that began on the page before."""
    return min(_middle(line) for line in run) < key[0]


def _find_middle_breaks(run: Lines, keys: Sequence[Span]) -> list[float]:
    """Line tops between the amounts such that, all together, rows end as far below their amounts as they begin above.

    The best way to each top is kept from amount to amount, so that one odd row does not shift all that follow.
    """
    tops = sorted(line.box.top for line in run)
    ways: dict[float, tuple[float, list[float]]] = {tops[0]: (0.0, [])}
    for key, following in pairwise(keys):
        between = [top for top in tops if sum(key) / 2 < top <= following[0]] or [following[0]]
        ways = {end: min(_go_on(ways, key, end), key=lambda way: way[0]) for end in between}
    last_end = max(line.box.bottom for line in run)
    return min(_go_on(ways, keys[-1], last_end), key=lambda way: way[0])[1][:-1] if keys else []


def _go_on(ways: Mapping[float, tuple[float, list[float]]], key: Span, end: float) -> list[tuple[float, list[float]]]:
    """Each way so far with one more row, which ends at `end`: how far its middle is off the amount's is added."""
    return [(off + abs(sum(key) - start - end), [*breaks, end]) for start, (off, breaks) in ways.items()]


def _middle(line: SplitLine) -> float:
    return (line.box.top + line.box.bottom) / 2


def _cost(rows: Sequence[Lines], flow: RowFlow) -> float:
    """How broken the cells look: in each column, lines that follow each other within a row and over its end."""
    cost, above = 0.0, dict[int, TextLine]()
    for row in rows:
        for number, column in enumerate(flow.columns(row)):
            if number in flow.key_columns or not column:
                continue
            if number in above:
                cost += _cost_of_break(above[number], column[0], flow)
            cost += sum(_FORCED for a, b in pairwise(column) if not flow.goes_on(a, b))
            above[number] = column[-1]
    return cost


def _cost_of_break(last: TextLine, first: TextLine, flow: RowFlow) -> float:
    split = flow.goes_on(last, first) or line_text(last).endswith("-")
    return _SPLIT_WORD * 0.5 * split + _SMALL_START * line_text(first)[:1].islower()
