"""What an attached file holds: sheets of cells, from a workbook or from the tables of a text document."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from schemas.findings import Finding

RAISED = "\ue000"
"""Stands before a word in raised print (a footnote mark) in the texts of cells."""

SheetFormat = Literal["xlsx", "xls", "docx"]


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A filled cell, rows and columns counted from 1; a merged one takes several.

    `lines` is what a reader sees, by the number format (raised print behind `RAISED`); `value` is the typed number
    behind it, None where the cell holds text, a date, a percentage or an error.
    """

    row: int
    column: int
    lines: tuple[str, ...]
    value: Decimal | None = None
    bold: bool = False
    row_span: int = 1
    column_span: int = 1

    @property
    def name(self) -> str:
        """`E12`."""
        return f"{to_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet or a table of a text document, named as places name it (`2023`, `Table 1`).

    `above` are the texts that lead to it: the sheet's own name, or the paragraphs over the table; these are counted
    through the document, from `first_text` on (0: they have no number). The cells of `hidden_rows` are kept apart from
    those a reader sees: a printed total may count them.
    """

    name: str
    cells: tuple[SheetCell, ...]
    above: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    first_text: int = 0


@dataclass(frozen=True, slots=True)
class SheetFile:
    """The visible sheets of a file in their order, and what could not be read in them."""

    format: SheetFormat
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = field(default=())


def to_letters(column: int) -> str:
    """1 -> `A`, 28 -> `AB`."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
