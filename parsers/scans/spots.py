"""Connected spots of ink: letters, and the marks that stand beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parsers.scans.pictures import Picture, to_ink

_FEWEST = 12  # pixels of ink of a dash
_FLAT = 1.5  # times as wide as high is a dash
_DASH_WIDTH = (0.3, 2.0)  # of the usual height of a letter; what is wider is the rest of a rule
_DASH_LEVEL = (0.25, 0.85)  # of the height of its line from the top; what is lower is an underscore or a rule
_SOLID = 0.7  # of its box, the ink of a dash: a speck is ragged
_LONG_DASH = 0.9  # of the usual height of a letter, between the widths of a hyphen and a dash
_BULLET = (10, 30)  # pixels: heights of bullets
_FULL = 0.7  # of its square, the ink of a round spot


@dataclass(frozen=True, slots=True)
class Spots:
    """The spots of a picture: `labels` names each pixel's spot; a box is left, top, right, bottom and pixels of ink.

    `areas` names the area between ruling lines in which each spot stands. Spot 0 is the paper.
    """

    labels: Picture
    boxes: tuple[tuple[int, int, int, int, int], ...]
    areas: tuple[int, ...]

    def height(self, spot: int) -> int:
        return self.boxes[spot][3] - self.boxes[spot][1]

    def frame(self, group: Sequence[int]) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of all these spots together."""
        left, top, right, bottom = zip(*(self.boxes[spot][:4] for spot in group), strict=True)
        return min(left), min(top), max(right), max(bottom)

    def is_dash(self, spot: int) -> bool:
        left, top, right, bottom, pixels = self.boxes[spot]
        return pixels >= _FEWEST and right - left >= _FLAT * (bottom - top)

    def find_dash(self, spot: int, usual: float, lines: Iterable[tuple[int, int, int, int]]) -> str | None:
        """The dash that a lone spot is, by its shape and its level in one of the lines; None for anything else.

        `usual` is the height of a letter; a line is its left, top, right and bottom.
        Tesseract makes `_`, `=` or nothing of a dash that it is given alone.
        """
        left, top, right, bottom, pixels = self.boxes[spot]
        width, height = right - left, bottom - top
        least, most = _DASH_WIDTH
        solid = self.is_dash(spot) and pixels >= _SOLID * width * height
        if not (solid and least * usual <= width <= most * usual):
            return None
        level = any(_is_level((top + bottom) / 2, line) for line in lines)
        return ("–" if width >= _LONG_DASH * usual else "-") if level else None

    def is_bullet(self, spot: int) -> bool:
        """A full round spot; a speck is smaller."""
        left, top, right, bottom, pixels = self.boxes[spot]
        width, height = right - left, bottom - top
        least, most = _BULLET
        return least <= height <= most and abs(width - height) <= 0.2 * height and pixels >= _FULL * width * height


def _is_level(y: float, line: tuple[int, int, int, int]) -> bool:
    high, low = _DASH_LEVEL
    _, top, _, bottom = line
    return high <= (y - top) / (bottom - top) <= low


def find_spots(picture: Picture, areas: Picture) -> Spots:
    """The spots of a picture; `areas` has a number for each pixel, one for each area that lines enclose."""
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(to_ink(picture), connectivity=8)
    boxes = tuple((x, y, x + w, y + h, pixels) for x, y, w, h, pixels in stats.tolist())
    stands = tuple(int(areas[(top + bottom) // 2, (x + x1) // 2]) for x, top, x1, bottom, _ in boxes)
    return Spots(labels, boxes, stands)
