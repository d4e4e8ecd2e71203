"""Words beside an amount's name in a header that say the amount is no grant (`header_modifiers.csv`)."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from parsers.vocabulary import fold, load_words
from schemas.columns import Role

_BRACKETS = re.compile(r"\(([^)]*)\)|\[([^\]]*)\]")
_MOST_IN_BRACKETS = 5  # words; longer ones tell how an amount came about (`maximaal 80 % van de kosten`)


def find_modifier(folded: str) -> Role | None:
    """The role that the words outside brackets give the column; None where they say nothing else.

    The modifier of the most words wins, of equal ones the longest: `niet afgerond` before `niet`.
    """
    return _find_role(_to_text(_BRACKETS.sub(" ", folded)), anywhere=True)


def find_bracket_modifier(folded: str) -> Role | None:
    """The role named by a few words in brackets that begin with a modifier: `Bedrag (gevraagd)`."""
    inside = [_to_text(round_ or square) for round_, square in _BRACKETS.findall(folded)]
    short = [text for text in inside if len(text.split()) <= _MOST_IN_BRACKETS and not re.search(r"\d", text)]
    return next((role for text in short if (role := _find_role(text, anywhere=False))), None)


def is_ceiling_in_brackets(folded: str) -> bool:
    """Whether brackets hold a word for a maximum and nothing else: `Toegekende steun (max.)`."""
    inside = [_to_text(round_ or square) for round_, square in _BRACKETS.findall(folded)]
    return any(re.fullmatch(r"max\S*( bedrag)?", text) for text in inside)


def _find_role(text: str, anywhere: bool) -> Role | None:
    for pattern, role in _modifiers():
        if pattern.search(text) if anywhere else pattern.match(text):
            return None if role == "amount_awarded" else role
    return None


def _to_text(folded: str) -> str:
    """Words alone, without the little ones, so that `Bijdrage van de gemeente` reads `bijdrage gemeente`."""
    words = re.sub(r"[^\w\s%]", " ", folded).split()
    return " ".join(word for word in words if word not in _passed_over())


@cache
def _passed_over() -> frozenset[str]:
    """Little words, unless a modifier needs them (`per`)."""
    needed = {word for row in load_words("header_modifiers") for word in fold(row["words"]).split()}
    return frozenset(fold(row["words"]) for row in load_words("header_fillers")) - needed


@cache
def _modifiers() -> tuple[tuple[re.Pattern[str], Role], ...]:
    rows = [(fold(row["words"]), cast(Role, row["role"])) for row in load_words("header_modifiers")]
    rows.sort(key=lambda row: (-len(row[0].split()), -len(row[0])))
    return tuple((_to_pattern(words), role) for words, role in rows)


def _to_pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\S)" + re.escape(words).replace(r"\*", r"\S*") + r"(?!\S)")
