"""The code and vocabulary that decide what is read from a document, found by following imports.

What only judges or publishes records (organisations' names, tables, formats) is not among them: a change to it needs no
document to be read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

READING_FLOWS = tuple(f"flows/{name}.py" for name in ("document", "document_reading", "sheet_reading", "attachments"))
"""The orchestration of one document; what it imports from `parsers` and `schemas` is followed."""

_STARTS = (*READING_FLOWS, "parsers/worth.py")  # an answer that is not worth it is not read
_PACKAGES = ("flows", "parsers", "schemas")
_STORED = "flows/results.py"  # the form in which results are stored; what it imports is of the dataset
_IMPORT = re.compile(r"^\s*(?:from|import)\s+((?:parsers|schemas)(?:\.\w+)+)", re.MULTILINE)
_QUOTED = re.compile(r"""["'](\w+)(?:\.\w+)?["']""")


def find_reading_files(root: Path) -> list[Path]:
    """The code and vocabulary below `root` that decide what is read, in a fixed order."""
    files = [*_follow(root, _STARTS), root / _STORED, *find_reading_words(root)]
    return sorted({path for path in files if path.is_file()}, key=lambda path: path.relative_to(root).as_posix())


def find_reading_words(root: Path) -> list[Path]:
    """The vocabulary that decides what is read: all but the files that other code names and reading code does not."""
    code = _follow(root, _STARTS)
    others = {path for package in _PACKAGES for path in (root / package).rglob("*.py")} - code
    elsewhere = _find_quoted(others) - _find_quoted(code)
    words = [path for path in (root / "parsers").rglob("*") if path.suffix in (".csv", ".toml")]
    return [path for path in words if path.stem not in elsewhere]


def _follow(root: Path, starts: Iterable[str]) -> set[Path]:
    """These modules and all that they import, wherever in their text they do."""
    found: set[Path] = set()
    open_ends = [root / start for start in starts]
    while open_ends:
        path = open_ends.pop()
        if path in found or not path.is_file():
            continue
        found.add(path)
        for module in _IMPORT.findall(path.read_text("utf-8")):
            open_ends += _find_modules(root, module)
    return found


def _find_modules(root: Path, module: str) -> list[Path]:
    """A module's file with those of the packages around it; a package stands for all its modules."""
    place = root.joinpath(*module.split("."))
    around = [folder / "__init__.py" for folder in place.relative_to(root).parents]
    return [place.with_suffix(".py"), *place.glob("*.py"), *(root / path for path in around)]


def _find_quoted(files: Iterable[Path]) -> set[str]:
    return {word for path in files for word in _QUOTED.findall(path.read_text("utf-8"))}
