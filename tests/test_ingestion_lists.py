"""Whole nights with long lists of questions: pages that shift and repeat, and more than one query may show."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from night_checks import check_whole
from parliament_nights import AT_ONCE, make_answers, pass_night, to_settings

from flows.demo_server.server import DemoServer

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("made_up_reader")]
FAST = {"requests_per_second": 5000, "recheck_hours": 0}
YEAR = date(2024, 9, 1)  # in which the server puts the questions it is told to make


@pytest.mark.parametrize("fault", ["duplicates", "shifting=3", "shrinking=3", "no-result=1", "busy=2@search"])
def test_lists_that_shift_and_repeat(tmp_path: Path, fault: str) -> None:
    """Each page of a long list: what appears or vanishes meanwhile moves all that stands behind it."""
    with DemoServer(make_answers(tmp_path / "answers", 9), questions=330, faults=[fault]) as server:
        settings = to_settings(server, tmp_path, **FAST)
        first = pass_night(server, settings, since=YEAR)
        assert first.summary.fetching is not None
        assert (first.summary.fetching.missed, first.summary.unread) == (0, ())
        check_whole(server, settings)
        server.faults.clear()
        second = pass_night(server, settings, since=YEAR)
        assert (second.read, second.release) == ((), None)
        check_whole(server, settings)


def test_more_than_ten_thousand_questions(tmp_path: Path) -> None:
    """1,200 answers, most of them published in the same year as 10,500 questions that wait for theirs."""
    with DemoServer(make_answers(tmp_path / "answers", 9), questions=1200, faults=["many=10500"]) as server:
        settings = to_settings(server, tmp_path, **FAST | {"recheck_hours": 12})
        first = pass_night(server, settings, since=YEAR)
        assert first.summary.fetching is not None
        assert (first.summary.fetching.offered, first.summary.fetching.missed) == (11_700, 0)
        assert len(first.paths("/api/search")) < 140
        check_whole(server, settings)
        assert server.most_at_once <= AT_ONCE
        second = pass_night(server, settings, since=YEAR)
        assert (second.paths("/files/"), second.paths("/e/"), second.release) == ([], [], None)
        check_whole(server, settings)
