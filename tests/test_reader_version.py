"""The reader's version changes with what decides the reading, and with nothing else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from flows import __version__
from flows.reader_version import READING_LIBRARIES, find_reading_files, fingerprint, reader_version


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("parsers/rows.py", "parsers/vocabulary/nl/headers.csv", "schemas/grants.py", "flows/document.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_the_version_names_release_and_fingerprint() -> None:
    assert re.fullmatch(rf"{re.escape(__version__)}\+[0-9a-f]{{8}}", reader_version())
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"]
    assert project.get("version", __version__) == __version__


def test_the_real_vocabulary_and_code_are_part_of_it() -> None:
    names = {path.name for path in find_reading_files(Path(__file__).parent.parent)}
    assert {"document.py", "grants.py", "pages.py"} <= names
    assert any(name.endswith(".csv") for name in names)


@pytest.mark.parametrize("name", ["parsers/rows.py", "parsers/vocabulary/nl/headers.csv", "flows/document.py"])
def test_a_changed_file_changes_it(root: Path, name: str) -> None:
    before = fingerprint(root, READING_LIBRARIES)
    (root / name).write_text("changed")
    assert fingerprint(root, READING_LIBRARIES) != before


def test_a_new_or_renamed_file_changes_it(root: Path) -> None:
    before = fingerprint(root, ())
    (root / "parsers/new.py").write_text("")
    added = fingerprint(root, ())
    (root / "parsers/new.py").rename(root / "parsers/newer.py")
    assert len({before, added, fingerprint(root, ())}) == 3


def test_caches_and_notes_do_not_change_it(root: Path) -> None:
    before = fingerprint(root, ())
    (root / "parsers/__pycache__").mkdir()
    (root / "parsers/__pycache__/rows.cpython-311.pyc").write_bytes(b"x")
    (root / "parsers/README.md").write_text("x")
    assert fingerprint(root, ()) == before


def test_a_library_changes_it(root: Path) -> None:
    assert fingerprint(root, ("camelot-py",)) != fingerprint(root, ("pdfplumber",))
