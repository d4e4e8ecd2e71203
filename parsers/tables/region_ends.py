"""Where an unruled table ends: which of the lines below its header are still its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from parsers.geometry import line_text
from parsers.row_words import find_row_label
from parsers.tables.gutters import is_crossed, is_filled, narrow
from parsers.tables.header_lines import follows_closely
from parsers.tables.headers import is_amount
from parsers.tables.segments import SplitLine, is_key
from parsers.tables.strips import Gutter
from schemas.pages import TextLine

_MOST_GROUP_LINES = 2  # lines over several columns in a row, with no row between: more are a paragraph
_MOST_WIDE_SPACES = 3  # in one line's cells together
_MOST_LABEL_WORDS = 14  # with the amounts beside it; a longer line is a sentence
_BIG_GAP = 4.0  # of a line's height
_BLANK_LINE = 1.7  # of a line's height


def column_of(segment: TextLine, gutters: Sequence[Gutter]) -> int:
    """The column, from 0, in which the segment's middle lies."""
    middle = (segment.box.x0 + segment.box.x1) / 2
    return len([gutter for gutter in gutters if gutter.middle <= middle])


def filled_columns(line: SplitLine, gutters: Sequence[Gutter]) -> set[int]:
    """The columns in which the line has words."""
    return {column_of(segment, gutters) for segment in line.segments}


def fits(line: SplitLine, gutters: Sequence[Gutter]) -> bool:
    """Whether the line keeps all gutters open; a justified sentence with wide spaces does so by chance alone."""
    return not _has_wide_spaces(line, gutters) and not any(is_crossed(gutter, line) for gutter in gutters)


def leaves_open(line: SplitLine, gutters: Sequence[Gutter]) -> bool:
    """Whether the line leaves a strip of each gutter open; where in it, the lines below may tell."""
    return not _has_wide_spaces(line, gutters) and not any(is_filled(gutter, line) for gutter in gutters)


def _has_wide_spaces(line: SplitLine, gutters: Sequence[Gutter]) -> bool:
    spare = len(line.segments) - _MOST_WIDE_SPACES
    return spare > 1 and spare > len(filled_columns(line, gutters))


def is_row_line(line: SplitLine, gutters: Sequence[Gutter]) -> bool:
    """Whether the line fills two columns or more and keeps the gutters open."""
    return fits(line, gutters) and len(filled_columns(line, gutters)) >= 2


class KeyColumns:
    """Counts, over the lines that fill two columns, which columns hold amounts, numbers or dates."""

    def __init__(self, lines: Sequence[SplitLine], gutters: Sequence[Gutter]) -> None:
        self.gutters = gutters
        rows = [line for line in lines if is_row_line(line, gutters)]
        keys = Counter(column for line in rows for column in self.keys_of(line))
        filled = Counter(column for line in rows for column in filled_columns(line, gutters))
        likely = {c for c in keys if keys[c] >= 0.6 * filled[c] and keys[c] >= 0.3 * len(rows)}
        first = [s for line in rows for s in line.segments if column_of(s, gutters) == 0]
        in_first = sum(is_amount(line_text(s)) for s in first) >= 0.6 * len(first)  # amounts, not numbers of rows
        self.columns = likely if in_first else likely - {0} or likely

    def keys_of(self, line: SplitLine) -> set[int]:
        return {column_of(s, self.gutters) for s in line.segments if is_key(s)}

    def are_on(self, line: SplitLine) -> bool:
        """Whether one of the key columns holds a key on this line, or there is no key column to ask for."""
        return not self.columns or bool(self.columns & self.keys_of(line))


def find_end(lines: Sequence[SplitLine], gutters: Sequence[Gutter], keys: KeyColumns) -> int:
    """How many of the lines, from the first on, belong to the table; 0 when none does.

    Lines over several columns are group rows when a row with its amount follows; a third one is a paragraph.
    """
    end, doubtful, left = 0, 0, list(gutters)
    for index, line in enumerate(lines):
        if index and line.box.top - lines[index - 1].box.bottom > _BIG_GAP * line.height:
            doubtful += 1
        is_row = (
            leaves_open(line, left) and len(filled_columns(line, left)) >= 2 and (keys.are_on(line) or not doubtful)
        )
        if is_row or (not doubtful and _is_lone_amount(line, keys)) or _is_total(line, keys):
            end, doubtful = index + 1, 0
        elif not leaves_open(line, left):
            doubtful += _MOST_GROUP_LINES + 1 if starts_item(line) else 1
        if leaves_open(line, left) and not doubtful:
            left = [narrow(gutter, line) for gutter in left]
        if doubtful > _MOST_GROUP_LINES:
            break
    return end + count_tail(lines[max(end - 1, 0) :], gutters) if end else 0


def _is_lone_amount(line: SplitLine, keys: KeyColumns) -> bool:
    """An amount in its column, beside the space between two lines of the other cells: it stands at its row's middle."""
    columns = {column_of(s, keys.gutters) for s in line.segments if is_amount(line_text(s))}
    return len(line.segments) == 1 and bool(columns & keys.columns)


def starts_item(line: SplitLine) -> bool:
    """The next numbered item of the answer: `3. Verdeling van de aanvragen`."""
    return re.match(r"\d{1,2}\s?[.)]($|[^\d])", line_text(line.line)) is not None


def is_total_label(line: SplitLine) -> bool:
    """Whether the line begins with a total's label; the words of one may be wider than their column."""
    return find_row_label(line_text(line.segments[0])) in ("total", "subtotal")


def _is_total(line: SplitLine, keys: KeyColumns) -> bool:
    """A total's label may run over the gutters; its amount stands in its column, or right behind the label."""
    if is_total_label(line):
        return is_key(line.segments[-1]) or line_text(line.segments[-1])[-1:].isdigit()
    amounts = {column_of(s, keys.gutters) for s in line.segments if is_amount(line_text(s))}
    return len(line.segments) > 1 and bool(keys.columns & amounts) and len(line.line.words) <= _MOST_LABEL_WORDS


def count_tail(lines: Sequence[SplitLine], gutters: Sequence[Gutter]) -> int:
    """How many lines after the first one are wrapped text of its row: they follow closely within one column."""
    count = 0
    for line, after in pairwise(lines):
        later = filled_columns(after, gutters) != {0}
        near = later and after.box.top - line.box.bottom < _BLANK_LINE * line.height
        if not fits(after, gutters) or not (near or follows_closely(line, after)):
            break
        count += 1
    return count


def count_cut_lines(lines: Sequence[SplitLine], gutters: Sequence[Gutter]) -> int:
    """How many lines at a page's top are the rest of a row that the page's end cut: text in a later column."""
    if not lines or not fits(lines[0], gutters) or filled_columns(lines[0], gutters) == {0}:
        return 0
    return 1 + count_tail(lines, gutters)
