"""Grids of single pages -> whole tables: parts joined over pages, repeated headers dropped, cut rows made one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.geometry import line_text
from parsers.row_words import is_group_title
from parsers.tables.cards import is_card
from parsers.tables.headers import (
    count_header_rows,
    distinct,
    holds_amount,
    is_bold,
    names_columns,
    starts_with_label,
    to_printed,
)
from parsers.tables.page_ends import without_page_ends
from parsers.vocabulary import fold
from schemas.pages import Page
from schemas.tables import Cell, Grid, Row, Table

_SAME_EDGE = 5.0  # points that a column's side may move from page to page


def stitch(grids: Sequence[Grid], pages: Mapping[int, Page]) -> tuple[Table, ...]:
    """Tables in reading order. A grid goes on in the next page's first grid when nothing but notes stands between
    the two, their columns agree, and the second brings no other header."""
    tables: list[Table] = []
    for grid in grids:
        last = tables[-1] if tables else None
        joined = _join(last, grid, pages) if last is not None else None
        if joined is None:
            rows = tuple(row for row in grid.rows if _is_filled(row))
            header = 0 if rows and is_card(grid.edges, rows) else count_header_rows(rows)
            tables.append(Table(grid.edges, rows, header, grid.reader, ((grid.page, grid.box),), 0, grid.evidence))
        else:
            tables[-1] = joined
    return tuple(part for table in tables if table.rows for part in split_at_headers(table))


def split_at_headers(table: Table) -> list[Table]:
    """The table without its header where that is repeated, cut where another header begins."""
    return _split_at_headers(_without_repeated_headers(table))


def _split_at_headers(table: Table) -> list[Table]:
    """A second header among the rows, with other words or another order, begins a table of its own."""
    body = range(table.header_rows + 1, len(table.rows))
    at = next((index for index in body if table.header_rows and names_columns(table.rows[index])), None)
    if at is None:
        return [table]
    rest = table.rows[at:]
    parts = tuple(dict.fromkeys(part for row in rest for part in row.parts))
    below = replace(table, rows=rest, header_rows=count_header_rows(rest), parts=parts, repeated_headers=0)
    above = replace(table, rows=table.rows[:at])
    return [above, *_split_at_headers(below)]


def _without_repeated_headers(table: Table) -> Table:
    """The header printed again among the rows (parts of the table on one page) is dropped and counted."""
    header = [_folded(row) for row in table.rows[: table.header_rows]]
    kept = [i for i, row in enumerate(table.rows) if i < table.header_rows or _folded(row) not in header]
    repeated = table.repeated_headers + len(table.rows) - len(kept)
    return replace(table, rows=tuple(table.rows[i] for i in kept), repeated_headers=repeated)


def _join(table: Table, grid: Grid, pages: Mapping[int, Page]) -> Table | None:
    page, box = table.parts[-1]
    if grid.page != page + 1 or grid.reader != table.reader:
        return None
    below = any(line.box.top > box.bottom for line in without_page_ends(pages[page]))
    above = any(line.box.bottom < grid.box.top for line in without_page_ends(pages[grid.page]))
    edges = _common_edges(table.edges, grid.edges)
    if below or above or edges is None:
        return None
    rows = _on_edges(tuple(row for row in grid.rows if _is_filled(row)), grid.edges, edges)
    known = _on_edges(table.rows, table.edges, edges)
    header = _count_repeated(known[: table.header_rows], rows)
    same = grid.edges == table.edges and grid.reader == "aligned"  # parts of one region, whose headers are known
    if not header and table.header_rows and not same and _brings_header(rows, known[: table.header_rows]):
        return None
    parts = (*table.parts, (grid.page, grid.box))
    whole = _join_rows(known, rows[header:], table.header_rows)
    return replace(table, edges=edges, rows=whole, parts=parts, repeated_headers=table.repeated_headers + header)


def _with_merged(known: Sequence[Row], rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The next page's rows with the cells that the page's end cut: a blank one at the top goes on from the cell above
    when either is merged over several rows (`2022-2023` beside rows on both pages)."""
    if not known or not rows or _is_label(rows[0]):
        return rows
    columns = range(len(rows[0].cells))
    cut = [c for c in columns if known[-1].cells[c].lines and not rows[0].cells[c].lines]
    merged = [c for c in cut if _is_merged(known[::-1], c) or _is_merged(rows, c)]
    whole = {id(rows[0].cells[c]): known[-1].cells[c] for c in merged}
    return tuple(replace(row, cells=tuple(whole.get(id(cell), cell) for cell in row.cells)) for row in rows)


def _is_merged(rows: Sequence[Row], column: int) -> bool:
    """Whether the first row's cell is the second's as well."""
    return len(rows) > 1 and rows[0].cells[column] is rows[1].cells[column]


def _is_filled(row: Row) -> bool:
    return any(cell.lines for cell in row.cells)


