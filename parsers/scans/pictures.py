"""A page's picture made fit for recognition: upright, straight, without specks.

Pictures are arrays of grey (0 is black, 255 white), rows first.
"""

from __future__ import annotations

import io
from typing import Any

DPI = 300
"""Pixels an inch that pages are rendered at: Tesseract is trained on print of this size."""

POINTS = 72 / DPI
"""Points a pixel."""

_MOST_SKEW = 3.0  # degrees; a page in a feeder hardly lies more askew
_COARSE, _FINE = 0.25, 0.02  # degrees: steps of the search
_SHRUNK = 900  # pixels of the longer side while the skew is searched
_SPECK = 50  # pixels; a full stop has 16 to 40 of them, so size alone does not tell
_DASH, _PEN, _SOLID = 10, 3, 0.8  # pixels: least width and height of a dash; the share of its box that is ink
_NEAR = 40  # pixels; a letter is as high
_SHADE = 41  # pixels; wider than any stroke of a letter

Picture = Any


def render_page(content: bytes, number: int) -> Picture:
    """The page (from 1) as it is displayed, in grey at `DPI`."""
    import pypdfium2

    with pypdfium2.PdfDocument(io.BytesIO(content)) as pdf:
        return pdf[number - 1].render(scale=DPI / 72, grayscale=True).to_numpy().squeeze().copy()


def to_ink(picture: Picture) -> Picture:
    """1 where there is ink, 0 on paper: Otsu's threshold, held within what print and paper can be."""
    import cv2

    level, _ = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return (picture < min(max(level, 90), 200)).astype("uint8")


def turn(picture: Picture, degrees: int) -> Picture:
    """Turned with the clock by 0, 90, 180 or 270 degrees."""
    import numpy

    return numpy.ascontiguousarray(numpy.rot90(picture, -degrees // 90))


def straighten(picture: Picture) -> Picture:
    """Turned by the angle at which its lines of text and its rules lie level."""
    angle = find_skew(picture)
    return rotate(picture, angle) if abs(angle) >= _FINE else picture


def rotate(picture: Picture, angle: float) -> Picture:
    """Turned about its middle by degrees against the clock, white where nothing was."""
    import cv2

    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def find_skew(picture: Picture) -> float:
    """Degrees against the clock that make the picture straight, at most three to either side.

    Of level lines the ink falls on few rows of pixels: the angle at which neighbouring rows differ most is taken.
    """
    import numpy

    ink = _shrink(to_ink(picture))
    steps = numpy.arange(-_MOST_SKEW, _MOST_SKEW + _COARSE, _COARSE)
    best = max(steps, key=lambda angle: _measure_level(ink, angle))
    near = numpy.arange(best - _COARSE, best + _COARSE, _FINE)
    return float(max(near, key=lambda angle: _measure_level(ink, angle)))


def _shrink(ink: Picture) -> Picture:
    import cv2

    scale = _SHRUNK / max(ink.shape)
    return cv2.resize(ink * 255, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _measure_level(ink: Picture, angle: float) -> float:
    import cv2
    import numpy

    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    profile = cv2.warpAffine(ink, matrix, (width, height)).sum(axis=1, dtype=numpy.float64)
    return float((numpy.diff(profile) ** 2).sum())


def drop_specks(picture: Picture) -> Picture:
    """White where a spot of ink is small and no letter is near: a full stop or a dot on an i always has one.

    A dash before an item of a list may stand as far from its letters as a speck; its shape tells it.
    """
    import cv2
    import numpy

    count, spots, stats, _ = cv2.connectedComponentsWithStats(to_ink(picture), connectivity=8)
    sizes = stats[:, cv2.CC_STAT_AREA]
    sizes[0] = 0
    letters = (sizes > _SPECK)[spots].astype("uint8")
    beside = cv2.dilate(letters, numpy.ones((_NEAR, 2 * _NEAR), dtype="uint8"))
    lonely = numpy.ones(count, dtype=bool)
    lonely[0] = False
    lonely[numpy.unique(spots[beside == 1])] = False
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    lonely[(width >= _DASH) & (height >= _PEN) & (width >= 2 * height) & (sizes >= _SOLID * width * height)] = False
    fringe = cv2.dilate(lonely[spots].astype("uint8"), numpy.ones((5, 5), dtype="uint8"))
    cleaned = picture.copy()
    cleaned[fringe == 1] = 255
    return cleaned


def flatten(picture: Picture) -> Picture:
    """Shaded areas as white as the paper, so that their letters stand out as others do."""
    import cv2
    import numpy

    paper = cv2.morphologyEx(picture, cv2.MORPH_CLOSE, numpy.ones((_SHADE, _SHADE), dtype="uint8"))
    return cv2.divide(picture, numpy.maximum(paper, 60), scale=255)
