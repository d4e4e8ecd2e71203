"""Table rows -> what each one is: a grant, a total, a group's title, a refused request … or a finding.

Every printed row gets exactly one label, so that the rows of a table can be counted off (nothing is dropped).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from parsers.amounts import find_amounts, is_no_amount, parse_amount
from parsers.columns import AMOUNT_ROLES
from parsers.dates import find_only_year
from parsers.places import cell_spot
from parsers.report import to_finding
from parsers.row_words import find_row_label
from parsers.tables.cells import CellTexts
from parsers.tables.headers import distinct
from parsers.vocabulary import fold, load_words
from schemas.columns import Column, Role
from schemas.findings import Finding
from schemas.rows import RowAmount, RowReading
from schemas.tables import Cell, Row, Table

_KINDS: tuple[Role, ...] = ("amount_awarded", "amount_committed", "amount_paid")


@dataclass(slots=True)
class _Above:
    """What rows above pass down: the texts that dittos repeat, the group's year and province, amounts already read."""

    texts: dict[int, str] = field(default_factory=dict)
    recipient_cell: Cell | None = None
    year: int | None = None
    province: str | None = None
    amounts: set[int] = field(default_factory=set)


def read_rows(
    table: Table, columns: Sequence[Column], texts: CellTexts, factor: Decimal | None
) -> tuple[RowReading, ...]:
    """One reading a printed row, in printed order. `factor` is the unit that the text over the table declares."""
    reader = _RowReader(columns, texts, factor or Decimal(1))
    return tuple(
        reader.header(index, row) if index < table.header_rows else reader.read(index, row)
        for index, row in enumerate(table.rows)
    )


def find_kind(columns: Sequence[Column]) -> Role | None:
    """The kind of amount that this table's grants have: awarded before committed before paid."""
    return next((kind for kind in _KINDS if any(column.role == kind for column in columns)), None)


def find_recipient_column(columns: Sequence[Column]) -> Column | None:
    """The organisation, or the municipality when no organisation is printed and nothing is counted beside it.

    A municipality beside a number of files is a place where grants went, not the one who got them.
    """
    organisation = next((column for column in columns if column.role == "organisation"), None)
    if organisation is not None or any(column.role == "count" for column in columns):
        return organisation
    return next((column for column in columns if column.role == "municipality"), None)


