"""Tables as read from pages, before their columns have roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from schemas.pages import Box, TextLine


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One printed cell. A merged cell is one object that stands in several rows or columns.

    `lines` may come from two pages, where the page's end cuts the cell; `box` and `page` are then those of its start.
    `value` is the number that a workbook's cell holds behind what it shows; None on paper, and for all but numbers.
    """

    column: int
    column_span: int
    page: int
    box: Box
    lines: tuple[TextLine, ...]
    value: Decimal | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One printed row: one entry a column, the same `Cell` again where cells are merged.

    `parts` are the boxes it takes, one a page: two where the page's end cuts the row.
    """

    cells: tuple[Cell, ...]
    parts: tuple[tuple[int, Box], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table's part on one page as one reader sees it; `edges` are its columns' sides, one more than columns."""

    page: int
    box: Box
    edges: tuple[float, ...]
    rows: tuple[Row, ...]
    reader: str
    evidence: dict[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A whole table over all its pages; the first `header_rows` rows name the columns.

    A `turned` one is printed with its labels in a column: its columns are printed rows and have no place of their own,
    so that `edges` only counts them, and what a cell's text may fill is the cell's own box.
    """

    edges: tuple[float, ...]
    rows: tuple[Row, ...]
    header_rows: int
    reader: str
    parts: tuple[tuple[int, Box], ...]
    repeated_headers: int = 0
    evidence: dict[str, str | int | float] = field(default_factory=dict)
    turned: bool = False
