from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from notations import Printed, amounts, notations, numbers

from parsers.amounts import is_no_amount, parse_amount, parse_no_amount

AMOUNTS = {
    "100.000 €": "100000",
    "€ 100.000,00": "100000",
    "1.808.730 €": "1808730",
    "1.998.813 \n€": "1998813",
    "300 000 euro": "300000",
    "1\u202f000\u00a0000 euro": "1000000",
    "150.000,- euro": "150000",
    "12500,-": "12500",
    "12.500,–": "12500",
    "12 500,00": "12500",
    "EUR 12 500": "12500",
    "€12.500": "12500",
    "2020 €": "2020",
    "2020,00": "2020",
    "59,7 miljoen euro": "59700000",
    "€ 59,7 miljoen": "59700000",
    "35,5 miljoen": "35500000",
    "1,234 miljoen": "1234000",
    "1.234 miljoen": "1234000000",
    "3,2 mln. euro": "3200000",
    "2 mld": "2000000000",
    "1,2 mio": "1200000",
    "125 kEUR": "125000",
    "12,5 k€": "12500",
    "k€ 125": "125000",
    "mln € 3,5": "3500000",
    "12 duizend euro": "12000",
    "12.500 euro.": "12500",
    "(12.500)": "-12500",
    "€ (12.500)": "-12500",
    "(12.500 €)": "-12500",
    "-12.500": "-12500",
    "−12.500": "-12500",
    "–12.500": "-12500",
    "-€ 5": "-5",
    "€ -5": "-5",
    "12.500*": "12500",
    "12.500 € **": "12500",
    "12.500 (1)": "12500",
    "12.500¹": "12500",
    "1.500": "1500",
    "1.500,50": "1500.50",
    "1500,5": "1500.50",
    "1,500.00": "1500",
    "1,234,567": "1234567",
    "0": "0",
    "1.250.000,\n00 €": "1250000",
    "1.250.\n000 €": "1250000",
    "1.250\n.000 €": "1250000",
    "1.250.0\n00 €": "1250000",
    "1.998.81\n3€": "1998813",
    "12500,\n00": "12500",
    "300\n000 euro": "300000",
    "1 000\n000": "1000000",
    "125 \u00ad000 €": "125000",
}

REFUSED = {
    "": "blank",
    " \n": "blank",
    "n.v.t.": "no digit",
    "12 %": "percentage",
    "12,5%": "percentage",
    "2020": "year",
    "1995": "year",
    "02/02/2021": "date",
    "2-2-2021": "date",
    "2 februari 2021": "more than one number",
    "2020-2021": "more than one number",
    "1000 Chromebooks": "words",
    "12 k": "words",
    "12.500 frank": "words",
    "circa 12.500 €": "words",
    "12.500 USD": "words",
    "1.250.000 (2020) en 500.000 (2021)": "more than one number",
    "100.000 € 200.000 €": "more than one number",
    "100.000\n200.000": "more than one number",
    "1 250\n500": "more than one number",
    "12 500 12 500": "more than one number",
    "10.000 - 20.000 €": "more than one number",
    "10.000-20.000": "more than one number",
    "02/552.11.11": "more than one number",
    "0475 12 34 56": "more than one number",
    "0546.740.696": "badly grouped",
    "546.740.696": "enterprise number",
    "1546740696": "nine and more digits",
    "12.34.567": "badly grouped",
    "1.00": "badly grouped",
    "12.50": "badly grouped",
    "€ 12.50": "badly grouped",
    "12.5001": "badly grouped",
    "012.500": "badly grouped",
    "1,500": "groups thousands",
    "0,125 duizend": "groups thousands",
    "1.\n250 €": "two lines",
    "2012,\n50": "two lines",
    "(1)": "footnote",
    "--5": "badly grouped",
    "-€ -5": "two signs",
    "mln € 5 mln": "two unit words",
    "12,3456": "more than two decimals",
    "1.000.000.000.000": "below",
}


@pytest.mark.parametrize(("printed", "expected"), AMOUNTS.items())
def test_reads_every_notation(printed: str, expected: str) -> None:
    amount = parse_amount(printed)
    assert amount.value_eur == Decimal(expected)
    assert amount.value_eur.as_tuple().exponent == -2
    assert amount.printed == printed


