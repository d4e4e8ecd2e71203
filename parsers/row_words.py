"""Words that say what a table's row is, by the vocabulary (`row_labels.csv`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from parsers.lexicon import words_of
from parsers.vocabulary import fold, load_words

_MOST_TITLE_WORDS = 4


@lru_cache(maxsize=8192)
def find_row_label(printed: str) -> str | None:
    """The label whose words start the text (`Totaal 2020` -> `total`), or None.

    The words must end there or go on with a space, colon or number: `Totaaltheater vzw` is a name.
    """
    # A narrow column breaks the word itself, with or without a hyphen: `To-/taal`, `Totaa/l`.
    whole = re.sub(r"[-\u00ad\u2010]?\s*\n\s*", "", printed)
    return _match(fold(printed)) or _match(fold(whole)) or _match_broken(whole)


def _match(folded: str) -> str | None:
    text = re.sub(r"\s+", " ", folded).strip(" *:-")
    if set(text.split()) & words_of("legal_form"):
        return None  # `Totaal Theater vzw`, `Reserve Natuur vzw`: a name
    first = re.match(r"[a-z]*", text)
    known = _labels_by_first_word().get(first[0] if first else "", ())
    label = next((label for pattern, label in known if pattern.match(text)), None)
    return "total" if label is None and text.endswith(" totaal") else label


NOT_CALCULATED = "=?"
"""What a formula shows whose result the workbook does not keep."""


def is_cell_error(printed: str) -> bool:
    """Whether a text is what a spreadsheet shows instead of a value: `#REF!`, `#N/B`, `#NAAM?`, `=?`."""
    return re.fullmatch(r"#[A-Z0-9/]{2,8}[!?]?|=\?", printed.strip()) is not None


def is_group_title(printed: str) -> bool:
    """Whether a short text names a year or a province and little else (`Provincie Limburg`, `Jaar 2020`)."""
    words = printed.split()
    if len(words) > _MOST_TITLE_WORDS or not printed[:1].isupper():
        return False
    bare = fold(re.sub(r"[:;]$", "", printed.strip()))
    return any(bare.endswith(name) for name in _provinces()) or re.search(r" (19|20)\d\d$", bare) is not None


@cache
def _provinces() -> tuple[str, ...]:
    return tuple(fold(row["words"]) for row in load_words("provinces"))


def _match_broken(whole: str) -> str | None:
    """A label of several words, broken within them in a very narrow column: `Algem/een/tota/al`."""
    letters = re.sub(r"[^a-z]", "", fold(whole))
    return _labels_without_spaces().get(letters)


@cache
def _labels_without_spaces() -> Mapping[str, str]:
    rows = [(fold(row["words"]), row["label"]) for row in load_words("row_labels")]
    return {words.replace(" ", ""): label for words, label in rows if " " in words}


def names_decision(printed: str) -> bool:
    """Whether a group's title says that the requests below were granted, refused, or either."""
    return names_refusal(printed) or names_approval(printed)


def names_approval(printed: str) -> bool:
    """Whether a header, a group's title or a sentence speaks of granted requests (`Toegekend (in euro)`)."""
    words = f" {re.sub(r'[^a-z]+', ' ', fold(printed))} "
    for phrase in _phrases("refused"):
        words = words.replace(f" {phrase} ", " ")
    return any(f" {phrase} " in words for phrase in _phrases("granted"))


def names_refusal(printed: str) -> bool:
    """Whether a group's title or a sentence speaks of refused requests, and not of granted ones as well."""
    words = f" {re.sub(r'[^a-z]+', ' ', fold(printed))} "
    without = words
    for phrase in _phrases("refused"):
        without = without.replace(f" {phrase} ", " ")
    return without != words and not any(f" {phrase} " in without for phrase in _phrases("granted"))


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    return tuple(fold(row["words"]) for row in load_words("refusals") if row["kind"] == kind)


@cache
def _labels_by_first_word() -> Mapping[str, Sequence[tuple[re.Pattern[str], str]]]:
    """Patterns of the labels, the longest words first, by the first word of a cell's text; `""` for marks (`″`)."""
    rows = [
        (fold(row["words"]) or row["words"], row["label"], row["alone"] == "yes") for row in load_words("row_labels")
    ]
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for words, label, alone in sorted(rows, key=lambda row: -len(row[0])):
        first = re.match(r"[a-z]*", words)
        follows = r"(?=[^a-z]*$)" if alone else r"(?=[\s:.(\d/€]|$)"
        pattern = re.compile(re.escape(words) + (follows if words[-1:].isalpha() else "$"))
        found.setdefault(first[0] if first else "", []).append((pattern, label))
    return found
