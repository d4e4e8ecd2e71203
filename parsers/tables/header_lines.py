"""The printed lines that name a table's columns, known by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from parsers.geometry import line_text, overlap
from parsers.header_words import match_header
from parsers.tables.headers import is_amount, tells_amount
from parsers.tables.segments import SplitLine, cut_at
from schemas.pages import Box, TextLine, Word

_MOST_LINES = 6
_MOST_WORDS = 9  # a longer text is a sentence
_FEW_WORDS = 5
_SAME_SIDE = 2.0  # points
_MOST_WORDS_IN_LINE = 20
_CLOSE = 0.75  # of the line's height: lines further apart are not one header


_LEADS = re.compile(r"\d{1,2}\s?[.)]\s.*|\S+\s+\S+\s.*:", re.DOTALL)  # `1. De toegekende subsidies:` over a table

Span = tuple[float, float]
"""Left and right side of a column's header, in points."""


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """Lines `start` to `end` (not included) of a page, the sides of each column's words, how well they are known."""

    start: int
    end: int
    spans: tuple[Span, ...]
    score: float


def find_header_blocks(lines: Sequence[SplitLine]) -> tuple[HeaderBlock, ...]:
    """The headers among a page's lines, from top to bottom: at least two columns' words are known, and half of them.

    Two must be known as a whole, or one where all is bold: `De Ark vzw` beside `school van een` is no header.
    """
    starts = [start for start in range(len(lines)) if _is_set_apart(lines, start)]
    known = [split_known(line) for line in lines]
    candidates = [block for start in starts for block in _blocks_from(lines, known, start)]
    found: list[HeaderBlock] = []
    for block in sorted(candidates, key=lambda b: (-b.score, b.end - b.start, b.start)):
        if all(block.end <= other.start or other.end <= block.start for other in found):
            found.append(block)
    return tuple(sorted(found, key=lambda block: block.start))


def _is_set_apart(lines: Sequence[SplitLine], start: int) -> bool:
    """A header does not stand close under a row of the same type: those are the wrapped words of its cells."""
    line, above = lines[start], lines[max(start - 1, 0)]
    close = start > 0 and follows_closely(above, line) and len(above.segments) > 1
    return not close or (line.bold and not above.bold)


def _blocks_from(lines: Sequence[SplitLine], known: Sequence[SplitLine], start: int) -> list[HeaderBlock]:
    found = []
    for end in range(start + 1, min(start + _MOST_LINES, len(lines)) + 1):
        if end > start + 1 and not follows_closely(lines[end - 2], lines[end - 1]):
            break
        if any(_is_row_text(line_text(segment)) for segment in lines[end - 1].segments):
            break
        block = _to_block(lines, known, start, end)
        if block is not None:
            found.append(block)
    return found


def _is_row_text(text: str) -> bool:
    return is_amount(text) or tells_amount(text)


def follows_closely(line: SplitLine, after: SplitLine) -> bool:
    """Whether no blank space as high as a row's padding and half a line stands between."""
    return after.box.top - line.box.bottom <= _CLOSE * line.height


def _to_block(lines: Sequence[SplitLine], known: Sequence[SplitLine], start: int, end: int) -> HeaderBlock | None:
    stacks = to_stacks(known[start:end])
    if len(stacks) < 2:
        return None
    if end - start > 1 and any(stack == list(lines[end - 1].segments) for stack in stacks):
        return None  # a line that stands under no other header word is a group's title: `Provincie Limburg`
    scores = [max(map(_score, _stack_texts(stack))) for stack in stacks]
    hits = sum(score > 0 for score in scores)
    whole = sum(score >= 1 for score in scores) + all(line.bold for line in lines[start:end])
    if hits < 2 or 2 * hits < len(stacks) or whole < 2:
        return None
    return HeaderBlock(start, end, tuple(map(_span, stacks)), sum(scores))


