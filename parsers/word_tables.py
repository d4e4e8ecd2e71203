"""Text documents (.docx) -> their tables as sheets, each with the paragraphs that lead to it.

The document's XML is walked through, since python-docx passes over what stands in content controls and tracked
insertions; deleted text is not read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from parsers.footnotes import is_mark
from parsers.workbooks import UnreadableFile, check_limits
from schemas.sheets import RAISED, Sheet, SheetCell, SheetFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WRAPPERS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo")}
_LEFT_OUT = {f"{_W}moveFrom", f"{_W}del", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"


def read_docx(content: bytes) -> SheetFile:
    """The tables of a text document, in order, as `Table 1`, `Table 2` …; a table inside a cell follows its table.

    The text behind the last table stands above a last sheet without cells. Raises UnreadableFile.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        body = Document(io.BytesIO(content)).element.body
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as why:
        raise UnreadableFile(f"{type(why).__name__}: {why}") from why
    sheets: list[Sheet] = []
    above: list[str] = []
    first = 1
    for element in _children(body, _PARAGRAPH, _TABLE):
        if element.tag == _PARAGRAPH:
            above.extend(_lines(element))
        else:
            for table in _tables(element):
                sheet = _read_table(table, f"Table {len(sheets) + 1}")
                sheets.append(replace(sheet, above=tuple(above), first_text=first))
                first, above = first + len(above), []
    rest = [Sheet(f"Table {len(sheets) + 1}", (), tuple(above), first_text=first)] if above else []
    return SheetFile("docx", (*sheets, *rest))


def _children(element: Any, *tags: str) -> Iterator[Any]:
    """The element's own paragraphs, tables, rows or cells, also those inside content controls and insertions."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, *tags)


def _tables(element: Any) -> Iterator[Any]:
    """A table, then those inside its cells."""
    yield element
    for row in _children(element, _ROW):
        for cell in _children(row, _CELL):
            for inner in _children(cell, _TABLE):
                yield from _tables(inner)


def _read_table(table: Any, name: str) -> Sheet:
    cells: dict[tuple[int, int], SheetCell] = {}
    open_above: dict[int, tuple[int, int]] = {}  # column -> where the cell begins that goes on downwards from there
    for number, row in enumerate(_children(table, _ROW), 1):
        column = 1 + _number(row, "trPr", "gridBefore")
        for element in _children(row, _CELL):
            span = max(1, _number(element, "tcPr", "gridSpan"))
            start = open_above.get(column)
            if _merge(element) == "continue" and start in cells:
                cells[start] = replace(cells[start], row_span=number - start[0] + 1)
            else:
                cells[number, column] = _read_cell(element, number, column, span)
                open_above[column] = (number, column)
            column += span
    filled = tuple(cell for cell in cells.values() if cell.lines or cell.row_span > 1)
    check_limits(name, len(filled), (cell.row for cell in filled))
    return Sheet(name, filled)


def _read_cell(element: Any, row: int, column: int, span: int) -> SheetCell:
    lines = tuple(line for paragraph in _children(element, _PARAGRAPH) for line in _lines(paragraph))
    return SheetCell(row, column, lines, None, _is_bold(element), 1, span)


def _lines(paragraph: Any) -> list[str]:
    text = "".join(_pieces(paragraph))
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == f"{_W}tbl":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}tab":
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{_W}r" and _is_raised(child):
            yield f" {RAISED}{''.join(_pieces(child)).strip()} "
        else:
            yield from _pieces(child)


def _is_raised(run: Any) -> bool:
    """A footnote mark; `2e` and `m2` keep their raised letter or digit with the word only where it is no mark."""
    align = run.find(f"{_W}rPr/{_W}vertAlign")
    raised = align is not None and align.get(f"{_W}val") == "superscript"
    return raised and is_mark("".join(text.text or "" for text in run.iter(f"{_W}t")))


def _number(element: Any, properties: str, name: str) -> int:
    found = element.find(f"{_W}{properties}/{_W}{name}")
    value = found.get(f"{_W}val") if found is not None else None
    return int(value) if value and value.isdigit() else 0


def _merge(element: Any) -> str | None:
    """`restart` where a cell that goes on downwards begins, `continue` below it, None for a cell of one row."""
    found = element.find(f"{_W}tcPr/{_W}vMerge")
    return None if found is None else found.get(f"{_W}val") or "continue"


def _is_bold(element: Any) -> bool:
    runs = [run for run in element.iter(f"{_W}r") if any((text.text or "").strip() for text in run.iter(f"{_W}t"))]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(marks) and all(mark is not None and mark.get(f"{_W}val") not in ("0", "false") for mark in marks)
