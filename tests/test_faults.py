"""What ends a command early: one clear line, the right exit code, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reading import SAMPLES

from flows.cli import main

SAMPLE = SAMPLES / "sv-162-2021-02-02.pdf"
COMMAND = [sys.executable, "-c", "from flows.cli import main; main()"]
FULL = Path("/dev/full")

pytestmark = pytest.mark.slow  # each starts the whole command


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def in_shell(line: str) -> tuple[int, str]:
    """Exit code and standard error of a line of bash, in which `parlgrants` is the command."""
    command = f'parlgrants() {{ "{sys.executable}" -c "{COMMAND[2]}" "$@"; }}; set -o pipefail; {line}'
    done = subprocess.run(
        ["bash", "-c", command], cwd=SAMPLES.parent.parent, capture_output=True, text=True, timeout=120, check=False
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "json"])
def test_a_closed_pipe_ends_quietly(form: str) -> None:
    assert in_shell(f"parlgrants read {SAMPLE} {SAMPLE} {SAMPLE} --format {form} | head -c 1 >/dev/null") == (0, "")


def test_a_pipe_closed_before_the_first_byte_ends_quietly() -> None:
    assert in_shell(f"parlgrants read {SAMPLE} | true") == (0, "")


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full")
@pytest.mark.parametrize(("line", "where"), [("> /dev/full", "standard output"), ("--output /dev/full", "/dev/full")])
def test_a_full_disk_is_told(line: str, where: str) -> None:
    code, said = in_shell(f"parlgrants read {SAMPLE} {line}")
    assert (code, said) == (
        1,
        f"{where}: No space left on device; check the path, its rights and the space on the disk\n",
    )


@pytest.mark.parametrize("name", ["CORPUS", "OUTPUTS"])
@pytest.mark.parametrize("arguments", [("reprocess",), ("ingest", "--source", f"folder:{SAMPLES}")], ids=lambda a: a[0])
def test_a_folder_that_is_a_file_is_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PARLGRANTS_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("PARLGRANTS_OUTPUTS", str(tmp_path / "outputs"))
    monkeypatch.setenv(f"PARLGRANTS_{name}", str(tmp_path / "file"))
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    (line,) = [line for line in done.stderr.splitlines() if "are left alone" not in line]
    assert line.startswith(f"{tmp_path}/file: File exists; check")


def test_pictures_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("inspect", SAMPLE, "--output", tmp_path / "file" / "pictures")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{tmp_path}/file/pictures: Not a directory; check")


def test_a_file_that_is_no_ledger_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLGRANTS_CORPUS", str(tmp_path))
    (tmp_path / "ledger.sqlite").write_text("no ledger, whatever its name says" * 100)
    done = run("status")
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"{tmp_path}/ledger.sqlite: file is not a database; check" in done.stderr


@pytest.mark.parametrize(("name", "value"), [("READ_SECONDS", "abc"), ("PROCESSES", "0"), ("LARGEST_FALL", "7")])
@pytest.mark.parametrize(
    "arguments",
    [("read", SAMPLE), ("tables", SAMPLE), ("status",), ("reprocess",), ("ingest", "--source", f"folder:{SAMPLES}")],
    ids=lambda arguments: arguments[0],
)
def test_a_bad_setting_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], name: str, value: str
) -> None:
    monkeypatch.setenv(f"PARLGRANTS_{name}", value)
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"PARLGRANTS_{name}={value}: Input should be" in done.stderr


def test_ctrl_c_ends_with_130_and_one_line() -> None:
    arguments = ["read", "--format", "jsonl", *[str(SAMPLE)] * 200]
    environment = os.environ | {"PARLGRANTS_PROCESSES": "1"}
    with subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=SAMPLES.parent.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline()
        os.killpg(running.pid, signal.SIGINT)  # as the terminal does: the command and its readers
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said.decode().splitlines()) == (
        130,
        ["stopped; nothing is left half-written, the same command starts anew"],
    )


def test_ctrl_c_ends_what_does_not_want_to_end() -> None:
    code = """
import os, signal, time
from flows.commands.faults import stopping_within
with stopping_within(0.2):
    try:
        os.kill(os.getpid(), signal.SIGINT)
    finally:
        time.sleep(60)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=SAMPLES.parent.parent,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.startswith("stopped; nothing is left half-written")
