"""A unit counts wherever it is declared; where it is not sure, there are no grants but a finding."""

from __future__ import annotations

from decimal import Decimal

import pytest
from printing import GRID, print_flow, to_heading, to_paragraph, to_table
from reading import read_content
from reportlab.platypus import Spacer

from parsers.units import find_declared_units
from schemas.results import DocumentResult

LEAD = "Hieronder vindt u een overzicht van de toegekende subsidies:"
HEADER = ["Organisatie", "Bedrag"]
ROWS = [["Vzw Aap", "100"], ["Vzw Noot", "250,5"]]
THOUSANDS = [Decimal("100000.00"), Decimal("250500.00")]
IN_THOUSANDS = "(in duizend euro)"


def read(rows: list[list[str]], lead: str = LEAD, notes: tuple[str, ...] = (), style: object = GRID) -> DocumentResult:
    below = [to_paragraph(note) for note in notes]
    return read_content(
        print_flow([*to_heading(), to_paragraph(f"1. {lead}"), Spacer(1, 6), to_table(rows, style), *below])  # type: ignore[arg-type]
    )


def amounts(result: DocumentResult) -> list[Decimal]:
    return [grant.amount_eur for grant in result.grants]


def is_unclear(result: DocumentResult) -> bool:
    return not result.grants and "unit_unclear" in [finding.code for finding in result.findings]


def to_title(row: int) -> list[object]:
    return [*GRID, ("SPAN", (0, row), (-1, row))]


def test_a_title_over_the_whole_table() -> None:
    title = [f"Toegekende subsidies {IN_THOUSANDS}", ""]
    assert amounts(read([title, HEADER, *ROWS], style=to_title(0))) == THOUSANDS
    assert amounts(read([HEADER, title, *ROWS], style=to_title(1))) == THOUSANDS


@pytest.mark.parametrize(
    "header",
    [
        ["Organisatie (bedragen in duizend euro)", "Bedrag"],
        ["Organisatie", "Bedrag (k€)"],
        ["Organisatie (x 1.000 euro)", "Toegekende subsidie"],
    ],
)
def test_any_columns_header(header: list[str]) -> None:
    assert amounts(read([header, *ROWS])) == THOUSANDS


def test_the_label_of_a_total() -> None:
    rows = [HEADER, ["Vzw Aap", "100,0"], ["Vzw Noot", "250,5"]]
    result = read([*rows, [f"Totaal {IN_THOUSANDS}", "350,5"]])
    assert amounts(result) == THOUSANDS
    assert {grant.verified for grant in result.grants} == {"total"}


def test_a_total_in_thousands_under_amounts_in_euro_is_unclear() -> None:
    assert is_unclear(read([HEADER, ["Aap", "100.000"], ["Noot", "250.500"], [f"Totaal {IN_THOUSANDS}", "350,5"]]))


@pytest.mark.parametrize(
    "note",
    [
        "* bedragen in duizend euro",
        "Bedragen in duizend euro.",
        IN_THOUSANDS,
        "Noot: alle bedragen in k€",
        "Deze bedragen zijn in duizend euro.",
    ],
)
def test_a_note_under_the_table(note: str) -> None:
    assert amounts(read([HEADER, *ROWS], notes=(note,))) == THOUSANDS
    assert amounts(read([HEADER, *ROWS], notes=("Bron: departement Cultuur", note))) == THOUSANDS


def test_a_sentence_far_above_the_table() -> None:
    filler = " ".join(f"De {word} oproep liep goed." for word in ("eerste", "tweede", "derde", "vierde", "vijfde") * 8)
    lead = f"De bedragen in dit antwoord zijn uitgedrukt in duizend euro. {filler} {LEAD}"
    assert amounts(read([HEADER, *ROWS], lead)) == THOUSANDS


@pytest.mark.parametrize("printed", ["€ 12.500,00", "1.250,00 €", "€ 12,50", "€ 12.500", "12.500,00"])
def test_amounts_that_look_like_euro_under_a_text_in_thousands_are_unclear(printed: str) -> None:
    rows = [HEADER, ["Vzw Aap", printed], ["Vzw Noot", printed]]
    assert is_unclear(read(rows, "De bedragen zijn uitgedrukt in duizend euro. " + LEAD))
    assert is_unclear(read(rows, notes=("* bedragen in duizend euro",)))


def test_a_note_that_runs_on_from_an_unruled_table_is_never_lost() -> None:
    rows = [HEADER, ["Vzw Aap", "100,5"], ["Vzw Noot", "250,5"], ["Vzw Mies", "1.250,0"]]
    assert is_unclear(read(rows, notes=("* bedragen in duizend euro",), style=[]))


def test_a_text_that_would_make_grants_of_milliards_speaks_of_something_else() -> None:
    rows = [HEADER, ["Vzw Aap", "12.500"], ["Vzw Noot", "10.000"]]
    assert is_unclear(read(rows, f"Het totale budget (in miljoen euro) is 3. {LEAD}"))


def test_a_count_says_nothing_of_the_amounts_unit() -> None:
    rows = [["Organisatie", "Oppervlakte (m²)", "Bedrag"], ["Vzw Aap", "12.000", "0,875"], ["Vzw Noot", "9.000", "1,2"]]
    wanted = [Decimal("875000.00"), Decimal("1200000.00")]
    assert amounts(read(rows, lead="Hieronder de toegekende subsidies, in miljoen euro:")) == wanted


