"""Why a cell's text is no amount, and why a match of the amount grammar may still be something else."""

from __future__ import annotations

import re
from decimal import Decimal

from stdnum.be import vat

_MILLION = Decimal(10) ** 6
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


def find_reason(text: str) -> str:
    """Why a text that the grammar does not know is no amount, in words for a finding."""
    return next(why for pattern, why in _REASONS if re.fullmatch(pattern, text, re.DOTALL))


def has_decimals(match: re.Match[str]) -> bool:
    return bool(match["decimals"]) and match["decimals"][0].isdigit()


def find_problem(match: re.Match[str], multiplier: Decimal) -> str | None:
    if match["unit"] and (match["unit_before"] or match["unit_apart"]):
        return "it carries two unit words"
    if match["sign"] and match["sign_inside"]:
        return "it carries two signs"
    if has_decimals(match) and len(match["decimals"].replace("\n", "")) > 2 and multiplier < _MILLION:
        return "its comma begins more than two decimals, or groups thousands (English style)"
    if has_decimals(match) and "\n" in match["decimals"] and not match["dotted"]:
        return "its lines may be two numbers"
    if match["whole"] and _TWO_ON_TWO_LINES.fullmatch(match.string, match.start("whole"), match.end()):
        return "its two lines may be two numbers"
    return None


def find_bare_problem(match: re.Match[str]) -> str | None:
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
