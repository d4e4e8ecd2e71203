"""Takes the names and enterprise numbers of natural persons out of texts, however they are written.

In every text: whole names, their words in any order. In the texts of the person's own document: each word of the name
too, given names as well, and numbers in any form.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import permutations
from urllib.parse import unquote

from parsers.organisation_names import to_organisation_name, to_words
from parsers.person_names import find_name_words, find_person
from parsers.person_words import splitting
from parsers.vocabulary import fold
from schemas.persons import Persons

REDACTED = "(natural person)"
_FEWEST_LETTERS = 5  # of a name that is looked for in all documents
_FEWEST_OF_OWN = 3  # of one that is looked for in its own
_FEWEST_INSIDE = 7  # of a word that is found inside other words: `mevrquaghebeur.pdf`
_FEWEST_DIGITS = 4
_MOST_PERMUTED = 3
_START = 3
_JOINED_START = 6
_DIGITS = 10
_MOST_KNOWN = 1 << 16
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(?<!\d)\d(?:[\s./-]?\d){8,9}(?!\d)")
_GAP = r"[\s./-]*"
_INSIDE_WORD = r"[\u0300-\u036f\u00ad]*(?:[-\u2010]\s*\n\s*)?"


class Redactor:
    """Takes what must not be told of these persons out of texts."""

    def __init__(self, persons: Persons) -> None:
        self._by_start: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        own: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        words: dict[str, set[str]] = defaultdict(set)
        for document_id, name in persons.names:
            own[document_id].update(_to_names(name))
            words[document_id].update(find_name_words(name))
        for name_words in {name for names in own.values() for name in names}:
            if len("".join(name_words)) >= _FEWEST_LETTERS:
                for start in _to_keys(name_words):
                    self._by_start[start].add(name_words)
        numbers: dict[str, set[str]] = defaultdict(set)
        for document_id, number in persons.numbers:
            if sum(map(str.isdigit, number)) >= _FEWEST_DIGITS:  # `nvt` is nobody's number
                numbers[document_id].add(number)
        self._numbers = {_to_digits(number) for number in numbers.pop("", ())}
        self._own = {
            document_id: _to_own(own.get(document_id, ()), words.get(document_id, ()), numbers.get(document_id, ()))
            for document_id in sorted({*own, *numbers})
        }
        self._known = lru_cache(_MOST_KNOWN)(self._redact)  # titles and headers stand in many rows

    def to_text(self, text: str) -> str:
        """The text without whole names, and without the numbers that are surely a person's."""
        return self._known(text)

    def to_own_text(self, text: str, document_id: str) -> str:
        """The text of a document without any word of the names of its persons, and without their numbers."""
        patterns = self._own.get(document_id, ())
        whole = self.to_text(text)
        return _decoded(whole, lambda part: _substitute(part, patterns)) if patterns else whole

    def tells_of(self, document_id: str) -> bool:
        """Whether a recipient of the document is a person."""
        return document_id in self._own

    def _redact(self, text: str) -> str:
        return _decoded(text, self._without_names)

    def _without_names(self, text: str) -> str:
        starts = {word[:length] for word in _WORD.findall(fold(text)) for length in (_START, _JOINED_START)}
        names = {name for start in starts & self._by_start.keys() for name in self._by_start[start]}
        patterns = [_to_pattern(name) for name in sorted(names, key=lambda name: (-len("".join(name)), name))]
        redacted = _substitute(text, patterns) if patterns else text
        return _NUMBER.sub(lambda found: self._to_number(found.group()), redacted) if self._numbers else redacted

    def _to_number(self, printed: str) -> str:
        return REDACTED if _to_digits(printed) in self._numbers else printed


def _decoded(text: str, redact: Callable[[str], str]) -> str:
    """The text redacted; where it tells something only once `%20` and its like are read, that one redacted."""
    redacted = redact(text)
    decoded = unquote(redacted) if "%" in redacted else redacted
    again = redact(decoded) if decoded != redacted else decoded
    return redacted if again == decoded else again


def _substitute(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    before = redacted = unicodedata.normalize("NFD", text)
    for pattern in patterns:
        redacted = pattern.sub(REDACTED, redacted)
    return text if redacted == before else unicodedata.normalize("NFC", redacted)


def _to_names(printed: str) -> Iterator[tuple[str, ...]]:
    """The folded words of a name, and of each person where it names several; one word alone is no whole name."""
    bare = find_person(printed)
    parts = splitting().split(bare) if bare is not None else []
    for words in (to_organisation_name(printed).words, *map(to_words, parts)):
        if len(words) > 1:
            yield words


def _to_keys(name: Sequence[str]) -> set[str]:
    """Beginnings of words of a text that may hold the name: of its longest word, and of the words written as one."""
    joined = {"".join(words) for words in _to_orders(name)}
    return {max(name, key=len)[:_START], "".join(name)[:_START]} | {text[:_JOINED_START] for text in joined}


def _to_orders(name: Sequence[str]) -> list[tuple[str, ...]]:
    """Every order of few words; of more those that begin with another word: `Van den Berghe Jan`."""
    if len(name) <= _MOST_PERMUTED:
        return sorted(set(permutations(name)))
    return sorted({(*name[at:], *name[:at]) for at in range(len(name))})


@lru_cache(_MOST_KNOWN)
def _to_pattern(name: tuple[str, ...]) -> re.Pattern[str]:
    """The letters one after the other with any signs between them, accents too: `J. Jans-\\nsens`."""
    orders = ["".join(words) for words in _to_orders(name)]
    either = "|".join(_to_letters(letters, r"[\W_]*") for letters in dict.fromkeys(orders))
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)


def _to_letters(letters: str, between: str) -> str:
    return between.join(map(re.escape, letters)).replace(rf"s{between}s", rf"(?:s{between}s|ß)")


def _to_own(
    names: Iterable[tuple[str, ...]], words: Iterable[str], numbers: Iterable[str]
) -> tuple[re.Pattern[str], ...]:
    """What is looked for in one document: whole names, then words of names, then numbers."""
    whole = sorted(
        {name for name in names if len("".join(name)) >= _FEWEST_OF_OWN}, key=lambda name: (-len(name), name)
    )
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    found = [_to_number_pattern(number) for number in sorted(set(numbers), key=lambda number: (-len(number), number))]
    return (*map(_to_pattern, whole), *map(_to_word_pattern, longest_first), *found)


@lru_cache(_MOST_KNOWN)
def _to_word_pattern(word: str) -> re.Pattern[str]:
    """A word of a name, its genitive too, whatever accents it has; a long one also inside other words."""
    letters = rf"{_to_letters(word, _INSIDE_WORD)}[\u0300-\u036f]*(?:['\u2019]?s(?![^\W\d_]))?"
    bounded = letters if len(word) >= _FEWEST_INSIDE else rf"(?<![^\W\d_]){letters}(?![^\W\d_])"
    return re.compile(bounded, re.IGNORECASE)


def _to_number_pattern(number: str) -> re.Pattern[str]:
    digits = re.sub(r"\D", "", number)
    zero = "0?" if len(digits) == _DIGITS - 1 else ""
    optional = rf"(?:0{_GAP})?{_GAP.join(digits[1:])}" if len(digits) == _DIGITS and digits[0] == "0" else None
    return re.compile(rf"(?<!\d){zero}{optional or _GAP.join(digits)}(?!\d)")


def _to_digits(number: str) -> str:
    """Ten digits; the older nine get their zero."""
    return re.sub(r"\D", "", number).zfill(_DIGITS)
