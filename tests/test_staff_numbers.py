"""Numbers of staff by year are no grants; money under the same headers is."""

from __future__ import annotations

import pytest
from printing import print_flow, to_heading, to_paragraph, to_table
from reading import read_content

from schemas.results import DocumentResult

YEARS = ["Niveau", "2015", "2016"]
COUNTS = [["Alfa", "14,2", "15,0"], ["Beta", "9,5", "8,7"], ["Gamma", "11,0", "9,9"]]
WHOLE = [["Alfa", "14", "15"], ["Beta", "9", "8"], ["Gamma", "11", "9"]]
EUROS = [["Alfa", "14.250", "15.000"], ["Beta", "9.500", "8.750"], ["Gamma", "11.000", "9.900"]]


def read(sentence: str, rows: list[list[str]]) -> DocumentResult:
    return read_content(print_flow([*to_heading(), to_paragraph(f"1. {sentence}"), to_table(rows)]))


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("De middelen stegen. Het personeel in voltijdse equivalenten (VTE):", [YEARS, *COUNTS]),
        ("De middelen stegen. Het aantal personeelsleden per niveau:", [YEARS, *WHOLE]),
        ("De toegekende middelen dienen voor wat volgt.", [["Niveau (in koppen)", *YEARS[1:]], *WHOLE]),
        ("Aantal VTE's met steun van Vlaanderen:", [["Organisatie", *YEARS[1:]], *COUNTS]),
    ],
)
def test_numbers_of_staff_are_no_grants(sentence: str, rows: list[list[str]]) -> None:
    result = read(sentence, rows)
    assert not result.grants
    assert result.tables[0].evidence["no_grants_because"] == "it counts staff"


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("De subsidies voor personeelsleden per organisatie:", [["Organisatie", *YEARS[1:]], *EUROS]),
        ("De subsidies stegen. De middelen voor VTE's (in euro):", [["Organisatie", *YEARS[1:]], *EUROS]),
        ("De steun per organisatie.", [["Organisatie", "VTE", "Bedrag"], *EUROS]),
    ],
)
def test_money_for_staff_is_granted(sentence: str, rows: list[list[str]]) -> None:
    assert {grant.organisation for grant in read(sentence, rows).grants} == {"Alfa", "Beta", "Gamma"}
