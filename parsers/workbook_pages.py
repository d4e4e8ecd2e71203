"""Sheets -> pages and tables, so that they go the same way as printed ones.

Each sheet is laid out on a page of its own: every column is `_WIDTH` points wide and every row `_PITCH` points high, so
that the place of a word names its cell. The texts above the sheet (its name, or the paragraphs over a table) take the
first rows of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.geometry import to_box
from parsers.sheet_blocks import SheetRow, count_rows_above_numbers, find_blocks
from parsers.tables.cards import is_card
from parsers.tables.headers import count_header_rows
from parsers.tables.stitch import split_at_headers
from parsers.tables.turned import turn
from schemas.pages import Box, Page, TextLine, Word
from schemas.sheets import RAISED, Sheet, SheetCell, to_letters
from schemas.tables import Cell, Row, Table

_WIDTH, _PITCH = 100_000.0, 20.0  # points; no text is as long as a column is wide
_FILLED = 0.8  # of a row's height are its lines
_LETTER, _SPACE, _SIZE, _SMALL = 5.0, 2.5, 10.0, 6.0
_ON_PAGE = re.compile(r"p\d+-x(\d+)-y(\d+)")


@dataclass(frozen=True, slots=True)
class LaidSheet:
    """A sheet as a page, with its tables."""

    sheet: Sheet
    page: Page
    tables: tuple[Table, ...]


def lay_out(sheet: Sheet, number: int, *, with_hidden: bool = False) -> LaidSheet:
    """The sheet as page `number`; its hidden rows are left out unless asked for."""
    kept = frozenset[int]() if with_hidden else sheet.hidden_rows
    layer = _Layer(len(sheet.above), number)
    blocks = find_blocks([cell for cell in sheet.cells if cell.row not in kept], kept)
    tables = [table for block in blocks for table in _to_tables(layer, block)]
    above = [layer.text_line(text, at) for at, text in enumerate(sheet.above)]
    cells = [line for cell in sheet.cells if cell.row not in kept for line in layer.cell_lines(cell)]
    lines = tuple(sorted([*above, *cells], key=lambda line: (line.box.top, line.box.x0)))
    height = max((line.box.bottom for line in lines), default=0.0) + _PITCH
    width = max((line.box.x1 for line in lines), default=0.0) + _WIDTH
    words = tuple(word for line in lines for word in line.words)
    page = Page(number, width, height, 0, words, lines, (), (), bool(words))
    return LaidSheet(sheet, page, turn(tables, {number: page}))


def to_sheet_place(sheet: Sheet, place: str) -> str | None:
    """`p2-x100000-y240` -> `Sheet!B12`; `Text!A7` is the seventh line of a document's paragraphs.

    None for the name of a sheet.
    """
    match = _ON_PAGE.fullmatch(place)
    if match is None:
        raise ValueError(f"{place!r} is no place on a page")
    row = int(int(match[2]) // _PITCH) + 1 - len(sheet.above)
    if row > 0:
        return f"{sheet.name}!{to_letters(int(int(match[1]) // _WIDTH) + 1)}{row}"
    return f"Text!A{sheet.first_text + len(sheet.above) + row - 1}" if sheet.first_text else None


def _to_tables(layer: _Layer, block: Sequence[SheetRow]) -> list[Table]:
    rows = layer.rows(block)
    header = block[0].spans_header
    columns = block[0].columns
    edges = (*(_WIDTH * (column - 1) for column in columns), _WIDTH * columns[-1])
    named = min(count_header_rows(rows[header:]), count_rows_above_numbers(block[header:]))
    named = 0 if is_card(edges, rows) else named
    box = to_box(part for row in rows for _, part in row.parts)
    table = Table(edges, rows, header + named if named else 0, "workbook", ((layer.page, box),))
    return split_at_headers(table)


class _Layer:
    """Lays the cells of one sheet out on its page; `offset` rows are taken by the texts above."""

    def __init__(self, offset: int, page: int) -> None:
        self.offset, self.page = offset, page
        self._laid: dict[tuple[int, int], tuple[TextLine, ...]] = {}

    def rows(self, block: Sequence[SheetRow]) -> tuple[Row, ...]:
        cells: dict[tuple[int, int], Cell] = {}
        return tuple(self._row(row, cells) for row in block)

    def cell_lines(self, cell: SheetCell) -> tuple[TextLine, ...]:
        """A cell's lines, all inside its row; empty for a blank one."""
        key = (cell.row, cell.column)
        if key not in self._laid:
            top, height = self._top(cell.row), _PITCH * _FILLED / max(1, len(cell.lines))
            x0 = _WIDTH * (cell.column - 1)
            lines = (self._line(text, x0, top + at * height, height, cell.bold) for at, text in enumerate(cell.lines))
            self._laid[key] = tuple(line for line in lines if line.words)
        return self._laid[key]

    def text_line(self, text: str, at: int) -> TextLine:
        """A text above the sheet, on row `at` (from 0) of the page."""
        return self._line(text, 0.0, _PITCH * at, _PITCH * _FILLED, False)

    def _top(self, row: int) -> float:
        return _PITCH * (self.offset + row - 1)

    def _row(self, row: SheetRow, known: dict[tuple[int, int], Cell]) -> Row:
        cells: list[Cell] = []
        for index, column in enumerate(row.columns):
            source = row.cells.get(column)
            key = (source.row, source.column) if source else (row.number, column)
            if key not in known:
                known[key] = self._cell(row, index, source)
            cells.append(known[key])
        x0, x1 = _WIDTH * (row.columns[0] - 1), _WIDTH * row.columns[-1]
        return Row(tuple(cells), ((self.page, Box(x0, self._top(row.number), x1, self._top(row.number) + _PITCH)),))

    def _cell(self, row: SheetRow, index: int, source: SheetCell | None) -> Cell:
        column = row.columns[index]
        top = self._top(row.number)
        span = sum(row.cells.get(other) is source for other in row.columns[index:]) if source else 1
        box = Box(_WIDTH * (column - 1), top, _WIDTH * column, top + _PITCH)
        lines = self.cell_lines(source) if source else ()
        return Cell(index, span, self.page, box, lines, source.value if source else None)

    def _line(self, text: str, x0: float, top: float, height: float, bold: bool) -> TextLine:
        words, x = [], x0
        for word in text.split():
            size = _SMALL if word.startswith(RAISED) else _SIZE
            word, width = word.removeprefix(RAISED), _LETTER * len(word)
            words.append(Word(word, Box(x, top, x + width, top + height), "", size, bold))
            x += width + _SPACE
        return TextLine(tuple(words), to_box(word.box for word in words) if words else Box(x0, top, x0, top), self.page)
