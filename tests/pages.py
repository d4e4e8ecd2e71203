"""The blocks of pages that show what commands print: run again and compared, or printed anew.

`python tests/pages.py --write` writes what the blocks of `PAGES` print, with the samples, into the pages.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "docs/questions.md", ROOT / "docs/corrections.md"]
"""Run in this order, in one folder: what corrections change comes last."""

_BLOCK = re.compile(
    r"```(?P<language>python|sh)\n(?P<code>.*?)```\n\n```text\n(?P<printed>.*?)```"
    r"|```console\n\$ (?P<command>.*?)\n(?P<output>.*?)```",
    re.DOTALL,
)
_FILE = re.compile(r"```csv\n(.*?)```", re.DOTALL)


def read_outputs(page: Path) -> list[str]:
    """What a page says its blocks print, in their order."""
    return [match["output"] or match["printed"] or "" for match in _BLOCK.finditer(page.read_text(encoding="utf-8"))]


def make_folder(folder: Path) -> None:
    """A folder in which the samples were read and published."""
    (folder / "corpus").mkdir()
    (folder / "corpus/samples").symlink_to(ROOT / "corpus/samples")
    done = _run("parlgrants ingest --source folder:corpus/samples", folder)
    assert (folder / "outputs/latest").exists(), done


def run_blocks(page: Path, folder: Path) -> Iterator[str]:
    """The blocks' real output, standard error included; a block of CSV is the file of corrections first."""
    text = page.read_text(encoding="utf-8")
    if file := _FILE.search(text):
        (folder / "corpus/corrections.csv").write_text(file[1], encoding="utf-8")
    for match in _BLOCK.finditer(text):
        if match["language"] == "python":
            yield _run("python -", folder, match["code"])
        else:
            yield _run(match["command"] or match["code"], folder)


def _run(command: str, folder: Path, program: str = "") -> str:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}{os.pathsep}{with_jq(folder)}",
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "PYTHONWARNINGS": "ignore",  # of libraries that datasette brings
    }
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, input=program, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    return done.stdout


def with_jq(folder: Path) -> Path:
    """A folder with a program `jq` for machines without one: the library of the same name behind jq's options."""
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    script = f"#!/bin/sh\nexec '{sys.executable}' '{Path(__file__).with_name('jq_program.py')}' \"$@\"\n"
    (programs / "jq").write_text(script)
    (programs / "jq").chmod(0o755)
    return programs


def write() -> None:
    """Put the real outputs into the pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_folder(folder)
        for page in PAGES:
            outputs = run_blocks(page, folder)
            text = _BLOCK.sub(lambda match: _with_output(match, next(outputs)), page.read_text(encoding="utf-8"))  # noqa: B023
            page.write_text(text, encoding="utf-8")


def _with_output(match: re.Match[str], output: str) -> str:
    if match["command"]:
        return f"```console\n$ {match['command']}\n{output}```"
    return f"```{match['language']}\n{match['code']}```\n\n```text\n{output}```"


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/pages.py --write")
    write()
