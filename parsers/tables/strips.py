"""Upright strips of a page without words: how many words stand at each step from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from parsers.geometry import overlap
from parsers.tables.segments import SplitLine

STEP = 0.25  # points between the places at which words are counted


@dataclass(frozen=True, slots=True)
class Gutter:
    """The strip from `x0` to `x1` that the lines known so far keep open, and where it parts the columns, in points."""

    x0: float
    x1: float
    middle: float


def to_gutter(left: float, right: float) -> Gutter:
    """The gutter from one side to the other, parting in the middle."""
    return Gutter(left, right, (left + right) / 2)


def count_words(left: float, right: float, lines: Sequence[SplitLine]) -> list[float]:
    """At each step from left to right, the weight of the words that stand there."""
    steps = max(1, int((right - left) / STEP))
    changes = [0.0] * (steps + 1)
    for number, line in enumerate(lines):
        weight = 1 / (1 + number // 10)
        for word in line.line.words:
            if overlap(word.box.x0, word.box.x1, left, right) > 0:
                changes[max(0, int((word.box.x0 - left) / STEP))] += weight
                changes[min(steps, max(0, int((word.box.x1 - left) / STEP) + 1))] -= weight
    return list(accumulate(changes[:-1]))


def find_strips(free: Iterable[bool]) -> list[tuple[int, int]]:
    """Runs of True as (start, end)."""
    strips: list[tuple[int, int]] = []
    for index, is_free in enumerate(free):
        if is_free and strips and strips[-1][1] == index:
            strips[-1] = (strips[-1][0], index + 1)
        elif is_free:
            strips.append((index, index + 1))
    return strips
