"""Organisations looked up by name in the public KBO files: told beside what is printed, never in its place.

A name that one legal person has is `exact`, or `exact_elsewhere` where that is in none of the municipalities printed
with the grants; of several the one in such a municipality is `exact_in_municipality`; else the name is `ambiguous`, and
no number is told. `candidate` is a name that is only like it. A printed enterprise number is looked up too: the score
then tells how much alike the names are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pyarrow as pa
from rapidfuzz import fuzz

from flows.organisations.kbo_files import (
    KboEnterprise,
    KboName,
    read_enterprises,
    read_names,
    require_kbo,
    to_compared,
    to_printed,
    to_skeleton,
)
from flows.organisations.likeness import find_numbers
from parsers.organisation_names import to_organisation_name
from parsers.public_bodies import body_words, find_public_body
from parsers.vocabulary import fold, load_words
from schemas.organisations import KboMatch, OrganisationName, OrganisationRecord

_LEAST = 90  # of 100, for a candidate
_SHORTEST_SKELETON = 6  # with its `~`
_LOOKED_UP = ("organisation", "municipality", "province")


@dataclass(slots=True)
class _Search:
    """An organisation that is looked for: its names taken apart, and what was found."""

    organisation: OrganisationRecord
    names: tuple[OrganisationName, ...]
    found: dict[str, tuple[str, int]] = field(default_factory=dict)

    def to_texts(self) -> Iterator[str]:
        """The names to look for: the printed ones, and `Stad Gent`, `Gemeente Gent` … for `Gent`."""
        yield from self.organisation.printed_names
        if self.organisation.kind in ("municipality", "province"):
            kind, place = self.names[0].key.split(":")
            yield from (f"{words} {place}" for words in body_words(kind))

    def add(self, number: str, name: str, score: int) -> None:
        """Keep the best name of each enterprise."""
        if score > self.found.get(number, ("", -1))[1]:
            self.found[number] = (name, score)


def with_kbo(organisations: Sequence[OrganisationRecord], folder: Path) -> tuple[OrganisationRecord, ...]:
    """The organisations with what the KBO files in this folder tell. Raises MalformedKbo, which names the file."""
    require_kbo(folder)
    searches = [_to_search(row) for row in organisations if row.kind in _LOOKED_UP]
    for name, search in _find_pairs(searches, folder):
        score = _score(search, name)
        if score is not None:
            search.add(name.number, name.name, score)
    enterprises = read_enterprises(folder, {number for search in searches for number in search.found})
    told = {search.organisation.organisation_id: _decide(search, enterprises) for search in searches}
    return tuple(told.get(row.organisation_id, row) for row in organisations)


def _to_search(organisation: OrganisationRecord) -> _Search:
    glued = (name.replace("-", "") for name in organisation.printed_names)  # `Bos-uil` is `Bosuil` too
    names = map(to_organisation_name, (*organisation.printed_names, *glued))
    return _Search(organisation, tuple(dict.fromkeys(names)))


def _find_pairs(searches: Sequence[_Search], folder: Path) -> Iterator[tuple[KboName, _Search]]:
    """Names of the KBO, each with the organisations that it may be."""
    by_text: dict[str, list[_Search]] = defaultdict(list)
    by_number = {row.enterprise_number: search for search in searches if (row := search.organisation).enterprise_number}
    printed = [(text, search) for search in searches for text in search.to_texts()]
    for (_, search), texts in zip(printed, _to_texts([text for text, _ in printed]), strict=True):
        for text in texts:
            by_text[text].append(search)
    numbers = pa.array([to_printed(number) for number in sorted(by_number)], pa.string())
    kept = list(read_names(folder, pa.array(sorted(by_text), pa.string()), numbers))
    for name, texts in zip(kept, _to_texts([name.name for name in kept]), strict=True):
        near = {id(search): search for text in texts for search in by_text.get(text, ())}
        if name.number in by_number:
            near[id(by_number[name.number])] = by_number[name.number]
        yield from ((name, search) for search in near.values())


def _to_texts(names: Sequence[str]) -> list[list[str]]:
    """What each name is found by: its compared form, and its skeleton where that is long enough."""
    compared = to_compared(pa.array(names, pa.string()))
    pairs = zip(compared.to_pylist(), to_skeleton(compared).to_pylist(), strict=True)
    return [[text for text in (one, other if len(other) >= _SHORTEST_SKELETON else "") if text] for one, other in pairs]


def _score(search: _Search, found: KboName) -> int | None:
    """100 for the same name, 90 and more for one like it; any score where the printed number is the same."""
    name = to_organisation_name(found.name)
    same = [own for own in search.names if _is_same(name, own)]
    if same:  # `De Ark` is only like `Deark`
        is_spelt_so = search.organisation.kind != "organisation" or any(own.words == name.words for own in same)
        return 100 if is_spelt_so else 99
    score = max(round(fuzz.ratio(name.key, own.key)) for own in search.names)
    if found.number == search.organisation.enterprise_number:
        return min(score, 99)
    same_numbers = any(find_numbers(name.words) == find_numbers(own.words) for own in search.names)
    is_like = search.organisation.kind == "organisation" and same_numbers and score >= _LEAST
    return min(score, 99) if is_like and not _contradicts(name.form, search.organisation) else None


def _is_same(name: OrganisationName, own: OrganisationName) -> bool:
    """Whether the keys and forms agree; a municipality's name alone is in the KBO any enterprise's."""
    if own.kind != "organisation":
        body = find_public_body(name.words)
        return name.key == own.key and body is not None and " ".join(name.words) != body[1]
    return name.key == own.key and (name.form is None or own.form is None or name.form == own.form)


def _contradicts(form: str | None, organisation: OrganisationRecord) -> bool:
    return form is not None and organisation.legal_form is not None and form != organisation.legal_form


def _decide(search: _Search, enterprises: Mapping[str, KboEnterprise]) -> OrganisationRecord:
    """What is told of all that was found."""
    organisation = search.organisation
    known = {
        number: told
        for number, told in search.found.items()
        if number in enterprises and not _contradicts(_forms().get(enterprises[number].form_code), organisation)
    }
    number = organisation.enterprise_number
    if number is not None:
        own = search.found.get(number) if number in enterprises else None
        return _tell(organisation, number, own, "enterprise_number") if own else organisation
    exact = [number for number, (_, score) in known.items() if score == 100]
    if len(exact) == 1:
        is_elsewhere = _is_elsewhere(organisation, enterprises[exact[0]])
        return _tell(organisation, exact[0], known[exact[0]], "exact_elsewhere" if is_elsewhere else "exact")
    if exact:
        return _decide_place(organisation, exact, known, enterprises)
    best = sorted(known, key=lambda number: (-known[number][1], number))[:1]
    return _tell(organisation, best[0], known[best[0]], "candidate") if best else organisation


def _is_elsewhere(organisation: OrganisationRecord, enterprise: KboEnterprise) -> bool:
    """Whether both tell where they are, and nowhere the same; a municipality is where its name says."""
    printed, own = _to_folded(organisation.municipalities), _to_folded(enterprise.municipalities)
    return organisation.kind == "organisation" and bool(printed and own) and not printed & own


def _to_folded(places: Iterable[str]) -> set[str]:
    return {fold(place) for place in places}


def _decide_place(
    organisation: OrganisationRecord,
    exact: Iterable[str],
    known: Mapping[str, tuple[str, int]],
    enterprises: Mapping[str, KboEnterprise],
) -> OrganisationRecord:
    """The one of several with the same name that is in a municipality printed with the grants."""
    printed = _to_folded(organisation.municipalities)
    here = [number for number in exact if printed & _to_folded(enterprises[number].municipalities)]
    if len(here) == 1:
        return _tell(organisation, here[0], known[here[0]], "exact_in_municipality")
    return replace(organisation, kbo_match="ambiguous", kbo_score=100)


def _tell(organisation: OrganisationRecord, number: str, told: tuple[str, int], match: KboMatch) -> OrganisationRecord:
    return replace(organisation, kbo_number=number, kbo_name=told[0], kbo_score=told[1], kbo_match=match)


@cache
def _forms() -> dict[str, str]:
    return {row["code"]: row["form"] for row in load_words("kbo_forms")}
