from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.units import parse_unit

DECLARED = {
    "(duizend euro)": 1000,
    "x € 1 000": 1000,
    "Bedrag (x1000)": 1000,
    "Subsidie (x 1.000 euro)": 1000,
    "bedrag (x € 1.000,-)": 1000,
    "(× 1.000.000 EUR)": 10**6,
    "€ x 1.000": 1000,
    "k€": 1000,
    "VEK (in keuro)": 1000,
    "Bedrag in k\u00a0EUR": 1000,
    "Budget 2020 k€": 1000,
    "in duizend euro": 1000,
    "Bedrag\n(in\nduizend\neuro)": 1000,
    "bedragen in duizenden": 1000,
    "Toegekend bedrag (€, in duizend)": 1000,
    "De bedragen zijn uitgedrukt in duizend euro.": 1000,
    "in 1.000 euro": 1000,
    "(in € 1.000)": 1000,
    "Bedrag (1.000 EUR)": 1000,
    "in '000 euro": 1000,
    "(€ 000)": 1000,
    "in miljoen euro": 10**6,
    "Totaal (mln euro)": 10**6,
    "(in € mln)": 10**6,
    "Vastlegging 2021 miljoen euro": 10**6,
    "(in euro)": 1,
    "BEDRAG (IN EURO)": 1,
    "Bedrag in EUR": 1,
    "Bedrag 2021 (€)": 1,
}

UNDECLARED = [
    "",
    "Bedrag",
    "€ 12.500",
    "12 k€",
    "12.020 k€",
    "k€ 12",
    "in totaal werd 1,2 miljoen euro toegekend",
    "een miljoen euro",
    "3 x 1.000 euro",
    "max 1.000 euro",
    "Premie 1000 euro",
    "de premie (1.000 euro) werd verhoogd",
    "1000 Chromebooks",
    "enkele duizend leerlingen",
    "Europese euroscore",
]


@pytest.mark.parametrize(("header", "factor"), DECLARED.items())
def test_reads_the_declared_unit(header: str, factor: int) -> None:
    assert parse_unit(header) == factor


@pytest.mark.parametrize("header", UNDECLARED)
def test_an_amount_or_other_word_declares_nothing(header: str) -> None:
    assert parse_unit(header) is None


def test_refuses_two_units_in_one_header() -> None:
    with pytest.raises(ValueError, match="two units: 1000, 1000000"):
        parse_unit("bedrag (in duizend euro) (in miljoen euro)")


@given(st.text("1234567890., k€xinuro()\n"))
def test_a_declared_factor_is_one_of_the_vocabulary(header: str) -> None:
    try:
        factor = parse_unit(header)
    except ValueError as error:
        assert "two units" in str(error)  # noqa: PT017  any text may hold two declarations
        return
    assert factor is None or factor in {Decimal(10) ** power for power in (0, 3, 6, 9)}
    if factor == 1:
        assert any(word in header.casefold() for word in ("€", "euro", "eur"))
