"""Sentences that tell of grants: which recipient got which amount, for what, in which year.

A sentence is read only where all its words are understood: one that is not (`maximaal`, `zal`, `de scholen`) tells of
no grant, and its amounts are reported instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from parsers.prose_chunks import VERBS, Chunk, to_labels
from parsers.prose_language import words_of
from schemas.grants import AmountKind

_PASSED_OVER = "fYCBJM"
_UNDERSTOOD = set("OATGn,;e.()dE") | set(VERBS)
_APPOSITION = re.compile(r"(?<=O),[lxuijCYeG]+,(?=[vVhw])")  # `Vzw X, een vereniging uit Gent, ontving`
_ENUMERATION = re.compile(r"(?:(?:n?O(?:\(A,?T?\)|:?A)|AT?nO)T?[,;e]*)+\.?")
_SEPARATORS = ",;e"
_KINDS: dict[str, AmountKind] = {"P": "paid", "K": "committed"}


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


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence is read with: its block's text, and what was said before it.

    `announced`: what stands before its colon, or before a sentence that only points (`Het gaat om vzw X`), says that
    money was granted. `antecedent` is the recipient that `zij` or `deze vzw` stands for.
    """

    text: str = ""
    announced: bool = False
    antecedent: Chunk | None = None


def read_sentence(chunks: Sequence[Chunk], said: Said) -> tuple[ToldGrant, ...]:
    """The grants that a sentence tells of, empty when it tells of none with certainty; `chunks` are whole phrases."""
    named = [_to_named(chunk, said.antecedent) for chunk in chunks]
    spoken = _drop_givers(_drop_appositions(drop_tail(named)), said.text)
    core = tuple(chunk for chunk in spoken if chunk.label not in _PASSED_OVER)
    labels = to_labels(core)
    if ":" in labels:
        return _read_enumeration(spoken, core, said.announced)
    if not set(labels) <= _UNDERSTOOD or not _has_balanced_brackets(labels):
        return ()
    names = _find_names(core)
    if not names or not _tells(core, spoken, names):
        return ()
    return tuple(_to_grants(spoken, names, _amounts(core), "d" in labels))


def _to_named(chunk: Chunk, antecedent: Chunk | None) -> Chunk:
    if chunk.label != "Z" or antecedent is None:
        return chunk
    return replace(chunk, label="O", inner=antecedent.inner, strong=antecedent.strong, proper=antecedent.proper)


def _drop_givers(chunks: tuple[Chunk, ...], text: str) -> tuple[Chunk, ...]:
    """Without `van` before the recipient of `de subsidie van vzw X bedroeg`, and without a giver that is no authority
    of a place: `Toerisme Vlaanderen kende een premie toe aan vzw X`."""
    core = [chunk for chunk in chunks if chunk.label not in _PASSED_OVER]
    labels = to_labels(core)
    if re.match(r"GuO[bw]A", labels) and _is_own(core, text):
        return tuple(chunk for chunk in chunks if chunk is not core[1])
    names = [chunk for chunk in core if chunk.label == "O"]
    givers = [name for name in names if not _stands_behind_to(core, name)]
    gives = "k" in labels or _find_verbs(labels) == "hp"
    if gives and len(givers) == 1 < len(names) and not _is_authority(text[slice(*givers[0].inner)]):
        return tuple(replace(chunk, label="B") if chunk is givers[0] else chunk for chunk in chunks)
    return chunks


def _is_own(core: Sequence[Chunk], text: str) -> bool:
    """`de subsidie van vzw X` is one that it got; `de steun van vzw X` and `de subsidie van de stad Gent` are given."""
    grant = text[core[0].start : core[0].end].lower()
    return grant.endswith(tuple(words_of("own"))) and not _is_authority(text[slice(*core[2].inner)])


def _is_authority(name: str) -> bool:
    return name.lower().startswith(tuple(words_of("authority", "recipient_words")))


def _read_enumeration(spoken: Sequence[Chunk], core: Sequence[Chunk], announced: bool) -> tuple[ToldGrant, ...]:
    """`Volgende vzw's ontvingen een subsidie: vzw X (10.000 euro) en vzw Y (20.000 euro).`"""
    labels = to_labels(core)
    said, _, listed = labels.partition(":")
    told = announced or all(amount.strong for amount in _amounts(core))
    if not told or set(said) & set("!$AO~?") or not _ENUMERATION.fullmatch(listed):
        return ()
    names = [chunk for chunk in core[len(said) :] if chunk.label == "O"]
    colon = core[len(said)].start
    spoken = [chunk for chunk in spoken if chunk.label != "T" or chunk.start > colon]
    return tuple(_to_grants(spoken, names, _amounts(core), respectively=False))


def _amounts(chunks: Sequence[Chunk]) -> list[Chunk]:
    return [chunk for chunk in chunks if chunk.label == "A"]


def drop_tail(chunks: Sequence[Chunk], start: int = 1) -> tuple[Chunk, ...]:
    """Without the explaining clause at the end (`, waarmee zij een speelplein inrichtte`), unless it objects.

    `start` is the first chunk with which such a clause may begin.
    """
    labels = to_labels(chunks)
    at = labels.find("~", start)
    if at < start or set(labels[at:]) & set("!$"):
        return tuple(chunks)
    end = at - 1 if labels[at - 1] == "," else at
    return tuple(chunks[:end])


