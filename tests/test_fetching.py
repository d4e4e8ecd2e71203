"""What a run asks a remote source for, and what becomes of it: new, changed, unanswered, vanished."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from made_nights import find_grants, find_states, run_night
from made_sources import ANSWERED, Parliament

from flows import fetching, publishing, steps
from flows.ledger_reports import find_discoveries, find_document, find_failed, find_fetches, find_files, find_question
from flows.settings import Settings
from flows.sources import SourceError, TemporaryFailure, VanishedDocument

pytestmark = pytest.mark.usefixtures("made_up_reader")


def test_a_second_run_in_the_same_night_asks_for_nothing(settings: Settings) -> None:
    source = Parliament(a="1 grant", b="2 grants", c=None)
    assert run_night(settings, source).revisions == 2
    assert source.asked == ["a", "b", "c"]
    assert find_grants(settings) == {"a.pdf": 1, "b.pdf": 2}
    assert run_night(settings, source).revisions == 0
    assert source.asked == []
    assert find_states(settings) == {"published": 2, "discovered": 1}


def test_the_next_night_all_that_is_listed_is_checked_and_nothing_is_new(settings: Settings) -> None:
    source = Parliament(a="1 grant", b="2 grants")
    run_night(settings, source)
    source.unlisted = {"b"}
    assert run_night(settings, source, days=1).revisions == 0
    assert source.asked == ["a"]
    with steps.open_run("reprocess", settings) as run:
        assert [row["status"] for row in find_fetches(run.ledger, source.name, "a")] == [200, 304]


def test_a_replaced_file_is_a_new_revision_and_the_old_bytes_stay(settings: Settings) -> None:
    source = Parliament(a="1 grant", b="2 grants")
    run_night(settings, source)
    source.questions["a"] = "3 grants"
    assert run_night(settings, source).revisions == 1  # the list says that it changed: asked for at once
    assert source.asked == ["a"]
    assert find_grants(settings) == {"a.pdf": 3, "b.pdf": 2}
    assert len(list((settings.corpus / "documents").rglob("*.pdf"))) == 3


def test_an_attachment_that_arrives_later_is_a_new_revision(settings: Settings) -> None:
    source = Parliament(a="1 grant", b="2 grants")
    run_night(settings, source)
    source.questions["a"] = "1 grant\n4 grants"
    assert run_night(settings, source, days=7).revisions == 1
    assert find_grants(settings) == {"a.pdf": 4, "b.pdf": 2}
    with steps.open_run("reprocess", settings) as run:
        assert [file["file_name"] for file in find_files(run.ledger, source.name, "a")] == [
            "a.pdf",
            "a.attachment-1.xlsx",
        ]
        assert [row["status"] for row in find_fetches(run.ledger, source.name, "a")] == [200, 304, 200]


def find_missing(settings: Settings) -> list[tuple[str, str]]:
    """The documents' file names, and what is to be published of attachments that were not fetched."""
    with steps.open_run("reprocess", settings) as run:
        return [
            (result.document.file_name, finding.message)
            for result in publishing.find_results(run)
            for finding in result.findings
            if finding.code == "attachment_not_fetched"
        ]


def test_an_answer_without_its_attachment_is_published_and_told(settings: Settings) -> None:
    source = Parliament(a="1 grant\n4 grants", b="2 grants")
    source.lacking["a"] = SourceError("a/1: is an error page; open it")
    coverage = run_night(settings, source).coverage
    assert coverage is not None
    assert (coverage.held, coverage.failed, coverage.not_renewed) == (2, 0, 1)
    assert find_grants(settings) == {"a.pdf": 1, "b.pdf": 2}
    with steps.open_run("reprocess", settings) as run:
        (failed,) = find_failed(run.ledger)
        assert (failed["state"], failed["fetch_cause"]) == ("published", "a/1: is an error page; open it")
        assert (failed["attempts"], failed["next_try_at"]) == (
            1,
            (run.started_at.date() + timedelta(days=1)).isoformat(),
        )
    assert find_missing(settings) == [
        ("a.pdf", "https://example.org/a/1: attached to the answer, and not fetched: what it holds is missing here")
    ]
    run_night(settings, source, days=1)
    with steps.open_run("reprocess", settings) as run:
        assert find_failed(run.ledger)[0]["attempts"] == 2
    source.lacking, source.unlisted = {}, {"a", "b"}
    assert run_night(settings, source, days=3).revisions == 1
    assert find_grants(settings) == {"a.pdf": 4, "b.pdf": 2}
    with steps.open_run("reprocess", settings) as run:
        assert find_failed(run.ledger) == []
    assert find_missing(settings) == []


def test_an_attachment_that_may_come_is_tried_again_within_the_run(settings: Settings) -> None:
    source = Parliament(**{f"q{number:02}": "1 grant\n4 grants" for number in range(12)})
    source.lacking = {location: TemporaryFailure("503; try later") for location in source.questions}
    summary = run_night(settings, source)
    assert len(source.asked) == 24
    assert (summary.stopped, summary.revisions) == (None, 12)  # the answers came: the service is there
    with steps.open_run("reprocess", settings) as run:
        assert {row["attempts"] for row in find_failed(run.ledger)} == {1}


