"""Printed totals held against the sums of the rows they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from parsers.dates import find_only_year
from parsers.geometry import line_text
from parsers.row_groups import find_named_group
from schemas.grants import Verified
from schemas.results import PrintedTotal
from schemas.rows import RowAmount, RowReading

_NOTHING = Decimal("0.00")
_BOUNDS = ("total", "subtotal", "group")
_CENTS = re.compile(r"\d\s*[.,]\s*\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class CheckedTotal:
    """A printed total with its verdict, its amount, the rows it stands for (by index), the year its label names."""

    total: PrintedTotal
    amount: RowAmount
    row: RowReading
    covers: frozenset[int]
    year: int | None


def check_totals(readings: Sequence[RowReading]) -> tuple[CheckedTotal, ...]:
    """Every total and subtotal row that prints an amount, in printed order.

    A subtotal stands for the rows since the last one. A total stands for all rows of its table, or for those of the
    title that its label names; a second «Totaal» that brings the sum of a group's rows is a subtotal, whatever it is
    called, and groups may hold groups. A total printed above its rows stands for those below, and so may a group's sum
    beside its name. The natural reach is reported when none adds up.
    """
    return tuple(
        checked
        for position, reading in enumerate(readings)
        if reading.label in ("total", "subtotal")
        for checked in _check(readings, position)
    )


def to_verified(checked: Sequence[CheckedTotal], index: int) -> Verified:
    """The verdict that travels with the grants of a row: one total that disagrees outweighs those that agree."""
    verdicts = {item.total.verdict for item in checked if index in item.covers}
    if "mismatch" in verdicts:
        return "mismatch"
    return "total" if verdicts else "none"


def find_total_year(checked: Sequence[CheckedTotal], index: int) -> int | None:
    """The year in the label of the totals that stand for this row (`Totaal 2020`), when they name one only."""
    years = {item.year for item in checked if index in item.covers and item.year is not None}
    return years.pop() if len(years) == 1 else None


def _check(readings: Sequence[RowReading], position: int) -> list[CheckedTotal]:
    """One for each amount of the row: tables with a column a year print a total under each."""
    found = []
    for amount in readings[position].amounts:
        reaches = [rows for rows in _reaches(readings, position) if rows]
        sums = [_sum(rows, amount.column.index) for rows in reaches]
        agreeing = [
            i for is_right in (_is_exact, _is_rounded) for i, computed in enumerate(sums) if is_right(computed, amount)
        ]
        best = next(iter(agreeing), 0)
        rows, computed = (reaches[best], sums[best]) if reaches else ([], _NOTHING)
        verdict = "equal" if agreeing else "mismatch"
        label = _label(readings[position])
        found.append(
            CheckedTotal(
                PrintedTotal(label, amount.value_eur, computed, verdict),  # type: ignore[arg-type]
                amount,
                readings[position],
                frozenset(row.index for row in rows),
                find_only_year(label),
            )
        )
    return found


def agrees(computed: Decimal, printed: RowAmount) -> bool:
    """Whether a sum is what a total prints, to the cent or, where the total is printed in whole euro, rounded."""
    return _is_exact(computed, printed) or _is_rounded(computed, printed)


def find_sum(readings: Sequence[RowReading], column: int) -> Decimal:
    """The net sum of all grants of a table in one column."""
    return _sum([reading for reading in readings if _counts(reading)], column)


def _is_exact(computed: Decimal, printed: RowAmount) -> bool:
    return computed == printed.value_eur


def _is_rounded(computed: Decimal, printed: RowAmount) -> bool:
    """A total printed in whole euro under rows with cents (`€ 107.687.820` under 107.687.820,39)."""
    text = " ".join(line_text(line) for line in printed.cell.lines)
    whole = printed.cell.value is None and not _CENTS.search(text)
    return whole and computed.quantize(Decimal(1), ROUND_HALF_UP) == printed.value_eur


def _reaches(readings: Sequence[RowReading], position: int) -> list[list[RowReading]]:
    """The rows a total may stand for, the natural reach first, then from the nearest rows on: those since (or, for a
    sum printed above its rows, up to) any other total or title."""
    above = [r for r in readings[:position] if _counts(r)]
    below = [r for r in readings[position + 1 :] if _counts(r)]
    if not above:
        return [below, *_runs_below(readings, position)]
    runs = _runs_above(readings, position)
    everything = [r for r in readings if _counts(r)]
    if readings[position].label == "total":
        return [*_named_run(readings, position), above, *runs, everything]
    return [*runs, above, *_runs_below(readings, position), everything]


def _named_run(readings: Sequence[RowReading], position: int) -> list[list[RowReading]]:
    """The rows since the title whose name the total's label repeats: `Totaal Limburg` for `Provincie Limburg`."""
    titles = [i for i, r in enumerate(readings[:position]) if r.label == "group"]
    named = find_named_group(_label(readings[position]), [" ".join(filter(None, readings[i].texts)) for i in titles])
    return [] if named is None else [[r for r in readings[titles[named] : position] if _counts(r)]]


def _runs_above(readings: Sequence[RowReading], position: int) -> list[list[RowReading]]:
    bounds = [i for i, r in enumerate(readings[:position]) if r.label in _BOUNDS]
    return [[r for r in readings[i + 1 : position] if _counts(r)] for i in reversed([-1, *bounds])]


def _runs_below(readings: Sequence[RowReading], position: int) -> list[list[RowReading]]:
    bounds = [i for i, r in enumerate(readings) if i > position and r.label in _BOUNDS]
    return [[r for r in readings[position + 1 : i] if _counts(r)] for i in [*bounds, len(readings)]]


def _counts(reading: RowReading) -> bool:
    """Rows of grants, and rows of money recovered: the printed total is their net sum."""
    return reading.label == "grant" or bool(reading.recovered)


def _sum(rows: Sequence[RowReading], column: int) -> Decimal:
    amounts = (amount for row in rows for amount in (*row.amounts, *row.recovered))
    return sum((amount.value_eur for amount in amounts if amount.column.index == column), _NOTHING)


def _label(reading: RowReading) -> str:
    """The words of the total row without its amounts."""
    words = [text for text in reading.texts if any(char.isalpha() for char in text)]
    return words[0] if words else ""
