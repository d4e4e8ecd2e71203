from __future__ import annotations

import pytest
from hypothesis import given
from notations import Printed, amounts

from parsers.amounts import find_amounts


def test_finds_amounts_with_currency_or_unit_in_running_text() -> None:
    text = (
        "In 2012 ging het om 40.000 euro, in 2013 om 125.000 euro voor 2.500 leerlingen (12 %).\n"
        "- 250.000 euro aan vzw X\n- €50.000 - Startdatum: 30/12/2021\n"
        "samen 35,5 miljoen, of 1.998.813 \n€ en 300\n000 euro."
    )
    found = find_amounts(text)
    assert [item.amount.value_eur for item in found] == [
        40_000,
        125_000,
        250_000,
        50_000,
        35_500_000,
        1_998_813,
        300_000,
    ]
    assert all(text[item.start : item.end] == item.amount.printed for item in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 miljoen leerlingen", []),
        ("1,2 miljoen frank", []),
        ("2 miljoen voor scholen", [2_000_000]),
        ("in 2020 € 12.500", [12_500]),
        ("57 \n€ \n22.346.512,00", [22_346_512]),
        ("1.998.813 \n€\n3. De subsidies", [1_998_813]),
        ("1.998.81\n3€", [1_998_813]),
        ("100.000 €\n2021: 50.000 €", [100_000, 50_000]),
        ("12.500 € 13.000 €", [12_500, 13_000]),
        ("€ 12.500 € 13.000", [12_500, 13_000]),
        ("10.000-20.000 euro", [20_000]),
        ("een saldo van -5.000 euro", [-5_000]),
        ("de 12.500 Europese scholen", []),
        ("1.2345 euro", []),
        ("artikel 12.34.567 €", []),
        ("klas 12.\n500 euro", [500]),
        ("sinds 2012,\n50 euro", [50]),
        ("1,500 euro", []),
    ],
)
def test_tells_amounts_in_text_from_other_numbers(text: str, expected: list[int]) -> None:
    assert [item.amount.value_eur for item in find_amounts(text)] == expected


@given(amounts().filter(lambda printed: printed.value_eur >= 0 and "\n" not in printed.text))
def test_an_amount_in_a_sentence_is_the_amount_in_a_cell(printed: Printed) -> None:
    (found,) = find_amounts(f"Zij kregen {printed.text} voor hun project.")
    assert found.amount.value_eur == printed.value_eur


@pytest.mark.parametrize(
    "text", ["1" * 20_000, "1 " * 10_000, "€ " * 10_000, "1.111" * 5_000, "1\n" * 10_000, "€\n1 " * 5_000]
)
def test_long_texts_come_back(text: str) -> None:
    """A pattern that tries every way to split such a text would not end within a day."""
    assert isinstance(find_amounts(text), tuple)
