"""What is painted on a page, before it is lines and rules: words, drawn shapes, whether a picture stands there.

Both readings of a page give `PageMarks`, so that what follows need not know which one it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas.pages import Box, Word

Letter = tuple[float, float, float, float, str]
"""Left, top, right, bottom in points from the sheet's top left corner as displayed, and the text (often one letter)."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters painted one after another in one font and size (points)."""

    font: str
    size: float
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn line, rectangle or curve; what is white is not seen on paper."""

    kind: Literal["line", "rect", "curve"]
    box: Box
    stroked: bool
    filled: bool
    white_stroke: bool
    white_fill: bool


@dataclass(frozen=True, slots=True)
class PageMarks:
    """One page: `shown` is the displayed part (the crop box), `sheet` the whole paper (the media box), in the same
    points as the words and shapes.

    `doubt` says why this reading may not be the right one; it is empty when there is no reason to look again.
    """

    number: int
    rotation: int
    shown: Box
    sheet: Box
    words: tuple[Word, ...]
    shapes: tuple[Shape, ...]
    has_picture: bool
    doubt: str = ""

    def count_letters(self) -> int:
        """Letters, digits and signs on the page; blanks are not counted."""
        return sum(len(word.text) for word in self.words)
