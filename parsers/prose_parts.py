"""The parts of a list item before its amount (`Zon op het dak – Stad Genk –`), and which of them name recipients.

An item alone often does not say whether `Red Star Line Museum` is a recipient or a project; the list does: recipients
stand in the same place in each item, and most of them look like names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.header_words import match_header
from parsers.prose_chunks import Chunk, to_labels
from parsers.prose_language import words_of
from parsers.prose_names import is_municipality, is_proper

_STRONG_MARKS, _WEAK_MARKS = "-:;()", ","
_CODE = re.compile(r"(?=\S*\d)[\w./-]+|nr\.?")
_TYPED = re.compile(r"Ox{0,2}O")  # `Lokaal dienstencentrum De Notelaar`
_LEADING = re.compile(r"[nlfY]*(?=O)")
_WORST_RANK = 2
_MOSTLY = 0.5
_CLEARLY = 0.5
_WEIGHTS = {"sure": 2.0, "proper": 1.5, "weak": 0.5, "text": 0.0}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """`text[start:end]` of an item. `looks`: as a `sure` name (a legal form, a word such as `stad`), `proper`
    (capitals), `weak` (one capital) or `text`. `name` is the part without article and place, `place` where it is."""

    span: Span
    name: Span
    looks: str
    place: Span | None


def to_parts(text: str, head: Sequence[Chunk]) -> tuple[Part, ...]:
    """The parts of what stands before the amount, in order; commas part only where nothing else does."""
    inside = to_labels(head).rstrip(_STRONG_MARKS + _WEAK_MARKS)
    marks = _STRONG_MARKS if set(inside) & set(_STRONG_MARKS) else _WEAK_MARKS + _STRONG_MARKS
    groups: list[list[Chunk]] = [[]]
    for chunk in head[: len(inside)]:
        if chunk.label in marks:
            groups.append([])
        else:
            groups[-1].append(chunk)
    return _join_places(text, [_to_part(text, group) for group in groups if not _says_nothing(text, group)])


def names_role(text: str, group: Sequence[Chunk]) -> bool:
    """`organisator`, as in `Marathon (organisator: vzw X)`."""
    said = text[group[0].start : group[-1].end]
    return said.islower() and any(
        claim.role == "organisation" and claim.rank <= _WORST_RANK for claim in match_header(said)
    )


def _says_nothing(text: str, group: Sequence[Chunk]) -> bool:
    """Words for a grant, years and codes only."""
    if group and names_role(text, group):
        return True
    return all(c.label in "GYf.," or (c.label == "x" and _CODE.fullmatch(text[c.start : c.end])) for c in group)


def _to_part(text: str, group: Sequence[Chunk]) -> Part:
    while group[-1].label in ",YG." and len(group) > 1:
        group = group[:-1]
    span = (group[0].start, group[-1].end)
    lead = _LEADING.match(to_labels(group))
    if lead is None:
        inner = group[0].inner if to_labels(group) in ("q", "T") else span
        return Part(span, inner, "text", None)
    first, rest = group[lead.end()], to_labels(group[lead.end() + 1 :])
    if not rest.rstrip("T"):
        return Part(span, first.inner, _to_looks(text, first), first.place)
    if rest == ",O" and is_municipality(text[slice(*group[-1].inner)]):
        return Part(span, first.inner, _to_looks(text, first), group[-1].inner)  # `– Kerkfabriek Sint-Jan, Temse –`
    if _TYPED.fullmatch("O" + rest):
        return Part(
            span, (first.inner[0], group[-1].inner[1]), "sure" if group[-1].strong else "proper", group[-1].place
        )
    if not first.strong or set(rest) & set("!AvVhwpPKs"):
        return Part(span, span, "text", None)
    return Part(span, (first.inner[0], span[1]), "sure", None)


def _to_looks(text: str, name: Chunk) -> str:
    if name.strong:
        return "sure"
    return "proper" if is_proper(text[slice(*name.inner)]) else "weak"


def _join_places(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """`FMDO vzw, Roeselare`: a municipality behind a name is its place; `Gezinsbond, afdeling Mol` is one name."""
    joined: list[Part] = []
    for part in parts:
        before = joined[-1] if joined else None
        if before and before.looks != "text" and _is_branch(text, part):
            joined[-1] = Part(
                (before.span[0], part.span[1]), (before.name[0], part.span[1]), before.looks, before.place
            )
        elif before and before.looks != "text" and not before.place and is_municipality(text[slice(*part.name)]):
            joined[-1] = Part((before.span[0], part.span[1]), before.name, before.looks, part.name)
        else:
            joined.append(part)
    return tuple(joined)


def _is_branch(text: str, part: Part) -> bool:
    return text[part.span[0] :].lower().startswith(tuple(words_of("branch", "recipient_words")))


def find_name_column(items: Sequence[Sequence[Part]], groups: bool) -> int | None:
    """Which part of each item names its recipient, counted from 0; None where the list leaves a doubt.

    `groups`: the lead says that the items are recipients, so of two that look alike the first one is.
    """
    count = min((len(parts) for parts in items if parts), default=0)
    if not count:
        return None
    scores = [sum(_WEIGHTS[parts[at].looks] for parts in items if parts) / len(items) for at in range(count)]
    best = max(range(count), key=lambda at: (scores[at], -at))
    named = sum(parts[best].looks in ("sure", "proper") for parts in items if parts)
    if groups and scores[0] > 0 and scores[0] >= scores[best] - _CLEARLY:
        return 0
    others = [score for at, score in enumerate(scores) if at != best]
    clear = all(scores[best] - score >= _CLEARLY for score in others)
    return best if clear and named > _MOSTLY * len(items) else None


def find_title(parts: Sequence[Part], column: int) -> Span | None:
    """What else stands before the amount: the part before the name, else the one behind it."""
    others = [part for at, part in enumerate(parts) if at != column]
    named = [part for part in others if part.looks == "text"] or others
    return (named[0].name if named[0].looks == "text" else named[0].span) if named else None
