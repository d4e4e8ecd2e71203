"""Dates, years and parliamentary years as printed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from parsers.amount_patterns import SPACES, currency, unit
from parsers.vocabulary import fold, load_words
from parsers.year_guards import names_open_period, without_guarded_years

_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMERIC_DATE = re.compile(r"([0-9]{1,2})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{4})")
_SPELLED_DATE = re.compile(r"([0-9]{1,2})(?:e|ste|de)?\s+([^\W\d_]+)\.?\s+([0-9]{4})", re.IGNORECASE)

_YEAR = "(?:199[0-9]|20[0-9]{2})"
# `2020`, `2020-2021`, `2020/21`, `2019, 2020`: nothing that belongs to a number or code touches them.
_YEARS = re.compile(
    rf"(?<![\w.,/+&@-])(?<![\w.,][–'’])(?P<first>{_YEAR})"
    rf"(?:\s?[-–/]\s?(?P<last>{_YEAR}|[0-9]{{2}}))?(?![^\W¹²³⁰⁴-⁹]|/|[-–+.,]\w|[ ]0[0-9]|\s?[%‰])"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+|€)\.?[:°]?\s*$")
_SPELLED_DAY = re.compile(r"[0-9]{1,2}(?:e|ste|de)?\s+$", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"['’‘`]\s?([0-3][0-9])")
_OPEN_END = re.compile(rf"{_YEAR}\s*[-–+]\s*$")
_WORD_BEHIND = re.compile(r"\s*([^\W\d_]+(?:[-\s][^\W\d_]+)?)")


def parse_date(printed: str) -> date:
    """`2 februari 2021`, `19 jan. 2026`, `02/02/2021`, `2-2-2021`, `1.12.2022` (day first) or ISO `2021-02-02`.

    Raises ValueError for anything else: other words beside it, years of two digits, days that do not exist.
    """
    text = printed.strip()
    if match := _ISO_DATE.fullmatch(text):
        return _to_date(printed, match[3], int(match[2]), match[1])
    if match := _NUMERIC_DATE.fullmatch(text):
        return _to_date(printed, match[1], int(match[3]), match[4])
    match = _SPELLED_DATE.fullmatch(text)
    month = _months().get(fold(match[2])) if match else None
    if match is None or month is None:
        raise ValueError(f"{printed!r} is no date of the form `2 februari 2021` or `02/02/2021`")
    return _to_date(printed, match[1], month, match[3])


def find_years(text: str) -> tuple[int, ...]:
    """The years from 1990 to 2099 that stand by themselves, each once, in order.

    A range or school year (`2020-2021`, `2020/21`) gives its two ends. The year of a full date (`2 februari 2021`,
    `02/02/2021`) is not given: a day of decision says little about the year a grant is for; `parse_date` reads it. Nor
    are parts of amounts (`2020 euro`), percentages, codes, numbers (`vraag nr. 2020`), counts (`2000 ton`) and
    addresses (`2018 Antwerpen`).
    """
    plain = text.translate(SPACES)
    matches = [match for match in _YEARS.finditer(plain) if _stands_alone(match, plain)]
    return tuple(dict.fromkeys(year for match in matches for year in _to_years(match)))


def parliamentary_year(on: date) -> str:
    """`2020-2021` for 2 February 2021: a parliamentary year begins on the fourth Monday of September."""
    first = date(on.year, 9, 1)
    begins = first + timedelta(days=-first.weekday() % 7, weeks=3)
    start = on.year if on >= begins else on.year - 1
    return f"{start}-{start + 1}"


def _to_date(printed: str, day: str, month: int, year: str) -> date:
    if not "1900" <= year <= "2099":
        raise ValueError(f"{printed!r} is no date: the year {year} is not between 1900 and 2099")
    try:
        return date(int(year), month, int(day))
    except ValueError as error:
        raise ValueError(f"{printed!r} is no date: {error}") from error


def _to_years(match: re.Match[str]) -> tuple[int, ...]:
    first, last = int(match["first"]), match["last"]
    if last is None:
        return (first,)
    if len(last) == 4:
        return (first, int(last)) if int(last) >= first else ()
    return (first, first + 1) if (first + 1) % 100 == int(last) else ()


def _stands_alone(match: re.Match[str], text: str) -> bool:
    before, behind = text[: match.start()], _WORD_BEHIND.match(text, match.end())
    if _amount_word().match(text, match.end()) or _is_counted(match["first"], behind):
        return False
    word = _WORD_BEFORE.search(before, max(0, len(before) - 40))
    if word is None:
        return True
    if fold(word[1]) in _months():
        return _SPELLED_DAY.search(before, 0, word.start()) is None
    return word[1] != "€" and fold(word[1]) not in _number_labels()


def _is_counted(number: str, behind: re.Match[str] | None) -> bool:
    """Whether the words behind make the number a postcode or a count."""
    words = fold(behind[1]) if behind else ""
    return words.split(" ")[0] in _counted() or any(words.startswith(place) for place in _places().get(number, ()))


@cache
def _amount_word() -> re.Pattern[str]:
    sign_before_number = rf"{currency('sign', 'code')}[ ]*[0-9]"  # `2020 € 12.500` is a year and its amount
    return re.compile(rf"\s*(?!{sign_before_number})(?:{currency()}|{unit()})", re.IGNORECASE)


@cache
def _months() -> dict[str, int]:
    return {fold(row["word"]): int(row["month"]) for row in load_words("months")}


@cache
def _number_labels() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in load_words("number_labels"))


@cache
def _counted() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in load_words("counted"))


@cache
def _places() -> dict[str, tuple[str, ...]]:
    rows = load_words("year_like_postcodes")
    return {row["postcode"]: tuple(fold(r["place"]) for r in rows if r["postcode"] == row["postcode"]) for row in rows}


def find_only_year(text: str) -> int | None:
    """The year that a text names, when it names one only: two years say nothing sure.

    The year of a law (`het Kunstendecreet van 2013`) does not count, nor does the beginning or end of an open period
    (`sinds 2015`, `tot en met 2020`); both ends of a period do (`2019 tot 2021`).
    """
    years = set(find_years(without_guarded_years(text)))
    return years.pop() if len(years) == 1 else None


def find_cell_year(printed: str) -> int | None:
    """The only year in a cell of years: also short (`'20`), or broken over two lines by its narrow column (`201/9`).

    None where the cell prints an open period beside or instead of a year (`sinds 2019`, `2019 -`).
    """
    plain = printed.translate(SPACES).strip()
    if names_open_period(plain) or _OPEN_END.search(plain):
        return None
    if short := _SHORT_YEAR.fullmatch(plain):
        return 2000 + int(short[1])
    if _NUMERIC_DATE.fullmatch(plain) or _ISO_DATE.fullmatch(plain):
        return _find_year_of_day(plain)  # a cell of dates below `Jaar`: `01/01/2020`
    return find_only_year(plain if find_years(plain) else "".join(plain.split("\n")))


def _find_year_of_day(printed: str) -> int | None:
    try:
        return parse_date(printed).year
    except ValueError:
        return None