def _brings_header(rows: Sequence[Row], header: Sequence[Row]) -> bool:
    """Another table's header stands on top of the next page; the rest of a row that the page's end cut is none: words
    that go on with small letters, or are not bold below a header that is."""
    if not count_header_rows(rows):
        return False
    filled = [cell for cell in rows[0].cells if cell.lines]
    goes_on = all(line_text(cell.lines[0])[:1].islower() for cell in filled)
    return not goes_on and (is_bold(rows[0]) or not all(is_bold(row) for row in header))


def _common_edges(known: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...] | None:
    """The finer of two sets of column sides when it holds the other; None when the columns disagree.

    A page that holds only a total row with merged cells has fewer columns than its table.
    """
    finer, coarser = (known, other) if len(known) >= len(other) else (other, known)
    if all(any(abs(edge - side) <= _SAME_EDGE for side in finer) for edge in coarser):
        return finer
    return None


def _on_edges(rows: Sequence[Row], edges: tuple[float, ...], target: tuple[float, ...]) -> tuple[Row, ...]:
    """The same rows with the cells of a coarser set of columns spread over the finer ones."""
    if len(edges) == len(target):
        return tuple(rows)
    middles = [(left + right) / 2 for left, right in pairwise(target)]
    source = [max(0, sum(edge <= x for edge in edges[:-1]) - 1) for x in middles]
    moved: dict[int, Cell] = {}
    return tuple(replace(row, cells=tuple(_moved(row.cells[s], source, moved) for s in source)) for row in rows)


def _moved(cell: Cell, source: Sequence[int], moved: dict[int, Cell]) -> Cell:
    if id(cell) not in moved:
        columns = [i for i, s in enumerate(source) if cell.column <= s < cell.column + cell.column_span]
        moved[id(cell)] = replace(cell, column=columns[0], column_span=len(columns))
    return moved[id(cell)]


def _count_repeated(header: Sequence[Row], rows: Sequence[Row]) -> int:
    """How many of the next page's first rows print the header again."""
    if not header or len(rows) < len(header):
        return 0
    same = all(_folded(a) == _folded(b) for a, b in zip(header, rows, strict=False))
    return len(header) if same else 0


def _folded(row: Row) -> list[str]:
    return [fold(" ".join(line_text(line) for line in cell.lines)) for cell in row.cells]


def _join_rows(known: Sequence[Row], rows: tuple[Row, ...], header_rows: int) -> tuple[Row, ...]:
    whole = _with_merged(known[header_rows:], rows)
    if rows and known and _goes_on(known, rows, header_rows):
        return (*known[:-1], _join_row(known[-1], rows[0]), *whole[1:])
    return (*known, *whole)


def _goes_on(known: Sequence[Row], rows: Sequence[Row], header_rows: int) -> bool:
    """Whether the page's end cuts a row: the next page's first row lacks what every row has (or the last row lacks it
    and the next one brings it), they do not both hold an amount, and no column starts anew in the middle."""
    last, first = known[-1], rows[0]
    if len(known) <= header_rows or (holds_amount(last) and holds_amount(first)):
        return False
    if any(_is_label(row) for row in (last, first)):
        return False
    keys = _find_key_columns([*known[header_rows:-1], *rows[1:]])
    if any(first.cells[c].lines and _has_room_below(last, c) for c in keys if last.cells[c].lines):
        return False
    return any(bool(last.cells[c].lines) != bool(first.cells[c].lines) for c in keys)


def _is_label(row: Row) -> bool:
    """A total with its amount, or a group's title over the whole width: never part of another row (`samen.` may be)."""
    is_total = starts_with_label(row, ("total", "subtotal")) and holds_amount(row)
    return len({id(cell) for cell in row.cells}) == 1 or is_total or _is_title(row)


def _is_title(row: Row) -> bool:
    """`Jaar 2022`, `Provincie Limburg`, and nothing beside."""
    filled = [cell for cell in distinct(row) if cell.lines]
    return len(filled) == 1 and is_group_title(to_printed(filled[0]))


def _find_key_columns(rows: Sequence[Row]) -> list[int]:
    """Columns that (almost) every row fills; none where there is no whole row to look at."""
    if not rows:
        return []
    columns = range(len(rows[0].cells))
    return [c for c in columns if sum(bool(row.cells[c].lines) for row in rows) >= 0.8 * len(rows)]


def _has_room_below(row: Row, column: int) -> bool:
    """The column's text ends a line or more above the lowest text of the row: it was not cut by the page's end."""
    bottoms = {id(cell): max(line.box.bottom for line in cell.lines) for cell in row.cells if cell.lines}
    last = row.cells[column].lines[-1]
    return max(bottoms.values()) - bottoms[id(row.cells[column])] > 0.8 * (last.box.bottom - last.box.top)


def _join_row(last: Row, first: Row) -> Row:
    merged: dict[tuple[int, int], Cell] = {}
    cells = []
    for upper, lower in zip(last.cells, first.cells, strict=True):
        key = (id(upper), id(lower))
        if key not in merged:
            start = upper if upper.lines else replace(lower, column=upper.column, column_span=upper.column_span)
            merged[key] = replace(start, lines=(*upper.lines, *lower.lines)) if lower.lines else upper
        cells.append(merged[key])
    return Row(tuple(cells), (*last.parts, *first.parts))
