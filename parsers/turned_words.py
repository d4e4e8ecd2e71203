"""Text turned by a quarter, as narrow columns print their headers, laid flat where it stands.

│Org│Ged│      A turned text takes the place of one upright line: on the lowest height that all the turned texts
│   │   │      beside it share, within the width it is printed on. So it stays in its column and in its row, and
│   │   │      everything behind reads it like any other text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from parsers.geometry import centre, overlap, to_box, to_line, to_lines
from parsers.page_marks import Letter, Run
from parsers.page_words import to_words
from schemas.pages import Box, TextLine, Word

_NEXT_LINE = 0.35  # of the size: lines of one text are no farther apart
_FEWEST_ROWS = 2  # lines with numbers beside a turned text: it is the title of these rows, no header


@dataclass(frozen=True, slots=True)
class TurnedLetter:
    """One printed letter, where it is displayed, and which way its line runs."""

    text: str
    box: Box
    font: str
    upwards: bool


@dataclass(frozen=True, slots=True)
class _Turned:
    """The words of one turned text in reading order, and the box it is printed on."""

    words: tuple[Word, ...]
    box: Box


def lay_flat(letters: Sequence[TurnedLetter], upright: Sequence[Word]) -> tuple[Word, ...]:
    """The words of the turned letters as words of upright lines, each within the width of its own text."""
    texts = [text for upwards in (True, False) for text in _find_texts([x for x in letters if x.upwards is upwards])]
    lines = to_lines(upright, 1)
    return tuple(word for text in texts for word in _place(text, _find_height(text, texts, lines)))


def _find_texts(letters: Sequence[TurnedLetter]) -> Iterator[_Turned]:
    """The turned texts of one direction; lines close to each other are one text."""
    if not letters:
        return
    upwards = letters[0].upwards
    found = to_lines(to_words(list(_to_runs(letters))), 1)
    lines = sorted((part for line in found for part in _split(line)), key=lambda line: (line.box.top, line.box.x0))
    group: list[TextLine] = [*lines[:1]]
    for above, line in pairwise(lines):
        if not _follows(above, line):
            yield _to_turned(group, upwards)
            group = []
        group.append(line)
    yield _to_turned(group, upwards)


def _split(line: TextLine) -> Iterator[TextLine]:
    """The texts at one height of the turned sheet, which stand over each other as it is displayed."""
    part = [line.words[0]]
    for word, after in pairwise(line.words):
        if after.box.x0 - word.box.x1 > after.size:
            yield to_line(part, line.page)
            part = []
        part.append(after)
    yield to_line(part, line.page)


def _to_runs(letters: Sequence[TurnedLetter]) -> Iterator[Run]:
    """Letters as if the sheet lay turned: what runs upwards runs to the right, what was left is above."""
    for (font, x0, x1), group in groupby(letters, key=lambda x: (x.font, round(x.box.x0, 1), round(x.box.x1, 1))):
        yield Run(font, round(x1 - x0, 1), tuple(_turn(letter) for letter in group))


def _turn(letter: TurnedLetter) -> Letter:
    box = letter.box
    if letter.upwards:
        return -box.bottom, box.x0, -box.top, box.x1, letter.text
    return box.top, -box.x1, box.bottom, -box.x0, letter.text


def _turn_back(box: Box, upwards: bool) -> Box:
    if upwards:
        return Box(box.top, -box.x1, box.bottom, -box.x0)
    return Box(-box.bottom, box.x0, -box.top, box.x1)


def _follows(above: TextLine, line: TextLine) -> bool:
    size = line.words[0].size
    beside = overlap(above.box.x0, above.box.x1, line.box.x0, line.box.x1) > 0
    return beside and line.box.top - above.box.bottom <= _NEXT_LINE * size


def _to_turned(lines: Sequence[TextLine], upwards: bool) -> _Turned:
    words = tuple(word for line in lines for word in line.words)
    return _Turned(words, _turn_back(to_box(line.box for line in lines), upwards))


def _find_height(text: _Turned, texts: Sequence[_Turned], lines: Sequence[TextLine]) -> tuple[float, float]:
    """Top and bottom of the upright line that a turned text becomes: that of upright words beside the turned ones, the
    lowest (of a header) or the first (of rows whose title it is); else the lowest height that the texts share."""
    beside = [t.box for t in texts if overlap(t.box.top, t.box.bottom, text.box.top, text.box.bottom) > 0]
    band = to_box(beside)
    inside = [line for line in lines if band.top <= centre(line.box)[1] <= band.bottom]
    numbered = [line for line in inside if any(char.isdigit() for word in line.words for char in word.text)]
    if inside:
        chosen = numbered[0] if len(numbered) >= _FEWEST_ROWS else inside[-1]
        return chosen.box.top, chosen.box.bottom
    top, bottom, size = max(box.top for box in beside), min(box.bottom for box in beside), text.words[0].size
    lowest = bottom if bottom - top >= size else text.box.bottom
    return lowest - size, lowest


def _place(text: _Turned, height: tuple[float, float]) -> Iterator[Word]:
    """The words side by side on the text's own width, each as wide as its share of the letters."""
    letters = sum(len(word.text) for word in text.words)
    at = text.box.x0
    for word in text.words:
        end = at + (text.box.x1 - text.box.x0) * len(word.text) / letters
        yield Word(word.text, Box(at, height[0], end, height[1]), word.font, word.size, word.bold)
        at = end
