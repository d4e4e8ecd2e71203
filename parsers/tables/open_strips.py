"""Gutters that no header word marks: strips that stay open over all lines (a column of numbers without a header)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.geometry import overlap
from parsers.tables.gutters import LEAST_FILLED
from parsers.tables.segments import SplitLine, is_currency
from parsers.tables.strips import STEP, Gutter, count_words, find_strips, to_gutter

_MOST_ACROSS = 0.25  # share of the lines
_LEAST_SPACES = 1.7  # a gutter that no header word marks is at least so many spaces wide


def add_open_strips(marked: Sequence[Gutter], lines: Sequence[SplitLine]) -> tuple[Gutter, ...]:
    """Adds gutters that no header marks (a column of numbers without a header): strips that no word enters, wide
    enough, with a filled column on both sides. The strip between a currency sign and its amount is none: `€   12.000`.
    """
    full = [line for line in lines if len(line.segments) >= 2]
    if len(full) < 3:
        return tuple(marked)
    found = list(marked)
    for strip in _open_strips(_without_group_rows(lines, full)):
        if all(overlap(strip.x0, strip.x1, g.x0, g.x1) <= 0 for g in found) and _parts_columns(strip, found, full):
            found.append(strip)
    return tuple(sorted(found, key=lambda gutter: gutter.x0))


def _without_group_rows(lines: Sequence[SplitLine], full: Sequence[SplitLine]) -> list[SplitLine]:
    """Without the lone texts that lie over a whole strip between columns; where many do, they are a column's text."""
    strips = _open_strips(full)
    across = [line for line in lines if len(line.segments) == 1 and any(_lies_over(line, strip) for strip in strips)]
    return [line for line in lines if line not in across] if len(across) <= _MOST_ACROSS * len(lines) else list(lines)


def _lies_over(line: SplitLine, strip: Gutter) -> bool:
    return line.box.x0 <= strip.x0 and line.box.x1 >= strip.x1


def _open_strips(lines: Sequence[SplitLine]) -> list[Gutter]:
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    least = _LEAST_SPACES * sorted(line.space for line in lines)[len(lines) // 2]
    strips = find_strips(count < 1e-9 for count in count_words(left, right, lines))
    gutters = [to_gutter(left + start * STEP, left + end * STEP) for start, end in strips]
    return [gutter for gutter in gutters if gutter.x1 - gutter.x0 >= least]


def _parts_columns(strip: Gutter, known: Sequence[Gutter], full: Sequence[SplitLine]) -> bool:
    """The columns on both sides are filled, here and there side by side; the left one holds no lone currency, and
    the two are not one amount with a space for thousands: `1 136 734`."""
    left = max((g.middle for g in known if g.middle < strip.middle), default=float("-inf"))
    right = min((g.middle for g in known if g.middle > strip.middle), default=float("inf"))
    pairs = [(_texts(line, left, strip.middle), _texts(line, strip.middle, right)) for line in full]
    filled = [before for before, after in pairs if before and after]
    signs = sum(is_currency(before) for before in filled)
    if sum(_is_grouped(before, after) for before, after in pairs if before and after) > len(filled) / 2:
        return False
    least = min(sum(bool(before) for before, _ in pairs), sum(bool(after) for _, after in pairs))
    return len(filled) >= 2 and least >= LEAST_FILLED * len(full) and 2 * signs < len(filled)


def _is_grouped(before: str, after: str) -> bool:
    """`1 136` before `734`; but `210.000` and `215.000` are two amounts."""
    return re.search(r"(?<![\d.,])\d{1,3}$", before) is not None and re.match(r"\d{3}(?!\.?\d)", after) is not None


def _texts(line: SplitLine, left: float, right: float) -> str:
    return " ".join(w.text for w in line.line.words if left <= (w.box.x0 + w.box.x1) / 2 < right)
