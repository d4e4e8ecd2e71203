"""The pages of one PDF -> its questions, each with its tables, its outline and its grants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.annex_pointers import AnswerSaid, read_said
from parsers.fold_back import to_printed_answer, to_printed_finding, to_printed_grant, to_printed_report
from parsers.grant_tables import TableResult
from parsers.page_columns import Origin, Unfolded, unfold
from parsers.prose import ProseResult, TablesRead, read_prose
from parsers.readings import TableReader, choose_readings, to_tables
from parsers.scans.prose import check_recognised
from parsers.sections import NO_QUESTION, read_outline
from parsers.several_questions import split_questions, with_minister
from parsers.tables.choose import GridReader
from parsers.text import read_document_words
from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.pages import Page
from schemas.questions import Outline, QuestionAnswer
from schemas.results import SourceDocument, TableReport
from schemas.tables import Table


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """One question with its answer: its pages and tables, where they stand, and the grants in them."""

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


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """All that was seen on the way, with places: what `inspect` draws.

    Two columns of text are two pages in `unfolded.pages`; its `origins` tell the printed page of each.
    """

    unfolded: Unfolded
    questions: tuple[QuestionReading, ...]

    @property
    def pages(self) -> tuple[Page, ...]:
        return self.unfolded.pages

    @property
    def outlines(self) -> tuple[Outline, ...]:
        return tuple(question.outline for question in self.questions)

    @property
    def origins(self) -> tuple[Origin, ...]:
        return self.unfolded.origins

    @property
    def told(self) -> tuple[QuestionAnswer, ...]:
        """Each question with its answer; pages and places here and below are those of the printed document."""
        answers = (to_printed_answer(outline.answer, self.origins) for outline in self.outlines)
        return tuple(QuestionAnswer(outline.question, a) for outline, a in zip(self.outlines, answers, strict=True))

    @property
    def reports(self) -> tuple[TableReport, ...]:
        reports = (result.report for question in self.questions for result in question.results)
        return tuple(to_printed_report(report, self.origins) for report in reports)

    @property
    def grants(self) -> tuple[GrantRecord, ...]:
        return tuple(to_printed_grant(grant, self.origins) for q in self.questions for grant in q.grants)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(to_printed_finding(finding, self.origins) for q in self.questions for finding in q.findings)

    @property
    def said(self) -> AnswerSaid:
        """What the answer says of its annexes; nothing where there are several answers."""
        if len(self.questions) > 1:
            return AnswerSaid(NO_QUESTION)
        return read_said(self.questions[0].outline, self.questions[0].tables, self.questions[0].pages)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a question is read: the whole words of the document, and what stands around its pages.

    `said`: the pages are an annex, and this is what its answer says. `minister` answered the question before: a
    bulletin names a minister once, above all questions to him or her.
    """

    own_words: frozenset[str]
    said: AnswerSaid | None
    has_annex: bool
    minister: str | None = None


def read_parts(
    source: SourceDocument, pages: tuple[Page, ...], said: AnswerSaid | None = None, *, has_annex: bool = False
) -> DocumentReading:
    """Each question of a document, in reading order; most documents hold one.

    `said`: these are the pages of an annex, and this is what its answer says; `has_annex`: files are attached.
    """
    unfolded = unfold(pages)
    own_words = read_document_words([line for page in unfolded.pages for line in page.lines])
    known = Known(own_words, said, has_annex)
    questions: list[QuestionReading] = []
    for part in split_questions(unfolded.pages):
        questions.append(_read_question(source, part, known))
        known = replace(known, minister=questions[-1].outline.question.minister)
    return DocumentReading(unfolded, tuple(questions))


def _read_question(source: SourceDocument, pages: tuple[Page, ...], known: Known) -> QuestionReading:
    """The tables of a question and its answer, where they stand, and the grants in them."""
    grids = GridReader(pages)
    tables = to_tables(grids.read(), pages)
    outline = _read_outline(pages, tables, known)
    said = known.said or read_said(outline, tables, pages)
    readings = choose_readings(tables, TableReader(grids, pages, outline, known.own_words, source, said))
    tables, results = tuple(r.table for r in readings), tuple(r.result for r in readings)
    of_tables = TablesRead(tables, [grant for result in results for grant in result.grants])
    prose = read_prose(outline, of_tables, pages, source, known.own_words)
    return QuestionReading(pages, tables, outline, results, check_recognised(prose, pages))


def _read_outline(pages: tuple[Page, ...], tables: Sequence[Table], known: Known) -> Outline:
    parts = [part for table in tables for part in table.parts]
    outline = read_outline(pages, parts, has_annex=known.has_annex)
    if known.said is not None:
        return replace(outline, question=known.said.question)
    return with_minister(outline, known.minister)
