"""Letters that look alike in many fonts, set right where the word list leaves no doubt: `leper` is `Ieper`."""

from __future__ import annotations

import re

from parsers.lexicon import find_frequency

_CAPITAL_I = re.compile(r"\bl(?=[^\W\d_]{2,})")
_NO_WORD = 1e-6  # words rarer than this are mostly the list's own misprints
_CLEARLY = 10  # times as frequent


def with_capitals(text: str) -> str:
    """A capital I for a first letter l that no Dutch word has, where a known word begins with i."""
    found = _CAPITAL_I.match(text)
    rest = re.match(r"[^\W\d_]+", text[1:]) if found else None
    if rest is None:
        return text
    as_l, as_i = (find_frequency(letter + rest[0].lower()) for letter in "li")
    return f"I{text[1:]}" if as_l < _NO_WORD and as_i >= max(_NO_WORD, _CLEARLY * as_l) else text
