"""Lines of words cut into segments, at gaps wider than the spaces between words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from parsers.amounts import is_no_amount, parse_amount
from parsers.geometry import line_text, to_line
from parsers.vocabulary import load_words
from schemas.pages import Box, TextLine, Word

_USUAL_SPACE = 0.28  # of the font size: Helvetica's space; Times has 0.25, Courier 0.6
_WIDE = 1.4  # of a space: a wider gap parts two segments
_TYPEWRITER = 0.5  # of the font size: so wide are spaces only where all letters are; they are not stretched
_WIDE_OF_TYPEWRITER = 1.25
_TOUCH = 0.7  # points that a letter may reach into a vertical rule


@dataclass(frozen=True, slots=True, eq=False)
class SplitLine:
    """A line with its segments, from left to right, the left and right sides of its words, the width of a space in it,
    and where vertical rules cross it, in points."""

    line: TextLine
    segments: tuple[TextLine, ...]
    sides: tuple[tuple[float, float], ...]
    space: float
    cuts: tuple[float, ...] = ()

    @property
    def box(self) -> Box:
        return self.line.box

    @property
    def height(self) -> float:
        return self.line.box.bottom - self.line.box.top

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.line.words)


def find_spaces(lines: Iterable[TextLine]) -> Mapping[str, float]:
    """Font family -> width of a space as a share of the font size, from the narrow gaps between its words."""
    gaps: dict[str, list[float]] = {}
    for line in lines:
        for left, right in pairwise(line.words):
            gap = (right.box.x0 - left.box.x1) / max(left.size, 1)
            if left.font == right.font and 0.15 < gap < 0.75:
                gaps.setdefault(_family(left), []).append(gap)
    return {family: sorted(found)[len(found) // 4] for family, found in gaps.items() if len(found) >= 5}


def to_split_line(line: TextLine, spaces: Mapping[str, float], cuts: Sequence[float] = ()) -> SplitLine:
    """Cuts a line at its wide gaps, and where a vertical rule stands between two words (`cuts`: x in points)."""
    parts: list[list[Word]] = []
    for word in line.words:
        if parts and _is_close(parts[-1][-1], word, spaces) and not _are_cut(parts[-1][-1], word, cuts):
            parts[-1].append(word)
        else:
            parts.append([word])
    space = max(_space(word, spaces) for word in line.words)
    sides = tuple((word.box.x0, word.box.x1) for word in line.words if word.box.x0 < word.box.x1)
    return SplitLine(line, tuple(to_line(part, line.page) for part in parts), sides, space, tuple(cuts))


def cut_at(line: SplitLine, starts: Callable[[Word, Word], bool]) -> SplitLine:
    """The line with its segments also cut between the words for which `starts` says that a segment starts there."""
    cut: list[TextLine] = []
    for segment in line.segments:
        parts = [[segment.words[0]]]
        for left, right in pairwise(segment.words):
            if starts(left, right):
                parts.append([])
            parts[-1].append(right)
        cut.extend([segment] if len(parts) == 1 else [to_line(part, segment.page) for part in parts])
    return line if len(cut) == len(line.segments) else replace(line, segments=tuple(cut))


def _is_close(left: Word, right: Word, spaces: Mapping[str, float]) -> bool:
    space = _space(left, spaces)
    return right.box.x0 - left.box.x1 <= (_WIDE if space < _TYPEWRITER * left.size else _WIDE_OF_TYPEWRITER) * space


def _are_cut(left: Word, right: Word, cuts: Sequence[float]) -> bool:
    return any(left.box.x1 - _TOUCH <= x <= right.box.x0 + _TOUCH for x in cuts)


def _space(word: Word, spaces: Mapping[str, float]) -> float:
    return spaces.get(_family(word), _USUAL_SPACE) * word.size


def _family(word: Word) -> str:
    """The font's name without subset and style: `BAAAAA+LiberationMono-Bold` is `LiberationMono`."""
    return _to_family(word.font)


@lru_cache(maxsize=256)
def _to_family(font: str) -> str:
    return re.split("[-,]", font.split("+")[-1])[0]


@cache
def _currencies() -> frozenset[str]:
    return frozenset(row["word"] for row in load_words("currency"))


def is_currency(text: str) -> bool:
    """Whether the text is a lone currency, `€` or `EUR`."""
    return text in _currencies()


def is_key(segment: TextLine) -> bool:
    """Whether a segment is an amount, number, date or code of digits, or stands for a missing one (`n.v.t.`, `-`)."""
    return _is_key(line_text(segment))


@lru_cache(maxsize=4096)  # the same lines are asked again as a table grows
def _is_key(text: str) -> bool:
    if is_currency(text) or is_no_amount(text) or (re.search(r"\d", text) and not re.search(r"[^\W\d_]", text)):
        return True
    try:
        parse_amount(text)
    except ValueError:
        return False
    return True