class _RowReader:
    def __init__(self, columns: Sequence[Column], texts: CellTexts, factor: Decimal) -> None:
        self.columns, self.texts, self.factor = columns, texts, factor
        kind = find_kind(columns)
        self.amount_columns = [column for column in columns if kind is not None and column.role == kind]
        self.recipient = find_recipient_column(columns)
        self.above = _Above()

    def header(self, index: int, row: Row) -> RowReading:
        return self._reading(index, row, "header")

    def read(self, index: int, row: Row) -> RowReading:
        """The first that fits, from the surest sign to the weakest."""
        label = self._label(row)
        if label in ("total", "subtotal"):
            return replace(self._reading(index, row, label), amounts=self._total(row))
        if label == "group":
            self._enter_group(row)
        if label is not None:
            return self._reading(index, row, label)
        return self._read_grant(index, row)

    def _label(self, row: Row) -> str | None:
        filled = [cell for cell in distinct(row) if cell.lines]
        if not filled:
            return "blank"
        labels = [find_row_label(self.texts.plain(cell)) for cell in filled]
        total = next((label for label in labels if label in ("total", "subtotal", "average")), None)
        if total and len(self._texts_beside(filled)) <= 1:
            return total
        if "refused" in (self._status(row), *(find_row_label(self.texts.text(c)) for c in self._amount_cells(row))):
            return "refused"
        if len(filled) == 1 and not self._numbers_in(row):
            return "group"
        return None

    def _texts_beside(self, filled: Sequence[Cell]) -> list[Cell]:
        """Cells that hold words: a total has its label and no other (`Totaal Theater vzw` has a project beside it)."""
        return [cell for cell in filled if not _is_numeric(self.texts.plain(cell))]

    def _status(self, row: Row) -> str | None:
        labels = [
            find_row_label(self.texts.text(row.cells[column.index]))
            for column in self.columns
            if column.role == "status"
        ]
        return "refused" if "refused" in labels else None

    def _amount_cells(self, row: Row) -> list[Cell]:
        return [row.cells[column.index] for column in self.amount_columns]

    def _numbers_in(self, row: Row) -> bool:
        """Whether something stands in a column of amounts, in a cell of its own."""
        columns = [column.index for column in self.columns if column.role in AMOUNT_ROLES]
        return any(row.cells[index].lines and row.cells[index].column_span == 1 for index in columns)

    def _enter_group(self, row: Row) -> None:
        """A title over rows: passes its year and province down; in the recipients' column it is the recipient."""
        cell = next(cell for cell in distinct(row) if cell.lines)
        text = self.texts.text(cell)
        year = find_only_year(text)
        provinces = [place["words"] for place in load_words("provinces") if fold(place["words"]) in fold(text)]
        if year is not None:
            self.above.year = year
        if provinces:
            self.above.province = max(provinces, key=len)
        self.above.texts.clear()
        self.above.recipient_cell = None
        in_recipients = self.recipient and cell.column_span == 1 and cell.column == self.recipient.index
        if self.recipient and in_recipients and year is None and not provinces:
            self.above.texts[self.recipient.index] = text
            self.above.recipient_cell = cell

    def _total(self, row: Row) -> tuple[RowAmount, ...]:
        """The printed total: in the column of the granted amounts, or beside the label in its own cell."""
        found = [self._try_amount(column, row.cells[column.index]) for column in self.amount_columns]
        amounts = tuple(amount for amount in found if amount is not None)
        if amounts or not self.amount_columns:
            return amounts
        inside = [(cell, hit) for cell in distinct(row) for hit in find_amounts(self.texts.text(cell))]
        column = self.amount_columns[0]
        return (RowAmount(column, inside[0][0], inside[0][1].amount.value_eur),) if len(inside) == 1 else ()

    def _try_amount(self, column: Column, cell: Cell) -> RowAmount | None:
        try:
            return RowAmount(column, cell, self._parse(column, cell))
        except ValueError:
            return None

    def _parse(self, column: Column, cell: Cell) -> Decimal:
        factor = self.factor if column.factor is None else column.factor
        return parse_amount(self.texts.plain(cell), factor).value_eur

    def _read_grant(self, index: int, row: Row) -> RowReading:
        amounts, findings, label = self._read_amounts(row)
        texts = self._with_dittos(row)
        recipient = texts[self.recipient.index] if self.recipient and self._names_something(row) else ""
        if amounts and not recipient:
            message = "an amount without a recipient: no name stands in this row or above it"
            findings.append(self._finding("recipient_missing", amounts[0].cell, message))
            amounts, label = [], "finding"
        if recipient and self.recipient and row.cells[self.recipient.index].lines:
            self.above.recipient_cell = row.cells[self.recipient.index]
        reading = replace(
            self._reading(index, row, label), texts=texts, amounts=tuple(amounts), findings=tuple(findings)
        )
        if label != "grant":
            return reading
        return replace(reading, recipient=recipient, recipient_cell=self.above.recipient_cell)

    def _read_amounts(self, row: Row) -> tuple[list[RowAmount], list[Finding], str]:
        """The row's granted amounts, the findings about those that are none, and the row's label."""
        amounts, findings, label = [], [], "no_amount"
        for column in self.amount_columns:
            cell = row.cells[column.index]
            if not cell.lines and len(self.amount_columns) == 1:
                findings.append(self._finding("amount_missing", cell, "no amount is printed in this row"))
            try:
                amount = (
                    None if is_no_amount(self.texts.plain(cell)) else RowAmount(column, cell, self._parse(column, cell))
                )
            except ValueError as why:
                findings.append(self._finding("amount_unread", cell, f"this is not one amount: {why}"))
                continue
            doubt = self._check_amount(amount) if amount else None
            if doubt:
                findings.append(doubt)
            elif amount:
                amounts.append(amount)
        if amounts or findings:
            label = "grant" if amounts else "finding"
        return amounts, findings, label

    def _check_amount(self, amount: RowAmount) -> Finding | None:
        cell = amount.cell
        if amount.value_eur == 0:
            return self._finding("amount_zero", cell, "an amount of zero is no grant")
        if amount.value_eur < 0:
            return self._finding("amount_negative", cell, "a negative amount (money recovered?) is no grant")
        if id(cell) in self.above.amounts:
            return self._finding("amount_shared", cell, "one merged amount stands beside several rows")
        self.above.amounts.add(id(cell))
        return None

    def _finding(self, code: str, cell: Cell, message: str) -> Finding:
        return to_finding(code, message, cell_spot(cell), self.texts.printed(cell))

    def _with_dittos(self, row: Row) -> tuple[str, ...]:
        """The row's texts; `idem`, ditto marks and a blank recipient stand for the text above."""
        texts = []
        for column, text in zip(self.columns, self._row_texts(row), strict=True):
            repeats = find_row_label(text) == "ditto" or (
                column is self.recipient and not row.cells[column.index].lines
            )
            texts.append(self.above.texts.get(column.index, "") if repeats else text)
            self.above.texts[column.index] = texts[-1]
        return tuple(texts)

    def _names_something(self, row: Row) -> bool:
        """A blank recipient repeats the one above only beside another text; an amount alone may be a total."""
        if self.recipient is not None and row.cells[self.recipient.index].lines:
            return True
        beside = (column.index for column in self.columns if column.role not in (*AMOUNT_ROLES, "number", "currency"))
        return any(row.cells[index].lines for index in beside)

    def _row_texts(self, row: Row) -> list[str]:
        """One text a column; of the columns that a merged cell covers, the recipient has it, or else the first."""
        texts = list(self.texts.row_texts(row))
        if self.recipient is not None:
            cell = row.cells[self.recipient.index]
            texts[cell.column] = ""
            texts[self.recipient.index] = self.texts.text(cell)
        return texts

    def _reading(self, index: int, row: Row, label: str) -> RowReading:
        texts = self.texts.row_texts(row)
        return RowReading(index, row, label, texts, None, None, (), self.above.year, self.above.province, ())


def _is_numeric(printed: str) -> bool:
    """Amounts, counts, percentages and blanks: nothing that could be a name."""
    return not any(char.isalpha() for char in printed.replace("EUR", "").replace("euro", ""))
