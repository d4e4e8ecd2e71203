"""What Tesseract saw -> words as a PDF has them: boxes of the font's height, sizes in points, numbers read twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from parsers.scans.letters import with_capitals
from parsers.scans.pictures import POINTS, Picture
from parsers.scans.strokes import Strokes, find_bold
from parsers.scans.tesseract import SeenWord
from schemas.pages import Box, Word

FONT = "recognised"
"""The font of recognised words: a picture names none."""

_ASCENDS = frozenset("bdfhijklt0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ()[]{}/\\|€$%&?!§'\"‘’“”")
_DESCENDS = frozenset("gjpqyç()[]{}/\\|,;§")
_ASCENT, _X_HEIGHT, _DESCENT = 0.72, 0.52, 0.21  # of the font's size, in the usual fonts
_SURE_SIZE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ€")
_SAME_SIZE = 0.2  # of the usual size
_QUOTES = "‘’'`´\"“”_|~°"
_SURE_MARK = 80  # of 100
_NOISE = frozenset("|_~—–-.,:;'‘’“”\"°•·=`´*«»\\/")
_LEAST_CONFIDENT = 60  # of 100; below it a mark without letters or digits is a speck or the rest of a line


def to_words(seen: Sequence[SeenWord], picture: Picture) -> tuple[tuple[SeenWord, Word], ...]:
    """Each seen word with its word in points of the straightened page. Specks that were taken for marks are left out.

    All words of a line get one size, and are bold or not: what is measured in pixels varies by chance.
    """
    by_line: dict[tuple[int, ...], list[SeenWord]] = defaultdict(list)
    for word in seen:
        if not is_speck(word):
            by_line[word.line].append(word)
    lines, strokes = list(by_line.values()), Strokes(picture)
    sizes = _even_out([find_line_size(line) for line in lines])
    bold = find_bold([strokes.measure(line, size) for line, size in zip(lines, sizes, strict=True)])
    return tuple(
        (word, _to_word(word, size, is_bold))
        for line, size, is_bold in zip(lines, sizes, bold, strict=True)
        for word in line
    )


def without_stray_marks(word: SeenWord) -> SeenWord:
    """Specks beside a letter are taken for quotes: `‘ANTWOORD`. A mark that Tesseract is not sure of is left out."""
    text = word.text.strip(_QUOTES)
    unsure = word.confidence < _SURE_MARK and text and text != word.text
    return replace(word, text=text) if unsure else word


def is_speck(word: SeenWord) -> bool:
    """A mark alone that Tesseract itself hardly believes."""
    return word.confidence < _LEAST_CONFIDENT and all(char in _NOISE for char in word.text)


def _even_out(sizes: Sequence[float]) -> list[float]:
    """Sizes near the usual one of the page are the usual one."""
    usual = median(sizes) if sizes else 0.0
    return [usual if abs(size - usual) <= _SAME_SIZE * usual else size for size in sizes]


def find_line_size(line: Sequence[SeenWord]) -> float:
    """The font's size in points, to the half: the median of the line's words."""
    sizes = [size for size in map(_find_size, line) if size is not None]
    size = median(sizes) if sizes else max(word.bottom - word.top for word in line) * POINTS
    return max(4.0, round(2 * size) / 2)


def _find_size(word: SeenWord) -> float | None:
    """The font's size in points, from the height of the ink and which letters go above and below the line."""
    if not any(char in _SURE_SIZE for char in word.text):
        return None
    above = _ASCENT if any(char in _ASCENDS for char in word.text) else _X_HEIGHT
    below = _DESCENT if any(char in _DESCENDS for char in word.text) else 0.0
    return (word.bottom - word.top) * POINTS / (above + below)


def _to_word(word: SeenWord, size: float, bold: bool) -> Word:
    descends = any(char in _DESCENDS for char in word.text)
    base = word.bottom * POINTS - (_DESCENT * size if descends else 0.0)
    if not any(char in _SURE_SIZE for char in word.text):  # a dash or quote hangs above the line
        base = min(base + 0.3 * size, word.top * POINTS + size)
    box = Box(word.left * POINTS, base - 0.9 * size, word.right * POINTS, base + 0.22 * size)
    return Word(with_capitals(word.text), box, FONT, size, bold)


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
