"""The words by which natural persons are told from organisations: `person_titles.csv` of all languages."""

from __future__ import annotations

import re
from functools import cache

from parsers.public_bodies import places_of
from parsers.vocabulary import fold, load_words

_LANGUAGES = ("nl", "fr", "de", "en")
_BEFORE_TITLE = r"(?:^|(?<=[,(] )|(?<=[,(]))"


def is_organisation_word(word: str) -> bool:
    """Whether the word is an organisation's rather than a person's: `museum`, `theatergroep`, `Sint-Cecilia`."""
    parts = fold(word).strip(".,()").split()
    return any(part in _organisation_words() or part.endswith(_endings()) for part in parts)


def is_place_part(word: str) -> bool:
    """Whether the word ends the name of a municipality: `Latem` that of Sint-Martens-Latem."""
    return fold(word) in _place_ends()


@cache
def legal_forms() -> frozenset[str]:
    """The folded words of legal forms: `S.A. Brussels Airlines` begins with no initials."""
    return frozenset(fold(row["words"]) for language in _LANGUAGES for row in load_words("legal_forms", language))


@cache
def splitting() -> re.Pattern[str]:
    """What stands between two persons: `en`, `&`, `/`."""
    words = "|".join(sorted(map(re.escape, words_of("and"))))
    return re.compile(rf"\s+(?:{words}|[&+])\s+|\s*/\s*", re.IGNORECASE)


@cache
def title(kind: str, *, start: bool = False, behind: bool = False) -> re.Pattern[str]:
    """The titles of one kind as whole words.

    With `start` only at the start, or behind a comma or bracket; with `behind` only at the end, behind such a sign.
    """
    words = "|".join(sorted(map(re.escape, words_of(kind)), key=len, reverse=True))
    if behind:
        return re.compile(rf"(?:,\s*|\s*\()(?:{words})\)?$", re.IGNORECASE)
    before = _BEFORE_TITLE if start else r"(?<![\w.])"
    return re.compile(rf"{before}(?:{words})(?![\w])\.?", re.IGNORECASE)


@cache
def words_of(kind: str) -> frozenset[str]:
    """The folded words of one kind, in all languages."""
    rows = (row for language in _LANGUAGES for row in load_words("person_titles", language))
    return frozenset(fold(row["words"]) for row in rows if row["kind"] == kind)


@cache
def _organisation_words() -> frozenset[str]:
    kinds = ("type", "types", "descriptor", "head")
    rows = [row["words"] for row in load_words("recipient_words") if row["kind"] in kinds]
    return frozenset(map(fold, rows)) - {"vrije", "rode"} | words_of("no_surname")


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(words_of("no_surname_end")))


@cache
def _place_ends() -> frozenset[str]:
    return frozenset(fold(place).split()[-1] for place in places_of("municipality") if " " in fold(place))
