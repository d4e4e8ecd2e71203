"""Tables that are not fully ruled: columns by alignment, rows by rules, gaps or the amounts in them.

The reader for horizontal rules only, shaded rows, an outer frame only, and no rules at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from parsers.geometry import centre, overlap, to_box, to_lines
from parsers.tables.gutters import is_crossed
from parsers.tables.region_ends import fits
from parsers.tables.regions import Part, Region, find_regions
from parsers.tables.row_breaks import Lines, RowBreaks, RowRule, find_row_breaks
from parsers.tables.row_flow import RowFlow
from parsers.tables.segments import SplitLine
from parsers.tables.sheets import to_sheets
from parsers.tables.strips import Gutter
from parsers.tables.super_headers import find_super_columns, to_cell_spans
from schemas.pages import Box, Page, Rule
from schemas.tables import Cell, Grid, Row

_MOST_OF_WIDTH = 0.6  # share of the table's width that rules at one height must cover to part rows


def read_aligned(
    pages: Sequence[Page], taken: Mapping[int, Sequence[Box]], rows_by: RowRule | None = None
) -> tuple[Grid, ...]:
    """The tables on these pages outside the boxes taken by another reader (page number, from 1 -> boxes in points).

    One grid for each page part, in order; the parts of one table have the same `edges`. A row that the page's end cuts
    is two rows with blank cells, and a header printed again is a row again: joining is for `parsers.tables.stitch`.
    `rows_by` says what parts the rows, where the lines themselves shall not decide.
    """
    return tuple(grid for region in find_regions(to_sheets(pages, taken)) for grid in to_grids(region, rows_by))


def to_grids(region: Region, rows_by: RowRule | None = None) -> list[Grid]:
    """The table's grid on each of its pages; `rows_by` as in `read_aligned`."""
    flow = RowFlow([part.body for part in region.parts], region.gutters)
    rules = [_find_row_rules(part) for part in region.parts]
    found = find_row_breaks([part.body for part in region.parts], rules, flow, rows_by)
    edges = _find_edges(region)
    evidence = _to_evidence(region, found)
    return [
        _PartReader(part, edges, region.gutters).to_grid(rows, evidence)
        for part, rows in zip(region.parts, found.parts, strict=True)
    ]


def _find_row_rules(part: Part) -> list[Rule]:
    """Horizontal rules and sides of shaded areas that together run over most of the part's width, one a height."""
    box = to_box(line.box for line in (*part.header, *part.body))
    covered: dict[int, float] = {}
    lowest: dict[int, Rule] = {}
    for rule in _find_horizontal(part.sheet.page):
        height = round(rule.box.top / 2)
        covered[height] = covered.get(height, 0.0) + max(0.0, overlap(rule.box.x0, rule.box.x1, box.x0, box.x1))
        lowest[height] = rule
    return [lowest[height] for height in sorted(covered) if covered[height] >= _MOST_OF_WIDTH * (box.x1 - box.x0)]


def _find_horizontal(page: Page) -> list[Rule]:
    sides = {(round(b.x0), round(y), round(b.x1)): (b, y) for b in page.bands for y in (b.top, b.bottom)}
    drawn = [Rule(Box(band.x0, y, band.x1, y), True) for band, y in sides.values()]
    return [*(rule for rule in page.rules if rule.horizontal), *drawn]


def _find_edges(region: Region) -> tuple[float, ...]:
    boxes = [line.box for part in region.parts for line in (*part.header, *part.body)]
    whole = to_box(boxes)
    return (whole.x0, *(gutter.middle for gutter in region.gutters), whole.x1)


def _to_evidence(region: Region, found: RowBreaks) -> dict[str, str | int | float]:
    evidence: dict[str, str | int | float] = {
        "words": sum(len(line.line.words) for line in region.body),
        "columns": len(region.gutters) + 1,
        "rows": sum(len(part) for part in found.parts),
        "anchors": region.anchors,
        "row_breaks": found.by,
        "gutter": round(min(gutter.x1 - gutter.x0 for gutter in region.gutters), 1),
    }
    return evidence | ({"alignment": found.alignment} if found.alignment else {})


class _PartReader:
    """One page part of a table: its lines -> cells."""

    def __init__(self, part: Part, edges: tuple[float, ...], gutters: Sequence[Gutter]) -> None:
        self.page = part.sheet.page.number
        self.header = part.header
        self.edges, self.gutters = edges, gutters
        self.over = {
            id(line): find_super_columns(line, part.header[at + 1 :], gutters) for at, line in enumerate(part.header)
        }

    def to_grid(self, body: Sequence[Lines], evidence: dict[str, str | int | float]) -> Grid:
        rows = [*self._header_rows(), *body]
        boxes = [to_box(line.box for line in row) for row in rows]
        tops = [boxes[0].top, *(_between(a, b) for a, b in pairwise(boxes)), max(box.bottom for box in boxes)]
        made = [self._row(row, top, bottom) for row, (top, bottom) in zip(rows, pairwise(tops), strict=True)]
        box = Box(self.edges[0], tops[0], self.edges[-1], tops[-1])
        return Grid(self.page, box, self.edges, tuple(made), "aligned", dict(evidence))

    def _header_rows(self) -> list[Lines]:
        """The header's lines as one row; a line with words over several columns (`Bedrag` over years) apart."""
        rows: list[Lines] = []
        for line in self.header:
            if rows and all(fits(other, self.gutters) and not self.over[id(other)] for other in (line, *rows[-1])):
                rows[-1].append(line)
            else:
                rows.append([line])
        return rows

    def _row(self, lines: Lines, top: float, bottom: float) -> Row:
        whole = Box(self.edges[0], top, self.edges[-1], bottom)
        spans = self._find_spans(lines)
        cells: list[Cell] = []
        for first, last in spans:
            cells.extend([self._cell(lines, (first, last), whole)] * (last - first + 1))
        return Row(tuple(cells), ((self.page, whole),))

    def _find_spans(self, lines: Lines) -> list[tuple[int, int]]:
        """First and last column of each cell: cells over a crossed gutter are one, a lone text takes the whole row."""
        if len(lines) == 1 and self.over.get(id(lines[0])):
            return to_cell_spans(self.over[id(lines[0])], len(self.gutters) + 1)
        crossed = [any(is_crossed(gutter, line) for line in lines) for gutter in self.gutters]
        if any(crossed) and len(lines) <= 2 and all(len(line.segments) == 1 for line in lines):
            return [(0, len(self.gutters))]
        spans, start = [], 0
        for column, is_open in enumerate([*(not c for c in crossed), True]):
            if is_open:
                spans.append((start, column))
                start = column + 1
        return spans

    def _cell(self, lines: Sequence[SplitLine], span: tuple[int, int], row: Box) -> Cell:
        first, last = span
        box = Box(self.edges[first], row.top, self.edges[last + 1], row.bottom)
        words = [word for line in lines for word in line.line.words if self._is_in(centre(word.box)[0], first, last)]
        return Cell(first, last - first + 1, self.page, box, to_lines(words, self.page))

    def _is_in(self, x: float, first: int, last: int) -> bool:
        left = self.edges[first] if first else float("-inf")
        right = self.edges[last + 1] if last < len(self.gutters) else float("inf")
        return left <= x < right


def _between(upper: Box, lower: Box) -> float:
    return (upper.bottom + lower.top) / 2
