"""The year of a grant: the nearest statement that is one year, and none where nothing sure is printed."""

from __future__ import annotations

import pytest
from printing import GRID, print_flow, to_heading, to_paragraph, to_table
from reading import read_content

from parsers.dates import find_cell_year, find_only_year
from parsers.grants import find_paired_year
from schemas.results import DocumentResult

POINTING = "In 2021 werden volgende subsidies toegekend:"
ROWS = [["Organisatie", "Bedrag"], ["Vzw Aap", "1.000 €"], ["Vzw Noot", "2.000 €"]]
HEADER = ["Organisatie", "Jaar", "Bedrag"]


def read(sentences: str, rows: list[list[str]] = ROWS, **more: object) -> DocumentResult:
    table = to_table(rows, **more)  # type: ignore[arg-type]
    return read_content(print_flow([*to_heading(), to_paragraph(f"1. {sentences}"), table]))


def years(result: DocumentResult) -> list[int | None]:
    return [grant.year for grant in result.grants]


@pytest.mark.parametrize(
    ("sentences", "year"),
    [
        (POINTING, 2021),
        ("Hieronder een overzicht van de steun in 2020:", 2020),
        ("Op basis van het Kunstendecreet van 2013 werden volgende subsidies toegekend:", None),
        ("Op basis van het Kunstendecreet van 2013 werden in 2021 volgende subsidies toegekend:", 2021),
        ("In uitvoering van het besluit van de Vlaamse Regering van 2013 kregen volgende organisaties steun:", None),
        ("Volgens het KB van 1998 en de decreten van 2008 en 2012 werden volgende subsidies toegekend:", None),
        ("Met het programmadecreet 2022 werden volgende subsidies mogelijk:", None),
        ("Sinds 2015 werden volgende subsidies toegekend:", None),
        ("Sedert begin 2015 werden volgende subsidies toegekend:", None),
        ("Vanaf het schooljaar 2015 werden volgende subsidies toegekend:", None),
        ("Tot en met 2019 werden volgende subsidies toegekend:", None),
        ("Van 2019 tot 2021 werden volgende subsidies toegekend:", None),
        ("Van 2019 tot en met 2021 werden volgende subsidies toegekend:", None),
        ("Sinds 2015 bestaat de oproep en in 2021 werden volgende subsidies toegekend:", 2021),
        ("De oproep werd hervormd in 2018. Sinds 2015 werden volgende subsidies toegekend:", None),
        ("Er is een wijziging in 2018. Sinds 2015 werden volgende subsidies toegekend:", None),
        ("In de voorbije jaren 2019, 2020 en 2021 werden volgende subsidies toegekend:", None),
        ("De raad, opgericht in 1998, kende volgende subsidies toe:", None),
    ],
)
def test_the_sentence_over_the_table(sentences: str, year: int | None) -> None:
    result = read(sentences)
    assert years(result) == [year, year]
    assert {grant.year_from for grant in result.grants} == {"sentence" if year else None}


@pytest.mark.parametrize("printed", ["2019-2020", "2019 tot 2021", "sinds 2019", "2019 - heden", "onbekend", "-"])
def test_a_year_column_without_one_year_leaves_no_year(printed: str) -> None:
    """The text of the row stays: the sentence's year is not the row's."""
    result = read(POINTING, [HEADER, ["Aap", printed, "1.000 €"], ["Noot", "2020", "2.000 €"], ["Mies", "2018", "9 €"]])
    assert years(result) == [None, 2020, 2018]
    assert [grant.other for grant in result.grants] == [{"Jaar": printed}, {}, {}]
    assert [grant.year_from for grant in result.grants] == [None, "row", "row"]


def test_a_column_of_years_that_are_mostly_unknown_leaves_no_year() -> None:
    result = read(POINTING, [HEADER, ["Aap", "onbekend", "1.000 €"], ["Noot", "onbekend", "2.000 €"]])
    assert years(result) == [None, None]
    assert [grant.other for grant in result.grants] == [{"Jaar": "onbekend"}] * 2


def test_a_short_year_is_read_in_a_column_of_years() -> None:
    result = read(POINTING, [HEADER, ["Aap", "'20", "1.000 €"], ["Noot", "'19", "2.000 €"]])
    assert years(result) == [2020, 2019]
    assert [grant.other for grant in result.grants] == [{}, {}]


def test_a_blank_cell_below_a_year_leaves_no_year() -> None:
    result = read(POINTING, [HEADER, ["Aap", "2020", "1.000 €"], ["Noot", "", "2.000 €"], ["Mies", "2019", "300 €"]])
    assert years(result) == [2020, None, 2019]


def test_ditto_marks_and_merged_cells_repeat_the_year() -> None:
    rows = [HEADER, ["Aap", "2020", "1.000 €"], ["Noot", '"', "2.000 €"], ["Mies", "idem", "300 €"]]
    assert years(read(POINTING, rows)) == [2020, 2020, 2020]
    merged = [HEADER, ["Aap", "2020", "1.000 €"], ["Noot", "", "2.000 €"], ["Mies", "2019", "300 €"]]
    assert years(read(POINTING, merged, style=[*GRID, ("SPAN", (1, 1), (1, 2))])) == [2020, 2020, 2019]


def test_a_column_of_years_without_any_leaves_the_sentence() -> None:
    assert years(read(POINTING, [HEADER, ["Aap", "", "1.000 €"], ["Noot", "", "2.000 €"]])) == [2021, 2021]


@pytest.mark.parametrize(
    ("printed", "year"),
    [
        ("201\n9", 2019),
        ("2020*", 2020),
        ("begrotingsjaar 2020", 2020),
        ("’21", 2021),
        ("2019 en\n2020", None),
        ("2019 -", None),
        ("2019 e.v.", None),
        ("vanaf\n2019", None),
        ("'20-'21", None),
        ("20", None),
        ("", None),
    ],
)
def test_a_cell_of_years(printed: str, year: int | None) -> None:
    assert find_cell_year(printed) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Totaal 2020", 2020),
        ("Subsidies toegekend tussen 2019 en 2021", None),
        ("Decreet van 2013", None),
        ("Kunstendecreet (2013)", None),
        ("Erfgoedwet van mei 2011, oproep 2020", 2020),
        ("Bedrag sinds 2019", None),
        ("Het decreet Lokaal Cultuurbeleid van 2012", None),
    ],
)
def test_the_only_year_of_a_text(text: str, year: int | None) -> None:
    assert find_only_year(text) == year


@pytest.mark.parametrize(
    ("header", "printed", "year"),
    [
        ("Jahr der Bewilligung / Jahr des Abschlusses", "2007/2008", 2007),
        ("Eindjaar / jaar van toekenning", "2012 / 2010", 2010),
        ("Jaar van toekenning / jaar van uitbetaling", "2010/2012", None),
        ("Jaar", "2010/2012", None),
        ("Jahr der Bewilligung / Jahr des Abschlusses", "2007", None),
    ],
)
def test_a_cell_of_two_years_under_a_header_that_names_both(header: str, printed: str, year: int | None) -> None:
    assert find_paired_year(header, printed) == year
