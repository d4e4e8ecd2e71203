"""Rows of tables: what is a grant, what is not, and where each value comes from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from printing import GRID, print_answer, print_flow, to_heading, to_paragraph, to_table
from reading import read_content

from schemas.results import DocumentResult

HEADER = ["Organisatie", "Project", "Bedrag"]


def amounts(result: DocumentResult) -> list[Decimal]:
    return [grant.amount_eur for grant in result.grants]


def codes(result: DocumentResult) -> list[str]:
    return [finding.code for finding in result.findings]


def labels(result: DocumentResult) -> tuple[str, ...]:
    return result.tables[0].row_labels


def test_a_total_in_the_middle_of_the_label_column_is_no_grant() -> None:
    result = read_content(
        print_answer([HEADER, ["Vzw Aap", "Lezen", "1.000 €"], ["Noot", "Zingen", "500 €"], ["", "Totaal", "1.500 €"]])
    )
    assert amounts(result) == [Decimal("1000.00"), Decimal("500.00")]
    assert labels(result) == ("header", "grant", "grant", "total")
    assert {grant.verified for grant in result.grants} == {"total"}


def test_a_total_that_does_not_add_up_is_kept_and_told() -> None:
    rows = [HEADER, ["Vzw Aap", "Lezen", "1.000 €"], ["Noot", "Zingen", "500 €"], ["Totaal 2023", "", "1.600 €"]]
    result = read_content(print_answer(rows))
    assert {grant.verified for grant in result.grants} == {"mismatch"}
    assert [grant.year for grant in result.grants] == [2023, 2023]
    (total,) = result.tables[0].printed_totals
    assert (total.amount_eur, total.computed_eur) == (Decimal("1600.00"), Decimal("1500.00"))
    finding = next(finding for finding in result.findings if finding.code == "total_mismatch")
    assert finding.page == 1
    assert finding.place is not None


def test_subtotals_and_a_grand_total() -> None:
    rows = [
        HEADER,
        ["Aap", "Lezen", "1.000 €"],
        ["Noot", "Zingen", "500 €"],
        ["Subtotaal", "", "1.500 €"],
        ["Mies", "Dansen", "250 €"],
        ["Wim", "Spelen", "50 €"],
        ["Subtotaal", "", "300 €"],
        ["Algemeen totaal", "", "1.800 €"],
    ]
    result = read_content(print_answer(rows))
    assert len(result.grants) == 4
    assert [total.verdict for total in result.tables[0].printed_totals] == ["equal", "equal", "equal"]


def test_a_theatre_named_total_is_a_recipient() -> None:
    result = read_content(
        print_answer([HEADER, ["Totaal Theater vzw", "Zomertoneel", "1.000 €"], ["Aap", "Lezen", "2 000 €"]])
    )
    assert [grant.organisation for grant in result.grants] == ["Totaal Theater vzw", "Aap"]


@pytest.mark.parametrize("printed", ["n.v.t.", "-", "p.m.", "nihil"])
def test_no_amount_is_no_grant(printed: str) -> None:
    result = read_content(print_answer([HEADER, ["Aap", "Lezen", "1.000 €"], ["Noot", "Zingen", printed]]))
    assert amounts(result) == [Decimal("1000.00")]
    assert labels(result)[-1] == "no_amount"


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("-1.000 €", "amount_negative"),
        ("", "amount_missing"),
        ("1.000 of 2.000 €", "amount_unread"),
        ("1.0.0", "amount_unread"),
    ],
)
def test_a_doubtful_amount_is_a_finding_with_its_place(printed: str, code: str) -> None:
    result = read_content(
        print_answer([HEADER, ["Aap", "Lezen", "1.000 €"], ["Noot", "Zingen", printed], ["Mies", "Dansen", "30 €"]])
    )
    assert amounts(result) == [Decimal("1000.00"), Decimal("30.00")]
    finding = next(finding for finding in result.findings if finding.code == code)
    assert finding.page == 1
    assert finding.place is not None
    assert labels(result)[2] == "finding"


def test_an_amount_alone_is_not_given_to_the_recipient_above() -> None:
    result = read_content(
        print_answer([HEADER, ["Aap", "Lezen", "1.000 €"], ["Noot", "Zingen", "500 €"], ["", "", "1.500 €"]])
    )
    assert amounts(result) == [Decimal("1000.00"), Decimal("500.00")]
    assert "recipient_missing" in codes(result)


def test_a_blank_recipient_and_ditto_marks_repeat_the_one_above() -> None:
    rows = [
        HEADER,
        ["Aap", "Lezen", "1.000 €"],
        ["", "Zingen", "500 €"],
        ["Idem", "Dansen", "30 €"],
        ['"', "Spelen", "20 €"],
    ]
    result = read_content(print_answer(rows))
    assert [grant.organisation for grant in result.grants] == ["Aap"] * 4


def test_a_merged_recipient_has_several_projects() -> None:
    style = [*GRID, ("SPAN", (0, 1), (0, 2))]
    result = read_content(print_answer([HEADER, ["Aap", "Lezen", "1.000 €"], ["", "Zingen", "500 €"]], style))
    assert [(g.organisation, g.title) for g in result.grants] == [("Aap", "Lezen"), ("Aap", "Zingen")]


def test_a_merged_amount_counts_once() -> None:
    style = [*GRID, ("SPAN", (2, 1), (2, 2))]
    result = read_content(print_answer([HEADER, ["Aap", "Lezen", "1.000 €"], ["Noot", "Zingen", ""]], style))
    assert amounts(result) == [Decimal("1000.00")]
    assert "amount_shared" in codes(result)


def test_groups_pass_year_and_province_down() -> None:
    rows = [
        HEADER,
        ["Provincie Antwerpen", "", ""],
        ["Aap", "Lezen", "1.000 €"],
        ["Provincie Limburg - 2022", "", ""],
        ["Noot", "Zingen", "500 €"],
    ]
    style = [*GRID, ("SPAN", (0, 1), (-1, 1)), ("SPAN", (0, 3), (-1, 3))]
    result = read_content(print_answer(rows, style))
    assert [(g.province, g.year, g.year_from) for g in result.grants] == [
        ("Antwerpen", None, None),
        ("Limburg", 2022, "group"),
    ]


def test_one_column_a_year_gives_one_grant_a_year() -> None:
    result = read_content(
        print_answer([["Organisatie", "2021", "2022"], ["Aap", "1.000 €", "1.100 €"], ["Noot", "-", "500 €"]])
    )
    assert [(g.organisation, g.year, g.amount_eur) for g in result.grants] == [
        ("Aap", 2021, Decimal("1000.00")),
        ("Aap", 2022, Decimal("1100.00")),
        ("Noot", 2022, Decimal("500.00")),
    ]


def test_requested_beside_awarded_with_a_refused_row() -> None:
    rows = [
        ["Aanvrager", "Gevraagd bedrag", "Toegekend bedrag", "Status"],
        ["Aap", "1.500 €", "1.000 €", "goedgekeurd"],
        ["Noot", "900 €", "", "geweigerd"],
    ]
    result = read_content(print_answer(rows))
    (grant,) = result.grants
    assert (grant.amount_requested_eur, grant.amount_eur) == (Decimal("1500.00"), Decimal("1000.00"))
    assert grant.other == {"Status": "goedgekeurd"}
    assert labels(result) == ("header", "grant", "refused")


def test_the_unit_of_the_header_applies() -> None:
    result = read_content(print_answer([["Organisatie", "Bedrag (x 1.000 euro)"], ["Aap", "12,5"], ["Noot", "7"]]))
    assert amounts(result) == [Decimal("12500.00"), Decimal("7000.00")]


def test_unknown_header_words_are_kept_with_their_text() -> None:
    result = read_content(
        print_answer([["Organisatie", "Bedrag", "Wimpelkleur"], ["Aap", "1.000 €", "rood"], ["Noot", "2.000 €", ""]])
    )
    assert [grant.other for grant in result.grants] == [{"Wimpelkleur": "rood"}, {}]
    assert result.tables[0].roles[2] is None


def test_header_words_nobody_knows_are_read_by_content() -> None:
    rows = [["Zaakgelastigde", "Pegels"], ["Vzw Aap", "1.000 €"], ["Vzw Noot", "2.000 €"], ["Mies nv", "3.000 €"]]
    result = read_content(print_answer(rows))
    assert [(g.organisation, g.amount_eur) for g in result.grants] == [
        ("Vzw Aap", Decimal("1000.00")),
        ("Vzw Noot", Decimal("2000.00")),
        ("Mies nv", Decimal("3000.00")),
    ]


def test_municipalities_are_recipients_only_where_nobody_is_counted() -> None:
    grants = read_content(print_answer([["Gemeente", "Bedrag"], ["Genk", "1.000 €"], ["Hasselt", "2.000 €"]]))
    counted = read_content(
        print_answer(
            [["Gemeente", "Aantal dossiers", "Bedrag"], ["Genk", "12", "1.000 €"], ["Hasselt", "3", "2.000 €"]]
        )
    )
    assert [(g.organisation, g.municipality) for g in grants.grants] == [("Genk", None), ("Hasselt", None)]
    assert counted.grants == ()
    assert "table_skipped" in codes(counted)


def test_tables_of_counts_and_budgets_hold_no_grants() -> None:
    result = read_content(
        print_answer(
            [["Jaar", "Aantal aanvragen", "Begroot bedrag"], ["2021", "12", "1.000 €"], ["2022", "14", "1.100 €"]]
        )
    )
    assert result.grants == ()
    assert result.document.outcome == "no_grants"


def test_a_table_in_the_question_is_not_read() -> None:
    question = [
        "SCHRIFTELIJKE VRAAG",
        "nr. 12",
        "van MIA JANSSENS",
        "datum: 4 maart 2024",
        "aan JAN PEETERS",
        "VLAAMS MINISTER VAN CULTUUR",
    ]
    table = to_table([HEADER, ["Aap", "Lezen", "1.000 €"], ["Noot", "Zingen", "500 €"]])
    flow = [
        *to_heading(question),
        to_paragraph("Subsidies  -  Overzicht"),
        to_paragraph("1. Kloppen deze cijfers?"),
        table,
    ]
    result = read_content(print_flow([*flow, *to_heading(), to_paragraph("1. Ja, deze cijfers kloppen.")]))
    assert result.grants == ()
    assert [table.section for table in result.tables] == ["question"]
    assert result.question.number == 12


def test_an_enterprise_number_that_fails_is_reported_and_left_out() -> None:
    rows = [
        ["Organisatie", "KBO-nummer", "Bedrag"],
        ["Aap", "0546.740.696", "1.000 €"],
        ["Noot", "0546.740.697", "2.000 €"],
    ]
    result = read_content(print_answer(rows))
    assert [grant.enterprise_number for grant in result.grants] == ["0546740696", None]
    assert "enterprise_number_invalid" in codes(result)


def test_the_only_enterprise_number_beside_a_name_is_the_recipients() -> None:
    rows = [["Organisatie", "Bedrag"], ["Aap vzw (0546.740.696)", "1.000 €"], ["Noot (0546.740.697)", "2.000 €"]]
    result = read_content(print_answer(rows))
    assert [(grant.organisation, grant.enterprise_number) for grant in result.grants] == [
        ("Aap vzw (0546.740.696)", "0546740696"),
        ("Noot (0546.740.697)", None),
    ]


def test_two_units_over_the_amounts_give_no_grants_but_a_finding() -> None:
    rows = [["Organisatie", "Bedrag (in duizend euro) (in miljoen euro)"], ["Aap", "12,5"], ["Noot", "7"]]
    result = read_content(print_answer(rows))
    assert result.grants == ()
    assert "unit_unclear" in codes(result)


def test_a_year_broken_by_its_narrow_column_is_one() -> None:
    rows = [["Organisatie", "Jaar", "Bedrag"], ["Aap", "201<br/>9", "1.000 €"], ["Noot", "2020", "2.000 €"]]
    result = read_content(print_answer(rows))
    assert [(g.year, g.year_from) for g in result.grants] == [(2019, "row"), (2020, "row")]


@pytest.mark.parametrize("header", ["Bedrag", "Bedrag (euro)", "Totaal bedrag", "Euro"])
def test_a_bare_amount_is_no_grant_where_nothing_speaks_of_grants(header: str) -> None:
    rows = to_table([["Organisatie", header], ["Vzw Aap", "1.000 euro"], ["Noot", "500 euro"]])
    result = read_content(print_flow([*to_heading(), to_paragraph("1. De cijfers van eind 2023:"), rows]))
    assert (result.grants, codes(result)) == ((), ["table_skipped"])


@pytest.mark.parametrize("label", ["Rest", "Personeelskosten", "Werkingskosten"])
def test_a_label_of_money_is_no_recipient(label: str) -> None:
    rows = [["Organisatie", "Subsidie"], ["Vzw Aap", "1.000 €"], [label, "500 €"], ["Vzw Noot", "700 €"]]
    result = read_content(print_answer(rows))
    assert [grant.organisation for grant in result.grants] == ["Vzw Aap", "Vzw Noot"]
    assert "recipient_missing" in codes(result)
