"""Tables that go on over pages."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printing import GRID, print_flow, to_heading, to_paragraph, to_table
from reading import read_content
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable, PageBreak, Spacer

from schemas.results import DocumentResult

WORDS = "De vereniging werkt met vrijwilligers aan een breed aanbod voor kinderen uit de buurt en hun ouders. "
WIDTHS = [110, 110, 190, 70]
FOOTER = "V L A A M S P A R L E M E N T – 1011 B R U S S E L –"


def to_rows(count: int, sentences: int) -> list[list[str]]:
    header = ["Organisatie", "Project", "Omschrijving", "Subsidie"]
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


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
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
    second = to_table([["Begunstigde", "Titel", "Inhoud", "Toelage"], *to_rows(3, 1)[1:]], GRID, WIDTHS)
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


NOTES = [
    "<super>1</super> De organisatie diende samen met twee partners in.",
    "<super>2</super> Na bezwaar werd het bedrag van 14.000 euro verhoogd.",
]
LEAD = "1. In 2021 kregen deze organisaties een subsidie:"
LINES_ONLY = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
MARKED = ["* voorlopig bedrag, dat nog kan wijzigen", "** met inbegrip van de btw"]
BRACKETED = ["(1) De organisatie diende in met twee partners.", "(2) Na bezwaar verhoogd."]


def print_with_notes(style: Sequence[object], notes: Sequence[str], said: str = "", *, repeated: bool = True) -> bytes:
    """A table over two pages, with notes in small print at the bottom of the first."""
    rows = to_rows(14, 0)
    first, rest = rows[:8], [*(rows[:1] if repeated else []), *rows[8:]]
    return print_flow(
        [
            *to_heading(),
            to_paragraph(LEAD),
            Spacer(1, 6),
            to_table(first, style, WIDTHS),
            Spacer(1, 370 - 12 * len(notes)),
            *(to_paragraph(note, 7) for note in notes),
            PageBreak(),
            *([to_paragraph(said), Spacer(1, 4)] if said else []),
            to_table(rest, style, WIDTHS),
            to_paragraph("2. Er zijn geen andere projecten."),
        ],
        FOOTER,
    )


@pytest.mark.parametrize("style", [GRID, LINES_ONLY], ids=["ruled", "lines only"])
@pytest.mark.parametrize(
    ("notes", "said", "repeated"),
    [(NOTES, "", True), (NOTES, "", False), (MARKED, "Tabel 1 (vervolg)", True), (BRACKETED, "", False)],
)
def test_notes_at_the_pages_bottom_do_not_part_a_table(
    style: Sequence[object], notes: Sequence[str], said: str, repeated: bool
) -> None:
    result = read_content(print_with_notes(style, notes, said, repeated=repeated))
    assert [table.pages for table in result.tables] == [(1, 2)]
    assert [grant.amount_eur for grant in result.grants] == [Decimal(i * 1000) for i in range(1, 15)]
    assert {grant.year for grant in result.grants} == {2021}


def test_a_sentence_in_the_texts_own_print_parts_two_tables() -> None:
    result = read_content(print_with_notes(GRID, [], "In 2022 kregen deze organisaties een subsidie:"))
    assert len(result.tables) == 2
    assert [grant.year == 2021 for grant in result.grants] == [True] * 7 + [False] * 7
