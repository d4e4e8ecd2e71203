"""Gutters: the upright strips without words between a table's columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from parsers.geometry import overlap
from parsers.tables.header_lines import Span
from parsers.tables.segments import SplitLine, cut_at
from parsers.tables.strips import STEP, Gutter, count_words, find_strips, to_gutter

_MOST_CROSSED = 0.35  # share of the lines: a strip that more lines cross parts no columns
_KEPT = 0.95  # of a gutter, or of one and a half spaces: what a line of a row keeps open
LEAST_FILLED = 0.2  # share of the lines: text on both sides of a gutter
_MOST_LINES = 20  # that tell of a vertical rule
_WORD_SPACE = 1.2  # of a space
_MOST_RULED = 0.6  # share of those lines


def narrow(gutter: Gutter, line: SplitLine) -> Gutter:
    """The widest part of the gutter that the line's words leave open, itself where no word stands in it; a word that
    fills it leaves less than nothing.

    The place where it parts moves along: behind short names a gutter is wide, and in `Agentschap Integratie &` the
    last word is nearer to its name than to the next column.
    """
    inside = _find_inside(gutter, line)
    if not inside and gutter.x0 <= gutter.middle <= gutter.x1:
        return gutter
    starts, ends = [gutter.x0, *(side[1] for side in inside)], [*(side[0] for side in inside), gutter.x1]
    left, right = max(zip(starts, ends, strict=True), key=lambda part: part[1] - part[0])
    return Gutter(left, right, gutter.middle if left <= gutter.middle <= right else (left + right) / 2)


def _find_inside(gutter: Gutter, line: SplitLine) -> list[Span]:
    """The sides of the words that stand in the gutter, wholly or in part: mostly none."""
    start, end = gutter.x0, gutter.x1
    return [side for side in line.sides if start < side[1] and side[0] < end] if start < end else []


def is_crossed(gutter: Gutter, line: SplitLine) -> bool:
    """Whether the line's text runs over the gutter: a word covers it, or no more than a space is left of it."""
    left = narrow(gutter, line)
    if left is gutter or _is_cut(left, line):  # the words keep off a rule, however near
        return False
    if left.x0 > gutter.middle + 1 or left.x1 < gutter.middle - 1:
        return True
    return _is_filled(gutter, left, line)


def is_filled(gutter: Gutter, line: SplitLine) -> bool:
    """Whether the line leaves no strip of the gutter open, wherever in it: its place is not settled yet."""
    left = narrow(gutter, line)
    return left is not gutter and not _is_cut(left, line) and _is_filled(gutter, left, line)


def _is_cut(left: Gutter, line: SplitLine) -> bool:
    """Whether a vertical rule stands in what the words leave of a gutter."""
    return any(left.x0 - 1 <= x <= left.x1 + 1 for x in line.cuts)


def _is_filled(gutter: Gutter, left: Gutter, line: SplitLine) -> bool:
    return left.x1 - left.x0 < _KEPT * min(gutter.x1 - gutter.x0, 1.5 * line.space)


def cut_at_gutters(line: SplitLine, gutters: Sequence[Gutter]) -> SplitLine:
    """The line with its segments cut at the gutters it keeps open, which may be narrower than a space between words."""
    middles = [gutter.middle for gutter in gutters if not is_crossed(gutter, line)]
    return cut_at(line, lambda left, right: any(left.box.x1 - 1 <= x <= right.box.x0 + 1 for x in middles))


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
    return gutter if left <= gutter.middle <= right and not boxes else to_gutter(left, right)


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
    if (ruled := _find_ruled(left[1], right[0], lines)) is not None:
        return ruled
    counts = count_words(left[1], right[0], lines)
    if lines and right[0] - left[1] > 2 * lines[0].space:
        counts = _without_word_spaces(counts, lines[0].space)
    lowest = min(counts)
    strips = find_strips([count <= lowest + 1e-9 for count in counts])
    gutters = [to_gutter(left[1] + s * STEP, min(right[0], left[1] + e * STEP)) for s, e in strips]
    return max(gutters, key=lambda g: (_is_between(g, *around, lines), g.x1 - g.x0))


def _without_word_spaces(counts: Sequence[float], space: float) -> list[float]:
    """What looks open for no more than a space between two words of one line is none, where wider room is left."""
    filled = list(counts)
    for start, end in find_strips([count < 1e-9 for count in counts]):
        if start > 0 and end < len(counts) and (end - start) * STEP < _WORD_SPACE * space:
            filled[start:end] = [min(counts[start - 1], counts[end])] * (end - start)
    return filled


def _find_ruled(left: float, right: float, lines: Sequence[SplitLine]) -> Gutter | None:
    """The vertical rule between two header words that most of the first lines have; None where there is none."""
    near = lines[:_MOST_LINES]
    seen = Counter(round(x) for line in near for x in line.cuts if left - 1 <= x <= right + 1)
    if not seen or max(seen.values()) < _MOST_RULED * len(near):
        return None
    at = max(seen, key=lambda x: (seen[x], -x))
    return Gutter(left, right, float(at))


def _is_between(gutter: Gutter, left: float, right: float, lines: Sequence[SplitLine]) -> bool:
    """Whether text stands on both sides, between `left` and `right`, on a part of the lines that hold more than one
    text: a row has one line of its year beside many lines of its description."""
    boxes = [[word.box for word in line.line.words] for line in lines if len(line.segments) > 1]
    before = sum(any(left < box.x1 <= gutter.middle for box in line) for line in boxes)
    after = sum(any(gutter.middle <= box.x0 < right for box in line) for line in boxes)
    return min(before, after) >= LEAST_FILLED * max(1, len(boxes))
