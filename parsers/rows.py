"""Table rows -> what each one is: a grant, a total, a group's title, a refused request … or a finding.

Every printed row gets exactly one label, so that the rows of a table can be counted off (nothing is dropped).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from parsers.amount_columns import find_amount_columns
from parsers.amounts import find_amounts, is_no_amount
from parsers.columns import AMOUNT_ROLES
from parsers.footnotes import without_raised
from parsers.header_words import GRANTED_ROLES
from parsers.hidden_totals import find_hidden_totals
from parsers.places import cell_spot
from parsers.recipient_columns import find_recipient_column, find_recipient_facts, names_each_row
from parsers.report import to_finding
from parsers.row_amounts import AmountReader, RowAmounts
from parsers.row_groups import Groups, names_theme, parse_group_title, pass_down
from parsers.row_words import find_row_label, is_cell_error
from parsers.tables.cells import CellTexts
from parsers.tables.headers import distinct, is_full_width
from schemas.columns import Column
from schemas.findings import Finding
from schemas.rows import RowAmount, RowReading
from schemas.tables import Cell, Row, Table


@dataclass(slots=True)
class _Above:
    """What rows above pass down: the texts that dittos repeat, and the titles that hold."""

    texts: dict[int, str] = field(default_factory=dict)
    recipient_cell: Cell | None = None
    groups: Groups = field(default_factory=Groups)


def read_rows(
    table: Table, columns: Sequence[Column], texts: CellTexts, factor: Decimal | None
) -> tuple[RowReading, ...]:
    """One reading a printed row, in printed order. `factor` is the unit that the text over the table declares."""
    reader = _RowReader(columns, find_amount_columns(table, columns), texts, factor or Decimal(1))
    reader.of_recipient = find_recipient_facts(table, columns)
    reader.names_each_row = names_each_row(table, columns)
    readings = [
        reader.header(index, row) if index < table.header_rows else reader.read(index, row)
        for index, row in enumerate(table.rows)
    ]
    settled = find_hidden_totals(readings)
    return pass_down(settled, [at for at, one in enumerate(settled) if one.label == "subtotal" != readings[at].label])


class _RowReader:
    def __init__(
        self, columns: Sequence[Column], amount_columns: list[Column], texts: CellTexts, factor: Decimal
    ) -> None:
        self.columns, self.texts = columns, texts
        self.amount_columns = amount_columns
        self.recipient = find_recipient_column(columns)
        self.of_recipient: frozenset[int] = frozenset()
        self.names_each_row = False
        self._is_below_header = False
        self.above = _Above()
        self.amounts = AmountReader(amount_columns, texts, factor)

    def header(self, index: int, row: Row) -> RowReading:
        """A title below the header's words holds for the rows: the part of the table before this one printed it."""
        if self._is_below_header and is_full_width(row):
            self._enter_group(row)
        self._is_below_header = self._is_below_header or not is_full_width(row)
        return self._reading(index, row, "header")

    def read(self, index: int, row: Row) -> RowReading:
        """The first that fits, from the surest sign to the weakest."""
        label = self._label(row)
        if label not in ("group", "blank"):
            self.above.groups.pass_row()
        if label in ("total", "subtotal"):
            self.above.texts.clear()
            return self._read_total(index, row, label)
        if label == "group":
            self._enter_group(row)
        if label == "refused":
            self._with_dittos(row)  # a ditto below a refused request repeats its name, not the one above it
            self._note_recipient(row)
        if label == "carried":  # `Saldo` may be the sum of all rows
            return replace(self._reading(index, row, label), amounts=self._total(row))
        if label is not None:
            return self._reading(index, row, label)
        return self._read_grant(index, row)

    def _label(self, row: Row) -> str | None:
        filled = [cell for cell in distinct(row) if cell.lines]
        if not filled:
            return "blank"
        labels = [find_row_label(self.texts.plain(cell)) for cell in filled]
        total = next((label for label in labels if label in ("total", "subtotal", "average", "carried")), None)
        if total and len(self._texts_beside(filled, row)) <= 1:
            return total
        if len(filled) == 1 and not self._numbers_in(row):
            return "group"
        in_amounts = (find_row_label(self.texts.text(cell)) for cell in self._amount_cells(row))
        if self.above.groups.is_refused or "refused" in (*self._statuses(row), *in_amounts):
            return "refused"
        return None

    def _texts_beside(self, filled: Sequence[Cell], row: Row) -> list[Cell]:
        """Cells that hold words: a total has its label and no other, but for a count (`Totaal | 2 projecten`) and a
        decision in its own column (`Budgetgrens | 50.000 | toegekend`)."""
        decided = [row.cells[column.index] for column in self.columns if column.role == "status"]
        decisions = [cell for cell in decided if find_row_label(self.texts.text(cell)) in ("approved", "refused")]
        return [cell for cell in filled if not _is_numeric(self.texts.plain(cell)) and cell not in decisions]

    def _statuses(self, row: Row) -> list[str | None]:
        """What the columns of decisions say; None for words that nobody knows."""
        cells = [row.cells[column.index] for column in self.columns if column.role == "status"]
        return [find_row_label(self.texts.text(cell)) for cell in cells if cell.lines]

    def _amount_cells(self, row: Row) -> list[Cell]:
        return [row.cells[column.index] for column in self.amount_columns]

    def _numbers_in(self, row: Row) -> bool:
        """Whether something stands in a column of amounts, in a cell of its own; a title may, in the first column."""
        columns = [column.index for column in self.columns if column.role in AMOUNT_ROLES]
        cells = [row.cells[index] for index in columns if row.cells[index].lines]
        return any(cell.column_span == 1 and not (cell.column == 0 and self._is_title(cell)) for cell in cells)

    def _is_title(self, cell: Cell) -> bool:
        """`Jaar 2020`, `Provincie Limburg` over amounts: a word and no amount; nor a word for none (`nihil`)."""
        text = self.texts.text(cell)
        return bool(re.match(r"[^\W\d_]{3,}", text)) and not find_amounts(text) and not is_no_amount(text)

    def _enter_group(self, row: Row) -> None:
        """A title over rows; in the recipients' column, or behind their label, it names the recipient."""
        cell = next(cell for cell in distinct(row) if cell.lines)
        text = self.texts.text(cell)
        title = parse_group_title(text)
        if (cell.column_span > 1 or self.names_each_row) and names_theme(title, text):
            title = replace(title, texts={"theme": text})
        self.above.groups.enter(title)
        self.above.texts.clear()
        self.above.recipient_cell = None
        in_recipients = self.recipient and cell.column_span == 1 and cell.column == self.recipient.index
        name = title.texts.get("organisation") or (text if in_recipients and title.kinds == ["title"] else "")
        if self.recipient and name:
            self.above.texts[self.recipient.index] = name
            self.above.recipient_cell = cell

    def _read_total(self, index: int, row: Row, label: str) -> RowReading:
        found = [self.amounts.find_unsure(column, row.cells[column.index]) for column in self.amount_columns]
        if unsure := tuple(item for item in found if item is not None):
            findings = tuple(item.finding for item in unsure)
            return replace(self._reading(index, row, label), findings=findings, unsure=unsure)
        amounts = self._total(row)
        unread = next((cell for cell in self._amount_cells(row) if cell.lines), None)
        if amounts or unread is None or self.texts.says_no_amount(unread):
            return replace(self._reading(index, row, label), amounts=amounts)
        finding = self._finding("total_unread", unread, "a printed total that can't be read as an amount")
        return replace(self._reading(index, row, label), findings=(finding,))

    def _total(self, row: Row) -> tuple[RowAmount, ...]:
        """The printed total: in the column of the granted amounts, or beside the label in its own cell."""
        found = [self.amounts.try_amount(column, row.cells[column.index]) for column in self.amount_columns]
        amounts = tuple(amount for amount in found if amount is not None)
        if amounts or not self.amount_columns:
            return amounts
        inside = [(cell, hit) for cell in distinct(row) for hit in find_amounts(self.texts.text(cell))]
        column = self.amount_columns[0]
        return (RowAmount(column, inside[0][0], inside[0][1].amount.value_eur),) if len(inside) == 1 else ()

    def _read_grant(self, index: int, row: Row) -> RowReading:
        amounts = self.amounts.read(row)
        texts = self._with_dittos(row)
        recipient = texts[self.recipient.index] if self.recipient and self._names_something(row) else ""
        nobody = recipient if find_row_label(recipient) == "nobody" else ""
        recipient = "" if nobody or is_cell_error(recipient) else recipient
        alone = tuple(amounts.granted) if not recipient else ()
        if alone:
            cell = alone[-1].cell
            amounts.granted.clear()
            why = f"«{nobody}» names none" if nobody else "no name stands in this row or above it"
            message = f"an amount without a recipient: {why}"
            amounts.findings.append(self._finding("recipient_missing", cell, message))
        self._note_recipient(row)
        amounts.findings.extend(self._doubts(row, amounts))
        reading = replace(
            self._reading(index, row, amounts.label),
            texts=texts,
            amounts=tuple(amounts.granted) or alone,  # of a total, if their sum says so
            findings=tuple(amounts.findings),
            recovered=tuple(amounts.recovered),
            unsure=tuple(amounts.unsure),
        )
        if not (amounts.granted or amounts.unsure):
            return reading
        return replace(reading, recipient=without_raised(recipient), recipient_cell=self.above.recipient_cell)

    def _note_recipient(self, row: Row) -> None:
        if self.recipient is not None and row.cells[self.recipient.index].lines:
            self.above.recipient_cell = row.cells[self.recipient.index]

    def _doubts(self, row: Row, amounts: RowAmounts) -> list[Finding]:
        """What a person should look at in a row that was read: it is a grant all the same."""
        found = []
        statuses = [column for column in self.columns if column.role == "status" and row.cells[column.index].lines]
        for column in statuses if amounts.granted else ():
            cell = row.cells[column.index]
            if find_row_label(self.texts.text(cell)) is None and not _is_numeric(self.texts.plain(cell)):  # a date
                message = f"nobody knows whether «{self.texts.text(cell)}» means granted; it was taken as granted"
                found.append(self._finding("status_unknown", cell, message))
        if self.recipient is not None and amounts.granted and not row.cells[self.recipient.index].lines:
            message = "the recipient is blank; the name above was taken"
            found.append(self._finding("recipient_repeated", row.cells[self.recipient.index], message))
        return found if amounts.granted else self._other_amounts(row)

    def _other_amounts(self, row: Row) -> list[Finding]:
        """A dash in the column of grants beside an amount in a later kind's (`- | 7.000 €` committed)."""
        later = [
            column for column in self.columns if column.role in GRANTED_ROLES and column not in self.amount_columns
        ]
        spots = [(column, row.cells[column.index]) for column in later]
        printed = [(column, cell) for column, cell in spots if self.amounts.try_amount(column, cell)]
        return [
            self._finding("amount_missing", cell, f"no amount is granted here, but «{column.header}» prints one")
            for column, cell in printed
        ]

    def _finding(self, code: str, cell: Cell, message: str) -> Finding:
        return to_finding(code, message, cell_spot(cell), self.texts.printed(cell))

    def _with_dittos(self, row: Row) -> tuple[str, ...]:
        """The row's texts; `idem`, ditto marks and a blank recipient stand for the text above."""
        texts = []
        for column, text in zip(self.columns, self._row_texts(row), strict=True):
            repeats = find_row_label(text) == "ditto" or (
                (column is self.recipient or column.index in self.of_recipient) and not row.cells[column.index].lines
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
        groups = self.above.groups
        return RowReading(index, row, label, texts, None, None, (), groups.year, groups.texts, ())


def _is_numeric(printed: str) -> bool:
    """Amounts, counts, percentages and blanks: nothing that could be a name."""
    plain = printed.replace("EUR", "").replace("euro", "")
    return not any(char.isalpha() for char in plain) or re.fullmatch(r"\d+\s+\w+", plain.strip()) is not None
