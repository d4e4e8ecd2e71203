"""What a row is: total, group, refused, carried on … and whose grant it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from printing import GRID, print_answer, print_flow, to_heading, to_paragraph, to_table
from reading import read_content

from schemas.results import DocumentResult

HEADER = ["Organisatie", "Project", "Bedrag"]
ALFA, BETA = ["Alfa vzw", "Een", "100.000 €"], ["Beta vzw", "Twee", "200.000 €"]


def read(*rows: list[str], style: list[object] | None = None, header: list[str] = HEADER) -> DocumentResult:
    return read_content(print_answer([header, *rows], style or GRID))


def names(result: DocumentResult) -> list[tuple[str, str | None]]:
    return [(grant.organisation, grant.title) for grant in result.grants]


def codes(result: DocumentResult) -> set[str]:
    return {finding.code for finding in result.findings}


@pytest.mark.parametrize(
    "label", ["Totalen", "Antwerpen totaal", "Totale subsidie", "TOTAAL", "Totaal generaal", "Samen", "Total"]
)
def test_words_of_totals(label: str) -> None:
    result = read(ALFA, BETA, [label, "", "300.000 €"])
    assert [grant.verified for grant in result.grants] == ["total", "total"]


def test_a_count_beside_the_label_makes_no_grant() -> None:
    result = read(ALFA, BETA, ["Totaal", "2 projecten", "300.000 €"])
    assert [grant.verified for grant in result.grants] == ["total", "total"]


@pytest.mark.parametrize(
    "name", ["Totaal Theater vzw", "Som en Co", "Reserve Natuur vzw", "Samen Sterk", "ID Kring", "Idem Dito vzw"]
)
def test_names_that_begin_like_a_label(name: str) -> None:
    result = read(["Alfa vzw", "100.000 €"], [name, "20.000 €"], header=["Organisatie", "Bedrag"])
    assert [grant.organisation for grant in result.grants] == ["Alfa vzw", name]


@pytest.mark.parametrize("label", ["Over te dragen", "Saldo", "Waarvan personeel", "Beschikbaar budget"])
def test_sums_carried_on_are_no_grants(label: str) -> None:
    assert names(read(ALFA, BETA, [label, "", "50.000 €"])) == [("Alfa vzw", "Een"), ("Beta vzw", "Twee")]


@pytest.mark.parametrize("place", [1, 3])
def test_a_groups_name_with_its_sum_is_a_subtotal(place: int) -> None:
    rows = [ALFA, BETA]
    rows.insert(place - 1, ["Provincie Antwerpen", "", "300.000 €"])
    result = read(*rows)
    assert names(result) == [("Alfa vzw", "Een"), ("Beta vzw", "Twee")]
    assert {grant.verified for grant in result.grants} == {"total"}


def test_a_total_that_cannot_be_read_is_told() -> None:
    result = read(ALFA, BETA, ["Totaal", "", "300.000.00 €"])
    assert len(result.grants) == 2
    assert "total_unread" in codes(result)


def test_a_ditto_below_a_refused_row_repeats_its_name() -> None:
    header = [*HEADER, "Beslissing"]
    rows = [
        [*ALFA, "goedgekeurd"],
        [*BETA, "geweigerd"],
        ["idem", "Drie", "5.000 €", "goedgekeurd"],
        ["", "Vier", "6.000 €", "goedgekeurd"],
    ]
    assert names(read(*rows, header=header)) == [("Alfa vzw", "Een"), ("Beta vzw", "Drie"), ("Beta vzw", "Vier")]


def test_a_blank_recipient_below_a_subtotal_is_not_the_one_above_it() -> None:
    result = read(ALFA, ["Subtotaal", "", "100.000 €"], ["", "Twee", "200.000 €"])
    assert names(result) == [("Alfa vzw", "Een")]
    assert "recipient_missing" in codes(result)


def test_a_repeated_recipient_is_told() -> None:
    result = read(ALFA, ["", "Privépersoon, naam niet meegedeeld", "200.000 €"])
    assert "recipient_repeated" in codes(result)


@pytest.mark.parametrize(
    "status", ["Negatief", "Niet geselecteerd", "geweigerd", "In behandeling", "Reservelijst", "neen", "Afgewezen"]
)
def test_refused_and_undecided_rows(status: str) -> None:
    result = read([*ALFA, "goedgekeurd"], [*BETA, status], header=[*HEADER, "Beslissing"])
    assert names(result) == [("Alfa vzw", "Een")]
    assert result.tables[0].row_labels == ("header", "grant", "refused")


def test_a_decision_in_words_nobody_knows_is_told() -> None:
    result = read([*ALFA, "goedgekeurd"], [*BETA, "fase drie"], header=[*HEADER, "Beslissing"])
    assert len(result.grants) == 2
    assert "status_unknown" in codes(result)


def test_a_remark_decides_nothing() -> None:
    result = read([*ALFA, ""], [*BETA, "stopgezet in 2023, volledig uitbetaald"], header=[*HEADER, "Opmerkingen"])
    assert len(result.grants) == 2
    assert result.grants[1].other == {"Opmerkingen": "stopgezet in 2023, volledig uitbetaald"}


def test_a_group_of_refused_projects() -> None:
    style = [*GRID, ("SPAN", (0, 1), (-1, 1)), ("SPAN", (0, 3), (-1, 3))]
    result = read(["Goedgekeurde projecten", "", ""], ALFA, ["Geweigerde projecten", "", ""], BETA, style=style)
    assert names(result) == [("Alfa vzw", "Een")]


def test_a_table_of_refused_requests() -> None:
    flow = [*to_heading(), to_paragraph("1. Volgende aanvragen werden geweigerd:"), to_table([HEADER, ALFA, BETA])]
    result = read_content(print_flow(flow))
    assert result.grants == ()
    assert "table_skipped" in codes(result)


def test_a_group_of_two_years_gives_none() -> None:
    style = [*GRID, ("SPAN", (0, 1), (-1, 1)), ("SPAN", (0, 3), (-1, 3))]
    result = read(["2020", "", ""], ALFA, ["2021-2022", "", ""], BETA, style=style)
    assert [grant.year for grant in result.grants] == [2020, None]


def test_a_second_header_with_another_order_begins_a_table() -> None:
    rows = [
        ["Aanvrager", "Project", "Toegekend bedrag"],
        ALFA,
        ["Aanvrager", "Gevraagd bedrag", "Toegekend bedrag"],
        ["Beta vzw", "9.000 €", "7.000 €"],
    ]
    result = read_content(print_answer(rows))
    assert [(g.organisation, g.amount_eur, g.amount_requested_eur) for g in result.grants] == [
        ("Alfa vzw", Decimal("100000.00"), None),
        ("Beta vzw", Decimal("7000.00"), Decimal("9000.00")),
    ]


def test_columns_that_may_print_the_same_money_twice_are_told() -> None:
    rows = [["Alfa vzw", "10.000 €", "9.800 €"], ["Beta vzw", "1.000 €", "500 €"]]
    result = read(*rows, header=["Organisatie", "Toegekende subsidie", "Subsidiebedrag"])
    assert [grant.amount_eur for grant in result.grants] == [Decimal("10000.00"), Decimal("1000.00")]
    assert "amount_column_unread" in codes(result)
    assert result.grants[0].other == {"Subsidiebedrag": "9.800 €"}


@pytest.mark.parametrize(
    "header",
    [
        ["Organisatie", "Werkingssubsidie", "Projectsubsidie"],
        ["Organisatie", "Werkingssubsidie", "Projectsubsidie", "Totaal"],
        ["Organisatie", "Reguliere subsidie", "Projectsubsidie", "Totale subsidie"],
    ],
)
def test_each_kind_of_grant_has_its_column_and_their_sum_is_none(header: list[str]) -> None:
    rows = [["Alfa vzw", "10.000 €", "9.800 €", "19.800 €"], ["Beta vzw", "1.000 €", "-", "1.000 €"]]
    rows = [*rows, ["Totaal", "11.000 €", "9.800 €", "20.800 €"]]
    result = read(*(row[: len(header)] for row in rows), header=header)
    assert [(g.organisation, int(g.amount_eur), g.verified) for g in result.grants] == [
        ("Alfa vzw", 10000, "total"),
        ("Alfa vzw", 9800, "total"),
        ("Beta vzw", 1000, "total"),
    ]
    assert result.grants[1].other["Projectsubsidie"] == "9.800 €"
    assert "amount_column_unread" not in codes(result)


def test_a_row_whose_kinds_do_not_add_up_is_told() -> None:
    rows = [["Alfa vzw", "10.000 €", "9.800 €", "19.800 €"], ["Beta vzw", "1.000 €", "500 €", "1.600 €"]]
    result = read(*rows, header=["Organisatie", "Werkingssubsidie", "Projectsubsidie", "Totaal"])
    assert len(result.grants) == 4
    assert "total_mismatch" in codes(result)


def test_a_granted_maximum_counts_where_nothing_else_is_granted() -> None:
    alone = read(["Alfa vzw", "10.000 €"], header=["Organisatie", "Toegekende steun (maximaal)"])
    beside = read(
        ["Alfa vzw", "10.000 €", "9.800 €"], header=["Organisatie", "Toegekende steun (maximaal)", "Toegekend bedrag"]
    )
    assert [[int(g.amount_eur) for g in result.grants] for result in (alone, beside)] == [[10000], [9800]]


def test_an_amount_in_the_next_kinds_column_is_told() -> None:
    result = read(
        ["Alfa vzw", "10.000 €", "10.000 €"],
        ["Beta vzw", "-", "7.000 €"],
        header=["Organisatie", "Toegekend", "Vastgelegd"],
    )
    assert len(result.grants) == 1
    assert "amount_missing" in codes(result)


def test_an_amount_alone_that_is_the_sum_of_those_above_is_their_total() -> None:
    rows = [[f"Club {at} vzw", "Een", f"{at}.000 €"] for at in (1, 2, 3)]
    proven, unproven = (read(*rows, ["", "", f"{total}.000 €"]) for total in (6, 7))
    assert {grant.verified for grant in proven.grants} == {"total"}
    assert "recipient_missing" not in codes(proven)
    assert {grant.verified for grant in unproven.grants} == {"none"}
    assert "recipient_missing" in codes(unproven)
    assert len(proven.grants) == len(unproven.grants) == 3


@pytest.mark.parametrize("label", ["Budgetgrens (beschikbaar: 400.000 euro)", "Op = op (400.000 euro)"])
def test_the_line_where_the_budget_ends_is_the_total_of_the_rows_above_it(label: str) -> None:
    header = ["Organisatie", "Project", "Toegekend (€)", "Beslissing"]
    rows = [[*ALFA, "goedgekeurd"], [*BETA, "goedgekeurd"], ["Gamma vzw", "Drie", "100.000 €", "goedgekeurd"]]
    below = ["Delta vzw", "Vier", "-", "niet weerhouden"]
    result = read(*rows, [label, "", "400.000 €", "toegekend"], below, header=header)
    assert [(g.organisation, g.verified) for g in result.grants] == [(row[0], "total") for row in rows]
    assert result.tables[0].row_labels == ("header", "grant", "grant", "grant", "total", "refused")


def test_raised_figures_behind_names_belong_to_the_notes() -> None:
    rows = [["De Kade¹", "Een", "100 €"], ["OCMW Tienen ²", "Twee", "200 €"], ["Atelier M²", "Drie", "300 €"]]
    assert [name for name, _ in names(read(*rows))] == ["De Kade", "OCMW Tienen", "Atelier M²"]
