"""Labels before values: `Begunstigde: vzw X`, `Toegekend bedrag: 10.000 euro`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.header_words import match_header
from parsers.prose_objections import find_objections
from schemas.columns import Role

_LABEL = re.compile(
    r"(?:^|(?<=[;|,.–-] ))\W*(?P<label>[^\W\d_]{3,}(?:[ -][^\W\d_]+){0,3}(?: \([^)]{1,12}\))?)"
    r"(?: \d{1,3})?\s?:(?:\s+|$)"
)
_WORST_RANK = 3
_PARTS = (";", "|")  # behind these a label may be small: `Bedrag: 10.000 euro; naam: vzw X`


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a known role; `start` is where it begins in the text, `end` where its value does."""

    role: Role
    text: str
    start: int
    end: int


def find_labels(text: str) -> Iterator[Label]:
    """The labels at the text's start and behind its punctuation."""
    for match in _LABEL.finditer(text):
        label = match["label"]
        claims = [claim for claim in match_header(label) if claim.rank <= _WORST_RANK]
        if claims and (label[0].isupper() or text[match.start() - 2 : match.start()].strip() in _PARTS):
            yield Label(claims[0].role, label, match.start(), match.end())


def begins_with_label(text: str) -> bool:
    """Whether a line begins with a label, behind its bullet if it has one; `Geweigerd:` is one too."""
    match = _LABEL.match(text)
    refuses = match is not None and match["label"][0].isupper() and bool(find_objections(match["label"]))
    return refuses or any(label.start == 0 for label in find_labels(text))
