"""Tables of money that was not granted but spent, lent or taken in: contracts, loans, fines, income, prices, wages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from parsers.vocabulary import fold, load_words

_KINDS = {
    "contracts": "it lists contracts: a contractor is paid, not granted",
    "loans": "it lists loans or guarantees",
    "fines": "it lists fines",
    "income": "it lists income",
    "prices": "it lists prices or costs",
    "wages": "it lists wages",
    "balance": "it lists reserves, debts, profits, losses or savings",
    "damage": "it lists damage",
    "gifts": "it lists gifts or payments into a fund",
    "members": "it lists fees of members",
    "spending": "it lists expenses or budgets",
}
_OF_SENTENCES = ("balance", "damage", "gifts", "members", "spending")


def find_other_money(headers: Sequence[str], sentence: str, asked: str) -> str | None:
    """Why the amounts under these headers are no grants; None where nothing says so.

    The nearest words count: the headers, then the sentence that leads to the table, the one before it, the question
    that it answers. Words of grants beside them say that both are listed, and then the columns tell them apart.
    """
    own = " ".join(headers)
    if names_grant(own):
        return None
    lead = find_lead(sentence)
    for text, beside in ((own, sentence), (lead, lead), (sentence, sentence), (asked, asked)):
        kind = None if names_grant(text) else _find_kind(text, _tells_of_awards(beside))
        if kind is not None and (text is lead or kind not in _OF_SENTENCES):
            return _KINDS[kind]
        if _tells_of_awards(text):
            return None
    return None


def find_lead(sentence: str) -> str:
    """The last sentence over a table (`De schulden van de ziekenhuizen:`)."""
    return re.split(r"(?<=[^\W\d_]{2}[.:?!])\s+(?=\S)", sentence.strip())[-1]


def names_grant(text: str) -> bool:
    """Whether a text has a word that only grants have (`subsidie`, `toelage`)."""
    return bool(_grant_words().search(fold(text)))


def _find_kind(text: str, awarded: bool) -> str | None:
    """Fines and prices are seldom `toegekend`: a sentence that says so speaks of something else beside them."""
    words = set(re.findall(r"[^\W_]+", fold(text)))
    rows = [row for row in load_words("other_money") if row["kind"] in _KINDS and fold(row["words"]) in words]
    return next((row["kind"] for row in rows if row["awarded"] == "yes" or not awarded), None)


def _tells_of_awards(text: str) -> bool:
    return bool(_award_words().search(fold(text)))


@cache
def _grant_words() -> re.Pattern[str]:
    words = [fold(row["words"]) for row in load_words("other_money") if row["kind"] == "grant"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})")


@cache
def _award_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(fold(row['words'])) for row in load_words('grant_words'))})")
