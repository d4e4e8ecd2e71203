"""Readers over cases, each reader in fresh processes; what each read, and the CPU seconds it took."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.cases import Case

ROOT = Path(__file__).resolve().parent.parent
NOTHING: dict[str, Any] = {"grants": [], "question": {}, "totals": [], "outcome": "failed", "cpu_seconds": 0.0}


@dataclass(frozen=True, slots=True)
class Run:
    """One reader's results, one a case (`cpu_seconds` of each without imports); `failed` counts the documents at which
    it raised or took too long.

    `import_seconds` are the part of `seconds` (CPU, with child processes) that loading libraries took.
    """

    reader: str
    results: list[dict[str, Any]]
    failed: int
    seconds: float
    import_seconds: float


def run_reader(reader: str, cases: list[Case]) -> Run:
    """A process that dies loses the document it was at; the next process goes on behind it."""
    start = read_child_seconds()
    results: list[dict[str, Any]] = []
    failed, imports = 0, 0.0
    while len(results) < len(cases):
        read = run_process(reader, cases[len(results) :])
        imports += read[-1]["import_seconds"] if read else 0.0
        results += read
        if len(results) < len(cases):
            results.append(NOTHING)
            failed += 1
    return Run(reader, results, failed, read_child_seconds() - start, imports)


def run_process(reader: str, cases: list[Case]) -> list[dict[str, Any]]:
    """The results up to the document at which the process died, or all."""
    with tempfile.TemporaryDirectory() as folder:
        documents, output = Path(folder) / "documents.json", Path(folder) / "output.jsonl"
        documents.write_text(json.dumps([[str(path) for path in case.files] for case in cases]), encoding="utf-8")
        command = [sys.executable, "-m", "benchmarks.one_reader", reader, str(documents), str(output)]
        one_thread = os.environ | {"OMP_NUM_THREADS": "1"}
        ended = subprocess.run(command, cwd=ROOT, env=one_thread, stderr=subprocess.PIPE, text=True)
        if not output.exists() or "ModuleNotFoundError" in ended.stderr:
            raise RuntimeError(f"{reader} is not installed or did not start: {ended.stderr}")
        read = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
        if ended.returncode:
            reason = ended.stderr.strip().splitlines()[-1:] or [f"ended by signal {-ended.returncode}"]
            print(f"{reader} failed at {cases[len(read)].name}: {reason[0]}", file=sys.stderr)
        return read


def read_child_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
