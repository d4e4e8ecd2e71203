"""The texts of a table's cells."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from parsers.amounts import LARGEST, is_no_amount, parse_amount
from parsers.footnotes import without_marks
from parsers.geometry import line_text
from parsers.header_words import single_header_words
from parsers.tables.headers import to_printed
from parsers.text import join_lines
from schemas.tables import Cell, Row, Table

_CENT = Decimal("0.01")


class CellTexts:
    """Reads the cells of one table: `printed` keeps the lines, `text` is what a reader would copy.

    Where a line may end in a column is measured over the whole column, because «is the line full?» decides whether
    a word goes on in the next line.
    """

    def __init__(self, table: Table, own_words: frozenset[str]) -> None:
        self._table = table
        self._own_words = own_words | single_header_words()
        self._rights = _find_right_limits(table)
        self._texts: dict[int, str] = {}
        self._cells: list[Cell] = []  # keeps the cells alive, so that their ids stay theirs

    def plain(self, cell: Cell) -> str:
        """The cell's lines without footnote marks, one a line: what numbers are read from."""
        return to_printed(cell)

    def amount(self, cell: Cell, factor: Decimal) -> Decimal:
        """The one amount of a cell, in euro; `factor` is the unit of its column. Raises ValueError.

        A typed number is not read from what the sheet shows; half a cent counts as one.
        """
        if cell.value is None:
            return parse_amount(self.plain(cell), factor).value_eur
        value = cell.value * factor
        if abs(value) >= LARGEST:
            raise ValueError(f"{self.plain(cell)!r} is no amount: {value} is too large")
        return value.quantize(_CENT, ROUND_HALF_UP)

    def says_no_amount(self, cell: Cell) -> bool:
        """A dash, blank, `n.v.t.`; a typed number only when it is zero, however it is shown."""
        return is_no_amount(self.plain(cell)) if cell.value is None else cell.value == 0

    def printed(self, cell: Cell) -> str:
        """The cell's lines as they are printed, one a line."""
        return "\n".join(line_text(line) for line in cell.lines)

    def text(self, cell: Cell) -> str:
        """The cell's lines joined, broken words made whole."""
        if id(cell) not in self._texts:
            right = self._rights.get(_find_sides(self._table, cell))
            self._texts[id(cell)] = join_lines(without_marks(cell.lines), right, self._own_words)
            self._cells.append(cell)
        return self._texts[id(cell)]

    def row_texts(self, row: Row) -> tuple[str, ...]:
        """One text a column; a merged cell's text stands in its first column only."""
        return tuple(
            self.text(cell) if index == 0 or row.cells[index - 1] is not cell else ""
            for index, cell in enumerate(row.cells)
        )


_Sides = tuple[float, float]


def _find_sides(table: Table, cell: Cell) -> _Sides:
    """Left and right of the printed column that a cell stands in, in points."""
    if table.turned:
        return cell.box.x0, cell.box.x1
    return table.edges[cell.column], table.edges[cell.column + cell.column_span]


def _find_right_limits(table: Table) -> dict[_Sides, float]:
    """Sides of a column -> x where its text must end: its right side less the margin its text keeps at the left."""
    lines: dict[_Sides, list[tuple[float, float]]] = {}
    for cell in {id(cell): cell for row in table.rows for cell in row.cells}.values():
        lines.setdefault(_find_sides(table, cell), []).extend((line.box.x0, line.box.x1) for line in cell.lines)
    limits = {}
    for (left, right), found in lines.items():
        if found:
            margin = max(0.0, min(x0 for x0, _ in found) - left)
            limits[left, right] = max(right - margin, max(x1 for _, x1 in found))
    return limits
