"""Which files belong to an answer: on the command line, in a folder, in the corpus and the ledger."""

from __future__ import annotations

import json
import shutil
from datetime import date
from os import utime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_runs import find_published, ingest

from flows.cli import main
from flows.corpus import Corpus, CorruptDocument, read_stored
from flows.revisions import to_revision
from flows.settings import Settings
from flows.sources.folder import FolderSource

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
ATTACHED = SAMPLES / "attachments"
ANSWER, ANNEX, LIST = "pdf-annex.pdf", "pdf-annex.attachment-1.pdf", "typed-numbers.attachment-1.xlsx"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def read_json(*files: Path) -> list[dict[str, list[dict[str, str]]]]:
    return [json.loads(line) for line in run("read", *files, "--format", "json").stdout.splitlines()]


def test_a_workbook_and_a_pdf_without_heading_belong_to_the_answer_before() -> None:
    done = run("read", ATTACHED / ANSWER, ATTACHED / ANNEX, ATTACHED / LIST, "--format", "json")
    (answer,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert [file["file_name"] for file in answer["document"]["attachments"]] == [ANNEX, LIST]
    assert [grant["attachment"] for grant in answer["grants"]] == [ANNEX] * 4 + [LIST] * 7
    assert "read as an annex of" in done.stderr


def test_a_pdf_of_its_own_stays_one() -> None:
    """Another answer, and an annex behind an answer that points at none."""
    other = SAMPLES / "sv-91-2025-01-17.pdf"
    answers = read_json(other, ATTACHED / ANNEX, ATTACHED / ANSWER)
    assert [len(answer["document"]["attachments"]) for answer in answers] == [0, 0, 0]  # type: ignore[call-overload]


def test_a_workbook_alone_is_a_document() -> None:
    (first, second) = read_json(ATTACHED / LIST, ATTACHED / "two-annexes.attachment-1.xlsx")
    assert [len(first["grants"]), len(second["grants"])] == [7, 2]


def test_an_unread_attachment_is_told_and_the_answer_read(tmp_path: Path) -> None:
    bad = tmp_path / "lijst.doc"
    bad.write_bytes(b"{\\rtf1 lijst}")
    done = run("read", ATTACHED / ANSWER, ATTACHED / ANNEX, bad, "--format", "csv")
    assert done.exit_code == 3
    assert len(done.stdout.splitlines()) == 5
    assert "lijst.doc: this is an RTF file and cannot be read; open it in a word processor" in done.stderr


def test_tables_of_sheets_are_shown_and_pictures_refused(tmp_path: Path) -> None:
    shown = run("tables", ATTACHED / "typed-numbers.pdf", ATTACHED / LIST)
    assert f"{LIST} sheet «Blad1»" in shown.stdout
    drawn = run("inspect", ATTACHED / LIST, "--output", tmp_path / "pictures")
    assert drawn.exit_code == 3
    assert "only the pages of a PDF are drawn" in drawn.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / "a.pdf").write_text("1 grant")
    (folder / "b.pdf").write_text("2 grants")
    (folder / "b.attachment-1.xlsx").write_text("3 grants")
    return folder


def test_a_folder_offers_an_answer_with_its_attachments(folder: Path) -> None:
    (folder / "gone.attachment-1.xlsx").touch()
    (folder / "c.attachment-1.pdf").touch()
    source = FolderSource(folder)
    refs = source.discover(None).refs
    assert [ref.location for ref in refs] == ["a.pdf", "b.pdf", "c.attachment-1.pdf"]
    assert [[file.file_name for file in source.read(ref).attachments] for ref in refs] == [
        [],
        ["b.attachment-1.xlsx"],
        [],
    ]
    assert source.count_skipped() == 1


def test_an_answer_is_as_new_as_its_newest_attachment(folder: Path) -> None:
    for path in folder.iterdir():
        utime(path, (0, 1_600_000_000))  # 13.09.2020
    utime(folder / "b.attachment-1.xlsx", (0, 1_700_000_000))
    assert [ref.location for ref in FolderSource(folder).discover(date(2021, 1, 1)).refs] == ["b.pdf"]


def test_a_changed_attachment_is_read_again(settings: Settings, folder: Path) -> None:
    assert sorted(ingest(settings, folder)[0]) == ["a.pdf", "b.pdf"]
    assert find_published(settings) == {"a.pdf": 1, "b.pdf": 3}
    assert ingest(settings, folder)[0] == []
    (folder / "b.attachment-1.xlsx").write_text("5 grants")
    assert ingest(settings, folder)[0] == ["b.pdf"]
    assert find_published(settings) == {"a.pdf": 1, "b.pdf": 5}
    (folder / "b.attachment-2.xlsx").write_text("bad list")
    ingest(settings, folder)
    assert find_published(settings) == {"a.pdf": 1, "b.pdf": 5}  # what could be read stays published
    for number in (1, 2):
        (folder / f"b.attachment-{number}.xlsx").unlink()
    assert ingest(settings, folder)[0] == ["b.pdf"]
    assert find_published(settings) == {"a.pdf": 1, "b.pdf": 2}


def test_the_corpus_gives_back_what_was_stored(folder: Path, tmp_path: Path) -> None:
    source = FolderSource(folder)
    *_, ref = source.discover(None).refs
    document = source.read(ref)
    corpus = Corpus(tmp_path / "corpus")
    stored = corpus.store(document)
    again = corpus.locate(document.document_id, document.file_name, to_revision(document), None)
    assert stored == again
    assert [file.content for file in read_stored(again).attachments] == [b"3 grants"]
    assert to_revision(again) == to_revision(document) != document.sha256
    shutil.rmtree(tmp_path / "corpus" / "documents")
    with pytest.raises(CorruptDocument):
        read_stored(again)
