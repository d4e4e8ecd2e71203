"""Gutters: the upright strips without words between a table's columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from parsers.geometry import overlap
from parsers.tables.header_lines import Span
from parsers.tables.segments import SplitLine, is_currency

_STEP = 0.25  # points between the places at which words are counted
_MOST_CROSSED = 0.35  # share of the lines: a strip that more lines cross parts no columns
_KEPT = 0.95  # of a gutter, or of one and a half spaces: what a line of a row keeps open
_LEAST_FILLED = 0.2  # share of the lines: text on both sides of a gutter
_MOST_ACROSS = 0.25  # share of the lines
_LEAST_SPACES = 1.7  # a gutter that no header word marks is at least so many spaces wide


@dataclass(frozen=True, slots=True)
class Gutter:
    """The strip from `x0` to `x1` that the lines known so far keep open, and where it parts the columns, in points."""

    x0: float
    x1: float
    middle: float


def narrow(gutter: Gutter, line: SplitLine) -> Gutter:
    """The widest part of the gutter that the line's words leave open; a word that fills it leaves less than nothing.

    The place where it parts moves along: behind short names a gutter is wide, and in `Agentschap Integratie &` the
    last word is nearer to its name than to the next column.
    """
    boxes = [w.box for w in line.line.words if overlap(w.box.x0, w.box.x1, gutter.x0, gutter.x1) > 0]
    starts, ends = [gutter.x0, *(box.x1 for box in boxes)], [*(box.x0 for box in boxes), gutter.x1]
    left, right = max(zip(starts, ends, strict=True), key=lambda part: part[1] - part[0])
    return Gutter(left, right, gutter.middle if left <= gutter.middle <= right else (left + right) / 2)


def is_crossed(gutter: Gutter, line: SplitLine) -> bool:
    """Whether the line's text runs over the gutter: a word covers it, or no more than a space is left of it."""
    left = narrow(gutter, line)
    if left.x0 > gutter.middle + 1 or left.x1 < gutter.middle - 1:
        return True
    return left.x1 - left.x0 < _KEPT * min(gutter.x1 - gutter.x0, 1.5 * line.space)


def make_room(gutters: Sequence[Gutter], line: SplitLine) -> tuple[Gutter, ...] | None:
    """The gutters moved beside the line's words, where they stand in them: a header may be wider than all its column,
    or stand left over amounts on the right. None where a gutter is filled."""
    moved = [_move_beside(gutter, line) for gutter in gutters]
    return None if None in moved else tuple(gutter for gutter in moved if gutter is not None)


def _move_beside(gutter: Gutter, line: SplitLine) -> Gutter | None:
    boxes = [s.box for s in line.segments if overlap(s.box.x0, s.box.x1, gutter.x0, gutter.x1) > 0]
    starts, ends = [gutter.x0, *(box.x1 for box in boxes)], [*(box.x0 for box in boxes), gutter.x1]
    left, right = max(zip(starts, ends, strict=True), key=lambda part: part[1] - part[0])
    if right - left < _KEPT * min(gutter.x1 - gutter.x0, 1.5 * line.space):
        return None
    return gutter if left <= gutter.middle <= right and not boxes else _to_gutter(left, right)


def open_up(gutters: Sequence[Gutter], spans: Sequence[Span]) -> tuple[Gutter, ...]:
    """The gutters as wide as the header words leave them, to be narrowed line by line."""
    pairs = list(pairwise(spans))
    return tuple(_open_up(gutter, pairs) for gutter in gutters)


def _open_up(gutter: Gutter, pairs: Sequence[tuple[Span, Span]]) -> Gutter:
    sides = [(left[1], right[0]) for left, right in pairs if left[1] <= gutter.middle <= right[0]]
    return Gutter(*sides[0], gutter.middle) if sides else gutter


def find_gutters(spans: Sequence[Span], lines: Sequence[SplitLine]) -> tuple[Gutter, ...]:
    """Between each two neighbouring headers the widest strip with the fewest words; near lines weigh more.

    A gap between two header words that the lines below do not keep open parts no columns.
    """
    starts = [*(span[0] for span in spans[2:]), float("inf")]
    found: list[Gutter] = []
    for (left, right), following in zip(pairwise(spans), starts, strict=True):
        before = found[-1].middle if found else float("-inf")
        found.append(_find_valley(left, right, (before, following), lines))
    if len(lines) < 3:
        return tuple(found)
    return tuple(gutter for gutter in found if _crossed_share(gutter, lines) <= _MOST_CROSSED) or tuple(found[:1])


