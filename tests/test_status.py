"""`parlgrants status` over a remote source: windows, tries, a question with its files and every request."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner, Result
from made_sources import ANSWERED, Parliament

from flows import fetching, steps
from flows.cli import main
from flows.settings import Settings
from flows.sources import SourceError


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["status", *arguments])


def ask(*arguments: str) -> dict[str, Any]:
    done = run(*arguments, "--format", "json")
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(autouse=True)
def ingested(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLGRANTS_CORPUS", str(settings.corpus))
    source = Parliament(a="1 grant\n2 grants", b=SourceError("b: is an error page; look at it"), c=None, d="dull")
    source.missed = 2
    with steps.open_run("ingest", settings) as run:
        progress = fetching.discover_documents(run, source, None)
        fetching.fetch_documents(run, progress, source, progress.listed)
        steps.read_batch(run, steps.find_due(run))


def test_a_window_tells_how_many_were_answered_and_are_held() -> None:
    day = ANSWERED.isoformat()
    (coverage,) = ask("--since", day, "--until", day)["coverage"]
    assert {name: coverage[name] for name in ("answered", "held", "skipped", "failed", "unanswered", "missed")} == {
        "answered": 3,
        "held": 2,
        "skipped": 1,
        "failed": 1,
        "unanswered": 1,
        "missed": 2,
    }
    assert coverage["unseen"] is None
    assert coverage["told"] in " ".join(run("--since", day, "--until", day).stdout.split())
    (later,) = ask("--since", (ANSWERED + timedelta(days=1)).isoformat())["coverage"]
    assert later["answered"] == 0


def test_a_window_that_no_run_looked_at_is_told() -> None:
    long_ago = (ANSWERED - timedelta(days=300)).isoformat()
    (coverage,) = ask("--since", long_ago)["coverage"]
    assert (coverage["unseen"], coverage["answered"]) == (long_ago, 3)


def test_a_ledger_without_days_of_answers_says_so(settings: Settings) -> None:
    with closing(sqlite3.connect(settings.ledger_path)) as connection:
        connection.execute("UPDATE questions SET answered_on = NULL")
        connection.commit()
    assert "no source tells when a question was answered" in run("--since", "2020-01-01").stdout


def test_what_failed_tells_its_next_try() -> None:
    (failed,) = ask("--failed")["documents"]
    assert (failed["location"], failed["attempts"]) == ("b", 1)
    assert failed["next_try_at"] > ANSWERED.isoformat()
    assert failed["next_try_at"] in run("--failed").stdout


@pytest.mark.parametrize("name", ["made-a", "a"])
def test_a_document_tells_its_question_files_and_every_request(name: str) -> None:
    (document,) = ask("--document", name)["documents"]
    assert (document["question"]["asked_by"], document["question"]["answered_on"]) == (
        ["An Peeters"],
        ANSWERED.isoformat(),
    )
    assert [file["file_name"] for file in document["files"]] == ["a.pdf", "a.attachment-1.xlsx"]
    assert [(row["status"], row["sha256"]) for row in document["fetches"]] == [
        (200, file["sha256"]) for file in document["files"]
    ]
    assert document["path"].endswith(f"{document['files'][0]['sha256']}.pdf")
    shown = run("--document", name).stdout
    assert all(text in shown for text in ("An Peeters", "a.attachment-1.xlsx", "https://example.org/a/1"))


def test_a_question_without_content_can_be_asked_for_too() -> None:
    (document,) = ask("--document", "c")["documents"]
    assert (document["state"], document["files"], document["question"]["number"]) == ("discovered", [], 1)
    assert "path" not in document


def test_the_states_and_the_newest_runs() -> None:
    known = ask()
    assert known["states"] == {"discovered": 1, "failed": 1, "read": 1, "skipped": 1}
    assert (known["runs"][0]["source"], known["runs"][0]["offered"], known["runs"][0]["missed"]) == ("parliament", 4, 2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--until", "2026-01-01"),
        ("--since", "2026-02-01", "--until", "2026-01-01"),
        ("--failed", "--since", "2026-01-01"),
    ],
)
def test_a_window_needs_its_first_day_and_stands_alone(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")


def test_a_ledger_of_a_later_version_is_told(settings: Settings) -> None:
    with closing(sqlite3.connect(settings.ledger_path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    done = run()
    assert (done.exit_code, done.stdout) == (1, "")
    assert "made by a later version of parlgrants" in done.stderr
