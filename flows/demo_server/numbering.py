"""Numbers that the services give: they grow with the days as the real ones did, and never clash."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

# Days on which written questions had about these ids.
_KNOWN_IDS = (
    (date(2000, 1, 1), 100_000),
    (date(2014, 8, 28), 900_718),
    (date(2020, 1, 15), 1_363_595),
    (date(2020, 9, 15), 1_424_087),
    (date(2021, 2, 2), 1_457_200),
    (date(2023, 9, 15), 1_765_823),
    (date(2025, 11, 3), 1_892_942),
    (date(2026, 5, 4), 2_038_661),
)
FIRST_THIN_ID = 5_000_000  # questions made to fill the search
FIRST_OTHER_ID = 9_000_000  # what is no written question
_FILES_EACH = 20
_MAIN, _REPLACED = 12, 19  # an answer's file follows its attachments, which were handed in before
MOST_ATTACHMENTS = 6


def to_schv_id(day: date) -> int:
    """The first id given on a day, between or beyond the days known."""
    later = min(max(bisect_right(_KNOWN_IDS, (day, 0)), 1), len(_KNOWN_IDS) - 1)
    (before, low), (after, high) = _KNOWN_IDS[later - 1 : later + 1]
    return low + (high - low) * (day - before).days // (after - before).days


def to_schv_ids(days: Iterable[date]) -> Iterator[int]:
    """An id for each of these days, which are in order."""
    last = 0
    for day in days:
        last = max(to_schv_id(day), last + 1)
        yield last


def to_pfile_id(schv_id: int, position: int) -> int:
    """The id of a question's file, 0 being the answer. Attachments mostly have lower ones, in some questions higher."""
    if position == 0:
        return schv_id * _FILES_EACH + _MAIN
    side = 1 if schv_id % 7 == 3 else -1
    return schv_id * _FILES_EACH + _MAIN + side * position


def to_replaced_id(pfile_id: int) -> int:
    """The id that an answer's file gets when it is replaced by another file."""
    return pfile_id - _MAIN + _REPLACED


def to_original_id(replaced_id: int) -> int:
    """The id that an answer's file had before it got this one."""
    return replaced_id - _REPLACED + _MAIN
