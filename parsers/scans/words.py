"""What Tesseract saw -> words as a PDF has them: boxes of the font's height, sizes in points, numbers read twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from parsers.scans.pictures import POINTS
from parsers.scans.tesseract import SeenWord
from schemas.pages import Box, Word

FONT = "recognised"
"""The font of recognised words: a picture names none."""

_ASCENDS = frozenset("bdfhijklt0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ()[]{}/\\|€$%&?!§'\"‘’“”")
_DESCENDS = frozenset("gjpqyç()[]{}/\\|,;§")
_ASCENT, _X_HEIGHT, _DESCENT = 0.72, 0.52, 0.21  # of the font's size, in the usual fonts
_SURE_SIZE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ€")
_NOISE = frozenset("|_~—–-.,:;'‘’“”\"°•·=`´*«»\\/")
_LEAST_CONFIDENT = 25  # of 100; below it a mark without letters or digits is a speck or the rest of a line


def to_words(seen: Sequence[SeenWord]) -> tuple[tuple[SeenWord, Word], ...]:
    """Each seen word with its word in points of the straightened page. Specks that were taken for marks are left out."""
    lines: dict[tuple[int, ...], list[SeenWord]] = defaultdict(list)
    for word in seen:
        if not is_speck(word):
            lines[word.line].append(word)
    return tuple(made for line in lines.values() for made in _to_words(line))


def is_speck(word: SeenWord) -> bool:
    """A mark alone that Tesseract itself hardly believes."""
    return word.confidence < _LEAST_CONFIDENT and all(char in _NOISE for char in word.text)


def _to_words(line: Sequence[SeenWord]) -> list[tuple[SeenWord, Word]]:
    """All words of a line get one size: the heights of letters in pixels vary by chance."""
    sizes = [size for size in map(_find_size, line) if size is not None]
    usual = _to_half(median(sizes) if sizes else max(word.bottom - word.top for word in line) * POINTS)
    return [(word, _to_word(word, usual)) for word in line]


def _to_half(size: float) -> float:
    return max(4.0, round(2 * size) / 2)


def _find_size(word: SeenWord) -> float | None:
    """The font's size in points, from the height of the ink and which letters go above and below the line."""
    if not any(char in _SURE_SIZE for char in word.text):
        return None
    above = _ASCENT if any(char in _ASCENDS for char in word.text) else _X_HEIGHT
    below = _DESCENT if any(char in _DESCENDS for char in word.text) else 0.0
    return (word.bottom - word.top) * POINTS / (above + below)


def _to_word(word: SeenWord, size: float) -> Word:
    descends = any(char in _DESCENDS for char in word.text)
    base = word.bottom * POINTS - (_DESCENT * size if descends else 0.0)
    if not any(char in _SURE_SIZE for char in word.text):  # a dash or quote hangs above the line
        base = min(base + 0.3 * size, word.top * POINTS + size)
    box = Box(word.left * POINTS, base - 0.9 * size, word.right * POINTS, base + 0.22 * size)
    return Word(word.text, box, FONT, size, False)


def move(word: SeenWord, left: int, top: int, line: tuple[int, ...]) -> SeenWord:
    """The word of a crop, at its place in the whole picture."""
    return replace(
        word,
        left=word.left + left,
        top=word.top + top,
        right=word.right + left,
        bottom=word.bottom + top,
        line=(*line, *word.line),
    )
