"""Tables that are not fully ruled: printed by reportlab from seeds, every row must come back with exactly its cells."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from printed_tables import ORDERS, Printed, Printer, Recipe, to_recipes
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BalancedColumns, Paragraph, SimpleDocTemplate, Spacer

from parsers.geometry import line_text, to_box
from parsers.pages import read_pages
from parsers.tables.aligned import read_aligned
from parsers.tables.headers import distinct
from schemas.tables import Grid, Row

DISTINCT = {
    "rules": {"rules": "below"},
    "shaded": {"rules": "zebra"},
    "frame": {"rules": "frame"},
    "header rules": {"rules": "header"},
    "blank space": {"rules": "none"},
    "little space": {"rules": "none", "padding": 1},
    "centred header": {"rules": "none", "centred_header": True},
    "narrow gutters": {"rules": "none", "side": 2.8, "font": "Times-Roman"},
}
WITHOUT_KNOWN_WORDS = {"rules": "none", "unknown_header": True}
BLANK_LINES = {"order": ORDERS[0], "most_lines": 3, "blank_lines": True}
TIGHT = {f"{valign} aligned": {"padding": 0, "valign": valign} for valign in ("TOP", "MIDDLE", "BOTTOM")}


def squeeze(text: str) -> str:
    """Without spaces: where a narrow column breaks a word is not this reader's matter."""
    return "".join(text.replace("<br/>", " ").split())


def texts(row: Row) -> tuple[str, ...]:
    return tuple(squeeze("".join(line_text(line) for line in cell.lines)) for cell in distinct(row))


def unpadded(row: Row) -> tuple[str, ...]:
    """A short group row keeps within the first column, and nothing printed tells that it is meant for all."""
    first, *others = texts(row)
    return (first, *others) if any(others) or not first.startswith("Provincie") else (first,)


def grids_of(content: bytes) -> tuple[Grid, ...]:
    return read_aligned(read_pages(content), {})


@dataclass
class Score:
    printed: int = 0
    right: int = 0
    invented: int = 0

    def add(self, printed: Printed, grids: tuple[Grid, ...]) -> None:
        found = Counter(unpadded(row) for grid in grids for row in grid.rows)
        wanted = Counter(tuple(squeeze(cell) for cell in row) for row in printed.rows)
        found[tuple(squeeze(cell) for cell in printed.header)] = 0
        self.printed += wanted.total()
        self.right += (wanted & found).total()
        self.invented += (found - wanted).total()


def score(recipes: list[Recipe]) -> Score:
    total = Score()
    for recipe in recipes:
        printed = Printer(recipe).run()
        total.add(printed, grids_of(printed.content))
    print(recipes[0].seed, total)
    return total


@pytest.mark.parametrize("family", DISTINCT)
def test_rows_set_apart_are_read(family: str) -> None:
    found = score(to_recipes(11, 1, **DISTINCT[family]))
    assert found.right >= 0.97 * found.printed
    assert found.invented <= 0.03 * found.printed


@pytest.mark.parametrize("family", TIGHT)
def test_rows_without_space_between_are_read_around_their_amounts(family: str) -> None:
    found = score(to_recipes(12, 1, **TIGHT[family]))
    assert found.right >= 0.9 * found.printed


@pytest.mark.parametrize("traits", [WITHOUT_KNOWN_WORDS, BLANK_LINES], ids=["unknown header", "blank lines in cells"])
def test_rows_of_harder_tables(traits: dict[str, object]) -> None:
    found = score(to_recipes(15, 2, **traits))
    assert found.right >= 0.9 * found.printed


@pytest.mark.slow
@pytest.mark.parametrize("traits", [WITHOUT_KNOWN_WORDS, BLANK_LINES], ids=["unknown header", "blank lines in cells"])
def test_more_rows_of_harder_tables(traits: dict[str, object]) -> None:
    found = score(to_recipes(15, 6, **traits))
    assert found.right >= 0.9 * found.printed


@pytest.mark.slow
@pytest.mark.parametrize("family", [*DISTINCT, *TIGHT])
def test_many_more_tables(family: str) -> None:
    traits = (DISTINCT | TIGHT)[family]
    found = score(
        [
            *to_recipes(11, 2, **traits),
            *to_recipes(12, 3, **traits),
            *to_recipes(13, 40, **traits),
            *to_recipes(14, 4, rows=120, **traits),
        ]
    )
    assert found.right >= (0.97 if family in DISTINCT else 0.9) * found.printed


def test_parts_on_successive_pages_have_the_same_edges() -> None:
    grids = grids_of(Printer(Recipe(seed=3, order=ORDERS[4], rows=60, most_lines=3)).run().content)
    assert [grid.page for grid in grids] == list(range(1, len(grids) + 1))
    assert len({grid.edges for grid in grids}) == 1
    assert len(grids) > 1


def test_header_printed_again_is_a_row_of_each_part() -> None:
    printed = Printer(Recipe(seed=4, order=ORDERS[1], rows=60, repeat=1)).run()
    header = tuple(squeeze(cell) for cell in printed.header)
    assert [texts(grid.rows[0]) for grid in grids_of(printed.content)].count(header) == len(grids_of(printed.content))


def test_header_without_known_words_is_found_above_amounts() -> None:
    printed = Printer(Recipe(seed=6, order=ORDERS[3], unknown_header=True)).run()
    (grid,) = grids_of(printed.content)
    assert grid.evidence["anchors"] == "amounts"
    assert texts(grid.rows[0]) == printed.header
    assert len(grid.rows) == 1 + len(printed.rows)


