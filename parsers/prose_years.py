"""The years that a sentence says of its grants."""

from __future__ import annotations

from parsers.dates import find_years
from parsers.year_guards import without_guarded_years


def find_told_years(text: str) -> tuple[int, ...]:
    """As `find_years`, without the years of laws and of open periods (`sinds 2015`): no grant is of those."""
    return find_years(without_guarded_years(text))


def find_told_year(text: str) -> int | None:
    """The one year a text says; None for several, which say nothing sure."""
    years = find_told_years(text)
    return years[0] if len(years) == 1 else None
