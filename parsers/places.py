"""Places on a page as records and findings name them."""

from __future__ import annotations

from parsers.geometry import to_box
from schemas.pages import Box
from schemas.tables import Cell, Row


def to_place(page: int, box: Box) -> str:
    """`p2-x512-y214`: page from 1, and the box's top left corner in whole points (rounded down)."""
    return f"p{page}-x{int(box.x0)}-y{int(box.top)}"


def cell_spot(cell: Cell) -> tuple[int, Box]:
    """Page and box of a cell's words, or of the cell itself when it is blank; words on its first page only."""
    if not cell.lines:
        return cell.page, cell.box
    page = cell.lines[0].page
    return page, to_box(line.box for line in cell.lines if line.page == page)


def row_box(row: Row, page: int) -> Box:
    """The row's box on a page: its part there when the page's end cuts it."""
    return next((box for number, box in row.parts if number == page), row.parts[0][1])
