"""The day of a row's decision tells its year; other days do not."""

from __future__ import annotations

from datetime import datetime

import pytest
from test_sheets import read_rows

from parsers.dates import find_cell_year
from parsers.decision_dates import find_decision_year, names_decision_day
from schemas.columns import Column
from schemas.results import DocumentResult


def to_column(index: int, header: str) -> Column:
    return Column(index, header, "date", "header", None, None)


def read_dated(header: str, title: str = "Toegekende subsidies in 2023") -> DocumentResult:
    rows = [("Aap vzw", datetime(2021, 3, 4), 1000), ("Beer vzw", datetime(2023, 5, 6), 2000)]
    return read_rows([(title,), ("Organisatie", header, "Bedrag"), *rows])


@pytest.mark.parametrize(
    "header",
    ["Datum beslissing", "Datum beslissing MB", "Datum MB", "Datum toekenning", "Beslissingsdatum", "Toegekend op",
     "Datum van de beslissing", "Datum ministerieel besluit", "Datum goedkeuring (VR)"],
)  # fmt: skip
def test_headers_of_decisions(header: str) -> None:
    assert names_decision_day(header)


@pytest.mark.parametrize(
    "header",
    ["Datum aanvraag", "Startdatum", "Einddatum", "Datum", "Datum uitbetaling", "Ingediend op", "Datum weigering",
     "Datum aanvraag toekenning", "Datum indiening dossier", "", "Datum publicatie besluit"],
)  # fmt: skip
def test_headers_of_other_days(header: str) -> None:
    assert not names_decision_day(header)


@pytest.mark.parametrize(
    ("printed", "year"),
    [
        ("12/03/2021", 2021),
        ("12/03/21", 2021),
        ("5 mei 2021", 2021),
        ("12/03/ 2021", 2021),
        ("2021-03-12", 2021),
        ("12-03/21", None),
        ("45/03/21", None),
        ("MB van 2021", None),
        ("", None),
    ],
)
def test_days_as_printed(printed: str, year: int | None) -> None:
    assert find_decision_year([to_column(0, "Datum MB")], [printed]) == year


def test_two_decisions_in_different_years_tell_none() -> None:
    columns = [to_column(0, "Datum beslissing"), to_column(1, "Datum MB"), to_column(2, "Startdatum")]
    assert find_decision_year(columns, ["01/12/2021", "05/01/2022", "01/02/2023"]) is None
    assert find_decision_year(columns, ["01/11/2021", "05/12/2021", "01/02/2023"]) == 2021


def test_the_decision_goes_before_the_sentence() -> None:
    grants = read_dated("Datum beslissing").grants
    assert [(grant.year, grant.year_from) for grant in grants] == [(2021, "row"), (2023, "sentence")]
    assert [grant.other for grant in grants] == [
        {"Datum beslissing": "04/03/2021"},
        {"Datum beslissing": "06/05/2023"},
    ]


def test_a_day_of_asking_tells_no_year() -> None:
    assert [grant.year for grant in read_dated("Datum aanvraag").grants] == [2023, 2023]


def test_a_printed_year_goes_before_the_decision() -> None:
    row = ("Aap vzw", datetime(2021, 12, 24), 2022, 1000)
    result = read_rows([("Organisatie", "Datum beslissing", "Jaar", "Toegekende subsidie"), row])
    assert [grant.year for grant in result.grants] == [2022]
    result = read_rows([("Organisatie", "Datum beslissing", "Subsidie 2022"), (*row[:2], 1000)])
    assert [(grant.year, grant.year_from) for grant in result.grants] == [(2022, "column")]


def test_a_day_in_a_column_of_years() -> None:
    rows = [("Aap vzw", 1000, datetime(2020, 1, 1)), ("Beer vzw", 2000, "2021")]
    result = read_rows([("Vereniging", "Toegekende subsidie", "Jaar"), *rows])
    assert [grant.year for grant in result.grants] == [2020, 2021]
    assert find_cell_year("45/01/2020") is None
