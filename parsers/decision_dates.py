"""The day on which a row's grant was decided, printed in a column of its own: it tells the year of the grant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from parsers.dates import parse_date
from parsers.vocabulary import fold, load_words
from schemas.columns import Column

_SHORT_DATE = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{2})")
_SPACES_IN_NUMBERS = re.compile(r"(?<=[-/.0-9])\s+(?=[-/.0-9])")


def find_decision_year(columns: Sequence[Column], texts: Sequence[str]) -> int | None:
    """The year in which a row's grant was decided; None without such a day, or where two name different years."""
    days = (_find_day(texts[column.index]) for column in columns if names_decision_day(column.header))
    years = {day.year for day in days if day is not None}
    return years.pop() if len(years) == 1 else None


def names_decision_day(header: str) -> bool:
    """`Datum beslissing MB`, `Toegekend op`; not `Datum aanvraag`, nor `Datum beslissing of aanvraag`."""
    kinds = [_kinds().get(word) for word in re.findall(r"\w+", fold(re.sub(r"\([^)]*\)", " ", header)))]
    return "decision" in kinds and None not in kinds


def _find_day(printed: str) -> date | None:
    """A day and nothing else; also `12/03/21`, and one that its narrow column breaks (`12/03/ 2021`)."""
    text = printed.strip()
    joined = _SPACES_IN_NUMBERS.sub("", text) if re.fullmatch(r"[-/.0-9\s]+", text) else text
    short = _SHORT_DATE.fullmatch(joined)
    try:
        return parse_date(f"{short[1]}/{short[3]}/20{short[4]}" if short else joined)
    except ValueError:  # a remark beside it, or no day at all: it stays in the record's `other`
        return None


@cache
def _kinds() -> dict[str, str]:
    return {fold(row["word"]): row["kind"] for row in load_words("decision_dates")}
