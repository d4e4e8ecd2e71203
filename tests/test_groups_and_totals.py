"""Titles over rows and what they pass down; totals of groups in groups, under other names, and over several tables."""

from __future__ import annotations

import pytest
from printing import GRID, print_answer, print_flow, to_heading, to_paragraph, to_table
from reading import read_content
from reportlab.platypus import PageBreak

from parsers.row_groups import Groups, parse_group_title
from parsers.row_words import find_row_label
from schemas.results import DocumentResult

HEADER = ["Dossier", "Organisatie", "Bedrag"]


def read(*rows: list[str]) -> DocumentResult:
    spans = [("SPAN", (0, at), (-1, at)) for at, row in enumerate(rows, 1) if not any(row[1:])]
    return read_content(print_answer([HEADER, *rows], [*GRID, *spans]))


def verdicts(result: DocumentResult) -> list[tuple[str, str]]:
    return [(total.label, total.verdict) for table in result.tables for total in table.printed_totals]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Som voor Gender", "subtotal"),
        ("Som van Limburg", "subtotal"),
        ("Totaal voor 2020", "subtotal"),
        ("Sub-totaal", "subtotal"),
        ("Subtot.", "subtotal"),
        ("Eindsom", "total"),
        ("Tot.", "total"),
        ("TOTAAL GENERAAL", "total"),
        ("Alg. totaal", "total"),
        ("Alles samen", "total"),
        ("Totaal bedrag", "total"),
        ("Σ", "total"),
        ("Som van de delen vzw", None),
        ("Samen voor Morgen", None),
        ("Tot Uw Dienst", None),
    ],
)
def test_words_of_totals_and_subtotals(label: str, kind: str | None) -> None:
    assert find_row_label(label) == kind


def test_a_theme_over_rows_and_sums_under_a_name_nobody_knows() -> None:
    result = read(
        ["Thema: Gender", "", ""], ["A1", "Alfa vzw", "100 €"], ["A2", "Beta vzw", "200 €"], ["", "Gender", "300 €"],
        ["Thema: Armoede", "", ""], ["A3", "Gamma vzw", "400 €"], ["", "Armoede", "400 €"], ["", "Eindtotaal", "700 €"],
    )  # fmt: skip
    assert [(g.organisation, g.theme, g.verified) for g in result.grants] == [
        ("Alfa vzw", "Gender", "total"), ("Beta vzw", "Gender", "total"), ("Gamma vzw", "Armoede", "total"),
    ]  # fmt: skip


def test_a_title_with_the_sum_of_the_rows_below_it_passes_its_words_down() -> None:
    rows = [
        ["Thema Armoede", "", "300 €"], ["Alfa vzw", "Een", "100 €"], ["Beta vzw", "Twee", "200 €"],
        ["Limburg 2021", "", "50 €"], ["Gamma vzw", "Drie", "50 €"], ["Eindtotaal", "", "350 €"],
    ]  # fmt: skip
    result = read_content(print_answer([["Organisatie", "Project", "Bedrag"], *rows]))
    assert [(g.organisation, g.theme, g.province, g.year, g.verified) for g in result.grants] == [
        ("Alfa vzw", "Armoede", None, None, "total"), ("Beta vzw", "Armoede", None, None, "total"),
        ("Gamma vzw", None, "Limburg", 2021, "total"),
    ]  # fmt: skip


def test_groups_in_groups_with_a_total_of_each() -> None:
    result = read(
        ["Provincie Limburg", "", ""],
        ["2021", "", ""], ["A1", "Alfa vzw", "100 €"], ["", "Subtotaal", "100 €"],
        ["2022", "", ""], ["A2", "Beta vzw", "200 €"], ["", "Subtotaal", "200 €"], ["", "Totaal Limburg", "300 €"],
        ["Provincie Antwerpen", "", ""],
        ["2021", "", ""], ["A3", "Gamma vzw", "400 €"], ["", "Subtotaal", "400 €"],
        ["2022", "", ""], ["A4", "Delta vzw", "500 €"], ["", "Subtotaal", "500 €"], ["", "Totaal Antwerpen", "900 €"],
        ["", "Eindtotaal", "1.200 €"],
    )  # fmt: skip
    assert [(g.province, g.year) for g in result.grants] == [
        ("Limburg", 2021), ("Limburg", 2022), ("Antwerpen", 2021), ("Antwerpen", 2022),
    ]  # fmt: skip
    assert {verdict for _, verdict in verdicts(result)} == {"equal"}


def test_a_groups_total_that_is_wrong_concerns_its_group_alone() -> None:
    result = read(
        ["Limburg", "", ""], ["A1", "Alfa vzw", "100 €"], ["", "Totaal Limburg", "100 €"],
        ["Antwerpen", "", ""], ["A2", "Beta vzw", "200 €"], ["", "Totaal Antwerpen", "250 €"],
    )  # fmt: skip
    assert [grant.verified for grant in result.grants] == ["total", "mismatch"]


def test_a_balance_that_counts_refunds_is_a_total() -> None:
    result = read(["A1", "Alfa vzw", "100 €"], ["A2", "Beta vzw", "-20 €"], ["", "Saldo", "80 €"])
    assert verdicts(result) == [("Saldo", "equal")]


def test_a_total_in_the_annex_stands_for_both_parts() -> None:
    first = [HEADER, ["A1", "Alfa vzw", "100 €"], ["A2", "Beta vzw", "200 €"]]
    second = [HEADER, ["A3", "Gamma vzw", "400 €"], ["", "Totaal", "700 €"]]
    flow = [*to_heading(), to_paragraph("1. De toegekende subsidies:"), to_table(first), to_paragraph("2. Neen.")]
    result = read_content(print_flow([*flow, PageBreak(), to_paragraph("BIJLAGE"), to_table(second)]))
    assert [grant.verified for grant in result.grants] == ["total"] * 3
    assert verdicts(result) == [("Totaal", "equal")]
    assert "total_mismatch" not in {finding.code for finding in result.findings}


