"""Names that are spelt alike, among tens of thousands: only those with the same first or last letters are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

_LEAST = 90  # of 100: one letter in ten may differ
_LEAST_OF_REST = 75  # of what is left without the words they share: `De Kei` and `De Kade` are two
_SHORTEST = 5  # letters
_ENDS = 3  # letters at the start, or at the end, that must be equal
_LONGEST_ENDS = 24
_LARGEST_BLOCK = 3000  # names compared with each other at once; larger blocks must share more letters
_ROWS = 512  # compared at once, so that the scores take little memory


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name to compare; names of other numbers, or of other places, are surely two."""

    key: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    places: frozenset[str]


def find_like_spellings(spellings: Sequence[Spelling]) -> Iterator[tuple[int, int, int]]:
    """Pairs of positions, each once, with their score (90 to 100)."""
    long = [at for at, spelling in enumerate(spellings) if len(spelling.key) >= _SHORTEST]
    seen = set()
    for block in (*_blocks(spellings, long, at_end=False), *_blocks(spellings, long, at_end=True)):
        for one, other, score in _compare_block(spellings, block):
            if (one, other) not in seen:
                seen.add((one, other))
                yield one, other, score


def _blocks(spellings: Sequence[Spelling], members: Sequence[int], *, at_end: bool) -> Iterator[list[int]]:
    """Positions of names with the same numbers and the same first (or last) letters, in blocks small enough."""
    todo = [(members, _ENDS)]
    while todo:
        block, count = todo.pop()
        parts: dict[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
        for at in block:
            spelling = spellings[at]
            parts[spelling.numbers, spelling.key[-count:] if at_end else spelling.key[:count]].append(at)
        for part in parts.values():
            if len(part) > _LARGEST_BLOCK and count < _LONGEST_ENDS:
                todo.append((part, count + 1))
            elif len(part) > 1:
                yield part


def _compare_block(spellings: Sequence[Spelling], block: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    keys = [spellings[at].key for at in block]
    places = _number_places(spellings, block)
    for start in range(0, len(keys), _ROWS):
        rows = keys[start : start + _ROWS]
        scores = process.cdist(rows, keys, scorer=fuzz.ratio, score_cutoff=_LEAST, dtype=np.uint8)
        here = places[start : start + _ROWS, None]
        scores[(here != places) & (here != 0) & (places != 0)] = 0
        for row, column in np.argwhere(np.triu(scores, start + 1)):
            one, other = sorted((block[start + row], block[column]))
            if _differ_little(spellings[one], spellings[other]):
                yield one, other, int(scores[row, column])


def _number_places(spellings: Sequence[Spelling], block: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """A number for each set of places; 0 for none."""
    numbers: dict[frozenset[str], int] = {frozenset(): 0}
    return np.array([numbers.setdefault(spellings[at].places, len(numbers)) for at in block], dtype=np.int32)


def _differ_little(one: Spelling, other: Spelling) -> bool:
    """Whether what they do not share is spelt alike too, and is more than a place that one of them adds."""
    if one.key == other.key:
        return False
    ours = [word for word in one.words if word not in other.words]
    theirs = [word for word in other.words if word not in one.words]
    if not ours or not theirs:
        return one.places == other.places
    return fuzz.ratio("".join(ours), "".join(theirs)) >= _LEAST_OF_REST
