"""Sheets in shapes that the samples do not have: each cell given as Python values, each grant with its cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet
from reading import read_content

from parsers import workbooks
from schemas.results import DocumentResult

HEADER = ("Organisatie", "Project", "Toegekend bedrag")


def fill(sheet: Worksheet, rows: Sequence[Sequence[Any]], row: int = 1, column: int = 1) -> None:
    for at, values in enumerate(rows):
        for beside, value in enumerate(values):
            if value is not None:
                sheet.cell(row + at, column + beside, value)


def read(book: Workbook) -> DocumentResult:
    content = io.BytesIO()
    book.save(content)
    return read_content(content.getvalue())


def read_rows(rows: Sequence[Sequence[Any]], name: str = "Blad1") -> DocumentResult:
    book = Workbook()
    book.worksheets[0].title = name
    fill(book.worksheets[0], rows)
    return read(book)


def to_keys(result: DocumentResult) -> list[tuple[str, str, str, int | None]]:
    return [(g.place, g.organisation, str(g.amount_eur), g.year) for g in result.grants]


def test_blank_rows_and_columns_do_not_end_a_table() -> None:
    rows = [("Overzicht",), (), (HEADER[0], None, HEADER[2]), ("Aap vzw", None, 1000), (), ("Beer vzw", None, 2500), ()]
    result = read_rows([*rows, ("Totaal", None, 3500), (), ("* in euro",)], "2021")
    assert to_keys(result) == [("2021!C4", "Aap vzw", "1000.00", 2021), ("2021!C6", "Beer vzw", "2500.00", 2021)]
    assert {grant.verified for grant in result.grants} == {"total"}


def test_tables_side_by_side() -> None:
    book = Workbook()
    fill(book.worksheets[0], [("Vereniging", "Subsidie 2022"), ("Aap vzw", 1000)], 2, 2)
    fill(book.worksheets[0], [("Vereniging", "Subsidie 2023"), ("Das vzw", 900), ("Egel vzw", 800)], 2, 6)
    assert to_keys(read(book)) == [
        ("Sheet!C3", "Aap vzw", "1000.00", 2022),
        ("Sheet!G3", "Das vzw", "900.00", 2023),
        ("Sheet!G4", "Egel vzw", "800.00", 2023),
    ]


def test_typed_amounts_that_look_like_years_are_rows_and_amounts() -> None:
    rows = [("Subsidies 2022",), HEADER, *((name, "P", 2000) for name in ("Aap vzw", "Beer vzw", "Das vzw"))]
    assert [key[2:] for key in to_keys(read_rows(rows))] == [("2000.00", 2022)] * 3


def test_typed_years_name_columns() -> None:
    rows = [
        ("Toegekende subsidies per jaar",),
        ("Vereniging", 2021, 2022),
        ("Aap vzw", 1000, None),
        ("Beer vzw", "-", 5),
    ]
    assert to_keys(read_rows(rows)) == [
        ("Blad1!B3", "Aap vzw", "1000.00", 2021),
        ("Blad1!C4", "Beer vzw", "5.00", 2022),
    ]


def test_a_group_row_gives_its_province_and_the_unit_stands_in_the_header() -> None:
    rows = [("Organisatie", "Project", "Subsidie 2020 (in k€)"), ("Provincie Limburg",), ("Aap vzw", "P", 1.5)]
    (grant,) = read_rows(rows).grants
    assert (str(grant.amount_eur), grant.province, grant.year) == ("1500.00", "Limburg", 2020)


def test_two_amounts_in_one_cell_have_places_of_their_own() -> None:
    result = read_rows([("Organisatie", "Toegekende subsidie"), ("Aap vzw", "1.000 € (2020)\n2.000 € (2021)")])
    assert to_keys(result) == [
        ("Blad1!B2", "Aap vzw", "1000.00", 2020),
        ("Blad1!B2.2", "Aap vzw", "2000.00", 2021),
    ]


def test_a_raised_digit_is_a_footnote_mark() -> None:
    name = CellRichText("Aap vzw", TextBlock(InlineFont(vertAlign="superscript"), "2"))
    (grant,) = read_rows([HEADER, (name, "P", 1000)]).grants
    assert grant.organisation == "Aap vzw"


def test_a_division_is_rounded_and_told() -> None:
    result = read_rows([HEADER, ("Aap vzw", "P", 10000 / 3)])
    assert [str(grant.amount_eur) for grant in result.grants] == ["3333.33"]
    assert [finding.code for finding in result.findings] == ["amount_rounded"]


def test_typed_numbers_under_unknown_words_are_not_passed_over_in_silence() -> None:
    result = read_rows([("Toegekende subsidies 2022",), ("Wie", "Waarvoor", "Hoeveel"), ("Aap", "Kooi", 1500)])
    assert result.grants == ()
    assert [finding.code for finding in result.findings] == ["table_skipped"]


def test_pupils_are_no_grants() -> None:
    result = read_rows([("Gemeente", "Aantal leerlingen 2022"), ("Gent", 1000), ("Aalst", 2000), ("Totaal", 3000)])
    assert (result.grants, result.findings) == ((), ())


def test_a_hidden_sheet_alone_is_nothing_to_read() -> None:
    book = Workbook()
    book.worksheets[0].title = "Leeg"
    fill(book.create_sheet("Lijst"), [HEADER, ("Aap vzw", "P", 1000)])
    book["Lijst"].sheet_state = "hidden"
    result = read(book)
    assert [finding.code for finding in result.findings] == ["cells_hidden", "attachment_empty"]
    assert result.document.outcome == "no_grants"


def test_a_sheet_of_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 2)
    result = read_rows([HEADER, ("Aap vzw", "P", 1000), ("Beer vzw", "P", 1000)])
    assert [finding.code for finding in result.findings] == ["attachment_too_large"]
    assert result.document.outcome == "unreadable"


def test_a_file_that_unpacks_to_very_much_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 81_000_000)
    assert [finding.code for finding in read_content(content.getvalue()).findings] == ["attachment_too_large"]


def test_a_workbook_that_lacks_its_parts_is_damaged() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("xl/workbook.xml", b"<workbook/>")
    assert [finding.code for finding in read_content(content.getvalue()).findings] == ["attachment_damaged"]


def test_a_chart_sheet_is_passed_over() -> None:
    book = Workbook()
    fill(book.worksheets[0], [("Subsidies 2022",), HEADER, ("Aap vzw", "P", 1000)])
    book.create_chartsheet("Grafiek", 0)  # without a drawing
    assert to_keys(read(book)) == [("Sheet!C3", "Aap vzw", "1000.00", 2022)]


def test_a_formula_without_its_result_is_told_once() -> None:
    result = read_rows([HEADER, ("Aap vzw", "P", "=1000+5"), ("Beer vzw", "P", 900), ("Totaal", None, "=SUM(C2:C3)")])
    assert [(finding.code, finding.place) for finding in result.findings] == [
        ("amount_unread", "Blad1!C2"),
        ("total_unread", "Blad1!C4"),
    ]
    assert all("=" in (finding.printed or "") for finding in result.findings)
    assert all("save it in a spreadsheet program" in finding.message for finding in result.findings)
