"""Rows of a name and an amount that bring the sum of those indented below them, as a pivot table prints its groups."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from parsers.vocabulary import fold, load_words
from schemas.rows import RowReading

_INDENT = 3.0  # points
_FEWEST_GROUPS = 2
_FEWEST_BELOW = 2  # rows in one of the groups at least: one row may repeat the amount above it by chance


def find_sums_over_indented(readings: Sequence[RowReading]) -> frozenset[int]:
    """The places of the rows that head a group, where each prints the exact sum of the rows up to the next of them.

    They stand out to the left of all rows below them, or each is named as a province and no other row is. Empty where
    one sum differs.
    """
    rows = [at for at, reading in enumerate(readings) if reading.label == "grant"]
    if len({amount.column for at in rows for amount in readings[at].amounts}) != 1:
        return frozenset()
    if any(len(readings[at].amounts) != 1 or readings[at].recipient_cell is None for at in rows):
        return frozenset()
    choices = (_find_outer(readings, rows), [at for at in rows if _names_province(readings[at])])
    return next((frozenset(heads) for heads in choices if _bring_sums(readings, rows, heads)), frozenset())


def _find_outer(readings: Sequence[RowReading], rows: Sequence[int]) -> list[int]:
    left = min(_left(readings[at]) for at in rows)
    return [at for at in rows if _left(readings[at]) < left + _INDENT]


def _left(reading: RowReading) -> float:
    """Where the recipient's name begins, in points from the left."""
    lines = reading.recipient_cell.lines if reading.recipient_cell else ()
    return min((line.box.x0 for line in lines), default=0.0)


def _names_province(reading: RowReading) -> bool:
    names = {fold(row["words"]) for row in load_words("provinces")}
    return fold(reading.recipient or "").removeprefix("provincie ") in names


def _bring_sums(readings: Sequence[RowReading], rows: Sequence[int], heads: Sequence[int]) -> bool:
    if len(heads) < _FEWEST_GROUPS or heads[0] != rows[0]:
        return False
    groups = [
        [at for at in rows if start < at < end] for start, end in zip(heads, [*heads[1:], len(readings)], strict=True)
    ]
    if not all(groups) or max(map(len, groups)) < _FEWEST_BELOW:
        return False
    return all(
        _amount(readings[head]) == sum(_amount(readings[at]) for at in group)
        for head, group in zip(heads, groups, strict=True)
    )


def _amount(reading: RowReading) -> Decimal:
    return reading.amounts[0].value_eur
