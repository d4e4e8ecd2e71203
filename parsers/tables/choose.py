"""Which reader's grids a page gets: ruled where the ruling separates rows and columns, aligned elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.geometry import is_inside, line_text
from parsers.tables.aligned import read_aligned
from parsers.tables.headers import distinct, is_amount
from parsers.tables.ruled import read_ruled
from schemas.pages import Box, Page
from schemas.tables import Cell, Grid


def read_grids(content: bytes, pages: Sequence[Page]) -> tuple[Grid, ...]:
    """All grids of a document in reading order. Where the ruling is only a frame, or only separates columns, the
    aligned reading competes for the same place and wins when it finds more rows."""
    ruled = [grid for page in pages for grid in read_ruled(content, page)]
    sound = [grid for grid in ruled if _separates(grid)]
    taken: dict[int, list[Box]] = {}
    for grid in sound:
        taken.setdefault(grid.page, []).append(grid.box)
    aligned = read_aligned(pages, taken)
    weak = [grid for grid in ruled if grid not in sound and _is_table(grid) and not _is_read(grid, aligned)]
    return tuple(sorted((*sound, *weak, *aligned), key=lambda grid: (grid.page, grid.box.top, grid.box.x0)))


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
