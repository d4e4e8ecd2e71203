"""Enterprise numbers and budget article codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from stdnum.be import vat
from stdnum.exceptions import ValidationError

from parsers.amount_patterns import either
from parsers.vocabulary import load_words

_FEWEST_DIGITS = 9
# Ten digits from 0 or 1, or nine; threes from the right, each joint with or without a separator.
_GAP = r"(?:[ .\u00a0\u202f/-]?\n?)"
_DIGITS = rf"(?P<digits>(?:(?:\(0\)|[01]){_GAP})?[0-9]{{3}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{3}})"
_HYPHEN = r"[-\u2010\u2011]"
# `PJ0-\n1PFC2DB-PR`: a narrow column breaks the code behind its hyphen.
_JOINT = rf"{_HYPHEN}(?:[ ]*\n[ ]*)?"
# Entity - origin, programme, credit line, kind, serial letter - type: the form in use since 2019.
_BUDGET_ARTICLE = re.compile(
    rf"(?<![A-Za-z0-9])(?<![A-Za-z0-9]{_HYPHEN})([A-Z]{{2}}[A-Z0-9]){_JOINT}([0-9A-Z][A-Z]{{2}}[A-Z][0-9][A-Z]{{2}})"
    rf"{_JOINT}([A-Z]{{2}})(?![A-Za-z0-9])(?!{_HYPHEN}[A-Z0-9])"
)


def parse_enterprise_number(printed: str) -> str:
    """Ten digits for `0546.740.696`, `BE 0546.740.696`, `546740696` (the older nine digits, 0 put before) …

    A label of the vocabulary (`KBO-nummer`) may stand before it. Raises ValueError for any other form and where the
    check digits (the last two: 97 less the first eight modulo 97) fail; nothing is repaired.
    """
    match = _enterprise_cell().fullmatch(printed.strip())
    if match is None:
        raise ValueError(f"{printed!r} is no enterprise number: expected a form like `0546.740.696`")
    digits = re.sub("[^0-9]", "", match["digits"])
    try:
        return vat.validate(digits)
    except ValidationError as error:
        raise ValueError(f"{printed!r} is no enterprise number: {error}") from error


def find_enterprise_numbers(text: str) -> tuple[str, ...]:
    """The enterprise numbers in running text whose check digits hold, ten digits each, each once, in order.

    A number of nine digits counts only behind a label (`BE`, `KBO-nummer`): by itself it may be an amount.
    """
    return tuple(dict.fromkeys(number for number, _ in _find_numbers(text)))


def find_own_number(recipient: str) -> str | None:
    """The enterprise number printed with a recipient's name (`De Bosuil (0546.740.696)`), where it is the only one."""
    numbers = find_enterprise_numbers(recipient)
    return numbers[0] if len(numbers) == 1 else None


def without_enterprise_numbers(text: str) -> str:
    """A name without the enterprise numbers that `find_enterprise_numbers` finds in it, and their labels."""
    for _, (start, end) in reversed(list(_find_numbers(text))):
        text = f"{text[:start]} {text[end:]}"
    return re.sub(r"\(\s*\)|\[\s*\]", " ", text).strip(" ,;:-\u2013\n")


def _find_numbers(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    if sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        return
    for match in _enterprise_in_text().finditer(text):
        digits = re.sub("[^0-9]", "", match["digits"])
        if vat.is_valid(digits) and (match["label"] or len(digits) == 10):
            yield vat.compact(digits), match.span()


def find_budget_articles(text: str) -> tuple[str, ...]:
    """The budget article codes (`PJ0-1PFC2DB-PR`) in a text, each once, in order, without a line break inside."""
    return tuple(dict.fromkeys("-".join(match.groups()) for match in _BUDGET_ARTICLE.finditer(text)))


@cache
def _enterprise_cell() -> re.Pattern[str]:
    return re.compile(rf"(?:{_label()})*{_DIGITS}", re.IGNORECASE)


@cache
def _enterprise_in_text() -> re.Pattern[str]:
    before = rf"(?<![\w.,/-])(?P<label>(?:{_label()})+)?"
    return re.compile(rf"{before}{_DIGITS}(?![\w/]|[.,-][0-9]|[ ][0-9]{{3}}\b)", re.IGNORECASE)


def _label() -> str:
    return rf"{either([row['word'] for row in load_words('enterprise_labels')])}[:\s.]*"