def _drop_appositions(chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    labels = to_labels(chunks)
    spans = [match.span() for match in _APPOSITION.finditer(labels)]
    return tuple(chunk for at, chunk in enumerate(chunks) if not any(start <= at < end for start, end in spans))


def _has_balanced_brackets(labels: str) -> bool:
    """Brackets stand around an amount only: `vzw X (10.000 euro)`, `vzw X (10.000 euro voor ‘Y’)`."""
    return not re.search(r"[()]", re.sub(r"\(A,?T?\)", "", labels))


def _find_names(core: Sequence[Chunk]) -> list[Chunk]:
    """The recipients; without any, one behind `voor`: `een subsidie voor vzw X`."""
    names = [chunk for chunk in core if chunk.label == "O"]
    return names or [chunk for chunk in core if chunk.label == "T" and (chunk.strong or chunk.proper)]


def _tells(core: Sequence[Chunk], spoken: Sequence[Chunk], names: Sequence[Chunk]) -> bool:
    """Whether verbs and recipients fit together: a receiver receives, `aan` a receiver is granted."""
    labels = to_labels(core)
    verbs = _find_verbs(labels)
    given = all(name.label == "T" or _stands_behind_to(core, name) for name in names)
    plain = not any(_stands_behind_to(core, name) or name.label == "T" for name in names)
    giver = any(chunk.label in "CB" for chunk in spoken)
    told = "G" in labels or any(chunk.strong for chunk in core if chunk.label == "A")
    if "J" in to_labels(spoken) and not told:
        return False  # `Vzw X ontvangt jaarlijks 2 miljoen euro` may be income of any kind
    if re.match(r"G(?:O|nO|T)[bw]A", labels) and len(names) == 1:
        return labels[1] == "O" or names[0].strong or (labels[1] == "T" and names[0].proper)
    if verbs in ("v", "hr", "V", "hs", "sw", "pv", "Vp"):
        return plain and ("V" not in verbs or len(names) > 1)  # `X en Y kregen 10.000 euro` does not say who got what
    if verbs in ("pw", "p"):
        return (given and (told or "p" in labels)) or (plain and told and len(names) == 1)
    if verbs in ("k", "kz", "hp"):
        return giver and (given or (plain and verbs != "hp"))
    return given and told and verbs in ("b", "m") and all(name.strong for name in names)


def _stands_behind_to(core: Sequence[Chunk], name: Chunk) -> bool:
    """`aan` stands before the name, or before the first of several: `aan de stad Lier en de stad Geel`."""
    at = next(i for i, chunk in enumerate(core) if chunk is name)
    return bool(re.search(r"n(?:O(?:\([^)]*\))?[,e]+)*$", to_labels(core[:at])))


def _to_grants(
    spoken: Sequence[Chunk], names: Sequence[Chunk], amounts: Sequence[Chunk], respectively: bool
) -> Iterator[ToldGrant]:
    years = [year for chunk in spoken for year in chunk.years]
    if _is_for_each_year(spoken, names, amounts, years, respectively):
        yield from _to_yearly(spoken, names[0], amounts, years)
        return
    pairs = _pair(spoken, names, amounts, respectively)
    segments = (
        [spoken] * len(pairs) if respectively or "E" in to_labels(spoken) else to_segments(spoken, _to_spans(pairs))
    )
    whole = find_one_year(spoken)
    for (name, amount), segment in zip(pairs, segments, strict=True):
        own = [year for chunk in segment for year in chunk.years]
        title = _find_title(segment, name) or _find_title([c for c in spoken if c.end <= pairs[0][0].start], name)
        year = find_one_year(segment) if own else whole
        apart = name.inner if "E" in to_labels(spoken) else None
        yield ToldGrant(name.inner, amount.inner, to_value(amount), title, year, _find_kind(spoken), name.place, apart)


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
    return next((_KINDS[chunk.label] for chunk in chunks if chunk.label in _KINDS), "awarded")


def _find_verbs(labels: str) -> str:
    """The verbs in alphabetical order, each once; those of paying count as those of granting."""
    return "".join(sorted({"p" if label in _KINDS else label for label in labels if label in VERBS}))


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
    if "E" in to_labels(spoken):
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


def find_recipient(chunks: Sequence[Chunk]) -> Chunk | None:
    """The one recipient whose grants are announced: `vzw X ontving volgende subsidies:`, `De subsidies aan vzw X:`.

    An explaining clause does not count. `Vzw X kreeg een subsidie voor:` announces what one grant is used for.
    """
    before = to_labels(chunks).partition("~")[0]
    spoken = [chunk for chunk in chunks[: len(before)] if chunk.label not in _PASSED_OVER]
    labels = to_labels(spoken)
    names = [chunk for chunk in spoken if chunk.label == "O"]
    if (
        len(names) != 1
        or set(labels) & set("!$")
        or "A" in labels
        or not any(c.label == "G" and c.strong for c in spoken)
    ):
        return None
    verbs = _find_verbs(labels)
    behind_to = _stands_behind_to(spoken, names[0])
    if "Ox" in labels or not (verbs or names[0].strong):
        return None  # `De subsidies aan Gentse verenigingen`
    return names[0] if (verbs in ("v", "hr") and not behind_to) or (verbs in ("", "p", "pw") and behind_to) else None


def find_antecedent(chunks: Sequence[Chunk], before: Chunk | None) -> Chunk | None:
    """The recipient that `zij` in the next sentence stands for: the only one named in this sentence, or, where none is,
    the one before it."""
    names = [chunk for chunk in chunks if chunk.label == "O" and (chunk.strong or chunk.proper or chunk.first > 0)]
    if not names:
        return before
    return names[0] if len({name.inner for name in names}) == 1 else None
