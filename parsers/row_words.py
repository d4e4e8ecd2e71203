"""Words that say what a table's row is, by the vocabulary (`row_labels.csv`)."""

from __future__ import annotations

import re
from functools import cache

from parsers.lexicon import words_of
from parsers.vocabulary import fold, load_words


def find_row_label(printed: str) -> str | None:
    """The label whose words start the text (`Totaal 2020` -> `total`), or None.

    The words must end there or go on with a space, colon or number: `Totaaltheater vzw` is a name.
    """
    # A narrow column breaks the word itself, with or without a hyphen: `To-/taal`, `Totaa/l`.
    whole = re.sub(r"[-\u00ad\u2010]?\s*\n\s*", "", printed)
    return _match(fold(printed)) or _match(fold(whole))


def _match(folded: str) -> str | None:
    text = re.sub(r"\s+", " ", folded).strip(" *:-")
    if set(text.split()) & words_of("legal_form"):
        return None  # `Totaal Theater vzw`, `Reserve Natuur vzw`: a name
    if text.endswith(" totaal"):
        return "total"
    for words, label, alone in _labels():
        follows = r"(?=[^a-z]*$)" if alone else r"(?=[\s:.(\d/€])"
        if text == words or (words[-1:].isalpha() and re.match(re.escape(words) + follows, text)):
            return label
    return None


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
def _labels() -> tuple[tuple[str, str, bool], ...]:
    rows = [
        (fold(row["words"]) or row["words"], row["label"], row["alone"] == "yes") for row in load_words("row_labels")
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
