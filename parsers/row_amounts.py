"""The granted amounts of one row, and findings about what stands in their columns and is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from parsers.amount_lists import YearAmount, split_amounts
from parsers.amounts import parse_amount
from parsers.geometry import to_box
from parsers.places import cell_spot
from parsers.report import to_finding
from parsers.scans.doubts import find_doubt, to_choices
from parsers.tables.cells import CellTexts
from schemas.columns import Column
from schemas.findings import Finding
from schemas.pages import Box
from schemas.rows import RowAmount, UnsureAmount
from schemas.tables import Cell, Row

_NUMBER_ABOVE = re.compile(r"(?P<above>[1-9][0-9]{0,2}\.)\n(?P<below>[0-9].*)", re.DOTALL)
_NOISE = Decimal("0.000001")


@dataclass(slots=True)
class RowAmounts:
    """A row's granted amounts, its negative ones (no grants, but a printed total counts them), and its findings."""

    granted: list[RowAmount] = field(default_factory=list)
    recovered: list[RowAmount] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unsure: list[UnsureAmount] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What the amounts make of the row."""
        if self.granted:
            return "grant"
        return "finding" if self.findings else "no_amount"


class AmountReader:
    """Reads the amount columns of a table row by row; a merged amount counts for the first of its rows only."""

    def __init__(self, columns: Sequence[Column], texts: CellTexts, factor: Decimal) -> None:
        self.columns, self.texts, self.factor = columns, texts, factor
        self._counted: list[Cell] = []

    def read(self, row: Row) -> RowAmounts:
        """All amounts of a row; what can't be read is a finding with its place."""
        found = RowAmounts()
        for column in self.columns:
            self._read_cell(column, row.cells[column.index], found)
        return found

    def try_amount(self, column: Column, cell: Cell) -> RowAmount | None:
        """The one amount of a cell, or None for anything else: for totals, whose label may fill the cell."""
        try:
            return RowAmount(column, cell, self._parse(column, cell))
        except ValueError:
            return None

    def find_unsure(self, column: Column, cell: Cell) -> UnsureAmount | None:
        """An amount of a scanned page that two recognitions read differently, or one that its column may have broken;
        None where nothing is in doubt."""
        doubt = find_doubt(cell.lines)
        if doubt is None:
            return self._find_broken(column, cell)
        finding = self._finding("ocr_unsure", cell, f"the number was not recognised with certainty: {doubt}")
        values = [self._try_text(column, text) for text in to_choices(cell.lines)]
        choices = tuple(RowAmount(column, cell, value) for value in dict.fromkeys(values) if value is not None)
        return UnsureAmount(finding, choices)

    def _find_broken(self, column: Column, cell: Cell) -> UnsureAmount | None:
        """`5.` over `883.000,00`: one amount, or a number in a list and its amount; a printed total can tell."""
        broken = _NUMBER_ABOVE.fullmatch(self.texts.plain(cell)) if cell.value is None else None
        if broken is None or self.try_amount(column, cell) is not None:
            return None
        values = [self._try_text(column, text) for text in (f"{broken['above']}{broken['below']}", broken["below"])]
        choices = tuple(RowAmount(column, cell, value) for value in values if value is not None)
        if len(choices) < len(values):
            return None
        message = "this may be one amount or a number above one, and no printed total tells which"
        return UnsureAmount(self._finding("amount_unread", cell, message), choices)

    def _try_text(self, column: Column, text: str) -> Decimal | None:
        try:
            return parse_amount(text, self._factor(column)).value_eur
        except ValueError:
            return None

    def _read_cell(self, column: Column, cell: Cell, found: RowAmounts) -> None:
        if not cell.lines and len(self.columns) == 1:
            found.findings.append(self._finding("amount_missing", cell, "no amount is printed in this row"))
        unsure = self.find_unsure(column, cell)
        if unsure is not None and not any(cell is counted for counted in self._counted):
            found.findings.append(unsure.finding)
            found.unsure.append(unsure)
            self._counted.append(cell)
            return
        if self.texts.says_no_amount(cell):
            return
        try:
            amounts = self._split(column, cell) or [RowAmount(column, cell, self._parse(column, cell))]
        except ValueError as why:
            found.findings.append(self._finding("amount_unread", cell, f"this is not one amount: {why}"))
            return
        for amount in amounts:
            self._sort(amount, found)
        found.findings.extend(self._check_rounding(column, cell))
        self._counted.append(cell)

    def _check_rounding(self, column: Column, cell: Cell) -> list[Finding]:
        """A number that a division left (`3333,3333`); the noise of binary fractions is none."""
        exact = (cell.value or Decimal(0)) * self._factor(column)
        if cell.value is None or abs(exact - self._parse(column, cell)) < _NOISE:
            return []
        return [self._finding("amount_rounded", cell, f"the cell holds {exact.normalize():f}; it was rounded to cents")]

    def _sort(self, amount: RowAmount, found: RowAmounts) -> None:
        cell = amount.cell
        if any(cell is counted for counted in self._counted):
            found.findings.append(self._finding("amount_shared", cell, "one merged amount stands beside several rows"))
        elif amount.value_eur == 0:
            found.findings.append(self._finding("amount_zero", cell, "an amount of zero is no grant"))
        elif amount.value_eur < 0:
            message = "a negative amount (money recovered?) is no grant"
            found.findings.append(self._finding("amount_negative", cell, message))
            found.recovered.append(amount)
        else:
            found.granted.append(amount)

    def _parse(self, column: Column, cell: Cell) -> Decimal:
        return self.texts.amount(cell, self._factor(column))

    def _factor(self, column: Column) -> Decimal:
        return self.factor if column.factor is None else column.factor

    def _split(self, column: Column, cell: Cell) -> list[RowAmount]:
        parts = split_amounts(self.texts.plain(cell), self._factor(column))
        return [
            RowAmount(column, cell, part.value_eur, part.year, spot, part.printed)
            for part, spot in zip(parts, _find_spots(cell, parts), strict=True)
        ]

    def _finding(self, code: str, cell: Cell, message: str) -> Finding:
        return to_finding(code, message, cell_spot(cell), self.texts.printed(cell))


def _find_spots(cell: Cell, parts: Sequence[YearAmount]) -> list[tuple[int, Box]]:
    """Page and box of each amount's own words, so that the amounts of one cell have places of their own."""
    words = [(line.page, word) for line in cell.lines for word in line.words]
    spots, at = [], 0
    for part in parts:
        tokens = part.printed.split()
        at = next((i for i in range(at, len(words)) if tokens[0] in words[i][1].text), at)
        page, own = words[at][0], words[at : at + len(tokens)]
        spots.append((page, to_box(word.box for on, word in own if on == page)))
        at += len(tokens)
    return spots
