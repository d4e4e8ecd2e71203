"""What stands over a table's columns: words over several of them, captions with a year, decisions without a header."""

from __future__ import annotations

from decimal import Decimal

import pytest
from printing import print_answer, print_flow, to_heading, to_paragraph, to_table
from reading import read_content
from reportlab.lib.units import mm
from reportlab.platypus import Table

from parsers.header_words import match_header_under
from schemas.results import DocumentResult

LINES = [("LINEBELOW", (0, 0), (-1, -1), 0.5, "black"), ("FONTNAME", (0, 0), (-1, -1), "Helvetica")]


def read(
    rows: list[list[str]], *styles: tuple[object, ...], sentence: str = "De toegekende subsidies:"
) -> DocumentResult:
    """A table with rules below its rows only; cells are plain text, so that styles can align them."""
    table = Table(rows, style=[*LINES, *styles])  # type: ignore[list-item]
    return read_content(print_flow([*to_heading(), to_paragraph(f"1. {sentence}"), table]))


@pytest.mark.parametrize(
    ("over", "own", "role"),
    [
        ("Aanvrager", "Naam", "organisation"),
        ("Aanvrager", "Gemeente", "municipality"),
        ("Project", "Naam", "title"),
        ("Beslissing", "Datum", "date"),
        ("Beslissing", "Toegekend (in euro)", "amount_awarded"),
        ("Gevraagd", "Bedrag", "amount_requested"),
        ("Toegekend", "Bedrag", "amount_awarded"),
        ("Eigen inbreng", "Bedrag", "amount_other"),
        ("Vastgelegd", "2022", "amount_committed"),
        ("2022", "Toegekend", "amount_awarded"),
        ("", "Bedrag", "amount_awarded"),
    ],
)
def test_a_columns_own_words_count_before_those_over_several(over: str, own: str, role: str) -> None:
    assert match_header_under(over, own)[0].role == role


@pytest.mark.parametrize("align", ["CENTER", "LEFT"])
@pytest.mark.parametrize("gap", [2 * mm, 5 * mm])
def test_years_over_requested_and_awarded_amounts(align: str, gap: float) -> None:
    rows = [
        ["Organisatie", "2022", "", "", "2023", "", ""],
        ["", "Gevraagd", "Toegekend", "Aandeel", "Gevraagd", "Toegekend", "Aandeel"],
        ["Alfa vzw", "46.000", "46.000", "100%", "", "", ""],
        ["Beta vzw", "57.500", "40.000", "70%", "43.000", "21.500", "50%"],
        ["Gamma vzw", "12.000", "0", "0%", "72.500", "36.000", "50%"],
        ["Delta vzw", "64.000", "64.000", "100%", "13.500", "6.500", "48%"],
    ]
    spans = [("SPAN", (at, 0), (at + 2, 0)) for at in (1, 4)]
    styles = [("ALIGN", (1, 1), (-1, -1), "RIGHT"), ("ALIGN", (0, 0), (-1, 0), align)]
    result = read(rows, *spans, *styles, ("BOTTOMPADDING", (0, 0), (-1, 0), gap))
    assert [(g.organisation, g.year, g.amount_eur, g.amount_requested_eur) for g in result.grants] == [
        ("Alfa vzw", 2022, Decimal(46000), Decimal(46000)),
        ("Beta vzw", 2022, Decimal(40000), Decimal(57500)),
        ("Beta vzw", 2023, Decimal(21500), Decimal(43000)),
        ("Gamma vzw", 2023, Decimal(36000), Decimal(72500)),
        ("Delta vzw", 2022, Decimal(64000), Decimal(64000)),
        ("Delta vzw", 2023, Decimal(6500), Decimal(13500)),
    ]
    assert result.grants[1].other == {"2022 Aandeel": "70%"}


