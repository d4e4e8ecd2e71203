"""What is printed on a page. All places are in points, counted from the page's top left corner as it is displayed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space between them, in one font and on one baseline.

    `second_reading` is what another recognition of a scanned number gave, where it is another number or none is sure.
    """

    text: str
    box: Box
    font: str
    size: float
    bold: bool
    second_reading: str | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words printed side by side, from left to right."""

    words: tuple[Word, ...]
    box: Box
    page: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A printed ruling line; one of its two sides is (almost) zero long."""

    box: Box
    horizontal: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page as displayed: `words` without the running header and footer, which stand in `furniture`.

    `sheet` is the whole sheet of paper (the media box), which is larger where the PDF shows only a part of it; what
    stands outside the displayed part is not read. A `recognised` page is a picture that was read by text recognition:
    its places are counted once it is turned upright and straightened. `unread` says why nothing
    (or next to nothing) of a page was read.
    `bands` are the shaded areas: rows on a ground of their own. `beside` counts the pages right before this one that
    are printed on its left: tables side by side are read as pages.
    """

    number: int
    width: float
    height: float
    rotation: int
    words: tuple[Word, ...]
    lines: tuple[TextLine, ...]
    rules: tuple[Rule, ...]
    furniture: tuple[Word, ...]
    has_text: bool
    has_picture: bool = False
    sheet: Box | None = None
    recognised: bool = False
    unread: str | None = None
    bands: tuple[Box, ...] = ()
    beside: int = 0
