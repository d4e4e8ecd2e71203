"""Row readings -> grant records: every printed column finds its field, or stays in `other`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from parsers.amount_kinds import names_own_kind
from parsers.amounts import is_no_amount
from parsers.dates import find_cell_year
from parsers.decision_dates import find_decision_year
from parsers.header_words import match_header
from parsers.identifiers import find_own_number, parse_enterprise_number
from parsers.places import cell_spot, row_box, to_place
from parsers.recipient_columns import find_recipient_column
from parsers.report import to_finding
from parsers.row_words import is_cell_error
from parsers.scans.doubts import find_doubt
from parsers.tables.cells import CellTexts
from parsers.totals import CheckedTotal, find_total_year, to_verified
from schemas.columns import Column, Role
from schemas.findings import Finding
from schemas.grants import AmountKind, GrantRecord, YearFrom
from schemas.questions import Question
from schemas.results import SourceDocument
from schemas.rows import RowAmount, RowReading, TablePlace

_KINDS: dict[Role, AmountKind] = {"amount_awarded": "awarded", "amount_committed": "committed", "amount_paid": "paid"}
_FIELDS: tuple[Role, ...] = (
    "organisation", "title", "description", "expected_result", "municipality", "province", "theme", "period",
    "enterprise_number", "year", "amount_requested", "amount_paid",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadTable:
    """All that is known of one table when its grants are written down."""

    columns: tuple[Column, ...]
    texts: CellTexts
    readings: tuple[RowReading, ...]
    totals: tuple[CheckedTotal, ...]
    place: TablePlace
    reader: str


def to_grants(
    table: ReadTable, source: SourceDocument, question: Question
) -> tuple[tuple[GrantRecord, ...], tuple[Finding, ...]]:
    """One record for each granted amount, in printed order, and findings about values that could not be understood."""
    writer = _GrantWriter(table, source, question)
    grants = [
        writer.write(reading, amount) for reading in table.readings for amount in reading.amounts if _is_grant(reading)
    ]
    return tuple(grants), tuple(writer.findings)


def _is_grant(reading: RowReading) -> bool:
    return reading.label == "grant"


def find_paired_year(header: str, printed: str) -> int | None:
    """The year of a grant in a cell of two years whose header names both: `2007/2008` under `Jahr der Bewilligung /
    Jahr des Abschlusses`. None where the header does not tell them apart."""
    names, years = header.split("/"), [find_cell_year(part) for part in printed.split("/")]
    claims = [match_header(name) for name in names]
    ours = [at for at, claim in enumerate(claims) if claim and claim[0].role == "year"]
    return years[ours[0]] if len(names) == len(years) == 2 and None not in years and len(ours) == 1 else None


class _GrantWriter:
    def __init__(self, table: ReadTable, source: SourceDocument, question: Question) -> None:
        self.table, self.source, self.question = table, source, question
        self.roles = {column.role: column for column in reversed(table.columns) if column.role is not None}
        self.recipient = find_recipient_column(table.columns)
        self.years = self.roles.get("year") or next(filter(_names_year, table.columns), None)
        self.findings: list[Finding] = []

    def write(self, reading: RowReading, amount: RowAmount) -> GrantRecord:
        page, box = amount.spot or cell_spot(amount.cell)
        place, row = to_place(page, box), row_box(reading.row, page)
        year, year_from = self._year(reading, amount)
        question = self.question
        return GrantRecord(
            grant_id=f"{self.source.document_id}:{place}",
            document_id=self.source.document_id,
            place=place,
            page=page,
            bbox=(round(row.x0, 1), round(row.top, 1), round(row.x1, 1), round(row.bottom, 1)),
            organisation=reading.recipient or "",
            organisation_printed=self.table.texts.printed(reading.recipient_cell) if reading.recipient_cell else "",
            title=self._text(reading, "title"),
            description=self._text(reading, "description"),
            expected_result=self._text(reading, "expected_result"),
            amount_eur=amount.value_eur,
            amount_printed=amount.printed or self.table.texts.printed(amount.cell),
            amount_kind=_KINDS[_role(amount.column)],
            amount_requested_eur=self._amount(reading, "amount_requested", amount),
            amount_paid_eur=None
            if amount.column.role == "amount_paid"
            else self._amount(reading, "amount_paid", amount),
            year=year,
            year_from=year_from,
            enterprise_number=self._enterprise_number(reading),
            municipality=None if self._is_recipient("municipality") else self._text(reading, "municipality"),
            province=self._text(reading, "province") or self.table.place.province,
            theme=self._text(reading, "theme"),
            period=self._text(reading, "period"),
            other=self._other(reading, amount),
            verified=to_verified(self.table.totals, reading.index),
            reader=self.table.reader,
            answer_item=self.table.place.answer_item,
            question_number=question.number,
            parliamentary_year=question.parliamentary_year,
            asked_on=question.asked_on,
            answered_on=question.answered_on,
            asked_by=question.asked_by,
            minister=question.minister,
            question_title=question.title,
            source_url=self.source.source_url,
            document_sha256=self.source.sha256,
        )

    def _text(self, reading: RowReading, role: Role) -> str | None:
        column = self.roles.get(role)
        text = reading.texts[column.index] if column is not None else ""
        printed = text and not is_cell_error(text) and not (text != "0" and is_no_amount(text))
        return text if printed else reading.group_texts.get(role)

    def _is_recipient(self, role: Role) -> bool:
        return self.recipient is not None and self.recipient.role == role

    def _amount(self, reading: RowReading, role: Role, beside: RowAmount) -> Decimal | None:
        """An amount beside the granted one, of the same year where there is a column a year; what is no amount there
        is a finding, never a guess."""
        columns = [column for column in self.table.columns if column.role == role]
        column = next((c for c in columns if c.year == beside.column.year), columns[0] if len(columns) == 1 else None)
        if column is None:
            return None
        cell = reading.row.cells[column.index]
        printed = self.table.texts.plain(cell)
        factor = column.factor or self.table.place.factor or Decimal(1)
        if cell.value is None and is_no_amount(printed) and "0" not in printed:
            return None
        if self._is_unsure(reading, column):
            return None
        try:
            return self.table.texts.amount(cell, factor)
        except ValueError as why:
            self._report(
                "amount_unread", reading, column, f"the column «{column.header}» holds no single amount: {why}"
            )
            return None

    def _is_unsure(self, reading: RowReading, column: Column) -> bool:
        """Whether a number beside the amount was recognised in two ways, which is reported."""
        doubt = find_doubt(reading.row.cells[column.index].lines)
        if doubt:
            message = f"a number in «{column.header}» was not recognised with certainty: {doubt}; the field is left out"
            self._report("ocr_unsure", reading, column, message)
        return doubt is not None

    def _year(self, reading: RowReading, amount: RowAmount) -> tuple[int | None, YearFrom | None]:
        """The nearest statement counts: row, group, column, total's label, the sentence over the table. The day of the
        row's own decision (`Datum beslissing`) goes before a sentence of another year.

        Where the row's own column of years has another text than one year (`2019-2020`, `sinds 2019`), or is blank
        below a year, the row says that no year farther away is its own.
        """
        own = self._row_year(reading)
        if amount.year is None and own is None and self._withholds_year(reading):
            return None, None
        total = find_total_year(self.table.totals, reading.index)
        decided = self._decision_year(reading)
        statements: tuple[tuple[int | None, YearFrom], ...] = (
            (amount.year, "row"),
            (own, "row"),
            (reading.group_year, "group"),
            (amount.column.year, "column"),
            (total, "total"),
            (None if decided == self.table.place.year else decided, "row"),
            (self.table.place.year, "sentence"),
        )
        return next(((year, source) for year, source in statements if year is not None), (None, None))

    def _row_year(self, reading: RowReading) -> int | None:
        """From the cell's lines, or from what a ditto mark in it stands for."""
        printed = self._printed_year(reading)
        if self.years is None or not printed or find_doubt(reading.row.cells[self.years.index].lines):
            return None
        paired = find_paired_year(self.years.header, printed)
        return paired or find_cell_year(printed) or find_cell_year(reading.texts[self.years.index])

    def _decision_year(self, reading: RowReading) -> int | None:
        """From the day in the row's column of decisions; a number recognised in two ways tells nothing."""
        sure = [column for column in self.table.columns if not find_doubt(reading.row.cells[column.index].lines)]
        return find_decision_year(sure, reading.texts)

    def _printed_year(self, reading: RowReading) -> str:
        """What stands in the row's column of years; blank where there is no such column."""
        return self.table.texts.plain(reading.row.cells[self.years.index]) if self.years else ""

    def _withholds_year(self, reading: RowReading) -> bool:
        """Whether the column of years has no year for this row, but a text, or one for a row above."""
        if self._printed_year(reading):
            return True
        return any(self._printed_year(r) for r in self.table.readings if _is_grant(r) and r.index < reading.index)

    def _enterprise_number(self, reading: RowReading) -> str | None:
        column = self.roles.get("enterprise_number")
        text = reading.texts[column.index] if column else ""
        if column is None or not text or is_no_amount(text):
            return find_own_number(reading.recipient or "")
        try:
            return parse_enterprise_number(text)
        except ValueError as why:
            self._report("enterprise_number_invalid", reading, column, str(why))
            return None

    def _other(self, reading: RowReading, amount: RowAmount) -> dict[str, str]:
        """Header -> text of the columns that no field of the record takes, and of the amount's own where it tells
        the kind of grant; a second one of a name gets its number."""
        kept: dict[str, str] = {}
        if names_own_kind(self.table.columns, amount.column):  # `Werkingssubsidie` beside `Projectsubsidie`
            kept[amount.column.header] = self.table.texts.text(amount.cell)
        for column in self.table.columns:
            text = reading.texts[column.index]
            if None not in (column.year, amount.column.year) and column.year != amount.column.year:
                continue  # `2022 Aandeel` says nothing of the grant under `2023 Toegekend`
            if text and not (self._has_field(column, amount) and self._is_read(reading, column)):
                name = column.header or f"column {column.index + 1}"
                kept[name if name not in kept else f"{name} ({column.index + 1})"] = text
        return kept

    def _is_read(self, reading: RowReading, column: Column) -> bool:
        """A column of years may hold a text that is no year: it is kept."""
        return column.role != "year" or self._row_year(reading) is not None

    def _has_field(self, column: Column, amount: RowAmount) -> bool:
        if column is self.recipient or column.role == amount.column.role:
            return True
        if column.role in ("currency", "amount_requested", "amount_paid"):
            return True
        return column.role in _FIELDS and self.roles[column.role] is column

    def _report(self, code: str, reading: RowReading, column: Column, message: str) -> None:
        cell = reading.row.cells[column.index]
        self.findings.append(to_finding(code, message, cell_spot(cell), self.table.texts.printed(cell)))


def _names_year(column: Column) -> bool:
    """A header that names years over a column with too few of them to be sure (`onbekend`, ditto marks)."""
    return column.role is None and any(claim.role == "year" for claim in match_header(column.header))


def _role(column: Column) -> Role:
    if column.role is None:
        raise ValueError(f"column {column.index + 1} «{column.header}» has no role")
    return column.role
