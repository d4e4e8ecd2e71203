"""Boxes and lines of words: the arithmetic of places on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas.pages import Box, TextLine, Word


def to_box(boxes: Iterable[Box]) -> Box:
    """The smallest box around all given ones (at least one)."""
    every = list(boxes)
    return Box(
        min(box.x0 for box in every),
        min(box.top for box in every),
        max(box.x1 for box in every),
        max(box.bottom for box in every),
    )


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
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.top + w.box.bottom, w.box.x0)):
        line = next((line for line in reversed(lines[-3:]) if _beside(line, word)), None)
        if line is None:
            lines.append([word])
        else:
            line.append(word)
    return tuple(to_line(line, page) for line in lines)


def to_line(words: Sequence[Word], page: int) -> TextLine:
    """One line of words, sorted from left to right."""
    ordered = tuple(sorted(words, key=lambda w: w.box.x0))
    return TextLine(ordered, to_box(w.box for w in ordered), page)


def _beside(line: Sequence[Word], word: Word) -> bool:
    """Overlaps with the line's tallest word by half the lower height, and does not stand over one of its words."""
    tallest = max(line, key=lambda w: w.size)
    lower = min(tallest.box.bottom - tallest.box.top, word.box.bottom - word.box.top)
    shared = overlap(tallest.box.top, tallest.box.bottom, word.box.top, word.box.bottom)
    if shared < 0.5 * lower:
        return False
    return all(overlap(w.box.x0, w.box.x1, word.box.x0, word.box.x1) < 0.5 * word.size for w in line)


def line_text(line: TextLine) -> str:
    """The line's words with single spaces."""
    return " ".join(word.text for word in line.words)
