"""Rows of an unruled table that follow each other on one page, and the signs that names stand in their middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from parsers.row_groups import parse_group_title
from parsers.row_words import find_row_label
from parsers.tables.headers import distinct, to_printed
from schemas.pages import TextLine
from schemas.tables import Row, Table

_WIDER = 1.35  # times the usual space between rows: a line that takes more room than that is a row of its own
_ON_LINE = 0.25  # of a line's height: a name so near a row's line, or its middle, stands on it
_TOTALS = ("total", "subtotal", "average", "carried")


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A row with more than a name; `top` and `bottom` are those of its other texts, in points."""

    index: int
    row: Row
    top: float
    bottom: float
    middles: tuple[float, ...]
    names: tuple[TextLine, ...]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Block:
    """Rows in printed order, all lines of their names, and rows that are nothing but a name between two rows.

    `may_inherit`: a name above the block may hold for its first rows (on the page before, or a title).
    """

    page: int
    may_inherit: bool
    rows: list[BlockRow] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    name_rows: list[int] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether names and rows are not one to one, or a name stands between two rows."""
        named = any(row.names for row in self.rows) or bool(self.name_rows)
        return named and (any(not row.names for row in self.rows) or self.has_name_between)

    @property
    def has_name_between(self) -> bool:
        """A line of a name off the lines of its row, beside a row without a name or with such a line too."""
        off = [len(row.names) == 1 and _is_off(row) for row in self.rows]
        neighbours = [*pairwise(zip(self.rows, off, strict=True))]
        return bool(self.name_rows) or any(
            (a_off and (b_off or not b.names)) or (b_off and not a.names) for (a, a_off), (b, b_off) in neighbours
        )


def has_sign(block: Block) -> bool:
    """Blank at its top, where no name above can hold, and a name below; or a name between two rows."""
    return block.is_open and (block.has_name_between or (not block.may_inherit and not block.rows[0].names))


def find_pitch(blocks: Sequence[Block]) -> float:
    """The usual way from one row's middle to the next, in points; of a table of single rows, a row's height."""
    steps = [b.middle - a.middle for block in blocks for a, b in pairwise(block.rows)]
    return median(steps) if steps else min(row.bottom - row.top for block in blocks for row in block.rows)


def find_blocks(table: Table, column: int) -> list[Block]:
    """Groups, totals and the page's end part blocks."""
    blocks: list[Block] = []
    kinds = [_find_kind(row, column) for row in table.rows]
    usual = _find_least_step(table, kinds, column)
    fresh, inherits = True, False
    for index in range(table.header_rows, len(table.rows)):
        row, kind = table.rows[index], kinds[index]
        if kind == "name" and not fresh and _is_between(table, kinds, index, usual, column):
            kind = "between"
        if kind in ("end", "name"):
            fresh, inherits = True, kind == "name" and _names_recipient(row, column)
            continue
        page = row.parts[0][0]
        if fresh or page != blocks[-1].page or len(row.parts) > 1:
            blocks.append(Block(page, inherits or (not fresh and bool(blocks))))
        fresh = False
        _add(blocks[-1], index, row, kind, column)
    return [block for block in blocks if block.rows]


def _add(block: Block, index: int, row: Row, kind: str, column: int) -> None:
    block.lines.extend(row.cells[column].lines)
    if kind == "between":
        block.name_rows.append(index)
        return
    block.rows.append(_to_block_row(index, row, column))


def _to_block_row(index: int, row: Row, column: int) -> BlockRow:
    boxes = [line.box for line in _other_lines(row, column)]
    middles = tuple((box.top + box.bottom) / 2 for box in boxes)
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    return BlockRow(index, row, top, bottom, middles, row.cells[column].lines)


def _find_kind(row: Row, column: int) -> str:
    """`row`, `name` (nothing but a cell in the recipients' column), or `end` (a total, a title over columns, blank)."""
    filled = [cell for cell in distinct(row) if cell.lines]
    if any(find_row_label(to_printed(cell)) in _TOTALS for cell in filled):
        return "end"
    if row.cells[column].column_span > 1 or not filled:
        return "end"
    if len(filled) == 1:
        return "name" if filled[0] is row.cells[column] else "end"
    return "row"


def _names_recipient(row: Row, column: int) -> bool:
    """A title in the recipients' column is a name for the rows below, unless it says a province, a year, a theme."""
    title = parse_group_title(to_printed(row.cells[column]))
    return title.kinds == ["title"] or "organisation" in title.texts


def _is_between(table: Table, kinds: Sequence[str], index: int, usual: float, column: int) -> bool:
    """A name that takes no room of its own between the rows above and below it on its page."""
    if index + 1 == len(table.rows) or kinds[index - 1] != "row" or kinds[index + 1] != "row":
        return False
    above, below = (table.rows[at] for at in (index - 1, index + 1))
    return above.parts[0][0] == below.parts[0][0] and _step(above, below, column) <= _WIDER * usual


def _find_least_step(table: Table, kinds: Sequence[str], column: int) -> float:
    return min(_steps(table, kinds, column), default=0.0)


def _steps(table: Table, kinds: Sequence[str], column: int) -> Iterator[float]:
    body = range(table.header_rows, len(table.rows) - 1)
    for index in body:
        above, below = table.rows[index], table.rows[index + 1]
        if kinds[index] == kinds[index + 1] == "row" and above.parts[0][0] == below.parts[0][0]:
            yield _step(above, below, column)


def _step(above: Row, below: Row, column: int) -> float:
    return _to_block_row(0, below, column).middle - _to_block_row(0, above, column).middle


def _other_lines(row: Row, column: int) -> list[TextLine]:
    return [line for cell in distinct(row) if cell is not row.cells[column] for line in cell.lines]


def _is_off(row: BlockRow) -> bool:
    """Whether a name of one line stands on no line of its row, nor in the row's middle."""
    box = row.names[0].box
    middle = (box.top + box.bottom) / 2
    return all(abs(middle - one) > _ON_LINE * (box.bottom - box.top) for one in (*row.middles, row.middle))
