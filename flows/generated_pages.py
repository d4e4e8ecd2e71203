"""Pages made from declarations in code: written, or compared with what is there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]


def write_or_check(page: Path, text: str, module: str, arguments: Sequence[str]) -> int:
    """Write a page, or with `--check` compare it; gives the exit code: 0, 1 if they differ, 2 for other arguments."""
    if list(arguments) == ["--check"]:
        return _check(page, text, module)
    if arguments:
        print(f"usage: python -m {module} [--check]", file=sys.stderr)
        return 2
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")
    return 0


def to_cell(text: str) -> str:
    """Give a text as it can stand in a cell of a Markdown table."""
    return text.replace("|", "\\|")


def _check(page: Path, text: str, module: str) -> int:
    if page.exists() and page.read_text(encoding="utf-8") == text:
        return 0
    print(f"{page} is not what the code says; write it anew with: python -m {module}", file=sys.stderr)
    return 1
