"""Sentences that tell of grants: which recipient got which amount, for what, in which year.

A sentence is read only where all its words are understood: one that is not (`maximaal`, `zal`, `de scholen`) tells of
no grant, and its amounts are reported instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.prose_chunks import VERBS, Chunk, to_labels
from parsers.prose_clauses import drop_relative, join_purpose, to_clauses, to_dated, to_topic_first
from parsers.prose_language import words_of
from parsers.prose_pairs import KINDS, ToldGrant, find_one_year, to_grants

_PASSED_OVER = "fYCBJM"
_UNDERSTOOD = set("OATGn,;e.()dE") | set(VERBS)
_APPOSITION = re.compile(
    r"(?<=[OC]),(?:[Z~][^A!$,]*|[lxuijCYeG]+),(?=[vVhw])"
)  # `Vzw X, een vereniging uit Gent, ontving`
_ENUMERATION = re.compile(r"(?:(?:n?O(?:\(A,?T?\)|:?A)|AT?nO)T?[,;e]*)+\.?")
_FOR_EACH = re.compile(r"(?:AT[,;e]*)+\.?")
_ONE_LEFT = re.compile(r"^[^:A]*O[^:A]*:A\.?$")  # `De grootste subsidie ging naar vzw X: 10.000 euro.`
_POINTED = re.compile(
    r"(?:bOG|OGb)A(?:[,e]+A)*\.?"
)  # `In 2021 bedroeg die subsidie 12.000 euro`: a pronoun's recipient
_RISE = re.compile(r"(?:YSG|GSY)[n$]A\.?|GS[n$]AY\.?")
_CHANGE = re.compile(r"Y?G[nu]OSAY[$n]AY\.?")


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence is read with: its block's text, and what was said before it.

    `announced`: what stands before its colon, or before a sentence that only points (`Het gaat om vzw X`), says that
    money was granted. `antecedent` is the recipient that `zij` or `deze vzw` stands for, `year` the one that
    `datzelfde jaar` is. `granted` is the one recipient of all grants that the sentence before tells of.
    """

    text: str = ""
    announced: bool = False
    antecedent: Chunk | None = None
    year: int | None = None
    granted: Chunk | None = None


def read_sentence(chunks: Sequence[Chunk], said: Said) -> tuple[ToldGrant, ...]:
    """The grants that a sentence tells of, empty when it tells of none with certainty; `chunks` are whole phrases."""
    told = to_dated(chunks[to_labels(chunks).rfind("N") + 1 :], said.year)
    told = join_purpose(drop_relative(told))
    grants = (
        _read_whole(told, said)
        or _read_topic(told, said)
        or _read_change(told, said.text)
        or _read_clauses(told, said)
        or _read_rise(told, said)
    )
    return tuple(grant for grant in grants if grant.value_eur)


def _read_clauses(chunks: Sequence[Chunk], said: Said) -> tuple[ToldGrant, ...]:
    """`vzw X kreeg 10.000 euro, terwijl de aanvraag van vzw Y werd geweigerd`: clauses that stand for themselves.

    A clause without a year is of the one said in the clause before it.
    """
    clauses = list(to_clauses(chunks, said.text))
    told: list[ToldGrant] = []
    year: int | None = None
    for clause in clauses if len(clauses) > 1 else ():
        grants = _read_whole(clause, said)
        said = replace(said, antecedent=find_antecedent(clause, said.antecedent))
        told += [grant if grant.year else replace(grant, year=year) for grant in grants]
        year = find_one_year(clause) or year
    return tuple(told)


def _read_change(chunks: Sequence[Chunk], text: str) -> tuple[ToldGrant, ...]:
    """`De subsidie aan vzw X steeg van 10.000 euro in 2019 tot 12.000 euro in 2020.`"""
    spoken = [chunk for chunk in chunks if chunk.label not in "fCB"]
    first, last = _amounts(spoken)[:1], _amounts(spoken)[1:]
    if not _CHANGE.fullmatch(to_labels(spoken)) or not text[first[0].start :].startswith(tuple(words_of("from"))):
        return ()
    name = [chunk for chunk in spoken if chunk.label == "O"]
    at = spoken.index(first[0]) + 2
    before = to_grants(spoken[:at], name, first, respectively=False)
    return (*before, *to_grants([*name, *spoken[at:]], name, last, respectively=False))


def _read_topic(chunks: Sequence[Chunk], said: Said) -> tuple[ToldGrant, ...]:
    """`Wat vzw X betreft, bedroeg de subsidie 10.000 euro in 2020 en 12.000 euro in 2021.`"""
    spoken = to_topic_first(chunks)
    core = [chunk for chunk in spoken if chunk.label not in _PASSED_OVER]
    if len(spoken) == len(chunks) or not _POINTED.fullmatch(to_labels(core)):
        return ()
    return tuple(to_grants(spoken, _find_names(core), _amounts(core), respectively=False))


