"""Lines of print in a page's picture, each by itself: letters side by side, up to the next column.

Tesseract's own search for lines runs columns together and passes over lone numbers; so it is given lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median

from parsers.scans.pictures import Picture
from parsers.scans.spots import Spots, find_spots

_LETTER = (8, 120)  # pixels: heights of letters from 6 to 30 points
_LEAST = 0.5  # of the usual height of a letter; what is lower is a mark, an accent or a speck
_LOW = 0.8  # of the usual height; a lone spot that is lower may be a quote of the line beside it
_GAP = 1.2  # of the higher letter: a space of a line that is spread over its column is that wide, a gutter is wider
_OVERLAP = 0.4  # of the lower letter: letters of one line share that much of their height
_BESIDE = 0.7  # of the line's height, from its last letter to its full stop or the mark of a footnote
_ABOVE = 0.6  # of the line's height, from its letters to their accents or to a hanging comma
_MARK = (0.5, 0.78)  # of a capital's height, that of a raised digit; a quote is lower
_RAISED = 0.25  # of a capital's height, between the base and the foot of a raised digit
_GLUED = 0.3  # of a capital's height, the farthest from a word to its footnote mark
_WAVER = 0.15  # of its height, by which a letter stands off the base
_FEWEST_FULL = 3  # letters on the base that tell its height
_FRINGE = 5  # pixels: the grey around ink, and a bit more
BORDER = 20  # pixels of white around a line that is cut out


@dataclass(frozen=True, slots=True)
class Segment:
    """A line of print cut out, with white where others reach into it; `left` and `top` are its place in pixels.

    `base` is where its letters stand; None for a sign alone, which may be raised. `sign` is the bullet or dash it is.
    """

    picture: Picture
    left: int
    top: int
    base: float | None
    sign: str | None = None


def find_segments(picture: Picture, areas: Picture) -> list[Segment]:
    """The lines of print of a straight picture without rules, from top to bottom.

    `areas` has a number for each pixel, one for each area that ruling lines enclose: no line of print leaves its own.
    """
    spots = find_spots(picture, areas)
    letters = _find_letters(spots)
    groups = _join_marks(spots, _join_letters(spots, letters))
    groups = [part for group in groups for part in _part_raised(spots, group)]
    groups.sort(key=lambda group: spots.boxes[group[0]][1])
    signs = _find_signs(spots, groups)
    return [_cut_out(picture, spots, group, signs.get(group[0])) for group in groups]


def _find_signs(spots: Spots, groups: Sequence[Sequence[int]]) -> dict[int, str]:
    """The lone spots that are bullets and dashes: a recogniser that sees nothing else can't tell what they are."""
    lines = [group for group in groups if len(group) > 1]
    usual = median(map(spots.height, chain(*lines))) if lines else 0
    frames = [spots.frame(line) for line in lines]
    lone = [group[0] for group in groups if len(group) == 1]
    signs = {spot: "•" if spots.is_bullet(spot) else spots.find_dash(spot, usual, frames) for spot in lone}
    return {spot: sign for spot, sign in signs.items() if sign}


def _find_letters(spots: Spots) -> list[int]:
    """The spots as high as letters, from left to right."""
    lowest, highest = _LETTER
    whole = [spot for spot in range(1, len(spots.boxes)) if lowest <= spots.height(spot) <= highest]
    usual = median(map(spots.height, whole)) if whole else 0
    return sorted((spot for spot in whole if spots.height(spot) >= _LEAST * usual), key=lambda spot: spots.boxes[spot])


def _join_letters(spots: Spots, letters: Sequence[int]) -> list[list[int]]:
    """Letters side by side in one group."""
    group_of = {spot: [spot] for spot in letters}
    for spot, other in _find_neighbours(spots, letters):
        one, two = group_of[spot], group_of[other]
        if one is not two:
            one.extend(two)
            group_of.update(dict.fromkeys(two, one))
    return list({id(group): group for group in group_of.values()}.values())


def _find_neighbours(spots: Spots, letters: Sequence[int]) -> Iterator[tuple[int, int]]:
    import numpy

    boxes = numpy.array([(*spots.boxes[spot][:4], spots.areas[spot]) for spot in letters]).reshape(-1, 5)
    left, top, right, bottom, area = boxes.T
    height = bottom - top
    for at, spot in enumerate(letters):
        end = int(numpy.searchsorted(left, right[at] + _GAP * _LETTER[1]))
        near = slice(at + 1, end)
        shared = numpy.minimum(bottom[near], bottom[at]) - numpy.maximum(top[near], top[at])
        side = left[near] - right[at] <= _GAP * numpy.maximum(height[near], height[at])
        side &= area[near] == area[at]
        level = shared >= _OVERLAP * numpy.minimum(height[near], height[at])
        yield from ((spot, letters[at + 1 + int(found)]) for found in numpy.flatnonzero(side & level))


