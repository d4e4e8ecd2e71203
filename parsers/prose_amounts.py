"""Amounts in running text, and those of a list whose lead declares the unit: `Toegekende subsidies (in euro):`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from parsers.amounts import FoundAmount, find_amounts, parse_amount
from parsers.units import find_declared_units

_BARE = re.compile(
    r"(?<![\w.,/+-])(?<!\d\s)[1-9]\d{0,2}(?:(?:[. ]\d{3})+|\d{0,4})(?:,\d{1,2})?(?![\w/%+-]|[.,:]\d|\s\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=1024)
def find_told_amounts(text: str, unit: Decimal | None) -> tuple[FoundAmount, ...]:
    """As `find_amounts`; without any, and with a declared unit, the bare number that is no year, if it is one only."""
    found = find_amounts(text)
    if found or unit is None:
        return found
    bare = [match for match in _BARE.finditer(text) if not _YEAR.fullmatch(match[0])]
    if len(bare) != 1 or not _is_grouped(bare[0], text):
        return ()
    return (FoundAmount(bare[0].start(), bare[0].end(), parse_amount(bare[0][0], unit)),)


def _is_grouped(match: re.Match[str], text: str) -> bool:
    """A number with thousands or cents, or one at the end or behind a colon: `een bezoek aan 3 musea` holds none."""
    behind = text[match.end() :].strip(" .;,")
    return any(mark in match[0] for mark in ".,") or " " in match[0] or not behind or behind.startswith("(")


def find_lead_unit(text: str) -> Decimal | None:
    """The unit that a line above a list declares, `(in euro)` too; None for none or several."""
    units = find_declared_units(text)
    return next(iter(units)) if len(units) == 1 else None
