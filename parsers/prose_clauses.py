"""The clauses of a sentence that stand for themselves, and its years that lean on what was said before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from parsers.prose_chunks import VERBS, Chunk, to_labels
from parsers.prose_language import words_of

_CUTS = ",;eW"
_PURPOSE = re.compile(r"O[^pPKkmbsnzZ]*(?P<title>TnO)\.?$")
_TOPIC = re.compile(r"LOL,(?=bGY*A)")
_RELATIVE = re.compile(r"(?<=G)Z(?P<name>nO|O)(?P<time>[YCJ]*)(?:wp|pw|v|hr|rh)(?P<later>[YC]*),?(?=[YCf]*[bw])")


def to_dated(chunks: Sequence[Chunk], year: int | None) -> tuple[Chunk, ...]:
    """`datzelfde jaar` and `het jaar nadien` as years: those of the sentence so far, or else of the one before.

    The date of a decision tells the year only where nothing else in the sentence does.
    """
    if any(chunk.label in "QR" or (chunk.years and not chunk.strong) for chunk in chunks):
        chunks = [replace(chunk, years=()) if chunk.label == "Y" and chunk.strong else chunk for chunk in chunks]
    dated: list[Chunk] = []
    for chunk in chunks:
        if chunk.label in "QR":
            told = year if year is None or chunk.label == "Q" else year + 1
            chunk = replace(chunk, label="Y", years=(told,)) if told is not None else replace(chunk, label="?")
        if chunk.years:
            year = chunk.years[0] if len(chunk.years) == 1 else None
        dated.append(chunk)
    return tuple(dated)


def drop_relative(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """`De subsidie die aan vzw X werd toegekend, bedroeg` as `De subsidie aan vzw X bedroeg`."""
    match = _RELATIVE.search(to_labels(chunks))
    if match is None:
        return tuple(chunks)
    kept = [at for name in ("name", "time", "later") for at in range(*match.span(name))]
    return tuple(chunk for at, chunk in enumerate(chunks) if not match.start() <= at < match.end() or at in kept)


def join_purpose(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """`X kreeg 4.500 euro voor hun deelname aan de Week`: who receives gives nothing, so `aan` tells of the purpose."""
    match = _PURPOSE.search(to_labels(chunks))
    if match is None or not set(to_labels(chunks)) & set("vV"):
        return tuple(chunks)
    title, _, name = chunks[slice(*match.span("title"))]
    joined = replace(title, end=name.end, last=name.last, inner=(title.inner[0], name.inner[1]), strong=False)
    return (*chunks[: match.start("title")], joined, *chunks[match.end("title") :])


def to_topic_first(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """`Wat vzw X betreft, bedroeg de subsidie 10.000 euro` as `Bedroeg vzw X de subsidie …`."""
    match = _TOPIC.match(to_labels(chunks))
    return (chunks[4], chunks[1], *chunks[5:]) if match else tuple(chunks)


def to_clauses(chunks: Sequence[Chunk], text: str) -> Iterator[tuple[Chunk, ...]]:
    """The clauses with a verb, a recipient and an amount of their own, what lacks one of them with the one before it.

    None for a sentence under a condition or in somebody's mouth (`U stelt dat`): no clause of it is a fact.
    """
    if not chunks or _conditions().search(text, chunks[0].start, chunks[-1].end):
        return
    clause: list[Chunk] = []
    for part in _cut(chunks):
        if clause and _stands_alone(part) and _stands_alone(clause):
            yield _without_mark(clause)
            clause = []
        clause += part
    if clause:
        yield _without_mark(clause)


def _without_mark(clause: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """Without the comma or the `en` that leads to it."""
    at = next((at for at, chunk in enumerate(clause) if chunk.label not in _CUTS), len(clause))
    return tuple(clause[at:])


def _cut(chunks: Sequence[Chunk]) -> Iterator[list[Chunk]]:
    """The parts that commas, `en` and the like begin, outside brackets."""
    part: list[Chunk] = []
    depth = 0
    for chunk in chunks:
        depth += (chunk.label == "(") - (chunk.label == ")")
        if chunk.label in _CUTS and not depth and part:
            yield part
            part = []
        part.append(chunk)
    if part:
        yield part


def _stands_alone(part: Sequence[Chunk]) -> bool:
    labels = to_labels(part)
    return bool(set(labels) & set(VERBS)) and bool(set(labels) & set("OTZ")) and "~" not in labels[:2]


@cache
def _conditions() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words_of('condition')))})\b", re.IGNORECASE)
