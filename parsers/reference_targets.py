"""Which answer a printed reference names: its number, its day, the names in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parsers.dates import parse_date
from parsers.heading_words import HeadingWords
from parsers.lines import fold_letters
from parsers.references import NUMBER

_CAPITAL = r"[^\W\d_a-z][\w'’-]+"


@dataclass(frozen=True, slots=True)
class AnswerReference:
    """A reference to another answer; `folded` is its text, `numbers` and `days` are those of questions it prints."""

    folded: str
    numbers: frozenset[int]
    days: frozenset[date]
    names_somebody: bool

    def names(self, person: str) -> bool:
        """Whether the reference names a person (`An Maes`) by the whole name or the family name."""
        family = fold_letters(person).split()[1:]
        return bool(family) and re.search(rf"(?<!\w){re.escape(' '.join(family))}(?!\w)", self.folded) is not None


def parse_references(refers_to: str, words: HeadingWords) -> tuple[AnswerReference, ...]:
    """The references to answers in what `find_references` found, joined by `; `; registers, sites, annexes are none."""
    parts = [part.strip() for part in refers_to.split(";")]
    return tuple(_parse(part, words) for part in parts if words.references.another.search(fold_letters(part)))


def _parse(text: str, words: HeadingWords) -> AnswerReference:
    folded = fold_letters(text)
    numbers = frozenset(int(number) for number in NUMBER.findall(folded))
    return AnswerReference(folded, numbers, _find_days(folded, words), _names_somebody(text, folded, words))


def _find_days(folded: str, words: HeadingWords) -> frozenset[date]:
    days = set()
    for match in words.asked_on.finditer(folded):
        try:
            days.add(parse_date(match["date"]))
        except ValueError:
            continue  # no day of the calendar: it says nothing of when a question was asked
    return frozenset(days)


def _names_somebody(text: str, folded: str, words: HeadingWords) -> bool:
    """Whether two words in a row have capitals (`An Maes`), or one behind a minister's title (`minister Maes`)."""
    if re.search(rf"{_CAPITAL}\s+(?:[a-z]{{2,3}}\s+){{0,2}}{_CAPITAL}", text):
        return True
    return any(re.match(rf"\s+{_CAPITAL}", text[title.end() :]) for title in words.title.finditer(folded))
