"""Tables that go on over pages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printing import GRID, print_flow, to_heading, to_paragraph, to_table
from reading import read_content
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable, PageBreak, Spacer

from schemas.results import DocumentResult

WORDS = "De vereniging werkt met vrijwilligers aan een breed aanbod voor kinderen uit de buurt en hun ouders. "
WIDTHS = [110, 110, 190, 70]
FOOTER = "V L A A M S P A R L E M E N T – 1011 B R U S S E L –"


def to_rows(count: int, sentences: int) -> list[list[str]]:
    header = ["Organisatie", "Project", "Omschrijving", "Bedrag"]
    body = [
        [f"Vereniging {i} vzw", f"Project {i}", WORDS * sentences + f"Einde {i}.", f"{i}.000 €"]
        for i in range(1, count + 1)
    ]
    return [header, *body]


def print_long(rows: list[list[str]], space: float = 0, pagesize: tuple[float, float] = A4, **table: int) -> bytes:
    intro: list[Flowable] = [*to_heading(), to_paragraph("1. Hieronder een overzicht."), Spacer(1, 6 + space)]
    outro = to_paragraph("2. Er zijn geen andere projecten.")
    return print_flow([*intro, to_table(rows, GRID, WIDTHS, **table), outro], FOOTER, pagesize=pagesize)


def check_rows(result: DocumentResult, count: int, sentences: int) -> None:
    assert len(result.tables) == 1
    for i, grant in enumerate(result.grants, 1):
        assert grant.organisation == f"Vereniging {i} vzw"
        assert grant.title == f"Project {i}"
        assert grant.description == WORDS * sentences + f"Einde {i}."
        assert grant.amount_eur == Decimal(i * 1000)
    assert len(result.grants) == count


@pytest.mark.parametrize("repeated", [0, 1])
def test_a_table_of_many_pages_is_one(repeated: int) -> None:
    result = read_content(print_long(to_rows(40, 2), repeatRows=repeated))
    check_rows(result, 40, 2)
    assert result.tables[0].evidence["repeated_headers"] == (len(result.tables[0].pages) - 1) * repeated


def test_landscape_pages() -> None:
    result = read_content(print_long(to_rows(20, 2), pagesize=landscape(A4), repeatRows=1))
    check_rows(result, 20, 2)


@settings(max_examples=12, deadline=None)
@given(space=st.integers(0, 300), sentences=st.integers(3, 8))
def test_a_row_cut_by_the_pages_end_is_one_row(space: int, sentences: int) -> None:
    check_rows(read_content(print_long(to_rows(7, sentences), space, splitInRow=1)), 7, sentences)


def test_a_header_printed_again_among_the_rows_is_no_row() -> None:
    rows = to_rows(4, 1)
    result = read_content(print_long([*rows, rows[0], *to_rows(2, 1)[1:]]))
    assert len(result.grants) == 6
    assert result.tables[0].evidence["repeated_headers"] == 1


def test_two_tables_on_two_pages_stay_two() -> None:
    first = to_table(to_rows(3, 1), GRID, WIDTHS)
    second = to_table([["Begunstigde", "Titel", "Inhoud", "Bedrag"], *to_rows(3, 1)[1:]], GRID, WIDTHS)
    result = read_content(print_flow([*to_heading(), first, PageBreak(), second], FOOTER))
    assert [table.pages for table in result.tables] == [(1,), (2,)]
    assert len(result.grants) == 6


def test_text_between_two_parts_separates_them() -> None:
    rows = to_rows(6, 1)
    flow = [
        *to_heading(),
        to_table(rows[:4], GRID, WIDTHS),
        PageBreak(),
        to_paragraph("2. En verder:"),
        to_table(rows[4:], GRID, WIDTHS),
    ]
    result = read_content(print_flow(flow, FOOTER))
    assert len(result.tables) == 2
