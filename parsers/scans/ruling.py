"""Ruling lines in a page's picture: where they run, the picture without them, and the areas between them."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.scans.pictures import POINTS, Picture, to_ink
from parsers.scans.rule_ends import complete_rules
from schemas.pages import Box, Rule

_SOLID = 45  # pixels of unbroken ink that begin a line: more than a stroke of a 14 point letter
_SHORTEST = 100  # pixels of a whole line: two capitals of a heading side by side are shorter
_SHORTEST_GREY = 200  # pixels; the blur around a row of letters is grey too
_GAP = 15  # pixels; a worn line is broken by less
_GREY_GAP = 75  # pixels; letters that touch a grey line hide that much of it
_CONTRAST = 9  # steps of grey that a line is darker than the paper on both its sides
_THICKEST = 14  # pixels; what is thicker is a shaded area or a bar of a picture
_FRAY = 3  # pixels beside a line that are its frayed edge
_HAZE = 16  # pixels beside letters, two blocks of a compressed picture
_MOST_BESIDE = 0.4  # of a line's length with letters beside it; above it the line is haze
_LONG = 500  # pixels of a grey line that no row of letters leaves
_BLUR = 13  # pixels; the width of a dot of ink with its blur
_TAIL = 13  # pixels that a letter's tail may go on into a line
_LEAST_CELL = 30  # pixels, the lower side of a cell that holds text
_REACH = 10  # pixels that lines are made longer to meet others


@dataclass(frozen=True, slots=True)
class Ruling:
    """What ruling a page has: its lines in points, their pixels, and the pixels of those that are black (1 is line)."""

    rules: tuple[Rule, ...]
    pixels: Picture
    black: Picture


def find_ruling(picture: Picture) -> Ruling:
    """The straight level and upright lines of a straightened picture."""
    import numpy

    ink = to_ink(picture)
    pixels, black = numpy.zeros_like(ink), numpy.zeros_like(ink)
    rules: list[Rule] = []
    for level in (True, False):
        grey = _find_grey(picture, ink, level)
        dark = _find_strokes(ink, level) if level else _find_strokes(ink, level) | _find_sides(ink, pixels)
        pale = _without_haze(_open(_join(grey, level, _GREY_GAP), _bar(_SHORTEST_GREY, level)), ink, level)
        pale = pale if level else pale | _find_sides(grey, pixels)
        lines, found = _keep_lines(dark | pale, level)
        rules.extend(found)
        pixels |= lines
        black |= lines & dark
    return Ruling(complete_rules(rules), pixels, black)


def _without_haze(pale: Picture, ink: Picture, level: bool) -> Picture:
    """Compression leaves grey along a row of letters: short lines that have ink beside most of their length go."""
    import cv2
    import numpy

    count, spots, stats, _ = cv2.connectedComponentsWithStats(pale, connectivity=8)
    beside = cv2.dilate(ink, _bar(2 * _HAZE + 1, not level))
    kept = [0] * count
    for spot in range(1, count):
        x, y, width, height, _ = (int(value) for value in stats[spot])
        along = beside[y : y + height, x : x + width].any(axis=0 if level else 1)
        kept[spot] = int(max(width, height) > _LONG or along.mean() < _MOST_BESIDE)
    return numpy.array(kept, dtype="uint8")[spots]


def _find_strokes(ink: Picture, level: bool) -> Picture:
    """Runs of ink in one direction that are longer than any stroke of a letter, joined over small gaps."""
    return _open(_join(ink, level, _GAP), _bar(_SHORTEST, level))


def _find_sides(dark: Picture, level_lines: Picture) -> Picture:
    """Upright lines that are only one row high, and so no longer than letters: they reach from line to line."""
    import cv2
    import numpy

    runs = _open(cv2.dilate(dark & (1 - level_lines), _bar(3, True)), _bar(_LEAST_CELL, False))
    count, spots, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    near_lines = cv2.dilate(level_lines, _square(2 * _FRAY + 1))
    kept = [spot for spot in range(1, count) if _reaches(stats[spot], near_lines)]
    return numpy.isin(spots, kept).astype("uint8")


def _reaches(stats: Picture, near_lines: Picture) -> bool:
    x, y, width, height, _ = (int(value) for value in stats)
    ends = (near_lines[y, x : x + width], near_lines[y + height - 1, x : x + width])
    return width <= _THICKEST and all(end.any() for end in ends)


def _find_grey(picture: Picture, ink: Picture, level: bool) -> Picture:
    """What is no ink, yet darker than the paper on both sides: grey lines, also in shaded rows; no letters."""
    import cv2
    import numpy

    paper = cv2.morphologyEx(picture, cv2.MORPH_CLOSE, _square(31))
    near_ink = cv2.dilate(ink, _square(_BLUR))
    smooth = cv2.blur(numpy.where(near_ink == 1, paper, picture), (15, 3) if level else (3, 15))
    darker = cv2.morphologyEx(smooth, cv2.MORPH_BLACKHAT, _bar(2 * _THICKEST, not level)) >= _CONTRAST
    return darker.astype("uint8")


def _join(dark: Picture, level: bool, gap: int) -> Picture:
    import cv2

    # One pixel of thickness more: the line of a scan wanders by that much.
    thick = cv2.dilate(dark, _bar(3, not level))
    return cv2.morphologyEx(_open(thick, _bar(_SOLID, level)), cv2.MORPH_CLOSE, _bar(gap, level))


def _open(dark: Picture, bar: Picture) -> Picture:
    import cv2

    return cv2.morphologyEx(dark, cv2.MORPH_OPEN, bar)


def _bar(length: int, level: bool) -> Picture:
    import numpy

    return numpy.ones((1, length) if level else (length, 1), dtype="uint8")


def _square(side: int) -> Picture:
    import numpy

    return numpy.ones((side, side), dtype="uint8")


def _keep_lines(strokes: Picture, level: bool) -> tuple[Picture, list[Rule]]:
    import cv2
    import numpy

    count, spots, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    kept = [spot for spot in range(1, count) if _is_line(stats[spot], level)]
    return numpy.isin(spots, kept).astype("uint8"), [_to_rule(stats[spot], level) for spot in kept]


def _is_line(stats: Picture, level: bool) -> bool:
    _, _, width, height, area = (int(value) for value in stats)
    long, across = (width, height) if level else (height, width)
    return area / long <= _THICKEST and across <= max(3 * _THICKEST, long / 20)


def _to_rule(stats: Picture, level: bool) -> Rule:
    x, y, width, height, _ = (int(value) for value in stats)
    if level:
        middle = (y + height / 2) * POINTS
        return Rule(Box(x * POINTS, middle, (x + width) * POINTS, middle), True)
    middle = (x + width / 2) * POINTS
    return Rule(Box(middle, y * POINTS, middle, (y + height) * POINTS), False)


def without_ruling(picture: Picture, ruling: Ruling) -> Picture:
    """The picture with white where its lines were: Tesseract takes them for letters, or passes over the text.

    Ink that only touches a grey line is text and stays.
    """
    import cv2

    fringe = _square(2 * _FRAY + 1)
    ink = to_ink(picture)
    near_black = cv2.dilate(ruling.black, fringe)
    # A tail that reaches into a line goes on through it.
    tails = cv2.dilate(ink & (1 - near_black), _bar(_TAIL, False)) & ink
    text = cv2.dilate(ink & (1 - ruling.black), _square(3))
    cleaned = picture.copy()
    cleaned[((near_black == 1) & (tails == 0)) | ((cv2.dilate(ruling.pixels, fringe) == 1) & (text == 0))] = 255
    return cleaned


def find_areas(ruling: Ruling) -> Picture:
    """A number for each pixel, one for each area that lines enclose; what no line parts has one number."""
    import cv2

    return cv2.connectedComponents(1 - _draw(ruling), connectivity=4)[1]


def _draw(ruling: Ruling) -> Picture:
    """The lines a little longer than they are, so that those which meet in print also meet here."""
    import cv2
    import numpy

    drawn = numpy.zeros_like(ruling.pixels)
    for rule in ruling.rules:
        x0, top, x1, bottom = (
            round(side / POINTS) for side in (rule.box.x0, rule.box.top, rule.box.x1, rule.box.bottom)
        )
        across, along = (_REACH, 0) if rule.horizontal else (0, _REACH)
        cv2.line(drawn, (x0 - across, top - along), (x1 + across, bottom + along), 1, 5)
    return drawn
