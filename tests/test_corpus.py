"""The corpus: bytes and results are found again as they were stored, or not at all."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from made_results import make_result

from flows.corpus import Corpus, CorruptDocument, read_stored, write_atomically
from flows.revisions import to_revision
from schemas.results import SourceDocument

ROOT = Path(__file__).parent.parent
CONTENT = b"%PDF-1.7 made up"
DIGEST = sha256(CONTENT).hexdigest()
DOCUMENT = SourceDocument(f"sha256-{DIGEST[:12]}", "Answer 162.PDF", DIGEST, CONTENT, None)


def test_a_document_is_found_by_its_content_and_opens_by_its_suffix(tmp_path: Path) -> None:
    stored = Corpus(tmp_path).store(DOCUMENT)
    assert stored.path == tmp_path / "documents" / DIGEST[:2] / f"{DIGEST}.pdf"
    assert read_stored(stored) == DOCUMENT


def test_storing_again_leaves_the_file_alone(tmp_path: Path) -> None:
    first = Corpus(tmp_path).store(DOCUMENT).path.stat()
    assert Corpus(tmp_path).store(DOCUMENT).path.stat() == first


def test_changed_bytes_are_never_read(tmp_path: Path) -> None:
    stored = Corpus(tmp_path).store(DOCUMENT)
    stored.path.write_bytes(CONTENT + b" and more")
    with pytest.raises(CorruptDocument, match="was changed; remove it"):
        read_stored(stored)
    stored.path.unlink()
    with pytest.raises(CorruptDocument, match="fetch it again"):
        read_stored(stored)


def write_incoming(corpus: Corpus, content: bytes = CONTENT) -> Path:
    path = corpus.incoming / "half.tmp"
    path.write_bytes(content)
    return path


def test_a_finished_file_is_moved_to_its_place(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    kept = corpus.keep(write_incoming(corpus), DIGEST, "Answer 162.PDF")
    assert corpus.store_files(DOCUMENT.document_id, (DOCUMENT,), None) == corpus.store(DOCUMENT)
    assert (kept, kept.read_bytes()) == (corpus.store(DOCUMENT).path, CONTENT)
    before = kept.stat()
    assert corpus.keep(write_incoming(corpus), DIGEST, "again.pdf") == kept
    assert kept.stat() == before
    assert not list(corpus.incoming.iterdir())


def test_a_damaged_file_is_mended_when_its_bytes_come_again(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    stored = corpus.store(DOCUMENT)
    stored.path.write_bytes(CONTENT[:3])
    corpus.keep(write_incoming(corpus), DIGEST, DOCUMENT.file_name)
    assert read_stored(stored) == DOCUMENT


def test_kept_files_are_one_document_with_its_attachments(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    sheet = SourceDocument("sha256-1", "list.xlsx", sha256(b"list").hexdigest(), b"list", None)
    for file in (DOCUMENT, sheet):
        assert not corpus.has(file)
        corpus.keep(write_incoming(corpus, file.content), file.sha256, file.file_name)
        assert corpus.has(file)
    stored = corpus.store_files("schv-1", (DOCUMENT, sheet), "https://example.org/1")
    assert [file.content for file in read_stored(stored).attachments] == [b"list"]
    assert corpus.locate("schv-1", DOCUMENT.file_name, to_revision(stored), "https://example.org/1") == stored


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    write_incoming(corpus)
    corpus.empty_incoming()
    assert not list(corpus.incoming.iterdir())


def test_a_result_belongs_to_document_content_and_reader(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    stored = corpus.store(DOCUMENT)
    made = make_result(DOCUMENT.document_id)
    result = replace(made, document=replace(made.document, sha256=DIGEST, file_name=DOCUMENT.file_name))
    corpus.store_result(result, "0.1.0+aaaaaaaa")
    assert corpus.find_result(stored, "0.1.0+aaaaaaaa") == result
    assert corpus.find_result(stored, "0.1.0+bbbbbbbb") is None
    assert corpus.find_result(replace(stored, sha256="0" * 64), "0.1.0+aaaaaaaa") is None
    assert corpus.find_result(replace(stored, document_id="other"), "0.1.0+aaaaaaaa") is None


def test_a_result_under_another_name_or_address_is_no_result(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    stored = corpus.store(DOCUMENT)
    made = make_result(DOCUMENT.document_id)
    corpus.store_result(replace(made, document=replace(made.document, sha256=DIGEST, file_name="old.pdf")), "1")
    assert corpus.find_result(stored, "1") is None
    assert corpus.find_result(replace(stored, file_name="old.pdf"), "1") is not None
    assert corpus.find_result(replace(stored, file_name="old.pdf", source_url="https://example.org/1"), "1") is None


def test_a_result_with_other_fields_is_to_be_read_again(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    made = make_result(DOCUMENT.document_id)
    corpus.store_result(replace(made, document=replace(made.document, sha256=DIGEST)), "1")
    path = next((tmp_path / "results").rglob("*.json"))
    older = path.read_text().split("\n")[0].replace('"amount_kind"', '"kind_of_amount"')
    path.write_text(f'{older}\n{{"sha256": "{sha256(older.encode()).hexdigest()}"}}\n')
    assert corpus.find_result(corpus.store(DOCUMENT), "1") is None


@pytest.mark.parametrize(
    ("old", "new"), [('"100000.50"', '"900000.50"'), ('{"sha256"', '{"none": "", "sha256"'), ('"}\n', '"}\n{}\n')]
)
def test_a_result_edited_by_hand_is_no_result(tmp_path: Path, old: str, new: str) -> None:
    corpus, made = Corpus(tmp_path), make_result(DOCUMENT.document_id)
    corpus.store_result(replace(made, document=replace(made.document, sha256=DIGEST)), "1")
    (path,) = (tmp_path / "results").rglob("*.json")
    whole = path.read_text(encoding="utf-8")
    assert corpus.find_reading(corpus.store(DOCUMENT), "1") is not None
    assert [len(json.loads(line)) > 1 for line in whole.splitlines()] == [True, False]
    path.write_text(whole.replace(old, new), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != whole
    assert corpus.find_reading(corpus.store(DOCUMENT), "1") is None


def test_a_result_without_its_digest_is_no_result(tmp_path: Path) -> None:
    corpus, made = Corpus(tmp_path), make_result(DOCUMENT.document_id)
    corpus.store_result(replace(made, document=replace(made.document, sha256=DIGEST)), "1")
    (path,) = (tmp_path / "results").rglob("*.json")
    path.write_text(path.read_text(encoding="utf-8").split("\n")[0], encoding="utf-8")
    assert corpus.find_reading(corpus.store(DOCUMENT), "1") is None


@pytest.mark.parametrize("document_id", ["../outside", "a/b", "", ".hidden"])
def test_an_id_never_leaves_the_folder(tmp_path: Path, document_id: str) -> None:
    with pytest.raises(ValueError, match="cannot name a folder"):
        Corpus(tmp_path).store_result(make_result(document_id), "1")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "data.csv"
    write_atomically(path, b"old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("flows.corpus.os.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["data.csv"]
    assert path.read_bytes() == b"old"


def test_what_is_being_written_stands_where_the_next_run_clears_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before a file has its name, a run leaves nothing among the documents and results."""
    moved: list[Path] = []
    monkeypatch.setattr("flows.corpus.os.replace", lambda source, target: moved.append(Path(source)))
    corpus = Corpus(tmp_path)
    workbook = SourceDocument("sha256-1", "list.xlsx", sha256(b"PK").hexdigest(), b"PK", None)
    corpus.store(replace(DOCUMENT, attachments=(workbook,)))
    corpus.store_result(make_result(DOCUMENT.document_id), "1")
    assert [path.parent for path in moved] == [corpus.incoming] * 4
    corpus.empty_incoming()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.skipif(not (ROOT / ".git").exists() or shutil.which("git") is None, reason="no git checkout")
def test_no_generated_file_is_committed() -> None:
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--ignored", "--exclude-standard"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == ""
