"""The source of the Flemish Parliament against the stand-in parliament, at length and with its faults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from made_answers import make_answers

from flows.corpus import Corpus
from flows.demo_server.server import DemoServer
from flows.settings import Settings
from flows.sources import Fetched, VanishedDocument
from flows.sources.flemish_parliament.source import FlemishParliament

pytestmark = pytest.mark.slow
SINCE = date(2014, 1, 1)
DAYS = ["2021-02-02", "2021-03-01", "2021-03-01", "2021-06-30"]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_answers(tmp_path_factory.mktemp("parliament") / "answers", DAYS)


def open_source(server: DemoServer) -> FlemishParliament:
    addresses = {name.removeprefix("PARLGRANTS_").lower(): url for name, url in server.to_environment().items()}
    manners = {"requests_per_second": 5000, "longest_wait": 0.05, "tries": 4}
    return FlemishParliament(Settings.model_validate(addresses | manners))


def to_locations(server: DemoServer) -> set[str]:
    return {str(number) for number in server.catalogue.questions}


def count_searches(server: DemoServer) -> int:
    return sum(request.path.startswith("/api/search") for request in server.requests)


def fetch(server: DemoServer, corpus: Corpus) -> dict[str, Fetched]:
    source = open_source(server)
    refs = source.discover(SINCE).refs
    return {fetched.ref.location: fetched for fetched in source.fetch(refs, lambda ref: (), corpus)}


def test_more_than_a_thousand_questions_are_found(answers: Path) -> None:
    with DemoServer(answers, questions=1200) as server:
        discovery = open_source(server).discover(SINCE)
        assert {ref.location for ref in discovery.refs} == to_locations(server)
        assert discovery.missed == 0
        assert count_searches(server) == -(-len(server.catalogue.hits) // 100)


def test_more_than_ten_thousand_are_found_in_slices(answers: Path) -> None:
    with DemoServer(answers, faults=["many=10500"]) as server:
        discovery = open_source(server).discover(SINCE)
        assert len(discovery.refs) == 10_500 + len(server.catalogue.questions)
        assert discovery.missed == 0
        assert count_searches(server) < 125  # 106 pages, and a few to find windows small enough


@pytest.mark.parametrize("fault", ["duplicates", "shifting=3", "shrinking=3", "no-result=1", "busy=2@search"])
def test_no_question_is_missed_whatever_the_search_does(answers: Path, fault: str) -> None:
    with DemoServer(answers, questions=400, faults=[fault]) as server:
        discovery = open_source(server).discover(SINCE)
        assert to_locations(server) <= {ref.location for ref in discovery.refs}
        assert discovery.missed == 0


@pytest.mark.parametrize(
    "faults",
    [["xml-only"], ["no-bulk"], ["no-bulk", "no-data=1"], ["busy=2"], ["reset=1"], ["html=1"]],
)
def test_all_is_fetched_whatever_passes_by(answers: Path, tmp_path: Path, faults: list[str]) -> None:
    with DemoServer(answers, questions=60, faults=faults) as server:
        fetched = fetch(server, Corpus(tmp_path))
        assert set(fetched) == to_locations(server)
        assert [each.error for each in fetched.values() if each.error] == []
        with_files = {str(number) for number, question in server.catalogue.questions.items() if question.files}
        assert {location for location, each in fetched.items() if each.document} == with_files
        assert list(Corpus(tmp_path).incoming.iterdir()) == []


@pytest.mark.parametrize("fault", ["html", "gone", "redirect-loop", "foreign-redirect", "long-length", "vanish"])
def test_a_fault_costs_its_own_question_and_no_other(answers: Path, tmp_path: Path, fault: str) -> None:
    with DemoServer(answers, questions=60, faults=[]) as server:
        hit = next(number for number, question in server.catalogue.questions.items() if question.files)
        server.faults.add(f"{fault}@{hit}")
        fetched = fetch(server, Corpus(tmp_path))
        assert {location for location, each in fetched.items() if each.error} == {str(hit)}
        assert isinstance(fetched[str(hit)].error, VanishedDocument) == (fault == "vanish")
        assert list(Corpus(tmp_path).incoming.iterdir()) == []
        assert len(fetched) == 60
