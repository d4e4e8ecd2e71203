from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.identifiers import (
    find_budget_articles,
    find_enterprise_numbers,
    find_own_number,
    parse_enterprise_number,
    without_enterprise_numbers,
)

ARTICLES = re.findall(
    r"\S+",
    "PJ0-1PFC2DB-PR GB0-1GGF2RX-IS GB0-1GCF2BA-WT GH0-AGGF2RD-WT GM0-AGCF2VD-WT SJ0-1SFC2DY-IS "
    "JB0-1JEB2HA-WT JB0-1JEC2HA-WT TB0-1THC2UA-WT GDF-AGEF2UA-WT",
)


def enterprise_number(first_eight: int) -> str:
    return f"{first_eight:08}{97 - first_eight % 97:02}"


@given(
    st.integers(2_000_000, 19_999_999),
    st.sampled_from([".", " ", "", "\u00a0", ".\n"]),
    st.sampled_from(["", "BE ", "BE", "KBO: "]),
)
def test_a_printed_number_is_read_back(first_eight: int, separator: str, label: str) -> None:
    number = enterprise_number(first_eight)
    assert parse_enterprise_number(label + separator.join([number[:4], number[4:7], number[7:]])) == number
    if number[0] == "0":
        assert parse_enterprise_number(label + separator.join([number[1:4], number[4:7], number[7:]])) == number


@given(st.integers(0, 19_999_999), st.integers(1, 96))
def test_a_wrong_check_digit_is_refused_not_repaired(first_eight: int, off: int) -> None:
    check = (97 - first_eight % 97 + off - 1) % 97 + 1
    with pytest.raises(ValueError, match="is no enterprise number"):
        parse_enterprise_number(f"{first_eight:08}{check:02}")


@pytest.mark.parametrize(
    "printed", ["", "155152", "2546740696", "05 46740696", "0546.740.696 vzw", "n.v.t.", "100.000 €"]
)
def test_other_forms_are_refused(printed: str) -> None:
    with pytest.raises(ValueError, match="is no enterprise number"):
        parse_enterprise_number(printed)


@given(st.text("0123456789. BE/-\n") | st.text())
def test_what_is_read_are_the_printed_digits(text: str) -> None:
    try:
        number = parse_enterprise_number(text)
    except ValueError:
        return
    assert "".join(char for char in text if char.isdigit()) in {number, number[1:]}


def test_finds_the_numbers_whose_check_digits_hold() -> None:
    text = (
        "vzw X (KBO 0546.740.696), nogmaals BE 546740696, dan 0521749439. En 0521.749.438, 1154674069 6, 10546740696, "
        "KBO-nummer: 0403019261"
    )
    assert find_enterprise_numbers(text) == ("0546740696", "0521749439", "0403019261")


def test_nine_digits_without_a_label_may_be_an_amount() -> None:
    assert find_enterprise_numbers("546.740.696 euro") == ()
    assert find_enterprise_numbers("ondernemingsnummer 546.740.696") == ("0546740696",)


@pytest.mark.parametrize("code", ARTICLES)
def test_finds_a_budget_article_whole_or_broken_behind_a_hyphen(code: str) -> None:
    for printed in (code, code.replace("-", "-\n", 1), code.replace("-", "- \n "), code.replace("-", "\u2011")):
        assert find_budget_articles(f"via begrotingsartikel {printed} ondersteund") == (code,)


def test_budget_articles_come_once_and_in_order() -> None:
    assert find_budget_articles(f"{ARTICLES[1]}, {ARTICLES[0]}; {ARTICLES[1]}.") == (ARTICLES[1], ARTICLES[0])


@pytest.mark.parametrize(
    "text",
    [
        "XPJ0-1PFC2DB-PR",
        "PJ0-1PFC2DB-PRO",
        "PJ0-1PFC2DB",
        "pj0-1pfc2db-pr",
        "PJ0-1PFCXDB-PR",
        "COVID-19",
        "A-PJ0-1PFC2DB-PR",
    ],
)
def test_other_codes_are_no_budget_articles(text: str) -> None:
    assert find_budget_articles(text) == ()


@pytest.mark.parametrize(
    ("printed", "number", "name"),
    [
        ("De Bosuil vzw (0546.740.696)", "0546740696", "De Bosuil vzw"),
        ("De Bosuil vzw, KBO-nummer: 546.740.696", "0546740696", "De Bosuil vzw"),
        ("BE 0546.740.696 - De Bosuil", "0546740696", "De Bosuil"),
        ("De Bosuil (0546.740.697)", None, "De Bosuil (0546.740.697)"),
        ("De Bosuil 0546.740.696 en Noord 0521.749.439", None, "De Bosuil   en Noord"),
        ("Scouts 1 2 3", None, "Scouts 1 2 3"),
    ],
)
def test_the_number_beside_a_name(printed: str, number: str | None, name: str) -> None:
    assert find_own_number(printed) == number
    assert " ".join(without_enterprise_numbers(printed).split()) == " ".join(name.split())
