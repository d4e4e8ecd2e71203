"""Items with several amounts: which one was granted (`(aangevraagd 50.000 euro, toegekend 45.000 euro)`), and items
that hold a list of their own (`2020: Rederij X (27.000 euro), Rederij Y (31.500 euro)`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.header_words import match_header
from parsers.prose_chunks import Chunk, to_labels
from schemas.columns import Role

_MARKS = "(),;:-"
_GRANTED = "pG"
_OTHER = "!$rPK"
_LISTED = re.compile(r"(?:Y:)?(?:O(?:\(A[,Y]*\)|:A|A)[,;e]+)+O(?:\(A[,Y]*\)|:A|A)[.;,]*")
_EMPTY = re.compile(r"\([,;]*(?:A[,;]*)?\)")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GrantedAmount:
    """An item's chunks without its other amounts, and the places of those, with the role of the words
    beside them: `aangevraagd`."""

    chunks: tuple[Chunk, ...]
    others: tuple[tuple[Role | None, Span], ...] = ()


def find_granted(text: str, chunks: Sequence[Chunk]) -> GrantedAmount:
    """Of several amounts the one that the words beside it say was granted, or the only one without such words.

    All chunks where that leaves a doubt.
    """
    parts = list(_to_parts(chunks))
    if len(parts) < 2:
        return GrantedAmount(tuple(chunks))
    looks = [_to_look(part) for part in parts]
    sure = [part for part, look in zip(parts, looks, strict=True) if look == "granted"]
    plain = [part for part, look in zip(parts, looks, strict=True) if look == "plain"]
    kept = sure if len(sure) == 1 and not plain else plain
    if len(kept) != 1 or (sure and kept is plain):
        return GrantedAmount(tuple(chunks))
    others = [part for part in parts if part is not kept[0]]
    dropped = {id(chunk) for part in others for chunk in part}
    labelled = {id(chunk) for chunk in kept[0] if kept is sure and chunk.label != "A"}
    said = [chunk for chunk in chunks if id(chunk) not in dropped | labelled]
    return GrantedAmount(_drop_empty(said), tuple(_find_roles(text, others)))


def _to_parts(chunks: Sequence[Chunk]) -> Iterator[list[Chunk]]:
    """Each amount with the words before it, up to the mark or amount before, and the telling words right behind it."""
    labels = to_labels(chunks)
    for at in (i for i, label in enumerate(labels) if label == "A"):
        start = at
        while start and labels[start - 1] not in _MARKS + "AOTY":
            start -= 1
        end = at + 1
        while end < len(labels) and labels[end] in "!$pPK":
            end += 1
        yield list(chunks[start:end])


def _to_look(part: Sequence[Chunk]) -> str:
    labels = to_labels(part)
    if set(labels) & set("!$"):
        return "other"
    if set(labels) & set(_GRANTED) or any(c.label == "A" and c.strong for c in part):
        return "granted"
    return "other" if set(labels) & set(_OTHER) else "plain"


def _find_roles(text: str, parts: Sequence[Sequence[Chunk]]) -> Iterator[tuple[Role | None, Span]]:
    for part in parts:
        amount = next(chunk for chunk in part if chunk.label == "A")
        said = " ".join(text[chunk.start : chunk.end] for chunk in part if chunk.label != "A")
        claims = match_header(said) if said else ()
        yield claims[0].role if claims else None, amount.inner


def _drop_empty(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """Without brackets that hold nothing, and those around the granted amount alone, once the others are gone."""
    found = list(chunks)
    while match := _EMPTY.search(to_labels(found)):
        found[match.start() : match.end()] = [c for c in found[match.start() : match.end()] if c.label == "A"]
    return tuple(found)


def find_listed(chunks: Sequence[Chunk]) -> list[tuple[Chunk, Chunk]]:
    """Recipients with their amounts, where the item is nothing but several of them; empty otherwise."""
    if not _LISTED.fullmatch(to_labels(chunks)):
        return []
    names = [chunk for chunk in chunks if chunk.label == "O"]
    amounts = [chunk for chunk in chunks if chunk.label == "A"]
    return list(zip(names, amounts, strict=True))
