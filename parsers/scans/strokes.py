"""How thick the strokes of words are: bold print in a picture."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from parsers.scans.pictures import Picture, to_ink
from parsers.scans.tesseract import SeenWord

_BOLD = 1.2  # times the usual thickness; bold fonts have 1.3 to 1.8
_FEWEST_LETTERS = 3


class Strokes:
    """Measures words of one picture. Half a stroke's thickness is the ink's area over the length of its edge."""

    def __init__(self, picture: Picture) -> None:
        import cv2

        ink = to_ink(picture)
        inner = cv2.erode(ink, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3)))
        self._ink, self._edge = cv2.integral(ink), cv2.integral(ink - inner)

    def measure(self, words: Sequence[SeenWord], size: float) -> float | None:
        """The usual thickness of the words' strokes for one unit of their font's `size`; None for marks and numbers
        of few signs."""
        found = [value for word in words if (value := self._measure_word(word)) is not None]
        return median(found) / size if found else None

    def _measure_word(self, word: SeenWord) -> float | None:
        edge = _sum(self._edge, word)
        counts = sum(char.isalnum() for char in word.text) >= _FEWEST_LETTERS
        return _sum(self._ink, word) / edge if counts and edge else None


def find_bold(thickness: Sequence[float | None]) -> list[bool]:
    """Which of the lines of a page are bold, from the thickness of each."""
    known = [value for value in thickness if value is not None]
    usual = median(known) if known else 0.0
    return [value is not None and value >= _BOLD * usual for value in thickness]


def _sum(table: Picture, word: SeenWord) -> float:
    """Of the pixels in the word's box, from a table of sums."""
    left, right = (min(max(x, 0), table.shape[1] - 1) for x in (word.left, word.right))
    top, bottom = (min(max(y, 0), table.shape[0] - 1) for y in (word.top, word.bottom))
    return float(table[bottom, right] - table[top, right] - table[bottom, left] + table[top, left])
