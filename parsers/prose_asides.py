"""Asides among a sentence's words that change nothing in who got what: `(drie groepen)`, `(hierna: AND)`,
`, hetzij 3.890 euro per kind`, `werd dit` before an amount; `bij ministerieel besluit van 14 maart 2017` only dates it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from parsers.prose_language import Sentence, words_of
from parsers.prose_objections import find_objections
from parsers.vocabulary import load_words

_DAY = re.compile(r"\d{1,2}")
_YEAR = re.compile(r"20\d\d")


def find_aside(sentence: Sentence, at: int, amount_ends: Mapping[int, int]) -> int | None:
    """The token behind the aside that begins with a token; None where none does.

    `amount_ends` holds the first token of each amount and the one behind it.
    """
    opening = sentence.tokens[at].text
    if opening == "(":
        return _find_count(sentence, at) or _find_short_name(sentence, at)
    if opening == ",":
        return _find_restated(sentence, at + 1, amount_ends)
    became = sentence.find(at, "became")
    return became if became in amount_ends else None


def find_decision(sentence: Sentence, at: int) -> int | None:
    """The token behind `bij ministerieel besluit van 14 maart 2017`; None where no such decision is named."""
    end = sentence.find(at, "decision")
    date = [token.lower for token in sentence.tokens[end : end + 3]] if end is not None else []
    months = {row["word"] for row in load_words("months")}
    dated = len(date) == 3 and _DAY.fullmatch(date[0]) and date[1] in months and _YEAR.fullmatch(date[2])
    return end + 3 if end is not None and dated else None


def _find_count(sentence: Sentence, at: int) -> int | None:
    """`(drie groepen)`, `(7 kinderen)`: what an amount was counted by."""
    inside = sentence.tokens[at + 1 : at + 4]
    if len(inside) < 3 or inside[2].text != ")" or not inside[1].text.isalpha():
        return None
    number, counted = inside[0].lower, inside[1].lower
    counts = _DAY.fullmatch(number) or number in words_of("number")
    return at + 4 if counts and not find_objections(counted) else None


def _find_short_name(sentence: Sentence, at: int) -> int | None:
    """`(hierna: AND)`, `(hierna ‘het fonds’ genoemd)`."""
    if at + 1 >= len(sentence.tokens) or sentence.find(at + 1, "hereafter") is None:
        return None
    close = next((i for i in range(at + 2, len(sentence.tokens)) if sentence.tokens[i].text == ")"), None)
    return close + 1 if close is not None else None


def _find_restated(sentence: Sentence, at: int, amount_ends: Mapping[int, int]) -> int | None:
    """`hetzij 3.890 euro per kind` behind a comma: the same amount by unit."""
    behind = sentence.find(at, "restated") if at < len(sentence.tokens) else None
    per = amount_ends.get(behind) if behind is not None else None
    if per is None or per + 1 >= len(sentence.tokens) or sentence.find(per, "per") is None:
        return None
    return per + 2 if sentence.tokens[per + 1].text.isalpha() else None
