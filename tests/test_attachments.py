"""Answers with workbooks, text documents and PDFs attached to them, against their truth."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from reading import SAMPLES, to_source
from test_golden import expected_fields, found_fields, to_date

from flows.dataset import build_dataset
from flows.document import read_document
from flows.results import from_json, to_json
from schemas.grants import GrantRecord
from schemas.results import DocumentResult, SourceDocument

FOLDER = SAMPLES / "attachments"
IDS = sorted(path.name.removesuffix(".truth.json") for path in FOLDER.glob("*.truth.json"))
MORE = ("place", "attachment", "year_from")


def load(name: str) -> SourceDocument:
    return to_source((FOLDER / name).read_bytes(), name)


def read_truth(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{name}.truth.json").read_text(encoding="utf-8"))


@cache
def read_sample(name: str) -> DocumentResult:
    return read_document(load(f"{name}.pdf"), [load(file) for file in read_truth(name)["attachments"]])


def test_there_is_a_truth_for_every_answer() -> None:
    answers = [path.stem for path in FOLDER.glob("*.pdf") if ".attachment-" not in path.name]
    assert sorted(answers) == IDS
    assert len(IDS) >= 9


@pytest.mark.parametrize("name", IDS)
def test_grants(name: str) -> None:
    truth, result = read_truth(name), read_sample(name)
    expected = [expected_fields(grant) | {key: grant[key] for key in MORE if key in grant} for grant in truth["grants"]]
    found = {(g.attachment, g.place if "place" in expected[0] else g.organisation): g for g in result.grants}
    keys = [(grant["attachment"], grant.get("place", grant["organisation"])) for grant in truth["grants"]]
    assert [found_fields(found[key], grant) for key, grant in zip(keys, expected, strict=True) if key in found] == [
        grant for key, grant in zip(keys, expected, strict=True)
    ]
    assert len(result.grants) == len(expected)


@pytest.mark.parametrize("name", IDS)
def test_question_totals_and_findings(name: str) -> None:
    truth, result = read_truth(name), read_sample(name)
    assert result.question.number == truth["question"]["number"]
    assert result.question.asked_on == to_date(truth["question"]["asked_on"])
    assert result.question.title == truth["question"]["title"]
    assert {grant.question_number for grant in result.grants} == {truth["question"]["number"]}
    totals = [(t.label, str(t.amount_eur), t.verdict) for table in result.tables for t in table.printed_totals]
    stated = truth["stated_totals"]
    assert totals == [(t["label"], f"{float(t['amount_eur']):.2f}", t["verdict"]) for t in stated]
    told = [finding.code for finding in result.findings if finding.severity != "info"]
    assert sorted(told) == sorted(truth["findings"])
    assert result.document.outcome == truth["outcome"]
    assert [file.file_name for file in result.document.attachments] == truth["attachments"]


@pytest.mark.parametrize("name", IDS)
def test_every_row_of_a_sheet_is_accounted_for(name: str) -> None:
    for table in read_sample(name).tables:
        assert len(table.rows) == len(table.row_labels)
        assert all(table.row_labels)
        assert len(table.rows) + int(table.evidence["repeated_headers"]) == table.evidence["printed_rows"]
        assert table.attachment is not None


def test_every_grant_passes_the_checks_of_the_dataset() -> None:
    results = [replace_id(read_sample(name), name) for name in IDS]
    dataset = build_dataset(results)
    assert (dataset.withheld_documents, dataset.withheld_grants) == (0, 0)
    assert len(dataset.tables.grants) == sum(len(result.grants) for result in results)
    assert all(from_json(to_json(result)) == result for result in results)


def replace_id(result: DocumentResult, name: str) -> DocumentResult:
    """The samples share no content; their ids are made from it and would do, but names read better in a failure."""
    assert result.document.document_id.startswith("sha256-")
    return replace(result, document=replace(result.document, file_name=f"{name}.pdf"))


def test_the_amount_stands_in_the_cell_that_its_record_names() -> None:
    from openpyxl import load_workbook

    for name in ("typed-numbers", "two-annexes", "hidden-rows"):
        for grant in read_sample(name).grants:
            sheet, cell = grant.place.split("!")
            value = load_workbook(FOLDER / str(grant.attachment))[sheet][cell].value
            assert isinstance(value, str) or round(float(value), 2) == float(grant.amount_eur)


def test_an_answer_without_its_annex_says_what_to_do() -> None:
    result = read_document(load("word-tables.pdf"))
    assert result.document.outcome == "refers_elsewhere"
    (finding,) = [finding for finding in result.findings if finding.code == "refers_elsewhere"]
    assert "parlgrants read ANSWER ANNEX" in finding.message


def test_an_annex_alone_gives_its_grants_without_question() -> None:
    for name in ("two-annexes.attachment-2.xlsx", "old-workbook.attachment-1.xls", "word-tables.attachment-1.docx"):
        result = read_document(load(name))
        assert result.document.outcome == "grants"
        assert result.question.number is None
        assert {grant.attachment for grant in result.grants} == {None}
        assert all(grant.grant_id == f"{grant.document_id}:{grant.place}" for grant in result.grants)


def test_names_and_order_do_not_matter() -> None:
    """A workbook under a PDF's name is a workbook."""
    answer, annex = load("typed-numbers.pdf"), load("typed-numbers.attachment-1.xlsx")
    result = read_document(answer, [replace(annex, file_name="lijst.pdf")])
    assert [grant.amount_eur for grant in result.grants] == [g.amount_eur for g in read_sample("typed-numbers").grants]


