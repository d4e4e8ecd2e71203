"""Workbooks and text documents on the way of the printed tables: sheets are laid out as pages, then read as such."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from parsers.annex_pointers import AnswerSaid, add_said
from parsers.grant_tables import TableResult, read_table
from parsers.prose import ProseResult, TablesRead, read_prose
from parsers.report import to_finding
from parsers.sections import NO_ANSWER, NO_QUESTION, read_outline
from parsers.tables.context import read_place
from parsers.text import read_document_words
from parsers.vocabulary import fold, load_words
from parsers.word_tables import read_docx
from parsers.workbook_pages import LaidSheet, lay_out, to_sheet_place
from parsers.workbooks import read_xlsx
from parsers.workbooks_xls import read_xls
from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.questions import Outline, Section
from schemas.results import AttachmentFormat, SourceDocument, TableReport
from schemas.rows import TablePlace
from schemas.sheets import Sheet, SheetFile

_UNREAD = ("amount_unread", "total_unread")


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What a workbook or text document gave, with places in its sheets."""

    outline: Outline
    tables: tuple[TableReport, ...]
    grants: tuple[GrantRecord, ...]
    findings: tuple[Finding, ...]


def read_sheet_file(content: bytes, form: AttachmentFormat) -> SheetFile:
    """The sheets of a file that `check_office_file` let pass. Raises UnreadableFile."""
    readers = {"xlsx": read_xlsx, "xls": read_xls, "docx": read_docx}
    return readers[form](content)


def read_sheets(file: SheetFile, source: SourceDocument, said: AnswerSaid | None) -> SheetReading:
    """The tables and grants of a file: attached to an answer (`said`), or read by itself (None)."""
    laid = [lay_out(sheet, number) for number, sheet in enumerate(file.sheets, 1)]
    reader = _SheetReader(file, laid, source, said)
    counted: list[Finding] = []
    for number, sheet in enumerate(file.sheets, 1):
        if sheet.hidden_rows and reader.differs(number):
            other = lay_out(sheet, number, with_hidden=True)
            if reader.reads_better(other):
                message = f"the printed total of «{sheet.name}» counts its hidden rows, so they were read"
                counted.append(to_finding("hidden_rows_counted", message))
    findings = _join_formulas((*file.findings, *counted, *reader.outline.findings, *reader.findings()))
    if not any(sheet.cells for sheet in file.sheets):
        findings = (*findings, to_finding("attachment_empty", "no visible sheet or table of the file holds anything"))
    return SheetReading(reader.outline, reader.tables(), reader.grants(), findings)


