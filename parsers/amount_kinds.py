"""Tables with a column for each kind of grant: `Werkingssubsidie | Projectsubsidie`, with or without their sum beside.

Two columns of granted amounts may also print the same money twice (without and with taxes, rounded), so they are both
read only where the headers name kinds that differ, or where a further column prints the sum of each row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.amounts import is_no_amount, parse_amount
from parsers.header_words import match_header
from parsers.row_words import find_row_label
from parsers.tables.headers import is_full_width, to_number_text
from parsers.vocabulary import fold, load_words
from schemas.columns import Column
from schemas.tables import Cell, Row, Table

_FEWEST = 2  # rows in which a column is the sum of the others
_MOST_WORDS = 2  # of a header that names a kind

_Sums = Sequence[Mapping[int, Decimal]]
"""Of each row the amounts by column; a blank and a dash count as nothing."""


def share_kinds(table: Table, columns: Sequence[Column]) -> list[Column]:
    """The columns, where each of several kinds of grants is awarded and their sum is none; else as they are."""
    kinds = [column for column in columns if _may_be_kind(column)]
    sums = [column for column in columns if _may_be_sum(column)]
    if len({fold(kind.header) for kind in kinds}) < 2 or not any(kind.role for kind in (*kinds, *sums)):
        return list(columns)
    rows = _read_amounts(table, [*kinds, *sums])
    for total in sums:
        parts = [kind for kind in kinds if kind is not total]
        if len(parts) >= 2 and _adds_up(rows, parts, total):
            return _with_kinds(columns, parts, total)
    named = [kind for kind in kinds if _find_kind(kind)]
    apart = len(named) >= 2 and len({_find_kind(kind) for kind in named}) == len(named) == len(kinds)
    filled = all(any(row[kind.index] for row in rows) for kind in kinds)
    return _with_kinds(columns, kinds, None) if apart and filled else list(columns)


def names_own_kind(columns: Sequence[Column], column: Column) -> bool:
    """Whether a column of granted amounts stands beside others that no year tells apart from it."""
    return column.year is None and any(c.role == column.role and c is not column and c.year is None for c in columns)


def find_odd_sums(table: Table, columns: Sequence[Column]) -> list[tuple[Cell, Decimal, Decimal]]:
    """Where a column prints the sum of the kinds beside it and a row does not add up: its cell, their sum in euro as
    printed, and what the cell says."""
    kinds = [column for column in columns if column.role == "amount_awarded" and names_own_kind(columns, column)]
    total = next((c for c in columns if _may_be_sum(c) and c.role != "amount_awarded"), None)
    if total is None or not kinds:
        return []
    read = ((row, _read_row(row, [*kinds, total])) for row in table.rows[table.header_rows :] if not is_full_width(row))
    found = [(row.cells[total.index], _sum(amounts, kinds), amounts[total.index]) for row, amounts in read if amounts]
    return [(cell, computed, printed) for cell, computed, printed in found if printed and computed != printed]


def _may_be_kind(column: Column) -> bool:
    """A column of amounts awarded, or one that its header would make so if no other were; it names no year."""
    if column.year is not None or column.role not in (None, "amount_awarded"):
        return False
    claims = match_header(column.header)
    return bool(_find_kind(column)) or any(claim.role == "amount_awarded" for claim in claims)


def _may_be_sum(column: Column) -> bool:
    says_total = find_row_label(column.header) == "total" or fold(column.header).startswith("tota")
    return says_total and column.year is None and column.role in (None, "amount_awarded", "amount_other")


def _find_kind(column: Column) -> str | None:
    words = fold(column.header).split()
    starts = [row["words"] for row in load_words("grant_kinds")]
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    return next((start for start in starts if words[0].startswith(start)), None)


def _read_amounts(table: Table, columns: Sequence[Column]) -> list[dict[int, Decimal]]:
    """The rows in which every one of the columns holds an amount, a dash or nothing, and one an amount."""
    rows = [row for row in table.rows[table.header_rows :] if not is_full_width(row)]
    found = [_read_row(row, columns) for row in rows]
    return [amounts for amounts in found if amounts is not None and any(amounts.values())]


def _read_row(row: Row, columns: Sequence[Column]) -> dict[int, Decimal] | None:
    try:
        return {column.index: _read_amount(to_number_text(row.cells[column.index])) for column in columns}
    except ValueError:
        return None


def _read_amount(printed: str) -> Decimal:
    return Decimal(0) if not printed or is_no_amount(printed) else parse_amount(printed).value_eur


def _adds_up(rows: _Sums, parts: Sequence[Column], total: Column) -> bool:
    """Whether each row's sum is printed, and not always that of one part alone."""
    right = [_sum(row, parts) == row[total.index] for row in rows]
    told = all(any(row[part.index] for row in rows) for part in parts)
    return len(rows) >= _FEWEST and all(right) and told


def _sum(row: Mapping[int, Decimal], parts: Sequence[Column]) -> Decimal:
    return sum((row[part.index] for part in parts), Decimal(0))


def _with_kinds(columns: Sequence[Column], kinds: Sequence[Column], total: Column | None) -> list[Column]:
    found = list(columns)
    for kind in kinds:
        found[kind.index] = replace(kind, role="amount_awarded", role_from=kind.role_from if kind.role else "header")
    if total is not None:
        found[total.index] = replace(total, role="amount_other", role_from="header")
    return found
