"""Names printed in the vertical middle of several unruled rows -> merged cells over those rows.

A merged cell without rules leaves blanks above and below its name, or the name between two rows' lines:

                  | Open atelier | 1.000
    Vzw Amarant   | Zomerkamp    | 1.137
                  | Lentefeest   | 1.274

Where all names are on the first of their rows, nothing is done: the name above is the right one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.centred_blocks import Block, find_blocks, find_pitch, has_sign
from parsers.places import cell_spot
from parsers.report import to_finding
from parsers.tables.headers import to_printed
from schemas.columns import Column
from schemas.pages import TextLine
from schemas.rows import RowReading
from schemas.tables import Cell, Row, Table

_OFF = (0.06, 0.12, 0.2)  # of the space between rows: how far a name may be off the middle; the next row is 0.5 off
_LEADING = 0.6  # of a line's height: lines of one name are no further apart
_MOST_LINES = 5  # of one name


@dataclass(frozen=True, slots=True)
class CentredTable:
    """The table with each centred name in all its rows; `unclear` are row numbers of which nobody can tell the name."""

    table: Table
    unclear: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows `start` up to `end` of a block have the name on lines `first` up to `last` of its recipient column."""

    start: int
    end: int
    first: int
    last: int


def centre_recipients(table: Table, recipient: Column | None) -> CentredTable:
    """Gives names to the rows around them, in tables whose names stand in the middle of their rows."""
    if recipient is None or "aligned" not in table.reader or table.turned:
        return CentredTable(table)
    blocks = find_blocks(table, recipient.index)
    if not any(map(has_sign, blocks)):
        return CentredTable(table)
    rows: list[Row | None] = list(table.rows)
    unclear: set[int] = set()
    pitch = find_pitch(blocks)
    for block in (block for block in blocks if block.is_open):
        runs = _find_runs(block, pitch)
        if runs is None:
            unclear.update(row.index for row in block.rows)
            continue
        _merge(rows, block, runs, recipient.index)
    kept = [index for index, row in enumerate(rows) if row is not None]
    numbers = frozenset(at for at, index in enumerate(kept) if index in unclear)
    return CentredTable(replace(table, rows=tuple(row for row in rows if row is not None)), numbers)


def withhold_unclear(readings: Sequence[RowReading], unclear: Collection[int]) -> tuple[RowReading, ...]:
    """Rows whose name nobody can tell are findings, not grants; their amounts stay for the totals."""
    return tuple(_withhold(one) if one.index in unclear and one.label == "grant" else one for one in readings)


def _withhold(reading: RowReading) -> RowReading:
    cells = [amount.cell for amount in reading.amounts] or list(reading.row.cells[-1:])
    message = "names stand in the middle of their rows in this table, and it is not clear which rows this name has"
    finding = to_finding("recipient_missing", message, cell_spot(cells[-1]), to_printed(cells[-1]))
    kept = tuple(one for one in reading.findings if one.code not in ("recipient_repeated", "recipient_missing"))
    return replace(reading, label="finding", recipient=None, recipient_cell=None, unsure=(), findings=(*kept, finding))


def _find_runs(block: Block, pitch: float) -> list[_Run] | None:
    """The one tiling of the block's rows in which every name is in the middle of its rows; else None.

    The strictest measure that gives a tiling counts, and lines that stand on rows of their own are one name only where
    there is no other way.
    """
    for off in _OFF:
        for joined in (False, True):
            tilings = _tile(block, off * pitch, joined)
            if tilings:
                return tilings[0] if len(tilings) == 1 else None
    return None


def _tile(block: Block, off: float, joined: bool) -> list[list[_Run]]:
    """Up to two tilings; from row to row those are kept that reach it with the same number of lines used."""
    ways: dict[tuple[int, int], list[list[_Run]]] = {(0, 0): [[]]}
    for start in range(len(block.rows)):
        for first in range(len(block.lines)):
            found = ways.pop((start, first), [])
            for run in _find_next(block, start, first, off, joined) if found else ():
                reached = ways.setdefault((run.end, run.last), [])
                reached.extend([*way, run] for way in found[: 2 - len(reached)])
    return ways.get((len(block.rows), len(block.lines)), [])


def _find_next(block: Block, start: int, first: int, off: float, joined: bool) -> list[_Run]:
    found = []
    for last in range(first + 1, min(first + _MOST_LINES, len(block.lines)) + 1):
        lines = block.lines[first:last]
        if not _is_one_name(lines) or (last - first > 1 and not joined and _stand_on_rows(block, lines, off)):
            continue
        middle = (lines[0].box.top + lines[-1].box.bottom) / 2
        for end in range(start + 1, len(block.rows) + 1):
            of_rows = (block.rows[start].top + block.rows[end - 1].bottom) / 2
            if abs(of_rows - middle) <= off:
                found.append(_Run(start, end, first, last))
            if of_rows > middle + off:
                break
    return found


def _is_one_name(lines: Sequence[TextLine]) -> bool:
    return all(b.box.top - a.box.bottom <= _LEADING * (a.box.bottom - a.box.top) for a, b in pairwise(lines))


def _stand_on_rows(block: Block, lines: Sequence[TextLine], off: float) -> bool:
    middles = [(line.box.top + line.box.bottom) / 2 for line in lines]
    rows = [sum(abs(row.middle - middle) <= off for row in block.rows) for middle in middles]
    return all(rows)


def _merge(rows: list[Row | None], block: Block, runs: Sequence[_Run], column: int) -> None:
    """Puts each name's cell into all its rows; a row that was nothing but a name between two rows goes."""
    for index in block.name_rows:
        rows[index] = None
    for run in runs:
        lines = block.lines[run.first : run.last]
        cell = _to_cell(block, run, lines, column)
        for of_block in block.rows[run.start : run.end]:
            row = of_block.row
            rows[of_block.index] = replace(row, cells=(*row.cells[:column], cell, *row.cells[column + 1 :]))


def _to_cell(block: Block, run: _Run, lines: Sequence[TextLine], column: int) -> Cell:
    first, last = (block.rows[at].row.cells[column] for at in (run.start, run.end - 1))
    box = replace(first.box, bottom=max(last.box.bottom, lines[-1].box.bottom))
    return replace(first, box=box, lines=tuple(lines))
