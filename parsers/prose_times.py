"""Phrases of time among a sentence's words: `in 2019`, `tussen 2018 en 2020`, `op 4 mei 2018`, `(2019)`."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from parsers.prose_language import Sentence, words_of
from parsers.vocabulary import load_words

_YEAR = re.compile(r"(?:19[89]|20\d)\d")
_TIME_NUMBER = re.compile(r"\d{1,2}(?:e|ste|de)?|\d{4}(?:[-–/]\d{2,4})?|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|[-–/]")
_ENDS_TIME = re.compile(r"(?:.*\D)?(?:19[89]|20\d)\d(?:[-–/]\d{2,4})?")


@dataclass(frozen=True, slots=True)
class Time:
    """A phrase of time up to token `last` (excluded), its bracket to `end`. `ranged`: of two years it is a period."""

    last: int
    end: int
    ranged: bool


def find_time(sentence: Sentence, at: int, taken: Collection[int], is_item: bool) -> Time | None:
    """The phrase of time with a year that begins with token `at`; None where none does."""
    tokens = sentence.tokens
    brackets = tokens[at].text == "("
    last = None
    i = at + brackets
    while i < len(tokens) and i not in taken and _is_time(sentence, i):
        i += 1
        if ends_time(tokens[i - 1].text):
            last = i
    if last is None or (brackets and (last == len(tokens) or tokens[last].text not in ")]")):
        return None
    heads_item = is_item and at == 0 and last == 1  # `2019: 10.000 euro`
    heads_amount = (
        is_item and last == at + 1 and last < len(tokens) and tokens[last].text == ":"
    )  # `; 2021: 9.000 euro`
    if not (brackets or heads_item or heads_amount or _begins_time(sentence, at)):
        return None
    words = {token.lower for token in tokens[at:last]}
    return Time(last, last + brackets, not words & {*words_of("and"), ","})  # not `in 2019 en 2021`


def ends_time(text: str) -> bool:
    """Whether a word is a year, or a date with one."""
    return _ENDS_TIME.fullmatch(text) is not None


def _begins_time(sentence: Sentence, at: int) -> bool:
    small = any(sentence.find(at, kind) is not None for kind in ("article", "and"))
    return sentence.tokens[at].lower in words_of("time") and not small


def _is_time(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    if token.text == ",":  # `in 2019, 2020 en 2021`
        around = sentence.tokens[at - 1 : at] + sentence.tokens[at + 1 : at + 2]
        return len(around) == 2 and all(_YEAR.fullmatch(word.text) for word in around)
    return token.lower in words_of("time") or token.lower in _months() or bool(_TIME_NUMBER.fullmatch(token.text))


@cache
def _months() -> frozenset[str]:
    return frozenset(row["word"] for row in load_words("months"))
