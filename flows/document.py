"""START HERE: one document from its bytes to everything that was read in it.

    pages -> tables (whole, over pages) -> outline (question, answer, annexes, items) -> rows -> grants and findings

It reads top to bottom, knows nothing of Prefect or of disks, and never raises for a bad document: that is an outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.reader_version import reader_version
from parsers.files import check_pdf
from parsers.grant_tables import TableResult
from parsers.pages import DamagedPdf, read_pages
from parsers.prose import ProseResult, TablesRead, read_prose
from parsers.readings import TableReader, choose_readings
from parsers.report import to_finding
from parsers.sections import names_answer, read_outline
from parsers.tables.choose import GridReader
from parsers.tables.stitch import stitch
from parsers.text import read_document_words
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


def read_document(source: SourceDocument) -> DocumentResult:
    """Everything in one PDF. A file that can't be read gives the outcome `unreadable` and a finding with the remedy."""
    problem = check_pdf(source.content)
    if problem is not None:
        return unreadable(source, problem)
    try:
        pages = read_pages(source.content)
    except DamagedPdf as why:
        return unreadable(source, to_finding("damaged_pdf", str(why)))
    if not any(page.has_text for page in pages):
        return unreadable(source, _no_text(), len(pages))
    return to_result(source, read_parts(source, pages))


def read_parts(source: SourceDocument, pages: tuple[Page, ...]) -> DocumentReading:
    """The tables of a document, where they stand in question and answer, and the grants in them."""
    grids = GridReader(source.content, pages)
    tables = stitch(grids.read(), {page.number: page for page in pages})
    outline = read_outline(pages, [part for table in tables for part in table.parts])
    own_words = read_document_words([line for page in pages for line in page.lines])
    readings = choose_readings(tables, TableReader(grids, pages, outline, own_words, source))
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
        *reading.prose.findings,
        *(finding for result in results for finding in result.findings),
    ]
    return DocumentResult(
        document=_info(source, len(reading.pages), _outcome(reading, findings)),
        question=outline.question,
        answer=outline.answer,
        tables=tuple(result.report for result in results),
        grants=reading.grants,
        findings=tuple(findings),
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