def test_group_row_is_one_cell_over_all_columns() -> None:
    (grid,) = grids_of(Printer(Recipe(seed=6, order=ORDERS[0], rows=4, groups=True, most_lines=1)).run().content)
    group = grid.rows[1]
    assert len(distinct(group)) == 1
    assert group.cells[0].column_span == len(grid.edges) - 1 == len(group.cells)


def test_words_inside_taken_boxes_are_left_alone() -> None:
    pages = read_pages(Printer(Recipe(seed=7, rows=5)).run().content)
    (grid,) = read_aligned(pages, {})
    assert read_aligned(pages, {grid.page: [grid.box]}) == ()


@pytest.mark.parametrize("seed", range(3))
def test_every_word_of_the_table_stands_in_one_cell_inside_its_row(seed: int) -> None:
    printed = Printer(Recipe(seed=seed, order=ORDERS[seed], valign="MIDDLE", prose=False)).run()
    pages = read_pages(printed.content)
    grids = read_aligned(pages, {})
    cells = [cell for grid in grids for row in grid.rows for cell in distinct(row)]
    words = Counter(word for cell in cells for line in cell.lines for word in line.words)
    assert words == Counter(word for page in pages for word in page.words)
    for grid in grids:
        for row in grid.rows:
            inside = [line.box for cell in distinct(row) for line in cell.lines]
            ((_, box),) = row.parts
            assert box.top - 1 <= to_box(inside).top
            assert to_box(inside).bottom <= box.bottom + 1


def _print_prose(columns: bool, seed: int) -> bytes:
    printer = Printer(Recipe(seed=seed))
    style = ParagraphStyle("prose", fontName="Times-Roman", fontSize=10, leading=12, alignment=4)
    story = [
        part
        for number in range(1, 25)
        for part in (Paragraph(f"{number}. {printer._sentence(60)}", style), Spacer(1, 8))
    ]
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, leftMargin=60, rightMargin=60)
    document.build([BalancedColumns(story, 2)] if columns else story)
    return out.getvalue()


@pytest.mark.parametrize("columns", [False, True])
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2, 3))])
def test_prose_is_no_table(columns: bool, seed: int) -> None:
    assert grids_of(_print_prose(columns, seed)) == ()


def _print_lines(lines: Sequence[tuple[float, float, str]]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    for x, top, text in lines:
        canvas.drawString(x, A4[1] - top, text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_questions_headings_and_addresses_are_no_table() -> None:
    lines = [
        (60, 60, "SCHRIFTELIJKE VRAAG"),
        (60, 75, "nr. 147"),
        (60, 90, "van KURT DE LOOR"),
        (60, 105, "datum: 26 februari 2024"),
        (60, 140, "1."),
        (80, 140, "Welke organisaties kregen in 2020 een subsidie?"),
        (60, 155, "2."),
        (80, 155, "Welk bedrag kreeg elke organisatie? Graag een overzicht per gemeente."),
        (60, 170, "3."),
        (80, 170, "Welk resultaat wordt verwacht?"),
        (60, 210, "ANTWOORD"),
        (60, 225, "op vraag nr. 147 van 26 februari 2024"),
    ]
    assert grids_of(_print_lines(lines)) == ()


def test_text_under_the_table_is_not_its_row() -> None:
    lines = [
        (60, 60, "Organisatie"),
        (300, 60, "Bedrag"),
        (60, 78, "De Ark vzw"),
        (300, 78, "1.200 euro"),
        (60, 96, "Jeugdhuis Kavka"),
        (300, 96, "300 euro"),
        (60, 130, "* Voor het jaar 2025 zijn de bedragen nog niet vastgelegd, zoals hierboven vermeld."),
        (60, 160, "3."),
        (80, 160, "Zie het antwoord op vraag 2."),
    ]
    (grid,) = grids_of(_print_lines(lines))
    assert [texts(row) for row in grid.rows] == [
        ("Organisatie", "Bedrag"),
        ("DeArkvzw", "1.200euro"),
        ("JeugdhuisKavka", "300euro"),
    ]


def test_narrow_gutter_between_named_columns_parts_them() -> None:
    names = ["Koninklijke Harmonie De Vrede", "Samenlevingsopbouw Brussel vz", "Jeugdhuis Kavka en De Wissele"]
    lines = [(60.0, 60.0, "Organisatie"), (211.0, 60.0, "Gemeente"), (300.0, 60.0, "Bedrag")]
    for number, name in enumerate(names):
        top = 78.0 + 18 * number
        lines += [(60, top, name), (211, top, "Heist-op-den-Berg"), (300, top, "€ 1.200")]
    (grid,) = grids_of(_print_lines(lines))
    assert [len(distinct(row)) for row in grid.rows] == [3, 3, 3, 3]


def test_number_broken_by_a_narrow_column_stays_in_one_row() -> None:
    lines = [(60.0, 60.0, "Organisatie"), (300.0, 60.0, "Bedrag")]
    for number in range(4):
        top = 72.0 + 24 * number
        lines += [(60, top, "Samenlevingsopbouw Brussel en"), (60, top + 12, "partners")]
        lines += [(300, top, "1.998."), (300, top + 12, "813 €")]
    (grid,) = grids_of(_print_lines(lines))
    assert [texts(row) for row in grid.rows[1:]] == [("SamenlevingsopbouwBrusselenpartners", "1.998.813€")] * 4
