"""Old workbooks (.xls) -> their visible sheets. The file keeps the results of formulas and not whether they are any."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from parsers.report import to_finding
from parsers.workbooks import (
    Hidden,
    ShownValue,
    UnreadableFile,
    check_limits,
    keep_visible,
    show_value,
    to_error_finding,
)
from schemas.findings import Finding
from schemas.sheets import Sheet, SheetCell, SheetFile, to_letters

if TYPE_CHECKING:
    from xlrd.book import Book

_DAMAGE = (struct.error, IndexError, KeyError, ValueError, AssertionError, AttributeError, TypeError)


def read_xls(content: bytes) -> SheetFile:
    """The visible sheets of an old workbook. Raises UnreadableFile."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
        return _read_book(book)
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *_DAMAGE) as why:
        raise UnreadableFile(str(why) or type(why).__name__) from why


def _read_book(book: Book) -> SheetFile:
    findings: list[Finding] = []
    sheets = []
    for sheet in book.sheets():
        if sheet.visibility:
            findings.append(to_finding("cells_hidden", f"the sheet «{sheet.name}» is hidden and was not read"))
            continue
        cells = tuple(_read_cells(book, sheet, findings))
        check_limits(sheet.name, len(cells), (cell.row for cell in cells))
        sheets.append(keep_visible(Sheet(sheet.name, cells, (sheet.name,)), _find_hidden(sheet), findings))
    return SheetFile("xls", tuple(sheet for sheet in sheets if sheet.cells), tuple(findings))


def _read_cells(book: Book, sheet: Any, findings: list[Finding]) -> Iterator[SheetCell]:
    spans = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            shown = _show(book, cell)
            if not shown.text.strip():
                continue
            if cell.ctype == 5:
                findings.append(to_error_finding(f"{sheet.name}!{to_letters(column + 1)}{row + 1}", shown.text))
            lines = tuple(line.strip() for line in shown.text.splitlines() if line.strip())
            bold = bool(book.font_list[book.xf_list[cell.xf_index].font_index].bold)
            yield SheetCell(row + 1, column + 1, lines, shown.value, bold, *spans.get((row, column), (1, 1)))


def _show(book: Book, cell: Any) -> ShownValue:
    import xlrd

    number_format = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    if cell.ctype == xlrd.XL_CELL_DATE:
        return show_value(xlrd.xldate_as_datetime(cell.value, book.datemode), number_format)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return ShownValue(xlrd.error_text_from_code.get(cell.value, "#?"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return show_value(bool(cell.value), number_format)
    return show_value(cell.value, number_format)


def _find_hidden(sheet: Any) -> Hidden:
    return Hidden(
        frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden),
        frozenset(column + 1 for column, info in sheet.colinfo_map.items() if info.hidden),
    )
