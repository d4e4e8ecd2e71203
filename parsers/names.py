"""Names as headings print them (`van KURT DE LOOR`) -> names as one writes them (`Kurt De Loor`)."""

from __future__ import annotations

import re

from parsers.heading_words import NameWords
from parsers.lines import clean, fold_letters

_MOST_WORDS = 8  # of one name: `JEAN-MARIE VAN DEN BROUCKE DE LA TOUR`
_PARTY = re.compile(r"\s*\([^)]*\)")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['.-])*")


def parse_names(text: str, words: NameWords) -> tuple[str, ...]:
    """The names of a list (`A, B en C`), without honorifics and parties, in normal capitals.

    Raises ValueError for what cannot be a list of names.
    """
    parts = split_names(_PARTY.sub("", clean(text)), words)
    if not parts or not all(_is_name(part, words) for part in parts):
        raise ValueError(f"no list of names: {text!r}")
    return tuple(_to_normal_capitals(part, words) for part in parts)


def is_capitals(text: str) -> bool:
    """Whether a line holds capitals and no small letters (`VLAAMS MINISTER VAN OMGEVING`; also `'t`)."""
    bare = re.sub(r"(?<!\w)['\u2019][a-z]\b", "", text)
    return any(c.isupper() for c in bare) and bare == bare.upper() and sum(c.isalpha() for c in bare) > 1


def split_names(text: str, words: NameWords) -> list[str]:
    """The parts of a list (`A, B en C`) without honorifics, whether they are names or not."""
    joins = "|".join(sorted(map(re.escape, words.joins)))
    folded = re.sub(rf"(?:,|;|(?<!\S)(?:{joins})(?!\S))", lambda m: "," * len(m.group()), fold_letters(text))
    ends = [match.span() for match in re.finditer(r"[^,]+", folded)]
    parts = (text[start:end].strip() for start, end in ends)
    return [_without_honorific(part, words) for part in parts if part]


def _without_honorific(name: str, words: NameWords) -> str:
    while found := words.honorific.match(fold_letters(name)):
        name = name[found.end() :]
    return name


def _is_name(name: str, words: NameWords) -> bool:
    """Words of letters, each with a capital or a particle (`Kurt De Loor`, `Orry Van de Wauwer`), two at least."""
    parts = name.split()
    if not 2 <= len(parts) <= _MOST_WORDS:
        return False
    return all(
        fold_letters(part) in words.particles
        or (_NAME.fullmatch(fold_letters(part)) is not None and any(c.isupper() for c in part[:3]))
        for part in parts
    )


def _to_normal_capitals(name: str, words: NameWords) -> str:
    """`ORRY VAN DE WAUWER` -> `Orry Van de Wauwer`; a name that is not all in capitals stays as printed."""
    if fold_letters(name) in words.spellings:
        return words.spellings[fold_letters(name)]
    if not is_capitals(name):
        return name
    parts = name.split()
    follows = [False, *(fold_letters(before) in words.particles for before in parts[:-1])]
    return " ".join(_to_word(part, after, words) for part, after in zip(parts, follows, strict=True))


def _to_word(word: str, after_particle: bool, words: NameWords) -> str:
    folded = fold_letters(word)
    if folded in words.always_small or (after_particle and folded in words.particles):
        return word.lower()
    return "".join(_capitalised(part, words) for part in re.split(r"([-\u2011\u2013'\u2019.])", word))


def _capitalised(part: str, words: NameWords) -> str:
    """`IJSBRAND` -> `IJsbrand`."""
    length = next((len(d) for d in words.digraphs if fold_letters(part).startswith(d)), 1)
    return part[:length].upper() + part[length:].lower()
