"""Totals without a label that says so: their sums give them away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from parsers.amount_patterns import currency
from parsers.amounts import find_amounts
from parsers.geometry import line_text
from parsers.indented_groups import find_sums_over_indented
from schemas.columns import Column
from schemas.rows import RowReading

_FEWEST = 3  # rows whose sum is no chance
_FEWEST_IN_GROUP = 2  # in one of the groups at least
_BOUNDS = ("group", "total", "subtotal", "finding")
_CURRENCY = re.compile(currency(), re.IGNORECASE)


def find_hidden_totals(readings: Sequence[RowReading]) -> tuple[RowReading, ...]:
    """The readings, with those labelled as totals that are some without saying so.

    A row that says nothing of its own and brings the sum of the grants above is a total, whatever its label
    (`Uitgetrokken voor de oproep | | 1.288.500`, `Saldo | | 31.250`), and where an amount stands in its name
    (`Op = op (400.000 euro) | | 400.000`); so is a group's name with the sum of the rows
    below or above it (`Provincie Antwerpen | | 300.000`), where the rows with grants tell more than a name.
    """
    sums = _find_group_sums(readings) or find_sums_over_indented(readings)
    return tuple(_to_total(readings, at, is_sum=at in sums) for at in range(len(readings)))


def _to_total(readings: Sequence[RowReading], at: int, *, is_sum: bool) -> RowReading:
    reading = readings[at]
    if reading.label == "carried" and _is_sum_above(readings, at, 1):
        return replace(reading, label="total")
    if reading.label == "finding" and _is_nameless(reading):
        return _to_nameless_total(readings, at)
    if reading.label != "grant" or len(reading.amounts) != 1:
        return reading
    is_nobody = reading.recipient_cell not in reading.row.cells or find_amounts(reading.recipient or "")
    if is_nobody and _is_sum_above(readings, at, _FEWEST):
        return replace(reading, label="total", recipient=None, recipient_cell=None)
    if is_sum:
        return replace(reading, label="subtotal", recipient=None, recipient_cell=None)
    return reading


def _is_nameless(reading: RowReading) -> bool:
    """Amounts and not one word: nobody got them, and nothing else was found wrong with them."""
    printed = (line_text(line) for cell in reading.row.cells for line in cell.lines)
    words = any(char.isalpha() for text in printed for char in _CURRENCY.sub("", text))
    return [finding.code for finding in reading.findings] == ["recipient_missing"] and not words


def _to_nameless_total(readings: Sequence[RowReading], at: int) -> RowReading:
    """Amounts alone in their row are a total when they are the sum of all rows above (in bold, below a rule), and a
    subtotal when they are that of the rows since the last such row or title."""
    row = readings[at]
    printed = tuple(text if cell.lines else "" for text, cell in zip(row.texts, row.row.cells, strict=True))
    bare = replace(row, texts=printed, findings=(), recipient=None, recipient_cell=None)
    if _is_sum_above(readings, at, _FEWEST):
        return replace(bare, label="total")
    since = max((i for i in range(at) if readings[i].label in _BOUNDS), default=-1)
    if _is_sum_above(readings[since + 1 : at + 1], at - since - 1, _FEWEST):
        return replace(bare, label="subtotal")
    return readings[at]


def _is_sum_above(readings: Sequence[RowReading], at: int, fewest: int) -> bool:
    """Whether each amount of a row is the sum of those above it in its column."""
    amounts = readings[at].amounts
    runs = [_run(readings[:at], amount.column) for amount in amounts]
    return bool(amounts) and all(
        len(run) >= fewest and amount.value_eur == sum(run) for amount, run in zip(amounts, runs, strict=True)
    )


def _find_group_sums(readings: Sequence[RowReading]) -> frozenset[int]:
    """The places of the bare rows, where each of them brings the sum of rows next to it."""
    bare = [i for i, r in enumerate(readings) if r.label == "grant" and r.amounts and _is_bare(r)]
    found = all(_is_group_sum(readings, i, 1) for i in bare)
    return frozenset(bare if found and any(_is_group_sum(readings, i, _FEWEST_IN_GROUP) for i in bare) else ())


def _is_group_sum(readings: Sequence[RowReading], at: int, fewest: int) -> bool:
    """Whether a bare row brings the sum of some of the rows next to it that tell more than a name."""
    amount = readings[at].amounts[0]
    above, below = (_run(_until_bare(rows), amount.column) for rows in (readings[:at][::-1], readings[at + 1 :]))
    return amount.value_eur in [sum(run[:count]) for run in (above, below) for count in range(fewest, len(run) + 1)]


def _until_bare(readings: Sequence[RowReading]) -> list[RowReading]:
    """The rows up to the next one of a name and an amount, or labelled total."""
    return list(takewhile(lambda r: not (r.amounts and _is_bare(r)), readings))


def _run(rows: Sequence[RowReading], column: Column) -> list[Decimal]:
    """The amounts of a column in the grants' rows and in those of money recovered, from the nearest row on."""
    counted = [row for row in rows if row.label == "grant" or row.recovered]
    amounts = (amount for row in counted for amount in (*row.amounts, *row.recovered))
    return [amount.value_eur for amount in amounts if amount.column == column]


def _is_bare(reading: RowReading) -> bool:
    """A name and an amount, and not one word more."""
    return sum(any(char.isalpha() for char in text) for text in reading.texts) <= 1
