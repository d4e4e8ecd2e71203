"""What each printed row of a table turned out to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from schemas.columns import Column, Role
from schemas.findings import Finding
from schemas.pages import Box
from schemas.tables import Cell, Row


@dataclass(frozen=True, slots=True)
class RowAmount:
    """An amount of a row, in euro, in its column.

    Where its cell holds several, each has the `year` printed with it, its own place (`spot`: page and box) and text.
    """

    column: Column
    cell: Cell
    value_eur: Decimal
    year: int | None = None
    spot: tuple[int, Box] | None = None
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class UnsureAmount:
    """An amount on a scanned page that was recognised in two ways, or whose two lines may be a number and an amount:
    the finding about it, and what it may be."""

    finding: Finding
    choices: tuple[RowAmount, ...]


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row with its label (`header`, `grant`, `total`, `subtotal`, `group`, `refused`, `no_amount` … or `finding`).

    `texts` has one text a column, with dittos already replaced by what they stand for. `amounts` holds the granted
    amounts of a `grant` row (several for one column a year), or the printed total of a `total` row. `recovered` holds
    negative amounts: no grants, but a printed total counts them. `unsure` holds amounts that only a total can settle.
    `group_year` and `group_texts` (field -> text) come from the titles over the row (`Thema: Gender`).
    """

    index: int
    row: Row
    label: str
    texts: tuple[str, ...]
    recipient: str | None
    recipient_cell: Cell | None
    amounts: tuple[RowAmount, ...]
    group_year: int | None
    group_texts: Mapping[Role, str]
    findings: tuple[Finding, ...]
    recovered: tuple[RowAmount, ...] = ()
    unsure: tuple[UnsureAmount, ...] = ()


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table stands in its document and what the text around it says.

    `sentence` is the text that leads to the table; `factor` and `year` are what it declares, None where nothing.
    `unit_problem` says why the unit of the table's amounts is not clear, None where it is. `province` is the one that
    the name of its sheet says, for rows that name none. `told` is what the answer's items say, for a table in an annex.
    """

    section: str
    answer_item: str | None
    sentence: str
    factor: Decimal | None
    year: int | None
    unit_problem: str | None = None
    province: str | None = None
    told: str = ""
