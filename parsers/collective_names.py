"""Recipients that are nobody by name: `14 gemeenten`, `diverse begunstigden`, `particulieren`."""

from __future__ import annotations

import re
from functools import cache

from parsers.vocabulary import fold, load_words

_NUMBER = re.compile(r"\d[\d.]*")


def is_collective(printed: str) -> bool:
    """Whether the name stands for recipients that are not named: a number or quantity before a word for several."""
    folded = fold(printed).replace("\u2019", "'").strip(" .:()")
    if folded in _words_of("whole") or folded in _words_of("several"):
        return True
    first, _, rest = folded.partition(" ")
    counts = _NUMBER.fullmatch(first) is not None or first in _words_of("quantity")
    return counts and any(rest == word or rest.startswith(f"{word} ") or f" {word}" in rest for word in _several())


def _several() -> frozenset[str]:
    return _words_of("several")


@cache
def _words_of(kind: str) -> frozenset[str]:
    return frozenset(fold(row["words"]) for row in load_words("collective_recipients") if row["kind"] == kind)