def test_words_between_two_columns_that_they_stand_over() -> None:
    rows = [
        ["Dossier", "Aanvrager", "", "Aanvraag", "", "Beslissing", ""],
        ["", "Naam", "Gemeente", "Project", "Gevraagd", "Besluit", "Toegekend"],
        ["B1", "Alfa vzw", "Menen", "Voorlezen in de wijk", "8.800", "goedgekeurd", "6.600"],
        ["B2", "Beta vzw", "Tienen", "Tiener-tv", "28.900", "geweigerd", "23.100"],
        ["B3", "Gamma vzw", "Mol", "Robotclub voor meisjes", "14.800", "goedgekeurd", "14.800"],
    ]
    spans = [("SPAN", (at, 0), (at + 1, 0)) for at in (1, 3, 5)]
    right = [("ALIGN", (at, 1), (at, -1), "RIGHT") for at in (4, 6)]
    result = read(rows, *spans, *right, ("ALIGN", (1, 0), (-1, 0), "CENTER"), sentence="De geweigerde dossiers ook:")
    assert [(g.organisation, g.municipality, g.title, g.amount_eur, g.amount_requested_eur) for g in result.grants] == [
        ("Alfa vzw", "Menen", "Voorlezen in de wijk", Decimal(6600), Decimal(8800)),
        ("Gamma vzw", "Mol", "Robotclub voor meisjes", Decimal(14800), Decimal(14800)),
    ]


def test_a_column_of_decisions_needs_no_known_header() -> None:
    rows = [
        ["Organisatie", "Wimpel", "Bedrag"],
        ["Alfa vzw", "goedgekeurd", "100 €"],
        ["Beta vzw", "geweigerd", "200 €"],
    ]
    result = read_content(print_answer(rows))
    assert [grant.organisation for grant in result.grants] == ["Alfa vzw"]


def test_a_caption_dates_the_table_below_it_alone() -> None:
    tables = [
        Table([[caption], [to_table([["Club", "Bedrag"], [name, "11.325 €"]])]])
        for caption, name in (("Subsidies 2018", "Alfa vzw"), ("Subsidies 2019", "Beta vzw"))
    ]
    intro = to_paragraph("1. De subsidies van 2018 staan links, die van 2019 rechts.")
    result = read_content(print_flow([*to_heading(), intro, Table([tables])]))
    assert [(grant.organisation, grant.year) for grant in result.grants] == [("Alfa vzw", 2018), ("Beta vzw", 2019)]


@pytest.mark.parametrize("caption", ["Subsidies sinds 2018", "Subsidies 2018 en 2019", "Kunstendecreet van 2013"])
def test_a_caption_without_one_year_dates_nothing(caption: str) -> None:
    table = to_table([["Club", "Subsidie"], ["Alfa vzw", "11.325 €"]])
    result = read_content(print_flow([*to_heading(), to_paragraph(caption), table]))
    assert [grant.year for grant in result.grants] == [None]


def test_amounts_with_their_year_are_no_header() -> None:
    rows = [["Subsidie", "Vereniging"], ["30.000 euro (2023)", "vzw Alfa"], ["25.000 euro (2022)", "Beta vzw"]]
    result = read_content(print_answer(rows))
    assert [(g.organisation, g.year) for g in result.grants] == [("vzw Alfa", 2023), ("Beta vzw", 2022)]


def test_percentages_under_each_other_are_no_broken_numbers() -> None:
    header = ["Lokaal bestuur", "Inwoners", "Subsidie (in mln. euro)", "Aandeel (%)"]
    places = ["Ronse", "Oudenaarde", "Landen", "Herentals", "Veurne", "Vilvoorde"]
    rows = [[name, f"{9 + at}.222", f"{8 - at},11", f"{11 - at},{at}"] for at, name in enumerate(places)]
    result = read([header, *rows], ("TOPPADDING", (0, 0), (-1, -1), 0), ("LINEBELOW", (0, 1), (-1, -1), 0, "white"))
    assert [(g.organisation, g.amount_eur) for g in result.grants] == [
        (name, Decimal(8 - at) * 1000000 + 110000) for at, name in enumerate(places)
    ]


def test_a_sentence_close_over_a_header_is_no_part_of_it() -> None:
    rows = [["Organisatie", "Project", "Bedrag"], ["Alfa vzw", "Een", "100 €"], ["Beta vzw", "Twee", "200 €"]]
    table = Table([*rows, ["Totaal", "", "300 €"]])
    result = read_content(print_flow([*to_heading(), to_paragraph("1. De toegekende subsidies:"), table]))
    assert [(grant.organisation, grant.verified) for grant in result.grants] == [
        ("Alfa vzw", "total"),
        ("Beta vzw", "total"),
    ]
