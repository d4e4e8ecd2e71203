"""Cells with several amounts, recovered money, and totals that only their sum gives away."""

from __future__ import annotations

from decimal import Decimal

import pytest
from printing import print_answer
from reading import read_content

from parsers.amount_lists import split_amounts

HEADER = ["Organisatie", "Project", "Bedrag"]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("93.250 € (2020)\n107.000 € (2021)", [(93250, 2020), (107000, 2021)]),
        ("171.000 € (2020)", [(171000, 2020)]),
        ("1.250.000 (2020) en 500.000 (2021)", [(1250000, 2020), (500000, 2021)]),
        ("2020: 93.250 €; 2021: 107.000 €", [(93250, 2020), (107000, 2021)]),
        ("€ 5.000 (in 2020)", [(5000, 2020)]),
        ("12.500 (1)", []),
        ("1.000 €", []),
        ("€ 5.000 (2020) en meer (2021)", []),
        ("ongeveer 5.000 € (2020)", []),
        ("5.000 € (2020) 6.000 €", []),
    ],
)
def test_amounts_with_their_years(printed: str, found: list[tuple[int, int]]) -> None:
    assert [(amount.value_eur, amount.year) for amount in split_amounts(printed)] == found


def test_two_amounts_of_one_cell_are_two_grants_with_places_of_their_own() -> None:
    rows = [HEADER, ["Aap", "Lezen", "93.250 € (2020)<br/>107.000 € (2021)"], ["Noot", "Zingen", "171.000 € (2020)"]]
    result = read_content(print_answer(rows))
    assert [(g.organisation, g.amount_eur, g.year, g.year_from, g.amount_printed) for g in result.grants] == [
        ("Aap", Decimal("93250.00"), 2020, "row", "93.250 €"),
        ("Aap", Decimal("107000.00"), 2021, "row", "107.000 €"),
        ("Noot", Decimal("171000.00"), 2020, "row", "171.000 €"),
    ]
    assert len({grant.grant_id for grant in result.grants}) == 3


def test_a_total_counts_recovered_money() -> None:
    rows = [
        HEADER,
        ["Aap", "Lezen", "1.000 €"],
        ["Noot", "Zingen", "-200 €"],
        ["Mies", "Dansen", "300 €"],
        ["Totaal", "", "1.100 €"],
    ]
    result = read_content(print_answer(rows))
    assert [(g.organisation, g.verified) for g in result.grants] == [("Aap", "total"), ("Mies", "total")]
    assert "amount_negative" in {finding.code for finding in result.findings}


def test_a_row_without_recipient_that_brings_the_sum_is_a_total() -> None:
    rows = [
        ["Project", "Organisatie", "Bedrag"],
        ["Lezen", "Aap", "1.000 €"],
        ["Zingen", "Noot", "500 €"],
        ["Dansen", "Mies", "250 €"],
        ["Uitgetrokken voor de oproep", "", "1.750 €"],
    ]
    result = read_content(print_answer(rows))
    assert [(g.organisation, g.verified) for g in result.grants] == [
        ("Aap", "total"),
        ("Noot", "total"),
        ("Mies", "total"),
    ]


def test_samen_is_a_total_and_samen_sterk_a_name() -> None:
    rows = [["Organisatie", "Bedrag"], ["Samen Sterk vzw", "1.000 €"], ["Noot", "500 €"], ["Samen", "1.500 €"]]
    result = read_content(print_answer(rows))
    assert [(g.organisation, g.verified) for g in result.grants] == [("Samen Sterk vzw", "total"), ("Noot", "total")]


def test_of_two_columns_that_take_turns_each_row_gives_its_own_kind() -> None:
    rows = [
        ["Organisatie", "Project", "Toegekend bedrag", "Uitbetaald bedrag"],
        ["Aap", "Lezen", "1.000 €", ""],
        ["Noot", "Zingen", "", "500 €"],
        ["Mies", "Dansen", "", "250 €"],
        ["Wim", "Spelen", "2.000 €", ""],
        ["Totaal", "", "3.000 €", "750 €"],
    ]
    result = read_content(print_answer(rows))
    assert [(g.organisation, int(g.amount_eur), g.amount_kind, g.verified) for g in result.grants] == [
        ("Aap", 1000, "awarded", "total"),
        ("Noot", 500, "paid", "total"),
        ("Mies", 250, "paid", "total"),
        ("Wim", 2000, "awarded", "total"),
    ]


def test_columns_that_both_hold_amounts_in_a_row_do_not_take_turns() -> None:
    rows = [
        ["Organisatie", "Project", "Toegekend bedrag", "Uitbetaald bedrag"],
        ["Aap", "Lezen", "1.000 €", "800 €"],
        ["Noot", "Zingen", "", "500 €"],
        ["Mies", "Dansen", "", "250 €"],
        ["Wim", "Spelen", "2.000 €", ""],
        ["Jet", "Turnen", "300 €", ""],
    ]
    result = read_content(print_answer(rows))
    assert [(g.organisation, g.amount_kind) for g in result.grants] == [
        ("Aap", "awarded"), ("Wim", "awarded"), ("Jet", "awarded"),
    ]  # fmt: skip
    assert [finding.code for finding in result.findings].count("amount_missing") >= 2


@pytest.mark.parametrize(
    ("printed", "verdict"), [("€ 1.501", "equal"), ("€ 1.501,00", "mismatch"), ("€ 1.500", "mismatch")]
)
def test_a_total_in_whole_euro_may_be_the_rounded_sum(printed: str, verdict: str) -> None:
    rows = [HEADER, ["Aap", "Lezen", "€ 1.000,25"], ["Noot", "Zingen", "€ 500,30"], ["Totaal", "", printed]]
    (total,) = read_content(print_answer(rows)).tables[0].printed_totals
    assert (total.computed_eur, total.verdict) == (Decimal("1500.55"), verdict)


@pytest.mark.parametrize(("total", "found"), [("6.883.000 €", 5883000), ("1.883.000 €", 883000)])
def test_a_printed_total_tells_an_amount_broken_at_its_first_point(total: str, found: int) -> None:
    rows = [HEADER, ["Aap", "Lezen", "1.000.000 €"], ["Noot", "Zingen", "5.<br/>883.000 €"]]
    result = read_content(print_answer([*rows, ["Totaal", "", total]]))
    assert [grant.amount_eur for grant in result.grants] == [1000000, found]
    alone = read_content(print_answer(rows))
    assert [grant.amount_eur for grant in alone.grants] == [1000000]
    assert [f.code for f in alone.findings] == ["amount_unread"]
