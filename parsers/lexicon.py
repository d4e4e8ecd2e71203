"""How likely a run of letters is one Dutch word: from a word list, from the document's own words, as a compound.

Scores are decimal logarithms of frequencies, so that the words of a reading are added up and readings compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from math import log10
from typing import Any

from parsers.vocabulary import load_words

_OWN = -4.0  # a word found whole elsewhere in the document counts like a common one
_SEAM = -1.0  # building a compound that no list holds costs as much as a word ten times rarer
_LINK = -0.3  # the linking `s` of `verbindingsambassadeurs`
_SHORTEST_PART = 3  # letters of a compound's part; shorter ones are noise of the list
_RAREST_PARTS = {3: -5.6, 4: -6.2, 5: -6.6, 6: -6.9, 7: -6.9}  # by letters: `amb` is listed too, as noise
_RAREST_PART = -7.5  # of more letters: long rare words such as `sensitief` are seldom noise
_LONGEST = 45  # letters; splitting longer runs would cost time and mean nothing
_NEVER = -9.0  # `ontwikkel en.`: the little word can't be one
_OPEN_END = -4.0  # `inburgerings` ends in a linking `s`: something must follow
_CLOSING = ".,;:?!)"
_RUN = re.compile(r"[^\W\d_]+")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’][^\W\d_]{1,2}(?![^\W\d_])")  # `thema's`, `project'je`
_EDGES = re.compile(r"^\W+|\W+$")


class Lexicon:
    """Scores words of one document; `own_words` are whole words found in it, in lower case."""

    def __init__(self, own_words: frozenset[str]) -> None:
        self._own = own_words
        self._listed = _load_frequencies()
        self._scores: dict[str, float] = {}

    def score_text(self, text: str) -> float:
        """Logarithm of how likely these words are; spaces divide words, hyphens and slashes divide their parts."""
        return sum(self._score_token(token) for token in text.lower().split())

    def _score_token(self, token: str) -> float:
        bare = _EDGES.sub("", token)
        if token[-1:] in _CLOSING and bare in words_of("no_end"):
            return _NEVER
        if bare in self._own:
            return max(_OWN, self._score_parts(bare))
        open_end = _OPEN_END if token[-1:].isalpha() and bare.endswith(tuple(words_of("open_end"))) else 0.0
        return self._score_parts(bare) + open_end

    def _score_parts(self, token: str) -> float:
        return sum(self.score_word(run) for run in _RUN.findall(_APOSTROPHE.sub("", token)))

    def score_word(self, word: str) -> float:
        """Logarithm of the frequency of one run of small letters."""
        if word not in self._scores:
            self._scores[word] = max(self._find_listed(word), self._score_compound(word), _score_unknown(word))
        return self._scores[word]

    def _find_listed(self, word: str) -> float:
        """-inf when no list holds it. A lone letter is a word in no text, save `u`, whatever the lists say."""
        if len(word) == 1 and word != "u":
            return -float("inf")
        listed = log10(self._listed[word]) if word in self._listed else -float("inf")
        return max(listed, _OWN) if word in self._own else listed

    def _score_compound(self, word: str) -> float:
        """The best way to read it as known parts: `jongerenambassadeurs` is `jongeren` and `ambassadeurs`."""
        if len(word) > _LONGEST:
            return -float("inf")
        best: dict[int, float] = {0: 0.0}
        for end in range(_SHORTEST_PART, len(word) + 1):
            ways = [
                best[start] + self._score_part(word[start:end], last=end == len(word)) + (_SEAM if start else 0.0)
                for start in best
                if end - start >= _SHORTEST_PART and not has_clash(word[:start], word[start:])
            ]
            if ways and max(ways) > -float("inf"):
                best[end] = max(ways)
        return best.get(len(word), -float("inf"))

    def _score_part(self, part: str, last: bool) -> float:
        if last and (part in words_of("no_head") or part in words_of("follower")):
            return -float("inf")
        whole = self._score_known_part(part)
        if last or not part.endswith("s"):
            return whole
        return max(whole, self._score_known_part(part[:-1]) + _LINK)

    def _score_known_part(self, part: str) -> float:
        if len(part) < _SHORTEST_PART:
            return -float("inf")
        score = self._find_listed(part)
        return score if score >= _RAREST_PARTS.get(len(part), _RAREST_PART) else -float("inf")


def _score_unknown(word: str) -> float:
    """A name or a fragment: each letter more makes it rarer. One letter alone is a fragment: `Beslissin` / `g`."""
    return -6.5 if len(word) == 1 else -3.0 - 1.2 * len(word)


def has_clash(before: str, after: str) -> bool:
    """Whether the vowels at the seam would be read as one sound, as in `zee` + `egel`."""
    return bool(before and after) and _bare(before[-1]) + _bare(after[0]) in words_of("clash")


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one kind in the vocabulary of line breaks, of all languages that an answer may quote."""
    rows = (row for language in ("nl", "de", "en") for row in load_words("line_breaks", language))
    return frozenset(row["word"] for row in rows if row["kind"] == kind)


def find_syllable_ends(word: str) -> list[int]:
    """Where a hyphen may stand in a word: letters from its start (`mi-nis-ter`: 2, 5)."""
    return list(_load_hyphenation().positions(word))


@cache
def _load_hyphenation() -> Any:
    from pyphen import Pyphen

    return Pyphen(lang="nl")


@lru_cache(maxsize=4)
def load_lexicon(own_words: frozenset[str]) -> Lexicon:
    """The lexicon of a document; the word list itself is read once (about a quarter of a second)."""
    return Lexicon(own_words)


def find_frequency(word: str) -> float:
    """How often a word in small letters stands in Dutch texts, as a share of all words; 0 where no list holds it."""
    return _load_frequencies().get(word, 0.0)


@cache
def _load_frequencies() -> Mapping[str, float]:
    """Word -> frequency, over 300,000 Dutch words (the small list, of 29,000, lacks too many compounds)."""
    from wordfreq import get_frequency_dict

    frequencies: Mapping[str, float] = get_frequency_dict("nl", "large")
    return frequencies
