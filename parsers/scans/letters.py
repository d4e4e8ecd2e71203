"""Letters that look alike in many fonts, set right where the word list leaves no doubt: `leper` is `Ieper`."""

from __future__ import annotations

import re

from parsers.lexicon import find_frequency, load_lexicon

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


def with_known_letters(text: str) -> str:
    """A long word that no list holds, with i for l or l for i where that makes a known one: `Piaatsen` is `Plaatsen`.

    A compound does not count as known here (`Biogrond` would be `blog` and `rond`), so names stay as read.
    """
    found = _WORD.fullmatch(text)
    if found is None or len(found[1]) < _FEWEST_LETTERS or _is_known(found[1]):
        return text
    known = [variant for variant in _vary(found[1]) if find_frequency(variant.lower()) >= _LISTED]
    return text.replace(found[1], known[0]) if len(known) == 1 else text


def _vary(word: str) -> list[str]:
    """The word with one letter changed, not the first."""
    return [
        word[:at] + other + word[at + 1 :] for at, letter in enumerate(word) for other in _ALIKE.get(letter, "") if at
    ]


def _is_known(word: str) -> bool:
    return load_lexicon(frozenset()).score_word(word.lower()) > _UNKNOWN * len(word)


_WORD = re.compile(r"\W*([^\W\d_]+)\W*")
_ALIKE = {"i": "l", "l": "i", "í": "il"}
_LISTED = 1e-8  # the rarest words of the list
_FEWEST_LETTERS = 6
_UNKNOWN = -1.15  # for each letter: an unknown word of the lexicon is less likely than this
