"""Lines of an unruled table -> its rows: from rules between them, from wider gaps, or from the columns of amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from parsers.tables.loose_pieces import close_blank_lines
from parsers.tables.row_alignment import Alignment, choose_alignment, split_at_keys
from parsers.tables.row_flow import RowFlow
from parsers.tables.segments import SplitLine
from schemas.pages import Rule

Breaks = Literal["rules", "gaps", "key"]
RowRule = Literal["rules", "gaps", "top", "middle", "bottom"]
Lines = list[SplitLine]

_CLEARLY = 0.15  # of a line's height: so much wider than the gap between wrapped lines is a gap between rows
_LEAST = 1.2  # points
_WIDEST_LEADING = 0.45  # of a line's height: more blank space than this between two lines is no line spacing
_FEW = 0.25  # share of keys in pieces with several: then those are amounts printed under each other in one cell


@dataclass(frozen=True, slots=True)
class RowBreaks:
    """The rows of each part, the evidence that parts most of them, and how cells stand in their rows."""

    parts: tuple[tuple[Lines, ...], ...]
    by: Breaks
    alignment: Alignment | None


def find_row_breaks(
    parts: Sequence[Sequence[SplitLine]],
    rules: Sequence[Sequence[Rule]],
    flow: RowFlow,
    rows_by: RowRule | None = None,
) -> RowBreaks:
    """Cuts each part's lines into rows; `rules` are the horizontal rules across the table on the part's page.

    `rows_by` says what parts the rows (the last three: where the amounts stand in them); None lets the lines decide.
    """
    strips = [_cut_at_rules(part, of_page) for part, of_page in zip(parts, rules, strict=True)]
    if rows_by == "rules" or (rows_by is None and _are_rows([strip for part in strips for strip in part], flow)):
        return RowBreaks(tuple(tuple(part) for part in strips), "rules", None)
    leading = _find_leading(parts, flow)
    cut = [[_cut_at_gaps(strip, leading) for strip in part] for part in strips]
    closed = iter(close_blank_lines([pieces for part in cut for pieces in part], flow))
    pieces = [[piece for _ in part for piece in next(closed)] for part in cut]
    every = [piece for part in pieces for piece in part]
    if rows_by == "gaps" or (rows_by is None and not _are_tight(every, flow)):
        return RowBreaks(tuple(tuple(part) for part in pieces), "gaps", None)
    alignment = rows_by or choose_alignment(every, flow)
    rows = tuple(tuple(row for piece in part for row in split_at_keys(piece, alignment, flow)) for part in pieces)
    return RowBreaks(rows, "key", alignment)


def _cut_at_rules(lines: Sequence[SplitLine], rules: Sequence[Rule]) -> list[Lines]:
    strips: dict[int, Lines] = {}
    for line in lines:
        middle = (line.box.top + line.box.bottom) / 2
        strips.setdefault(sum(rule.box.top < middle for rule in rules), []).append(line)
    return list(strips.values())


def _are_rows(strips: Sequence[Lines], flow: RowFlow) -> bool:
    """Whether rules part the rows: three strips or more, hardly one with two amounts under each other; of two, none."""
    single = sum(len(flow.key_lines(strip)) <= 1 for strip in strips)
    if len(strips) == 2 == single:
        return flow.has_keys and all(flow.key_lines(strip) for strip in strips)
    return len(strips) >= 3 and single >= 0.8 * len(strips) and (flow.has_keys or len(strips) > 4)


def _find_leading(parts: Sequence[Sequence[SplitLine]], flow: RowFlow) -> float:
    """Blank space in points between the wrapped lines of one cell: the small gaps between lines of one column."""
    heights = sorted(line.height for part in parts for line in part)
    if not heights:
        return 0.0
    height = heights[len(heights) // 2]
    columns = [column for part in parts for column in flow.columns(part)]
    gaps = sorted(b.box.top - a.box.bottom for column in columns for a, b in pairwise(column))
    positive = [gap for gap in gaps if gap > -0.5 * height]
    small = positive[len(positive) // 50] if positive else 0.0
    return min(small, _WIDEST_LEADING * height)


def _cut_at_gaps(strip: Lines, leading: float) -> list[Lines]:
    """Pieces between which no word stands for clearly more than the line spacing."""
    pieces: list[Lines] = []
    bottom = float("-inf")
    for line in sorted(strip, key=lambda line: line.box.top):
        if not pieces or line.box.top - bottom > leading + max(_LEAST, _CLEARLY * line.height):
            pieces.append([])
        pieces[-1].append(line)
        bottom = max(bottom, line.box.bottom)
    return pieces


def _are_tight(pieces: Sequence[Lines], flow: RowFlow) -> bool:
    """Whether many amounts stand under each other within the pieces, so that gaps alone do not part the rows."""
    keys = [len(flow.key_lines(piece)) for piece in pieces]
    several = sum(count for count in keys if count > 1)
    return several > _FEW * sum(keys)
