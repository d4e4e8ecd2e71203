"""Lines of running text: they begin at their column's left side and reach its right side without a gap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.geometry import line_text
from parsers.heading_words import is_lone, read_heading_words
from parsers.lines import fold_letters
from schemas.pages import TextLine

_ALIKE = 1.25  # one column may be so many times as wide as the other
_INDENT = 24.0  # points by which a paragraph's first line or a list may be indented
_REACHES = 0.88  # of the column's width
_GAP = 1.6  # ems; in justified narrow columns words stand far apart
_FEWEST_RUNNING = 6  # lines of running text in each column
_FEWEST_UNDER_HEADING = 3  # where a heading stands in the right column: short questions with lists and tables
_RUNNING = 0.3  # share of a column's lines: headings, ends of paragraphs and tables are none


def are_text_columns(sides: Sequence[Sequence[TextLine]]) -> bool:
    """Whether a page's left and right lines are two columns of text: alike in width, and filled with running text.

    Short questions with lists and tables between them hold little of it: there a heading in the right column tells.
    A question's whole header there, with its date or asker, needs no other text.
    """
    widths = [_right(side) - find_left(side) for side in sides]
    if max(widths) > _ALIKE * min(widths):
        return False
    if begins_question(sides[1]):
        return True
    running = [_count_running(side) for side in sides]
    enough = all(count >= _FEWEST_RUNNING for count in running)
    if enough and all(count >= _RUNNING * len(side) for count, side in zip(running, sides, strict=True)):
        return True
    few = all(count >= _FEWEST_UNDER_HEADING for count in running)
    return few and any(map(_is_heading, sides[1])) and all(_share_of_text(side) >= _RUNNING for side in sides)


def begins_question(column: Sequence[TextLine]) -> bool:
    """Whether `Vraag nr. 55` stands in a column, and right below it `van 21 maart 2006`."""
    words = read_heading_words()
    texts = [line_text(line) for line in column]
    return any(
        text[0].isupper()
        and words.numbered_question.fullmatch(fold_letters(text))
        and words.asked_on.match(fold_letters(below))
        for text, below in pairwise(texts)
    )


def _is_heading(line: TextLine) -> bool:
    """`Vraag nr. 55`, `Antwoord`: no table has such a line in a column of its own."""
    text, words = line_text(line), read_heading_words()
    folded = fold_letters(text)
    named = words.numbered_question.match(folded) is not None or is_lone(words.lone_answer, folded)
    return text[0].isupper() and named


def find_share(column: Sequence[TextLine]) -> float:
    """The share of running text in a column's lines, rows of tables counted or not, whichever is more."""
    return max(_count_running(column) / len(column), _share_of_text(column))


def _share_of_text(column: Sequence[TextLine]) -> float:
    """The share of paragraphs, their last lines too, in a column's lines that are no rows of a table in it."""
    running = [_is_running(line, column) for line in column]
    told = sum(now or before for before, now in pairwise([False, *running]))
    rows = sum(_is_parted(line) for line in column)
    return told / max(1, len(column) - rows)


def _count_running(column: Sequence[TextLine]) -> int:
    """How many lines begin at the column's left side and reach its right side without a gap."""
    return sum(_is_running(line, column) for line in column)


def _is_running(line: TextLine, column: Sequence[TextLine]) -> bool:
    left, right = find_left(column), _right(column)
    reaches = line.box.x0 <= left + _INDENT and line.box.x1 >= left + _REACHES * (right - left)
    return reaches and len(line.words) >= 3 and not _is_parted(line)


def _is_parted(line: TextLine) -> bool:
    """Whether words stand apart as cells do."""
    gaps = (after.box.x0 - word.box.x1 for word, after in pairwise(line.words))
    return any(gap > _GAP * line.words[0].size for gap in gaps)


def find_left(lines: Sequence[TextLine]) -> float:
    """Where most lines begin: a few may hang out."""
    return sorted(line.box.x0 for line in lines)[len(lines) // 20]


def _right(lines: Sequence[TextLine]) -> float:
    return sorted(line.box.x1 for line in lines)[-1 - len(lines) // 20]
