"""Draws a table on pages as word processors do: the same cells in any font, size, width, border and page break.

Lines, not flowables: a row cut by the page's end, cells in the middle or at the bottom of their row and words wider
than their column are all under control.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold", "Vera": "Vera-Bold"}
BORDERS = ("grid", "lines", "header", "booktabs", "frame", "zebra", "vertical", "none")
Kind = Literal["header", "row", "group", "total"]


@cache
def load_fonts() -> None:
    """The TrueType fonts that come with reportlab."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in {"Vera": "Vera.ttf", "Vera-Bold": "VeraBd.ttf"}.items():
        pdfmetrics.registerFont(TTFont(name, folder / file))


@dataclass(frozen=True)
class Look:
    """How a document is printed; lengths in points, `leading` as a multiple of the font size."""

    font: str = "Helvetica"
    size: float = 9.0
    leading: float = 1.2
    page: tuple[float, float] = (595.0, 842.0)
    margin: float = 56.0
    borders: str = "grid"
    valign: str = "top"
    padding: float = 3.0
    side: float = 4.0
    keep_rows: bool = True
    repeat_header: bool = True
    bold_header: bool = True
    closed_cuts: bool = True
    footer: bool = True


@dataclass(frozen=True)
class Column:
    """A column's width in points and where its text stands: left, right or centre."""

    width: float
    align: str = "left"


@dataclass(frozen=True)
class Drawn:
    """A row to draw: for each cell the columns it covers (first, last) and its paragraphs."""

    kind: Kind
    cells: tuple[tuple[int, int, tuple[str, ...]], ...]


def measure(text: str, look: Look, bold: bool = False) -> float:
    load_fonts()
    return float(pdfmetrics.stringWidth(text, FONTS[look.font] if bold else look.font, look.size))


