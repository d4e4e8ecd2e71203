"""START HERE: one document from its bytes to everything that was read in it.

    pages -> tables (whole, over pages) -> outline (question, answer, annexes, items) -> rows -> grants and findings

It reads top to bottom, knows nothing of Prefect or of disks, and never raises for a bad document: that is an outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.attachments import AttachmentPart, join_attachments, with_own_names
from flows.reader_version import reader_version
from flows.sheet_reading import read_sheet_file, read_sheets
from parsers.annex_pointers import AnswerSaid, choose_said, read_said
from parsers.files import check_office_file, check_pdf, find_format, is_office_file
from parsers.grant_tables import TableResult
from parsers.pages import DamagedPdf, read_pages
from parsers.prose import ProseResult, TablesRead, read_prose
from parsers.readings import TableReader, choose_readings
from parsers.report import to_finding
from parsers.sections import NO_QUESTION, names_answer, read_outline
from parsers.tables.choose import GridReader
from parsers.tables.stitch import stitch
from parsers.text import read_document_words
from parsers.workbooks import UnreadableFile
from schemas.finding_codes import FINDING_CODES
from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.pages import Box, Page
from schemas.questions import Answer, Outline, Question
from schemas.results import DocumentInfo, DocumentResult, Outcome, SourceDocument
from schemas.tables import Table


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """All that was seen on the way, with places: what `inspect` draws."""

    pages: tuple[Page, ...]
    tables: tuple[Table, ...]
    outline: Outline
    results: tuple[TableResult, ...]
    prose: ProseResult

    @property
    def grants(self) -> tuple[GrantRecord, ...]:
        """Those of the tables, then those told in sentences and lists."""
        return (*(grant for result in self.results for grant in result.grants), *self.prose.grants)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those of sentences and lists, then those of the tables."""
        return (*self.prose.findings, *(finding for result in self.results for finding in result.findings))


def read_document(source: SourceDocument, attachments: Sequence[SourceDocument] = ()) -> DocumentResult:
    """Everything in one answer and the files attached to it (PDF, workbook, text document), or in one such file alone.

    A file that can't be read gives a finding with the remedy; where nothing could be read the outcome is `unreadable`.
    """
    result, said = _read_answer(source, has_annex=bool(attachments))
    files = with_own_names(attachments)
    parts = [
        read_attachment(file, source, choose_said(said, file.file_name, number, len(files)))
        for number, file in enumerate(files, 1)
    ]
    return join_attachments(result, parts) if parts else result


def _read_answer(source: SourceDocument, *, has_annex: bool) -> tuple[DocumentResult, AnswerSaid]:
    """The answer itself, and what it says of its annexes. A workbook or text document is read as an annex alone."""
    if is_office_file(source.content):
        return to_lone_result(source, read_attachment(source, source, None)), AnswerSaid(NO_QUESTION)
    pages = _read_pages(source)
    if isinstance(pages, DocumentResult):
        return pages, AnswerSaid(NO_QUESTION)
    reading = read_parts(source, pages, has_annex=has_annex)
    return to_result(source, reading), read_said(reading.outline, reading.tables, pages)


def read_attachment(file: SourceDocument, answer: SourceDocument, said: AnswerSaid | None) -> AttachmentPart:
    """What an attached file gives, by its content whatever its name; its grants belong to the answer."""
    form = find_format(file.content)
    if form == "pdf":
        pages = _read_pages(file)
        if isinstance(pages, DocumentResult):
            return AttachmentPart(file, form, findings=pages.findings)
        reading = read_parts(replace(answer, content=file.content), pages, said)
        findings = (*_check_pages(pages), *reading.findings)
        return AttachmentPart(file, form, tuple(r.report for r in reading.results), reading.grants, findings)
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
        pages = read_pages(source.content)
    except DamagedPdf as why:
        return unreadable(source, to_finding("damaged_pdf", str(why)))
    if not any(page.has_text for page in pages):
        return unreadable(source, _no_text(), len(pages))
    return pages