def _join_formulas(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """A formula without its result is told once: by what it cost (an amount, a total), where it cost anything."""
    formulas = {finding.place: finding for finding in findings if finding.code == "formula_without_value"}
    unread = {finding.place for finding in findings if finding.code in _UNREAD and finding.place in formulas}
    return tuple(
        replace(finding, message=formulas[finding.place].message, printed=formulas[finding.place].printed)
        if finding.code in _UNREAD and finding.place in unread
        else finding
        for finding in findings
        if finding.code != "formula_without_value" or finding.place not in unread
    )


class _SheetReader:
    """The laid sheets of one file and what each of their tables gave."""

    def __init__(self, file: SheetFile, laid: list[LaidSheet], source: SourceDocument, said: AnswerSaid | None) -> None:
        self.laid, self.source, self.said = laid, source, said
        self.outline = _to_outline(file, laid, said)
        self.results = [self._read(sheet) for sheet in laid]

    def differs(self, number: int) -> bool:
        """Whether a printed total of the sheet disagrees with its rows."""
        return _count_mismatches(self.results[number - 1]) > 0

    def reads_better(self, other: LaidSheet) -> bool:
        """Takes another layout of a sheet, if all printed totals agree then; gives whether it did."""
        at, kept = other.page.number - 1, self.laid
        self.laid = [*kept[:at], other, *kept[at + 1 :]]
        results = self._read(other)
        if _count_mismatches(results):
            self.laid = kept
            return False
        self.results[at] = results
        return True

    def tables(self) -> tuple[TableReport, ...]:
        reports = [(laid.sheet, result.report) for laid, result in self._pairs()]
        return tuple(replace(r, pages=(), evidence={"sheet": sheet.name, **r.evidence}) for sheet, r in reports)

    def grants(self) -> tuple[GrantRecord, ...]:
        of_tables = [_in_sheet(laid.sheet, grant) for laid, result in self._pairs() for grant in result.grants]
        told = [_in_sheet(self._sheet(grant.page), grant) for grant in self.prose.grants]
        return _with_own_places([*of_tables, *told])

    def findings(self) -> list[Finding]:
        of_tables = [_find_in_sheet(laid.sheet, f) for laid, result in self._pairs() for f in result.findings]
        return [*of_tables, *(_find_in_sheet(self._sheet(f.page), f) if f.page else f for f in self.prose.findings)]

    @cached_property
    def prose(self) -> ProseResult:
        """What is told beside the tables; ask for it when their readings are settled."""
        pages, tables = [one.page for one in self.laid], [table for one in self.laid for table in one.tables]
        grants = [grant for _, result in self._pairs() for grant in result.grants]
        own_words = read_document_words(line for page in pages for line in page.lines)
        return read_prose(self.outline, TablesRead(tables, grants), pages, self.source, own_words)

    def _sheet(self, page: int | None) -> Sheet:
        return next(one.sheet for one in self.laid if one.page.number == page)

    def _pairs(self) -> list[tuple[LaidSheet, TableResult]]:
        return [(laid, result) for laid, results in zip(self.laid, self.results, strict=True) for result in results]

    def _read(self, laid: LaidSheet) -> tuple[TableResult, ...]:
        pages, tables = [one.page for one in self.laid], [table for one in self.laid for table in one.tables]
        own_words = read_document_words(line for page in pages for line in page.lines)
        results = []
        for table in laid.tables:
            place = self._add_context(read_place(table, tables, pages, self.outline), laid.sheet)
            results.append(read_table(table, place, own_words, self.source, self.outline.question))
        return tuple(results)

    def _add_context(self, place: TablePlace, sheet: Sheet) -> TablePlace:
        named = [row["words"] for row in load_words("provinces") if fold(row["words"]) in fold(sheet.name)]
        place = replace(place, province=max(named, key=len)) if named else place
        return place if self.said is None or place.section != "annex" else add_said(place, self.said)


def _to_outline(file: SheetFile, laid: Sequence[LaidSheet], said: AnswerSaid | None) -> Outline:
    """A text document by itself may be an answer; anything else is an annex, each sheet of a workbook by itself."""
    pages = [one.page for one in laid]
    if said is None and file.format == "docx":
        return read_outline(pages, [part for one in laid for table in one.tables for part in table.parts])
    sections = tuple(Section("annex", page.number, 0.0, page.number + 1, 0.0) for page in pages)
    question = said.question if said is not None else NO_QUESTION
    return Outline(sections if file.format != "docx" else sections[:1], question, NO_ANSWER)


def _count_mismatches(results: Sequence[TableResult]) -> int:
    return sum(total.verdict == "mismatch" for result in results for total in result.report.printed_totals)


def _in_sheet(sheet: Sheet, grant: GrantRecord) -> GrantRecord:
    place = to_sheet_place(sheet, grant.place) or grant.place
    return replace(grant, place=place, page=None, bbox=None)


def _with_own_places(grants: Sequence[GrantRecord]) -> tuple[GrantRecord, ...]:
    """The second amount of one cell or line is `E12.2`: a cell has one place, and each grant its own."""
    seen: Counter[str] = Counter()
    named = []
    for grant in grants:
        seen[grant.place] += 1
        count = seen[grant.place]
        place = grant.place if count == 1 else f"{grant.place}.{count}"
        named.append(replace(grant, place=place, grant_id=f"{grant.document_id}:{place}"))
    return tuple(named)


def _find_in_sheet(sheet: Sheet, finding: Finding) -> Finding:
    place = to_sheet_place(sheet, finding.place) if finding.place else None
    return replace(finding, page=None, place=place)
