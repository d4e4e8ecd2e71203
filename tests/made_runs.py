"""Runs of the flows' steps over made-up documents: a reader that reads the first number of a file as its grants."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from made_results import make_result

from flows import fetching, publishing, steps
from flows.corpus import StoredDocument, read_stored
from flows.reader_version import reader_version
from flows.settings import Settings
from flows.sources.folder import FolderSource
from flows.workers import Reading, ReadLimits
from schemas.findings import Finding
from schemas.questions import QuestionFacts
from schemas.releases import Published
from schemas.results import AttachmentInfo, DocumentResult

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "corpus/samples/sv-162-2021-02-02.pdf"


def read_made_up(
    documents: Sequence[StoredDocument], limits: ReadLimits, *, subjects: Mapping[str, QuestionFacts]
) -> Iterator[Reading]:
    """Reads `2 grants` as two grants, of the last attachment where there is one, and `bad` not at all.

    `dull` is not worth reading; where it is read all the same it holds none.
    """
    assert limits.start_method == "forkserver"
    for document in documents:
        source = read_stored(document)
        word = find_word([source, *source.attachments][-1].content)
        if word == "dull" and document.document_id in subjects:
            yield Reading(document, None, None, "no amount of money is printed in it")
        else:
            grants = int(word) if word.isdigit() else 0 if word == "dull" else None
            yield Reading(document, make_read(document, grants), None)


def find_word(content: bytes) -> str:
    """The first word behind what tells the kind of a file; `bad` where a PDF breaks off."""
    first, *more = content.decode().split()
    if first == "%PDF-1.4" and more[-1] != "%%EOF":
        return "bad"
    return more[0] if first in ("%PDF-1.4", "PK\x03\x04") else first


def make_read(document: StoredDocument, grants: int | None) -> DocumentResult:
    made = make_result(document.document_id, grants or 0)
    info = replace(made.document, sha256=document.sha256, file_name=document.file_name, reader_version=reader_version())
    files = tuple(AttachmentInfo(file.file_name, file.sha256, "xlsx", 1, 0) for file in document.attachments)
    info = replace(info, attachments=files, source_url=document.source_url)
    own = tuple(replace(grant, document_sha256=document.sha256) for grant in made.grants)
    if grants is not None:
        return replace(made, document=info, grants=own)
    error = Finding("not_a_pdf", "error", None, None, None, "is no PDF; fetch it again")
    return replace(made, document=replace(info, outcome="unreadable"), tables=(), findings=(error,))


@pytest.fixture
def made_up_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "read_documents", read_made_up)


@pytest.fixture
def settings(tmp_path: Path, made_up_reader: None) -> Settings:
    return Settings(corpus=tmp_path / "corpus", outputs=tmp_path / "outputs")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / "a.pdf").write_text("1 grant")
    (folder / "b.pdf").write_text("2 grants")
    return folder


def ingest(settings: Settings, folder: Path) -> tuple[list[str], Published]:
    """The flow's steps over a folder; gives the files read and what was published."""
    source = FolderSource(folder)
    with steps.open_run("ingest", settings) as run:
        progress = fetching.discover_documents(run, source, None)
        fetching.fetch_documents(run, progress, source, progress.listed)
        run.ledger.note_moved(progress.listed)
        due = steps.find_due(run)
        steps.read_batch(run, due)
        return [document.file_name for document in due], publishing.publish_results(
            run, source.name, publishing.find_results(run)
        )


def find_published(settings: Settings) -> dict[str, int]:
    rows = [json.loads(line) for line in (settings.outputs / "latest/documents.jsonl").read_text().splitlines()]
    return {row["file_name"]: row["grants"] for row in rows}
