"""The comparison with other readers: its glue is no straw man, and its measures are what they say."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from benchmarks.cases import Case, find_cases, has_scan, read_first_scores
from benchmarks.comparison import SAMPLES
from benchmarks.glue import parse_money, to_grants
from benchmarks.glue_headings import read_headings
from benchmarks.made_documents import make_documents
from benchmarks.measures import judge, measure
from benchmarks.peer_tables import PEERS, PeerTable, read_peer_tables
from benchmarks.publish import measure_apart, measure_command
from benchmarks.runs import run_reader
from benchmarks.twins import find_real_cases
from flows.dataset import build_dataset
from flows.release_writers import find_writers

ROWS = [
    ["Organisatie", "Project", "Toegekend bedrag", "Jaar"],
    ["Natuurpunt Aalst", "Poelen graven", "€ 12.500,00", "2020"],
    ["Kringloop Maasland", "Herstelcafé", "€ 1.250.000,50", "2021"],
    ["Totaal", "", "€ 1.262.500,50", ""],
]
GRANTS = [
    ("Natuurpunt Aalst", "Poelen graven", Decimal("12500"), 2020),
    ("Kringloop Maasland", "Herstelcafé", Decimal("1250000.50"), 2021),
]


@pytest.fixture(scope="module")
def ruled_pdf() -> bytes:
    target = io.BytesIO()
    table = Table(ROWS, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    SimpleDocTemplate(target).build([table])
    return target.getvalue()


@pytest.mark.parametrize("peer", PEERS)
def test_every_peer_with_glue_reads_a_plain_ruled_table(peer: str, ruled_pdf: bytes) -> None:
    grants, totals = to_grants(read_peer_tables(peer, ruled_pdf, pages=1))
    assert [(g["organisation"], g["title"], g["amount_eur"], g["year"]) for g in grants] == GRANTS
    assert [grant["verified"] for grant in grants] == ["total", "total"]
    assert [(total["amount_eur"], total["verdict"]) for total in totals] == [(Decimal("1262500.50"), "equal")]


def test_the_glue_goes_on_over_pages_fills_ditto_and_takes_a_column_for_each_year() -> None:
    first = PeerTable(1, [["Vereniging", "2019", "2020"], ["Scouts", "1.000 €", "2.000 €"]], joins_lines=False)
    second = PeerTable(2, [["idem", "-", "3.000 €"], ["Totaal", "1.000 €", "9.000 €"]], joins_lines=False)
    grants, totals = to_grants([first, second])
    assert [(g["organisation"], int(g["amount_eur"]), g["year"], g["page"]) for g in grants] == [
        ("Scouts", 1000, 2019, 1), ("Scouts", 2000, 2020, 1), ("Scouts", 3000, 2020, 2),
    ]  # fmt: skip
    assert [total["verdict"] for total in totals] == ["equal", "mismatch"]


def test_lines_of_a_wrapped_cell_are_joined_where_the_reader_gives_each_a_row() -> None:
    rows = [["Organisatie", "Bedrag (in duizend euro)"], ["Kunstenhuis", "12.500"], ["Genk", ""]]
    grants, _ = to_grants([PeerTable(1, rows, joins_lines=True)])
    assert [(grant["organisation"], grant["amount_eur"]) for grant in grants] == [("Kunstenhuis Genk", 12_500_000)]


def test_the_only_year_that_the_answer_names_is_that_of_all() -> None:
    rows = [["Organisatie", "Bedrag"], ["Kunstenhuis", "12.500"]]
    table = PeerTable(1, rows, joins_lines=False)
    assert to_grants([table], "van 3 mei 2021. In 2020 kregen")[0][0]["year"] == 2020
    assert to_grants([table], "In 2019 en 2020 kregen")[0][0]["year"] is None


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("€ 1.250,00", "1250"),
        ("12.500,-", "12500"),
        ("1 234 567", "1234567"),
        ("€15,524,474.00", "15524474"),
        ("-", None),
    ],
)
def test_amounts_of_the_glue(printed: str, amount: str) -> None:
    assert parse_money(printed) == (Decimal(amount) if amount else None)


def test_headings_of_the_glue() -> None:
    text = "SCHRIFTELIJKE VRAAG\nnr. 73\nvan EVA MAES\ndatum: 5 december 2023\naan HUGO MAES\nVLAAMS MINISTER\nZorg\n"
    assert read_headings([text]) == {
        "number": 73, "asked_on": "2023-12-05", "answered_on": None, "asked_by": ["Eva Maes"],
        "minister": "Hugo Maes", "title": "Zorg",
    }  # fmt: skip


def make_case(grants: list[dict[str, Any]], **truth: Any) -> Case:
    return Case("made", "made", (Path("made.pdf"),), {"grants": grants, "question": {}, "stated_totals": []} | truth)


def make_grant(**fields: Any) -> dict[str, Any]:
    return {"organisation": "Natuurpunt", "amount_eur": 100, "year": 2020, "title": "Poelen", "theme": None} | fields


def make_result(grants: list[dict[str, Any]], **result: Any) -> dict[str, Any]:
    outcome = "grants" if grants else "no_grants"
    return {"grants": grants, "question": {}, "totals": [], "outcome": outcome} | result


def test_f1_is_measured_with_and_without_the_year() -> None:
    cases = [make_case([make_grant(), make_grant(amount_eur=200)]), make_case([make_grant()])]
    found = [make_result([make_grant(), make_grant(amount_eur=200, year=None)]), make_result([])]
    measured = measure([judge(case, result) for case, result in zip(cases, found, strict=True)])
    assert measured["macro F1 of organisation, amount, year"] == pytest.approx((0.5 + 0) / 2)
    assert measured["micro F1 of organisation, amount, year"] == pytest.approx(2 * 1 / 5)
    assert measured["macro F1 of organisation, amount"] == pytest.approx((1 + 0) / 2)
    assert measured["documents with all grants right"] == 0


def test_a_missed_grant_has_its_printed_fields_wrong_and_empty_ones_do_not_count() -> None:
    wanted = [make_grant(), make_grant(amount_eur=200)]
    measured = measure([judge(make_case(wanted), make_result([make_grant()]))])
    assert measured["  title"] == 0.5
    assert "  theme" not in measured
    assert measured["other fields of the grants found, mean"] == 1.0


def test_totals_count_with_their_amount_and_verdict_and_false_grants_where_there_are_none() -> None:
    stated = [{"amount_eur": 100, "verdict": "equal"}, {"amount_eur": 50, "verdict": "mismatch"}]
    totals = [{"amount_eur": "100.00", "verdict": "equal"}, {"amount_eur": "50", "verdict": "equal"}]
    case = make_case([], outcome="no_grants", stated_totals=stated)
    measured = measure([judge(case, make_result([make_grant()], totals=totals))])
    assert measured["printed totals verified exactly"] == 0.5
    assert measured["false grants where there are none"] == 1
    assert measured["outcome right"] == 0


def test_a_document_at_which_a_reader_raises_is_counted_and_the_others_are_read(
    tmp_path: Path, ruled_pdf: bytes
) -> None:
    cases = []
    for name, content in (("broken", b"no PDF"), ("ruled", ruled_pdf)):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(content)
        cases.append(Case("made", name, (path,), {"grants": []}))
    run = run_reader("pdfplumber", cases)
    assert run.failed == 1
    assert [len(result["grants"]) for result in run.results] == [0, 2]
    assert 0 < run.import_seconds < run.seconds


def test_a_twin_becomes_a_truth_and_a_pdf_without_one_an_answer_without_grants(tmp_path: Path) -> None:
    header = "NAME DES BEGÜNSTIGTEN,NAME DES PROJEKTS,JAHR DER BEWILLIGUNG,VORGESEHENE ÖFFENTLICHE BETEILIGUNG,"
    header += '"ENDGÜLTIGE BETEILIGUNG\nNACH ABSCHLUSS DES PROJEKTS"'
    for folder, name in (("bremen-erdf", "list"), ("answers", "one")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.pdf").write_bytes(b"")
    (tmp_path / "bremen-erdf" / "twin.csv").write_text(
        f'{header}\nABE-TEC,"Eine\nFörderung",2011,,"30.000,00"\n', "utf-8"
    )
    without, with_grants = find_real_cases(tmp_path)
    assert without.truth["grants"] == []
    assert with_grants.truth["grants"] == [
        {"organisation": "ABE-TEC", "title": "Eine Förderung", "year": 2011, "amount_eur": Decimal("30000.00")}
    ]


def test_every_first_score_is_that_of_a_sample() -> None:
    cases = {case.name: case for case in find_cases(SAMPLES)}
    scores = list(read_first_scores(SAMPLES))
    assert len(scores) >= 45
    assert [name for _, name, f1 in scores if name not in cases or not 0 <= f1 <= 1] == []
    assert not has_scan(cases["annex"].files[0])


def test_made_documents_are_published_whole_and_are_the_same_every_time() -> None:
    dataset = build_dataset(make_documents(45))
    assert (len(dataset.tables.grants), len(dataset.tables.documents)) == (45, 4)
    assert (dataset.withheld_grants, dataset.withheld_documents) == (0, 0)
    assert list(make_documents(45)) == list(make_documents(45))


@pytest.mark.slow
def test_publishing_is_measured_part_by_part_and_as_a_command() -> None:
    parts = [cost.part for cost in measure_apart(40)]
    assert [f"write {name}" for name in find_writers()] == [part for part in parts if part.startswith("write ")]
    assert {"plain pyarrow, parquet", "plain pyarrow, csv"} <= set(parts)
    costs = measure_command(40)
    assert [cost.part for cost in costs] == ["a first release", "nothing changed", "1 of 3 documents read otherwise"]
    assert all(cost.seconds > 0 and cost.megabytes > 50 for cost in costs)
