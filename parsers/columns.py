"""Table columns -> roles: from the header's words, checked against what stands in the column; by content where the
header says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from parsers.amounts import is_no_amount, parse_amount
from parsers.dates import find_cell_year, find_only_year, find_years
from parsers.header_words import RoleClaim, match_header
from parsers.tables.cells import CellTexts
from parsers.tables.headers import distinct, is_amount, is_full_width, starts_with_label, to_printed
from parsers.units import find_unit
from schemas.columns import Column, Role
from schemas.tables import Row, Table

AMOUNT_ROLES: tuple[Role, ...] = (
    "amount_awarded",
    "amount_committed",
    "amount_paid",
    "amount_requested",
    "amount_other",
)
_WEAKEST = 9  # rank of a role found by content alone


@dataclass(frozen=True, slots=True)
class _Claimed:
    column: int
    claim: RoleClaim


def find_columns(table: Table, texts: CellTexts) -> tuple[Column, ...]:
    """One `Column` for each of the table's columns, from left to right.

    A role goes to one column only, the surest; columns of amounts may share one when each header names its own year.
    """
    headers = [_header_text(table, texts, index) for index in range(len(table.edges) - 1)]
    body = [_body_texts(table, index) for index in range(len(headers))]
    columns = [Column(i, h, None, "none", find_unit(h), find_only_year(h)) for i, h in enumerate(headers)]
    claimed = [
        _Claimed(i, claim) for i, h in enumerate(headers) for claim in _claims(h, body[i]) if _fits(claim.role, body[i])
    ]
    named = _assign(columns, sorted(claimed, key=lambda c: (c.claim.rank, c.column)))
    return tuple(_by_content(named, body))


def _header_text(table: Table, texts: CellTexts, index: int) -> str:
    """The header's cells over a column, from top to bottom; a title over the whole table names no column."""
    rows = [row for row in table.rows[: table.header_rows] if not is_full_width(row)]
    cells = list({id(row.cells[index]): row.cells[index] for row in rows}.values())
    return " ".join(text for text in (texts.text(cell) for cell in cells) if text)


def _body_texts(table: Table, index: int) -> list[str]:
    """The printed texts of a column, without header, totals, group rows and blanks."""
    rows = [row for row in table.rows[table.header_rows :] if not is_full_width(row) and not _is_total(row)]
    cells = {id(row.cells[index]): row.cells[index] for row in rows if row.cells[index].column_span == 1}
    return [text for text in map(to_printed, cells.values()) if text]


def _is_total(row: Row) -> bool:
    return starts_with_label(row, ("total", "subtotal")) or len([c for c in distinct(row) if c.lines]) < 2


def _claims(header: str, body: Sequence[str]) -> tuple[RoleClaim, ...]:
    """What the header's words claim; a header that is only a year or a currency stands over amounts."""
    found = match_header(header)
    if not found and _is_bare_year(header):
        return (RoleClaim("amount_awarded", 3),)
    if not found and ("€" in header) and _share(body, _is_number) >= 0.6:
        return (RoleClaim("amount_awarded", 4),)
    return found


def _is_bare_year(header: str) -> bool:
    """`2021`, `2021 (euro)`: a year and nothing else that is a word."""
    words = re.sub(r"(?i)\beuro?\b", "", header)
    return find_only_year(header) is not None and not any(char.isalpha() for char in words)


def _fits(role: Role, body: Sequence[str]) -> bool:
    """Whether the column's content can be what its header claims; an empty column can be anything."""
    if not body:
        return True
    check = _CONTENT.get(role)
    return check is None or check(body)


def _share(body: Sequence[str], check: Callable[[str], bool]) -> float:
    return sum(map(check, body)) / len(body) if body else 0.0


def _is_number(printed: str) -> bool:
    if is_no_amount(printed):
        return True
    try:
        parse_amount(printed)
    except ValueError:
        return False
    return True


def _is_year(printed: str) -> bool:
    return bool(find_years(printed)) or find_cell_year(printed) is not None


def _holds_amounts(body: Sequence[str]) -> bool:
    """At least half are amounts, and one of them is no lone dash."""
    return _share(body, _is_number) >= 0.5 and any(not is_no_amount(text) for text in body)


def _holds_text(body: Sequence[str]) -> bool:
    return _share(body, _is_number) < 0.5


_TEXT_ROLES: tuple[Role, ...] = (
    "organisation", "title", "description", "expected_result", "municipality", "province", "theme", "status", "scheme"
)  # fmt: skip
_CONTENT: dict[Role, Callable[[Sequence[str]], bool]] = {
    **dict.fromkeys(AMOUNT_ROLES, _holds_amounts),
    **dict.fromkeys(_TEXT_ROLES, _holds_text),
    "year": lambda body: _share(body, _is_year) >= 0.5,
}


def _assign(columns: list[Column], claimed: Sequence[_Claimed]) -> list[Column]:
    """Surest claims first; the headers' years tell the columns of one kind of amount apart."""
    found = list(columns)
    for at in claimed:
        taken = [column for column in found if column.role == at.claim.role]
        if found[at.column].role is None and (not taken or _may_share(at.claim.role, [*taken, found[at.column]])):
            found[at.column] = replace(found[at.column], role=at.claim.role, role_from="header")
    return found


_SHARED: tuple[Role, ...] = (
    "amount_other",
    "identifier",
    "count",
    "percentage",
    "status",
    "date",
    "scheme",
    "currency",
)


def _may_share(role: Role, columns: Sequence[Column]) -> bool:
    if role in _SHARED:
        return True
    years = [column.year for column in columns]
    return role in AMOUNT_ROLES and None not in years and len(set(years)) == len(years)


def _by_content(columns: list[Column], body: Sequence[Sequence[str]]) -> list[Column]:
    """The amount and the recipient, where no header named them."""
    if not any(column.role in AMOUNT_ROLES for column in columns):
        columns = _name_by_content(columns, "amount_awarded", [c.index for c in columns if _is_money(c, body)])
    if not any(column.role in ("organisation", "municipality") for column in columns):
        columns = _name_by_content(columns, "organisation", _recipient_candidates(columns, body)[:1])
    return columns


def _name_by_content(columns: list[Column], role: Role, candidates: Sequence[int]) -> list[Column]:
    """Names the only candidate; of several none is named, because nothing says which."""
    if len(candidates) != 1:
        return columns
    return [
        replace(column, role=role, role_from="content") if column.index == candidates[0] else column
        for column in columns
    ]


def _is_money(column: Column, body: Sequence[Sequence[str]]) -> bool:
    """Almost all cells are amounts and most of them look like money (a currency, thousands or cents)."""
    texts = [text for text in body[column.index] if not is_no_amount(text)]
    return column.role is None and len(texts) > 0 and _share(texts, is_amount) >= 0.8


def _recipient_candidates(columns: Sequence[Column], body: Sequence[Sequence[str]]) -> list[int]:
    """Columns of names without a role: text, seldom the same twice, shorter than a description."""
    return [
        column.index
        for column in columns
        if column.role is None and _looks_like_names(body[column.index]) and not match_header(column.header)
    ]


def _looks_like_names(texts: Sequence[str]) -> bool:
    if not texts or not _holds_text(texts):
        return False
    words = sorted(len(text.split()) for text in texts)
    capital = _share(texts, lambda text: text.lstrip("'\"‘“’ ")[:1].isupper())
    return words[len(words) // 2] <= 9 and len(set(texts)) >= 0.5 * len(texts) and capital >= 0.7
