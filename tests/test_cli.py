"""The command: data on standard output, messages on standard error, exit codes, and how soon it answers."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_results import TOTAL, make_result, with_grant
from made_sources import to_failed, to_fetched

from flows.cli import main
from flows.ledger import Ledger
from flows.show import show_grants, show_tables, to_screen
from flows.sources import DocumentRef, SourceError
from flows.sources.folder import read_file
from schemas.fields import GRANT_FIELDS

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "corpus/samples/sv-162-2021-02-02.pdf"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bad") / "page.pdf"
    path.write_text("<html>not found</html>")
    return path


def test_read_shows_grants_their_sum_and_the_verdict() -> None:
    done = run("read", SAMPLE)
    assert done.exit_code == 0, done.stderr
    assert "Huis van het Nederlands" in done.stdout
    assert "9 grants, 1.998.813 €" in done.stdout
    assert "equals the printed total 1.998.813 €" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 120
    assert done.stderr == ""


def test_jsonl_is_one_grant_a_line_with_the_fields_of_the_dictionary() -> None:
    grants = [json.loads(line) for line in run("read", SAMPLE, "--format", "jsonl").stdout.splitlines()]
    assert len(grants) == 9
    assert [list(grant) for grant in grants] == [[field.name for field in GRANT_FIELDS]] * 9
    assert sum(Decimal(grant["amount_eur"]) for grant in grants) == Decimal("1998813.00")


def test_csv_is_the_same_grants() -> None:
    rows = list(csv.DictReader(io.StringIO(run("read", SAMPLE, "--format", "csv").stdout, newline="")))
    assert [row["amount_eur"] for row in rows][:2] == ["100000.00", "200000.00"]
    assert list(rows[0]) == [field.name for field in GRANT_FIELDS]
    assert len(rows) == 9


def test_json_is_one_object_a_document(html: Path) -> None:
    done = run("read", SAMPLE, html, "--format", "json")
    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert list(first) == ["document", "question", "answer", "tables", "grants", "findings", "questions"]
    assert (first["document"]["outcome"], second["document"]["outcome"]) == ("grants", "unreadable")


def test_a_bad_file_costs_its_own_place(html: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    done = run("read", html, tmp_path / "none.pdf", SAMPLE, tmp_path / "empty.pdf", tmp_path, "--format", "jsonl")
    assert done.exit_code == 3
    assert len(done.stdout.splitlines()) == 9
    messages = done.stderr.splitlines()
    named = sorted([str(html), str(tmp_path / "none.pdf"), str(tmp_path / "empty.pdf"), str(tmp_path)])
    assert sorted(message.split(": ")[0] for message in messages) == named
    assert "No such file or directory; check the file's name" in done.stderr
    assert run("read", html).stdout == ""


def test_output_is_written_whole_and_nothing_is_printed(tmp_path: Path) -> None:
    output = tmp_path / "grants.csv"
    output.write_text("old")
    done = run("read", SAMPLE, "--format", "csv", "--output", output)
    assert (done.exit_code, done.stdout) == (0, "")
    assert len(output.read_bytes().split(b"\r\n")) > 9
    assert [path.name for path in tmp_path.iterdir()] == ["grants.csv"]


@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "json"])
def test_a_run_that_read_nothing_leaves_the_old_file(tmp_path: Path, html: Path, form: str) -> None:
    output = tmp_path / "grants"
    output.write_text("old")
    done = run("read", html, tmp_path / "none.pdf", "--format", form, "--output", output)
    assert (done.exit_code, output.read_text()) == (3, "old")
    assert f"--output {output}: nothing could be read; the file is left as it was" in done.stderr
    assert run("read", html, SAMPLE, "--format", form, "--output", output).exit_code == 3
    assert "Duo for a job" in output.read_text()


@pytest.mark.parametrize("output", [".", "none/grants.csv"])
def test_an_output_that_cannot_be_written_is_refused_before_reading(tmp_path: Path, output: str) -> None:
    done = run("read", tmp_path / "not-even-there.pdf", "--output", tmp_path / output)
    assert done.exit_code == 2
    assert "--output" in done.stderr
    assert "not-even-there" not in done.stderr


def test_a_device_is_written_to_and_not_replaced() -> None:
    assert run("read", SAMPLE, "--output", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()


def test_tables_show_roles_and_what_each_row_is() -> None:
    done = run("tables", SAMPLE)
    assert done.exit_code == 0
    for text in ("[organisation]", "[amount_awarded]", "total", "Duo for a job", "ruled"):
        assert text in done.stdout
    table = json.loads(run("tables", SAMPLE, "--format", "json").stdout)[0]
    assert table["pages"] == [2, 3]
    assert table["row_labels"].count("grant") == 9


def test_inspect_draws_pages_and_says_where(tmp_path: Path, html: Path) -> None:
    done = run("inspect", SAMPLE, "--output", tmp_path / "pictures")
    assert done.exit_code == 0
    assert all(Path(line).read_bytes().startswith(b"\x89PNG") for line in done.stdout.splitlines())
    assert done.stdout.count("\n") >= 2
    assert run("inspect", html, "--output", tmp_path / "none").exit_code == 3
    assert not (tmp_path / "none").exists()


@pytest.mark.slow
def test_a_pipe_is_read_like_a_file() -> None:
    command = f"{sys.executable} -c 'from flows.cli import main; main()' read <(cat {SAMPLE}) --format jsonl"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 9), done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "x.pdf", "--format", "xml"),
        ("ingest", "--source", "senate"),
        ("ingest", "--source", "folder:/nowhere"),
        ("ingest", "--since", "yesterday"),
        ("ingest", "--since", "2999-01-01"),
        ("reprocess", "sha256-0123456789ab"),
        ("reprocess", "--all", "--document", "sha256-0123456789ab"),
        ("reprocess", "--changed", "--document", "sha256-0123456789ab"),
        ("reprocess", "--all", "--changed"),
        ("status", "--document"),
        ("status", "--failed", "--document", "sha256-0123456789ab"),
    ],
)
def test_wrong_usage_is_2_and_says_what_to_do(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr


def test_status_tells_what_the_ledger_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLGRANTS_CORPUS", str(tmp_path))
    assert run("status").exit_code == 2
    assert not list(tmp_path.iterdir())
    ledger, document = Ledger(tmp_path / "ledger.sqlite"), read_file(SAMPLE)
    here, away = DocumentRef("folder:/a", "1.pdf", None), DocumentRef("folder:/a", "2.pdf", None)
    ledger.note_discovered([here, away])
    ledger.note_fetched("run", to_fetched(here, document))
    ledger.note_unfetched("run", to_failed(away, SourceError("no connection; try later")), None)
    ledger.close()
    assert json.loads(run("status", "--format", "json").stdout) == {"states": {"failed": 1, "fetched": 1}, "runs": []}
    assert "fetched" in run("status").stdout
    assert "no connection; try later" in run("status", "--failed").stdout
    one = json.loads(run("status", "--document", document.document_id, "--format", "json").stdout)["documents"][0]
    assert (one["location"], one["fetches"][0]["sha256"]) == ("1.pdf", document.sha256)
    assert document.sha256[:12] in run("status", "--document", document.document_id).stdout
    assert run("status", "--document", "nope").exit_code == 2


def test_texts_are_folded_and_never_vanish() -> None:
    words = " ".join(f"woord{number}" for number in range(60))
    shown = to_screen(show_grants(with_grant(make_result(), title=words)), None)
    assert all(f"woord{number}" in shown for number in range(60))
    assert max(map(len, shown.splitlines())) <= 120
    narrow = to_screen(show_grants(with_grant(make_result(), organisation="Q" * 200)), 60)
    assert narrow.count("Q") == 200


def test_what_a_document_prints_never_commands_the_terminal() -> None:
    result = with_grant(make_result(), title="[red]\x1b[31mrood[/red]", organisation="a\x07b")
    shown = to_screen([*show_grants(result), *show_tables(result)], None)
    assert "[red]?[31mrood[/red]" in shown
    assert "a?b" in shown
    assert "\x1b" not in shown


def test_a_total_that_differs_says_by_how_much() -> None:
    result = make_result()
    total = replace(TOTAL, computed_eur=Decimal("1998800.50"), verdict="mismatch")
    differing = replace(result, tables=(replace(result.tables[0], printed_totals=(total,)),))
    expected = "differs from the printed total 1.998.813 € by 12,50 €; the rows add up to 1.998.800,50 €"
    assert expected in to_screen(show_grants(differing), None).replace("\n", " ")


def test_help_imports_nothing_heavy() -> None:
    heavy = ["prefect", "camelot", "pandas", "pdfplumber", "pydantic", "rich", "sqlalchemy", "spacy", "wordfreq"]
    code = f"import sys, flows.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
