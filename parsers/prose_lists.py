"""Items of a list that tell of grants: `- Vzw X: 45.000 euro voor ‘Y’`, `1) Stad Gent (75.000 euro)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.dates import find_years
from parsers.prose_chunks import Chunk, to_labels
from parsers.prose_item_amounts import find_granted, find_listed
from parsers.prose_language import words_of
from parsers.prose_names import is_municipality
from parsers.prose_pairs import ToldGrant, find_one_year, to_segments, to_value
from parsers.prose_parts import Part, names_role, to_parts
from parsers.prose_sentences import drop_tail
from schemas.columns import Role

_PASSED_OVER = "fYCB."
_SEPARATORS = ":-(),;"
_CODE = re.compile(r"(?=\S*\d)[\w./-]+|nr\.?")
_DATE_OR_LABEL = re.compile(r":|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_REMARK = re.compile(r"\([^()A]+A[^()A]*\)")
_NOUNS = set("xulieYC-")  # `, inrichting van een atelier`
_NAMED = re.compile(r"n?O(?:T|v|V)?")

Span = tuple[int, int]
Segment = list[Chunk]


@dataclass(frozen=True, slots=True)
class ItemGrant:
    """A grant told by an item. `has_name`: else its recipient must stand above the list. `sure`: the name is known by
    more than capitals. `words` is all that stands before the amount, the title where the recipient stands above, and
    `parts` are its parts; `behind` is the title that stands behind the amount. `others` are its other amounts."""

    grant: ToldGrant
    has_name: bool
    sure: bool
    words: Span | None
    parts: tuple[Part, ...]
    behind: Span | None
    others: tuple[tuple[Role | None, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the amount, or right behind one that comes first."""

    name: Chunk | None
    title: Span | None
    words: Span | None = None
    parts: tuple[Part, ...] = ()


def read_item(text: str, chunks: Sequence[Chunk]) -> tuple[ItemGrant, ...]:
    """The grants of one item (several, where each amount has its own year); empty for an item of another kind."""
    granted = find_granted(text, chunks)
    spoken = _drop_remark(_drop_item_tail(_to_harmless(granted.chunks)))
    if set(to_labels(spoken)) & set("!$?"):
        return ()
    if listed := find_listed([chunk for chunk in spoken if chunk.label not in "fCB"]):
        return tuple(_to_listed(name, amount, find_one_year(spoken[:1])) for name, amount in listed)
    core = [chunk for chunk in spoken if chunk.label not in _PASSED_OVER]
    amounts = [chunk for chunk in core if chunk.label == "A"]
    parts = _split_years(spoken, amounts)
    if not parts:
        return ()
    at = core.index(amounts[0])
    segments = _segments(text, core[:at])
    head = _read_head(text, core[:at]) if segments else _read_behind(core[at + 1 :])
    parts_before = to_parts(text, spoken[: spoken.index(amounts[0])])
    head = replace(head, words=_text_of(text, segments), parts=parts_before)
    told = (_to_grant(text, head, amount, part) for amount, part in zip(amounts, parts, strict=True))
    return tuple(replace(grant, others=granted.others) for grant in told)


def _to_listed(name: Chunk, amount: Chunk, year: int | None) -> ItemGrant:
    told = ToldGrant(name.inner, amount.inner, to_value(amount), None, year, place=name.place)
    return ItemGrant(told, True, name.strong, None, (), None)


