"""Labels beside their values: a grant a column, record cards, key-value tables; and tables that only look like them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

import openpyxl
import pytest
from printing import GRID, print_answer, print_flow, to_heading, to_paragraph, to_table
from reading import read_content, to_source
from reportlab.lib import colors
from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from flows.document import read_document
from schemas.results import DocumentResult

NAMES = ("Buurtwerk De Schakel vzw", "Stad Roeselare", "Jeugdhuis Noord", "Huis van het Kind Zuid")
AMOUNTS = ("12.500,00", "8.750,50", "31.000,00", "4.200,00")
WANTED = [(name, Decimal(text.replace(".", "").replace(",", "."))) for name, text in zip(NAMES, AMOUNTS, strict=True)]
HRULES = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
NO_RULES = [("VALIGN", (0, 0), (-1, -1), "TOP")]
TEXT = "Een buurthuis voor jong en oud, waar wie dat wil elke week terecht kan voor raad, hulp en koffie"
Rows = list[list[str]]

in_every_style = pytest.mark.parametrize(
    "style",
    [
        pytest.param(GRID, marks=pytest.mark.slow, id="grid"),
        pytest.param(HRULES, marks=pytest.mark.slow, id="hrules"),
        pytest.param(NO_RULES, id="no rules"),
    ],
)


def card(at: int, *left_out: str) -> Rows:
    rows = [
        ["Dossiernummer", f"D/{at}7"],
        ["Begunstigde", NAMES[at]],
        ["Project", TEXT],
        ["Jaar", "2021"],
        ["Toegekende subsidie", f"€ {AMOUNTS[at]}"],
    ]
    return [row for row in rows if row[0] not in left_out]


def print_cards(cards: Sequence[Flowable], lead: str = "1. Hieronder een fiche per project:") -> DocumentResult:
    return read_content(print_flow([*to_heading(), to_paragraph(lead), Spacer(1, 8), *cards]))


def spaced(tables: Sequence[Rows], style: Sequence[Any] = GRID) -> list[Flowable]:
    made = [to_table(rows, style, [110, 300]) for rows in tables]
    return [item for table in made for item in (table, Spacer(1, 14))]


def found(result: DocumentResult) -> list[tuple[str, Decimal]]:
    return [(grant.organisation, grant.amount_eur) for grant in result.grants]


def check_accounting(result: DocumentResult) -> None:
    for table in result.tables:
        assert len(table.rows) == len(table.row_labels)
        assert table.evidence["printed_rows"] == len(table.rows) + int(table.evidence["repeated_headers"])


@in_every_style
@pytest.mark.parametrize("with_total", [True, False])
def test_one_grant_a_column(style: list[Any], with_total: bool) -> None:
    more = {"Begunstigde": "Totaal", "Toegekend bedrag": "€ 56.450,50"} if with_total else {}
    rows = [
        ["Begunstigde", *NAMES],
        ["Titel van het project", "Deelfietsen", "Een bus per dag", "Mobipunten", "Bakfietsen aan huis"],
        ["Looptijd", "2021-2022", "2021-2023", "2022-2024", "2021-2022"],
        ["Toegekend bedrag", *(f"€ {amount}" for amount in AMOUNTS)],
    ]
    rows = [[*row, more.get(row[0], "")] for row in rows] if with_total else rows
    result = read_content(print_answer(rows, style, widths=[80, *[80] * (len(rows[0]) - 1)]))
    assert found(result) == WANTED
    assert {grant.verified for grant in result.grants} == {"total" if with_total else "none"}
    assert result.grants[1].title == "Een bus per dag"
    assert result.grants[1].period == "2021-2023"
    boxes = [grant.bbox for grant in result.grants if grant.bbox is not None]
    assert [left[2] <= right[0] + 1 for left, right in pairwise(boxes)] == [True] * 3
    check_accounting(result)


@in_every_style
def test_a_table_of_labels_and_values_with_one_grant(style: list[Any]) -> None:
    result = read_content(print_answer(card(0), style, widths=[110, 300]))
    assert found(result) == WANTED[:1]
    grant = result.grants[0]
    assert (grant.year, grant.year_from) == (2021, "row")
    assert grant.title == TEXT
    assert grant.other == {"Dossiernummer": "D/07"}
    check_accounting(result)


@in_every_style
def test_cards_make_one_table(style: list[Any]) -> None:
    result = print_cards(spaced([card(at) for at in range(4)], style))
    assert found(result) == WANTED
    assert len(result.tables) == 1
    assert result.tables[0].evidence["repeated_headers"] == 3
    check_accounting(result)


@in_every_style
def test_a_total_below_cards_holds_for_all(style: list[Any]) -> None:
    rows = [*(row for at in range(4) for row in card(at)), ["Totaal", "€ 56.450,50"]]
    result = print_cards(spaced([rows], style))
    assert found(result) == WANTED
    assert {grant.verified for grant in result.grants} == {"total"}
    check_accounting(result)


@pytest.mark.slow
def test_a_total_in_a_table_of_its_own() -> None:
    result = print_cards(spaced([*(card(at) for at in range(4)), [["Totaal", "€ 56.451,50"]]]))
    assert found(result) == WANTED
    assert {grant.verified for grant in result.grants} == {"mismatch"}
    assert [f.code for f in result.findings] == ["total_mismatch"]


@pytest.mark.slow
def test_the_unit_in_the_text_holds_for_all_cards() -> None:
    cards = [[["Begunstigde", name], ["Bedrag", amount]] for name, amount in zip(NAMES, "1234", strict=True)]
    result = print_cards(spaced(cards), "1. De subsidies in 2019 (bedragen in duizend euro):")
    assert found(result) == [(name, Decimal(1000 * at)) for at, name in enumerate(NAMES, 1)]
    assert {grant.year for grant in result.grants} == {2019}


@in_every_style
def test_cards_with_some_labels_left_out(style: list[Any]) -> None:
    left_out = [(), ("Project",), ("Jaar", "Project"), ()]
    result = print_cards(spaced([card(at, *names) for at, names in enumerate(left_out)], style))
    assert found(result) == WANTED
    assert [grant.title is None for grant in result.grants] == [False, True, True, False]
    assert [grant.year for grant in result.grants] == [2021, 2021, None, 2021]


@in_every_style
def test_a_card_cut_by_the_pages_end(style: list[Any]) -> None:
    cut = [to_table(card(1)[:2], style, [110, 300]), PageBreak(), to_table(card(1)[2:], style, [110, 300])]
    last = spaced([card(2), card(3)], style)
    result = print_cards([*spaced([card(0)], style), *cut, Spacer(1, 14), *last])
    assert found(result) == WANTED
    assert [grant.page for grant in result.grants] == [1, 2, 2, 2]
    check_accounting(result)


@pytest.mark.slow
def test_cards_with_titles_over_them() -> None:
    titled = [[[f"Project {at + 1}", ""], *card(at)] for at in range(4)]
    style = [*GRID, ("SPAN", (0, 0), (-1, 0))]
    result = print_cards(spaced(titled, style))
    assert found(result) == WANTED
    assert result.tables[0].row_labels.count("group") == 4
    between = [item for at in range(4) for item in (to_paragraph(f"Fiche {at + 1}"), *spaced([card(at)]))]
    assert found(print_cards(between)) == WANTED


@pytest.mark.slow
def test_labels_with_colons_and_in_bold() -> None:
    cards = [[[f"<b>{label}:</b>", value] for label, value in card(at)] for at in range(4)]
    for style in (GRID, NO_RULES):
        result = print_cards(spaced(cards, style))
        assert found(result) == WANTED
        assert result.tables[0].header[0] == "Dossiernummer"
        assert result.grants[0].other == {"Dossiernummer": "D/07"}


@in_every_style
def test_pairs_of_a_card_in_four_columns(style: list[Any]) -> None:
    cards = [
        [
            ["Begunstigde", NAMES[at], "Dossiernummer", f"D/{at}7"],
            ["Project", "Een buurthuis", "Jaar", "2021"],
            ["Gemeente", "Aalst", "Toegekende subsidie", f"€ {AMOUNTS[at]}"],
        ]
        for at in range(4)
    ]
    tables = [item for rows in cards for item in (to_table(rows, style, [80, 140, 80, 120]), Spacer(1, 14))]
    result = print_cards(tables)
    assert found(result) == WANTED
    assert {(g.year, g.municipality, g.title) for g in result.grants} == {(2021, "Aalst", "Een buurthuis")}
    assert result.grants[3].other == {"Dossiernummer": "D/37"}
    check_accounting(result)


@in_every_style
def test_cards_side_by_side(style: list[Any]) -> None:
    rows = [[[*one, *other] for one, other in zip(card(at), card(at + 1), strict=True)] for at in (0, 2)]
    tables = [item for part in rows for item in (to_table(part, style, [80, 135, 80, 135]), Spacer(1, 14))]
    result = print_cards(tables)
    assert found(result) == WANTED
    check_accounting(result)


@pytest.mark.slow
def test_cards_in_tables_side_by_side() -> None:
    pairs = [[[to_table(card(at), GRID, [70, 130]), to_table(card(at + 1), GRID, [70, 130])]] for at in (0, 2)]
    result = print_cards([item for pair in pairs for item in (Table(pair, [220, 220]), Spacer(1, 14))])
    assert found(result) == WANTED


@pytest.mark.slow
def test_years_between_cards_hold_for_those_below() -> None:
    cards = [card(at, "Jaar") for at in range(4)]
    years = [to_paragraph("Subsidies toegekend in 2018"), to_paragraph("Subsidies toegekend in 2019")]
    result = print_cards([years[0], *spaced(cards[:2]), years[1], *spaced(cards[2:])], "1. Een overzicht:")
    assert found(result) == WANTED
    assert [grant.year for grant in result.grants] == [2018, 2018, 2019, 2019]


def test_a_card_without_a_recipient_gives_a_finding_and_no_grant() -> None:
    result = print_cards(spaced([card(0), card(1, "Begunstigde"), card(2)]))
    assert found(result) == [WANTED[0], WANTED[2]]
    assert [f.code for f in result.findings] == ["table_skipped"]


@in_every_style
@pytest.mark.parametrize(
    "rows",
    [
        [["Aantal", "12"], ["Budget", "1.000.000 euro"], ["Jaar", "2021"]],
        [["Totaal budget", "1.000.000 euro"], ["Aantal projecten", "14"], ["Aantal begunstigden", "212"]],
        [["Personeelskosten", "12.500 euro"], ["Werkingskosten", "8.500 euro"], ["Totaal", "21.000 euro"]],
        [["Opdrachtnemer", "Studiebureau Zuid nv"], ["Voorwerp", "Studie"], ["Contractbedrag", "12.500 euro"]],
        [["Naam", "Klimaatfonds"], ["Budget", "1.000.000 euro"], ["Looptijd", "2019-2024"]],
        [["Begunstigde", "Jeugdhuis Noord"], ["Gevraagd bedrag", "12.500 euro"], ["Beslissing", "geweigerd"]],
    ],
)
def test_labels_and_values_that_are_no_grants(rows: Rows, style: list[Any]) -> None:
    for lead in ("1. De gegevens van het fonds zijn:", "1. De gegevens van de toegekende subsidies zijn:"):
        assert print_cards(spaced([rows], style), lead).grants == ()


@pytest.mark.slow
def test_numbers_over_the_grants_do_not_hide_the_labels() -> None:
    rows = [["Begunstigde", *NAMES], ["Jaar", *["2021"] * 4], ["Bedrag", *(f"€ {amount}" for amount in AMOUNTS)]]
    for label in ("", "Kenmerk"):
        numbers = [label, *(f"Project {at}" for at in range(1, 5))]
        result = read_content(print_answer([numbers, *rows], widths=[80] * 5))
        assert found(result) == WANTED
        assert [table.rows[1][0] for table in result.tables] == ["Project 1"]


@pytest.mark.slow
def test_years_are_labels_of_amounts() -> None:
    amounts = [["2019", "€ 5.000"], ["2020", "€ 6.000"], ["Totaal", "€ 11.000"]]
    result = print_cards(spaced([[["Begunstigde", NAMES[at]], *amounts] for at in (0, 1)]), "1. De subsidies:")
    assert found(result) == [(NAMES[at], Decimal(value)) for at in (0, 1) for value in (5000, 6000)]
    assert [grant.year for grant in result.grants] == [2019, 2020, 2019, 2020]
    assert print_cards(spaced([amounts]), "1. De subsidies aan vzw Aap:").grants == ()


@pytest.mark.slow
def test_a_refused_card_gives_no_grant() -> None:
    cards = [
        [*card(at)[:-1], ["Toegekende subsidie", text]] for at, text in enumerate(("€ 12.500,00", "-", "geweigerd"))
    ]
    result = print_cards(spaced(cards))
    assert found(result) == WANTED[:1]
    assert result.tables[0].row_labels == ("header", "grant", "no_amount", "refused")


def test_cards_in_a_sheet() -> None:
    book = openpyxl.Workbook()
    for row in (*card(0), [], *card(1), [], ["Totaal", "€ 21.250,50"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    result = read_document(to_source(file.getvalue(), "bijlage.xlsx"))
    assert found(result) == WANTED[:2]
    assert [grant.place for grant in result.grants] == ["Sheet!B5", "Sheet!B11"]
    assert {grant.verified for grant in result.grants} == {"total"}


def test_a_table_with_its_header_on_top_is_not_turned() -> None:
    rows = [["Organisatie", "Bedrag"], ["School", "1.000 €"], ["Museum", "2.000 €"], ["Project Noord vzw", "3.000 €"]]
    result = read_content(print_answer(rows))
    assert [grant.organisation for grant in result.grants] == ["School", "Museum", "Project Noord vzw"]
    assert "turned" not in result.tables[0].evidence
