"""Groups of a pivot table: a name and the sum of the rows indented below it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from printing import print_answer
from reading import read_content

from schemas.results import DocumentResult

INDENT = "&nbsp;" * 5


def read(first: str, sums: tuple[str, str], second: str, indent: str = INDENT) -> DocumentResult:
    below = [["Vzw Aap", "1.000"], ["Vzw Noot", "2.500"], ["Vzw Mies", "4.000"], ["Vzw Wim", "750"]]
    rows = [[indent + name, amount] for name, amount in below]
    head = ["Rijlabels", "Som van Toegekend"]
    return read_content(print_answer([head, [first, sums[0]], *rows[:2], [second, sums[1]], *rows[2:]]))


@pytest.mark.parametrize("indent", ["", INDENT])
def test_provinces_with_the_sum_of_the_rows_below(indent: str) -> None:
    result = read("Antwerpen", ("3.500", "4.750"), "Limburg", indent)
    assert [(grant.organisation, grant.province) for grant in result.grants] == [
        ("Vzw Aap", "Antwerpen"),
        ("Vzw Noot", "Antwerpen"),
        ("Vzw Mies", "Limburg"),
        ("Vzw Wim", "Limburg"),
    ]
    assert [total.amount_eur for total in result.tables[0].printed_totals] == [Decimal(3500), Decimal(4750)]


def test_names_that_nobody_knows_are_groups_where_the_rows_below_are_indented() -> None:
    assert len(read("Schelde", ("3.500", "4.750"), "Dender").grants) == 4
    assert len(read("Schelde", ("3.500", "4.750"), "Dender", "").grants) == 6


def test_one_sum_that_differs_leaves_every_row_a_grant() -> None:
    assert len(read("Antwerpen", ("3.500", "4.751"), "Limburg").grants) == 6
