"""Datasets of any size for the tests of formats: many kinds of grants, the same ones for the same number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from made_results import make_grant, make_result

from flows.dataset import build_dataset
from flows.release_writers import Draft, write_files
from schemas.dataset import Tables
from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.results import DocumentResult

ATTACHMENT = "Bijlage 1/€ lijst.xlsx"
NAMES = ("Natuurpunt vzw", "'t Lampeke", "Café Zoë; nv", 'De "Kring"', "Gemeente Sint-Niklaas", "Ĳsvogel, cv")
NUMBERS = ("0403201185", "0546740696", "0521749439")
AMOUNTS = ("0.01", "0.10", "1234.56", "100000.50", "9999999.99", "33333333.33")


def make_tables(grants: int, *, in_each: int = 50) -> Tables:
    """Tables with that many grants."""
    return build_dataset(_make_documents(grants, in_each)).tables


def write_release(folder: Path, tables: Tables) -> Path:
    """Every file of a release but its note."""
    folder.mkdir(parents=True)
    write_files(Draft(folder, tables))
    return folder


def _make_documents(grants: int, in_each: int) -> Iterator[DocumentResult]:
    yield with_question(make_result("schv-empty", 0), None)
    for first in range(0, grants, in_each):
        document = f"schv-{first:07d}"
        count = min(in_each, grants - first)
        asked = date(2015, 1, 5) + timedelta(days=first % 3000)
        made = with_question(make_result(document, count), asked)
        rows = tuple(make_varied(document, row, first + row, asked) for row in range(count))
        finding = Finding("column_unmapped", "info", None, "Blad 1!A1", None, "zonder plaats", ATTACHMENT)
        yield replace(made, grants=rows, findings=(*made.findings, finding))


def with_question(result: DocumentResult, asked: date | None) -> DocumentResult:
    answered = None if asked is None or asked.day % 2 else asked + timedelta(days=33)
    question = replace(result.question, asked_on=asked, answered_on=answered, number=None)
    return replace(result, question=question)


def make_varied(document: str, row: int, number: int, asked: date) -> GrantRecord:
    """Grants that differ in what is there: in sheets, attached, without year, date, title; with other amounts."""
    grant = make_grant(document, row, AMOUNTS[number % len(AMOUNTS)])
    grant = replace(
        grant,
        organisation=f"{NAMES[number % len(NAMES)]} {number % 997}",
        title=None if number % 3 == 0 else f"Ruimte voor «water» {number}\nfase 2",
        description="Een beek, opnieuw open" if number % 5 == 0 else None,
        enterprise_number=NUMBERS[number % 3] if number % 4 == 0 else None,
        amount_paid_eur=Decimal("12.30") if number % 6 == 0 else None,
        amount_kind=("awarded", "committed", "paid")[number % 3],
        year=None if number % 7 == 0 else 2010 + number % 12,
        year_from=None if number % 7 == 0 else "row",
        municipality="Gent" if number % 8 == 0 else None,
        period="2020-2022" if number % 9 == 0 else "schooljaar 2020" if number % 9 == 1 else None,
        asked_on=asked,
        answered_on=None if asked.day % 2 else asked + timedelta(days=33),
        source_url=f"https://docs.example.org/pfile?id={number}" if number % 2 else None,
    )
    return in_sheet(grant, number) if number % 10 == 0 else grant


def in_sheet(grant: GrantRecord, number: int) -> GrantRecord:
    place = f"Blad 1/2!E{number + 2}"
    grant_id = f"{grant.document_id}/{ATTACHMENT}:{place}"
    return replace(grant, place=place, grant_id=grant_id, page=None, bbox=None, attachment=ATTACHMENT)
