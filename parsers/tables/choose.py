"""Which reader's grids a page gets: ruled where the ruling separates rows and columns, aligned elsewhere; and the
other ways in which the same pages can be read, for where the first one does not add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from parsers.geometry import is_inside, line_text
from parsers.tables.aligned import to_grids
from parsers.tables.headers import distinct, is_amount
from parsers.tables.label_lines import read_label_lines
from parsers.tables.regions import Region, find_regions
from parsers.tables.row_breaks import RowRule
from parsers.tables.ruled import read_ruled
from parsers.tables.sheets import to_sheets
from schemas.pages import Box, Page
from schemas.tables import Cell, Grid

Ruling = Literal["sound", "all", "none"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read pages: which ruled grids count (those that separate rows, all, none), and what parts the rows of
    the others (None: what their lines tell)."""

    name: str
    ruling: Ruling = "sound"
    rows_by: RowRule | None = None


FIRST = Way("first")
OTHERS = (
    Way("no ruling", "none"),
    Way("all ruling", "all"),
    Way("rows by gaps", rows_by="gaps"),
    Way("rows by rules", rows_by="rules"),
    Way("amounts at the top of rows", rows_by="top"),
    Way("amounts in the middle of rows", rows_by="middle"),
    Way("amounts at the bottom of rows", rows_by="bottom"),
)


class GridReader:
    """The grids of a document's pages in reading order, read in one way or another."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self._open: dict[tuple[Ruling, frozenset[int] | None], tuple[tuple[Grid, ...], tuple[Region, ...]]] = {}

    def read(self, way: Way = FIRST, numbers: frozenset[int] | None = None) -> tuple[Grid, ...]:
        """The grids of all pages, or of those with these numbers. Where the ruling is only a frame, or only separates
        columns, the aligned reading competes for the same place and wins when it finds more rows."""
        pages = [page for page in self.pages if numbers is None or page.number in numbers]
        ruled = [grid for page in pages for grid in self._ruled[page.number] if way.ruling != "none"]
        sound = [grid for grid in ruled if _separates(grid) or (way.ruling == "all" and _is_table(grid))]
        key = (way.ruling, numbers)
        if key not in self._open:
            self._open[key] = _read_open(pages, sound)
        labelled, regions = self._open[key]
        aligned = [*labelled, *(grid for region in regions for grid in to_grids(region, way.rows_by))]
        weak = [grid for grid in ruled if grid not in sound and _is_table(grid) and not _is_read(grid, aligned)]
        found = sorted((*sound, *weak, *aligned), key=lambda grid: (grid.page, grid.box.top, grid.box.x0))
        return tuple(map(self._to_named, found))

    def _to_named(self, grid: Grid) -> Grid:
        """Tables on recognised pages say so: their letters and digits are less sure than printed ones."""
        recognised = any(page.number == grid.page and page.recognised for page in self.pages)
        return replace(grid, reader=f"ocr+{grid.reader}") if recognised else grid

    @cached_property
    def _ruled(self) -> dict[int, tuple[Grid, ...]]:
        return {page.number: read_ruled(page) for page in self.pages}


def _read_open(pages: Sequence[Page], ruled: Sequence[Grid]) -> tuple[tuple[Grid, ...], tuple[Region, ...]]:
    """The labels with values beside them outside the ruled tables, and the unruled tables outside both."""
    taken: dict[int, list[Box]] = {}
    for grid in ruled:
        taken.setdefault(grid.page, []).append(grid.box)
    labelled = read_label_lines(pages, taken)
    for grid in labelled:
        taken.setdefault(grid.page, []).append(grid.box)
    return labelled, find_regions(to_sheets(pages, taken))


def _separates(grid: Grid) -> bool:
    """Whether the ruling makes rows and columns: no cell of it stacks several amounts, one a line."""
    return _is_table(grid) and not any(_stacks_amounts(cell) for row in grid.rows for cell in distinct(row))


def _is_table(grid: Grid) -> bool:
    """Two columns at least; a frame around text is none. One row may be what the last page's end has cut off."""
    return len(grid.edges) >= 3


def _stacks_amounts(cell: Cell) -> bool:
    return sum(is_amount(line_text(line)) for line in cell.lines) >= 3


def _is_read(grid: Grid, others: Sequence[Grid]) -> bool:
    """Whether another reading covers the same place with more rows."""
    inside = [o for o in others if o.page == grid.page and (is_inside(o.box, grid.box) or is_inside(grid.box, o.box))]
    return any(len(other.rows) > len(grid.rows) for other in inside)
