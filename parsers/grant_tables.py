"""One whole table -> its columns, rows, totals and grants, with every printed row accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.amount_columns import find_kind
from parsers.amount_kinds import find_odd_sums
from parsers.amounts import find_amounts
from parsers.centred_recipients import centre_recipients, withhold_unclear
from parsers.column_content import share
from parsers.columns import AMOUNT_ROLES, find_columns, names_granted_amount
from parsers.geometry import line_text
from parsers.grants import ReadTable, to_grants
from parsers.places import cell_spot
from parsers.recipient_columns import find_recipient_column
from parsers.report import to_finding
from parsers.rows import read_rows
from parsers.staff_numbers import find_staff
from parsers.table_objections import find_labels, find_objection, find_unclear_unit, speaks_of_grants
from parsers.table_units import settle_unit
from parsers.tables.cells import CellTexts
from parsers.tables.headers import is_amount, to_number_text, to_printed
from parsers.totals import check_totals
from parsers.unsure_amounts import settle_unsure
from schemas.columns import Column
from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.questions import Question
from schemas.results import SourceDocument, TableReport
from schemas.rows import RowReading, TablePlace
from schemas.tables import Table


@dataclass(frozen=True, slots=True)
class TableResult:
    """What one table gave."""

    report: TableReport
    columns: tuple[Column, ...]
    readings: tuple[RowReading, ...]
    grants: tuple[GrantRecord, ...]
    findings: tuple[Finding, ...]


def read_table(
    table: Table, place: TablePlace, own_words: frozenset[str], source: SourceDocument, question: Question
) -> TableResult:
    """Reads a table. Tables in the question, without a recipient or without a granted amount give no grants, and the
    report's evidence says why."""
    texts = CellTexts(table, own_words)
    place = settle_unit(place, table, texts)
    columns = find_columns(table, texts, place.factor)
    why_not = find_objection(columns, place, question) or find_labels(table, columns, texts)
    why_not = why_not or find_staff(table, columns, place)
    if why_not:
        readings = tuple(_unread(index, table, texts) for index in range(len(table.rows)))
        report = _report(table, place, columns, readings, {"no_grants_because": why_not})
        return TableResult(report, columns, readings, (), _check_objection(table, columns, place, why_not, question))
    centred = centre_recipients(table, find_recipient_column(columns))
    table = centred.table
    readings = settle_unsure(withhold_unclear(read_rows(table, columns, texts, place.factor), centred.unclear))
    totals = check_totals(readings)
    read = ReadTable(columns, texts, readings, totals, place, table.reader)
    grants, findings = to_grants(read, source, question)
    report = replace(_report(table, place, columns, readings, {}), printed_totals=tuple(t.total for t in totals))
    row_findings = [finding for reading in readings for finding in reading.findings]
    doubts = [
        *_check_columns(table, columns),
        *_check_sums(table, columns),
        *row_findings,
        *findings,
        *_check_mismatches(read),
    ]
    return TableResult(report, columns, readings, grants, tuple(doubts))


def _check_objection(
    table: Table, columns: Sequence[Column], place: TablePlace, why: str, question: Question
) -> tuple[Finding, ...]:
    """A table with amounts that is passed over is worth a look, unless it is the question's."""
    if place.section == "question":
        return ()
    unread = [column.header for column in columns if column.role is None and names_granted_amount(column.header)]
    if unread:
        message = f"the column «{unread[0]}» names granted amounts, but what stands in it can't be read as amounts"
        return (to_finding("table_unread", message, table.parts[0]),)
    texts = (line_text(line) for row in table.rows for cell in row.cells for line in cell.lines)
    numbers = any(cell.value is not None for row in table.rows[table.header_rows :] for cell in row.cells)
    tells = numbers or (find_recipient_column(columns) and any(_holds_unread_amounts(table, c) for c in columns))
    tells = tells and speaks_of_grants(columns, place, question)
    if tells and find_kind(columns) is None and (years := _check_years(table, columns)):
        return tuple(years)
    if not tells and not any(c.role in AMOUNT_ROLES for c in columns) and not any(map(find_amounts, texts)):
        return ()
    code = "unit_unclear" if why == find_unclear_unit(columns, place) else "table_skipped"
    return (to_finding(code, f"a table with amounts was not read as grants: {why}", table.parts[0]),)


def _check_columns(table: Table, columns: Sequence[Column]) -> list[Finding]:
    """Columns that name granted amounts beside the one that was read (`Werkingssubsidie | Projectsubsidie`)."""
    message = "the column «{}» names granted amounts too and was not read; it is kept in `other`"
    return [
        to_finding("amount_column_unread", message.format(column.header), table.parts[0], column.header)
        for column in columns
        if column.role is None and names_granted_amount(column.header)
    ] + _check_years(table, columns)


def _check_years(table: Table, columns: Sequence[Column]) -> list[Finding]:
    """Columns of amounts under a year with words that nobody knows, or that tell of no grant (`2022 (raming)`)."""
    message = "the amounts under «{}» were not read: the words beside the year do not say that they were granted"
    return [
        to_finding("amount_column_unread", message.format(column.header), table.parts[0], column.header)
        for column in columns
        if column.role is None and column.year is not None and _holds_unread_amounts(table, column)
    ]


def _holds_unread_amounts(table: Table, column: Column) -> bool:
    cells = [row.cells[column.index] for row in table.rows[table.header_rows :]]
    return share([to_number_text(cell) for cell in cells if cell.lines], is_amount) >= 0.5


def _check_sums(table: Table, columns: Sequence[Column]) -> list[Finding]:
    """A column that prints the sum of several kinds of grants is no grant, but each row is held against it."""
    message = "the kinds of grants in this row add up to {} euro, beside them {} is printed"
    return [
        to_finding("total_mismatch", message.format(computed, printed), cell_spot(cell), to_printed(cell))
        for cell, computed, printed in find_odd_sums(table, columns)
    ]


def _check_mismatches(read: ReadTable) -> list[Finding]:
    found = []
    for item in read.totals:
        if item.total.verdict == "mismatch":
            message = f"the rows add up to {item.total.computed_eur} euro, the printed total is {item.total.amount_eur}"
            found.append(to_finding("total_mismatch", message, item.row.row.parts[0], item.total.label))
    return found


def _unread(index: int, table: Table, texts: CellTexts) -> RowReading:
    label = "header" if index < table.header_rows else "not_grants"
    row = table.rows[index]
    return RowReading(index, row, label, texts.row_texts(row), None, None, (), None, {}, ())


def _report(
    table: Table,
    place: TablePlace,
    columns: Sequence[Column],
    readings: Sequence[RowReading],
    more: dict[str, str | int | float],
) -> TableReport:
    labels = Counter(reading.label for reading in readings)
    evidence: dict[str, str | int | float] = {
        **table.evidence,
        "printed_rows": len(table.rows) + table.repeated_headers,
        "repeated_headers": table.repeated_headers,
        **{f"rows_{label}": count for label, count in sorted(labels.items())},
        **{f"role_from_{c.index + 1}": c.role_from for c in columns if c.role is not None},
        **more,
    }
    return TableReport(
        section=place.section,
        pages=tuple(dict.fromkeys(page for page, _ in table.parts)),
        header=tuple(column.header for column in columns),
        roles=tuple(column.role for column in columns),
        rows=tuple(reading.texts for reading in readings),
        row_labels=tuple(reading.label for reading in readings),
        reader=table.reader,
        evidence=evidence,
        printed_totals=(),
    )