def test_the_same_list_given_twice_is_published_once() -> None:
    answer, annex = load("typed-numbers.pdf"), load("typed-numbers.attachment-1.xlsx")
    result = read_document(answer, [annex, annex])
    assert len(result.grants) == 7
    assert "attachment_repeats" in {finding.code for finding in result.findings}
    assert [file.file_name for file in result.document.attachments] == [annex.file_name, f"{annex.file_name} (2)"]


BAD = {
    "attachment_damaged": b"PK\x03\x04 and no more",
    "attachment_unsupported": b"{\\rtf1 Lijst}",
    "attachment_encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"),
    "empty_file": b"",
}


@pytest.mark.parametrize("code", BAD)
def test_a_bad_attachment_costs_itself_only(code: str) -> None:
    result = read_document(
        load("pdf-annex.pdf"), [to_source(BAD[code], "lijst.xlsx"), load("pdf-annex.attachment-1.pdf")]
    )
    assert [(f.code, f.attachment) for f in result.findings if f.severity == "error"] == [(code, "lijst.xlsx")]
    assert len(result.grants) == 4
    assert result.document.outcome == "grants"


def test_what_an_unread_attachment_held_is_unknown() -> None:
    result = read_document(load("pdf-annex.pdf"), [to_source(BAD["attachment_damaged"], "lijst.xlsx")])
    assert result.document.outcome == "unreadable"
    assert result.question.number == 533


def test_an_old_word_document_names_the_remedy() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le")
    (finding,) = read_document(to_source(content, "lijst.doc")).findings
    assert "save it as .docx" in finding.message


def test_ids_are_unique() -> None:
    grants: list[GrantRecord] = [grant for name in IDS for grant in read_sample(name).grants]
    assert len({grant.grant_id for grant in grants}) == len(grants)
    assert all(grant.grant_id == f"{grant.document_id}/{grant.attachment}:{grant.place}" for grant in grants)


def test_the_answers_own_sha_travels_with_its_grants() -> None:
    digest = sha256(Path(FOLDER / "pdf-annex.pdf").read_bytes()).hexdigest()
    assert {grant.document_sha256 for grant in read_sample("pdf-annex").grants} == {digest}
