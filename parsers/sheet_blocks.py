"""Where the tables of a sheet begin and end: titles above, notes below, several tables under or beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.dates import find_only_year
from parsers.header_words import match_header
from parsers.tables.headers import is_amount
from schemas.sheets import SheetCell

_FEW = 2  # known header words that make a header
_WIDE = 0.6  # of the widest row: as wide is the first row of a table without a known header
Cells = dict[int, SheetCell]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a table: its filled cells by column (a merged one in each of its columns), and the table's columns.

    `spans_header`: how many rows from here on stand over the row that names the columns (`2022 | 2023` over two each).
    """

    number: int
    columns: tuple[int, ...]
    cells: Cells
    spans_header: int = 0

    @property
    def distinct(self) -> list[SheetCell]:
        return list({(cell.row, cell.column): cell for cell in self.cells.values()}.values())


def find_blocks(cells: Sequence[SheetCell], left_out: frozenset[int] = frozenset()) -> list[list[SheetRow]]:
    """The tables of a sheet as rows, from top to bottom; what stands in none of them are titles and notes.

    `left_out` are hidden rows, which a merged cell may run through. Blank rows are left out too.
    """
    grid = _to_grid(cells, left_out)
    return [
        _with_columns(block)
        for band in (_split_bands([SheetRow(number, (), grid[number]) for number in sorted(grid)]) if grid else ())
        for block in _split_blocks(band)
    ]


def count_rows_above_numbers(rows: Sequence[SheetRow]) -> int:
    """How many rows may be header: those above the first typed number; years are names of columns in the first row, and
    below a cell that spans them (`Toegekend` over `2021 | 2022`)."""
    for at, row in enumerate(rows):
        own = [cell for cell in row.distinct if cell.row == row.number]
        spanned = at > 0 and any(cell.column_span > 1 for cell in rows[at - 1].distinct)
        years = all(_is_year(" ".join(cell.lines)) for cell in own)
        if any(_is_number(cell) or (cell.value is not None and at and not (spanned and years)) for cell in own):
            return at
    return len(rows)


def _to_grid(cells: Iterable[SheetCell], left_out: frozenset[int]) -> dict[int, Cells]:
    grid: dict[int, Cells] = {}
    for cell in cells:
        for number in range(cell.row, cell.row + cell.row_span):
            if number not in left_out:
                for column in range(cell.column, cell.column + cell.column_span):
                    grid.setdefault(number, {})[column] = cell
    return grid


def _split_bands(rows: list[SheetRow]) -> list[list[SheetRow]]:
    """Tables side by side: a blank column between two headers parts them, and only then."""
    header = next((row for row in rows if _names_columns(row)), None)
    if header is None:
        return [rows]
    body = [row for row in rows if row.number >= header.number and len(row.distinct) > 1]
    used = sorted({column for row in body for column in row.cells})
    gaps = [column for column, after in pairwise(used) if after > column + 1]
    for gap in gaps:
        sides = [_cut(rows, range(gap + 1)), _cut(rows, range(gap + 1, used[-1] + 1))]
        if all(any(row.number == header.number and _names_columns(row) for row in side) for side in sides):
            return [band for side in sides for band in _split_bands(side)]
    return [rows]


def _cut(rows: Iterable[SheetRow], columns: range) -> list[SheetRow]:
    cut = (replace(row, cells={c: cell for c, cell in row.cells.items() if c in columns}) for row in rows)
    return [row for row in cut if row.cells]


def _split_blocks(rows: Sequence[SheetRow]) -> list[list[SheetRow]]:
    """Each header that stands off from the rows above (a blank row or a title between) begins a table."""
    starts = [at for at, row in enumerate(rows) if _names_columns(row) and (at == 0 or _stands_off(rows, at))]
    first = next((at for at, row in enumerate(rows) if _names_columns(row)), None)
    if first is None:
        widest = max(len(row.distinct) for row in rows)
        first = next(at for at, row in enumerate(rows) if len(row.distinct) >= _WIDE * widest)
        if widest == 1:
            return []
    starts = sorted({first, *(at for at in starts if at > first)})
    begins = [_with_spans(rows, at) for at in starts]
    ends = [*begins[1:], len(rows)]
    blocks = []
    for at, begin, end in zip(starts, begins, ends, strict=True):
        block = _without_notes(rows[begin:end])
        blocks.append([replace(block[0], spans_header=at - begin), *block[1:]])
    return blocks


def _with_spans(rows: Sequence[SheetRow], at: int) -> int:
    """Where the header begins: rows above it with merged cells over some of its columns belong to it."""
    while at and rows[at - 1].number == rows[at].number - 1 and _spans_some(rows[at - 1], len(rows[at].cells)):
        at -= 1
    return at


def _spans_some(row: SheetRow, columns: int) -> bool:
    wide = [cell for cell in row.distinct if 1 < cell.column_span < columns]
    return bool(wide) and not any(_is_number(cell) for cell in row.distinct)


def _stands_off(rows: Sequence[SheetRow], at: int) -> bool:
    """A blank row or a lone text stands over the header."""
    return rows[at - 1].number < rows[at].number - 1 or len(rows[at - 1].distinct) == 1


def _without_notes(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """Without the lone texts at the end: notes below, or the title of the next table."""
    end = len(rows)
    while end > 1 and len(rows[end - 1].distinct) == 1 and not _is_number(rows[end - 1].distinct[0]):
        end -= 1
    return list(rows[:end])


def _with_columns(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """The table's columns: those in which something stands, by itself or below the header."""
    filled = {cell.column for row in rows for cell in row.distinct}
    columns = tuple(sorted(filled | {c for row in rows for c in row.cells if len(row.distinct) > 1}))
    return [replace(row, columns=columns) for row in rows]


def _names_columns(row: SheetRow) -> bool:
    """Known header words or a year over at least half of its cells, and two at least; no number but years."""
    texts = [" ".join(cell.lines) for cell in row.distinct]
    if len(texts) < _FEW or any(_is_number(cell) for cell in row.distinct):
        return False
    years = [text for text in texts if _is_year(text)]
    known = sum(bool(match_header(text)) for text in texts if text not in years) + len(years)
    return known >= _FEW and 2 * known >= len(texts) and len(years) < len(texts)


def _is_number(cell: SheetCell) -> bool:
    text = " ".join(cell.lines)
    return not _is_year(text) and (cell.value is not None or is_amount(text))


def _is_year(text: str) -> bool:
    return text.isdigit() and find_only_year(text) is not None
