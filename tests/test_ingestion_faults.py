"""Whole nights against the stand-in parliament and its faults: what is kept and told, and the night after."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from night_checks import (
    check_manners,
    check_whole,
    count_ledger_states,
)
from parliament_nights import (
    AT_ONCE,
    find_hit,
    make_answers,
    pass_night,
    to_settings,
)

from flows.demo_server.server import DemoServer
from flows.sources import SourceError

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("made_up_reader")]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return make_answers(tmp_path / "answers", 24)


def test_a_second_run_in_the_same_night_fetches_nothing_and_makes_no_release(answers: Path, tmp_path: Path) -> None:
    with DemoServer(answers) as server:
        settings = to_settings(server, tmp_path)
        first = pass_night(server, settings)
        check_whole(server, settings)
        assert len(first.paths("/files/")) == 24 + 8
        second = pass_night(server, settings)
        assert (second.paths("/files/"), second.paths("/e/opendata"), second.read) == ([], [], ())
        assert second.release is None
        check_whole(server, settings)
        check_manners(server)
        assert count_ledger_states(settings) == {"published": 24}


PASSING = [
    ["rate-limit=40"],
    ["busy=3"],
    ["busy=2@files", "reset=1"],
    ["reset=2"],
    ["long-length=2"],
    ["short-length=1"],
    ["html=2"],
    ["slow=0.3@20%"],
    ["wait=0.05"],
    ["duplicates"],
    ["no-result=1"],
    ["no-bulk", "no-data=1"],
    ["xml-only"],
    ["gone=0", "robots=Disallow: /private"],
]


@pytest.mark.parametrize("faults", PASSING, ids=" ".join)
def test_what_passes_leaves_no_trace(answers: Path, tmp_path: Path, faults: list[str]) -> None:
    with DemoServer(answers, faults=faults) as server:
        wait = 2 if faults[0].startswith("rate") else 0.1
        settings = to_settings(server, tmp_path, longest_wait=wait)
        first = pass_night(server, settings)
        assert first.summary.unread == ()
        check_whole(server, settings)
        check_manners(server)
        server.faults.clear()
        night_after = pass_night(server, settings, days=1)
        assert (night_after.read, night_after.release) == ((), None)
        check_whole(server, settings)
        check_manners(server)


# What lasts

LASTING = ["html", "long-length", "reset=99", "gone", "redirect-loop", "busy=99", "refuse"]


@pytest.mark.parametrize("fault", LASTING)
def test_a_file_that_cannot_be_had_costs_its_question_until_it_can(answers: Path, tmp_path: Path, fault: str) -> None:
    with DemoServer(answers) as server:
        settings, hit = to_settings(server, tmp_path, longest_wait=0.05), find_hit(server, 2)
        server.faults.add(f"{fault}@{server.catalogue.questions[hit].files[0].pfile_id}")
        first = pass_night(server, settings)
        assert [name for name, _ in first.summary.unread] == [str(hit)]
        assert first.summary.fetching is not None
        assert first.summary.fetching.coverage is not None
        assert (first.summary.fetching.coverage.held, first.summary.fetching.coverage.failed) == (23, 1)
        assert count_ledger_states(settings) == {"published": 23, "failed": 1}
        server.faults.clear()
        assert pass_night(server, settings).paths("/files/") == []  # not before the next day
        night_after = pass_night(server, settings, days=1)
        assert night_after.read == (f"vlaams-parlement-schv-{hit}",)
        check_whole(server, settings)
        check_manners(server)


@pytest.mark.parametrize("fault", LASTING)
def test_an_attachment_that_cannot_be_had_costs_its_own_place(answers: Path, tmp_path: Path, fault: str) -> None:
    with DemoServer(answers) as server:
        settings, hit = to_settings(server, tmp_path, longest_wait=0.05), find_hit(server, 2)
        server.faults.add(f"{fault}@{server.catalogue.questions[hit].files[1].pfile_id}")
        first = pass_night(server, settings)
        assert [name for name, _ in first.summary.unread] == [str(hit)]
        assert first.summary.fetching is not None
        coverage = first.summary.fetching.coverage
        assert coverage is not None
        assert (coverage.held, coverage.failed, coverage.not_renewed) == (24, 0, 1)
        assert count_ledger_states(settings).get("failed") is None
        server.faults.clear()
        night_after = pass_night(server, settings, days=1)
        assert night_after.read == (f"vlaams-parlement-schv-{hit}",)
        check_whole(server, settings, revised=[hit])
        check_manners(server)


@pytest.mark.parametrize("fault", LASTING)
def test_what_was_fetched_well_before_stays_published(answers: Path, tmp_path: Path, fault: str) -> None:
    with DemoServer(answers) as server:
        settings, hit = to_settings(server, tmp_path, longest_wait=0.05), find_hit(server)
        pass_night(server, settings)
        server.faults.add(f"replaced@{hit}")  # or the server would say that nothing changed
        server.faults.add(f"{fault}@{server.catalogue.questions[hit].files[0].pfile_id}")
        second = pass_night(server, settings, days=1)
        assert [name for name, _ in second.summary.unread] == [str(hit)]
        assert second.release is None
        check_whole(server, settings)
        server.faults.clear()
        third = pass_night(server, settings, days=2)
        assert (third.summary.unread, third.read, third.release) == ((), (), None)
        check_whole(server, settings)
        check_manners(server)


def test_a_redirect_to_another_host_is_not_followed(answers: Path, tmp_path: Path) -> None:
    with DemoServer(answers) as server, DemoServer(answers) as foreign:
        settings, hit = to_settings(server, tmp_path), find_hit(server)
        pfile_id = server.catalogue.questions[hit].files[0].pfile_id
        server.faults.add(f"foreign-redirect={foreign.url}/files/pfile?id={pfile_id}@{hit}")
        ((name, cause),) = pass_night(server, settings).summary.unread
        assert (name, f"redirects to {foreign.url}" in cause) == (str(hit), True)
        server.faults.clear()
        pass_night(server, settings, days=1)
        check_whole(server, settings)
        assert list(foreign.requests) == []


# The service as a whole


def test_a_service_that_refuses_again_and_again_is_left_alone(answers: Path, tmp_path: Path) -> None:
    with DemoServer(answers, faults=["refuse@files"]) as server:
        settings = to_settings(server, tmp_path, batch_size=5)
        first = pass_night(server, settings)
        assert first.summary.fetching is not None
        assert "requests in a row and is asked no more" in (first.summary.fetching.stopped or "")
        assert len(first.paths("/files/")) < 3 + AT_ONCE
        assert (first.read, first.summary.published.counts.documents) == ((), 0)
        assert len(server.catalogue.questions) == 24
        server.faults.clear()
        pass_night(server, settings, days=1)
        check_whole(server, settings)
        check_manners(server)


@pytest.mark.parametrize("fault", ["refuse@search", "search-down", "busy=99@search"])
def test_a_list_that_cannot_be_had_fails_the_run_and_changes_nothing(answers: Path, tmp_path: Path, fault: str) -> None:
    with DemoServer(answers) as server:
        settings = to_settings(server, tmp_path)
        pass_night(server, settings)
        server.faults.add(fault)
        before = len(server.requests)
        with pytest.raises(SourceError, match=r"/api/search|refused 3 requests"):
            pass_night(server, settings, days=1)
        assert len(server.requests) - before < 6
        check_whole(server, settings)
        server.faults.clear()
        assert pass_night(server, settings, days=1).release is None
        check_whole(server, settings)


def test_no_file_is_asked_for_before_the_time_that_the_service_names(answers: Path, tmp_path: Path) -> None:
    """It wants a longer pause than we wait: neither another batch of this night nor another try of it asks before."""
    with DemoServer(answers, faults=["rate-limit=0@files"]) as server:
        settings = to_settings(server, tmp_path, batch_size=2, longest_wait=0.5)
        first = pass_night(server, settings)
        assert 1 <= len(first.paths("/files/")) <= AT_ONCE
        assert first.summary.fetching is not None
        assert "asked for a pause until" in (first.summary.fetching.stopped or "")
        server.faults.clear()
        time.sleep(1)
        pass_night(server, settings, days=1)
        check_whole(server, settings)


def test_the_rate_holds_from_batch_to_batch(tmp_path: Path) -> None:
    with DemoServer(make_answers(tmp_path / "answers", 10)) as server:
        settings = to_settings(server, tmp_path, batch_size=1, requests_per_second=8)
        night = pass_night(server, settings)
        check_manners(server, 8)
        assert night.paths("/robots.txt") == ["/robots.txt"]
        check_whole(server, settings)
