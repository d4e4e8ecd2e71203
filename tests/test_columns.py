"""Columns whose headers say too little, too much, or something untrue."""

from __future__ import annotations

from decimal import Decimal

import pytest
from printing import GRID, print_answer, print_flow, to_heading, to_paragraph, to_table
from reading import read_content

from schemas.results import DocumentResult


def read(rows: list[list[str]], style: list[object] | None = None) -> DocumentResult:
    return read_content(print_answer(rows, style or GRID))


def codes(result: DocumentResult) -> list[str]:
    return [finding.code for finding in result.findings]


def test_an_unknown_column_of_names_is_the_recipient_rather_than_the_municipality() -> None:
    rows = [["Bouwheer", "Gemeente", "Bedrag"], ["Aap nv", "Genk", "1.000 €"], ["Noot bv", "Hasselt", "2.000 €"]]
    assert [(g.organisation, g.municipality) for g in read(rows).grants] == [("Aap nv", "Genk"), ("Noot bv", "Hasselt")]


def test_a_word_that_ends_as_a_place_does_may_name_the_recipient() -> None:
    rows = [["Werkplaats", "Gemeente", "Subsidie"], ["De Brug", "Genk", "€ 1.000"], ["Noot", "Hasselt", "€ 2.000"]]
    told = [("De Brug", "Genk"), ("Noot", "Hasselt")]
    assert [(g.organisation, g.municipality) for g in read(rows).grants] == told


def test_grouped_numbers_under_unknown_words_are_no_money() -> None:
    rows = [["Centrum", "Unieke bezoekers", "Bezetting"], ["Aap", "15.697", "80 %"], ["Noot", "12.300", "75 %"]]
    result = read(rows)
    assert result.grants == ()
    assert result.document.outcome == "no_grants"


def test_two_amounts_side_by_side_are_not_one_with_a_space_for_thousands() -> None:
    rows = [["Centrum", "2020", "2021"], ["Aap vzw", "210.000", "215.000"], ["Noot vzw", "145.500", "150.250"]]
    rows.append(["Mies vzw", "80.000", "82.400"])
    assert len(read(rows, [("ALIGN", (1, 0), (-1, -1), "RIGHT")]).grants) == 6


@pytest.mark.parametrize("header", ["{} (in euro)", "In {}", "{} (k€)"])
def test_a_year_with_its_unit_stands_over_amounts(header: str) -> None:
    rows = [["Centrum", header.format(2020), header.format(2021)], ["Aap vzw", "1.000", "2.000"]]
    rows.append(["Noot vzw", "3.000", "4.000"])
    assert [grant.year for grant in read(rows).grants] == [2020, 2021, 2020, 2021]


def test_amounts_nobody_can_read_under_a_known_header_are_told() -> None:
    result = read([["Organisatie", "Toegekend bedrag"], ["Aap", "zie dossier A"], ["Noot", "zie dossier B"]])
    assert result.grants == ()
    assert "table_unread" in codes(result)


def test_a_currency_sign_in_a_column_of_its_own() -> None:
    style = [*GRID, ("SPAN", (1, 0), (2, 0))]
    rows = [["Organisatie", "Bedrag", ""], ["Aap", "€", "1.000"], ["Noot", "€", "2.000"], ["Totaal", "€", "3.000"]]
    result = read(rows, style)
    assert [(g.amount_eur, g.other, g.verified) for g in result.grants] == [
        (Decimal("1000.00"), {}, "total"),
        (Decimal("2000.00"), {}, "total"),
    ]


def test_requested_and_awarded_below_a_year_stay_together() -> None:
    style = [*GRID, ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0))]
    rows = [
        ["Organisatie", "2022", "", "2023", ""],
        ["", "Gevraagd", "Toegekend", "Gevraagd", "Toegekend"],
        ["Aap", "1.500 €", "1.000 €", "2.500 €", "2.000 €"],
        ["Noot", "900 €", "800 €", "700 €", "600 €"],
    ]
    found = [(g.organisation, g.year, g.amount_eur, g.amount_requested_eur, g.other) for g in read(rows, style).grants]
    assert found == [
        ("Aap", 2022, Decimal("1000.00"), Decimal("1500.00"), {}),
        ("Aap", 2023, Decimal("2000.00"), Decimal("2500.00"), {}),
        ("Noot", 2022, Decimal("800.00"), Decimal("900.00"), {}),
        ("Noot", 2023, Decimal("600.00"), Decimal("700.00"), {}),
    ]


def test_the_unit_of_the_sentence_decides_what_is_an_amount() -> None:
    """`6,470` alone could be English thousands; under «in miljoen euro» it is 6.470.000."""
    table = to_table([["Organisatie", "Toegekend"], ["Aap", "6,470"], ["Noot", "1,25"]])
    result = read_content(print_flow([*to_heading(), to_paragraph("1. De verdeling, in miljoen euro:"), table]))
    assert [grant.amount_eur for grant in result.grants] == [Decimal("6470000.00"), Decimal("1250000.00")]


