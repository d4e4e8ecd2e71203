"""The pages of questions and corrections show what their blocks print."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pages import PAGES, ROOT, make_folder, read_outputs, run_blocks


@pytest.mark.slow
def test_the_blocks_print_what_the_pages_show(tmp_path: Path) -> None:
    make_folder(tmp_path)
    for page in PAGES:
        shown = read_outputs(page)
        assert len(shown) >= 4, page.name
        assert all(shown), page.name
        assert list(run_blocks(page, tmp_path)) == shown, page.name


def test_jq_without_the_program_prints_what_jq_prints(tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_text('{"a": "é", "b": {}}\n{"a": "2.50", "b": {"x": "1"}}\n')

    def run(*arguments: str) -> str:
        program = [sys.executable, str(ROOT / "tests/jq_program.py"), *arguments, "lines.jsonl"]
        return subprocess.run(program, cwd=tmp_path, check=True, capture_output=True, encoding="utf-8").stdout

    assert run("-r", ".a") == "é\n2.50\n"
    assert run("-c", "select(.b != {}) | {a, b}") == '{"a":"2.50","b":{"x":"1"}}\n'
    assert run("-r", "[.a, (.a | length)] | @tsv") == "é\t1\n2.50\t4\n"
    assert run(".b") == '{}\n{\n  "x": "1"\n}\n'
