"""Years that belong to a law or to an open period: printed near a table, they do not date its grants."""

from __future__ import annotations

import re
from functools import cache

from parsers.amount_patterns import either
from parsers.vocabulary import load_words

_YEAR = r"(?<![\w.,])(?:199[0-9]|20[0-9]{2})(?![\w])"
_MOST_WORDS = 7  # between a law and its year: `besluit van de Vlaamse Regering tot uitvoering van het decreet van 2013`


def without_guarded_years(text: str) -> str:
    """The text without the years of laws and of open periods; a period with two ends keeps both."""
    text = _law_year().sub(lambda match: match["before"], text)
    return _open_year().sub(lambda match: match[0] if match["start"] else match["before"] or "", text)


def names_open_period(text: str) -> bool:
    """Whether a text names an open period by the year it begins or ends in (`sinds 2015`, `2015 - heden`)."""
    return any(not match["start"] for match in _open_year().finditer(_law_year().sub("", text)))


@cache
def _law_year() -> re.Pattern[str]:
    """`Kunstendecreet van 2013`, `besluit van de Vlaamse Regering van mei 2013`, `opgericht in 1998`."""
    law = rf"(?:(?<!\w)[\w-]*{_words('law')}|(?<!\w){_words('law_word')})(?!\w)"
    words = rf"(?:\s+[^\W\d_][\w'’-]*){{0,{_MOST_WORDS}}}?\s+{_words('law_link')}(?:\s+{_months()})?"
    others = rf"(?:\s*{_words('law_join')}\s*{_YEAR})*"
    before = rf"(?P<before>(?:{law}(?:{words})?|(?<!\w){_words('event')})\s*\(?\s*)"
    return re.compile(rf"{before}{_YEAR}{others}", re.IGNORECASE)


@cache
def _open_year() -> re.Pattern[str]:
    """Group `start` where the period has two ends (`2019 tot en met 2021`), or else group `before` the year."""
    between = rf"(?:\s+(?:{_words('between')}|{_months()}))*"
    period = rf"(?P<start>{_YEAR})\s+{_words('range')}{between}\s+{_YEAR}"
    before = rf"(?<!\w)(?P<before>{_words('open_before')}{between}\s+){_YEAR}"
    behind = rf"{_YEAR}\s*(?:[-–]\s*)?{_words('open_behind')}(?!\w)"
    return re.compile(rf"{period}|{before}|{behind}", re.IGNORECASE)


def _words(kind: str) -> str:
    rows = load_words("year_guards")
    return either([row["words"] for row in rows if row["kind"] == kind])


def _months() -> str:
    return either([row["word"] for row in load_words("months")])
