"""Nights of fetching from the stand-in parliament, over HTTP and with the ledger: nothing lost, nothing twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from made_answers import make_answers

from flows.demo_server.server import DemoServer
from flows.fetching import choose_refs, discover_documents, fetch_documents
from flows.settings import Settings
from flows.sources.flemish_parliament.source import FlemishParliament
from flows.steps import Fetching, open_run

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
FIRST = 1457200


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return make_answers(tmp_path / "answers", ["2021-02-02", "2021-03-01", "2021-03-01", "2021-06-30"])


def to_settings(server: DemoServer, corpus: Path, **others: float) -> Settings:
    """Those that lead to the server; a question seen is asked about again in the next run already."""
    addresses = {name.removeprefix("PARLGRANTS_").lower(): url for name, url in server.to_environment().items()}
    manners = {"requests_per_second": 5000, "longest_wait": 2, "recheck_hours": 0}
    return Settings.model_validate(addresses | manners | {"corpus": corpus} | others)


def spend_night(settings: Settings) -> Fetching:
    """One run, without reading."""
    with FlemishParliament(settings) as source, open_run("ingest", settings) as run:
        progress = discover_documents(run, source, date(2000, 1, 1))
        fetch_documents(run, progress, source, choose_refs(run, progress))
        return progress


def find_documents(corpus: Path) -> set[str]:
    """The files kept, without the lists that tell which belong together."""
    return {path.name for path in corpus.glob("documents/*/*") if not path.name.endswith(".files.json")}


def count_files(server: DemoServer) -> Counter[int]:
    return Counter(request.status for request in server.requests if "pfile" in request.path)


def test_what_changes_from_night_to_night_is_taken_in(answers: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    with DemoServer(answers, faults=["late-attachment", f"unanswered@{FIRST}"]) as server:
        settings = to_settings(server, corpus)
        spend_night(settings)
        assert len(find_documents(corpus)) == 3
        server.faults.remove("unanswered")
        spend_night(settings)
        assert len(find_documents(corpus)) == 4
        server.faults.remove("late-attachment")
        spend_night(settings)
        assert len(find_documents(corpus)) == 5
        server.faults.add(f"replaced@{FIRST}")
        spend_night(settings)
        assert len(find_documents(corpus)) == 6
        server.faults.clear()
        server.faults.add(f"replaced=new-id@{FIRST}")  # the same new bytes at another address
        spend_night(settings)
        assert len(find_documents(corpus)) == 6
        server.faults.add(f"vanish@{FIRST}")
        assert spend_night(settings).vanished == [str(FIRST)]
        assert len(find_documents(corpus)) == 6
        assert count_files(server)[304] > 0


def test_a_night_keeps_the_manners_agreed_upon(answers: Path, tmp_path: Path) -> None:
    with DemoServer(answers, questions=40) as server:
        spend_night(to_settings(server, tmp_path / "corpus", requests_per_second=20, requests_at_once=2))
        assert server.most_at_once <= 2
        assert {request.status for request in server.requests} <= {200, 404}
        files = [request.time for request in server.requests if "pfile" in request.path]
        assert len(files) == len(server.catalogue.files)
        assert all(later - earlier > 0.7 for earlier, later in zip(files, files[21:], strict=False))


def test_who_is_told_to_wait_waits(answers: Path, tmp_path: Path) -> None:
    with DemoServer(answers, faults=["rate-limit=4"]) as server:
        spend_night(to_settings(server, tmp_path / "corpus"))
        told = [request for request in server.requests if request.status == 429]
        assert told
        for request in told:
            again = [later for later in server.requests if later.path == request.path and later.time > request.time]
            assert again[0].time - request.time >= 1
        assert len(find_documents(tmp_path / "corpus")) == 5


def test_a_run_killed_while_it_fetches_is_taken_up(answers: Path, tmp_path: Path) -> None:
    with DemoServer(answers, questions=150, faults=["wait=0.02@files"]) as server:
        environment = os.environ | server.to_environment()
        environment |= {"PARLGRANTS_CORPUS": str(tmp_path / "corpus"), "PARLGRANTS_REQUESTS_PER_SECOND": "5000"}
        command = [sys.executable, "-m", "benchmarks.ingest", "ingest", str(tmp_path)]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as killed:
            until = time.monotonic() + 60
            while server.counts["files"] < 40 and killed.poll() is None and time.monotonic() < until:
                time.sleep(0.005)
            killed.kill()
        assert 40 <= server.counts["files"] < 140
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        answered = [question for question in server.catalogue.questions.values() if question.files]
        assert json.loads(done.stdout)["held"] == len(answered)
        twice = [
            path for path, times in Counter(r.path for r in server.requests if "pfile" in r.path).items() if times > 1
        ]
        assert len(twice) <= 10  # those under way when it was killed, and those not yet noted
        stored = find_documents(tmp_path / "corpus")
        assert len(stored) == len(answered) + 1  # the attachment is the same in all
        assert list((tmp_path / "corpus").rglob("incoming/*")) == []
