"""Cells that hold several amounts, each with its year: `93.250 € (2020)` over `107.000 € (2021)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from parsers.amounts import parse_amount

_YEAR = r"(?:199\d|20\d\d)"
_YEARS = re.compile(_YEAR)
_BEHIND = re.compile(rf"(?P<amount>[^()]+?)\s*\(\s*(?:in\s+)?(?P<year>{_YEAR})\s*\)")
_BEFORE = re.compile(rf"(?P<year>{_YEAR})\s*[:=]\s*(?P<amount>[^:;=]+?)\s*(?=(?:[;,+\n]|\ben\b)\s*{_YEAR}\s*[:=]|$)")
_BETWEEN = re.compile(r"[\s;,+/&]*(?:\ben\b)?[\s;,+/&]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class YearAmount:
    """One amount of a cell in euro, the year printed with it, and the amount as printed."""

    value_eur: Decimal
    year: int
    printed: str


def split_amounts(printed: str, factor: Decimal = Decimal(1)) -> tuple[YearAmount, ...]:
    """The amounts of a cell that prints a year with every one of them; empty for any other cell.

    Nothing may be left over: a cell with one more word or number is not understood, and not read in part.
    """
    if not _YEARS.search(printed):
        return ()
    for pattern in (_BEHIND, _BEFORE):
        matches = list(pattern.finditer(printed))
        if matches and _is_all(printed, matches):
            return _parse(matches, factor)
    return ()


def _is_all(printed: str, matches: list[re.Match[str]]) -> bool:
    ends = [0, *(match.end() for match in matches)]
    starts = [*(match.start() for match in matches), len(printed)]
    return all(_BETWEEN.fullmatch(printed[end:start]) for end, start in zip(ends, starts, strict=True))


def _parse(matches: list[re.Match[str]], factor: Decimal) -> tuple[YearAmount, ...]:
    found = []
    for match in matches:
        amount = re.sub(r"^[\s;,+/&]*(?:en\s+)?", "", match["amount"])
        try:
            value = parse_amount(amount, factor).value_eur
        except ValueError:
            return ()
        found.append(YearAmount(value, int(match["year"]), amount))
    return tuple(found)
