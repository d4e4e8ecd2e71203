"""The measurement of a year of questions runs, and its second run asks for no document."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_a_small_year_is_measured() -> None:
    command = [sys.executable, "-m", "benchmarks.ingest", "120"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert "first run: 120 questions found, 117 of them answered" in done.stdout
    requests, per_question = re.findall(r"requests: (\d+) requests .*; ([\d.]+) a question", done.stdout)[0]
    assert 120 < int(requests) < 1.3 * 120
    assert float(per_question) == round(int(requests) / 120, 2)
    assert re.search(r"second run: 120 questions found, 0 asked for, \d requests", done.stdout)
