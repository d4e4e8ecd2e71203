"""Header words -> the roles they may name, by the vocabulary (`headers.csv`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import cast

from parsers.header_modifiers import find_bracket_modifier, find_modifier, is_ceiling_in_brackets
from parsers.row_words import names_approval
from parsers.vocabulary import fold, load_words
from schemas.columns import Role

LANGUAGES = ("nl", "fr", "de", "en")
"""Answers are Dutch, but their annexes and the lists they quote may be headed in another language."""

_COMPOUNDING = ("nl", "de")
_SHORTEST_HEAD = 4  # letters; a shorter end of a compound (`uur`, `nr`) says too little
GRANTED_ROLES: tuple[Role, ...] = ("amount_awarded", "amount_committed", "amount_paid")
"""In this order: where several are printed, awarded goes before committed before paid."""
_OVER_AMOUNTS: tuple[Role, ...] = (*GRANTED_ROLES, "amount_requested", "amount_other")
_WEAK = 3  # rank


@dataclass(frozen=True, slots=True)
class RoleClaim:
    """A role that a header may name; a lower rank is surer."""

    role: Role
    rank: int


@lru_cache(maxsize=4096)
def match_header(header: str) -> tuple[RoleClaim, ...]:
    """The roles a header claims, surest first; empty for words we do not know.

    Looked for in this order, and the first that gives any claim counts: the whole header; the header without brackets
    and years, then also without units and little words; known phrases in it; the head of a compound, which stands last
    in Dutch (`Projectbeschrijving` is a `beschrijving`). Where the vocabulary does not list the header as a whole, its
    other words may say that an amount is no grant (`Geweigerd bedrag`, `Restsubsidie`, `Bedrag (gevraagd)`).
    """
    whole = fold(header)
    plain = _plain(whole)
    bare = " ".join(word for word in plain.split() if word not in _little_words())
    claims = _claims(whole, 0)
    if not claims and (listed := _claims(plain, 0) or _claims(bare, 0)):
        claims = _to_bracketed(listed, whole)
    if not claims:
        claims = _claims_of_phrase(bare) or _claims_of_head(bare)
        if any(claim.role in GRANTED_ROLES for claim in claims):
            claims = _to_modified(claims, find_bracket_modifier(whole) or find_modifier(whole))
    return tuple(sorted(claims, key=lambda claim: claim.rank))


def match_header_under(over: str, own: str) -> tuple[RoleClaim, ...]:
    """The roles of a column with words of its own below words over several columns, surest first.

    The own words count (`Aanvrager` over `Gemeente`), and where they say little, those over them too: `Gevraagd` over
    `Bedrag`, `Project` over `Naam`, `Toegekend` over `2022`.
    """
    claims = match_header(own) if over else ()
    if not claims or claims[0].rank >= _WEAK:
        return match_header(f"{over} {own}".strip())
    money = next((claim.role for claim in match_header(over) if claim.role in _OVER_AMOUNTS), None)
    modified = money or find_modifier(fold(over))
    return _to_modified(claims, modified) if claims[0].rank > 1 else claims


def _to_modified(claims: tuple[RoleClaim, ...], role: Role | None) -> tuple[RoleClaim, ...]:
    """A granted amount becomes what the words beside it say; other claims stay."""
    if role is None:
        return claims
    return tuple(replace(claim, role=role) if claim.role in GRANTED_ROLES else claim for claim in claims)


def _to_bracketed(claims: tuple[RoleClaim, ...], whole: str) -> tuple[RoleClaim, ...]:
    """What the brackets make of an amount. `Toegekende steun (maximaal)` is granted, if no other column says it is."""
    if is_ceiling_in_brackets(whole) and names_approval(whole):
        return tuple(replace(claim, rank=max(claim.rank, _WEAK)) for claim in claims)
    return _to_modified(claims, find_bracket_modifier(whole))


@cache
def find_roles_in(text: str) -> frozenset[Role]:
    """Roles of all known header phrases anywhere in a text, the longest phrases first, none counted within another."""
    left, roles = f" {fold(text)} ", set()
    for phrase in _phrases_by_length():
        if f" {phrase} " in left:
            left = left.replace(f" {phrase} ", "  ")
            roles.add(_vocabulary()[phrase][0].role)
    return frozenset(roles)


@cache
def _vocabulary() -> Mapping[str, tuple[RoleClaim, ...]]:
    found: dict[str, tuple[RoleClaim, ...]] = {}
    for row in (row for language in LANGUAGES for row in load_words("headers", language)):
        claim = RoleClaim(cast(Role, row["role"]), int(row["rank"]))
        words = fold(row["words"])
        found[words] = (*found.get(words, ()), claim)
    return found


@cache
def single_header_words() -> frozenset[str]:
    """Every known header of one word, folded: whole words that a narrow column may break (`Volgn/r.`)."""
    return frozenset(phrase for phrase in _vocabulary() if " " not in phrase)


@cache
def _phrases_by_length() -> tuple[str, ...]:
    return tuple(sorted(_vocabulary(), key=lambda phrase: (-len(phrase.split()), -len(phrase))))


@cache
def _little_words() -> frozenset[str]:
    return frozenset(fold(row["words"]) for row in load_words("header_fillers"))


def _plain(folded: str) -> str:
    """Without what stands in brackets, years, numbers, currency signs and punctuation."""
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", folded)
    return " ".join(re.sub(r"[^\w\s'&%]|\bx\s*[\d.]+\b|\b\d[\d.]*\b", " ", text).split())


def _claims(words: str, weaker: int) -> tuple[RoleClaim, ...]:
    return tuple(RoleClaim(claim.role, claim.rank + weaker) for claim in _vocabulary().get(words, ()))


def _claims_of_phrase(bare: str) -> tuple[RoleClaim, ...]:
    """Phrases within the header: the one of most words, of equal ones the first (`Inhoud van het project` is content).
    The others claim behind it."""
    words = bare.split()
    present = sorted(
        (-len(phrase), at, " ".join(phrase))
        for at, word in enumerate(words)
        for phrase in _phrases_by_first_word().get(word, ())
        if tuple(words[at : at + len(phrase)]) == phrase
    )
    return tuple(
        claim for order, (_, _, phrase) in enumerate(present) for claim in _claims(phrase, 3 if order == 0 else 5)
    )


@cache
def _phrases_by_first_word() -> Mapping[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in map(str.split, _vocabulary()):
        found.setdefault(phrase[0], []).append(tuple(phrase))
    return found


def _claims_of_head(bare: str) -> tuple[RoleClaim, ...]:
    for word in bare.split():
        ends = (word[start:] for start in range(len(word) - _SHORTEST_HEAD + 1))
        head = next((end for end in ends if end in _heads()), None)
        if head:
            return _claims(head, 4)
    return ()


@cache
def _heads() -> frozenset[str]:
    """Words that a compound may end with; French and English write none (`Capacity` is no city)."""
    words = {fold(row["words"]) for language in _COMPOUNDING for row in load_words("headers", language)}
    return frozenset(
        word for word in _phrases_by_length() if word in words and len(word) >= _SHORTEST_HEAD and " " not in word
    )
