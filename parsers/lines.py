"""Lines as headings and items are looked for in them: the text, and the text made alike for comparing."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby

from parsers.text import normalise
from schemas.pages import Box, Page, TextLine, Word

_GAP = 1.7  # of the line's height: lines further apart than this do not belong to one paragraph
_OUTLIERS = 40  # one line in so many may run out into the margin
_ONE_LETTER = 4  # so many single letters in a row are one letter-spaced word: `A N T W O O R D`
_DASHES, _APOSTROPHES = "\u2010\u2011\u2013\u2014\u2212", "\u2018\u2019`\u00b4"
_ALIKE = dict.fromkeys(map(ord, _DASHES), "-") | dict.fromkeys(map(ord, _APOSTROPHES), "'")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line with its text (single spaces) and its folded text, which has a character for each one of the text."""

    text: str
    folded: str
    source: TextLine
    in_table: bool

    @property
    def page(self) -> int:
        return self.source.page

    @property
    def box(self) -> Box:
        return self.source.box

    @property
    def bold(self) -> bool:
        """Whether most of its words are."""
        return 2 * sum(word.bold for word in self.source.words) > len(self.source.words)


def to_printed_lines(pages: Sequence[Page], tables: Sequence[tuple[int, Box]]) -> tuple[PrintedLine, ...]:
    """All lines that hold text, in reading order; `tables` are boxes (page number from 1, box in points)."""
    lines = (to_printed_line(line, _is_in_any(line, tables)) for page in pages for line in page.lines)
    return tuple(line for line in lines if line.text)


def to_printed_line(line: TextLine, in_table: bool = False) -> PrintedLine:
    text = clean(" ".join(word.text for word in line.words))
    return PrintedLine(text, fold_letters(text), line, in_table)


def _is_in_any(line: TextLine, tables: Sequence[tuple[int, Box]]) -> bool:
    x, y = (line.box.x0 + line.box.x1) / 2, (line.box.top + line.box.bottom) / 2
    return any(page == line.page and box.x0 <= x <= box.x1 and box.top <= y <= box.bottom for page, box in tables)


def clean(text: str) -> str:
    """Normal text with single spaces; a letter-spaced word is closed, also before others (`V r a a g nr. 88`)."""
    closed: list[str] = []
    for is_letter, words in groupby(normalise(text).split(), key=lambda word: len(word) == 1 and word.isalpha()):
        run = list(words)
        closed += ["".join(run)] if is_letter and len(run) >= _ONE_LETTER else run
    return " ".join(closed)


@lru_cache(maxsize=4096)  # headings are looked for more than once on each line
def fold_letters(text: str) -> str:
    """Small letters without accents, one kind of dash and apostrophe; as long as `text`, so that places agree."""
    return "".join(_fold_letter(letter) for letter in text.translate(_ALIKE))


@cache
def _fold_letter(letter: str) -> str:
    small = unicodedata.normalize("NFD", letter)[0].lower()
    return small if len(small) == 1 else letter


def is_followed_closely(line: PrintedLine, after: PrintedLine) -> bool:
    """Whether `after` stands right under `line`, without room for a blank line, on the same page."""
    height = line.box.bottom - line.box.top
    return line.page == after.page and 0 < after.box.top - line.box.top <= _GAP * height


def is_full(line: PrintedLine, after: PrintedLine, right: float | None) -> bool:
    """Whether the first word of `after` would not have fitted on `line`, whose column ends at `right` (points)."""
    if right is None or not after.source.words:
        return True
    first = after.source.words[0].box
    return line.box.x1 + (first.x1 - first.x0) + _space(line) > right


def _space(line: PrintedLine) -> float:
    return 0.25 * (line.box.bottom - line.box.top)


def find_right(lines: Sequence[PrintedLine]) -> float | None:
    """Where the text's column ends: the right side of its widest lines; None without lines outside tables.

    A few lines that run out into the margin (an address of a website) do not count.
    """
    sides = sorted(line.box.x1 for line in lines if not line.in_table)
    return sides[-1 - len(sides) // _OUTLIERS] if sides else None


def drop_start(line: TextLine, count: int) -> TextLine | None:
    """The line without its first `count` letters (spaces not counted); None when nothing is left."""
    words: list[Word] = []
    for word in line.words:
        cut = min(count, len(word.text))
        count -= cut
        if cut < len(word.text):
            words.append(replace(word, text=word.text[cut:], box=_cut_box(word, cut)))
    if not words:
        return None
    return TextLine(tuple(words), replace(line.box, x0=words[0].box.x0), line.page)


def _cut_box(word: Word, cut: int) -> Box:
    return replace(word.box, x0=word.box.x0 + (word.box.x1 - word.box.x0) * cut / len(word.text))