def test_an_amount_with_its_own_unit_word_contradicts_nothing() -> None:
    rows = [HEADER, ["Vzw Aap", "1,2 miljoen euro"], ["Vzw Noot", "300"]]
    assert amounts(read(rows, "In duizend euro. " + LEAD)) == [Decimal("1200000.00"), Decimal("300000.00")]


@pytest.mark.parametrize(
    ("rows", "lead", "notes"),
    [
        ([["Organisatie (in miljoen euro)", f"Bedrag {IN_THOUSANDS}"], *ROWS], LEAD, ()),
        ([["Organisatie", "Bedrag (€)"], *ROWS, [f"Totaal {IN_THOUSANDS}", "350,5"]], LEAD, ()),
        ([["Organisatie", "Bedrag (€)"], *ROWS], f"In duizend euro. {LEAD}", ()),
        ([HEADER, *ROWS], f"De bedragen zijn in miljoen euro. {LEAD}", ("* bedragen in duizend euro",)),
        ([HEADER, *ROWS], f"De bedragen zijn in miljoen euro. De bedragen zijn in duizend euro. {LEAD}", ()),
    ],
)
def test_different_units_in_different_places_are_unclear(rows: list[list[str]], lead: str, notes: tuple[str]) -> None:
    assert is_unclear(read(rows, lead, notes))


def test_one_column_of_amounts_in_thousands_beside_one_without_unit_is_unclear() -> None:
    header = ["Organisatie", f"Gevraagd bedrag {IN_THOUSANDS}", "Toegekend bedrag"]
    assert is_unclear(read([header, ["Vzw Aap", "150", "100"], ["Vzw Noot", "300", "250"]]))
    sure = read([header, ["Vzw Aap", "150", "€ 100.000,00"], ["Vzw Noot", "300", "€ 250.000,00"]])
    assert amounts(sure) == [Decimal("100000.00"), Decimal("250000.00")]


def test_a_unit_over_a_group_of_rows_is_unclear_for_the_others() -> None:
    group = [f"Tweede ronde {IN_THOUSANDS}", ""]
    assert is_unclear(read([HEADER, *ROWS, group, ["Vzw Mies", "30"]], style=to_title(3)))


def test_the_tables_own_header_goes_before_the_text() -> None:
    lead = f"De bedragen zijn uitgedrukt in miljoen euro. {LEAD}"
    assert amounts(read([["Organisatie", f"Bedrag {IN_THOUSANDS}"], *ROWS], lead)) == THOUSANDS
    assert amounts(read([["Organisatie", "Bedrag (in euro)"], *ROWS], lead)) == [Decimal("100.00"), Decimal("250.50")]


def test_counts_in_thousands_say_nothing_of_money() -> None:
    header = ["Organisatie", "Aantal bezoekers (in duizend)", "Bedrag"]
    result = read([header, ["Vzw Aap", "12", "100 €"], ["Vzw Noot", "7", "250,50 €"]])
    assert amounts(result) == [Decimal("100.00"), Decimal("250.50")]


def read_two(between: str, rows: list[list[str]]) -> DocumentResult:
    first = to_table([HEADER, *ROWS])
    lead = to_paragraph(f"1. De bedragen zijn uitgedrukt in duizend euro. {LEAD}")
    gap = Spacer(1, 12)
    return read_content(print_flow([*to_heading(), lead, gap, first, gap, to_paragraph(between), gap, to_table(rows)]))


def test_a_unit_above_an_earlier_table_leaves_the_next_one_unclear() -> None:
    result = read_two("De subsidies van de tweede ronde:", [HEADER, ["Vzw Mies", "30"], ["Vzw Wim", "40"]])
    assert amounts(result) == THOUSANDS
    assert [finding.code for finding in result.findings] == ["unit_unclear"]


def test_amounts_that_look_like_euro_are_sure_below_an_earlier_table_in_thousands() -> None:
    result = read_two(
        "De subsidies van de tweede ronde:", [HEADER, ["Vzw Mies", "€ 30.000,00"], ["Vzw Wim", "€ 40.000,00"]]
    )
    assert amounts(result) == [*THOUSANDS, Decimal("30000.00"), Decimal("40000.00")]


def test_a_note_belongs_to_the_table_above_it() -> None:
    """The next table's own text stands between."""
    first, second = to_table([HEADER, *ROWS]), to_table([HEADER, ["Vzw Mies", "€ 30.000"], ["Vzw Wim", "€ 40.000"]])
    note, lead = to_paragraph("* bedragen in duizend euro"), to_paragraph("De subsidies van de tweede ronde:")
    flow = [*to_heading(), to_paragraph(f"1. {LEAD}"), first, note, Spacer(1, 24), lead, second]
    assert amounts(read_content(print_flow(flow))) == [*THOUSANDS, Decimal("30000.00"), Decimal("40000.00")]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("bedragen in duizend euro", {1000}),
        ("(in euro)", {1}),
        ("Bedrag (€)", set()),
        ("Bedrag in euro's", {1}),
        ("1,2 miljoen euro werd toegekend", set()),
        ("(in duizend euro) en (in miljoen euro)", {1000, 10**6}),
    ],
)
def test_units_that_a_text_states(text: str, units: set[int]) -> None:
    assert find_declared_units(text) == units
