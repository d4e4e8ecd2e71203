"""Table columns -> roles: from the header's words, checked against what stands in the column; by content where the
header says nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from parsers.amount_kinds import share_kinds
from parsers.amounts import find_amounts
from parsers.column_content import (
    holds_addresses,
    holds_amounts,
    holds_currency,
    holds_decisions,
    holds_money,
    holds_names,
    holds_text,
    holds_topics,
    holds_years,
    is_number,
    share,
)
from parsers.dates import find_only_year
from parsers.header_words import GRANTED_ROLES, RoleClaim, match_header, match_header_under
from parsers.tables.cells import CellTexts
from parsers.tables.headers import distinct, is_amount, is_full_width, starts_with_label, to_number_text, to_printed
from parsers.units import find_unit
from parsers.vocabulary import load_words
from schemas.columns import Column, Role
from schemas.tables import Cell, Row, Table

AMOUNT_ROLES: tuple[Role, ...] = (
    "amount_awarded",
    "amount_committed",
    "amount_paid",
    "amount_requested",
    "amount_other",
)


@dataclass(frozen=True, slots=True)
class _Claimed:
    column: int
    claim: RoleClaim


def find_columns(table: Table, texts: CellTexts, factor: Decimal | None = None) -> tuple[Column, ...]:
    """One `Column` for each of the table's columns, from left to right; `factor` is the unit of the text above.

    A role goes to one column only, the surest; columns of amounts may share one when each header names its own year.
    """
    parts = [_header_parts(table, texts, index) for index in range(len(table.edges) - 1)]
    headers = [" ".join(filter(None, part)) for part in parts]
    cells = _body_cells(table)
    body = [[text for text in map(to_printed, column) if text] for column in cells]
    numbers = [[text for text in map(to_number_text, column) if text] for column in cells]
    columns = [Column(i, h, None, "none", find_unit(h), find_only_year(h)) for i, h in enumerate(headers)]
    claimed = [
        _Claimed(column.index, claim)
        for column in columns
        for claim in _claims(parts[column.index], _lowest_header(table, texts, column.index), body[column.index])
    ]
    claimed.sort(key=lambda c: (c.claim.rank, c.column))
    fitting = [
        at
        for at in claimed
        if _fits(
            at.claim.role, (numbers if at.claim.role in AMOUNT_ROLES else body)[at.column], _unit(columns, at, factor)
        )
    ]
    if not any(at.claim.role in GRANTED_ROLES for at in fitting):
        poor = [at for at in claimed if _names_amounts_poorly(at.claim, body[at.column])]
        fitting = [*poor[:1], *fitting]
    named = _find_recipient(_assign(columns, fitting), fitting)
    return tuple(_by_content(share_kinds(table, named), body, factor is not None))


def _header_parts(table: Table, texts: CellTexts, index: int) -> tuple[str, str]:
    """The header's words over a column, from top to bottom: those over several columns, and the column's own. A title
    over the whole table names no column."""
    rows = [row for row in table.rows[: table.header_rows] if not is_full_width(row)]
    cells = list({id(row.cells[index]): row.cells[index] for row in rows}.values())
    own = min((cell.column_span for cell in cells if cell.lines), default=1)
    over, under = [cell for cell in cells if cell.column_span > own], [c for c in cells if c.column_span <= own]
    return " ".join(filter(None, map(texts.text, over))), " ".join(filter(None, map(texts.text, under)))


def _lowest_header(table: Table, texts: CellTexts, index: int) -> str:
    """The last header cell over a column, where another stands above it; else nothing."""
    rows = [row for row in table.rows[: table.header_rows] if row.cells[index].lines and not is_full_width(row)]
    cells = list({id(row.cells[index]): row.cells[index] for row in rows}.values())
    return texts.text(cells[-1]) if len(cells) > 1 else ""


def _body_cells(table: Table) -> list[list[Cell]]:
    """The cells of each column, without header, totals and group rows."""
    rows = [row for row in table.rows[table.header_rows :] if not is_full_width(row) and not _is_total(row)]
    columns = ([row.cells[index] for row in rows] for index in range(len(table.edges) - 1))
    return [list({id(cell): cell for cell in column if cell.column_span == 1}.values()) for column in columns]


def _is_total(row: Row) -> bool:
    return starts_with_label(row, ("total", "subtotal")) or len([c for c in distinct(row) if c.lines]) < 2


def _claims(parts: tuple[str, str], lowest: str, body: Sequence[str]) -> tuple[RoleClaim, ...]:
    """What the header's words claim; a header that is only a year or a currency stands over amounts, and a column of
    nothing but decisions needs no header.

    Under a general name for amounts the header cell below it tells the kind: `Bedrag (euro)` over `VAK` and `VEK`.
    """
    header = " ".join(filter(None, parts))
    if holds_currency(body):
        return (RoleClaim("currency", 1),)
    if holds_decisions(body):
        return (RoleClaim("status", 1),)
    found = _without_scheme(match_header_under(*parts), body)
    own = match_header(lowest) if lowest else ()
    if found and own and own[0].rank <= 2 and {found[0].role, own[0].role} <= set(AMOUNT_ROLES):
        return own if found[0].role == "amount_awarded" else found
    if not found and _is_bare_year(header):
        return (RoleClaim("amount_awarded", 3),)
    if not found and "€" in header and share(body, is_number) >= 0.6:
        return (RoleClaim("amount_awarded", 4),)
    return found


def _without_scheme(claims: tuple[RoleClaim, ...], body: Sequence[str]) -> tuple[RoleClaim, ...]:
    """`Maatregel` may name the scheme of the grants or what each is for: a scheme is printed again and again."""
    topics = [claim for claim in claims if claim.role in ("title", "description")]
    if not topics or not any(claim.role == "scheme" for claim in claims):
        return claims
    return tuple(c for c in claims if (c.role == "scheme") != holds_topics(body))


def _is_bare_year(header: str) -> bool:
    """`2021`, `2021 (in euro)`, `2021 (definitief)`: a year; units, little words and notes beside it."""
    told = {row["words"] for name in ("header_fillers", "year_notes") for row in load_words(name)}
    told |= {row["word"] for row in load_words("units")}
    words = set(re.findall(r"[^\W\d_][^\s()\[\],;:]*", header.lower()))
    return find_only_year(header) is not None and words <= told


def _fits(role: Role, body: Sequence[str], factor: Decimal | None) -> bool:
    """Whether the column's content can be what its header claims; an empty column can be anything."""
    if not body:
        return True
    if role in AMOUNT_ROLES:
        return holds_amounts(body, factor or Decimal(1))
    if role in _TEXT_ROLES:
        return holds_text(body) and not (role == "municipality" and holds_addresses(body))
    return holds_years(body) if role == "year" else True


