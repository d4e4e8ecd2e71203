"""Runs killed in the middle of fetching and of publishing, many times, and a clean run after them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from night_checks import check_manners, check_whole
from parliament_nights import RATE, make_answers, make_pdf, pass_night, to_settings

from flows.demo_server.server import DemoServer
from flows.ledger import Ledger
from flows.ledger_reports import find_runs
from flows.releases import find_latest, is_whole
from flows.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("made_up_reader")]
ROOT = Path(__file__).parent.parent
KILLS, QUESTIONS = 12, 60
MOST_SECONDS = 60


@contextmanager
def running(server: DemoServer, settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """One night as a process of its own, killed at the end if it has not ended yet."""
    names = ("corpus", "outputs", "requests_per_second", "requests_at_once", "longest_wait", "recheck_hours")
    told = {f"PARLGRANTS_{name.upper()}": str(getattr(settings, name)) for name in names}
    environment = os.environ | server.to_environment() | told | {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    command = [sys.executable, "-m", "parliament_nights"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as process:  # type: ignore[call-overload]
        try:
            yield process
        finally:
            process.kill()


def wait_until(process: subprocess.Popen[str], is_so: Callable[[], bool]) -> None:
    """Wait for something, or for the process to end."""
    until = time.monotonic() + MOST_SECONDS
    while not is_so() and process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.002)


@pytest.fixture
def lots(request: pytest.FixtureRequest) -> random.Random:
    seed = int(os.environ.get("KILL_SEED", time.time_ns() % 1_000_000))
    print(f"KILL_SEED={seed} repeats it")
    return random.Random(seed)


def test_runs_killed_while_they_fetch_lose_nothing(tmp_path: Path, lots: random.Random) -> None:
    with DemoServer(make_answers(tmp_path / "answers", QUESTIONS), faults=["wait=0.01"]) as server:
        settings = to_settings(server, tmp_path)
        killed = 0
        for _ in range(KILLS):
            with running(server, settings) as process:
                asked = len(server.requests) + lots.randint(3, 2 * QUESTIONS // KILLS)
                wait_until(process, lambda least=asked: len(server.requests) >= least)  # type: ignore[misc]
                time.sleep(lots.uniform(0, 0.03))
                process.kill()
            killed += process.returncode == -9
        assert killed >= 10
        server.faults.clear()
        pass_night(server, settings)
        check_whole(server, settings)
        check_manners(server, RATE + 1)  # a killed process cannot tell the next when it last asked
        times = Counter(request.path for request in server.requests if "/files/" in request.path)
        assert max(times.values()) <= 1 + KILLS
        assert sum(times.values()) - len(times) <= 5 * KILLS  # those under way, and not noted yet, when it was killed
        assert pass_night(server, settings).release is None
        check_whole(server, settings)
        check_runs(settings, killed)


def test_runs_killed_while_they_publish_leave_a_whole_release(tmp_path: Path, lots: random.Random) -> None:
    """Each run has something new to publish, and `latest` is whole whenever it is looked at."""
    with DemoServer(make_answers(tmp_path / "answers", 2 * KILLS)) as server:
        settings = to_settings(server, tmp_path, recheck_hours=0)
        with running(server, settings) as process:
            seconds = to_publishing_seconds(process)
        check_whole(server, settings)
        old: dict[int, bytes] = {}
        killed = 0
        for turn, (number, question) in enumerate(server.catalogue.questions.items()):
            if killed == KILLS:
                break
            path = question.files[0].path
            old[number] = path.read_bytes()
            path.write_bytes(make_pdf(turn + 2, f"new in turn {turn} {'y' * 300}"))
            killed += is_killed_while_it_publishes(server, settings, lots.uniform(0, 0.9 * seconds))
        assert killed >= 10
        pass_night(server, settings)
        check_whole(server, settings, *old.values(), revised=list(old))
        assert pass_night(server, settings).release is None
        check_manners(server, RATE + 1)
        check_runs(settings, killed)


def is_killed_while_it_publishes(server: DemoServer, settings: Settings, seconds: float) -> bool:
    """Run a night, and kill it so long after it began to publish, unless it ends before. What it leaves is whole."""
    with running(server, settings) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "publishing\n"
        time.sleep(seconds)
        process.kill()
        told = process.stdout.read()
    latest = find_latest(settings.outputs)
    assert latest is not None
    assert is_whole(latest)
    return "ended" not in told


def to_publishing_seconds(process: subprocess.Popen[str]) -> float:
    """How long a run takes from the moment it begins to publish to its end."""
    assert process.stdout is not None
    assert process.stdout.readline() == "publishing\n"
    begin = time.monotonic()
    assert process.stdout.readline() == "ended\n"
    seconds = time.monotonic() - begin
    assert process.wait(MOST_SECONDS) == 0
    return seconds


def check_runs(settings: Settings, killed: int) -> None:
    """The ledger tells of each run that was killed after it began."""
    ledger = Ledger(settings.ledger_path)
    runs = find_runs(ledger, 1000)
    ledger.close()
    stopped = [row for row in runs if row["message"] == "was stopped before it ended"]
    assert 10 <= len(stopped) <= killed
    assert all(row["outcome"] == "failed" for row in stopped)
