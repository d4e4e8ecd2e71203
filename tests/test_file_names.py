"""Names that are no UTF-8: text that can be stored, and from which the file is found again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import SAMPLES

from flows.sources.file_names import show_bytes, to_path, to_text
from flows.sources.folder import FolderSource, read_file

SAMPLE = SAMPLES / "sv-162-2021-02-02.pdf"
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name and b"/" not in name and name != b"."))
def test_a_name_survives_as_text(name: bytes) -> None:
    path = Path(os.fsdecode(name))
    text = to_text(path)
    assert to_path(text.encode().decode()) == path


@pytest.mark.parametrize(("name", "text"), [("één.pdf", "één.pdf"), (b"b\xe9.pdf", r"b\xe9.pdf"), (r"a\b", r"a\\b")])
def test_a_usual_name_stays_as_it_is(name: str | bytes, text: str) -> None:
    assert to_text(os.fsdecode(name)) == text


def test_a_message_is_printable_and_its_utf_8_is_decoded() -> None:
    message = "één".encode().decode("ascii", "surrogateescape") + ": € " + os.fsdecode(b"b\xe9.pdf")
    assert show_bytes(message) == r"één: € b\xe9.pdf"


def test_the_folder_source_offers_and_finds_it(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"map\xe9")
    folder.mkdir()
    (folder / os.fsdecode(b"b\xe9.pdf")).write_bytes(b"content")
    source = FolderSource(folder)
    (ref,) = source.discover(None).refs
    assert (source.name, ref.location) == (rf"folder:{tmp_path}/map\xe9", r"b\xe9.pdf")
    assert source.read(ref) == read_file(folder / os.fsdecode(b"b\xe9.pdf"))
    assert source.read(ref).file_name == r"b\xe9.pdf"


@pytest.mark.slow
@pytest.mark.parametrize("environment", [{}, ASCII], ids=["utf-8", "ascii"])
@pytest.mark.parametrize(("name", "shown"), [(b"b\xe9.pdf", rb"b\xe9.pdf"), ("één.pdf".encode(), "één.pdf".encode())])
def test_the_command_reads_and_names_it(tmp_path: Path, environment: dict[str, str], name: bytes, shown: bytes) -> None:
    good, gone = os.fsencode(tmp_path) + b"/" + name, os.fsencode(tmp_path) + b"/gone-" + name
    Path(os.fsdecode(good)).write_bytes(SAMPLE.read_bytes())
    command = [sys.executable, "-c", "from flows.cli import main; main()", "read", good, gone]
    done = subprocess.run(
        command, cwd=SAMPLES.parent.parent, env=os.environ | environment, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 3, done.stderr
    assert shown + b": question nr. 162" in done.stdout
    assert done.stderr.startswith(os.fsencode(tmp_path) + b"/gone-" + shown + b": No such file"), done.stderr
