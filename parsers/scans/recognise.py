"""One page that is a picture -> words and ruling lines, as a page of text has them.

Places are counted on the page as a reader would lay it: turned upright and straightened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.scans import pictures
from parsers.scans.numbers import CheckedWord, check_numbers
from parsers.scans.pictures import POINTS, Picture
from parsers.scans.ruling import PixelBox, Ruling, find_cells, find_ruling, without_ruling
from parsers.scans.tesseract import SeenWord, Tesseract, find_turn, read_pictures
from parsers.scans.words import move, to_words, without_stray_marks
from schemas.pages import Rule, Word

_PAGE_MODE, _CELL_MODE = 4, 6  # Tesseract's: columns of text of any size; one block of text
_BORDER = 20  # pixels of white around a cell that is cut out
_LEAST_INK = 12  # pixels in a cell that is worth reading


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """What a page's picture shows: its size in points once upright, words and rules."""

    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]


def recognise_page(program: Tesseract, content: bytes, number: int) -> RecognisedPage:
    """Reads one page (from 1) of a PDF. Raises RecognitionFailed where Tesseract breaks off."""
    picture = prepare_page(program, content, number)
    ruling = find_ruling(picture)
    text = pictures.flatten(without_ruling(picture, ruling))
    seen = [without_stray_marks(word) for word in _read_words(program, text, ruling)]
    checked = check_numbers(program, text, seen)
    height, width = picture.shape
    return RecognisedPage(width * POINTS, height * POINTS, _with_doubts(checked, text), ruling.rules)


def prepare_page(program: Tesseract, content: bytes, number: int) -> Picture:
    """The page's picture upright, straight and without specks."""
    picture = pictures.render_page(content, number)
    upright = pictures.turn(picture, find_turn(program, picture))
    return pictures.drop_specks(pictures.straighten(upright))


def _read_words(program: Tesseract, text: Picture, ruling: Ruling) -> tuple[SeenWord, ...]:
    """Each ruled cell is read by itself: Tesseract reads through the columns of a table, or passes over cells."""
    cells = [cell for cell in find_cells(ruling) if _holds_ink(text, cell)]
    rest = text.copy()
    for left, top, right, bottom in cells:
        rest[top:bottom, left:right] = 255
    in_cells = read_pictures(program, [_cut_out(text, cell) for cell in cells], _CELL_MODE)
    outside = read_pictures(program, [rest], _PAGE_MODE)[0]
    moved = (
        move(word, cell[0] - _BORDER, cell[1] - _BORDER, (at,))
        for at, (cell, words) in enumerate(zip(cells, in_cells, strict=True))
        for word in words
    )
    return (*outside, *moved)


def _holds_ink(text: Picture, cell: PixelBox) -> bool:
    left, top, right, bottom = cell
    return int((text[top:bottom, left:right] < 140).sum()) >= _LEAST_INK


def _cut_out(text: Picture, cell: PixelBox) -> Picture:
    import cv2

    left, top, right, bottom = cell
    crop = text[top:bottom, left:right]
    return cv2.copyMakeBorder(crop, _BORDER, _BORDER, _BORDER, _BORDER, cv2.BORDER_CONSTANT, value=255)


def _with_doubts(checked: Sequence[CheckedWord], text: Picture) -> tuple[Word, ...]:
    doubts = {id(item.word): item.second for item in checked}
    return tuple(
        replace(word, second_reading=doubts[id(seen)]) if doubts[id(seen)] else word
        for seen, word in to_words([item.word for item in checked], text)
    )
