from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.dates import find_years, parliamentary_year, parse_date

MONTHS = re.split(" ", "januari februari maart april mei juni juli augustus september oktober november december")
SHORT = re.split(" ", "jan. febr. mrt. apr. mei jun jul aug sept. okt. nov dec.")

YEARS: dict[str, tuple[int, ...]] = {
    "2020": (2020,),
    "Totaal 2020": (2020,),
    "(2020)": (2020,),
    "2020*": (2020,),
    "2020¹": (2020,),
    "In 2020 ging het om 2.020 euro.": (2020,),
    "in 2012, 40.000 euro": (2012,),
    "2020 € 12.500": (2020,),
    "2020-2021": (2020, 2021),
    "schooljaar 2020 - 2021": (2020, 2021),
    "2020\u20132021": (2020, 2021),
    "2020/21": (2020, 2021),
    "1999-00": (1999, 2000),
    "2019-2022": (2019, 2022),
    "2020-\n2021": (2020, 2021),
    "2020, 2021 en 2022, ook 2021": (2020, 2021, 2022),
    "februari 2021": (2021,),
    "vraag nr. 162 van 2 februari 2021 over 2020": (2020,),
    "op 2 februari 2021": (),
    "02/02/2021": (),
    "2021-02-02": (),
    "01.01.2020-31.12.2020": (),
    "2.020": (),
    "2020,50": (),
    "2020 000": (),
    "2020 euro": (),
    "€ 2020": (),
    "2020 miljoen": (),
    "2020 %": (),
    "vraag nr. 2020": (),
    "art. 2010": (),
    "2018 Antwerpen": (),
    "een capaciteit van 2000 ton": (),
    "2020 Leerlingen": (),
    "BO2020": (),
    "PJ0-2020": (),
    "SV 209/2026": (),
    "20201": (),
    "1989 en 2100": (),
    "2022-2020": (),
}


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 5), st.sampled_from([" ", "\n", "\u00a0"]))
def test_a_printed_date_is_read_back(on: date, form: int, gap: str) -> None:
    printed = (
        f"{on.day}{gap}{MONTHS[on.month - 1]}{gap}{on.year}",
        f"{on.day} {SHORT[on.month - 1]} {on.year}",
        f"{on.day} {MONTHS[on.month - 1].upper()} {on.year}",
        f"{on.day:02}/{on.month:02}/{on.year}",
        f"{on.day}-{on.month}-{on.year}",
        f"{on.day}.{on.month}.{on.year}",
    )[form]
    assert parse_date(printed) == on
    assert parse_date(on.isoformat()) == on


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "2021",
        "2/2/21",
        "31/02/2021",
        "02/13/2021",
        "2-2/2021",
        "februari 2021",
        "2 foo 2021",
        "op 2 mei 2021",
        "2/2/1821",
    ],
)
def test_refuses_what_is_no_single_full_date(printed: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        parse_date(printed)


@given(st.text("0123456789-/. jan") | st.text())
def test_random_text_is_a_date_only_if_it_prints_its_parts(text: str) -> None:
    try:
        on = parse_date(text)
    except ValueError:
        return
    assert str(on.year) in text
    assert str(on.day) in text


@pytest.mark.parametrize(("text", "years"), YEARS.items())
def test_finds_years_that_stand_by_themselves(text: str, years: tuple[int, ...]) -> None:
    assert find_years(text) == years


@given(st.text())
def test_years_are_plausible_and_printed(text: str) -> None:
    assert all(1990 <= year <= 2100 for year in find_years(text))


@pytest.mark.parametrize(
    ("on", "year"),
    [
        (date(2021, 2, 2), "2020-2021"),
        (date(2020, 9, 27), "2019-2020"),
        (date(2020, 9, 28), "2020-2021"),
        (date(2024, 9, 22), "2023-2024"),
        (date(2024, 9, 23), "2024-2025"),
        (date(2025, 12, 31), "2025-2026"),
    ],
)
def test_the_parliamentary_year_begins_on_the_fourth_monday_of_september(on: date, year: str) -> None:
    assert parliamentary_year(on) == year


@given(st.integers(1995, 2090))
def test_exactly_one_day_a_year_begins_a_parliamentary_year(year: int) -> None:
    days = [date(year, 1, 2) + timedelta(days=count) for count in range(364)]
    begins = [day for day in days if parliamentary_year(day) != parliamentary_year(day - timedelta(days=1))]
    assert len(begins) == 1
    assert begins[0].weekday() == 0
    assert 22 <= begins[0].day <= 28
    assert begins[0].month == 9
