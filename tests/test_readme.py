"""What the README shows is what the commands print, and what it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from readme import README, ROOT, read_blocks, run_blocks, to_comparable


@pytest.mark.slow
def test_the_commands_print_what_the_readme_shows(tmp_path: Path) -> None:
    shown = [to_comparable(output) for _, output in read_blocks()]
    assert len(shown) >= 5
    assert [to_comparable(output) for output in run_blocks(tmp_path)] == shown


@pytest.mark.parametrize(
    "page", sorted([README, *ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=lambda page: page.name
)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/design.md", "docs/running.md"])
def test_files_that_pages_name_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:flows|parsers|schemas|tests|docs|corpus)/[\w./-]+\.\w+)`", text)
    made = ("corpus/ledger.sqlite",)
    assert [path for path in named if not (ROOT / path).exists() and path not in made] == []
