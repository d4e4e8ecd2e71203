"""Chunks joined into phrases: `een subsidie van 10.000 euro` becomes one amount, `voor het project ‘X’` one title.

The labels that are left: `O` recipient, `A` amount, `G` a grant without amount, `T` title, `Y` time, `C` a
circumstance or giver, verbs, punctuation; whatever could not be understood keeps its letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from parsers.prose_chunks import VERBS, Chunk, to_labels

_TITLE_ENDS = ",;:().?-AY~JME" + VERBS
# `voor ‘Y’ en aan vzw Z 12.000 euro`, `voor ‘Y’ en vzw Z kreeg 12.000 euro`
_OTHER_GRANT = re.compile(r"e?n?O[(]?A|e?nO|eO[vV][^OTn.,;:]*A|eY?A")

Join = Callable[[tuple[Chunk, ...]], Chunk]


def join_phrases(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """The same sentence in fewer chunks."""
    found = tuple(chunks)
    for pattern, join in _JOINS:
        found = _join_all(found, pattern, join)
    found = _join_titles(found)
    for pattern, join in _LATE_JOINS:
        found = _join_all(found, pattern, join)
    return found


def _join_all(chunks: tuple[Chunk, ...], pattern: re.Pattern[str], join: Join) -> tuple[Chunk, ...]:
    """Every match of the pattern over the labels becomes one chunk."""
    found: list[Chunk] = []
    at = 0
    for match in pattern.finditer(to_labels(chunks)):
        found += chunks[at : match.start()]
        found.append(join(chunks[match.start() : match.end()]))
        at = match.end()
    return (*found, *chunks[at:])


def _to_amount(parts: tuple[Chunk, ...]) -> Chunk:
    amount = next(part for part in parts if part.label == "A")
    told = any(part.label == "g" for part in parts)
    return replace(_span(parts, "A"), inner=amount.inner, value_eur=amount.value_eur, strong=told or amount.strong)


def _to_told(parts: tuple[Chunk, ...]) -> Chunk:
    return replace(_to_amount(parts), strong=True)


def _to(label: str) -> Join:
    return lambda parts: _span(parts, label)


def _to_announced(parts: tuple[Chunk, ...]) -> Chunk:
    """A word for grants, `strong` when it announces several: `volgende subsidies`."""
    return replace(_span(parts, "G"), strong=any(part.strong for part in parts))


def _span(parts: Sequence[Chunk], label: str) -> Chunk:
    start, end = parts[0].start, parts[-1].end
    return Chunk(label, start, end, parts[0].first, parts[-1].last, (start, end))


def _to_quoted_title(parts: tuple[Chunk, ...]) -> Chunk:
    return replace(_span(parts, "T"), inner=parts[-1].inner)


def _to_named_title(parts: tuple[Chunk, ...]) -> Chunk:
    return replace(_span(parts, "T"), inner=parts[-1].inner)


def _keep_first_name(parts: tuple[Chunk, ...]) -> Chunk:
    name = next(part for part in parts if part.label == "O")
    return replace(name, start=parts[0].start, first=parts[0].first, end=parts[-1].end, last=parts[-1].last)


def _keep_name(parts: tuple[Chunk, ...]) -> Chunk:
    return replace(parts[-1], start=parts[0].start, first=parts[0].first)


_JOINS: tuple[tuple[re.Pattern[str], Join], ...] = (
    (re.compile(r"BO"), _to("B")),  # `het Departement Omgeving`
    (re.compile(r"^[ucy]l?x{0,2}[!$][ui]A"), _to("C")),  # `van het beschikbare budget van 500.000 euro`
    (re.compile(r"l?o,[ui]A,"), _to_told),  # `De eerste, van 10.000 euro, ging naar`
    (re.compile(r"Dl?B?~|l?BD~"), _to("C")),  # `besliste de Vlaamse Regering om`
    (re.compile(r"[uc]l?B|l?B(?=[^O])|l?B$"), _to("C")),  # `van de Vlaamse overheid`
    (re.compile(r"l?x{0,2}g[uit]A"), _to_amount),  # `een eenmalige projectsubsidie van 10.000 euro`
    (re.compile(r"l?[uit]{1,2}A"), _to_amount),  # `voor een bedrag van 10.000 euro`, `een van 10.000 euro`
    (re.compile(r"An?x?g"), _to_amount),  # `10.000 euro aan subsidies`
    (re.compile(r"l(?=J[xg])"), _to("f")),  # `de jaarlijkse subsidie`
    (re.compile(r"l?x{0,2}g"), _to_announced),
    (re.compile(r"c[cxlGOuijyYqteB]*(?=[nA(,.:;JME" + VERBS + r"]|$)"), _to("C")),  # `in het kader van de oproep X`
    (re.compile(r"yl?O"), _to("C")),  # `in Gent`
)
_LATE_JOINS: tuple[tuple[re.Pattern[str], Join], ...] = (
    (re.compile(r"l?jq|q"), _to_quoted_title),  # `het project ‘X’`
    (re.compile(r"(?<=A)\((?:[lx]*G|x)\)"), _to("f")),  # `50.000 euro (KMO-groeisubsidie)`
    (re.compile(r"l?jO(?=uO)"), _to_named_title),  # `het project Kom Buiten van vzw Y`
    (re.compile(r"(?<=T),uO,?(?=[Yw])"), _keep_first_name),  # `het project ‘X’, ingediend door vzw Y, werd`
    (re.compile(r"(?<=T)uO"), _keep_name),  # `het project ‘X’ van vzw Y`
    (re.compile(r"(?<=Y),C,(?=A)"), _to("C")),  # `in 2022, als gevolg van de indexering, 31.450 euro`
    (re.compile(r"\(T\)"), lambda parts: replace(parts[1], start=parts[0].start, end=parts[2].end)),
)


def _join_titles(chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """`voor` and what follows up to the clause's end."""
    found: list[Chunk] = []
    at = 0
    while at < len(chunks):
        end = _find_title_end(chunks, at) if chunks[at].label == "t" else at + 1
        found.append(_to_title(chunks[at:end]) if end > at + 1 else chunks[at])
        at = end
    return tuple(found)


def _find_title_end(chunks: Sequence[Chunk], at: int) -> int:
    labels = to_labels(chunks)
    for end in range(at + 1, len(labels)):
        if labels[end] in _TITLE_ENDS or (end > at + 1 and _OTHER_GRANT.match(labels[end:])):
            return end
    return len(labels)


def _to_title(parts: tuple[Chunk, ...]) -> Chunk:
    """The title's own words: the quoted ones, those behind `het project`, or all; a lone recipient keeps its name."""
    said = parts[1:]
    labels = to_labels(said)
    if "!" in labels:
        return _span(parts, "!")
    whole = _span(parts, "T")
    if labels == "O":
        return replace(whole, inner=said[0].inner, strong=said[0].strong, place=said[0].place, proper=said[0].proper)
    if quoted := next((part for part in said if part.label == "q"), None):
        return replace(whole, inner=quoted.inner)
    named = re.match(r"l?j(?=O)", labels)
    start = said[named.end() if named else 0].start
    return replace(whole, inner=(start, said[-1].end))
