"""The years that a sentence says of its grants."""

from __future__ import annotations

import re
from functools import cache

from parsers.amount_patterns import either
from parsers.dates import find_years
from parsers.vocabulary import load_words
from parsers.year_guards import without_guarded_years


def find_told_years(text: str) -> tuple[int, ...]:
    """As `find_years`, without the years of laws and of open periods (`sinds 2015`): no grant is of those.

    Where no year is said, the day on which something was decided tells it (`Op 12 mei 2021 besliste …`).
    """
    told = without_guarded_years(text)
    return find_years(told) or tuple(dict.fromkeys(int(match["year"]) for match in _day().finditer(told)))


def find_told_year(text: str) -> int | None:
    """The one year a text says; None for several, which say nothing sure."""
    years = find_told_years(text)
    return years[0] if len(years) == 1 else None


@cache
def _day() -> re.Pattern[str]:
    before = either([row["words"] for row in load_words("year_guards") if row["kind"] == "day"])
    months = either([row["word"] for row in load_words("months")])
    return re.compile(rf"(?<!\w){before}\s+\d{{1,2}}\s+{months}\s+(?P<year>20\d\d)(?!\d)", re.IGNORECASE)
