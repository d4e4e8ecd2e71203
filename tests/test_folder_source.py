"""The folder source: which files are documents, and how one is known."""

from __future__ import annotations

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from flows.corpus import Corpus
from flows.sources import SourceError
from flows.sources.folder import FolderSource, read_file
from flows.sources.registry import UnknownSource, open_source, to_published_name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.pdf", "a.PDF", "below/c.pdf", "a.truth.json", "a.fodt", ".hidden.pdf", ".cache/d.pdf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path


def test_pdfs_are_discovered_in_the_order_of_their_paths(folder: Path) -> None:
    source = FolderSource(folder)
    assert [ref.location for ref in source.discover(None).refs] == ["a.PDF", "b.pdf", "below/c.pdf"]
    assert {ref.source for ref in source.discover(None).refs} == {f"folder:{folder}"}
    assert source.count_skipped() == 2


def test_since_leaves_out_files_last_changed_before(folder: Path) -> None:
    os.utime(folder / "b.pdf", (0, 1_600_000_000))  # 13.09.2020
    found = {since: [ref.location for ref in FolderSource(folder).discover(since).refs] for since in SINCE}
    assert [("b.pdf" in locations) for locations in found.values()] == [True, True, False]
    assert all("a.PDF" in locations for locations in found.values())


SINCE = [date(2020, 9, 12), date(2020, 9, 13), date(2020, 9, 14)]


def test_a_fetched_document_is_known_by_its_content(folder: Path) -> None:
    source = FolderSource(folder)
    documents = [source.read(ref) for ref in source.discover(None).refs]
    digest = sha256(b"below/c.pdf").hexdigest()
    assert documents[2] == read_file(folder / "below" / "c.pdf")
    assert (documents[2].document_id, documents[2].sha256) == (f"sha256-{digest[:12]}", digest)
    assert (documents[2].file_name, documents[2].content, documents[2].source_url) == ("c.pdf", b"below/c.pdf", None)


def test_a_file_that_vanished_is_a_clear_error(folder: Path) -> None:
    source = FolderSource(folder)
    refs = source.discover(None).refs
    (folder / "b.pdf").unlink()
    with pytest.raises(SourceError, match=r"b\.pdf: No such file or directory; check"):
        source.read(refs[1])


def test_fetching_keeps_the_files_and_tells_which_could_not_be_had(folder: Path, tmp_path: Path) -> None:
    (folder / "below/c.attachment-1.xlsx").write_bytes(b"list")
    source, corpus = FolderSource(folder), Corpus(tmp_path / ".corpus")
    refs = source.discover(None).refs
    (folder / "b.pdf").unlink()
    first, gone, last = source.fetch(refs, lambda ref: (), corpus)
    assert (first.document, gone.document) == (corpus.store(read_file(folder / "a.PDF")), None)
    assert gone.error is not None
    assert [request.cause for request in gone.requests] == [str(gone.error)]
    assert [file.url for file in last.files] == ["below/c.pdf", "below/c.attachment-1.xlsx"]
    assert [request.sha256 for request in last.requests] == [file.sha256 for file in last.files]


def test_a_folder_that_vanished_is_no_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such folder"):
        FolderSource(tmp_path / "gone").discover(None)


def test_sources_are_opened_by_name(folder: Path) -> None:
    assert open_source(f"folder:{folder}").name == f"folder:{folder}"


def test_a_folder_is_published_by_its_own_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names = [f"folder:{folder}", f"folder:{folder}/", "folder:.", f"folder:../{folder.name}", "flemish-parliament"]
    assert [to_published_name(name) for name in names] == [f"folder:{folder.name}"] * 4 + ["flemish-parliament"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("folder:/nowhere", "no such folder"),
        ("folder:", "no such source"),
        ("senate", "no such source; use flemish-parliament"),
    ],
)
def test_a_source_that_cannot_be_used_says_what_to_do(name: str, message: str) -> None:
    with pytest.raises(UnknownSource, match=f"{message}[;,] .*folder:"):
        open_source(name)
