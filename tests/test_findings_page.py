"""The register of finding codes: each code the program gives is in it, with its severity, and on the page."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from flows import findings_page
from flows.generated_pages import REPOSITORY
from schemas.finding_code import Stage
from schemas.finding_codes import FINDING_CODES
from schemas.findings import Severity
from schemas.input_findings import INPUT_FINDINGS
from schemas.reading_findings import READING_FINDINGS

SOURCES = sorted(path for folder in ("flows", "parsers") for path in (REPOSITORY / folder).rglob("*.py"))


def find_reports(source: str) -> Iterator[tuple[str, str | None]]:
    """Find each code (and severity) that stands first, as a text, in a call of `Finding(…)` or of a `…finding(…)`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and re.fullmatch(r"(Finding|\w*finding)", ast.unparse(node.func)):
            values = [*node.args, *(word.value for word in node.keywords)]
            texts = [value.value if isinstance(value, ast.Constant) else None for value in values]
            if texts and isinstance(code := texts[0], str):
                yield code, next((str(text) for text in texts if text in get_args(Severity)), None)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_code_in_the_program_is_registered_with_its_severity(path: Path) -> None:
    for code, severity in find_reports(path.read_text(encoding="utf-8")):
        assert code in FINDING_CODES, f"{code} is not in schemas/input_findings.py or reading_findings.py"
        assert severity in (None, FINDING_CODES[code].severity), code


def test_codes_are_found_however_they_are_given() -> None:
    source = """
Finding("one", "error", None, None, None, "x")
Finding(code="two", severity="info", page=None)
_finding("three", heading, lines)
Finding(code, "warning", 1)
find_columns("other")
"""
    assert sorted(find_reports(source), key=str) == [("one", "error"), ("three", None), ("two", "info")]


@pytest.mark.parametrize("entry", FINDING_CODES.values(), ids=lambda entry: entry.code)
def test_every_code_has_meaning_and_remedy(entry: findings_page.FindingCode) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", entry.code)
    assert entry.severity in get_args(Severity)
    for text in (entry.meaning, entry.remedy):
        assert re.fullmatch(r"[A-Z`].*[.]", text)


def test_no_code_is_registered_twice() -> None:
    codes = [entry.code for entry in (*INPUT_FINDINGS, *READING_FINDINGS)]
    assert sorted(codes) == sorted(set(codes))


def test_every_stage_has_its_section() -> None:
    assert set(findings_page.STAGES) == set(get_args(Stage))


def test_the_page_names_each_code_once() -> None:
    page = findings_page.to_findings_page()
    assert sorted(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == sorted(FINDING_CODES)


def test_the_page_in_the_checkout_is_up_to_date() -> None:
    assert findings_page.main(["--check"]) == 0


def test_a_page_that_differs_fails_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(findings_page, "PAGE", tmp_path / "docs" / "findings.md")
    assert findings_page.main(["--check"]) == 1
    assert "write it anew with: python -m flows.findings_page" in capsys.readouterr().err
    assert findings_page.main([]) == 0
    assert findings_page.main(["--check"]) == 0
    findings_page.PAGE.write_text("edited by hand", encoding="utf-8")
    assert findings_page.main(["--check"]) == 1


def test_other_arguments_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert findings_page.main(["--chek"]) == 2
    assert "usage: python -m flows.findings_page [--check]" in capsys.readouterr().err
