"""The reader's version changes with what decides the reading, and with nothing else."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from flows import __version__
from flows.reader_version import READING_LIBRARIES, fingerprint, reader_version
from flows.reading_files import READING_FLOWS, find_reading_files, find_reading_words

ROOT = Path(__file__).parent.parent
PROJECT = {
    "flows/document.py": "def read():\n    from parsers.rows import read_rows\n",
    "flows/grouping.py": "from parsers.forms import FORMS\nother = load_words('headers')\n",
    "parsers/rows.py": "from schemas.grants import (\n    Grant,\n)\nload_words('headers')\n",
    "parsers/forms.py": "FORMS = load_words('forms')\n",
    "parsers/vocabulary/nl/forms.csv": "words\n",
    "parsers/vocabulary/nl/headers.csv": "words\n",
    "parsers/vocabulary/nl/unnamed.csv": "words\n",
    "schemas/grants.py": "",
    "schemas/published.py": "",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in PROJECT.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_the_version_names_release_and_fingerprint() -> None:
    assert re.fullmatch(rf"{re.escape(__version__)}\+[0-9a-f]{{8}}", reader_version())
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"]
    assert project.get("version", __version__) == __version__


def test_the_real_vocabulary_and_code_are_part_of_it() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in find_reading_files(ROOT)}
    assert {*READING_FLOWS, "flows/results.py", "schemas/grants.py", "parsers/pages.py", "parsers/worth.py"} <= files
    assert {f"parsers/vocabulary/nl/{name}" for name in ("headings.toml", "headers.csv", "worth_words.csv")} <= files


def test_what_only_judges_organisations_is_none_of_it() -> None:
    files = find_reading_files(ROOT)
    assert {"legal_forms", "person_titles", "public_bodies"}.isdisjoint(path.stem for path in files)
    assert {"organisation_names", "person_names", "published"}.isdisjoint(path.stem for path in files)
    assert {path for path in files if path.suffix != ".py"} == set(find_reading_words(ROOT))


@pytest.mark.slow
def test_all_that_reading_code_imports_is_part_of_it() -> None:
    files = set(find_reading_files(ROOT)) - {ROOT / "flows/results.py"}
    around = {"flows", "flows.reader_version", "flows.recognition"}  # they tell of it, or find Tesseract
    for path in files:
        imported = find_imports(path) if path.suffix == ".py" else set()
        assert {f"{name}.py" for name in imported - around if name.startswith("flows")} <= {
            name.replace("/", ".") for name in READING_FLOWS
        }
        for name in imported:
            if name.startswith(("parsers", "schemas")):
                place = ROOT.joinpath(*name.split("."))
                assert files & {place.with_suffix(".py"), place / "__init__.py"}, f"{path}: {name}"


def find_imports(path: Path) -> set[str]:
    """The modules that a module imports anywhere."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    sources = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    assert {"parsers", "schemas"}.isdisjoint(named | sources), f"{path}: import from the modules, by their names"
    return named | sources


@pytest.mark.slow
def test_every_file_opened_while_reading_is_part_of_it() -> None:
    code = """
import sys
from pathlib import Path
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
from flows.document import read_document
from parsers.worth import find_reason_to_skip
from schemas.results import SourceDocument
for name in sys.argv[1:]:
    source = SourceDocument("sha256-0", Path(name).name, "0", Path(name).read_bytes(), None)
    find_reason_to_skip(source, None)
    assert read_document(source).grants, name
loaded = {str(module.__file__) for name, module in sys.modules.items() if name.startswith(("parsers", "schemas"))}
print(*loaded, *(path for path in opened if path.endswith((".csv", ".toml"))), sep="\\n")
"""
    samples = [
        *(ROOT / "corpus/samples/layouts" / f"{name}.pdf" for name in ("prose-sentences", "idem", "odd-headers")),
        ROOT / "corpus/samples/attachments/word-tables.attachment-1.docx",
    ]
    done = subprocess.run([sys.executable, "-c", code, *samples], capture_output=True, text=True, check=True, cwd=ROOT)
    ours = {
        Path(line) for line in done.stdout.splitlines() if re.search(r"/(parsers|schemas)/.+[.](py|csv|toml)$", line)
    }
    assert len(ours) > 150
    settings = ROOT / "schemas/releases.py"  # loaded with all settings, to find Tesseract
    assert {path for path in ours if path.is_relative_to(ROOT)} <= {*find_reading_files(ROOT), settings}


@pytest.mark.parametrize(
    ("name", "is_part"),
    [
        ("parsers/rows.py", True),
        ("parsers/vocabulary/nl/headers.csv", True),
        ("parsers/vocabulary/nl/unnamed.csv", True),
        ("schemas/grants.py", True),
        ("flows/document.py", True),
        ("flows/grouping.py", False),
        ("parsers/forms.py", False),
        ("parsers/vocabulary/nl/forms.csv", False),
        ("schemas/published.py", False),
    ],
)
def test_a_changed_file_changes_it_where_reading_uses_it(root: Path, name: str, is_part: bool) -> None:
    before = fingerprint(root, READING_LIBRARIES)
    (root / name).write_text(f"{PROJECT[name]}# changed\n")
    assert (fingerprint(root, READING_LIBRARIES) != before) == is_part


def test_a_renamed_file_changes_it(root: Path) -> None:
    before = fingerprint(root, ())
    (root / "parsers/new.py").write_text(PROJECT["parsers/rows.py"])
    assert fingerprint(root, ()) == before
    (root / "flows/document.py").write_text(PROJECT["flows/document.py"].replace("rows", "new"))
    assert fingerprint(root, ()) != before


def test_caches_and_notes_do_not_change_it(root: Path) -> None:
    before = fingerprint(root, ())
    (root / "parsers/__pycache__").mkdir()
    (root / "parsers/__pycache__/rows.cpython-311.pyc").write_bytes(b"x")
    (root / "parsers/README.md").write_text("x")
    assert fingerprint(root, ()) == before


def test_a_library_changes_it(root: Path) -> None:
    assert fingerprint(root, ("camelot-py",)) != fingerprint(root, ("pdfplumber",))
