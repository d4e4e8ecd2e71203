"""Where on the pages unruled tables stand: from a header's known words, or from amounts under each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from parsers.tables.amount_runs import find_amount_runs
from parsers.tables.gutters import cut_at_gutters, find_gutters, make_room, open_up
from parsers.tables.header_ends import find_header_above, widen_header
from parsers.tables.header_lines import HeaderBlock, Span, find_header_blocks
from parsers.tables.open_strips import add_open_strips
from parsers.tables.region_ends import (
    KeyColumns,
    count_cut_lines,
    find_end,
    fits,
    is_row_line,
    is_total_label,
    leaves_open,
    starts_item,
)
from parsers.tables.segments import SplitLine
from parsers.tables.sheets import Sheet, count_repeated, give_back_headers
from parsers.tables.strips import Gutter

_MOST_CUT_LINES = 12  # of a row's start at a page's end

_LEAST_AMOUNTS = 3  # rows
_FAR_LESS = 0.6  # of the header's score

Anchors = Literal["header", "amounts"]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A table's lines on one page: `start` is the first line's index on its sheet."""

    sheet: Sheet
    start: int
    header: tuple[SplitLine, ...]
    body: tuple[SplitLine, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.header) + len(self.body)


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """An unruled table over its pages; `spans` are the sides of the columns' header words, `score` says how well
    they are known."""

    parts: tuple[Part, ...]
    gutters: tuple[Gutter, ...]
    anchors: Anchors
    spans: tuple[Span, ...] = ()
    score: float = 0.0

    @property
    def body(self) -> list[SplitLine]:
        return [line for part in self.parts for line in part.body]


def find_regions(sheets: Sequence[Sheet]) -> tuple[Region, ...]:
    """All unruled tables: those under known header words first, then amounts under each other in what is left."""
    finder = _Finder(give_back_headers(sheets))
    for number, blocks in enumerate(finder.blocks):
        for block in blocks:
            if block.start >= finder.used[number]:
                finder.keep(finder.grow_from_header(number, block))
    for number, sheet in enumerate(finder.sheets):
        for first, last in find_amount_runs(sheet.lines):
            if not finder.is_used(number, first):
                finder.keep(finder.grow_from_amounts(number, first, last))
    found = [region for region in finder.found if region.gutters]
    return tuple(sorted(found, key=lambda region: (region.parts[0].sheet.page.number, region.parts[0].start)))


