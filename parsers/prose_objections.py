"""Words by which an amount is no grant: limits, averages, plans, costs, requests, money claimed back."""

from __future__ import annotations

import re
from functools import cache

from parsers.vocabulary import load_words

_KINDS = ("harmless", "start", "word", "total", "together", "purpose_start", "purpose_word")


def find_objections(text: str, totals: bool = True) -> tuple[tuple[int, int], ...]:
    """Where words stand by which an amount is no grant (`maximaal`, `geweigerd`); each from its start to its end.

    Without `totals` such words as `in totaal` do not count: a list's total may stand above it.
    """
    harmless, objecting = _objection_patterns(totals)
    plain = harmless.sub(lambda match: " " * len(match.group()), text)
    return tuple(match.span() for match in objecting.finditer(plain))


def without_remarks(text: str) -> str:
    """A text without words that tell of a whole list and object to none of its amounts: `het gemiddelde bedrag`."""
    remarks = "|".join(re.escape(word) for word in objection_words("remark"))
    return re.sub(rf"\b(?:{remarks})(?!\w)", "", text, flags=re.IGNORECASE)


def tells_of_other_money(text: str) -> bool:
    """Whether words say that money was not granted: limits, plans and costs, contracts, loans, income."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    return bool(find_objections(text) or words & _other_money_words())


@cache
def _other_money_words() -> frozenset[str]:
    return frozenset(row["words"].lower() for row in load_words("other_money") if row["kind"] != "grant")


def is_purpose(word: str) -> bool:
    """Whether what a grant is for may hold an objecting word: `voor de huur van een zaal`."""
    starts = tuple(objection_words("purpose_start"))
    return word.lower().startswith(starts) or word.lower() in objection_words("purpose_word")


@cache
def _objection_patterns(totals: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = {kind: [re.escape(word) for word in objection_words(kind)] for kind in _KINDS}
    starts = "|".join(words["start"] + words["purpose_start"] + (words["total"] + words["together"]) * totals)
    whole = "|".join(words["word"] + words["purpose_word"])
    objecting = rf"\b(?:(?:{starts})\w*|(?:{whole})(?!\w))"
    harmless = rf"\b(?:{'|'.join(words['harmless'])})(?!\w)"
    return re.compile(harmless, re.IGNORECASE), re.compile(objecting, re.IGNORECASE)


def objection_words(kind: str) -> list[str]:
    """The words of one kind in the vocabulary of objections."""
    return [row["words"].lower() for row in load_words("prose_objections") if row["kind"] == kind]