def _drop_item_tail(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """Without an explaining clause behind the amount; one before it belongs to the title (`steun om te groeien`)."""
    at = to_labels(chunks).find("A") + 1
    before = [replace(chunk, label="x") if chunk.label == "~" else chunk for chunk in chunks[:at]]
    return drop_tail([*before, *chunks[at:]], max(1, at))


def _to_grant(text: str, head: _Head, amount: Chunk, part: Sequence[Chunk]) -> ItemGrant:
    behind = _find_title_behind(text, [c for c in part if c.start >= amount.end], head.name)
    head = _join_name(text, head) if behind else head
    title = head.title or behind
    name = head.name.inner if head.name else amount.inner
    year = find_one_year(part) or _find_bare_year(text, part)
    place = head.name.place if head.name else None
    grant = ToldGrant(name, amount.inner, to_value(amount), title, year, place=place)
    return ItemGrant(
        grant, head.name is not None, head.name is not None and head.name.strong, head.words, head.parts, behind
    )


def _join_name(text: str, head: _Head) -> _Head:
    """`Genootschap voor Streekgeschiedenis: 6.800 euro voor het project ‘Y’`: the title stands behind the amount, so
    that `voor` and the capital behind it belong to the name."""
    if head.name is None or head.title is None:
        return head
    (start, end), (title, title_end) = head.name.inner, head.title
    if text[end:title].strip() not in words_of("for") or not text[title].isupper():
        return head
    whole = (start, title_end)
    parts = tuple(replace(part, name=whole) if part.name == (start, end) else part for part in head.parts)
    return replace(head, name=replace(head.name, inner=whole), title=None, parts=parts)


def _to_harmless(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Inside a title may stand words that would object in a sentence: `Zorgeloos huren`, but not `Voorzien bedrag`."""
    labels = "-" + to_labels(chunks)
    inside = [label == "$" and labels[at] not in _SEPARATORS for at, label in enumerate(labels[1:])]
    return [replace(chunk, label="x") if free else chunk for chunk, free in zip(chunks, inside, strict=True)]


def _drop_remark(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """Without a bracket behind the amount that tells of another one: `210.000 euro (voorschot: 168.000 euro)`."""
    labels = to_labels(chunks)
    remark = _REMARK.search(labels, labels.find("A") + 1)
    return (*chunks[: remark.start()], *chunks[remark.end() :]) if remark else tuple(chunks)


def _find_bare_year(text: str, part: Sequence[Chunk]) -> int | None:
    """`vzw X – ‘Y’ – 2021 – 10.000 euro`: a year that is a part by itself."""
    years = find_years(text[part[0].start : part[-1].end]) if part else ()
    return years[0] if len(years) == 1 else None


def _split_years(spoken: Sequence[Chunk], amounts: Sequence[Chunk]) -> list[Sequence[Chunk]]:
    """The part of the item about each amount; of several, each must have a year of its own."""
    if len(amounts) < 2:
        return [spoken] * len(amounts)
    parts = to_segments(spoken, [(amount.start, amount.end) for amount in amounts])
    years = [find_one_year(part) for part in parts]
    return parts if None not in years and len(set(years)) == len(years) else []


def _segments(text: str, chunks: Sequence[Chunk]) -> list[Segment]:
    """The parts between colons, dashes, bars, brackets and commas, without codes, dates and lone words for a grant."""
    segments: list[Segment] = [[]]
    for chunk in chunks:
        if chunk.label in _SEPARATORS:
            segments.append([])
        else:
            segments[-1].append(chunk)
    return [segment for segment in segments if segment and not _says_nothing(text, segment)]


def _says_nothing(text: str, segment: Segment) -> bool:
    return names_role(text, segment) or all(
        c.label == "G" or (c.label == "x" and _CODE.fullmatch(text[c.start : c.end])) for c in segment
    )


def _read_head(text: str, before: Sequence[Chunk]) -> _Head:
    segments = _segments(text, before)
    first, rest = segments[0], segments[1:]
    labels = to_labels(first)
    name = next((chunk for chunk in first if chunk.label == "O"), None)
    if name is not None and _NAMED.fullmatch(labels):
        if rest and _is_place_behind(before, name, rest[0]):
            name, rest = _add_place(text, name, rest[0][0]), rest[1:]
        return _Head(name, _title_of(first) or _text_of(text, rest))
    if name is not None and labels == "TO":  # `‘Regenboogtuin’ van Kleuterschool Het Nestje`
        return _Head(replace(name, strong=name.strong or name.proper), _title_of(first))
    named = next((segment[0] for segment in rest if to_labels(segment) == "O" and segment[0].strong), None)
    if named is not None:
        return _Head(named, _text_of(text, [segment for segment in segments if segment[0].end <= named.start]))
    return _Head(None, _text_of(text, segments))


def _add_place(text: str, name: Chunk, behind: Chunk) -> Chunk:
    if is_municipality(text[slice(*behind.inner)]):
        return replace(name, place=behind.inner)
    return replace(name, inner=(name.inner[0], behind.inner[1]))


def _is_place_behind(before: Sequence[Chunk], name: Chunk, segment: Segment) -> bool:
    """`FMDO vzw, Roeselare: 19.000 euro`."""
    after = [chunk for chunk in before if chunk.start >= name.end]
    return to_labels(after[:2]) == ",O" and len(segment) == 1 and not segment[0].strong


def _read_behind(behind: Sequence[Chunk]) -> _Head:
    """`12.500 euro aan vzw De Brug voor het project Buurtkracht`, `15.000 euro voor vzw Circolito`.

    Behind `aan` a name is sure: a list of amounts «aan» something names who got them.
    """
    said = [chunk for chunk in behind if chunk.label not in _SEPARATORS]
    labels = to_labels(said)
    named = re.match(r"n?O", labels)
    if named:
        name = said[named.end() - 1]
        return _Head(replace(name, strong=name.strong or labels.startswith("n")), None)
    named_for = labels.startswith("T") and (said[0].strong or said[0].proper)
    return _Head(said[0], None) if named_for else _Head(None, None)


def _title_of(segment: Segment) -> Span | None:
    return next((chunk.inner for chunk in segment if chunk.label == "T"), None)


def _text_of(text: str, segments: Sequence[Segment]) -> Span | None:
    """The title that segments print between name and amount: the quoted one, or all their words."""
    if len(segments) == 1 and to_labels(segments[0]) == "T":
        return segments[0][0].inner
    if not segments:
        return None
    start, end = segments[0][0].start, segments[-1][-1].end
    return (start, end) if any(letter.isalpha() for letter in text[start:end]) else None


def _find_title_behind(text: str, behind: Sequence[Chunk], name: Chunk | None) -> Span | None:
    """`: 10.000 euro voor ‘Y’`, `: 10.000 euro (Warme maaltijden)`, `: 10.000 euro - Buurtsalon`."""
    titles = [chunk for chunk in behind if chunk.label == "T" and chunk is not name]
    if titles:
        return titles[0].inner if len(titles) == 1 else None
    said = [chunk for chunk in behind if chunk.label not in _PASSED_OVER]
    if not said or said[0].label not in "-(,:;" or (name and name.start >= said[0].start):
        return None
    segments = _segments(text, said[1:])
    span = _text_of(text, segments[:1])
    if span is None or _DATE_OR_LABEL.search(text[said[0].start :]):
        return None
    noun = len(segments) == 1 and said[0].label in ",;" and set(to_labels(segments[0])) <= _NOUNS
    return span if text[span[0]].isupper() or noun else None
