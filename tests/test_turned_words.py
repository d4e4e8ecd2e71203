"""Headers printed sideways are words of their columns."""

from __future__ import annotations

import io

import pikepdf
import pytest
from drawn_tables import Column, Drawn, Look, Sheets, TableDrawer
from printing import HEADING
from reading import read_content

from schemas.results import DocumentResult

HEADERS = (
    ("Nr.",),
    ("Organisatie",),
    ("Gemeente",),
    ("Aantal", "deelnemers"),
    ("Gevraagd", "bedrag"),
    ("Toegekend", "bedrag"),
)
WIDTHS = (20.0, 150.0, 60.0, 26.0, 44.0, 44.0)
ROWS = [(f"{at}", f"Vereniging {at} vzw", "Gent", f"{at + 10}", f"{at}.900", f"{at}.100") for at in range(1, 7)]


def turn(sheets: Sheets, text: str, x: float, bottom: float, *, upwards: bool) -> None:
    """A line at `x` that begins at the header's bottom and runs up, or ends there and runs down."""
    canvas, height = sheets.canvas, sheets.look.page[1]
    canvas.saveState()
    canvas.setFont("Helvetica-Bold", 9)
    if upwards:
        canvas.translate(x + 8, height - bottom)
        canvas.rotate(90)
    else:
        canvas.translate(x + 1, height - bottom + 62)
        canvas.rotate(-90)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


def draw_header(sheets: Sheets, drawer: TableDrawer, *, upwards: bool, ruled: bool, upright: int | None) -> None:
    top, tall = sheets.y, 66.0
    for at, lines in enumerate(HEADERS):
        x = drawer.edges[at] + (WIDTHS[at] - 10.5 * len(lines)) / 2
        if at == upright:
            sheets.print_line(lines[0], drawer.edges[at] + 4, top + tall - 26, True)
            continue
        for number, line in enumerate(lines if upwards else lines[::-1]):
            turn(sheets, line, x + 10.5 * number, top + tall - 4, upwards=upwards)
    sheets.y += tall
    if ruled:
        sheets.rule(drawer.edges[0], top, drawer.edges[-1], top)
        for x in drawer.edges:
            sheets.rule(x, top, x, sheets.y)


def print_turned(look: Look, *, upwards: bool, upright: int | None = None) -> bytes:
    sheets = Sheets(look)
    for line in (*HEADING, "De toegekende subsidies:"):
        sheets.write(line)
    drawer = TableDrawer(sheets, [Column(width, "right" if at > 2 else "left") for at, width in enumerate(WIDTHS)])
    draw_header(sheets, drawer, upwards=upwards, ruled=look.borders == "grid", upright=upright)
    for row in ROWS:
        drawer._draw_row(Drawn("row", tuple((at, at, (text,)) for at, text in enumerate(row))), ())
    return sheets.close()


def to_rows(result: DocumentResult) -> list[tuple[str, str | None, int, int]]:
    return [
        (g.organisation, g.municipality, int(g.amount_requested_eur or 0), int(g.amount_eur)) for g in result.grants
    ]


WANTED = [(row[1], row[2], int(row[4].replace(".", "")), int(row[5].replace(".", ""))) for row in ROWS]


@pytest.mark.parametrize("upwards", [True, False])
@pytest.mark.parametrize("borders", ["grid", "lines", "none"])
@pytest.mark.parametrize("upright", [None, 1])
def test_turned_headers_name_their_columns(borders: str, upwards: bool, upright: int | None) -> None:
    result = read_content(print_turned(Look(borders=borders), upwards=upwards, upright=upright))
    assert to_rows(result) == WANTED
    assert result.tables[0].header == tuple(" ".join(lines) for lines in HEADERS)


def test_turned_headers_on_a_turned_page() -> None:
    """The page is stored on its side and displayed upright by its `/Rotate` entry."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(print_turned(Look(borders="grid"), upwards=True))) as pdf:
        page = pdf.pages[0]
        page.contents_add(b"q 0 1 -1 0 842 0 cm", prepend=True)
        page.contents_add(b"Q")
        page.mediabox = pikepdf.Array([0, 0, 842, 595])
        page.rotate(90, relative=False)
        pdf.save(out)
    assert to_rows(read_content(out.getvalue())) == WANTED


def test_a_turned_title_beside_its_rows() -> None:
    sheets = Sheets(Look(borders="lines"))
    for line in (*HEADING, "De toegekende subsidies:"):
        sheets.write(line)
    drawer = TableDrawer(sheets, [Column(60.0), Column(200.0), Column(90.0, "right")])
    top = sheets.y
    drawer._draw_header([Drawn("header", ((0, 0, ("Provincie",)), (1, 1, ("Organisatie",)), (2, 2, ("Bedrag",))))])
    for province in ("Limburg", "Antwerpen"):
        start, left = sheets.y, drawer.edges[0]
        drawer.edges[0] = drawer.edges[1]
        for at in range(4):
            drawer._draw_row(Drawn("row", ((1, 1, (f"Club {at}",)), (2, 2, (f"{at + 1}.500",)))), ())
        drawer.edges[0] = left
        turn(sheets, province, left + 20, (start + sheets.y) / 2 + 24, upwards=True)
        sheets.rule(left, sheets.y, drawer.edges[-1], sheets.y)
    for x in drawer.edges:
        sheets.rule(x, top, x, sheets.y)
    result = read_content(sheets.close())
    assert [(g.organisation, g.province) for g in result.grants] == [
        (f"Club {at}", province) for province in ("Limburg", "Antwerpen") for at in range(4)
    ]
