"""What number formats show, in Dutch notation."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.amounts import parse_amount
from parsers.workbook_numbers import show_number, to_number

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1250000, "General", "1250000"),
        (12.5, "General", "12,5"),
        (2023, "General", "2023"),
        (1250000, "#,##0", "1.250.000"),
        (1250000.5, '"€" #,##0.00', "€ 1.250.000,50"),
        (12500, "[$€-813]\\ #,##0.00", "€ 12.500,00"),
        (-500, "#,##0.00;[Red]-#,##0.00", "-500,00"),
        (0, ACCOUNTING, "-"),
        (1500, ACCOUNTING, "1.500,00"),
        (1000, '#,##0 "EUR"', "1.000 EUR"),
        (412345678, '0000"."000"."000', "0412.345.678"),
        (5, "000", "005"),
        (12.5, "0.##", "12,5"),
        (1234.5600000001, "0.00", "1234,56"),
    ],
)
def test_formats(value: float, number_format: str, shown: str) -> None:
    found = show_number(to_number(value), number_format)
    assert (found.text, found.kind) == (shown, "number")


def test_a_percentage_and_a_unit_are_no_plain_numbers() -> None:
    assert show_number(Decimal("0.125"), "0.0%").text == "12,5%"
    assert show_number(Decimal("0.125"), "0.0%").kind == "percentage"
    for number_format in ("#,##0,", '#,##0 "k€"'):
        assert show_number(Decimal(1250), number_format).kind == "words"
    assert parse_amount(show_number(Decimal(1250000), "#,##0,").text).value_eur == 1250000


def test_the_noise_of_binary_fractions_goes() -> None:
    assert to_number(0.1 + 0.2) == Decimal("0.3")
    assert to_number(1234567.1 + 0.2) == Decimal("1234567.3")
    assert to_number(12.0) == Decimal(12)


@given(st.decimals(min_value=Decimal("0.01"), max_value=Decimal(99_999_999), places=2))
def test_what_is_shown_with_cents_reads_back(value: Decimal) -> None:
    for number_format in ("#,##0.00", "0.00", '"€" #,##0.00', ACCOUNTING):
        assert parse_amount(show_number(value, number_format).text).value_eur == value
