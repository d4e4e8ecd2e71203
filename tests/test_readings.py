"""Readings of the same place compete: the printed total and the rows left unread decide, and the evidence says so."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from printing import print_answer
from reading import read_content, read_sample
from reportlab.lib import colors

from parsers.readings import Weight

NAMES = ("Huis A vzw", "Huis B vzw", "Huis C vzw", "Huis D vzw", "Huis E vzw", "Huis F vzw")
ROWS = [["Vereniging", "Project", "Bedrag"]] + [[name, "Werking", f"{i}.500 €"] for i, name in enumerate(NAMES, 1)]


def print_pairs(total: str) -> bytes:
    """A table whose rules part every second row only: the ruled reader sees two names and two amounts in a cell."""
    rows = [*ROWS, ["Totaal", "", total]]
    across = [("LINEBELOW", (0, row), (-1, row), 0.5, colors.black) for row in (0, 2, 4, 6, 7)]
    down = [("LINEBEFORE", (column, 0), (column, -1), 0.5, colors.black) for column in (0, 1, 2)]
    edges = [("LINEABOVE", (0, 0), (-1, 0), 0.5, colors.black), ("LINEAFTER", (2, 0), (2, -1), 0.5, colors.black)]
    return print_answer(rows, [*across, *down, *edges], widths=[150, 150, 100])


def test_another_reading_wins_when_it_reads_the_rows_and_the_total() -> None:
    result = read_content(print_pairs("24.000 €"))
    assert [(grant.organisation, grant.verified) for grant in result.grants] == [(name, "total") for name in NAMES]
    assert result.tables[0].evidence["taken"] == "no ruling"
    assert str(result.tables[0].evidence["no ruling"]).startswith("1 of 1 totals agree, 0 faults, 6 grants")
    assert "0 grants" in str(result.tables[0].evidence["first reading"])
    assert result.findings == ()


def test_where_no_reading_adds_up_the_first_stands_and_says_so() -> None:
    table = read_sample("sv-87-2023-11-06").tables[0]
    assert table.evidence["taken"] == "first reading"
    assert str(table.evidence["first reading"]).startswith("0 of 1 totals agree")


def test_a_reading_without_doubt_meets_no_other() -> None:
    assert all("taken" not in table.evidence for table in read_sample("sv-162-2021-02-02").tables)


def weight(**more: Any) -> Weight:
    """One printed total of 30, two grants that add up to it, nothing unread."""
    given = {"totals": [30], "mismatches": 0, "faults": 0, "amounts": [10, 20]} | more
    totals, amounts = (Counter(map(Decimal, given[key])) for key in ("totals", "amounts"))
    return Weight(totals, given["mismatches"], given["faults"], amounts)


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (weight(mismatches=1, amounts=[10]), weight()),
        (weight(mismatches=1, amounts=[100, 20]), weight(faults=1)),
        (weight(faults=1, amounts=[10]), weight()),
        (weight(totals=[], faults=2, amounts=[]), weight()),
    ],
)
def test_the_better_reading_beats_the_first(first: Weight, other: Weight) -> None:
    assert other.beats(first)
    assert not first.beats(other)


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (weight(mismatches=1), weight(totals=[], amounts=[30])),  # adds up because it does not see the total
        (weight(faults=1), weight(amounts=[10])),  # no fault because it does not see the row
        (weight(mismatches=1), weight(totals=[30], amounts=[])),  # no grants at all
        (weight(faults=1), weight(mismatches=1)),
        (weight(), weight()),
    ],
)
def test_a_reading_that_sees_less_never_wins(first: Weight, other: Weight) -> None:
    assert not other.beats(first)
