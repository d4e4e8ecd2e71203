"""Municipalities and provinces among recipients: `Stad Gent`, `gemeentebestuur van Zwalm`, `Provincie Limburg`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from parsers.vocabulary import fold, load_words

_LONGEST_PLACE = 5  # words: `Kapelle op den Bos`


def find_public_body(words: Sequence[str]) -> tuple[Literal["municipality", "province"], str] | None:
    """Which municipality or province these folded words name as a whole: its kind and folded name.

    A name alone counts only where it is a municipality's and means nothing else (`Antwerpen` may be the province).
    """
    text = " ".join(words)
    for kind in ("municipality", "province"):
        for before in body_words(kind):
            place = text.removeprefix(f"{before} ").removeprefix("van ")
            if place != text and place in places_of(kind):
                return kind, place
    alone = text in places_of("municipality") and text not in body_words("unsure") | places_of("province")
    return ("municipality", text) if alone else None


def is_place(words: Sequence[str]) -> bool:
    """Whether these folded words are the name of a municipality or province and nothing more."""
    return " ".join(words) in places_of("municipality") | places_of("province")


def find_places(words: Sequence[str]) -> frozenset[str]:
    """The names of municipalities and provinces, and the words that tell places apart, among folded words."""
    found = set()
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_PLACE, len(words)) + 1):
            run = " ".join(words[start:end])
            if run in _all_places():
                found.add(run)
    return frozenset(found)


@cache
def places_of(kind: Literal["municipality", "province"]) -> frozenset[str]:
    """The folded names of all municipalities, or of all provinces."""
    rows = {"municipality": ("municipalities", "name"), "province": ("provinces", "words")}
    name, column = rows[kind]
    return frozenset(_to_plain(row[column]) for row in load_words(name))


@cache
def _all_places() -> frozenset[str]:
    words = frozenset(_to_plain(row["words"]) for row in load_words("place_words"))
    return places_of("municipality") | places_of("province") | words


@cache
def body_words(kind: str) -> frozenset[str]:
    """The folded words before a place that make it a `municipality`, or a `province`."""
    return frozenset(_to_plain(row["words"]) for row in load_words("public_bodies") if row["kind"] == kind)


def _to_plain(name: str) -> str:
    return fold(name).replace("'", "").replace("\u2019", "")
