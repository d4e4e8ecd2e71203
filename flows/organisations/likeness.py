"""Pairs of organisations that may be one: told with a score and a reason, never joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from flows.organisations.grouping import Group
from flows.organisations.identities import contradict
from flows.organisations.spelling import Spelling, find_like_spellings
from parsers.public_bodies import find_places
from parsers.vocabulary import load_words
from schemas.organisations import LikenessKind

_SURE = 100
_TOLD = 3  # municipalities named in a reason
_NUMERALS = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"])


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two organisations may be one; the ids in their order."""

    organisation_id: str
    other_id: str
    kind: LikenessKind
    score: int
    reason: str


def find_likenesses(groups: Sequence[Group]) -> list[Likeness]:
    """The pairs, each once, of the first kind that holds, in the order of their ids.

    Persons and recipients without a name of their own are in no pair; nor are names that differ in a number or place.
    """
    named = [group for group in groups if group.kind not in ("person", "collective")]
    found: dict[tuple[str, str], Likeness] = {}
    for likeness in _find_all(named):
        found.setdefault((likeness.organisation_id, likeness.other_id), likeness)
    return sorted(found.values(), key=lambda likeness: (likeness.organisation_id, likeness.other_id))


def _find_all(groups: Sequence[Group]) -> Iterator[Likeness]:
    yield from _same_names(groups)
    yield from _same_places(groups)
    yield from _abbreviations(groups)
    yield from _same_words(groups)
    yield from _like_spellings(groups)


def _same_names(groups: Iterable[Group]) -> Iterator[Likeness]:
    """Equal names that are apart: other spaces, numbers, forms or municipalities, or a form that only one prints."""
    for pair in _pairs(groups, lambda group: {identity.key for identity in group.identities}):
        if _spellings(pair[0]) & _spellings(pair[1]):
            yield _to_same_name(pair)
        elif not _contradict(*pair):
            yield _to_likeness(pair, "spelling", 99, "the names differ in spaces alone")


def _spellings(group: Group) -> set[tuple[str, str, str]]:
    return {identity.name for identity in group.identities}


def _to_same_name(pair: tuple[Group, Group]) -> Likeness:
    one, other = pair
    if not _contradict(one, other) and contradict((one.number, other.number), (one.places, other.places)):
        reason = f"the same name in {_to_places(one)}, and in {_to_places(other)}"
        return _to_likeness(pair, "municipality", _SURE, reason)
    forms = [sorted({identity.form or "no legal form" for identity in group.identities}) for group in pair]
    if forms[0] != forms[1]:
        reason = f"the same name with {' and '.join(forms[0])}, and with {' and '.join(forms[1])}"
        return _to_likeness(pair, "legal_form", _SURE, reason)
    numbers = [group.number or "none" for group in pair]
    reason = f"the same name with the enterprise number {numbers[0]}, and with {numbers[1]}"
    return _to_likeness(pair, "enterprise_number", _SURE, reason)


def _to_places(group: Group) -> str:
    """The municipalities in words; of many the first and how many more."""
    told = sorted({found.grant.municipality for found in group.recipients if found.grant.municipality})
    more = f" and {len(told) - _TOLD} more" if len(told) > _TOLD else ""
    return f"{', '.join(told[:_TOLD])}{more}" if told else "no municipality"


def _same_places(groups: Iterable[Group]) -> Iterator[Likeness]:
    """`Limburg`, and `Provincie Limburg`: the name of a place that may be its municipality or province."""
    by_place: dict[str, list[tuple[str, Group]]] = defaultdict(list)
    for group in groups:
        for key in {identity.key for identity in group.identities if ":" in identity.key}:
            kind, _, place = key.partition(":")
            by_place[place].append((kind, group))
    for same in by_place.values():
        for (kind, one), (other_kind, other) in combinations(same, 2):
            if (
                kind != other_kind
                and "place" in (kind, other_kind)
                and one is not other
                and not _contradict(one, other)
            ):
                reason = "one is printed with the name of a place alone, which may be the other"
                yield _to_likeness((one, other), "place", 90, reason)


def _abbreviations(groups: Sequence[Group]) -> Iterator[Likeness]:
    """`VVX` in one document, and `Vereniging voor X (VVX)` in another."""
    full: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for short in {name.short for name in group.names if name.short is not None}:
            full[short].append(group)
    for group in groups:
        for key in {identity.key for identity in group.identities}:
            for other in full.get(key, []):
                if other is not group and not _contradict(group, other):
                    reason = "the name of one is printed as the abbreviation of the other, in another document"
                    yield _to_likeness((group, other), "abbreviation", 90, reason)


def _same_words(groups: Iterable[Group]) -> Iterator[Likeness]:
    """The same words in another order, shortened, or but for little words and signs."""
    for pair in _pairs(groups, lambda group: {_to_content(name.words) for name in group.names} - {""}):
        if not _contradict(*pair):
            reason = "the same words in another order, shortened, or but for little words"
            yield _to_likeness(pair, "words", 95, reason)


def _to_content(words: Sequence[str]) -> str:
    full = (part for word in words for part in _abbreviated().get(word, (word,)))
    return " ".join(sorted(word for word in full if word not in _fillers() and word.isalnum()))


def _like_spellings(groups: Sequence[Group]) -> Iterator[Likeness]:
    spellings, owners = [], []
    for group in groups:
        for name in {name.key: name for name in group.names if name.kind == "organisation"}.values():
            spellings.append(Spelling(name.key, name.words, find_numbers(name.words), find_places(name.words)))
            owners.append(group)
    for one, other, score in find_like_spellings(spellings):
        pair = (owners[one], owners[other])
        if pair[0] is not pair[1] and not _contradict(*pair):
            yield _to_likeness(pair, "spelling", score, "the names are spelt alike")


def find_numbers(words: Sequence[str]) -> tuple[str, ...]:
    """The words that number one of several: with a digit, Roman, or of one letter (`School A`)."""
    return tuple(
        word
        for word in words
        if word in _NUMERALS or (len(word) == 1 and word.isalnum()) or any(map(str.isdigit, word))
    )


def _contradict(one: Group, other: Group) -> bool:
    """Whether two enterprise numbers, or two legal forms, say that they are not one."""
    if one.number and other.number:
        return True
    forms = [{identity.form for identity in group.identities if identity.form} for group in (one, other)]
    return bool(forms[0] and forms[1] and not forms[0] & forms[1])


def _pairs(groups: Iterable[Group], to_keys: Callable[[Group], set[str]]) -> Iterator[tuple[Group, Group]]:
    """Every two groups that share a key."""
    by_key: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for key in sorted(to_keys(group)):
            by_key[key].append(group)
    for same in by_key.values():
        yield from combinations(same, 2)


def _to_likeness(pair: Sequence[Group], kind: LikenessKind, score: int, reason: str) -> Likeness:
    one, other = sorted(group.organisation_id for group in pair)
    return Likeness(one, other, kind, score, reason)


@cache
def _fillers() -> frozenset[str]:
    return frozenset(row["words"] for row in load_words("name_fillers"))


@cache
def _abbreviated() -> dict[str, tuple[str, ...]]:
    return {row["word"]: tuple(row["full"].split()) for row in load_words("name_abbreviations")}
