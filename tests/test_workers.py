"""One document cannot hurt another: each way of failing beside documents that are read."""

from __future__ import annotations

import ctypes
import faulthandler
import time
from hashlib import sha256
from pathlib import Path

import pytest

from flows.attachments import naming_file
from flows.corpus import Corpus, StoredDocument
from flows.summary import find_causes
from flows.workers import Reading, ReadLimits, read_documents
from schemas.questions import Answer, Question
from schemas.results import DocumentInfo, DocumentResult, SourceDocument


def read_obediently(source: SourceDocument) -> DocumentResult:
    """A reader that does what the document says."""
    match source.content.decode().split()[0]:
        case "hang":
            time.sleep(60)
        case "crash":
            faulthandler.disable()  # this crash is meant: no dump of it among the tests' output
            ctypes.string_at(0)
        case "grow":
            bytearray(3_000_000_000)
        case "raise":
            raise KeyError("amount")
        case "print":
            print("noise of a library")
    document = DocumentInfo(source.document_id, source.file_name, source.sha256, 1, "1", "no_grants", None)
    question = Question(None, None, None, None, (), None, None, ())
    return DocumentResult(document, question, Answer("ordinary", None, ()), (), (), ())


def store(folder: Path, texts: list[str]) -> list[StoredDocument]:
    corpus = Corpus(folder)
    contents = [(f"{number}.pdf", text.encode()) for number, text in enumerate(texts)]
    return [
        corpus.store(SourceDocument(f"doc-{name[0]}", name, sha256(content).hexdigest(), content, None))
        for name, content in contents
    ]


def find_codes(readings: list[Reading]) -> list[str]:
    results = [reading.result for reading in readings]
    return [result.findings[0].code if result and result.findings else "fine" for result in results]


LIMITS = ReadLimits(seconds=2, megabytes=300, processes=2)


@pytest.mark.parametrize("start_method", ["fork", pytest.param("forkserver", marks=pytest.mark.slow)])
def test_a_failing_document_costs_only_its_own_place(tmp_path: Path, start_method: str) -> None:
    documents = store(tmp_path, ["fine 1", "hang", "fine 2", "crash", "fine 3", "grow", "raise", "fine 4"])
    limits = ReadLimits(2, 300, 2, start_method)  # type: ignore[arg-type]
    readings = list(read_documents(documents, limits, read_obediently))
    assert [reading.document for reading in readings] == documents
    expected = ["fine", "timed_out", "fine", "reader_crashed", "fine", "out_of_memory", "reader_crashed", "fine"]
    assert find_codes(readings) == expected


@pytest.mark.slow
def test_an_unreadable_result_says_what_happened_and_what_to_do(tmp_path: Path) -> None:
    documents = store(tmp_path, ["hang", "grow", "raise"])
    results = [reading.result for reading in read_documents(documents, LIMITS, read_obediently)]
    messages = [result.findings[0].message for result in results if result]
    assert "2 seconds and was stopped; read it again with PARLGRANTS_READ_SECONDS=10" in messages[0]
    assert "300 MB of memory and was stopped; read it again with PARLGRANTS_READ_MEGABYTES=900" in messages[1]
    assert "KeyError: 'amount' at test_workers.py:" in messages[2]
    assert [result.document.outcome for result in results if result] == ["unreadable"] * 3
    assert [result.document.sha256 for result in results if result] == [document.sha256 for document in documents]


def test_stored_bytes_that_changed_are_a_failure_of_that_document(tmp_path: Path) -> None:
    documents = store(tmp_path, ["fine 1", "fine 2"])
    documents[0].path.write_bytes(b"hang")
    damaged, sound = read_documents(documents, LIMITS, read_obediently)
    assert damaged.result is None
    assert "the file was changed" in str(damaged.failure)
    assert find_codes([sound]) == ["fine"]


def test_what_a_library_prints_stays_off_standard_output(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    list(read_documents(store(tmp_path, ["print"]), LIMITS, read_obediently))
    assert capfd.readouterr().out == ""


def test_no_documents_give_no_readings(tmp_path: Path) -> None:
    assert list(read_documents([], LIMITS, read_obediently)) == []


def break_in_attachment(source: SourceDocument) -> DocumentResult:
    with naming_file("lijst.xlsx"):
        raise RuntimeError("unforeseen")


def test_an_unforeseen_error_in_an_attached_file_names_it(tmp_path: Path) -> None:
    (reading,) = read_documents(store(tmp_path, ["fine"]), LIMITS, break_in_attachment)
    assert reading.result is not None
    (finding,) = reading.result.findings
    assert (finding.code, finding.attachment) == ("reader_crashed", "lijst.xlsx")
    assert find_causes(reading.result)[0].startswith("lijst.xlsx: the reader broke")
