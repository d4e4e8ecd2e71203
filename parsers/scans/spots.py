"""Connected spots of ink: letters, and the marks that stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.scans.pictures import Picture, to_ink

_FEWEST = 12  # pixels of ink of a dash
_FLAT = 1.5  # times as wide as high is a dash
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

    def is_bullet(self, spot: int) -> bool:
        """A full round spot; a speck is smaller."""
        left, top, right, bottom, pixels = self.boxes[spot]
        width, height = right - left, bottom - top
        least, most = _BULLET
        return least <= height <= most and abs(width - height) <= 0.2 * height and pixels >= _FULL * width * height


def find_spots(picture: Picture, areas: Picture) -> Spots:
    """The spots of a picture; `areas` has a number for each pixel, one for each area that lines enclose."""
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(to_ink(picture), connectivity=8)
    boxes = tuple((x, y, x + w, y + h, pixels) for x, y, w, h, pixels in stats.tolist())
    stands = tuple(int(areas[(top + bottom) // 2, (x + x1) // 2]) for x, top, x1, bottom, _ in boxes)
    return Spots(labels, boxes, stands)
