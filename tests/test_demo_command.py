"""The command that starts the stand-in parliament."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_answers import CLIENT, JSON, make_answers

from flows.cli import main
from flows.demo_server.faults import FAULTS

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_answers(tmp_path_factory.mktemp("parliament") / "answers", ["2021-02-02"])


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flows.cli", "demo-server", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)


@pytest.mark.slow
def test_a_command_runs_against_it_and_its_exit_code_is_ours(folder: Path) -> None:
    script = (
        "import os, sys, urllib.request as r\n"
        "e = os.environ\n"
        "print(r.urlopen(e['PARLGRANTS_OPENDATA_URL'] + '/schv/1457200').status, e['PARLGRANTS_REQUESTS_PER_SECOND'])\n"
        "sys.exit(7)"
    )
    done = run("--documents", folder, sys.executable, "-c", script)
    assert (done.returncode, done.stdout, done.stderr) == (7, "200 200\n", "")
    assert run("--documents", folder, "no-such-program").returncode == 2


@pytest.mark.slow
def test_it_tells_its_addresses_and_serves_until_interrupted(folder: Path) -> None:
    command = [sys.executable, "-m", "flows.cli", "demo-server", "--documents", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        lines = dict(process.stdout.readline().removeprefix("export ").strip().split("=", 1) for _ in range(4))
        url = f"{lines['PARLGRANTS_OPENDATA_URL']}/schv/1457200"
        assert CLIENT.get(url, headers=JSON).json()["id"] == 1457200
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(10) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--fault", "bussy"], "bussy: no such fault; the faults are rate-limit, busy"),
        (["--documents", "nowhere"], "nowhere: no such folder"),
    ],
)
def test_what_cannot_be_served_is_told(arguments: list[str], message: str) -> None:
    done = CliRunner().invoke(main, ["demo-server", *arguments])
    assert done.exit_code == 2
    assert message in done.stderr


def test_help_lists_the_faults() -> None:
    text = CliRunner().invoke(main, ["demo-server", "--help"]).stdout
    assert all(f"\n  {name}" in text for name in FAULTS)


@pytest.mark.slow
def test_it_starts_at_once() -> None:
    """Neither Prefect nor pandas nor a client is loaded: it stands beside the command that is run."""
    script = "import json, sys, flows.commands.demo_server; print(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not {"prefect", "pandas", "sqlalchemy", "httpx", "pdfplumber", "camelot"} & set(json.loads(done.stdout))
