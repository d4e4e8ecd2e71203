"""Printed ruling lines from the shapes drawn on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parsers.page_marks import Shape
from schemas.pages import Box, Rule

_THIN = 3.0  # points; a filled rectangle lower than this is a printed line, not a shaded area
_SHORTEST = 4.0  # points; shorter strokes are glyph parts, bullets and underlined single letters


def find_rules(shapes: Iterable[Shape]) -> tuple[Rule, ...]:
    """Stroked lines, the sides of stroked rectangles, and filled areas so thin that a reader sees a line.

    White ones are left out: word processors print white borders where a reader sees none.
    """
    rules = {rule for shape in shapes for rule in _rules_of(shape)}
    long_enough = (r for r in rules if max(r.box.x1 - r.box.x0, r.box.bottom - r.box.top) >= _SHORTEST)
    return tuple(sorted(long_enough, key=lambda rule: (rule.box.top, rule.box.x0)))


def _rules_of(shape: Shape) -> Iterator[Rule]:
    box = shape.box
    if shape.kind == "rect" and shape.stroked and not shape.white_stroke:
        yield from _sides(box)
    elif _is_thin(box) and not (shape.white_stroke if shape.stroked else shape.white_fill):
        yield _to_rule(box)


def _is_thin(box: Box) -> bool:
    return min(box.x1 - box.x0, box.bottom - box.top) <= _THIN


def _sides(box: Box) -> Iterator[Rule]:
    yield Rule(Box(box.x0, box.top, box.x1, box.top), True)
    yield Rule(Box(box.x0, box.bottom, box.x1, box.bottom), True)
    yield Rule(Box(box.x0, box.top, box.x0, box.bottom), False)
    yield Rule(Box(box.x1, box.top, box.x1, box.bottom), False)


def _to_rule(box: Box) -> Rule:
    """The middle of a line or thin area, along its longer side."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    if box.x1 - box.x0 >= box.bottom - box.top:
        return Rule(Box(box.x0, y, box.x1, y), True)
    return Rule(Box(x, box.top, x, box.bottom), False)
