"""How text flows in the columns of an unruled table: where amounts stand, and which line goes on the one above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from parsers.amounts import is_no_amount, parse_amount
from parsers.geometry import line_text
from parsers.row_words import is_group_title
from parsers.tables.header_lines import Span
from parsers.tables.region_ends import KeyColumns, column_of, filled_columns, fits, is_row_line
from parsers.tables.segments import SplitLine, is_currency, is_key
from parsers.tables.strips import Gutter
from schemas.pages import TextLine

_SAME_ROW = 0.85  # share of a column's amounts that must stand beside those of the fullest column


class RowFlow:
    """A table's gutters and its parts' lines, asked about single lines. Column numbers count from 0."""

    def __init__(self, parts: Sequence[Sequence[SplitLine]], gutters: Sequence[Gutter]) -> None:
        self.gutters = gutters
        lines = [line for part in parts for line in part]
        self._keys = KeyColumns(lines, gutters)
        self.key_columns = self._beside_each_other(lines)
        self.rights = [max((s.box.x1 for s in column), default=0.0) for column in self.columns(lines)]
        self._above = {id(b): a for part in parts for column in self.columns(part) for a, b in pairwise(column)}
        self._below = {id(a): b for part in parts for column in self.columns(part) for a, b in pairwise(column)}
        self._all_bold = all(line.bold for line in lines)

    @property
    def has_keys(self) -> bool:
        return bool(self.key_columns)

    def columns(self, lines: Sequence[SplitLine]) -> list[list[TextLine]]:
        """The segments of each column, from top to bottom; lines over several columns are left out."""
        found: list[list[TextLine]] = [[] for _ in range(len(self.gutters) + 1)]
        for line in lines:
            if fits(line, self.gutters):
                for segment in line.segments:
                    found[column_of(segment, self.gutters)].append(segment)
        return [sorted(column, key=lambda s: s.box.top) for column in found]

    def key_lines(self, lines: Sequence[SplitLine]) -> list[SplitLine]:
        """Lines that tell of a row each: with an amount or number; without such columns, where all texts start."""
        if self.has_keys:
            return [line for line in lines if self._holds_key(line)]
        return [line for line in lines if self._starts_row(line)]

    def key_spans(self, lines: Sequence[SplitLine]) -> list[Span]:
        """Top and bottom, in points, of the amounts that tell of a row each; one broken over lines is whole."""
        keys = self.key_lines(lines)
        rests = [line for line in lines if self._holds_rest(line)]
        ends = [*(key.box.top for key in keys[1:]), float("inf")]
        spans = []
        for key, end in zip(keys, ends, strict=False):
            whole = [key, *(line for line in rests if key.box.top < line.box.top < end)]
            spans.append((key.box.top, max(line.box.bottom for line in whole)))
        return spans

    def _holds_key(self, line: SplitLine) -> bool:
        """A line that also ends a broken number belongs to the row above: `€` over `1.200`, beside `€ 412`."""
        return bool(self._keys_on(line)) and not self._holds_rest(line)

    def _holds_rest(self, line: SplitLine) -> bool:
        return any(_is_rest_of_number(self._above.get(id(segment)), segment) for segment in self._keys_on(line))

    def _keys_on(self, line: SplitLine) -> list[TextLine]:
        return [s for s in line.segments if column_of(s, self.gutters) in self.key_columns and is_key(s)]

    def is_group(self, lines: Sequence[SplitLine]) -> bool:
        """Whether the lines may be a group row: text over several columns, or one line in the first."""
        return any(not fits(line, self.gutters) for line in lines) or (
            len(lines) == 1 and filled_columns(lines[0], self.gutters) == {0}
        )

    def is_set_off(self, line: SplitLine) -> bool:
        """Whether a line without amount is a row of its own: over several columns; or alone in the first, and bold or
        with room for more words on the line above and on this one."""
        if not fits(line, self.gutters):
            return not self._keys.keys_of(line)
        if filled_columns(line, self.gutters) != {0} or self._keys_on(line):
            return False
        if (line.bold and not self._all_bold) or self._is_title(line):
            return True
        return self._stands_alone(line.segments[0], line.segments[-1])

    def _is_title(self, line: SplitLine) -> bool:
        """Words in a column of amounts, or the name of a province or year: `Provincie Limburg`."""
        text = line_text(line.line)
        return is_group_title(text) or (0 in self.key_columns and text[:1].isupper() and not _is_rest(text))

    def _stands_alone(self, first: TextLine, last: TextLine) -> bool:
        above, below = self._above.get(id(first)), self._below.get(id(last))
        return above is not None and below is not None and not (self.goes_on(above, first) or self.goes_on(last, below))

    def is_wrapped(self, group: SplitLine, after: SplitLine) -> bool:
        """Whether a line is the rest of a group row whose first line reaches the table's right side; a capital letter
        rather begins the row below."""
        first = after.line.words[0]
        full = group.box.x1 + group.space + first.box.x1 - first.box.x0 > max(self.rights)
        below = abs(after.box.x0 - group.box.x0) < after.space and len(after.segments) == 1
        return full and below and not first.text[0].isupper() and not self._keys_on(after)

    def goes_on(self, segment: TextLine, after: TextLine) -> bool:
        """Whether the first word of `after` would not have fitted on the segment's line any more."""
        first = after.words[0].box
        space = 0.25 * after.words[0].size
        return segment.box.x1 + space + first.x1 - first.x0 > self.rights[column_of(segment, self.gutters)] - 0.5

    def _beside_each_other(self, lines: Sequence[SplitLine]) -> set[int]:
        """Key columns whose entries stand beside those of the fullest: a period on two lines is none of them."""
        rows = {c: {i for i, line in enumerate(lines) if c in self._keys.keys_of(line)} for c in self._keys.columns}
        if not rows:
            return set()
        fullest = max(rows, key=lambda c: (sum(len(rows[c] & other) for other in rows.values()), c))
        return {c for c, at in rows.items() if len(at & rows[fullest]) >= _SAME_ROW * len(at)}

    def _starts_row(self, line: SplitLine) -> bool:
        above = [(self._above.get(id(s)), s) for s in line.segments]
        return is_row_line(line, self.gutters) and all(a is None or not self.goes_on(a, s) for a, s in above)


def _is_rest_of_number(above: TextLine | None, segment: TextLine) -> bool:
    """Whether a narrow column broke a number here: `11.400,` over `00`, `1.264.5` over `00,00`."""
    if above is None or segment.box.top - above.box.bottom > 0.5 * (segment.box.bottom - segment.box.top):
        return False
    upper, lower = line_text(above), line_text(segment)
    if is_currency(upper) or is_currency(lower):
        return True
    if is_no_amount(upper) and not any(char.isdigit() for char in upper):
        return False  # `-` over `65`, `p.m.` over `10.122,23`: the row above has no amount
    one_digit = upper[-2:-1] == "," and re.fullmatch(r"\d\D*", lower)  # `11,1` over `9,4` are two percentages
    parted = not upper.endswith(",-") and (upper[-1] in ".," or lower[0] in ".," or bool(one_digit))
    return is_key(above) and (parted or (not upper.isdigit() and not _is_number(upper) and _is_number(upper + lower)))


def _is_rest(text: str) -> bool:
    """What a narrow column leaves of an amount for its next line: `EUR`, `euro`."""
    return is_currency(text) or len(text) < 4


@lru_cache(maxsize=4096)
def _is_number(text: str) -> bool:
    try:
        parse_amount(text)
    except ValueError:
        return False
    return True
