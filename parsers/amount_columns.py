"""Which columns hold the granted amounts of a table's rows."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.header_words import GRANTED_ROLES
from parsers.tables.headers import is_full_width, starts_with_label
from schemas.columns import Column, Role
from schemas.tables import Row, Table

_FEWEST = 2  # rows that each of two columns fills alone; one may be a slip


def find_kind(columns: Sequence[Column]) -> Role | None:
    """The kind of amount that this table's grants have: awarded before committed before paid."""
    return next((kind for kind in GRANTED_ROLES if any(column.role == kind for column in columns)), None)


def find_amount_columns(table: Table, columns: Sequence[Column]) -> list[Column]:
    """The columns of the surest kind; with them that of a later kind, where each row prints one of the two.

    `Vorgesehene Beteiligung | Endgültige Beteiligung nach Abschluss` (planned, final): a project has one of them, and
    the other place is blank.
    """
    kind = find_kind(columns)
    first = [column for column in columns if kind is not None and column.role == kind]
    later = [column for column in columns if column.role in GRANTED_ROLES and column.role != kind]
    rows = [row for row in table.rows[table.header_rows :] if _may_be_grant(row)]
    if len(first) == len(later) == 1 and _take_turns(rows, first[0], later[0]):
        return sorted([*first, *later], key=lambda column: column.index)
    return first


def _may_be_grant(row: Row) -> bool:
    return not is_full_width(row) and not starts_with_label(row, ("total", "subtotal"))


def _take_turns(rows: Sequence[Row], one: Column, other: Column) -> bool:
    """Whether no row fills both columns, and each is filled in several."""
    filled = [(bool(row.cells[one.index].lines), bool(row.cells[other.index].lines)) for row in rows]
    return (True, True) not in filled and min(filled.count((True, False)), filled.count((False, True))) >= _FEWEST
