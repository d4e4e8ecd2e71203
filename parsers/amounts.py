"""One printed amount -> euro, in every notation the answers use; what cannot be one amount is refused, not bent.

Decisions where a notation could be read in two ways
- A point groups (`1.500` is 1500), a comma begins the decimals (`1500,5` is 1500,50).
- English style is read only where nothing else is possible: `1,500.00` and `1,234,567`. `1,500`, `12.50` and `1.00` are
  refused; so is `1,500` in thousands. Three decimals are read in millions and milliards (`1,234 miljoen`).
- A bare number that reads like a year (`2020`), like an enterprise number or has more than eight ungrouped digits is no
  amount; with a currency, a unit or decimals beside it, it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from stdnum.be import vat

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
from parsers.vocabulary import load_words

_CENT = Decimal("0.01")
_LIMIT = Decimal(10) ** 12  # twelve digits before the comma: more than all public spending, and what the dataset holds
_MILLION = Decimal(10) ** 6
_EURO = Unit(Decimal(1), False)

_LINE_END = re.compile(r" *[\r\n\x0b\x0c\u2028\u2029]\s*")
_YEAR_LIKE = re.compile(r"199[0-9]|20[0-9]{2}")
# `1.\n250` may be an item number above an amount, `2012,\n50` a year above one; `1.\n000` and `12500,\n00` cannot.
_TWO_ON_TWO_LINES = re.compile(r"[0-9]{1,2}\n?\.\n[1-9].*|[0-9]+,\n(?!00|[-–—=]).*", re.DOTALL)
_NUMBER = "[0-9][0-9.,]*+"
_REASONS = (
    (r"\s*", "it is blank"),
    (r"[^0-9]*", "it holds no digit"),
    (r".*[0-9]\s*[%‰].*", "it is a percentage"),
    (r"[0-9]{1,4}([-/. ]+[0-9]{1,2}){2}|[0-9]{1,2}([-/. ]+[0-9]{1,4}){2}", "it reads like a date or is badly grouped"),
    (rf"[^0-9]*{_NUMBER}[^0-9]+{_NUMBER}.*", "it holds more than one number, or one that is badly grouped"),
    (rf"[^\w]*{_NUMBER}[^\w]*", "its digits are badly grouped, or its point begins decimals"),
    (r".*", "words or another currency stand beside the number"),
)


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


def _match_cell(text: str, printed: str) -> re.Match[str]:
    match = cell_amount().fullmatch(text)
    if match is None:
        reason = next(why for pattern, why in _REASONS if re.fullmatch(pattern, text, re.DOTALL))
        raise ValueError(f"{printed!r} is no amount: {reason}")
    return match


def _to_amount(match: re.Match[str], printed: str, factor: Decimal) -> Amount:
    own = _own_unit(match)
    has_currency = bool(match["before"] or match["after"] or (own and own.names_euro))
    multiplier = own.factor if own else factor
    problem = _find_problem(match, multiplier) or (None if own or has_currency else _find_bare_problem(match))
    if problem:
        raise ValueError(f"{printed!r} is no amount: {problem}")
    value = _to_number(match) * multiplier
    if value >= _LIMIT or value != value.quantize(_CENT):
        raise ValueError(f"{printed!r} is no amount: {value} is not a number of whole cents below {_LIMIT} euro")
    negative = bool(match["sign"] or match["sign_inside"])
    return Amount((-value if negative else value).quantize(_CENT), printed, has_currency)


def _own_unit(match: re.Match[str]) -> Unit | None:
    word = match["unit"] or match["unit_before"] or match["unit_apart"]
    return units()[unit_key(word)] if word else None


def _to_number(match: re.Match[str]) -> Decimal:
    if match["english"]:
        return Decimal(match["english"].replace(",", ""))
    whole = re.sub(r"[ .\n]", "", match["whole"])
    return Decimal(f"{whole}.{match['decimals']}" if _has_decimals(match) else whole)


def _has_decimals(match: re.Match[str]) -> bool:
    return bool(match["decimals"]) and match["decimals"][0].isdigit()


def _find_problem(match: re.Match[str], multiplier: Decimal) -> str | None:
    if match["unit"] and (match["unit_before"] or match["unit_apart"]):
        return "it carries two unit words"
    if match["sign"] and match["sign_inside"]:
        return "it carries two signs"
    if _has_decimals(match) and len(match["decimals"]) == 3 and multiplier < _MILLION:
        return "its comma may group thousands (English style) or begin decimals"
    if match["whole"] and _TWO_ON_TWO_LINES.fullmatch(match.string, match.start("whole"), match.end()):
        return "its two lines may be two numbers"
    return None


def _find_bare_problem(match: re.Match[str]) -> str | None:
    """Why a number without currency, unit and decimals is rather something else."""
    whole = match["whole"]
    if not whole or match["decimals"]:
        return None
    if _YEAR_LIKE.fullmatch(whole):
        return "it reads like a year, and no currency stands with it"
    if whole.isdigit() and len(whole) > 8:
        return "nine and more digits without grouping or currency read like a number of something"
    if match["dotted"] and len(whole) == 11 and vat.is_valid(whole):
        return "it reads like an enterprise number of nine digits, and no currency stands with it"
    return None


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