class _Finder:
    """Keeps which lines belong to a table already."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = sheets
        self.blocks = [find_header_blocks(sheet.lines) for sheet in sheets]
        self.used = [0] * len(sheets)
        self.found: list[Region] = []

    def is_used(self, number: int, line: int) -> bool:
        parts = [part for region in self.found for part in region.parts if part.sheet is self.sheets[number]]
        return any(part.start <= line < part.end for part in parts)

    def keep(self, region: Region | None) -> None:
        if region is not None:
            self.found.append(region)
            for part in region.parts:
                number = self.sheets.index(part.sheet)
                self.used[number] = max(self.used[number], part.end)

    def grow_from_header(self, number: int, block: HeaderBlock) -> Region | None:
        sheet = self.sheets[number]
        below = sheet.lines[block.end : self._stop(number, block.end)]
        block = widen_header(block, sheet.lines, sheet.page.rules, find_gutters(block.spans, below))
        below = sheet.lines[block.end : self._stop(number, block.end)]
        gutters = find_gutters(block.spans, below or self._top_of_next(number))
        part = Part(sheet, block.start, sheet.lines[block.start : block.end], ())
        gutters = open_up(gutters, block.spans)
        return self._grow(number, Region((_cut(part, gutters),), gutters, "header", block.spans, block.score))

    def grow_from_amounts(self, number: int, first: int, last: int) -> Region | None:
        sheet = self.sheets[number]
        gutters = add_open_strips((), sheet.lines[first : last + 1])
        if not gutters:
            return None
        start, end = find_header_above(sheet.lines, first, gutters)
        part = Part(sheet, start, sheet.lines[start:end], ())
        return self._grow(number, Region((part,), gutters, "amounts"))

    def _grow(self, number: int, seed: Region) -> Region | None:
        """Takes the lines that fit, on this page and, when they reach its end, on the pages after."""
        parts = [self._extend(number, seed.parts[0], seed)]
        while number + 1 < len(self.sheets) and _may_go_on(parts[-1], seed.gutters):
            number += 1
            part = self._continue(number, replace(seed, parts=tuple(parts)))
            if part is None:
                break
            parts[-1:] = [_to_page_end(parts[-1]), part]
        return _to_whole(replace(seed, parts=tuple(parts)))

    def _extend(self, number: int, part: Part, region: Region) -> Part:
        stop = self._stop(number, part.end, region)
        below = tuple(cut_at_gutters(line, region.gutters) for line in part.sheet.lines[part.end : stop])
        end = find_end(below, region.gutters, KeyColumns([*region.body, *below], region.gutters))
        return replace(part, body=below[:end])

    def _continue(self, number: int, region: Region) -> Part | None:
        sheet = self.sheets[number]
        if sheet.page.number != region.parts[-1].sheet.page.number + 1:
            return None
        header = sheet.lines[: count_repeated(region.parts[0].header, sheet.lines)]
        part = self._extend(number, Part(sheet, 0, header, ()), region)
        if not part.body and region.body:
            lines = sheet.lines[len(header) : self._stop(number, len(header), region)]
            part = replace(part, body=lines[: count_cut_lines(lines, region.gutters)])
        return part if part.body else None

    def _stop(self, number: int, start: int, region: Region | None = None) -> int:
        """The line at which the next table's header starts, or the page's end."""
        lines = self.sheets[number].lines
        below = [block for block in self.blocks[number] if block.start >= start]
        starts = [block.start for block in below if region is None or not _is_inside(block, lines, region)]
        return min(starts, default=len(lines))

    def _top_of_next(self, number: int) -> tuple[SplitLine, ...]:
        return self.sheets[number + 1].lines[:12] if number + 1 < len(self.sheets) else ()


def _may_go_on(part: Part, gutters: Sequence[Gutter]) -> bool:
    """Whether what is left on the page can be the table's too: a group row, or the first lines of a row cut there; not
    the next item of the answer (`2. De cultuurhuizen kregen deze subsidies:`)."""
    rest = part.sheet.lines[part.end :]
    if any(starts_item(line) and len(line.segments) == 1 and len(line.line.words) > 2 for line in rest):
        return False
    return sum(not fits(line, gutters) for line in rest) <= 1 and len(rest) <= _MOST_CUT_LINES


def _is_inside(block: HeaderBlock, lines: Sequence[SplitLine], region: Region) -> bool:
    """Whether what looks like a header is text of the region's rows: far less known, or not bold as the header is."""
    own, other = region.parts[0].header, lines[block.start : block.end]
    fitting = all(fits(line, region.gutters) for line in other)
    plain = all(line.bold for line in own) and not any(line.bold for line in other)
    return bool(own) and fitting and (plain or block.score < _FAR_LESS * region.score)


def _cut(part: Part, gutters: Sequence[Gutter]) -> Part:
    header, body = ([cut_at_gutters(line, gutters) for line in lines] for lines in (part.header, part.body))
    return replace(part, header=tuple(header), body=tuple(body))


def _to_page_end(part: Part) -> Part:
    return replace(part, body=(*part.body, *part.sheet.lines[part.end :]))


def _to_whole(region: Region) -> Region | None:
    """The region with gutters found over all its pages together; None when its lines do not make a table."""
    parts = tuple(part for part in region.parts if part.body or part.header)
    body = [li for li in region.body if leaves_open(li, region.gutters) or not is_total_label(li)] or region.body
    inside = [line for line in body if leaves_open(line, region.gutters)]
    if not region.gutters or 2 * len(inside) < len(body) or not _holds_rows(region):
        return None
    likely = [line for line in body if leaves_open(line, region.gutters) or len(line.segments) > 1]
    gutters = max((_find_all(region, lines) for lines in (inside, likely)), key=lambda g: _count_fitting(likely, g))
    return replace(region, parts=tuple(_cut(part, gutters) for part in parts), gutters=gutters)


def _holds_rows(region: Region) -> bool:
    """One row is enough under a known header; without one, three are needed that hold amounts in one column."""
    if region.anchors == "header":
        return any(len(line.segments) >= 2 and leaves_open(line, region.gutters) for line in region.body)
    rows = [line for line in region.body if is_row_line(line, region.gutters)]
    keys = KeyColumns(rows, region.gutters)
    return bool(keys.columns) and sum(keys.are_on(line) for line in rows) >= _LEAST_AMOUNTS


def _find_all(region: Region, lines: Sequence[SplitLine]) -> tuple[Gutter, ...]:
    if region.anchors == "header":
        return add_open_strips(find_gutters(region.spans, lines), lines)
    gutters = add_open_strips((), lines)
    for line in region.parts[0].header:
        gutters = make_room(gutters, line) or gutters
    return gutters


def _count_fitting(lines: Sequence[SplitLine], gutters: Sequence[Gutter]) -> int:
    """How many lines keep the gutters open: a total's label may be wider than all else in its column."""
    return sum(fits(line, gutters) for line in lines)
