"""Boxes and lines of words: the arithmetic of places on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas.pages import Box, TextLine, Word


def to_box(boxes: Iterable[Box]) -> Box:
    """The smallest box around all given ones (at least one)."""
    lefts, tops, rights, bottoms = zip(*[(box.x0, box.top, box.x1, box.bottom) for box in boxes], strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def overlap(start: float, end: float, other_start: float, other_end: float) -> float:
    """Length that two intervals share; negative is the gap between them."""
    return min(end, other_end) - max(start, other_start)


def centre(box: Box) -> tuple[float, float]:
    """The middle of a box: x, y."""
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def is_inside(box: Box, outer: Box) -> bool:
    """Whether the middle of `box` lies in `outer`."""
    x, y = centre(box)
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom


def to_lines(words: Sequence[Word], page: int) -> tuple[TextLine, ...]:
    """Words that stand side by side become lines, from top to bottom.

    A word belongs to a line when at least half of the lower of the two heights overlaps: superscripts stay with
    their line, and the tight line spacing of narrow table columns does not merge two lines.
    """
    lines: list[_OpenLine] = []
    for word in sorted(words, key=lambda w: (w.box.top + w.box.bottom, w.box.x0)):
        for line in lines[:-4:-1]:  # the last three
            if line.takes(word):
                line.add(word)
                break
        else:
            lines.append(_OpenLine(word))
    return tuple(to_line(line.words, page) for line in lines)


def to_line(words: Sequence[Word], page: int) -> TextLine:
    """One line of words, sorted from left to right."""
    ordered = tuple(sorted(words, key=lambda w: w.box.x0))
    return TextLine(ordered, to_box(w.box for w in ordered), page)


class _OpenLine:
    """A line that words are still added to."""

    def __init__(self, first: Word) -> None:
        self.words, self.tallest = [first], first

    def add(self, word: Word) -> None:
        self.words.append(word)
        if word.size > self.tallest.size:
            self.tallest = word

    def takes(self, word: Word) -> bool:
        """Overlaps with the line's tallest word by half the lower height, and stands over none of its words."""
        box, tall = word.box, self.tallest.box
        lower = min(tall.bottom - tall.top, box.bottom - box.top)
        if overlap(tall.top, tall.bottom, box.top, box.bottom) < 0.5 * lower:
            return False
        most = 0.5 * word.size
        near = [w.box for w in self.words if w.box.x1 - box.x0 >= most]  # most words stand behind the others
        return all(overlap(b.x0, b.x1, box.x0, box.x1) < most for b in near)


def line_text(line: TextLine) -> str:
    """The line's words with single spaces."""
    return " ".join([word.text for word in line.words])