def test_tables_of_other_columns_are_no_part_of_a_total() -> None:
    first = [["Organisatie", "Subsidie"], ["Alfa vzw", "300 €"]]
    second = [HEADER, ["A3", "Gamma vzw", "400 €"], ["", "Totaal", "700 €"]]
    result = read_content(
        print_flow([*to_heading(), to_table(first), to_paragraph("Ook subsidies:"), to_table(second)])
    )
    assert verdicts(result) == [("Totaal", "mismatch")]


@pytest.mark.parametrize(
    ("printed", "texts"),
    [
        ("Thema: Gender", {"theme": "Gender"}),
        ("Thema 2 - Energie", {"theme": "Energie"}),
        ("Beleidsdomein: Cultuur, jeugd en media", {"theme": "Cultuur, jeugd en media"}),
        ("Gemeente: Mol", {"municipality": "Mol"}),
        ("Provincie Oost-Vlaanderen", {"province": "Oost-Vlaanderen"}),
        ("Gemeente Mol", {}),
        ("Projecten: ronde 1", {}),
        ("Werkingssubsidies", {}),
    ],
)
def test_what_a_title_names(printed: str, texts: dict[str, str]) -> None:
    assert parse_group_title(printed).texts == texts


def test_a_title_ends_those_of_its_kind_and_all_within() -> None:
    groups = Groups()
    for title in ("Provincie Limburg", "2021", "", "2022", "", "Provincie Antwerpen", ""):
        groups.enter(parse_group_title(title)) if title else groups.pass_row()
    assert (groups.year, groups.texts) == (None, {"province": "Antwerpen"})


def test_a_title_of_another_kind_below_rows_ends_the_province() -> None:
    groups = Groups()
    for title in ("Provincie Limburg", "", "Niet verdeeld", ""):
        groups.enter(parse_group_title(title)) if title else groups.pass_row()
    assert groups.texts == {}


REST = [["A3", "Gamma vzw", "400 €"], ["A4", "Delta vzw", "500 €"]]


def read_in_annex(rest: list[list[str]], widths: list[int]) -> DocumentResult:
    first = to_table([HEADER, ["A1", "Alfa vzw", "100 €"], ["A2", "Beta vzw", "200 €"]], widths=[80, 200, 80])
    flow = [*to_heading(), to_paragraph("1. De toegekende subsidies:"), first, to_paragraph("Zie verder de bijlage.")]
    return read_content(print_flow([*flow, PageBreak(), to_paragraph("BIJLAGE"), to_table(rest, widths=widths)]))


def test_a_table_goes_on_in_the_annex_without_its_header() -> None:
    result = read_in_annex(REST, [80, 200, 80])
    assert [grant.organisation for grant in result.grants] == ["Alfa vzw", "Beta vzw", "Gamma vzw", "Delta vzw"]


def test_a_total_shows_that_a_table_without_header_goes_on() -> None:
    assert len(read_in_annex([*REST, ["", "Totaal", "1.200 €"]], [50, 130, 120]).grants) == 4


def test_another_table_without_header_is_no_part_of_the_first() -> None:
    assert len(read_in_annex([*REST, ["", "Totaal", "900 €"]], [50, 130, 120]).grants) == 2


def test_a_call_goes_on_in_an_annex_without_header_with_its_year_and_its_columns() -> None:
    header = ["Naam project", "Indiener", "Bedrag"]
    title = ["Oproep 2022", "", ""]
    first = [header, title, ["Een", "Alfa vzw", "100 €"], ["Twee", "Beta vzw", "200 €"]]
    second = [["Drie", "Gamma vzw", "400 €"], ["Vier", "Delta vzw", "50 €"], ["", "Totaal", "750 €"]]
    tables = to_table(first, [*GRID, ("SPAN", (0, 1), (-1, 1))], [200, 150, 80]), to_table(second, GRID, [200, 150, 80])
    flow = [*to_heading(), to_paragraph("1. De toegekende subsidies:"), tables[0], to_paragraph("2. Neen.")]
    result = read_content(print_flow([*flow, PageBreak(), to_paragraph("BIJLAGE"), tables[1]]))
    assert [(g.organisation, g.title, g.year, g.verified) for g in result.grants] == [
        ("Alfa vzw", "Een", 2022, "total"), ("Beta vzw", "Twee", 2022, "total"),
        ("Gamma vzw", "Drie", 2022, "total"), ("Delta vzw", "Vier", 2022, "total"),
    ]  # fmt: skip


def test_refused_requests_that_go_on_in_an_annex_stay_refused() -> None:
    header = ["Naam project", "Indiener", "Bedrag"]
    first = [header, ["Een", "Alfa vzw", "100 €"], ["Niet goedgekeurd", "", ""], ["Twee", "Beta vzw", "200 €"]]
    second = [["Drie", "Gamma vzw", "400 €"], ["Vier", "Delta vzw", "50 €"]]
    tables = to_table(first, [*GRID, ("SPAN", (0, 2), (-1, 2))], [200, 150, 80]), to_table(second, GRID, [200, 150, 80])
    flow = [*to_heading(), to_paragraph("1. De toegekende subsidies:"), tables[0], to_paragraph("2. Neen.")]
    result = read_content(print_flow([*flow, PageBreak(), to_paragraph("BIJLAGE"), tables[1]]))
    assert [grant.organisation for grant in result.grants] == ["Alfa vzw"]
