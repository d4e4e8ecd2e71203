"""Which amount of a sentence goes to which recipient, with the year and the title told beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from parsers.prose_chunks import Chunk, to_labels
from schemas.grants import AmountKind

_SEPARATORS = ",;e"
KINDS: dict[str, AmountKind] = {"P": "paid", "K": "committed"}


@dataclass(frozen=True, slots=True)
class ToldGrant:
    """A grant as told: places in the block's text, the value, and the year said with it."""

    name: tuple[int, int]
    amount: tuple[int, int]
    value_eur: Decimal
    title: tuple[int, int] | None
    year: int | None
    kind: AmountKind = "awarded"
    place: tuple[int, int] | None = None
    apart: tuple[int, int] | None = None


def to_grants(
    spoken: Sequence[Chunk], names: Sequence[Chunk], amounts: Sequence[Chunk], respectively: bool
) -> Iterator[ToldGrant]:
    years = [year for chunk in spoken for year in chunk.years]
    if _is_for_each_year(spoken, names, amounts, years, respectively):
        yield from _to_yearly(spoken, names[0], amounts, years)
        return
    pairs = _pair(spoken, names, amounts, respectively)
    segments = (
        [spoken] * len(pairs) if respectively or _is_for_each(spoken, names) else to_segments(spoken, _to_spans(pairs))
    )
    whole = find_one_year(spoken)
    shared = _find_shared(spoken, pairs)
    for (name, amount), segment in zip(pairs, segments, strict=True):
        own = [year for chunk in segment for year in chunk.years]
        title = _find_title(segment, name) or _find_title(shared, name)
        year = find_one_year(segment) if own else whole
        apart = name.inner if _is_for_each(spoken, names) else None
        yield ToldGrant(name.inner, amount.inner, to_value(amount), title, year, _find_kind(spoken), name.place, apart)


def _find_shared(spoken: Sequence[Chunk], pairs: Sequence[tuple[Chunk, Chunk]]) -> list[Chunk]:
    """What stands before all pairs, or behind the last one's bracket: `X (10.000 euro) en Y (9.000 euro) voor`."""
    before = [chunk for chunk in spoken if pairs and chunk.end <= pairs[0][0].start]
    if before and any(chunk.label == "T" for chunk in before):
        return before
    bracketed = re.search(r"\)T[.pw]*$", to_labels(spoken))
    return list(spoken[bracketed.start() :]) if bracketed else before


def _is_for_each(spoken: Sequence[Chunk], names: Sequence[Chunk]) -> bool:
    """One amount for each of several recipients: `elk 10.000 euro`, `telkens een subsidie van 10.000 euro`."""
    labels = to_labels(spoken)
    return "E" in labels or ("M" in labels and len(names) > 1 and len({y for c in spoken for y in c.years}) < 2)


def _is_for_each_year(
    spoken: Sequence[Chunk], names: Sequence[Chunk], amounts: Sequence[Chunk], years: Sequence[int], respectively: bool
) -> bool:
    """One recipient with an amount told for several years at once, or with as many amounts as years."""
    if len(names) != 1 or len(years) < 2:
        return False
    if respectively:
        return len(years) == len(amounts)
    return len(amounts) == 1 and bool(set(to_labels(spoken)) & set("JM"))


def _to_yearly(
    spoken: Sequence[Chunk], name: Chunk, amounts: Sequence[Chunk], years: Sequence[int]
) -> Iterator[ToldGrant]:
    """`telkens 10.000 euro in 2019 en 2020`, `respectievelijk 10.000 en 12.000 euro in 2019 en 2020`."""
    ranged = len(amounts) == 1 and any(chunk.ranged for chunk in spoken)
    told = range(min(years), max(years) + 1) if ranged else years
    for at, year in enumerate(told):
        amount = amounts[at] if len(amounts) > 1 else amounts[0]
        title = _find_title(spoken, name)
        yield ToldGrant(name.inner, amount.inner, to_value(amount), title, year, _find_kind(spoken), name.place)


def _find_kind(chunks: Sequence[Chunk]) -> AmountKind:
    return next((KINDS[chunk.label] for chunk in chunks if chunk.label in KINDS), "awarded")


def to_value(amount: Chunk) -> Decimal:
    """The amount's value in euro. Raises ValueError for a chunk that is no amount."""
    if amount.value_eur is None:
        raise ValueError(f"a chunk {amount.label!r} has no value")
    return amount.value_eur


def find_one_year(chunks: Sequence[Chunk]) -> int | None:
    """The year said in these chunks, when it is one only."""
    years = {year for chunk in chunks for year in chunk.years}
    return years.pop() if len(years) == 1 else None


def _find_title(chunks: Sequence[Chunk], name: Chunk) -> tuple[int, int] | None:
    titles = [chunk for chunk in chunks if chunk.label == "T" and chunk is not name]
    return titles[0].inner if len(titles) == 1 else None


def _pair(
    spoken: Sequence[Chunk], names: Sequence[Chunk], amounts: Sequence[Chunk], respectively: bool
) -> list[tuple[Chunk, Chunk]]:
    """Each amount with its recipient, where the order leaves no doubt; empty otherwise."""
    if _is_for_each(spoken, names):
        return [(name, amounts[0]) for name in names] if len(amounts) == 1 < len(names) else []
    pairs = list(zip(names, amounts, strict=False))
    order = "".join("O" if c in names else "A" for c in spoken if c in names or c in amounts)
    count = len(amounts)
    if respectively:
        return pairs if count > 1 and order in ("O" * count + "A" * count, "A" * count + "O" * count) else []
    if order in ("OA" * count, "AO" * count):
        return pairs if _are_apart(spoken, pairs) else []
    if len(names) == 1 and count > 1:
        pairs = [(names[0], amount) for amount in amounts]
        years = [find_one_year(segment) for segment in to_segments(spoken, _to_spans(pairs))]
        return pairs if None not in years and len(set(years)) == count else []
    return []


def _are_apart(spoken: Sequence[Chunk], pairs: Sequence[tuple[Chunk, Chunk]]) -> bool:
    """Whether a comma, `en` or a bracket stands between one pair and the next."""
    for before, after in pairwise(pairs):
        end, start = max(c.end for c in before), min(c.start for c in after)
        if not any(c.label in _SEPARATORS + ")" for c in spoken if end <= c.start < start):
            return False
    return True


def to_segments(spoken: Sequence[Chunk], told: Sequence[tuple[int, int]]) -> list[Sequence[Chunk]]:
    """The part of the sentence that speaks of each of the things told (their places in the text): up to the last comma
    or `en` before the next one."""
    if not told:
        return []
    cuts = [spoken[0].start]
    for (_, end), (start, _) in pairwise(told):
        cuts.append(max((c.start for c in spoken if c.label in _SEPARATORS and end <= c.start < start), default=end))
    cuts.append(spoken[-1].end + 1)
    return [[c for c in spoken if start <= c.start < end] for start, end in pairwise(cuts)]


def _to_spans(pairs: Sequence[tuple[Chunk, Chunk]]) -> list[tuple[int, int]]:
    """Where each pair stands; of several amounts for one recipient, where the amount does."""
    if len({id(name) for name, _ in pairs}) < len(pairs):
        return [(amount.start, amount.end) for _, amount in pairs]
    return [(min(name.start, amount.start), max(name.end, amount.end)) for name, amount in pairs]
