"""What becomes of fetches that fail: tried again later, a service left alone, a run that was killed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from made_nights import find_grants, find_states, run_night
from made_sources import Parliament

from flows import fetching, steps
from flows.ledger_reports import find_failed, find_question
from flows.settings import Settings
from flows.sources import ServiceRefuses, SourceError, TemporaryFailure

pytestmark = pytest.mark.usefixtures("made_up_reader")


def test_a_failure_is_tried_again_after_1_2_4_days_also_when_it_is_no_longer_listed(settings: Settings) -> None:
    source = Parliament(a=SourceError("a: is an error page; look at it"), b="2 grants")
    run_night(settings, source)
    source.unlisted = {"a", "b"}
    tried = [day for day in range(20) if (run_night(settings, source, days=day), source.asked)[1]]
    assert tried == [1, 3, 7, 15]
    with steps.open_run("reprocess", settings) as run:
        (failed,) = find_failed(run.ledger)
        due = (run.started_at + timedelta(days=31)).date().isoformat()
        assert (failed["location"], failed["attempts"], failed["next_try_at"]) == ("a", 5, due)
    source.questions["a"] = "1 grant"
    run_night(settings, source, days=31)
    assert find_states(settings) == {"published": 2}


def test_a_temporary_failure_does_not_wait_within_the_run_and_counts_once(settings: Settings) -> None:
    source = Parliament(a=TemporaryFailure("a: no connection; try later"), b="2 grants")
    run_night(settings, source)
    assert source.asked == ["a", "b", "a"]
    with steps.open_run("reprocess", settings) as run:
        assert find_question(run.ledger, source.name, "a")["attempts"] == 1
        assert find_failed(run.ledger)[0]["cause"] == "a: no connection; try later"


def test_a_service_that_fails_for_one_after_the_other_is_left_alone(settings: Settings) -> None:
    away = {f"q{number:02}": TemporaryFailure("no answer within 30 s; try later") for number in range(25)}
    source = Parliament(**away)
    with steps.open_run("ingest", settings) as run:
        progress = fetching.discover_documents(run, source, None)
        with pytest.raises(fetching.ServiceAway, match="10 documents in a row could not be fetched: no answer"):
            fetching.fetch_documents(run, progress, source, fetching.choose_refs(run, progress))
        assert len(source.asked) == 10
        source.refuses_after = 0  # and when it is tried again, it refuses
        fetching.fetch_documents(run, progress, source, progress.listed)
        assert progress.stopped == "parliament: refuses us; ask them"


def test_what_is_under_way_when_the_service_is_away_is_noted(settings: Settings) -> None:
    away = {f"q{number:02}": TemporaryFailure("no answer within 30 s; try later") for number in range(10)}
    source = Parliament(**away, r="1 grant", s=SourceError("s: is an error page"), t="2 grants")
    source.under_way = 2
    with steps.open_run("ingest", settings) as run:
        progress = fetching.discover_documents(run, source, None)
        with pytest.raises(fetching.ServiceAway, match="10 documents in a row"):
            fetching.fetch_documents(run, progress, source, progress.listed)
        assert len(source.asked) == 12
        assert {location for _, location in progress.settled} == {"r", "s"}
        assert [document.document_id for document in run.ledger.find_current()] == ["made-r"]


def test_a_source_that_cannot_be_had_at_all_is_told(settings: Settings) -> None:
    """A list of details in bulk, say, that comes for no document."""
    source = Parliament(a="1 grant")
    with steps.open_run("ingest", settings) as run:
        progress = fetching.discover_documents(run, source, None)
        source.broken = TemporaryFailure("no answer; try later")
        with pytest.raises(fetching.ServiceAway, match="no answer"):
            fetching.fetch_documents(run, progress, source, progress.listed)
        source.broken = SourceError("no JSON; report it")
        fetching.fetch_documents(run, progress, source, progress.listed)
        assert (progress.stopped, source.asked) == ("no JSON; report it", [])


def test_a_refusal_ends_the_fetching_and_what_is_there_is_published(settings: Settings) -> None:
    source = Parliament(a="1 grant", b="2 grants", c="3 grants")
    source.refuses_after = 2
    summary = run_night(settings, source)
    assert summary.stopped == "parliament: refuses us; ask them"
    assert summary.coverage is not None
    assert (summary.coverage.held, summary.coverage.waiting) == (2, 1)
    assert find_grants(settings) == {"a.pdf": 1, "b.pdf": 2}
    source.refuses_after, source.unlisted = None, {"a", "b", "c"}
    run_night(settings, source)  # what was left to do is done, though nothing lists it now
    assert source.asked == ["c"]


def test_a_refusal_told_with_a_document_leaves_it_to_be_fetched(settings: Settings) -> None:
    source = Parliament(a=ServiceRefuses("403; ask them"), b="2 grants")
    assert run_night(settings, source).stopped == "403; ask them"
    source.questions["a"] = "1 grant"
    run_night(settings, source)
    assert source.asked == ["a", "b"]


def test_a_killed_run_goes_on_where_it_stopped(settings: Settings) -> None:
    source = Parliament(a="1 grant", b="2 grants", c="3 grants")

    def fetch_and_die() -> None:
        with steps.open_run("ingest", settings) as run:
            progress = fetching.discover_documents(run, source, None)
            fetching.fetch_documents(run, progress, source, progress.listed[:2])
            (run.corpus.incoming / "half").write_text("%PDF")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_and_die()
    run_night(settings, source)
    assert source.asked == ["c"]
    assert find_grants(settings) == {"a.pdf": 1, "b.pdf": 2, "c.pdf": 3}
    assert not list((settings.corpus / "incoming").iterdir())


def test_damaged_bytes_are_fetched_whole_again(settings: Settings) -> None:
    source = Parliament(a="1 grant", b="2 grants")
    run_night(settings, source)
    with steps.open_run("reprocess", settings) as run:
        (document, _) = steps.find_stored(run, "all")
        document.path.write_text("9 grant")
        run.ledger.note_failed(document.document_id, document.sha256, "the file was changed")
    source.unlisted = {"a", "b"}
    run_night(settings, source, days=1)
    assert (source.asked, document.path.read_text()) == (["a"], "1 grant")
    assert find_states(settings) == {"published": 2}


def test_a_run_asks_no_more_once_the_service_is_away(settings: Settings) -> None:
    """The loop over batches, with the tasks' own functions: without Prefect's waits between its tries."""
    away = {f"q{number:02}": TemporaryFailure("no answer within 30 s; try later") for number in range(25)}
    source = Parliament(q="1 grant", **away)
    with steps.open_run("ingest", settings.model_copy(update={"batch_size": 4})) as run:
        fetching.fetch_all(run, source, None, fetching.FetchVerbs())
        assert run.fetching is not None
        assert run.fetching.stopped is not None
        assert run.fetching.stopped.startswith("parliament: 10 documents in a row could not be fetched: no answer")
    assert len(source.asked) == 11
