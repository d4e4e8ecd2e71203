"""What speaks for a hyphen of its own at a line's end: the spelling, an abbreviation, the room behind it."""

from __future__ import annotations

from parsers.lexicon import find_syllable_ends, has_clash, words_of
from parsers.seams import SOFT, LineBreak

_KEEP_COST = 2.0  # a hyphen at a line's end mostly is there for the line's end only …
_KEEP_COST_WITH_ROOM = 0.5  # … unless the next syllable would have fitted before it
_MARGIN = 1  # letter; letters differ in width
_SOFT_COST = 2.0  # the file itself says that the hyphen is there for the line's end only
_SPELLING, _ADJECTIVES, _CLASH, _CHAIN = 5.5, 3.0, 4.0, 1.5  # what speaks for the hyphen


def weigh_hyphen(seam: LineBreak) -> float:
    """The cost of keeping the hyphen; below zero when its spelling asks for it."""
    last, first = seam.last.lower(), seam.first.lower()
    cost = _KEEP_COST_WITH_ROOM if _had_room_for_syllable(seam) else _KEEP_COST
    if seam.before[-1] == SOFT:
        cost += _SOFT_COST
    if has_clash(last, first):
        cost -= _CLASH
    if (last in words_of("hyphen_prefix") and len(first) > 3) or first in words_of("hyphen_head"):
        cost -= _SPELLING
    if _is_adjective(last) and _is_adjective(first):
        cost -= _ADJECTIVES
    return cost - _CHAIN if _is_in_chain(seam) else cost


def _had_room_for_syllable(seam: LineBreak) -> bool:
    """`Overkop-` / `divers-`: a hyphen for the line's end would stand as far to the right as syllables allow."""
    if seam.spare is None:
        return False
    whole = (seam.last + seam.first).lower()
    following = (end for end in find_syllable_ends(whole) if end > len(seam.last))
    return seam.spare >= next(following, len(whole)) - len(seam.last) + _MARGIN


def _is_in_chain(seam: LineBreak) -> bool:
    """`face-to-` / `face`, `peer-` / `to-peer`: a little word between two hyphens."""
    before = seam.last.lower() in words_of("chain") and seam.before[: -len(seam.last) - 1].endswith("-")
    return before or (seam.first.lower() in words_of("chain") and seam.after[len(seam.first) :].startswith("-"))


def _is_adjective(word: str) -> bool:
    return len(word) > 4 and word.endswith(tuple(words_of("adjective")))


def is_abbreviation(seam: LineBreak) -> bool:
    """`OESO`, `BuSO`, `e`, `kmo`. In a heading in capitals (`BELEIDS-` / `DOMEIN`) capitals say nothing."""
    if len(seam.last) == 1:
        return True
    mixed = not seam.in_capitals and any(letter.isupper() for letter in seam.last[1:])
    return mixed or not _is_pronounceable(seam.last.lower()) or not _has_vowel(seam.first.lower())


def _is_pronounceable(start: str) -> bool:
    """Whether a word could begin so; `kmo`, `vzw`, `lhbti` can't be read as syllables."""
    return _has_vowel(start) and (_has_vowel(start[:2]) or start[:2] in words_of("onset"))


def _has_vowel(word: str) -> bool:
    return any(letter in "aeiouyàáâäèéêëìíîïòóôöùúûü" for letter in word)
