"""What stands where an amount could stand and is none: zero, not applicable, unknown, withheld and blank kept apart."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, cast, get_args

from parsers.amount_patterns import CELL_CHARACTERS
from parsers.amounts import parse_amount
from parsers.vocabulary import load_words

NoAmount = Literal["zero", "not_applicable", "unknown", "withheld", "blank"]


def parse_no_amount(printed: str) -> NoAmount | None:
    """What a cell without an amount says: `nihil` and `0` are zero, `p.m.` is unknown …; None for any other text."""
    key = _no_amount_key(printed)
    if not key:
        return "blank"
    kind = _no_amounts().get(key)
    if kind is None and "0" in key and not re.search("[1-9]", key):
        return _parse_zero(printed)
    return kind


def is_no_amount(printed: str) -> bool:
    """Whether a cell says that there is no amount: a dash, blank, zero, `n.v.t.`, `nog te bepalen` …"""
    return parse_no_amount(printed) is not None


def _parse_zero(printed: str) -> NoAmount | None:
    try:
        return "zero" if parse_amount(printed).value_eur == 0 else None
    except ValueError:
        return None


@cache
def _no_amounts() -> dict[str, NoAmount]:
    rows = load_words("no_amount")
    unknown = {row["kind"] for row in rows} - set(get_args(NoAmount))
    if unknown:
        raise ValueError(f"no_amount.csv names kinds that do not exist: {', '.join(sorted(unknown))}")
    return {_no_amount_key(row["printed"]): cast(NoAmount, row["kind"]) for row in rows}


def _no_amount_key(printed: str) -> str:
    return "".join(printed.translate(CELL_CHARACTERS).casefold().replace(".", "").split())