def to_stacks(lines: Sequence[SplitLine]) -> list[list[TextLine]]:
    """Segments that stand over each other belong to one column; one over several columns is left out."""
    segments = [segment for line in lines for segment in line.segments]
    narrow = [s for s in segments if not _is_over_several(s, lines) and not _is_off(s, lines)]
    stacks: list[list[TextLine]] = []
    for segment in sorted(narrow, key=lambda s: s.box.x0):
        if stacks and segment.box.x0 < max(s.box.x1 for s in stacks[-1]):
            stacks[-1].append(segment)
        else:
            stacks.append([segment])
    return [sorted(stack, key=lambda s: (s.box.top, s.box.x0)) for stack in stacks]


def split_known(line: SplitLine) -> SplitLine:
    """Cuts segments that glue two known headers: `Bedrag`, on the right, may stand close to `Begunstigde`."""
    if len(line.line.words) > _MOST_WORDS_IN_LINE:
        return line
    starts = {id(right) for segment in line.segments for right in _find_glued(segment)}
    return cut_at(line, lambda left, right: id(right) in starts) if starts else line


def _find_glued(segment: TextLine) -> list[Word]:
    """The word with which a second header begins in a segment; none where the whole is known, or only one part."""
    words = segment.words
    capitals = [i for i in range(1, len(words)) if words[i].text[:1].isupper()]
    if not capitals or len(words) > _MOST_WORDS or not words[0].text[:1].isupper() or _score(line_text(segment)) >= 1:
        return []
    texts = {i: (_to_text(words[:i]), _to_text(words[i:])) for i in capitals}
    known = [i for i, parts in texts.items() if all(_score(part) >= 1 for part in parts)]
    return [words[known[0]]] if known else []


def _to_text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _is_over_several(segment: TextLine, lines: Sequence[SplitLine]) -> bool:
    """`Bedrag` over `2019` and `2020`."""
    below = [line for line in lines if line.box.top >= segment.box.bottom - 0.3 * line.height]
    return any(sum(_shares(segment, other) for other in line.segments) >= 2 for line in below)


def _is_off(segment: TextLine, lines: Sequence[SplitLine]) -> bool:
    """`Bedrag in euro` in the middle over `Gevraagd` and `Toegekend`, of which it touches one: the lines of one cell
    have a side or their middle in common."""
    below = [
        other for line in lines if line.box.top >= segment.box.bottom - 0.3 * line.height for other in line.segments
    ]
    under = [other for other in below if _shares(segment, other)]
    return bool(under) and not any(_is_aligned(segment.box, other.box) for other in under)


def _is_aligned(box: Box, other: Box) -> bool:
    ends = zip((box.x0, (box.x0 + box.x1) / 2, box.x1), (other.x0, (other.x0 + other.x1) / 2, other.x1), strict=True)
    return any(abs(a - b) <= _SAME_SIDE for a, b in ends)


def _shares(segment: TextLine, other: TextLine) -> bool:
    return overlap(segment.box.x0, segment.box.x1, other.box.x0, other.box.x1) > 0


def _span(stack: Sequence[TextLine]) -> Span:
    return min(s.box.x0 for s in stack), max(s.box.x1 for s in stack)


def _stack_texts(stack: Sequence[TextLine]) -> tuple[str, str]:
    """The words with their line breaks as spaces, and as breaks within a word (`Volgnum/mer`, `Omschrij-/ving`)."""
    lines = [line_text(segment) for segment in stack]
    return " ".join(lines), "".join(line.removesuffix("-") for line in lines)


def knows(segment: TextLine) -> bool:
    """Whether a text is a known header as a whole."""
    return _score(line_text(segment)) >= 1


@lru_cache(maxsize=4096)
def _score(header: str) -> float:
    """1 and a little for each word known as a whole, less for a known phrase or head in them, 0 for others."""
    if len(header.split()) > _MOST_WORDS or header.rstrip()[-1:] in ";,?!" or _LEADS.fullmatch(header.strip()):
        return 0.0
    claims = match_header(header)
    if not claims:
        return 0.0
    if claims[0].rank <= 3:
        return 1.0 + 0.01 * len(re.findall(r"[^\W\d_]+", header))
    return 0.6 if len(header.split()) <= _FEW_WORDS else 0.3
