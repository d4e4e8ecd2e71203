"""The unit that a column header, a caption or a sentence declares for the amounts below it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from parsers.amount_patterns import SPACES, currency, either, unit, unit_key, units
from parsers.vocabulary import load_words

_GAP = r"\s*"
# A unit beside a number is an amount, no declaration: `1,2 miljoen euro`, `€ 12.500`.
_AFTER_YEAR = r"(?<=[^0-9.,](?:199[0-9]|20[0-9][0-9])\s)"  # but `Budget 2020 k€` declares
_ALONE = rf"(?<![^\W_])(?:(?<![0-9]\s)|{_AFTER_YEAR})"
_NO_NUMBER_BEHIND = r"(?!\s*[0-9])"
_END = r"(?=\s*(?:$|[)\],;:.]))"
_ROUND = r"(?P<round>1(?:[ .]?000){1,3})(?![0-9]|[.,][0-9])"


def parse_unit(header: str) -> Decimal | None:
    """The factor to euro: 1000 for `(duizend euro)`, `x € 1 000`, `k€`; 1 for `(in euro)`; None where none is declared.

    An amount in a sentence (`1,2 miljoen euro`) declares nothing. Raises ValueError where two different units stand.
    """
    text = f" {header.translate(SPACES)}"
    factors = {_to_factor(match) for pattern in _declarations() for match in pattern.finditer(text)}
    if len(factors) > 1:
        raise ValueError(f"{header!r} declares two units: {', '.join(str(factor) for factor in sorted(factors))}")
    if factors:
        return factors.pop()
    return Decimal(1) if any(match["plain"] for match in _currency_words().finditer(text)) else None


def find_unit(text: str) -> Decimal | None:
    """As `parse_unit`, but None where two different units stand: `check_unit` tells those."""
    return None if check_unit(text) else parse_unit(text)


@lru_cache(maxsize=4096)
def find_declared_units(text: str) -> frozenset[Decimal]:
    """Every factor that a text states as a unit; `(in euro)` states 1, a currency that merely stands there nothing."""
    plain = f" {text.translate(SPACES)}"
    factors = frozenset(_to_factor(match) for pattern in _declarations() for match in pattern.finditer(plain))
    if factors:
        return factors
    return frozenset({Decimal(1)} if _in_euro().search(plain) else ())


def check_unit(text: str) -> str | None:
    """What is unclear about the unit a text declares; None where it is clear, or none is declared."""
    try:
        parse_unit(text)
    except ValueError as why:
        return str(why)
    return None


def _to_factor(match: re.Match[str]) -> Decimal:
    printed = match.groupdict()
    if "unit" in printed:
        return units()[unit_key(printed["unit"])].factor
    return Decimal(1000) if "zeros" in printed else Decimal(re.sub(r"[ .]", "", printed["round"]))


@cache
def _declarations() -> tuple[re.Pattern[str], ...]:
    euro, marker, word = currency(), _marker(), unit(False)
    patterns = (
        rf"{_ALONE}[x×*]{_GAP}(?:{euro}{_GAP})?{_ROUND}",  # `x € 1 000`, `(x1000)`
        rf"{marker}(?:{euro}{_GAP})?{_ROUND}(?={_GAP}{euro})",  # `in 1.000 euro`
        rf"{marker}{euro}{_GAP}{_ROUND}{_END}",  # `in € 1.000`
        rf"\({_ROUND}{_GAP}{euro}\)\s*$",  # `Bedrag (1.000 euro)`, but not `de premie (1.000 euro) werd`
        rf"\({euro}{_GAP}{_ROUND}\)\s*$",
        rf"(?<![0-9.,])(?<![0-9.,]\s)['’]?(?P<zeros>000){_GAP}{euro}",  # `in '000 euro`
        rf"{euro}{_GAP}['’]?(?P<zeros>000)(?![0-9])",
        rf"{_ALONE}(?P<unit>{unit(True)}){_NO_NUMBER_BEHIND}",  # `k€`
        rf"(?:^|[(\[:/,–-]|{marker}|[x×]|{_AFTER_YEAR}){_GAP}(?P<unit>{word}){_GAP}{euro}",  # `in duizend euro`
        rf"(?:[(\[:]|{marker}|[x×]){_GAP}(?P<unit>{word}){_END}",  # `(in duizend)`
        rf"{_ALONE}{euro}{_GAP}(?:[x×]{_GAP})?(?P<unit>{word}){_END}",  # `€ mln`
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@cache
def _in_euro() -> re.Pattern[str]:
    return re.compile(rf"{_marker()}{currency()}{_END}", re.IGNORECASE)


@cache
def _currency_words() -> re.Pattern[str]:
    """Group `plain` where no number and no unit word stands before: not the euro of `1,2 miljoen euro`."""
    plain = rf"{_ALONE}(?P<plain>{currency()}){_NO_NUMBER_BEHIND}"
    return re.compile(rf"{unit(False)}{_GAP}{currency()}|{plain}", re.IGNORECASE)


def _marker() -> str:
    return rf"(?:(?<![^\W\d_]){either([row['word'] for row in load_words('unit_markers')])}:?{_GAP})"
