"""A typed number and its number format -> what a reader of the sheet sees, in Dutch notation (`€ 1.250.000,00`).

The number itself stays beside the text: amounts are never read back from what is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].'
    r"|(?P<number>[#0?][#0?,.]*|\.[#0?]+)|(?P<percent>%)|(?P<scientific>E[+-])|(?P<plain>.)",
    re.DOTALL | re.IGNORECASE,
)
_FLOAT_NOISE = 12  # decimals that a double keeps of an amount: 0.1 + 0.2 is 0.3
_EURO = re.compile(r"(?i)\beuro?\b")
_DUTCH = str.maketrans(",.", ".,")
_SCALES = {1: "duizend", 2: "miljoen", 3: "miljard"}
_DATE_LETTERS = re.compile(r"[dyhs]|m(?!l)", re.IGNORECASE)

Kind = Literal["number", "percentage", "words"]


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """The text a reader sees.

    `words`: the format adds a unit (`1.250 k€`) or shows thousands, which the text then says: the text is the amount.
    """

    text: str
    kind: Kind


def to_number(value: int | float) -> Decimal:
    """The number as typed: the noise of binary fractions (1234.5600000001) goes."""
    if isinstance(value, int):
        return Decimal(value)
    number = round(Decimal(repr(value)), _FLOAT_NOISE - max(0, len(str(int(abs(value)))) - 4))
    return Decimal(int(number)) if number == int(number) else number.normalize()


def show_number(value: Decimal, number_format: str) -> ShownNumber:
    """The number as the format displays it; a format that is not understood shows it in full."""
    section, negative = _choose_section(value, number_format)
    tokens = list(_TOKEN.finditer(section))
    pattern = "".join(token["number"] or "" for token in tokens)
    if any(token["scientific"] for token in tokens) or (
        not pattern and re.fullmatch(r"(?i)\s*(general|@)?\s*", section)
    ):
        return ShownNumber(_in_full(value), "number")
    percent = any(token["percent"] for token in tokens)
    scale = len(pattern) - len(pattern.rstrip(","))
    shown = abs(value) * (100 if percent else 1)
    if scale:
        return ShownNumber(f"{_in_full(value / 1000**scale)} {_SCALES.get(scale, '?')}", "words")
    text = _fill(tokens, shown, pattern)
    sign = "-" if value < 0 and not negative else ""
    added = any(char.isalpha() for char in _EURO.sub("", text))
    return ShownNumber(f"{sign}{text}".strip(), "percentage" if percent else "words" if added else "number")


def show_day(value: datetime | date | time | timedelta, number_format: str) -> str:
    """`15/03/2023`; only the year where the format shows only that."""
    if isinstance(value, datetime | date):
        letters = "".join(_DATE_LETTERS.findall(re.sub(r'"[^"]*"|\[[^\]]*\]', "", number_format))).lower()
        return f"{value:%Y}" if letters and set(letters) == {"y"} else f"{value:%d/%m/%Y}"
    return str(value)


def _choose_section(value: Decimal, number_format: str) -> tuple[str, bool]:
    """The part of `positive;negative;zero` that is for this number, and whether it draws the minus itself."""
    sections = re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;|$)', number_format) or [""]
    if any("[<" in section or "[>" in section or "[=" in section for section in sections):
        return "General", False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _in_full(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def _fill(tokens: list[re.Match[str]], shown: Decimal, pattern: str) -> str:
    """The format's own text, with the digits at its first placeholder."""
    parts, digits = [], _to_digits(shown, pattern)
    masked = pattern.replace("0", "") == "" and sum(bool(token["number"]) for token in tokens) > 1
    left = digits.zfill(len(pattern)) if masked else digits
    for index, token in enumerate(tokens):
        if token["number"]:
            later = sum(len(other["number"]) for other in tokens[index + 1 :] if other["number"]) if masked else 0
            parts.append(left[: len(left) - later])
            left = left[len(left) - later :] if masked else ""
        else:
            parts.append(_own_text(token))
    return " ".join("".join(parts).split())


def _own_text(token: re.Match[str]) -> str:
    named = (token["quoted"], token["escaped"], token["currency"], token["percent"], token["plain"])
    return next((text for text in named if text is not None), " " if token[0][0] == "_" else "")


def _to_digits(shown: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.partition(".")
    places = sum(char in "0#?" for char in fraction)
    rounded = shown.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    optional = len(fraction) - len(fraction.rstrip("#?"))
    if optional and "." in text:
        kept = text[: len(text) - optional] + text[len(text) - optional :].rstrip("0")
        text = kept.rstrip(".")
    head, dot, tail = text.partition(".")
    if "0" not in whole and head == "0":
        head = ""  # `?` and `#` show no lone zero
    return (head.zfill(whole.count("0")) + dot + tail).translate(_DUTCH)
