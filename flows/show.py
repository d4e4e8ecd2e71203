"""Grants, tables and the ledger for a terminal. Wide texts are folded, never cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any, Literal

from flows.summary import to_euro
from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.results import DocumentResult, PrintedTotal, TableReport

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

WIDTH = 120
"""Columns where the output is no terminal."""

# A document may print escape codes, which a terminal would obey.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def to_clean_text(text: str) -> str:
    """The text with control characters, which a terminal would obey, shown as `?`."""
    return _CONTROL.sub("?", text)


def to_screen(parts: Iterable[RenderableType], terminal_width: int | None) -> str:
    """What to print: styled and as wide as the terminal, or plain and 120 columns wide where there is none (None)."""
    from rich.console import Console

    console = Console(
        file=StringIO(),
        width=terminal_width or WIDTH,
        force_terminal=terminal_width is not None,
        no_color=terminal_width is None,
        markup=False,
        emoji=False,
        highlight=False,
    )
    with console.capture() as capture:
        for part in parts:
            console.print(part, overflow="fold")
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def show_grants(result: DocumentResult) -> list[RenderableType]:
    """One line a grant, their sum, what the printed totals say, and the findings."""
    parts: list[RenderableType] = [to_clean_text(f"{result.document.file_name}: {_describe(result)}")]
    if result.grants:
        parts.append(_to_grant_table(result.grants))
        parts.append(f"{len(result.grants)} grants, {to_euro(sum(grant.amount_eur for grant in result.grants))}")
    totals = [total for table in result.tables for total in table.printed_totals]
    return [*parts, *map(_describe_total, totals), *map(_describe_finding, result.findings)]


def show_tables(result: DocumentResult) -> list[RenderableType]:
    """Each table as read: where it stands, its header with the columns' roles, and what each row was taken for."""
    if not result.tables:
        return [to_clean_text(f"{result.document.file_name}: no tables")]
    parts: list[RenderableType] = []
    for number, table in enumerate(result.tables, 1):
        evidence = ", ".join(f"{name} {value}" for name, value in table.evidence.items() if name != "sheet")
        heading = f"table {number}: {table.section}, {_describe_spot(table)}, {table.reader}"
        parts.append(to_clean_text(f"{heading} ({evidence})" if evidence else heading))
        parts.append(_to_report_table(table))
        parts.extend(map(_describe_total, table.printed_totals))
    return parts


def _describe_spot(table: TableReport) -> str:
    pages = ", ".join(map(str, table.pages))
    spot = f"page {pages}" if pages else f"sheet «{table.evidence.get('sheet', '')}»"
    return spot if table.attachment is None else f"{table.attachment} {spot}"


def show_rows(title: str, rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> list[RenderableType]:
    """Rows of the ledger as a table with these columns; no table where there are no rows."""
    if not rows:
        return [f"{title}: none"]
    return [title, _to_table(columns, [[row[column] for column in columns] for row in rows])]


def _to_grant_table(grants: Sequence[GrantRecord]) -> Table:
    header = ("", "organisation", "title", "amount", "year", "page", "verified")
    rows = [
        (number, grant.organisation, grant.title, to_euro(grant.amount_eur), grant.year, to_spot(grant), grant.verified)
        for number, grant in enumerate(grants, 1)
    ]
    return _to_table(header, rows, right=("", "amount", "year", "page"))


def _to_report_table(table: TableReport) -> Table:
    width = max([len(table.header), len(table.roles), *map(len, table.rows)])
    header = [*table.header, *[""] * (width - len(table.header))]
    roles = [*table.roles, *[None] * (width - len(table.roles))]
    names = [f"{name}\n[{role or '?'}]" for name, role in zip(header, roles, strict=True)]
    rows = [(label, *row) for label, row in zip(table.row_labels, table.rows, strict=True)]
    return _to_table(["row", *names], rows)


def _to_table(header: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[str] = ()) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=False)
    for name in header:
        justify: Literal["left", "right"] = "right" if name in right else "left"
        table.add_column(Text(to_clean_text(name)), justify=justify, overflow="fold", no_wrap=name in right)
    for row in rows:
        table.add_row(*[Text("" if value is None else to_clean_text(str(value))) for value in row])
    return table


def to_spot(grant: GrantRecord) -> str:
    """`2`, the page; in a sheet `2023!E12`; in an attached file with its name before."""
    spot = grant.place if grant.page is None else str(grant.page)
    return spot if grant.attachment is None else f"{grant.attachment} {spot}"


def _describe(result: DocumentResult) -> str:
    question = result.question
    parts = [
        f"question nr. {question.number}" if question.number is not None else None,
        f"of {question.asked_on:%d.%m.%Y}" if question.asked_on else None,
        f"by {', '.join(question.asked_by)}" if question.asked_by else None,
        f"answered by {question.minister}" if question.minister else None,
    ]
    said = " ".join(part for part in parts if part)
    outcome = result.document.outcome.replace("_", " ")
    return f"{said}: {outcome}" if said else outcome


def _describe_total(total: PrintedTotal) -> str:
    printed = to_euro(total.amount_eur)
    if total.verdict == "equal":
        return to_clean_text(f"{total.label}: equals the printed total {printed}")
    by, read = to_euro(abs(total.amount_eur - total.computed_eur)), to_euro(total.computed_eur)
    return to_clean_text(f"{total.label}: differs from the printed total {printed} by {by}; the rows add up to {read}")


def _describe_finding(finding: Finding) -> str:
    return to_clean_text(f"{finding.severity}: {finding.code}{to_where(finding)}: {finding.message}")


def to_where(finding: Finding) -> str:
    """` (page 2)`, ` (annex.xlsx, 2023!E12)`; empty for what is about the whole answer."""
    place = finding.place if finding.page is None else f"page {finding.page}"
    where = ", ".join(part for part in (finding.attachment, place) if part)
    return f" ({where})" if where else ""
