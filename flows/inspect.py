"""Page pictures that show why a value was read as it was: words, cells, column roles, row numbers and their labels."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from flows.document_reading import DocumentReading, QuestionReading, read_parts
from flows.recognition import find_recognition
from parsers.pages import read_pages
from parsers.places import cell_spot
from parsers.scans.pages import read_scans
from parsers.scans.recognise import prepare_page
from parsers.scans.tesseract import Tesseract
from schemas.pages import Box, Page
from schemas.results import SourceDocument

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

    from parsers.grant_tables import TableResult
    from schemas.rows import RowReading
    from schemas.tables import Table

_SCALE = 2.0  # pixels a point
_PURPLE = "#9b3fc4"
_TEAL = "#00a0a0"
_GREY, _BLUE, _GREEN, _ORANGE, _RED = "#b8b8b8", "#2f6fd0", "#1a8f3c", "#d97a00", "#cc2222"
_COLOURS = {"grant": _GREEN, "total": _ORANGE, "subtotal": _ORANGE, "finding": _RED}
_LEGEND = (
    (_GREY, "word"),
    (_PURPLE, "running header or footer, left out"),
    (_BLUE, "section, item, cell, column role, row number and label"),
    (_GREEN, "grant: its amount"),
    (_ORANGE, "printed total"),
    (_RED, "finding, number not sure"),
    (_TEAL, "line seen in a scan"),
)
_LEGEND_HEIGHT = 22  # pixels


def draw_pages(source: SourceDocument, output: Path) -> list[Path]:
    """Write one PNG a page into `output` (`page-01.png` …) and give their paths.

    For a document that `read_document` can read; the folder must exist.
    """
    reading = read_parts(source, read_scans(source.content, read_pages(source.content), find_recognition))
    return [_draw_page(source, reading, page, output) for page in reading.pages]


def _draw_page(source: SourceDocument, reading: DocumentReading, page: Page, output: Path) -> Path:
    from PIL import Image as Pictures
    from PIL import ImageDraw as Drawing

    origin = reading.origins[page.number - 1]
    picture = _render_page(source.content, origin.page, page)
    sheet = Pictures.new("RGB", (picture.width, picture.height + _LEGEND_HEIGHT), "white")
    sheet.paste(picture, (0, 0))
    pen = _Pen(Drawing.Draw(sheet), origin.moved)
    for rule in page.rules if page.recognised else ():
        pen.frame(rule.box, _TEAL, 3)
    for word in page.words:
        pen.frame(word.box, _RED if word.second_reading else _GREY)
    for word in page.furniture:
        pen.frame(word.box, _PURPLE)
    for question in reading.questions:
        _draw_question(pen, question, page.number)
    pen.legend(picture.height)
    path = output / f"page-{page.number:02}.png"
    sheet.save(path)
    return path


def _draw_question(pen: _Pen, question: QuestionReading, page: int) -> None:
    """Its sections, answer items and tables, as far as they stand on the page."""
    for section in question.outline.sections:
        if section.page == page:
            pen.label(2, section.top - 8, f"[{section.kind}]", _BLUE)
    for item in question.outline.answer.items:
        if item.page == page:
            pen.label(2, item.top + 2, f"item {item.label}", _BLUE)
    for table, result in zip(question.tables, question.results, strict=True):
        _draw_table(pen, table, result, page)


def _render_page(content: bytes, number: int, page: Page) -> Image:
    """The printed page `number` that `page` is (a part of). A recognised one is shown as read: upright and straight."""
    from PIL import Image as Pictures

    program = find_recognition() if page.recognised else None
    if not isinstance(program, Tesseract):
        return _render(content, number)
    straight = Pictures.fromarray(prepare_page(program, content, number))
    return straight.resize((round(page.width * _SCALE), round(page.height * _SCALE))).convert("RGB")


def _render(content: bytes, number: int) -> Image:
    import pypdfium2

    with pypdfium2.PdfDocument(io.BytesIO(content)) as pdf:
        picture: Image = pdf[number - 1].render(scale=_SCALE).to_pil().convert("RGB")
    return picture


def _draw_table(pen: _Pen, table: Table, result: TableResult, page: int) -> None:
    for reading in result.readings:
        _draw_row(pen, reading, page)
    first = table.parts[0]
    for number, box in table.parts:
        if number == page:
            roles = [column.role or "?" for column in result.columns]
            for left, role in zip(table.edges, roles, strict=False):
                pen.label(left + 1, box.top - 8, role, _BLUE)
            pen.label(box.x0, box.top - 16, _title(result, (number, box) == first), _BLUE)
    for finding in result.findings:
        if finding.page == page and finding.place:
            x, y = (float(part[1:]) for part in finding.place.split("-")[1:])
            pen.label(x, y - 8, finding.code, _RED)


def _title(result: TableResult, first: bool) -> str:
    why = result.report.evidence.get("no_grants_because")
    told = f"no grants: {why}" if why else f"{len(result.grants)} grants"
    taken = result.report.evidence.get("taken")
    chosen = f"; {taken}: {result.report.evidence[str(taken)]}" if taken else ""
    return f"{result.report.reader} table in the {result.report.section}, {told}{chosen}" if first else "(goes on)"


def _draw_row(pen: _Pen, reading: RowReading, page: int) -> None:
    colour = _COLOURS.get(reading.label, _BLUE)
    for cell in {id(cell): cell for cell in reading.row.cells}.values():
        if cell.page == page:
            pen.frame(cell.box, _BLUE)
    for number, box in reading.row.parts:
        if number == page:
            pen.label(max(0.0, box.x0 - 46), box.top + 1, f"{reading.index} {reading.label}", colour)
    for spot in (cell_spot(amount.cell) for amount in reading.amounts):
        if spot[0] == page:
            pen.frame(_wider(spot[1]), colour, 2)


def _wider(box: Box) -> Box:
    return Box(box.x0 - 1.5, box.top - 1.5, box.x1 + 1.5, box.bottom + 1.5)


class _Pen:
    """Draws in points on a picture in pixels; a column was read `moved` points to the left of where it stands."""

    def __init__(self, draw: ImageDraw, moved: int = 0) -> None:
        self.draw, self.moved = draw, moved

    def frame(self, box: Box, colour: str, width: int = 1) -> None:
        x0, x1 = box.x0 + self.moved, box.x1 + self.moved
        corners = [side * _SCALE for side in (x0, box.top, x1, box.bottom)]
        self.draw.rectangle(corners, outline=colour, width=width)

    def label(self, x: float, y: float, text: str, colour: str) -> None:
        spot = ((x + self.moved) * _SCALE, max(0.0, y) * _SCALE)
        self.draw.rectangle(self.draw.textbbox(spot, text), fill="white")
        self.draw.text(spot, text, fill=colour)

    def legend(self, top: int) -> None:
        x = 8.0
        for colour, text in _LEGEND:
            self.draw.rectangle((x, top + 6, x + 10, top + 16), outline=colour, width=2)
            self.draw.text((x + 14, top + 5), text, fill="black")
            x = self.draw.textbbox((x + 14, top + 5), text)[2] + 18
