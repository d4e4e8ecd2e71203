"""One page that is a picture -> words and ruling lines, as a page of text has them.

Places are counted on the page as a reader would lay it: turned upright and straightened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.scans import pictures
from parsers.scans.numbers import CheckedWord, check_numbers, join_decimals
from parsers.scans.pictures import POINTS, Picture
from parsers.scans.quotes import drop_stray_marks
from parsers.scans.ruling import Ruling, find_areas, find_ruling, without_ruling
from parsers.scans.segments import BORDER, find_segments
from parsers.scans.shapes import Shapes
from parsers.scans.tesseract import SeenWord, Tesseract, find_turn, read_pictures
from parsers.scans.words import move, to_words
from schemas.pages import Rule, Word

_LINE_MODE = 7  # of Tesseract: one line of text


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
    seen = join_decimals(list(Shapes(text).part_dashes(drop_stray_marks(_read_words(program, text, ruling)))))
    checked = check_numbers(program, text, seen)
    height, width = picture.shape
    return RecognisedPage(width * POINTS, height * POINTS, _with_doubts(checked, text), ruling.rules)


def prepare_page(program: Tesseract, content: bytes, number: int) -> Picture:
    """The page's picture upright, straight and without specks."""
    picture = pictures.render_page(content, number)
    upright = pictures.turn(picture, find_turn(program, picture))
    return pictures.drop_specks(pictures.straighten(upright))


def _read_words(program: Tesseract, text: Picture, ruling: Ruling) -> tuple[SeenWord, ...]:
    """Each line of print is read by itself."""
    segments = find_segments(text, find_areas(ruling))
    read = iter(read_pictures(program, [s.picture for s in segments if s.sign is None], _LINE_MODE))
    return tuple(
        move(word, segment, (at,))
        for at, segment in enumerate(segments)
        for word in (next(read) if segment.sign is None else [_to_sign(segment.sign, segment.picture)])
    )


def _to_sign(sign: str, picture: Picture) -> SeenWord:
    height, width = picture.shape
    return SeenWord(sign, BORDER, BORDER, width - BORDER, height - BORDER, 100, ())


def _with_doubts(checked: Sequence[CheckedWord], text: Picture) -> tuple[Word, ...]:
    doubts = {id(item.word): item.second for item in checked}
    return tuple(
        replace(word, second_reading=doubts[id(seen)]) if doubts[id(seen)] else word
        for seen, word in to_words([item.word for item in checked], text)
    )
