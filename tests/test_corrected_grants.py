"""Corrections in the dataset: shown in the record and the findings, never applied to another reading, never dropped."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner
from made_corrections import GRANT, to_file, to_row
from made_releases import START, minute, publish_at
from made_results import make_result, with_grant
from made_runs import ingest
from test_repeated_answers import sister

from flows.cli import main
from flows.corrected_grants import apply_corrections
from flows.corrections import MalformedCorrections, parse_corrections
from flows.dataset import build_dataset, join_results
from flows.publish import publish
from flows.settings import Settings
from schemas.corrections import Correction
from schemas.dataset import FindingRecord, Tables
from schemas.grants import GrantRecord
from schemas.releases import RunInfo
from schemas.results import DocumentResult


def to_corrections(*rows: list[str]) -> tuple[Correction, ...]:
    parsed = parse_corrections(to_file(*rows))
    assert parsed.faults == ()
    return parsed.usable


def build(result: DocumentResult, *rows: list[str]) -> Tables:
    dataset = build_dataset([result], to_corrections(*rows))
    assert dataset.withheld_grants == dataset.withheld_documents == 0
    return dataset.tables


def find_codes(tables: Tables) -> list[FindingRecord]:
    return [finding for finding in tables.findings if finding.code.startswith(("grant_corr", "correction_"))]


def test_a_correction_is_applied_and_shown() -> None:
    tables = build(make_result(grants=2), to_row())
    first, second = tables.grants
    read = build(make_result(grants=2)).grants[0]
    assert first == replace(read, amount_eur=Decimal("1000.50"), corrected_fields={"amount_eur": "100000.50"})
    assert second.corrected_fields == {}
    assert tables.documents[0].total_eur == Decimal("101001.00")
    (finding,) = find_codes(tables)
    assert (finding.code, finding.severity, finding.place) == ("grant_corrected", "info", "p1-x512-y200")
    assert finding.printed == "€ 100.000,50"
    assert finding.message == (
        f"amount_eur of {GRANT}: '100000.50' is corrected to '1000.50' "
        "(J. Peeters, 2026-11-23: two zeros too many, see page 1)"
    )


def test_what_the_total_says_is_about_the_reading() -> None:
    (grant,) = build(with_grant(make_result(), verified="mismatch"), to_row()).grants
    assert grant.verified == "mismatch"


def test_several_fields_of_one_grant() -> None:
    rows = [
        to_row(field="title", printed='Oriëntatie; "samen"', corrected=""),
        to_row(field="description", printed="", corrected="wat het doet"),
        to_row(field="amount_kind", printed="awarded", corrected="paid"),
        to_row(field="organisation", printed="Organisa-\ntie 0", corrected="Demos vzw"),  # as printed
    ]
    (grant,) = build(make_result(), *rows).grants
    assert (grant.title, grant.description, grant.amount_kind) == (None, "wat het doet", "paid")
    assert (grant.organisation, grant.organisation_printed) == ("Demos vzw", "Organisa-\ntie 0")
    assert grant.corrected_fields == {
        "title": 'Oriëntatie; "samen"',
        "description": "",
        "amount_kind": "awarded",
        "organisation": "Organisatie 0",
    }


@pytest.mark.parametrize(("printed", "corrected", "year"), [("2020", "2021", 2021), ("2020", "", None)])
def test_where_a_corrected_year_is_printed_is_not_known(printed: str, corrected: str, year: int | None) -> None:
    (grant,) = build(make_result(), to_row(field="year", printed=printed, corrected=corrected)).grants
    assert (grant.year, grant.year_from) == (year, None)
    assert grant.corrected_fields == {"year": "2020", "year_from": "total"}


def test_a_year_where_none_was_read() -> None:
    result = with_grant(make_result(), year=None, year_from=None)
    (grant,) = build(result, to_row(field="year", printed="", corrected="2021")).grants
    assert (grant.year, grant.corrected_fields) == (2021, {"year": ""})


@pytest.mark.parametrize("printed", ["100000.50", "€ 100.000,50", "€  100.000,50 "])
def test_a_false_grant_is_withdrawn(printed: str) -> None:
    row = to_row(field="grant", printed=printed, corrected="false", reason="a budget")
    tables = build(make_result(grants=2), row)
    assert [grant.organisation for grant in tables.grants] == ["Organisatie 1"]
    assert (tables.documents[0].grants, tables.documents[0].outcome) == (1, "grants")
    assert [(finding.code, finding.severity) for finding in find_codes(tables)] == [("grant_corrected", "info")]
    alone = build(make_result(), row)
    assert (alone.grants, alone.documents[0].grants, alone.documents[0].outcome) == ((), 0, "no_grants")
    assert "is no grant (J. Peeters, 2026-11-23: a budget)" in find_codes(alone)[0].message


def test_a_correction_mends_a_grant_that_would_be_withheld() -> None:
    result = with_grant(make_result(), amount_eur=Decimal(0))
    assert build_dataset([result]).withheld_grants == 1
    assert build(result, to_row(printed="0.00")).grants[0].amount_eur == Decimal("1000.50")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (to_row(printed="9.00"), "not applied, amount_eur now reads '100000.50'"),
        (to_row(field="grant", printed="9.00", corrected="false"), "not applied, amount_eur now reads '100000.50'"),
        (to_row(field="title", printed="", corrected="x"), "not applied, title now reads 'Oriëntatie;"),
        (to_row(grant_id="sha256-0123456789ab:p9-x1-y1"), "not applied, no grant has this id"),
    ],
)
def test_a_stale_correction_is_not_applied_and_told(row: list[str], message: str) -> None:
    tables = build(make_result(), row)
    assert tables.grants == build(make_result()).grants
    (finding,) = find_codes(tables)
    assert (finding.code, finding.severity, finding.document_id) == (
        "correction_stale",
        "warning",
        "sha256-0123456789ab",
    )
    assert finding.message.startswith(message)


@pytest.mark.parametrize("grant_id", ["gone:p1-x512-y200", "gone/list.xlsx:Blad 1!E12", "nonsense"])
def test_a_correction_of_a_document_that_is_not_there_is_told_without_one(grant_id: str) -> None:
    (finding,) = find_codes(build(make_result(), to_row(grant_id=grant_id)))
    assert (finding.code, finding.document_id) == ("correction_stale", None)
    assert grant_id in finding.message


def test_what_is_read_so_by_now_is_told() -> None:
    tables = build(with_grant(make_result(), amount_eur=Decimal("1000.5")), to_row())
    assert tables.grants[0].corrected_fields == {}
    assert [finding.code for finding in find_codes(tables)] == ["correction_settled"]


def test_a_correction_survives_a_better_reading_of_the_rest() -> None:
    cleaner = with_grant(make_result(), organisation="Organisatie nul", title="Samen", year=2019)
    assert build(cleaner, to_row()).grants[0].amount_eur == Decimal("1000.50")


def test_a_correction_does_not_make_a_repeated_answer_count_twice() -> None:
    def correct(grant: GrantRecord) -> tuple[Correction, ...]:
        return to_corrections(to_row(grant_id=grant.grant_id))

    results = [sister("a", 11), sister("b", 12)]
    kept, repeated = results[0].grants[0], results[1].grants[0]
    assert {grant.document_id for grant in build_dataset(results, correct(kept)).tables.grants} == {"a"}
    tables = build_dataset(results, correct(repeated)).tables
    assert {grant.document_id for grant in tables.grants} == {"a"}
    assert "its document refers to a and has no grants" in find_codes(tables)[0].message


def test_a_correction_makes_a_new_release(tmp_path: Path) -> None:
    first = publish_at(1, [make_result()], tmp_path)
    run = RunInfo("folder:samples", "0.1.0", START, minute(2))
    second = publish([make_result()], tmp_path, run, None, to_corrections(to_row()))
    assert second.folder != first.folder
    (row,) = (second.folder / "grants.jsonl").read_text().splitlines()
    assert json.loads(row)["corrected_fields"] == {"amount_eur": "100000.50"}


@pytest.mark.slow
def test_many_corrections_of_many_grants_take_under_a_second() -> None:
    tables = join_results([make_result(f"document-{number}", 1) for number in range(50)])
    grants = [replace(tables.grants[0], grant_id=f"d:p1-x1-y{number}") for number in range(100_000)]
    rows = [to_row(grant_id=f"d:p1-x1-y{number * 19}") for number in range(5000)]
    content, many = to_file(*rows), replace(tables, grants=tuple(grants))
    start = process_time()
    corrected = apply_corrections(many, parse_corrections(content).usable)
    assert process_time() - start < 1  # of one processor, whatever else it does
    assert sum(bool(grant.corrected_fields) for grant in corrected.grants) == 5000


def find_grants(settings: Settings) -> list[dict[str, object]]:
    return [json.loads(line) for line in (settings.outputs / "latest/grants.jsonl").read_text().splitlines()]


def check(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> tuple[int, list[str], str]:
    monkeypatch.setenv("PARLGRANTS_CORPUS", str(settings.corpus))
    done = CliRunner().invoke(main, ["corrections", "check", "--format", "json"])
    return done.exit_code, [row["verdict"] for row in json.loads(done.stdout)], done.stderr


def test_the_steps_apply_and_the_command_checks(
    settings: Settings,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = settings.corpus / "corrections.csv"
    ingest(settings, folder)
    first = find_grants(settings)[0]
    sound = to_row(grant_id=str(first["grant_id"]))
    path.write_bytes(to_file(sound))
    _, published = ingest(settings, folder)
    assert published.changed
    corrected = [grant for grant in find_grants(settings) if grant["corrected_fields"]]
    assert [(grant["grant_id"], grant["amount_eur"]) for grant in corrected] == [(first["grant_id"], "1000.50")]
    assert check(monkeypatch, settings) == (0, ["applies"], "")

    path.write_bytes(to_file(sound, to_row(date="?")))
    with pytest.raises(MalformedCorrections, match="line 3"):
        ingest(settings, folder)
    assert [grant for grant in find_grants(settings) if grant["corrected_fields"]] == corrected
    assert check(monkeypatch, settings) == (2, ["applies", "malformed"], "")

    settled = to_row(grant_id=str(first["grant_id"]), field="year", printed="2019", corrected="2020")
    path.write_bytes(to_file(sound, settled, to_row(grant_id="x:p1-x1-y1"), [*sound[:1], "title", "?", *sound[3:]]))
    assert check(monkeypatch, settings) == (3, ["applies", "already so", "unknown grant", "stale"], "")
    table = CliRunner().invoke(main, ["corrections", "check"])
    assert table.exit_code == 3
    assert "unknown grant" in table.stdout


def test_the_command_without_file_or_ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = Settings(corpus=tmp_path)
    assert check(monkeypatch, settings) == (0, [], "")
    (tmp_path / "corrections.csv").write_bytes(to_file(to_row()))
    code, verdicts, told = check(monkeypatch, settings)
    assert (code, verdicts) == (3, ["unknown grant"])
    assert "no ledger yet" in told
    monkeypatch.setenv("PARLGRANTS_CORRECTIONS", str(tmp_path / "gone.csv"))
    done = CliRunner().invoke(main, ["corrections", "check"])
    assert (done.exit_code, "gone.csv: cannot be read" in done.stderr) == (2, True)


def test_of_very_many_lines_those_that_do_not_apply_are_shown(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(settings, folder)
    monkeypatch.setenv("PARLGRANTS_CORPUS", str(settings.corpus))
    monkeypatch.setattr("flows.commands.corrections.MOST_SHOWN", 2)
    sound = [to_row(grant_id=str(grant["grant_id"])) for grant in find_grants(settings)]
    gone = [to_row(grant_id=f"x:p1-x1-y{number}") for number in range(2)]
    (settings.corpus / "corrections.csv").write_bytes(to_file(*sound, *gone))
    shown = CliRunner().invoke(main, ["corrections", "check"]).stdout
    assert (shown.count("unknown grant"), shown.count("applies")) == (2, 1)
    assert "3 more lines are not shown (3 × applies); `--format json` gives all" in shown


@pytest.mark.slow
def test_a_run_by_hand_refuses_a_malformed_file_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_bytes(to_file(to_row(field="bedrag")))
    monkeypatch.setenv("PARLGRANTS_CORPUS", str(tmp_path))
    monkeypatch.setenv("PARLGRANTS_OUTPUTS", str(tmp_path / "outputs"))
    done = CliRunner().invoke(main, ["reprocess"])
    assert done.exit_code == 2
    assert f"{tmp_path / 'corrections.csv'}, line 2: field: 'bedrag' cannot be corrected" in done.stderr
    assert not (tmp_path / "ledger.sqlite").exists()