def read_parts(
    source: SourceDocument, pages: tuple[Page, ...], said: AnswerSaid | None = None, *, has_annex: bool = False
) -> DocumentReading:
    """The tables of a document, where they stand in question and answer, and the grants in them.

    `said`: these are the pages of an annex, and this is what its answer says; `has_annex`: files are attached.
    """
    grids = GridReader(source.content, pages)
    tables = stitch(grids.read(), {page.number: page for page in pages})
    outline = read_outline(pages, [part for table in tables for part in table.parts], has_annex=has_annex)
    if said is not None:
        outline = replace(outline, question=said.question)
    own_words = read_document_words([line for page in pages for line in page.lines])
    said = said or read_said(outline, tables, pages)
    readings = choose_readings(tables, TableReader(grids, pages, outline, own_words, source, said))
    tables, results = tuple(r.table for r in readings), tuple(r.result for r in readings)
    prose = read_prose(
        outline, TablesRead(tables, [grant for result in results for grant in result.grants]), pages, source, own_words
    )
    return DocumentReading(pages, tables, outline, results, prose)


def to_result(source: SourceDocument, reading: DocumentReading) -> DocumentResult:
    """The object that is stored and printed, with the findings of the whole document before those of its tables."""
    outline, results = reading.outline, reading.results
    findings = [
        *_check_pages(reading.pages),
        *outline.findings,
        *_check_answer(reading),
        *reading.findings,
    ]
    return DocumentResult(
        document=_info(source, len(reading.pages), _outcome(reading, findings)),
        question=outline.question,
        answer=outline.answer,
        tables=tuple(result.report for result in results),
        grants=reading.grants,
        findings=tuple(findings),
    )


def to_lone_result(source: SourceDocument, part: AttachmentPart) -> DocumentResult:
    """The result of a workbook or text document that was given by itself."""
    unread = any(FINDING_CODES[finding.code].stage == "input" for finding in part.findings)
    outcome: Outcome = "grants" if part.grants else "unreadable" if unread else "no_grants"
    outline = part.outline
    return DocumentResult(
        _info(source, 0, outcome), outline.question, outline.answer, part.tables, part.grants, part.findings
    )


def unreadable(source: SourceDocument, problem: Finding, pages: int = 0) -> DocumentResult:
    """The result of a document from which nothing could be read; `problem` says why and what to do."""
    question = Question(None, None, None, None, (), None, None, ())
    return DocumentResult(
        _info(source, pages, "unreadable"), question, Answer("ordinary", None, ()), (), (), (problem,)
    )


def _info(source: SourceDocument, pages: int, outcome: Outcome) -> DocumentInfo:
    return DocumentInfo(
        source.document_id, source.file_name, source.sha256, pages, reader_version(), outcome, source.source_url
    )


def _outcome(reading: DocumentReading, findings: Sequence[Finding]) -> Outcome:
    if reading.grants:
        return "grants"
    if any(FINDING_CODES[finding.code].stage == "input" for finding in findings):
        return "unreadable"
    return "refers_elsewhere" if reading.outline.answer.refers_to else "no_grants"


def _no_text() -> Finding:
    message = "the pages are pictures without text (a scan); look at the document, or run text recognition (OCR) first"
    return to_finding("no_text", message)


def _check_pages(pages: Sequence[Page]) -> list[Finding]:
    """Pages that are only a picture, between pages of text."""
    message = "the page is a picture without text; look at it"
    return [
        to_finding("page_unread", message, (page.number, Box(0, 0, page.width, page.height)))
        for page in pages
        if page.has_picture and not page.has_text
    ]


def _check_answer(reading: DocumentReading) -> list[Finding]:
    """An answer that refers elsewhere is told; a file with neither an answer nor a table is not what was asked for."""
    outline = reading.outline
    if outline.answer.refers_to and not reading.grants:
        refers_to = outline.answer.refers_to
        return [to_finding("refers_elsewhere", f"the answer points elsewhere: {refers_to}", None, refers_to)]
    sections = {section.kind for section in outline.sections}
    if "answer" in sections or any(result.report.rows for result in reading.results) or names_answer(reading.pages):
        return []
    message = "no answer stands in this PDF: no heading ANTWOORD and no table; check that it is the right file"
    return [to_finding("no_answer", message)]
