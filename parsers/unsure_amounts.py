"""Amounts of scanned pages that were recognised in two ways, and those that a narrow column may have broken: a printed
total can tell which way is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from parsers.totals import CheckedTotal, check_totals
from schemas.rows import RowAmount, RowReading

_MOST = 6  # unsure amounts in one table; with more, some choice adds up by chance
_TOTALS = ("total", "subtotal")

_Choice = tuple[tuple[int, int, RowAmount], ...]
"""Row, place in the row's `unsure`, and the amount taken for it."""


def settle_unsure(readings: tuple[RowReading, ...]) -> tuple[RowReading, ...]:
    """The rows with those amounts that make every total over them right, when there is exactly one such choice.

    A misread total is settled by its rows in the same way. Without a total, or with two choices that add up, nothing
    is settled: the findings stay and the rows are no grants.
    """
    unsure = [(row, at) for row, reading in enumerate(readings) for at in range(len(reading.unsure))]
    if not 0 < len(unsure) <= _MOST:
        return readings
    settled = [trial for choice in _to_choices(readings, unsure) if _adds_up(trial := _take(readings, choice), choice)]
    return settled[0] if len(settled) == 1 else readings


def _to_choices(readings: Sequence[RowReading], unsure: Sequence[tuple[int, int]]) -> Iterator[_Choice]:
    ways = [[(row, at, amount) for amount in readings[row].unsure[at].choices] for row, at in unsure]
    return product(*ways)


def _take(readings: tuple[RowReading, ...], choice: _Choice) -> tuple[RowReading, ...]:
    taken = list(readings)
    for row, at, amount in choice:
        reading = taken[row]
        finding = readings[row].unsure[at].finding
        taken[row] = replace(
            reading,
            label=reading.label if reading.label in _TOTALS else "grant",
            amounts=(*reading.amounts, amount),
            findings=tuple(other for other in reading.findings if other is not finding),
        )
    return tuple(taken)


def _adds_up(trial: Sequence[RowReading], choice: _Choice) -> bool:
    """Whether each chosen amount is a grant's and stands under a right total, or is itself a right total."""
    totals = check_totals(trial)
    return all(_is_settled(trial[row], amount, totals) for row, _, amount in choice)


def _is_settled(reading: RowReading, amount: RowAmount, totals: Sequence[CheckedTotal]) -> bool:
    if reading.label in _TOTALS:
        own = [item for item in totals if item.row is reading and item.covers]
    else:
        own = [item for item in totals if reading.index in item.covers]
    named = reading.label in _TOTALS or (bool(reading.recipient) and amount.value_eur > 0)
    return named and bool(own) and all(item.total.verdict == "equal" for item in own)