def wrap(text: str, width: float, look: Look, bold: bool = False) -> list[str]:
    """Lines of a paragraph; a word wider than the column is cut where the column ends."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if measure(joined, look, bold) <= width:
            lines[-1:] = [joined]
            continue
        lines.append(word)
        while measure(lines[-1], look, bold) > width and len(lines[-1]) > 1:
            fits = max(n for n in range(1, len(lines[-1])) if n == 1 or measure(lines[-1][:n], look, bold) <= width)
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return lines


class Sheets:
    """A document under way: where the next line goes, and new pages."""

    def __init__(self, look: Look) -> None:
        load_fonts()
        self.look, self.out = look, io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=look.page, invariant=1)
        self.number, self.y = 1, look.margin

    @property
    def left(self) -> float:
        """Room to the lower margin."""
        return self.look.page[1] - self.look.margin - self.y

    def turn(self) -> None:
        self._print_footer()
        self.canvas.showPage()
        self.number, self.y = self.number + 1, self.look.margin

    def write(self, text: str) -> None:
        """A paragraph over the page's whole width, and a blank half line."""
        for line in wrap(text, self.look.page[0] - 2 * self.look.margin, self.look):
            if self.left < self.look.size * self.look.leading:
                self.turn()
            self.print_line(line, self.look.margin, self.y)
            self.y += self.look.size * self.look.leading
        self.y += 0.6 * self.look.size

    def print_line(self, text: str, x: float, top: float, bold: bool = False) -> None:
        self.canvas.setFont(FONTS[self.look.font] if bold else self.look.font, self.look.size)
        self.canvas.drawString(x, self.look.page[1] - top - 0.9 * self.look.size, text)

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.look.page[1] - top, x1, self.look.page[1] - bottom)

    def shade(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self.canvas.setFillGray(0.88)
        self.canvas.rect(x0, self.look.page[1] - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def close(self) -> bytes:
        self._print_footer()
        self.canvas.save()
        return self.out.getvalue()

    def _print_footer(self) -> None:
        if self.look.footer:
            self.canvas.setFont(self.look.font, 7)
            self.canvas.drawCentredString(self.look.page[0] / 2, 22, f"{self.number}")


Cells = list[list[str]]


class TableDrawer:
    """Draws rows one below the other on sheets."""

    def __init__(self, sheets: Sheets, columns: Sequence[Column]) -> None:
        self.sheets, self.columns, self.look = sheets, columns, sheets.look
        self.height = self.look.size * self.look.leading
        self.edges = [self.look.margin]
        for column in columns:
            self.edges.append(self.edges[-1] + column.width)
        self.striped = False

    def draw(self, rows: Sequence[Drawn]) -> None:
        header = [row for row in rows if row.kind == "header"]
        body = [row for row in rows if row.kind != "header"]
        if self.sheets.left < sum(map(self._tall, header)) + self._tall(body[0], 1):
            self.sheets.turn()
        self._draw_header(header)
        for row in body:
            self._draw_row(row, header)
        if self.look.borders in ("booktabs", "frame"):
            self._across()

    def _lines(self, row: Drawn) -> Cells:
        bold = row.kind == "header" and self.look.bold_header
        cells = []
        for first, last, paragraphs in row.cells:
            room = self.edges[last + 1] - self.edges[first] - 2 * self.look.side + 0.01
            cells.append(
                [line for text in paragraphs for line in (wrap(text, room, self.look, bold) if text else [""])]
            )
        return cells

    def _tall(self, row: Drawn, most: int = 999) -> float:
        return min(most, max(map(len, self._lines(row)))) * self.height + 2 * self.look.padding

    def _draw_header(self, header: Sequence[Drawn]) -> None:
        if self.look.borders in ("booktabs", "frame", "lines"):
            self._across()
        for row in header:
            self._draw_part(row, self._lines(row))
        if self.look.borders in ("booktabs", "header"):
            self._across()
        self.striped = False

    def _draw_row(self, row: Drawn, header: Sequence[Drawn]) -> None:
        left = self._lines(row)
        self.striped = not self.striped
        while left:
            fits = int((self.sheets.left - 2 * self.look.padding + 0.01) // self.height)
            most = max(map(len, left))
            if most > fits and (fits < 1 or (self.look.keep_rows and most * self.height < 0.6 * self.look.page[1])):
                self._turn(header)
                continue
            self._draw_part(row, [cell[:fits] for cell in left])
            left = [cell[fits:] for cell in left] if most > fits else []
            if left:
                self._turn(header)

    def _turn(self, header: Sequence[Drawn]) -> None:
        if self.look.borders == "frame":
            self._across()
        striped = self.striped
        self.sheets.turn()
        if self.look.repeat_header:
            self._draw_header(header)
        elif self.look.borders in ("frame", "lines") and self.look.closed_cuts:
            self._across()
        self.striped = striped

    def _draw_part(self, row: Drawn, cells: Cells) -> None:
        top, tall = self.sheets.y, max(map(len, cells)) * self.height + 2 * self.look.padding
        if self.look.borders == "zebra" and (self.striped or row.kind == "header"):
            self.sheets.shade(self.edges[0], top, self.edges[-1], top + tall)
        for (first, last, _), lines in zip(row.cells, cells, strict=True):
            self._print_cell(row, (first, last), lines, (top, tall))
        self.sheets.y += tall
        self._draw_borders(row, top)

    def _print_cell(self, row: Drawn, span: tuple[int, int], lines: list[str], place: tuple[float, float]) -> None:
        top, tall = place
        free = tall - 2 * self.look.padding - len(lines) * self.height
        y = top + self.look.padding + {"top": 0.0, "middle": free / 2, "bottom": free}[self.look.valign]
        left, right = self.edges[span[0]] + self.look.side, self.edges[span[1] + 1] - self.look.side
        across = "centre" if row.kind == "header" else "left"
        align = self.columns[span[0]].align if span[0] == span[1] else across
        bold = row.kind == "header" and self.look.bold_header
        for number, line in enumerate(lines):
            spare = right - left - measure(line, self.look, bold)
            x = left + spare * {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
            self.sheets.print_line(line, x, y + number * self.height, bold)

    def _draw_borders(self, row: Drawn, top: float) -> None:
        bottom = self.sheets.y
        if self.look.borders in ("grid", "lines"):
            self._across()
        if self.look.borders == "grid":
            self.sheets.rule(self.edges[0], top, self.edges[-1], top)
        if self.look.borders in ("grid", "vertical"):
            inner = {self.edges[first] for first, _, _ in row.cells}
            for x in sorted(inner | {self.edges[-1]}):
                self.sheets.rule(x, top, x, bottom)
        if self.look.borders == "frame":
            for x in (self.edges[0], self.edges[-1]):
                self.sheets.rule(x, top, x, bottom)

    def _across(self) -> None:
        self.sheets.rule(self.edges[0], self.sheets.y, self.edges[-1], self.sheets.y)
