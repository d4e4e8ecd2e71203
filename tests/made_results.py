"""Results made up for the tests of publishing: whole, valid documents that a test bends where it needs to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.questions import Answer, AnswerItem, Question, QuestionItem
from schemas.results import DocumentInfo, DocumentResult, Outcome, PrintedTotal, TableReport

QUESTION = Question(
    162,
    "2020-2021",
    date(2021, 2, 2),
    None,
    ("Nadia Sminate", "A. Tweede"),
    "Bart Somers",
    "Toegekende middelen",
    (QuestionItem(1, "Welke projecten?"),),
)
TOTAL = PrintedTotal("Totaal 2020", Decimal(1998813), Decimal(1998813), "equal")
TABLE = TableReport(
    "answer",
    (1, 2),
    ("organisatie", "bedrag"),
    ("organisation", None),
    (("Demos", "1"),),
    ("grant",),
    "ruled",
    {"edges": 12, "fill": 0.5},
    (TOTAL,),
)
COLUMN_FINDING = Finding("column_unmapped", "info", 1, "p1-x70-y190", "nr.", "the header is not known")


def to_sha256(document_id: str) -> str:
    """Of the document's made-up bytes: other documents have other bytes."""
    return sha256(document_id.encode()).hexdigest()


def make_grant(document_id: str, row: int = 0, amount: str = "100000.50") -> GrantRecord:
    """A valid grant; `row` counts the rows of the document, each with its own place."""
    top = 200 + 20 * row
    place = f"p1-x512-y{top}"
    return GrantRecord(
        grant_id=f"{document_id}:{place}",
        document_id=document_id,
        place=place,
        page=1,
        bbox=(70.5, float(top), 540.25, float(top + 15)),
        organisation=f"Organisatie {row}",
        organisation_printed=f"Organisa-\ntie {row}",
        title='Oriëntatie; "samen"',
        description=None,
        expected_result=None,
        amount_eur=Decimal(amount),
        amount_printed="€ 100.000,50",
        amount_kind="awarded",
        amount_requested_eur=Decimal(0),
        amount_paid_eur=None,
        year=2020,
        year_from="total",
        enterprise_number="0403201185",
        municipality=None,
        province=None,
        theme=None,
        period=None,
        other={"nr.": "1", "advies": ""},
        verified="total",
        reader="ruled",
        answer_item="1-2",
        question_number=162,
        parliamentary_year="2020-2021",
        asked_on=date(2021, 2, 2),
        answered_on=None,
        asked_by=QUESTION.asked_by,
        minister="Bart Somers",
        question_title="Toegekende middelen",
        source_url=None,
        document_sha256=to_sha256(document_id),
    )


def make_result(document_id: str = "sha256-0123456789ab", grants: int = 1) -> DocumentResult:
    """A valid result with that many grants."""
    outcome: Outcome = "grants" if grants else "no_grants"
    document = DocumentInfo(
        document_id, f"{document_id}.pdf", to_sha256(document_id), 3, "0.1.0+3f9a01bc", outcome, None
    )
    answer = Answer("ordinary", None, (AnswerItem((1,), "Zie tabel.", "1", 1, 300.0),))
    rows = tuple(make_grant(document_id, row) for row in range(grants))
    return DocumentResult(document, QUESTION, answer, (TABLE,), rows, (COLUMN_FINDING,))


def with_grant(result: DocumentResult, **changes: object) -> DocumentResult:
    """The result with its first grant changed."""
    first = replace(result.grants[0], **changes)  # type: ignore[arg-type]
    return replace(result, grants=(first, *result.grants[1:]))