@pytest.mark.parametrize(("printed", "why"), REFUSED.items())
def test_refuses_and_says_why(printed: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_amount(printed)


@pytest.mark.parametrize(
    ("printed", "has_currency"), [("12.500", False), ("5 mln", False), ("5 k€", True), ("€ 5", True)]
)
def test_tells_whether_a_currency_stands_with_it(printed: str, has_currency: bool) -> None:
    assert parse_amount(printed).has_currency is has_currency


def test_refuses_parts_of_a_cent() -> None:
    with pytest.raises(ValueError, match="whole cents"):
        parse_amount("1,25", Decimal("0.1"))


def test_takes_the_headers_factor_but_not_beside_its_own_unit() -> None:
    thousand = Decimal(1000)
    assert parse_amount("12,5", thousand).value_eur == Decimal("12500.00")
    assert parse_amount("€ (12)", thousand).value_eur == Decimal("-12000.00")
    assert parse_amount("1,5 miljoen euro", thousand).value_eur == Decimal("1500000.00")
    assert parse_amount("1,234", Decimal(10**6)).value_eur == Decimal("1234000.00")
    with pytest.raises(ValueError, match="groups thousands"):
        parse_amount("1,234", thousand)


@given(amounts())
@example(Printed("€ 999.999.999.999,99", Decimal("999999999999.99")))
def test_what_is_printed_with_a_currency_is_read_back(printed: Printed) -> None:
    amount = parse_amount(printed.text)
    assert amount.value_eur == printed.value_eur
    assert amount.has_currency


@given(numbers())
def test_a_bare_number_is_read_back_or_refused_as_something_else(printed: Printed) -> None:
    try:
        assert parse_amount(printed.text).value_eur == printed.value_eur
    except ValueError as error:
        assert re.search("year|enterprise number|nine and more digits", str(error))  # noqa: PT017  the refusal is the test


@given(numbers(), st.sampled_from(["duizend", "k€", "mln", "mio euro", "miljard euro"]))
def test_a_unit_word_multiplies_exactly(printed: Printed, unit: str) -> None:
    factor = {"d": 10**3, "k": 10**3, "m": 10**6}[unit[0]] * (1000 if unit.startswith("miljard") else 1)
    expected = printed.value_eur * factor
    if expected < 10**12:
        assert parse_amount(f"{printed.text} {unit}").value_eur == expected
    else:
        with pytest.raises(ValueError, match="below"):
            parse_amount(f"{printed.text} {unit}")


@given(st.integers(1000, 10**12 - 1), st.data())
def test_an_amount_broken_at_a_full_line_is_read_whole_or_refused(value: int, data: st.DataObject) -> None:
    printed = f"{value:,},00".replace(",", ".", f"{value:,}".count(","))
    at = data.draw(st.integers(1, len(printed) - 1))
    try:
        amount = parse_amount(f"{printed[:at]}\n{printed[at:]} €")
    except ValueError:
        return
    assert amount.value_eur == value


@given(st.text("0123456789., \n€-–()*%k") | st.text())
def test_what_is_read_is_a_notation_of_its_value(text: str) -> None:
    try:
        amount = parse_amount(text)
    except ValueError:
        return
    unmarked = re.sub(r"(?:\s*(?:\*|\([0-9]{1,2}\)|\(\*+\)|[¹²³⁰⁴-⁹†‡]))+$", "", text)
    number = re.search(r"[0-9](?:[0-9.,\s]*[0-9])?(?:,\s*(?:--?|[–—=]))?", unmarked)
    assert number is not None
    if "k" not in text:
        assert re.sub(r"\s", "", number[0]).replace("—", "-").replace("=", "-") in notations(amount.value_eur)


@given(st.text("0123456789,.", min_size=1))
def test_digits_never_change_their_meaning(text: str) -> None:
    try:
        value = parse_amount(f"{text} euro").value_eur
    except ValueError:
        return
    assert text in notations(value)


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("-", "blank"),
        ("–", "blank"),
        ("/", "blank"),
        (" \n", "blank"),
        ("0", "zero"),
        ("0,00 €", "zero"),
        ("€ -", "zero"),
        ("Nihil", "zero"),
        ("n.v.t.", "not_applicable"),
        ("NVT", "not_applicable"),
        ("p.m.", "unknown"),
        ("n.b.", "unknown"),
        ("nog te\nbepalen", "unknown"),
        ("vertrouwelijk", "withheld"),
        ("*****", "withheld"),
        ("100", None),
        ("10 €", None),
        ("0 %", None),
        ("vzw Nihil", None),
    ],
)
def test_keeps_the_kinds_of_no_amount_apart(printed: str, kind: str | None) -> None:
    assert parse_no_amount(printed) == kind
    assert is_no_amount(printed) is (kind is not None)


@pytest.mark.parametrize(
    "text", ["1" * 20_000, "1 " * 10_000, "€ " * 10_000, "1.111" * 5_000, " " * 20_000 + "x", "(" * 20_000]
)
def test_long_texts_are_refused_and_come_back(text: str) -> None:
    """A pattern that tries every way to split such a text would not end within a day."""
    with pytest.raises(ValueError, match="no amount"):
        parse_amount(text)