def _read_rise(chunks: Sequence[Chunk], said: Said) -> tuple[ToldGrant, ...]:
    """`In 2023 steeg de subsidie tot 40.000 euro`, said right behind the grants of one recipient."""
    spoken = [chunk for chunk in chunks if chunk.label not in "fCB"]
    if said.granted is None or not _RISE.fullmatch(to_labels(spoken)):
        return ()
    to = next(chunk for chunk in spoken if chunk.label in "n$")
    if said.text[to.start : to.end].lower() not in words_of("up_to"):
        return ()
    return tuple(to_grants([said.granted, *spoken], [said.granted], _amounts(spoken), respectively=False))


def _read_whole(told: Sequence[Chunk], said: Said) -> tuple[ToldGrant, ...]:
    named = [_to_named(chunk, said.antecedent) for chunk in told]
    spoken = _drop_givers(drop_tail(_drop_appositions(tuple(named))), said.text)
    core = tuple(chunk for chunk in spoken if chunk.label not in _PASSED_OVER)
    labels = to_labels(core)
    if _POINTED.fullmatch(labels) and said.antecedent is not None:
        return tuple(to_grants(spoken, [c for c in spoken if c.label == "O"], _amounts(core), respectively=False))
    if _ONE_LEFT.search(labels):
        return _read_whole([chunk for chunk in told if chunk.label != ":"], said)
    if ":" in labels:
        return _read_enumeration(spoken, core, said)
    if not set(labels) <= _UNDERSTOOD or not _has_balanced_brackets(labels):
        return ()
    names = _find_names(core)
    if not names or not _tells(core, spoken, names):
        return ()
    return tuple(to_grants(spoken, names, _amounts(core), "d" in labels))


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


def _read_enumeration(spoken: Sequence[Chunk], core: Sequence[Chunk], whole: Said) -> tuple[ToldGrant, ...]:
    """`Volgende vzw's ontvingen een subsidie: vzw X (10.000 euro) en vzw Y (20.000 euro).`"""
    labels = to_labels(core)
    said, _, listed = labels.partition(":")
    told = whole.announced or all(amount.strong for amount in _amounts(core))
    if not told or set(said) & set("!$AO~?") or not (_ENUMERATION.fullmatch(listed) or _FOR_EACH.fullmatch(listed)):
        return ()
    names = [chunk for chunk in core[len(said) :] if chunk.label == "O" or _is_named_for(chunk, listed, whole.text)]
    colon = core[len(said)].start
    if len(names) != len(_amounts(core)):
        return ()
    spoken = [chunk for chunk in spoken if chunk.label != "T" or chunk.start > colon]
    return tuple(to_grants(spoken, names, _amounts(core), respectively=False))


def _is_named_for(chunk: Chunk, listed: str, text: str) -> bool:
    """`10.000 euro voor vzw X` in an enumeration of nothing else."""
    return (
        chunk.label == "T"
        and _FOR_EACH.fullmatch(listed) is not None
        and (chunk.strong or text[chunk.inner[0]].isupper())
    )


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
    if "J" in to_labels(spoken) and not told and "s" not in verbs:
        return False  # `Vzw X ontvangt jaarlijks 2 miljoen euro` may be income of any kind
    if re.match(r"G(?:O|nO|T)[bw]A", labels) and len(names) == 1:
        return labels[1] == "O" or names[0].strong or (labels[1] == "T" and names[0].proper)
    if verbs in ("v", "hr", "V", "hs", "sw", "pv", "Vp"):
        return plain and ("V" not in verbs or len(names) > 1)  # `X en Y kregen 10.000 euro` does not say who got what
    if verbs in ("pw", "p"):
        return (given and (told or "p" in labels)) or (plain and (told or "T" in labels) and len(names) == 1)
    if verbs in ("k", "kz", "hp"):
        return giver and (given or (plain and verbs != "hp"))
    return given and told and verbs in ("b", "m") and all(name.strong for name in names)


def _stands_behind_to(core: Sequence[Chunk], name: Chunk) -> bool:
    """`aan` stands before the name, or before the first of several: `aan de stad Lier en de stad Geel`."""
    at = next(i for i, chunk in enumerate(core) if chunk is name)
    return bool(re.search(r"n(?:O(?:\([^)]*\))?[,e]+)*$", to_labels(core[:at])))


def _find_verbs(labels: str) -> str:
    """The verbs in alphabetical order, each once; those of paying count as those of granting."""
    return "".join(sorted({"p" if label in KINDS else label for label in labels if label in VERBS}))


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
