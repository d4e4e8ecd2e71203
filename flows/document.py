"""START HERE: one document from its bytes to everything that was read in it.

    pages -> questions -> tables (whole, over pages) -> outline (answer, annexes, items) -> rows -> grants and findings

The way of the pages is `flows/document_reading.py`.

It reads top to bottom, knows nothing of Prefect or of disks, and never raises for a bad document: that is an outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.attachments import AttachmentPart, join_attachments, naming_file, with_own_names
from flows.document_reading import DocumentReading, read_parts
from flows.reader_version import reader_version
from flows.recognition import find_recognition
from flows.sheet_reading import read_sheet_file, read_sheets
from parsers.annex_pointers import AnswerSaid, choose_said, points_at_annex
from parsers.files import check_office_file, check_pdf, find_format, is_office_file
from parsers.fold_back import to_printed_finding
from parsers.pages import DamagedPdf, read_pages
from parsers.report import to_finding
from parsers.scans.pages import read_scans
from parsers.sections import NO_ANSWER, NO_QUESTION, names_answer
from parsers.several_questions import check_several
from parsers.workbooks import UnreadableFile
from schemas.finding_codes import FINDING_CODES
from schemas.findings import Finding
from schemas.pages import Box, Page
from schemas.questions import QuestionAnswer
from schemas.results import DocumentInfo, DocumentResult, Outcome, SourceDocument


def read_document(source: SourceDocument, attachments: Sequence[SourceDocument] = ()) -> DocumentResult:
    """Everything in one answer and the files attached to it (PDF, workbook, text document), or in one such file alone.

    `attachments` come behind those that the source itself brings. A file that can't be read gives a finding with the
    remedy; where nothing could be read the outcome is `unreadable`.
    """
    files = with_own_names((*source.attachments, *attachments))
    result, said = _read_answer(source, has_annex=bool(files))
    parts = []
    for number, file in enumerate(files, 1):
        with naming_file(file.file_name):
            parts.append(read_attachment(file, source, choose_said(said, file.file_name, number, len(files))))
    return join_attachments(result, parts) if parts else result


def _read_answer(source: SourceDocument, *, has_annex: bool) -> tuple[DocumentResult, AnswerSaid]:
    """The answer itself, and what it says of its annexes. A workbook or text document is read as an annex alone."""
    if is_office_file(source.content):
        return to_lone_result(source, read_attachment(source, source, None)), AnswerSaid(NO_QUESTION)
    pages = _read_pages(source)
    if isinstance(pages, DocumentResult):
        return pages, AnswerSaid(NO_QUESTION)
    reading = read_parts(source, pages, has_annex=has_annex)
    return to_result(source, reading), reading.said


def read_attachment(file: SourceDocument, answer: SourceDocument, said: AnswerSaid | None) -> AttachmentPart:
    """What an attached file gives, by its content whatever its name; its grants belong to the answer."""
    form = find_format(file.content)
    if form == "pdf":
        pages = _read_pages(file)
        if isinstance(pages, DocumentResult):
            return AttachmentPart(file, form, findings=pages.findings)
        reading = read_parts(replace(answer, content=file.content), pages, said)
        findings = (*_check_pages(pages), *reading.findings)
        return AttachmentPart(file, form, reading.reports, reading.grants, findings)
    problem = check_office_file(file.content)
    if problem is not None or form is None:
        return AttachmentPart(file, None, findings=(problem,) if problem else ())
    try:
        sheets = read_sheets(read_sheet_file(file.content, form), answer, said)
    except UnreadableFile as why:
        return AttachmentPart(file, form, findings=(to_finding(why.code, str(why)),))
    return AttachmentPart(file, form, sheets.tables, sheets.grants, sheets.findings, sheets.outline)


def _read_pages(source: SourceDocument) -> tuple[Page, ...] | DocumentResult:
    """The pages of a PDF, or the result that says why there are none."""
    problem = check_pdf(source.content)
    if problem is not None:
        return unreadable(source, problem)
    try:
        pages = read_scans(source.content, read_pages(source.content), find_recognition)
    except DamagedPdf as why:
        return unreadable(source, to_finding("damaged_pdf", str(why)))
    if not any(page.has_text and page.unread is None for page in pages):
        return unreadable(source, _no_text(pages), len(pages))
    return pages


def to_result(source: SourceDocument, reading: DocumentReading) -> DocumentResult:
    """The object that is stored and printed, with the findings of the whole document before those of its tables."""
    findings = [*_check_pages(reading.pages), *check_several(reading.outlines), *_check_outlines(reading)]
    findings = [*(to_printed_finding(finding, reading.origins) for finding in findings), *reading.findings]
    told = reading.told
    whole = told[0] if len(told) == 1 else QuestionAnswer(NO_QUESTION, NO_ANSWER)
    return DocumentResult(
        document=_info(source, len({origin.page for origin in reading.origins}), _outcome(reading, findings)),
        question=whole.question,
        answer=whole.answer,
        tables=reading.reports,
        grants=reading.grants,
        findings=tuple(findings),
        questions=told if len(told) > 1 else (),
    )


def _check_outlines(reading: DocumentReading) -> list[Finding]:
    return [*(finding for outline in reading.outlines for finding in outline.findings), *_check_answer(reading)]


def to_lone_result(source: SourceDocument, part: AttachmentPart) -> DocumentResult:
    """The result of a workbook or text document that was given by itself."""
    unread = any(FINDING_CODES[finding.code].stage == "input" for finding in part.findings)
    outline = part.outline
    refers: Outcome = "refers_elsewhere" if outline.answer.refers_to else "no_grants"
    outcome: Outcome = "grants" if part.grants else "unreadable" if unread else refers
    return DocumentResult(
        _info(source, 0, outcome), outline.question, outline.answer, part.tables, part.grants, part.findings
    )


def unreadable(source: SourceDocument, problem: Finding, pages: int = 0) -> DocumentResult:
    """The result of a document from which nothing could be read; `problem` says why and what to do."""
    return DocumentResult(_info(source, pages, "unreadable"), NO_QUESTION, NO_ANSWER, (), (), (problem,))


def _info(source: SourceDocument, pages: int, outcome: Outcome) -> DocumentInfo:
    return DocumentInfo(
        source.document_id, source.file_name, source.sha256, pages, reader_version(), outcome, source.source_url
    )


def _outcome(reading: DocumentReading, findings: Sequence[Finding]) -> Outcome:
    if reading.grants:
        return "grants"
    if any(FINDING_CODES[finding.code].stage == "input" for finding in findings):
        return "unreadable"
    refers = any(outline.answer.refers_to for outline in reading.outlines)
    return "refers_elsewhere" if refers else "no_grants"


def _no_text(pages: Sequence[Page]) -> Finding:
    why = next((page.unread for page in pages if page.unread), "the pages are empty; look at the document")
    return to_finding("no_text", why)


def _check_pages(pages: Sequence[Page]) -> list[Finding]:
    """Pages that could not be read, between pages that could."""
    return [
        to_finding("page_unread", page.unread, (page.number, Box(0, 0, page.width, page.height)))
        for page in pages
        if page.unread
    ]


def _check_answer(reading: DocumentReading) -> list[Finding]:
    """An answer that refers elsewhere is told; a file with neither an answer nor a table is not what was asked for."""
    found = []
    for question in reading.questions:
        refers_to = question.outline.answer.refers_to
        if refers_to and not question.grants:
            remedy = "; read it with its annex: parlgrants read ANSWER ANNEX" if points_at_annex(refers_to) else ""
            message = f"the answer points elsewhere: {refers_to}{remedy}"
            found.append(to_finding("refers_elsewhere", message, None, refers_to))
    sections = {section.kind for outline in reading.outlines for section in outline.sections}
    if found or "answer" in sections or any(r.rows for r in reading.reports) or names_answer(reading.pages):
        return found
    message = "no answer stands in this PDF: no heading ANTWOORD and no table; check that it is the right file"
    return [to_finding("no_answer", message)]
