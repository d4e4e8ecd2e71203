"""Every way to print an amount that the answers use, for the tests of reading it back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

SPACES = (" ", "\u00a0", "\u2009", "\u202f")


@dataclass(frozen=True)
class Printed:
    """A number of cents (at least 0) and one way to print it."""

    text: str
    value_eur: Decimal


def grouped(whole: int, separator: str) -> str:
    return f"{whole:,}".replace(",", separator)


@st.composite
def numbers(draw: st.DrawFn) -> Printed:
    """Digits only: grouped or not, with or without decimals, no currency."""
    separator = draw(st.sampled_from(["", ".", *SPACES]))
    limit = 10**9 if separator in SPACES else 10**12
    whole = draw(st.integers(0, 99_999) | st.integers(0, limit - 1))
    cents = draw(st.just(0) | st.integers(0, 99))
    return Printed(grouped(whole, separator) + draw(st.sampled_from(_decimals(cents))), whole + Decimal(cents) / 100)


@st.composite
def amounts(draw: st.DrawFn) -> Printed:
    """A number with its currency, sign, footnote marks and, in a narrow column, a line break before the currency."""
    number = draw(numbers())
    gap = draw(st.sampled_from(["", "\n", " \n", *SPACES]))
    currency = draw(st.sampled_from(["€", "EUR", "eur"]))
    minus, bracketed = draw(st.sampled_from(["", "-", "−", "–"])), draw(st.booleans())
    text = draw(st.sampled_from([f"{currency}{gap}{minus}{number.text}", f"{minus}{number.text}{gap}{currency}"]))
    if bracketed and not minus and currency == "€":
        text, minus = f"({text})", "("
    mark = draw(st.sampled_from(["", "*", " **", " (1)", "¹", " [12]"]))
    return Printed(text + mark, -number.value_eur if minus else number.value_eur)


def _decimals(cents: int) -> list[str]:
    two = f",{cents:02}"
    if cents == 0:
        return ["", two, ",-", ",--", ",–", ",0"]
    return [two, two[:2]] if cents % 10 == 0 else [two]


def notations(value: Decimal) -> set[str]:
    """Every compact text (no spaces, currency, sign) that may stand for this value with factor 1."""
    whole, cents = divmod(int(abs(value) * 100), 100)
    wholes = {str(whole), grouped(whole, ".")}
    dutch = {left + right for left in wholes for right in _decimals(cents)}
    english = {f"{grouped(whole, ',')}.{cents:02}"} if whole >= 1000 else set()
    return dutch | english | ({grouped(whole, ",")} if whole >= 10**6 and cents == 0 else set())
