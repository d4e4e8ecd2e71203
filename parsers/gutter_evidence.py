"""Is the blank strip down a page the gutter between two columns of running text? A table has such strips too.

Text columns are about as wide as each other and filled with lines that begin at the column's left side and reach its
right side without a gap; the columns of a table, several of which may stand on either side of the strip, are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.geometry import to_lines
from parsers.running_text import are_text_columns, begins_question, find_left, find_share
from schemas.pages import Page, TextLine, Word

_HALF = 4.0  # points on either side of a gutter's middle without a word
_STEP = 2.0  # points
_CENTRE = (0.35, 0.65)  # where a gutter may stand, as shares of the text's width
_FEWEST_WORDS = 60
_SOME_RUNNING = 0.3  # share in one column at least, where another page or band has shown the gutter
_SHORT = 60.0  # points; between two lines over the whole width, such a band may be rows of a table
_SAME_GUTTER = 12.0  # points


@dataclass(frozen=True, slots=True)
class Gutter:
    """The middle of the strip, and where the columns' texts begin on its left and right side (points)."""

    x: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Band:
    """A part of a page from top to bottom (points): two columns, or text and tables over the whole width."""

    top: float
    bottom: float
    in_columns: bool


def find_gutter(page: Page) -> Gutter | None:
    """The gutter of a page that surely prints two columns of text."""
    x = _find_strip(page) if len(page.words) >= _FEWEST_WORDS else None
    if x is None:
        return None
    bands = [_sides(page, x, band) for band in _free_bands(page, x) if not _is_table_row(page, x, band)]
    sides = tuple([line for band in bands for line in band[at]] for at in (0, 1))
    if not all(sides) or not are_text_columns(sides):
        return None
    return Gutter(x, find_left(sides[0]), find_left(sides[1]))


def find_known_gutter(page: Page, sure: Mapping[int, Gutter]) -> Gutter | None:
    """The page's own gutter, or that of the nearest page where this one leaves the same strip blank (a last page)."""
    if page.number in sure:
        return sure[page.number]
    nearest = sure[min(sure, key=lambda number: abs(number - page.number))]
    x = _find_strip(page, (nearest.x - _SAME_GUTTER, nearest.x + _SAME_GUTTER))
    return nearest if x is not None else None


def find_bands(page: Page, gutter: Gutter) -> list[Band]:
    """The page from top to bottom: columns where the gutter is free beside running text, else the whole width."""
    bands: list[Band] = []
    free = [band for band in _free_bands(page, gutter.x) if _is_in_columns(page, gutter, band)]
    at = 0.0
    for top, bottom in free:
        if top > at:
            bands.append(Band(at, top, False))
        bands.append(Band(top, bottom, True))
        at = bottom
    if at < page.height:
        bands.append(Band(at, page.height, False))
    filled = [band for band in bands if any(band.top <= _middle(word) < band.bottom for word in page.words)]
    return filled or bands


def _is_in_columns(page: Page, gutter: Gutter, band: tuple[float, float]) -> bool:
    if _is_table_row(page, gutter.x, band):
        return False
    left, right = _sides(page, gutter.x, band)
    if begins_question(right):
        return True
    enclosed = band[0] > 0 and band[1] < page.height and band[1] - band[0] < _SHORT
    shares = [find_share(side) for side in (left, right) if side]
    return bool(shares) and max(shares) >= _SOME_RUNNING and not (enclosed and min(len(left), len(right)) < 2)


def _find_strip(page: Page, within: tuple[float, float] | None = None) -> float | None:
    """The middle of the strip that the fewest words touch, near the middle of the text; None without words beside."""
    if not page.words:
        return None
    first, last = min(word.box.x0 for word in page.words), max(word.box.x1 for word in page.words)
    start, end = within or tuple(first + share * (last - first) for share in _CENTRE)
    steps = [start + at * _STEP for at in range(int((end - start) / _STEP) + 1)]
    touched = [0] * len(steps)
    for word in page.words:
        low = max(0, int((word.box.x0 - _HALF - start) / _STEP) + 1)
        for at in range(low, min(len(steps), int((word.box.x1 + _HALF - start) / _STEP) + 1)):
            touched[at] += 1
    fewest = min(touched)
    if fewest > len(page.words) / 4:
        return None
    runs = list(_runs([at for at, count in enumerate(touched) if count == fewest]))
    widest = max(runs, key=lambda run: run[1] - run[0])
    return steps[(widest[0] + widest[1]) // 2]


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = places[0]
    for before, at in pairwise([*places, places[-1] + 2]):
        if at != before + 1:
            yield start, before
            start = at


def _free_bands(page: Page, x: float) -> list[tuple[float, float]]:
    """From top to bottom the parts of the page in which neither a word nor a ruling line crosses the gutter."""
    blocked = [(w.box.top, w.box.bottom) for w in page.words if w.box.x0 < x + _HALF and w.box.x1 > x - _HALF]
    blocked += [(top, top) for top in _crossing_rules(page, x)]
    ends = [*sorted(blocked), (page.height, page.height)]
    free, at = [], 0.0
    for top, bottom in ends:
        if top > at:
            free.append((at, top))
        at = max(at, bottom)
    return [band for band in free if any(band[0] <= _middle(word) < band[1] for word in page.words)]


def _crossing_rules(page: Page, x: float) -> list[float]:
    boxes = (rule.box for rule in page.rules if rule.horizontal)
    return [box.top for box in boxes if box.x0 < x - _HALF and box.x1 > x + _HALF]


def _is_table_row(page: Page, x: float, band: tuple[float, float]) -> bool:
    """Whether ruling lines close the band above and below; those of a running header and footer are far apart."""
    tops = _crossing_rules(page, x)
    closed = all(any(abs(top - end) < 1.0 for top in tops) for end in band)
    return closed and band[1] - band[0] < page.height / 2


def _middle(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2


def _sides(page: Page, x: float, band: tuple[float, float]) -> tuple[tuple[TextLine, ...], tuple[TextLine, ...]]:
    inside = [word for word in page.words if band[0] <= _middle(word) < band[1]]
    left, right = [word for word in inside if word.box.x0 < x], [word for word in inside if word.box.x0 >= x]
    return to_lines(left, page.number), to_lines(right, page.number)