def _join_marks(spots: Spots, groups: Sequence[list[int]]) -> list[list[int]]:
    """Points, accents, quotes and dashes with the line that they stand in; what stands by itself is its own line."""
    usual = median(spots.height(spot) for group in groups for spot in group) if groups else 0
    lone = {group[0] for group in groups if len(group) == 1 and spots.height(group[0]) < _LOW * usual}
    lines = [group for group in groups if group[0] not in lone]
    letters = {spot for line in lines for spot in line}
    frames = [(*spots.frame(line), spots.areas[line[0]]) for line in lines]
    added: dict[int, list[int]] = defaultdict(list)
    alone: list[list[int]] = []
    for spot in range(1, len(spots.boxes)):
        if spot in letters or spots.height(spot) > _LETTER[1]:
            continue
        at = _find_line((*spots.boxes[spot][:4], spots.areas[spot]), frames)
        if at is not None:
            added[at].append(spot)
        elif spot in lone or spots.is_dash(spot) or spots.is_bullet(spot):
            alone.append([spot])
    return [*(line + added[at] for at, line in enumerate(lines)), *alone]


Frame = tuple[int, int, int, int, int]
"""Left, top, right, bottom in pixels, and the area."""


def _find_line(box: Frame, frames: Sequence[Frame]) -> int | None:
    """The nearest line that a mark may belong to."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    found = [(_find_distance(x, y, frame), at) for at, frame in enumerate(frames) if frame[4] == box[4]]
    distance, line = min(found, default=(1.0, 0))
    return line if distance < 1 else None


def _find_distance(x: float, y: float, frame: Frame) -> float:
    """From a mark to a line, as a share of the farthest that it may be."""
    left, top, right, bottom, _ = frame
    height = bottom - top
    aside, away = max(left - x, x - right, 0) / (_BESIDE * height), max(top - y, y - bottom, 0) / (_ABOVE * height)
    return max(aside, away)


def _part_raised(spots: Spots, group: list[int]) -> list[list[int]]:
    """A line and the raised footnote marks in it: `12.500¹` is no `12.5001`."""
    base = _find_base(spots, group)
    full = [spot for spot in group if abs(spots.boxes[spot][3] - base) <= _WAVER * spots.height(spot)]
    if len(full) < _FEWEST_FULL:
        return [group]
    height = max(spots.height(spot) for spot in full)
    raised = [spot for spot in group if _is_raised(spots, spot, base, height) and _is_glued(spots, spot, group, height)]
    kept = [spot for spot in group if spot not in raised]
    return [kept, *([spot] for spot in raised)]


def _is_raised(spots: Spots, spot: int, base: float, height: int) -> bool:
    least, most = _MARK
    left, top, right, bottom, _ = spots.boxes[spot]
    size = bottom - top
    return least * height <= size <= most * height and base - bottom >= _RAISED * height and right - left <= size


def _is_glued(spots: Spots, spot: int, group: Sequence[int], height: int) -> bool:
    """Behind a letter or digit, and not above another spot, as the stroke of an exclamation mark is."""
    left, _, right, _, _ = spots.boxes[spot]
    others = [spots.boxes[other] for other in group if other != spot]
    behind = any(0 <= left - other[2] <= _GLUED * height for other in others)
    return behind and not any(other[0] < right and left < other[2] for other in others)


def _find_base(spots: Spots, group: Sequence[int]) -> float:
    """Where the letters of a line stand; its points and accents are not asked."""
    highest = max(spots.height(spot) for spot in group)
    return median(spots.boxes[spot][3] for spot in group if spots.height(spot) >= _LEAST * highest)


def _cut_out(picture: Picture, spots: Spots, group: Sequence[int], sign: str | None) -> Segment:
    import cv2
    import numpy

    left, top, right, bottom = spots.frame(group)
    left, top = max(0, left - _FRINGE), max(0, top - _FRINGE)
    place = slice(top, bottom + _FRINGE), slice(left, right + _FRINGE)
    own = numpy.isin(spots.labels[place], group).astype("uint8")
    fringe = cv2.dilate(own, numpy.ones((_FRINGE, _FRINGE), dtype="uint8"))
    crop = numpy.where(fringe == 1, picture[place], 255).astype("uint8")
    framed = cv2.copyMakeBorder(crop, BORDER, BORDER, BORDER, BORDER, cv2.BORDER_CONSTANT, value=255)
    base = _find_base(spots, group) if len(group) >= _FEWEST_FULL - 1 else None
    return Segment(framed, left - BORDER, top - BORDER, base, sign)