@pytest.mark.parametrize(("counted", "grants"), [("Aantal inwoners", 2), ("Aantal premies", 0)])
def test_a_municipality_beside_a_count(counted: str, grants: int) -> None:
    rows = [["Gemeente", counted, "Subsidie"], ["Genk", "12", "1.000 €"], ["Hasselt", "3", "2.000 €"]]
    assert len(read(rows).grants) == grants


def test_a_first_row_with_a_small_amount_is_no_header() -> None:
    result = read([["Vzw Aap", "100 €"], ["Vzw Noot", "2.500 €"], ["Vzw Mies", "3.500 €"], ["Vzw Wim", "4.500 €"]])
    bare = read([["Organisatie", "Bedrag"], ["Vzw Aap", "100"], ["Vzw Noot", "2.500"], ["Vzw Mies", "3.500"]])
    assert [grant.organisation for grant in result.grants] == ["Vzw Aap", "Vzw Noot", "Vzw Mies", "Vzw Wim"]
    assert [grant.organisation for grant in bare.grants] == ["Vzw Aap", "Vzw Noot", "Vzw Mies"]


def test_a_header_below_another_says_which_kind_of_amount_it_is() -> None:
    lines = [("LINEBELOW", (0, 0), (-1, -1), 0.5, "black"), ("SPAN", (1, 0), (2, 0))]
    header = [["Organisatie", "Bedrag (euro)", ""], ["", "VAK", "VEK"]]
    rows = [*header, ["Aap vzw", "2.500", "1.000"], ["Noot vzw", "3.500", "900"]]
    found = [(g.organisation, g.amount_kind, g.amount_eur, g.amount_paid_eur) for g in read(rows, lines).grants]
    assert found == [
        ("Aap vzw", "committed", Decimal("2500.00"), Decimal("1000.00")),
        ("Noot vzw", "committed", Decimal("3500.00"), Decimal("900.00")),
    ]


def test_a_year_with_a_note_stands_over_amounts() -> None:
    rows = [
        ["Begunstigde", "2021* (definitief)", "2022 (voorlopig)", "2023 (1)"],
        ["Aap vzw", "1.000", "2.000", "2.500"],
    ]
    result = read([*rows, ["Noot vzw", "3.000", "4.000", "4.500"]])
    assert [grant.year for grant in result.grants] == [2021, 2022, 2023] * 2
    assert result.tables[0].header[2] == "2022 (voorlopig)"
    assert "amount_column_unread" not in codes(result)


@pytest.mark.parametrize("note", ["raming", "gepland", "begroot", "uitgesteld"])
@pytest.mark.parametrize("first", ["2021", "2021 (raming)"])
def test_amounts_under_a_year_with_another_note_are_told(first: str, note: str) -> None:
    rows = [["Begunstigde", first, f"2022 ({note})"], ["Aap vzw", "1.000", "2.000"], ["Noot vzw", "3.000", "4.000"]]
    result = read(rows)
    assert [grant.year for grant in result.grants] == ([2021, 2021] if first == "2021" else [])
    unread = [finding.printed for finding in result.findings if finding.code == "amount_column_unread"]
    assert unread == [header for header in rows[0] if "(" in header]


def test_each_cell_under_granted_amounts_is_an_amount_or_a_finding() -> None:
    rows = [["Organisatie", "Subsidie"], ["Vzw De Brug", "1.500 euro"], ["Vzw Anker", "max. 9.000 euro"]]
    result = read([*rows, ["Vzw Es", "ca. 2.000 euro"], ["Vzw Iep", "2 x 3.000 euro"]])
    assert [(grant.organisation, grant.amount_eur) for grant in result.grants] == [("Vzw De Brug", Decimal(1500))]
    assert codes(result).count("amount_unread") == 3


@pytest.mark.parametrize("first", ["1.500 euro (waarvan 500 euro in 2024)", "max. 9.000 euro"])
@pytest.mark.parametrize("style", [GRID, [("ALIGN", (1, 0), (1, -1), "LEFT")]], ids=["ruled", "open"])
def test_a_first_row_whose_amount_has_words_beside_it_is_no_header(first: str, style: list[object]) -> None:
    rows = [["Vereniging", "Subsidie"], ["Vzw De Brug", first], ["Vzw Anker", "2 x 3.000 euro"]]
    result = read([*rows, ["Vzw Es", "7.000 euro"]], style)
    assert [grant.organisation for grant in result.grants] == ["Vzw Es"]
    assert [f.printed for f in result.findings if f.code == "amount_unread"] == [first, "2 x 3.000 euro"]
