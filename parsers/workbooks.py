"""Workbooks (.xlsx) -> their visible sheets, and findings about what a reader of the file can't see or trust."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast
from xml.etree.ElementTree import ParseError

from parsers.footnotes import is_mark
from parsers.report import to_finding
from parsers.row_words import NOT_CALCULATED
from parsers.workbook_numbers import show_day, show_number, to_number
from schemas.findings import Finding
from schemas.sheets import RAISED, Sheet, SheetCell, SheetFile, to_letters

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS, MOST_CELLS = 5000, 300_000
_REMEDY = "open and save it in a spreadsheet program"
_DAMAGE = (zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, AttributeError, EOFError)


class UnreadableFile(Exception):
    """A file that can't be read after all: the message says why, `code` is the finding's."""

    def __init__(self, message: str, code: str = "attachment_damaged") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class ShownValue:
    """What a cell shows, and the typed number behind it, if it is one."""

    text: str
    value: Decimal | None = None


def read_xlsx(content: bytes) -> SheetFile:
    """The visible sheets of a workbook. Raises UnreadableFile."""
    written = _load(content, data_only=False)
    shown = _load(content, data_only=True) if any(map(_has_formula, written.worksheets)) else written
    findings: list[Finding] = []
    sheets = []
    for sheet in written.worksheets:
        if sheet.sheet_state != "visible":
            message = f"the sheet «{sheet.title}» is hidden and was not read"
            findings.append(to_finding("cells_hidden", message))
            continue
        cells = list(_read_cells(sheet, shown[sheet.title], findings))
        sheets.append(keep_visible(Sheet(sheet.title, tuple(cells), (sheet.title,)), _find_hidden(sheet), findings))
    return SheetFile("xlsx", tuple(sheet for sheet in sheets if sheet.cells), tuple(findings))


def _load(content: bytes, *, data_only: bool) -> Workbook:
    from openpyxl.reader.excel import ExcelReader

    class SheetReader(ExcelReader):  # type: ignore[misc]
        """openpyxl breaks on a chart sheet without a drawing; a chart shows no more than the sheets do."""

        def read_chartsheet(self, sheet: Any, rel: Any) -> None:
            self.wb.create_chartsheet(sheet.name)  # its place, by which names are bound to sheets

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions that openpyxl does not keep; we write nothing back
        try:
            reader = SheetReader(io.BytesIO(content), data_only=data_only, rich_text=True)
            reader.read()
        except _DAMAGE as why:
            message = f"this workbook cannot be opened ({type(why).__name__}: {why}); {_REMEDY}"
            raise UnreadableFile(message) from why
    return cast("Workbook", reader.wb)


def _filled(sheet: Worksheet) -> list[Any]:
    """Its cells that hold something. openpyxl's own iterators would make a cell for each blank one (1048576 rows)."""
    cells = [cell for cell in sheet._cells.values() if cell.value is not None]
    check_limits(sheet.title, len(cells), {cell.row for cell in cells})
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def check_limits(name: str, cells: int, rows: Iterable[int]) -> None:
    """Raises UnreadableFile for a sheet that nobody prints as a list of grants."""
    count = len(set(rows))
    if cells > MOST_CELLS or count > MOST_ROWS:
        size = f"{count} filled rows and {cells} cells, more than {MOST_ROWS} and {MOST_CELLS}"
        raise UnreadableFile(f"the sheet «{name}» has {size}; split it", "attachment_too_large")


def _has_formula(sheet: Worksheet) -> bool:
    return any(cell.data_type == "f" for cell in _filled(sheet))


def _read_cells(sheet: Worksheet, shown: Worksheet, findings: list[Finding]) -> Iterator[SheetCell]:
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    for cell in _filled(sheet):
        look = shown._cells.get((cell.row, cell.column), cell)
        found = show_value(look.value, cell.number_format)
        name = f"{sheet.title}!{cell.coordinate}"
        if cell.data_type == "f" and look.value is None:
            formula, found = _formula_text(cell.value), ShownValue(NOT_CALCULATED)
            message = f"{name}: the formula {formula} is stored without its result; {_REMEDY}"
            findings.append(replace(to_finding("formula_without_value", message, None, formula), place=name))
        elif look.data_type == "e":
            findings.append(to_error_finding(name, found.text))
        if not found.text.strip():
            continue
        area = spans.get((cell.row, cell.column))
        rows, columns = (area.size["rows"], area.size["columns"]) if area else (1, 1)
        lines = tuple(line.strip() for line in found.text.splitlines() if line.strip())
        yield SheetCell(cell.row, cell.column, lines, found.value, bool(cell.font.b), rows, columns)


def to_error_finding(place: str, text: str) -> Finding:
    """`#REF!` in a cell."""
    return replace(to_finding("cell_error", f"{place} shows {text}", None, text), place=place)


def _formula_text(value: Any) -> str:
    return str(getattr(value, "text", value))  # an array formula is an object that holds its text


def show_value(value: Any, number_format: str) -> ShownValue:
    """What a cell with this content shows; percentages, dates and texts are no amounts."""
    if value is None:
        return ShownValue("")
    if isinstance(value, bool):
        return ShownValue("WAAR" if value else "ONWAAR")
    if isinstance(value, datetime | date | time | timedelta):
        return ShownValue(show_day(value, number_format))
    if isinstance(value, int | float):
        number = to_number(value)
        shown = show_number(number, number_format)
        return ShownValue(shown.text, number if shown.kind == "number" else None)
    return ShownValue(_join_runs(value) if isinstance(value, list) else str(value))


def _join_runs(runs: list[Any]) -> str:
    """A text in several prints: footnote marks are in raised ones."""
    parts = []
    for run in runs:
        text = str(run)
        raised = getattr(getattr(run, "font", None), "vertAlign", None) == "superscript" and is_mark(text)
        parts.append(f" {RAISED}{text.strip()} " if raised else text)
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Rows and columns that are hidden, counted from 1."""

    rows: frozenset[int]
    columns: frozenset[int]


def _find_hidden(sheet: Worksheet) -> Hidden:
    rows: Mapping[int, Any] = sheet.row_dimensions
    columns = (
        range(dimension.min or 1, (dimension.max or dimension.min or 1) + 1)
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
    )
    return Hidden(
        frozenset(number for number, row in rows.items() if row.hidden),
        frozenset(column for run in columns for column in run),
    )


def keep_visible(sheet: Sheet, hidden: Hidden, findings: list[Finding]) -> Sheet:
    """The sheet without hidden columns, its hidden rows marked; findings tell where something stands in them."""
    rows = frozenset(cell.row for cell in sheet.cells if cell.row in hidden.rows)
    columns = sorted({cell.column for cell in sheet.cells if cell.column in hidden.columns})
    if rows:
        message = f"hidden rows of the sheet «{sheet.name}»: {', '.join(map(str, sorted(rows)))}"
        findings.append(to_finding("cells_hidden", message))
    if columns:
        message = f"hidden columns of the sheet «{sheet.name}», not read: {', '.join(map(to_letters, columns))}"
        findings.append(to_finding("cells_hidden", message))
    cells = tuple(cell for cell in sheet.cells if cell.column not in columns)
    return replace(sheet, cells=cells, hidden_rows=rows)
