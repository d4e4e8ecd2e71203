"""Which files of a folder are answers and which are attached: the same for the folder source and the demo server."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import SAMPLES

from flows.demo_server.truth import read_answers
from flows.sources.folder import FolderSource
from flows.sources.folder_files import find_attached, find_files

FILES = {
    "a.pdf": ["a.attachment-1.pdf", "a.attachment-2.xlsx", "a.attachment-2.zip", "a.attachment-10.docx"],
    "B.PDF": ["B.attachment-1.XLSX"],
    "lower/a.pdf": [],
    "gone.attachment-1.pdf": [],
}
OTHERS = ["a.html", "a.attachment-1.html", "a.attachment-3.HTM", "a.truth.json", "gone.attachment-2.xlsx"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    hidden = [".x.pdf", ".cache/y.pdf"]
    for name in (*FILES, *(name for attached in FILES.values() for name in attached), *OTHERS, *hidden):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}" if name.endswith(".json") else name)
    (tmp_path / "a.truth.json").write_text('{"question": {}}')
    return tmp_path


def test_files_are_answers_attachments_or_neither(folder: Path) -> None:
    found = find_files(folder)
    told = {path.relative_to(folder).as_posix(): attached for path, attached in found.answers.items()}
    assert {name: [path.name for path in attached] for name, attached in told.items()} == FILES
    assert sorted(path.name for path in found.others) == sorted(OTHERS)
    assert all(find_attached(answer) == attached for answer, attached in found.answers.items())


def test_the_demo_server_offers_what_the_folder_source_does(folder: Path) -> None:
    source = FolderSource(folder)
    served = {str(answer.path.relative_to(folder)): answer.attachments for answer in read_answers(folder)}
    read = {ref.location: source.read(ref).attachments for ref in source.discover(None).refs}
    assert {name: [path.name for path in attached] for name, attached in served.items()} == FILES
    assert {name: [file.file_name for file in attached] for name, attached in read.items()} == FILES


def test_no_sample_has_its_own_source_attached() -> None:
    answers = find_files(SAMPLES).answers
    attached = {path.suffix for files in answers.values() for path in files}
    assert attached == {".pdf", ".xlsx", ".xls", ".docx"}
    assert SAMPLES / "departments/attachment-pdf-list.attachment-1.html" in find_files(SAMPLES).others
