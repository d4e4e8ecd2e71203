"""Lines, rectangles and curves of a page's content stream, and which of them are white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from parsers.page_marks import Shape
from schemas.pages import Box

_INK = ("DeviceCMYK", "Separation", "DeviceN")  # colour spaces that count ink: nothing of it is white
_NEAR_WHITE = 0.99

_Point = tuple[float, float]


def find_shapes(path: Any) -> Iterator[Shape]:
    """The painted parts of one path (a playa `PathObject`); a clipping path paints nothing."""
    if not (path.stroke or path.fill):
        return
    state = path.gstate
    white_stroke, white_fill = is_white(state.scolor, state.scs), is_white(state.ncolor, state.ncs)
    for operators, points in _subpaths(path):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        yield Shape(_kind(operators, points), box, path.stroke, path.fill, white_stroke, white_fill)


def is_white(colour: Any, space: Any) -> bool:
    """Whether a colour (playa's values in a colour space) can't be told from paper; a pattern is never white."""
    values, family = colour.values, _family(space)
    if not values or colour.pattern or family == "Indexed":
        return False
    if family in _INK or len(values) == 4:
        return not any(values)
    return bool(min(values) >= _NEAR_WHITE)


def _family(space: Any) -> str:
    """`Separation`, `ICCBased` …; a space that the page defines has a name of its own and says its family inside."""
    from playa.pdftypes import literal_name, resolve1

    return literal_name(resolve1(space.spec[0])) if isinstance(space.spec, list) else str(space.name)


def _subpaths(path: Any) -> Iterator[tuple[str, list[_Point]]]:
    """Operators (`mlllh`) and the points they end in, one pair for each `m`."""
    a, b, c, d, e, f = path.ctm
    operators, points = "", list[_Point]()
    for operator, ends in path.raw_segments:
        if operator == "m" and points:
            yield operators, points
            operators, points = "", []
        operators += operator
        if ends:
            x, y = ends[-1]
            points.append((a * x + c * y + e, b * x + d * y + f))
        elif points:
            points.append(points[0])
    if points:
        yield operators, points


def _kind(operators: str, points: Sequence[_Point]) -> Any:
    """As pdfminer tells them apart: one segment is a line, four square ones that come back are a rectangle."""
    if len(operators) > 3 and operators.endswith("lh") and points[-2] == points[0]:
        operators, points = operators[:-2] + "h", points[:-1]
    if operators in ("ml", "mlh"):
        return "line"
    if operators in ("mlllh", "mllll") and points[0] == points[4] and _is_square(points):
        return "rect"
    return "curve"


def _is_square(points: Sequence[_Point]) -> bool:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3), _ = points
    return (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0)
