"""What Tesseract saw -> words as a PDF has them: boxes of the font's height, sizes in points, numbers read twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from parsers.scans.letters import with_capitals, with_known_letters
from parsers.scans.pictures import POINTS, Picture
from parsers.scans.segments import Segment
from parsers.scans.shapes import Shapes
from parsers.scans.strokes import Strokes, find_bold
from parsers.scans.tesseract import SeenWord
from schemas.pages import Box, Word

FONT = "recognised"
"""The font of recognised words: a picture names none."""

_ASCENDS = frozenset("bdfhijklt0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ()[]{}/\\|€$%&?!§'\"‘’“”")
_DESCENDS = frozenset("gjpqyç()[]{}/\\|,;§")
_ASCENT, _X_HEIGHT, _DESCENT = 0.72, 0.52, 0.21  # of the font's size, in the usual fonts
_SURE_SIZE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ€")
_FEWEST_SIGNS = 8  # in a line whose size can be trusted
_NEAR_SIZE = 0.4  # of the size beside it
_SAME_SIZE = 0.2  # of the usual size
_NOISE = frozenset("|_~—–-.,:;'‘’“”\"°•·=`´*«»\\/")
_DASHES = ("-", "–", "—", "=", "~")
_LEAST_CONFIDENT = 60  # of 100; below it a mark without letters or digits is a speck or the rest of a line


def to_words(seen: Sequence[SeenWord], picture: Picture) -> tuple[tuple[SeenWord, Word], ...]:
    """Each seen word with its word in points of the straightened page. Specks that were taken for marks are left out.

    All words of a line get one size, and are bold or not: what is measured in pixels varies by chance.
    """
    by_line: dict[tuple[int, ...], list[SeenWord]] = defaultdict(list)
    for word in seen:
        if not is_speck(word) or _is_sign(word, seen):
            by_line[word.line].append(word)
    lines, strokes, shapes = list(by_line.values()), Strokes(picture), Shapes(picture)
    sizes = _even_out(_by_neighbours(lines, [find_line_size(line) for line in lines]))
    bold = find_bold([strokes.measure(line, size) for line, size in zip(lines, sizes, strict=True)])
    return tuple(
        (word, _to_word(cased, size, is_bold))
        for line, size, is_bold in zip(lines, sizes, bold, strict=True)
        for word, cased in zip(line, shapes.with_right_case(line, size), strict=True)
    )


def is_speck(word: SeenWord) -> bool:
    """A mark alone that Tesseract itself hardly believes."""
    return word.confidence < _LEAST_CONFIDENT and all(char in _NOISE for char in word.text)


def _is_sign(word: SeenWord, seen: Sequence[SeenWord]) -> bool:
    """A dash before a number may make it negative, however faint."""
    reach = 2 * max(word.right - word.left, word.bottom - word.top)
    behind = (other for other in seen if other.line == word.line and 0 <= other.left - word.right <= reach)
    return word.text in _DASHES and any(other.text[:1].isdigit() for other in behind)


def _even_out(sizes: Sequence[float]) -> list[float]:
    """Sizes near the usual one of the page are the usual one."""
    usual = median(sizes) if sizes else 0.0
    return [usual if abs(size - usual) <= _SAME_SIZE * usual else size for size in sizes]


def _by_neighbours(lines: Sequence[Sequence[SeenWord]], sizes: Sequence[float]) -> list[float]:
    """A number alone tells little of its font: it has the size of what stands beside it, where that is near."""
    tall = [sum(len(word.text) for word in line) >= _FEWEST_SIGNS for line in lines]
    found = []
    for line, size in zip(lines, sizes, strict=True):
        middle = (line[0].top + line[0].bottom) / 2
        beside = [
            other for other, words, counts in zip(sizes, lines, tall, strict=True) if counts and _is_at(middle, words)
        ]
        usual = median(beside) if beside else size
        near = line[0].base is not None and abs(size - usual) <= _NEAR_SIZE * usual
        found.append(usual if near else size)
    return found


def _is_at(y: float, line: Sequence[SeenWord]) -> bool:
    return line[0].top <= y <= line[0].bottom


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
    if word.base is not None and word.base > word.top:
        return (word.base - word.top) * POINTS / above
    below = _DESCENT if any(char in _DESCENDS for char in word.text) else 0.0
    return (word.bottom - word.top) * POINTS / (above + below)


def _to_word(word: SeenWord, size: float, bold: bool) -> Word:
    base = _find_base(word, size)
    box = Box(word.left * POINTS, base - 0.9 * size, word.right * POINTS, base + 0.22 * size)
    return Word(with_known_letters(with_capitals(word.text)), box, FONT, size, bold)


def _find_base(word: SeenWord, size: float) -> float:
    """Where the word stands, in points: on the base of its line, or by its own ink."""
    if word.base is not None:
        return word.base * POINTS
    descends = any(char in _DESCENDS for char in word.text)
    base = word.bottom * POINTS - (_DESCENT * size if descends else 0.0)
    if not any(char in _SURE_SIZE for char in word.text):  # a dash or quote hangs above the line
        base = min(base + 0.3 * size, word.top * POINTS + size)
    return base


def move(word: SeenWord, segment: Segment, line: tuple[int, ...]) -> SeenWord:
    """The word of a line that was cut out, at its place in the whole picture."""
    left, top = segment.left, segment.top
    return replace(
        word,
        base=segment.base,
        left=word.left + left,
        top=word.top + top,
        right=word.right + left,
        bottom=word.bottom + top,
        line=(*line, *word.line),
    )