def _crossed_share(gutter: Gutter, lines: Sequence[SplitLine]) -> float:
    """Of the first lines, few or many: the text after a short table crosses everything."""
    crossed = [is_crossed(gutter, line) for line in lines[:20]]
    return min(sum(crossed[:count]) / len(crossed[:count]) for count in (6, 20))


def _find_valley(left: Span, right: Span, around: Span, lines: Sequence[SplitLine]) -> Gutter:
    """The widest of the emptiest strips between two header words that has text on both sides: `Bedrag` may stand left
    over amounts on the right, with room between.

    `around`: where the gutter before these two lies, and where the header behind them starts.
    """
    counts = _count(left[1], right[0], lines)
    lowest = min(counts)
    strips = _strips([count <= lowest + 1e-9 for count in counts])
    gutters = [_to_gutter(left[1] + s * _STEP, min(right[0], left[1] + e * _STEP)) for s, e in strips]
    return max(gutters, key=lambda g: (_is_between(g, *around, lines), g.x1 - g.x0))


def _is_between(gutter: Gutter, left: float, right: float, lines: Sequence[SplitLine]) -> bool:
    """Whether text stands on both sides, between `left` and `right`, on a part of the lines that hold more than one
    text: a row has one line of its year beside many lines of its description."""
    boxes = [[word.box for word in line.line.words] for line in lines if len(line.segments) > 1]
    before = sum(any(left < box.x1 <= gutter.middle for box in line) for line in boxes)
    after = sum(any(gutter.middle <= box.x0 < right for box in line) for line in boxes)
    return min(before, after) >= _LEAST_FILLED * max(1, len(boxes))


def _to_gutter(left: float, right: float) -> Gutter:
    return Gutter(left, right, (left + right) / 2)


def _count(left: float, right: float, lines: Sequence[SplitLine]) -> list[float]:
    """At each step from left to right, the weight of the words that stand there."""
    steps = max(1, int((right - left) / _STEP))
    changes = [0.0] * (steps + 1)
    for number, line in enumerate(lines):
        weight = 1 / (1 + number // 10)
        for word in line.line.words:
            if overlap(word.box.x0, word.box.x1, left, right) > 0:
                changes[max(0, int((word.box.x0 - left) / _STEP))] += weight
                changes[min(steps, max(0, int((word.box.x1 - left) / _STEP) + 1))] -= weight
    return list(accumulate(changes[:-1]))


def _strips(free: Iterable[bool]) -> list[tuple[int, int]]:
    """Runs of True as (start, end)."""
    strips: list[tuple[int, int]] = []
    for index, is_free in enumerate(free):
        if is_free and strips and strips[-1][1] == index:
            strips[-1] = (strips[-1][0], index + 1)
        elif is_free:
            strips.append((index, index + 1))
    return strips


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
    strips = _strips(count < 1e-9 for count in _count(left, right, lines))
    gutters = [_to_gutter(left + start * _STEP, left + end * _STEP) for start, end in strips]
    return [gutter for gutter in gutters if gutter.x1 - gutter.x0 >= least]


def _parts_columns(strip: Gutter, known: Sequence[Gutter], full: Sequence[SplitLine]) -> bool:
    """The columns on both sides are filled, here and there side by side; the left one holds no lone currency."""
    left = max((g.middle for g in known if g.middle < strip.middle), default=float("-inf"))
    right = min((g.middle for g in known if g.middle > strip.middle), default=float("inf"))
    pairs = [(_texts(line, left, strip.middle), _texts(line, strip.middle, right)) for line in full]
    filled = [before for before, after in pairs if before and after]
    signs = sum(is_currency(before) for before in filled)
    least = min(sum(bool(before) for before, _ in pairs), sum(bool(after) for _, after in pairs))
    return len(filled) >= 2 and least >= _LEAST_FILLED * len(full) and 2 * signs < len(filled)


def _texts(line: SplitLine, left: float, right: float) -> str:
    return " ".join(w.text for w in line.line.words if left <= (w.box.x0 + w.box.x1) / 2 < right)
