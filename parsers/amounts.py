"""One printed amount -> euro, in every notation the answers use; what cannot be one amount is refused, not bent.

Decisions where a notation could be read in two ways
- A point groups (`1.500` is 1500), a comma begins the decimals (`1500,5` is 1500,50).
- English style is read only where nothing else is possible: `1,500.00` and `1,234,567`. `1,500`, `12.50` and `1.00` are
  refused; so is `1,500` in thousands. Three decimals and more are read in millions and milliards (`1,234 miljoen`).
- A bare number that reads like a year (`2020`), like an enterprise number or has more than eight ungrouped digits is no
  amount; with a currency, a unit or decimals beside it, it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, cast, get_args

from parsers.amount_patterns import (
    CELL_CHARACTERS,
    SPACES,
    Unit,
    bracketed_amount,
    cell_amount,
    running_amount,
    unit_key,
    units,
)
from parsers.amount_problems import (
    find_bare_problem,
    find_problem,
    find_reason,
    has_decimals,
)
from parsers.vocabulary import load_words

NoAmount = Literal["zero", "not_applicable", "unknown", "withheld", "blank"]

_CENT = Decimal("0.01")
LARGEST = Decimal(10) ** 12  # twelve digits before the comma: more than all public spending, and what the dataset holds
_LINE_END = re.compile(r" *[\r\n\x0b\x0c\u2028\u2029]\s*")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in euro with exactly two decimals, and as printed; `has_currency` when a currency stands with it."""

    value_eur: Decimal
    printed: str
    has_currency: bool


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount in running text: `text[start:end]` is `amount.printed`."""

    start: int
    end: int
    amount: Amount


def parse_amount(printed: str, factor: Decimal = Decimal(1)) -> Amount:
    """The one amount a cell holds, in euro.

    `factor` is the unit that a header or caption declares (1000 for `x 1.000 euro`); a cell with a unit word of its own
    (`1,2 miljoen`) does not take it as well. Footnote marks (`*`, `(1)`, `¹`) are passed over. Raises ValueError with
    the reason for anything that is not exactly one amount.
    """
    found = _parse_once(printed, factor)
    if isinstance(found, str):
        raise ValueError(found)
    return found


@lru_cache(maxsize=16384)  # a cell is asked what it holds by many: headers, units, rows, totals
def _parse_once(printed: str, factor: Decimal) -> Amount | str:
    """The amount, or why there is none."""
    try:
        return _parse(printed, factor)
    except ValueError as why:
        return str(why)


def _parse(printed: str, factor: Decimal) -> Amount:
    text = _LINE_END.sub("\n", printed.translate(CELL_CHARACTERS).strip())
    negative = bracketed_amount().fullmatch(text)
    if negative is None:
        return _to_amount(_match_cell(text, printed), printed, factor)
    if re.fullmatch(r"\([0-9]{1,2}\)", text):
        raise ValueError(f"{printed!r} is no amount: it reads like a footnote mark")
    inside = f"{negative['before'] or ''}{negative['positive']}{negative['after'] or ''}"
    positive = _to_amount(_match_cell(inside, printed), printed, factor)
    return Amount(-positive.value_eur, printed, positive.has_currency)


def find_amounts(text: str) -> tuple[FoundAmount, ...]:
    """All amounts in running text that carry a currency or a unit word, in order; bare numbers are none.

    A unit word without a currency (`35,5 miljoen`) makes an amount unless a noun follows (`2 miljoen leerlingen`). Of a
    range (`10.000 tot 20.000 euro`) only the number beside the currency is found.
    """
    plain = text.translate(SPACES)
    found = []
    for match in running_amount().finditer(plain):
        if _is_money(match, plain):
            try:
                amount = _to_amount(match, text[match.start() : match.end()], Decimal(1))
            except ValueError:  # badly written here (`1,500 euro`): a reader of the one cell or sentence is told why
                continue
            found.append(FoundAmount(match.start(), match.end(), amount))
    return tuple(found)


@lru_cache(maxsize=8192)
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


def _match_cell(text: str, printed: str) -> re.Match[str]:
    match = cell_amount().fullmatch(text)
    if match is None:
        raise ValueError(f"{printed!r} is no amount: {find_reason(text)}")
    return match


def _to_amount(match: re.Match[str], printed: str, factor: Decimal) -> Amount:
    own = _own_unit(match)
    has_currency = bool(match["before"] or match["after"] or (own and own.names_euro))
    multiplier = own.factor if own else factor
    problem = find_problem(match, multiplier) or (None if own or has_currency else find_bare_problem(match))
    if problem:
        raise ValueError(f"{printed!r} is no amount: {problem}")
    value = _to_number(match) * multiplier
    if value >= LARGEST or value != value.quantize(_CENT):
        raise ValueError(f"{printed!r} is no amount: {value} is not a number of whole cents below {LARGEST} euro")
    negative = bool(match["sign"] or match["sign_inside"])
    return Amount((-value if negative else value).quantize(_CENT), printed, has_currency)


def _own_unit(match: re.Match[str]) -> Unit | None:
    word = match["unit"] or match["unit_before"] or match["unit_apart"]
    return units()[unit_key(word)] if word else None


def _to_number(match: re.Match[str]) -> Decimal:
    if match["english"]:
        return Decimal(match["english"].replace(",", ""))
    whole = re.sub(r"[ .\n]", "", match["whole"])
    return Decimal(f"{whole}.{match['decimals']}".replace("\n", "") if has_decimals(match) else whole)


def _is_money(match: re.Match[str], text: str) -> bool:
    if match["before"] or match["after"]:
        return True
    own = _own_unit(match)
    return own is not None and (own.names_euro or _ends_the_phrase(text, match.end()))


def _ends_the_phrase(text: str, end: int) -> bool:
    following = re.compile(r"\s*([^\W\d_]+)").match(text, end)
    return following is None or following[1].casefold() in _function_words()


@cache
def _function_words() -> frozenset[str]:
    return frozenset(row["word"] for row in load_words("function_words"))
