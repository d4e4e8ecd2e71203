"""What belongs to a recipient and is printed once for several rows; titles over rows that are themes."""

from __future__ import annotations

import pytest
from printing import GRID, print_answer
from reading import read_content

from parsers.row_groups import names_theme, parse_group_title
from schemas.results import DocumentResult

HEADER = ["Organisatie", "Provincie", "Project", "Bedrag"]


def read(*rows: list[str], header: list[str] = HEADER) -> DocumentResult:
    spans = [("SPAN", (0, at), (-1, at)) for at, row in enumerate(rows, 1) if not any(row[1:])]
    return read_content(print_answer([header, *rows], [*GRID, *spans]))


def test_a_province_repeats_with_the_name_it_stands_beside() -> None:
    result = read(
        ["Alfa vzw", "Limburg", "Een", "100 €"], ["", "", "Twee", "200 €"], ["Beta vzw", "Antwerpen", "Drie", "300 €"]
    )
    assert [(g.organisation, g.province) for g in result.grants] == [
        ("Alfa vzw", "Limburg"), ("Alfa vzw", "Limburg"), ("Beta vzw", "Antwerpen"),
    ]  # fmt: skip


def test_a_province_that_rows_without_a_name_print_is_their_own() -> None:
    result = read(
        ["Alfa vzw", "Limburg", "Een", "100 €"], ["", "", "Twee", "200 €"], ["", "Antwerpen", "Drie", "300 €"]
    )
    assert [g.province for g in result.grants] == ["Limburg", None, "Antwerpen"]


def test_a_seat_is_a_place_and_an_address_is_none() -> None:
    header = ["Organisatie", "Zetel", "Bedrag"]
    place = read(["Alfa vzw", "Gent", "100 €"], ["Beta vzw", "Geel", "200 €"], header=header)
    street = read(["Alfa vzw", "Markt 1", "100 €"], ["Beta vzw", "Dries 23", "200 €"], header=header)
    assert [g.municipality for g in place.grants] == ["Gent", "Geel"]
    assert [(g.municipality, g.other["Zetel"]) for g in street.grants] == [(None, "Markt 1"), (None, "Dries 23")]


def test_a_phase_of_works_is_no_decision() -> None:
    header = ["Organisatie", "Fase", "Bedrag"]
    phases = read(["Alfa vzw", "gunning", "100 €"], ["Beta vzw", "oplevering", "200 €"], header=header)
    others = read(["Alfa vzw", "gunning", "100 €"], ["Beta vzw", "rood", "200 €"], header=header)
    assert [len(result.grants) for result in (phases, others)] == [2, 2]
    assert [f.printed for result in (phases, others) for f in result.findings if f.code == "status_unknown"] == ["rood"]


@pytest.mark.parametrize(
    ("title", "is_theme"),
    [
        ("Armoedebestrijding", True),
        ("Gelijke kansen", True),
        ("Projectsubsidies", False),
        ("Oproep Ontharden", False),
        ("Stad Gent", False),
        ("Gent", False),
        ("Natuurpunt vzw", False),
        ("Provincie Limburg", False),
        ("Niet goedgekeurd", False),
        ("Werkingsjaar 2021", False),
    ],
)
def test_titles_that_name_a_theme(title: str, is_theme: bool) -> None:
    assert names_theme(parse_group_title(title), title) == is_theme


def test_a_title_over_rows_that_all_have_their_own_name_is_a_theme() -> None:
    result = read(["Erfgoed", "", "", ""], ["Alfa vzw", "Limburg", "Een", "100 €"], ["Beta vzw", "", "Twee", "200 €"])
    assert [(g.organisation, g.theme) for g in result.grants] == [("Alfa vzw", "Erfgoed"), ("Beta vzw", "Erfgoed")]


@pytest.mark.parametrize("none", ["-", "p.m.", "n.v.t."])
def test_without_rules_a_row_that_has_no_amount_is_no_part_of_the_next(none: str) -> None:
    rows = [["Organisatie", "Project", "Bedrag"]]
    rows += [["Alfa vzw", "Een", "100,00 €"], ["Beta vzw", "Twee", none], ["Gamma vzw", "Drie", "3.619,10 €"]]
    rows += [["Delta vzw", "Vier", "200,00 €"], ["Epsilon vzw", "Vijf", none], ["Zeta vzw", "Zes", "1.300,00 €"]]
    tight = [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]
    result = read_content(print_answer(rows, tight))
    assert [grant.organisation for grant in result.grants] == ["Alfa vzw", "Gamma vzw", "Delta vzw", "Zeta vzw"]
