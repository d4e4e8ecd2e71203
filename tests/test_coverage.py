"""Windows of days: what was looked through, where the next look begins, and the report's sentence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.coverage import CompletedDiscovery, Coverage, find_covered_until, find_window, to_sentence
from flows.ledger_questions import LONGEST_WAIT, plan_next_try

FIRST = date(2026, 1, 1)


def make(since: int | None, until: int, missed: int = 0) -> CompletedDiscovery:
    start = None if since is None else FIRST + timedelta(days=since)
    return CompletedDiscovery("parliament", start, FIRST + timedelta(days=until), 3, missed)


@pytest.mark.parametrize(
    ("discoveries", "covered"),
    [
        ([], None),
        ([make(0, 45)], 45),
        ([make(0, 45), make(1, 46)], 46),
        ([make(0, 45), make(60, 90)], 45),  # days 46 to 59 are still to be looked at
        ([make(0, 45), make(60, 90), make(20, 91)], 91),
        ([make(0, 45), make(None, 60)], 60),
        ([make(0, 45), make(0, 30)], 45),
    ],
)
def test_what_is_looked_through_ends_before_the_first_gap(
    discoveries: list[CompletedDiscovery], covered: int | None
) -> None:
    assert find_covered_until(discoveries) == (None if covered is None else FIRST + timedelta(days=covered))


def test_a_window_is_put_together_of_the_fewest_and_newest_discoveries() -> None:
    discoveries = [make(0, 10), make(5, 20, missed=1), make(5, 20, missed=2), make(30, 40)]
    looked, unseen = find_window(discoveries, FIRST + timedelta(days=6), FIRST + timedelta(days=20))
    assert ([one.missed for one in looked], unseen) == ([2], None)
    _, unseen = find_window(discoveries, FIRST, FIRST + timedelta(days=35))
    assert unseen == FIRST + timedelta(days=21)


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 15)), max_size=6)


@given(SPANS, st.integers(0, 30), st.integers(0, 15))
def test_the_first_unseen_day_is_one_that_no_discovery_saw(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    discoveries = [make(since, since + days) for since, days in spans]
    seen = {day for since, days in spans for day in range(since, since + days + 1)}
    window = range(start, start + length + 1)
    first = next((day for day in window if day not in seen), None)
    _, unseen = find_window(discoveries, FIRST + timedelta(days=window[0]), FIRST + timedelta(days=window[-1]))
    assert unseen == (None if first is None else FIRST + timedelta(days=first))


@given(st.integers(1, 10_000))
def test_the_wait_grows_and_never_passes_a_month(attempts: int) -> None:
    wait = (plan_next_try(attempts, FIRST) - FIRST).days
    assert 1 <= wait <= LONGEST_WAIT
    assert wait == min(2 ** (attempts - 1), LONGEST_WAIT)


def test_the_sentence_tells_all_that_is_not_nought() -> None:
    days = (FIRST, FIRST + timedelta(days=30))
    plain = Coverage(
        "parliament", *days, held=7, skipped=0, failed=0, unanswered=1, waiting=0, undated=0, missed=0, unseen=None
    )
    assert to_sentence(plain) == (
        "7 questions answered between 2026-01-01 and 2026-01-31: 7 held, 0 failed, missed 0; 1 more have no answer yet"
    )
    full = Coverage(
        "parliament", *days, held=7, skipped=2, failed=1, unanswered=1, waiting=3, undated=4, missed=5, unseen=FIRST,
        not_renewed=1,
    )  # fmt: skip
    assert to_sentence(full) == (
        "11 questions answered between 2026-01-01 and 2026-01-31: 7 held (2 of them skipped, 1 with a failed last "
        "fetch), 1 failed, 3 not fetched yet, missed 5; 1 more have no answer yet; 4 more have no day; "
        "no run has looked at the days from 2026-01-01 on"
    )
