"""Tables that count staff by year (`Niveau | 2014 | 2015` in VTE): under bare years nothing tells counts from euro."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from parsers.amount_patterns import currency
from parsers.header_words import GRANTED_ROLES, match_header
from parsers.other_money import find_lead, names_grant
from parsers.tables.headers import is_full_width, to_printed
from parsers.vocabulary import fold, load_words
from schemas.columns import Column
from schemas.rows import TablePlace
from schemas.tables import Cell, Table

_CURRENCY = re.compile(currency(), re.IGNORECASE)
_ONE_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{3})*,\d")


def find_staff(table: Table, columns: Sequence[Column], place: TablePlace) -> str | None:
    """Why the numbers under bare years count staff; None where they may be money.

    A word for staff must stand in a header, in a title over the table or in the sentence that leads to it, and nothing
    may name money: no header, no unit, no currency beside a number. Where the same words name a grant (`Subsidies voor
    VTE's`), the numbers must have one decimal, as euro never have.
    """
    granted = [column for column in columns if column.role in GRANTED_ROLES]
    if not granted or place.factor is not None or any(_names_money(column) for column in granted):
        return None
    titles = [to_printed(row.cells[0]) for row in table.rows[: table.header_rows] if is_full_width(row)]
    told = " ".join([*(column.header for column in columns), *titles, find_lead(place.sentence)])
    numbers = [to_printed(cell) for cell in _cells_under(granted, table)]
    if not _staff_words().search(fold(told)) or any(map(_CURRENCY.search, [told, *numbers])):
        return None
    if names_grant(told) and not any(map(_ONE_DECIMAL.fullmatch, numbers)):
        return None
    return "it counts staff"


def _names_money(column: Column) -> bool:
    claims = match_header(column.header)
    return column.factor is not None or any(claim.role in GRANTED_ROLES for claim in claims)


def _cells_under(columns: Sequence[Column], table: Table) -> list[Cell]:
    cells = [row.cells[column.index] for row in table.rows[table.header_rows :] for column in columns]
    return [cell for cell in cells if cell.lines]


@cache
def _staff_words() -> re.Pattern[str]:
    words = [re.escape(fold(row["words"])) for row in load_words("staff_words")]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})(?![^\W_])")