def _unit(columns: Sequence[Column], at: _Claimed, declared: Decimal | None) -> Decimal | None:
    return columns[at.column].factor or declared


def _names_amounts_poorly(claim: RoleClaim, body: Sequence[str]) -> bool:
    """Words for granted amounts over a column of which few can be read (`max. 9.000 euro`, `2 x 3.000 euro`): each
    cell is an amount or a finding."""
    if claim.role not in GRANTED_ROLES or claim.rank > 2:
        return False
    return any(map(is_amount, body)) or share(body, lambda text: bool(find_amounts(text))) >= 0.5


_TEXT_ROLES: tuple[Role, ...] = (
    "organisation", "title", "description", "expected_result", "municipality", "province", "theme", "scheme"
)  # fmt: skip


def _assign(columns: list[Column], claimed: Sequence[_Claimed]) -> list[Column]:
    """Surest claims first; the headers' years tell the columns of one kind of amount apart."""
    found = list(columns)
    for at in claimed:
        taken = [column for column in found if column.role == at.claim.role]
        if found[at.column].role is None and (not taken or _may_share(at.claim.role, [*taken, found[at.column]])):
            found[at.column] = replace(found[at.column], role=at.claim.role, role_from="header")
    return found


def _find_recipient(columns: list[Column], claimed: Sequence[_Claimed]) -> list[Column]:
    """Words of recipients beside surer ones count where no other column can be it (`Cluster of centrum`)."""
    if any(column.role in ("organisation", "municipality") for column in columns):
        return columns
    return _name(columns, "organisation", [at.column for at in claimed if at.claim.role == "organisation"], "header")


_GUESSED = 6  # rank of a role that the end of an unknown word claims
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


def _by_content(columns: list[Column], body: Sequence[Sequence[str]], declared: bool) -> list[Column]:
    """The amount and the recipient, where no header named them. `declared`: the text above names a unit of money.

    A column of names with a header nobody knows is rather the recipient than a municipality beside it is.
    """
    if not any(column.role in AMOUNT_ROLES for column in columns):
        money = [c.index for c in columns if c.role is None and holds_money(body[c.index], declared or _names_money(c))]
        columns = _name(columns, "amount_awarded", money) if len(money) == 1 else columns
    if not any(column.role == "organisation" for column in columns):
        unknown = [c.index for c in columns if c.role is None and _is_hardly_known(c, columns)]
        columns = _name(columns, "organisation", [index for index in unknown if holds_names(body[index])])
    return columns


def _is_hardly_known(column: Column, columns: Sequence[Column]) -> bool:
    """No word of the header is known, or only the end of one, for what another column is: `Werkplaats` beside
    `Gemeente` is no municipality."""
    taken = {other.role for other in columns}
    return all(claim.rank >= _GUESSED and claim.role in taken for claim in match_header(column.header))


def _names_money(column: Column) -> bool:
    return column.factor is not None or "€" in column.header


def _name(
    columns: list[Column], role: Role, candidates: Sequence[int], role_from: Literal["header", "content"] = "content"
) -> list[Column]:
    """Gives the role to the first candidate."""
    return [
        replace(column, role=role, role_from=role_from) if column.index in candidates[:1] else column
        for column in columns
    ]


def names_granted_amount(header: str) -> bool:
    """Whether a header's surest claim is an amount granted, in words that leave little doubt (`Toegekend bedrag`)."""
    claims = match_header(header)
    return bool(claims) and claims[0].rank <= 2 and claims[0].role in GRANTED_ROLES
