"""Totals without a label that says so: their sums give them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from schemas.columns import Column
from schemas.rows import RowReading


def find_hidden_total(readings: Sequence[RowReading], at: int) -> RowReading:
    """A row that says nothing of its own and brings the sum of the grants above is a total, whatever its label
    (`Uitgetrokken voor de oproep | | 1.288.500`); so is a group's name with the sum of the rows below or above it
    (`Provincie Antwerpen | | 300.000`), where the other rows tell more than a name."""
    reading = readings[at]
    if reading.label != "grant" or len(reading.amounts) != 1:
        return reading
    column = reading.amounts[0].column
    above, below = (_run(rows, column) for rows in (readings[:at][::-1], readings[at + 1 :]))
    value = reading.amounts[0].value_eur
    names_none = reading.recipient_cell not in reading.row.cells
    if names_none and len(above) >= 3 and value == sum(above):
        return replace(reading, label="total", recipient=None, recipient_cell=None)
    if _is_bare(reading) and not any(_is_bare(r) for r in readings if r is not reading and r.label == "grant"):
        sums = [sum(run[:count]) for run in (above, below) for count in range(2, len(run) + 1)]
        if value in sums:
            return replace(reading, label="subtotal", recipient=None, recipient_cell=None)
    return reading


def _run(rows: Sequence[RowReading], column: Column) -> list[Decimal]:
    """The amounts of a column in the grants' rows, from the nearest row on."""
    amounts = (amount for row in rows if row.label == "grant" for amount in (*row.amounts, *row.recovered))
    return [amount.value_eur for amount in amounts if amount.column == column]


def _is_bare(reading: RowReading) -> bool:
    """A name and an amount, and not one word more."""
    return sum(any(char.isalpha() for char in text) for text in reading.texts) <= 1
