"""The deployments of prefect.yaml, put to work as docs/running.md says: server, pool, deploy, worker, run, dataset.

The nightly one asks the stand-in for the Parliament's services, over HTTP.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from flows.demo_server.server import DemoServer

ROOT = Path(__file__).parent.parent
PREFECT = str(Path(sys.executable).parent / "prefect")

pytestmark = pytest.mark.slow


def find_free_port() -> int:
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing outside `tmp_path` is touched."""
    api = f"http://127.0.0.1:{find_free_port()}/api"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "PARLGRANTS_"))}
    return kept | {
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_API_URL": api,
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PARLGRANTS_CORPUS": str(tmp_path / "corpus"),
        "PARLGRANTS_OUTPUTS": str(tmp_path / "outputs"),
        "PYTHONPATH": str(ROOT),
        "PWD": str(ROOT),
    }


@contextmanager
def started(arguments: list[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    """A process of ours that runs in the background and ends with the block."""
    with log.open("w") as file:
        process = subprocess.Popen(
            [PREFECT, *arguments], cwd=ROOT, env=environment, stdout=file, stderr=file, stdin=subprocess.DEVNULL
        )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def prefect(environment: dict[str, str], *arguments: str) -> str:
    """What a prefect command prints."""
    done = subprocess.run(
        [PREFECT, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def ask(environment: dict[str, str], path: str, question: object) -> list[dict[str, object]]:
    request = urllib.request.Request(
        environment["PREFECT_API_URL"] + path, json.dumps(question).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        found: list[dict[str, object]] = json.load(answer)
        return found


def wait_for_server(environment: dict[str, str]) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(environment["PREFECT_API_URL"] + "/health", timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail("the Prefect server did not answer within 120 s")


def find_id(parliament: DemoServer) -> int:
    (found,) = [question_id for question_id, question in parliament.catalogue.questions.items() if question.files]
    return found


def find_scheduled(environment: dict[str, str]) -> list[dict[str, object]]:
    """The runs that the server's scheduler made by itself; it looks every 60 s at the latest."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        runs = ask(environment, "/flow_runs/filter", {"flows": {"name": {"any_": ["ingest"]}}})
        scheduled = [run for run in runs if run["auto_scheduled"]]
        if scheduled:
            return scheduled
        time.sleep(1)
    return []


def test_nightly_and_reprocess_run_as_deployed(environment: dict[str, str], tmp_path: Path) -> None:
    port = environment["PREFECT_API_URL"].split(":")[2].removesuffix("/api")
    source = tmp_path / "answers"
    source.mkdir()
    shutil.copy(ROOT / "corpus/samples/sv-162-2021-02-02.pdf", source)
    server = ["server", "start", "--host", "127.0.0.1", "--port", port]
    with DemoServer(source) as parliament, started(server, environment, tmp_path / "server.log"):
        environment |= parliament.to_environment() | {"PARLGRANTS_REQUESTS_PER_SECOND": "100"}
        wait_for_server(environment)
        prefect(environment, "work-pool", "create", "local", "--type", "process")
        prefect(environment, "--no-prompt", "deploy", "--all")
        with started(["worker", "start", "--pool", "local"], environment, tmp_path / "worker.log"):
            run = ("deployment", "run", "--watch")
            nightly = prefect(environment, *run, "ingest/nightly", "--param", "since=2000-01-01")
            assert "Completed" in nightly, (tmp_path / "worker.log").read_text()
            grants = [json.loads(line) for line in (tmp_path / "outputs/latest/grants.jsonl").open()]
            assert len(grants) == 9
            assert {grant["document_id"] for grant in grants} == {f"vlaams-parlement-schv-{find_id(parliament)}"}
            asked = parliament.counts["files"]
            for name, choice in (("ingest/nightly", "since=2000-01-01"), ("reprocess/reprocess", "select=all")):
                again = prefect(environment, *run, name, "--param", choice)
                assert "Completed" in again, (tmp_path / "worker.log").read_text()
            assert parliament.counts["files"] == asked
            assert len(list((tmp_path / "outputs/releases").iterdir())) == 1
        scheduled = find_scheduled(environment)
        assert scheduled, "the scheduler made no run for the cron schedule of nightly"
        assert {run["state_type"] for run in scheduled} == {"SCHEDULED"}