def test_a_question_without_an_answer_is_no_failure_and_is_fetched_once_it_is_there(settings: Settings) -> None:
    source = Parliament(a=None, b="2 grants")
    summary = run_night(settings, source)
    assert summary.coverage is not None
    assert (summary.coverage.held, summary.coverage.unanswered) == (1, 1)
    source.questions["a"] = "1 grant"
    run_night(settings, source)
    assert find_grants(settings) == {"a.pdf": 1, "b.pdf": 2}


def test_a_question_without_an_answer_is_looked_at_every_week_when_it_is_no_longer_listed(settings: Settings) -> None:
    source = Parliament(a=None, b="2 grants")
    run_night(settings, source)
    source.unlisted = {"a"}
    tried = [day for day in range(1, 20) if (run_night(settings, source, days=day), "a" in source.asked)[1]]
    assert tried == [7, 14]
    run_night(settings, source, days=401)
    assert source.asked[-1] == "a"
    run_night(settings, source, days=800)  # asked for a year and more: for good
    assert "a" not in source.asked
    source.unlisted = set()
    source.questions["a"] = "1 grant"
    run_night(settings, source, days=801)
    assert find_grants(settings) == {"a.pdf": 1, "b.pdf": 2}


def test_an_unanswered_question_that_is_listed_is_asked_for_every_night(settings: Settings) -> None:
    source = Parliament(a=None)
    for day in range(3):
        run_night(settings, source, days=day)
        assert source.asked == ["a"]


def test_a_day_to_come_is_no_window(settings: Settings) -> None:
    source = Parliament(a="1 grant")
    with steps.open_run("ingest", settings) as run, pytest.raises(SourceError, match="2099-01-01: that day is still"):
        fetching.discover_documents(run, source, date(2099, 1, 1))
    with steps.open_run("reprocess", settings) as run:
        assert find_discoveries(run.ledger, source.name) == []


def test_weeks_without_any_question_are_doubted(settings: Settings) -> None:
    source = Parliament()
    assert run_night(settings, source).doubt == (
        "parliament offers nothing published in 46 days: look whether its search answers as it used to"
    )
    assert run_night(settings.model_copy(update={"rescan_days": 28}), source).doubt is None
    source = Parliament(a="1 grant")
    assert run_night(settings, source).doubt is None


def test_what_vanished_stays_published(settings: Settings) -> None:
    source = Parliament(a="1 grant", b="2 grants")
    run_night(settings, source)
    source.questions["a"] = VanishedDocument("a: is no longer there; ask the Parliament")
    summary = run_night(settings, source)
    assert (summary.vanished, find_grants(settings)) == (("a",), {"a.pdf": 1, "b.pdf": 2})
    with steps.open_run("reprocess", settings) as run:
        assert find_question(run.ledger, source.name, "a")["vanished_at"]
        assert find_failed(run.ledger) == []
    source.questions["a"] = "1 grant"
    run_night(settings, source, days=1)
    with steps.open_run("reprocess", settings) as run:
        assert find_question(run.ledger, source.name, "a")["vanished_at"] is None


def test_what_a_list_says_fills_gaps_and_what_fetching_says_counts(settings: Settings) -> None:
    source = Parliament(a="1 grant")
    run_night(settings, source)
    with steps.open_run("reprocess", settings) as run:
        question = find_question(run.ledger, source.name, "a")
        assert (question["answered_on"], question["asked_by"]) == (ANSWERED.isoformat(), ["An Peeters"])
        assert [row["location"] for row in find_document(run.ledger, "made-a")] == ["a"]
        assert find_document(run.ledger, "a") == find_document(run.ledger, "made-a")


def test_without_since_the_window_begins_before_what_was_looked_through(settings: Settings) -> None:
    source = Parliament(a="1 grant")
    run_night(settings, source)
    run_night(settings, source, days=30)
    run_night(settings, source, days=90)
    with steps.open_run("reprocess", settings) as run:
        today: date = run.started_at.date()
        assert fetching.choose_since(run, source, date(2020, 1, 1)) == date(2020, 1, 1)
    rescan = timedelta(days=settings.rescan_days)
    assert source.since == [today - rescan, today - rescan, today + timedelta(days=30) - rescan]


def test_a_folder_is_always_looked_at_whole(settings: Settings, folder: Path) -> None:
    from flows.sources.folder import FolderSource

    with steps.open_run("ingest", settings) as run:
        source = FolderSource(folder)
        for _ in range(2):
            progress = fetching.discover_documents(run, source, None)
            assert len(fetching.choose_refs(run, progress)) == 2
            fetching.fetch_documents(run, progress, source, progress.listed)
        assert progress.discovery.since is None
        assert len(find_fetches(run.ledger, source.name, "a.pdf")) == 1  # a file that is as it was asks nobody
