"""Shaded areas of a page: rows printed on a ground of their own, as in a table whose rows alternate grey and white."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.page_marks import Shape
from schemas.pages import Box

_LEAST = 4.0  # points; a lower filled area is a ruling line


def find_bands(shapes: Iterable[Shape]) -> tuple[Box, ...]:
    """The filled rectangles among the shapes that are no lines and not white, from top to bottom."""
    found = {shape.box for shape in shapes if shape.kind == "rect" and shape.filled and not shape.white_fill}
    return tuple(sorted(filter(_is_area, found), key=lambda box: (box.top, box.x0)))


def _is_area(box: Box) -> bool:
    return min(box.x1 - box.x0, box.bottom - box.top) >= _LEAST
