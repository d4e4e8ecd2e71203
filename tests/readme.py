"""The README's console blocks: run again and compared, or (`python tests/readme.py --write`) printed anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pages import with_jq

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"```console\n\$ (?P<command>.*?)\n(?P<output>.*?)```", re.DOTALL)
_RELEASE = re.compile(r"\d{8}T\d{6}\.?\d*Z-[0-9a-f]{8}")
_TODAY = re.compile(r" and \d{4}-\d\d-\d\d:")


def read_blocks() -> list[tuple[str, str]]:
    """Every command of the README with the output printed below it, in order."""
    return [(match["command"], match["output"]) for match in _BLOCK.finditer(README.read_text(encoding="utf-8"))]


def run_blocks(folder: Path) -> Iterator[str]:
    """The commands' real output, standard error included, run one after the other in a folder that sees the corpus."""
    (folder / "corpus").symlink_to(ROOT / "corpus")
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}{os.pathsep}{with_jq(folder)}",
        "PARLGRANTS_CORPUS": str(folder / "fetched"),
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    }
    for command, _ in read_blocks():
        done = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, check=False,
        )  # fmt: skip
        yield done.stdout


def to_comparable(output: str) -> str:
    """Without the name of the release, which holds the time, and without the day of today."""
    return _TODAY.sub(" and TODAY:", _RELEASE.sub("RELEASE", output))


def write() -> None:
    """Put the real outputs into the README."""
    with tempfile.TemporaryDirectory() as folder:
        outputs = run_blocks(Path(folder))
        text = README.read_text(encoding="utf-8")
        printed = _BLOCK.sub(lambda match: f"```console\n$ {match['command']}\n{next(outputs)}```", text)
    README.write_text(printed, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/readme.py --write")
    write()
