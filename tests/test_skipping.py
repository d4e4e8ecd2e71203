"""Answers that are not worth reading: skipped with the reason, and looked at again where something is different."""

from __future__ import annotations

import pytest
from made_nights import find_grants, run_night
from made_sources import Parliament

from flows import steps
from flows.ledger_questions import find_unread_subjects
from flows.ledger_reports import count_states
from flows.settings import Settings

pytestmark = pytest.mark.usefixtures("made_up_reader")


def test_what_is_not_worth_reading_is_skipped_with_the_reason_until_all_is_to_be_read(settings: Settings) -> None:
    source = Parliament(a="dull", b="2 grants")
    run_night(settings, source)
    assert find_grants(settings) == {"b.pdf": 2}
    with steps.open_run("reprocess", settings) as run:
        assert count_states(run.ledger) == {"published": 1, "skipped": 1}
        (skipped,) = [place for place in run.ledger.find_places() if place.state == "skipped"]
        assert (skipped.cause, skipped.file_name) == ("no amount of money is printed in it", "a.pdf")
        due = [*steps.find_due(run), *steps.find_stored(run, "changed")]
        assert skipped.document_id not in {document.document_id for document in due}
    run_night(settings, source, read_all=True)
    assert find_grants(settings) == {"a.pdf": 0, "b.pdf": 2}


def test_a_skipped_answer_is_looked_at_again_when_it_changes(settings: Settings) -> None:
    source = Parliament(a="dull", b="2 grants")
    run_night(settings, source)
    source.questions["a"] = "3 grants"
    run_night(settings, source, days=1)
    assert find_grants(settings) == {"a.pdf": 3, "b.pdf": 2}


def test_another_reader_looks_at_a_skipped_answer_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    run_night(settings, Parliament(a="dull", b="2 grants"))
    with steps.open_run("reprocess", settings) as run:
        assert steps.find_stored(run, "changed") == []
        monkeypatch.setattr(steps, "reader_version", lambda: "0.2.0+ffffffff")
        changed = steps.find_stored(run, "changed")
        assert [document.file_name for document in changed] == ["a.pdf", "b.pdf"]
        assert (steps.read_batch(run, changed), run.skipped) == (1, 1)
        assert steps.find_stored(run, "changed") == []


def test_what_was_read_once_is_never_skipped(settings: Settings) -> None:
    source = Parliament(a="1 grant", b="2 grants")
    run_night(settings, source)
    source.questions["a"] = "dull"
    run_night(settings, source, days=1)
    assert find_grants(settings) == {"a.pdf": 0, "b.pdf": 2}


def test_a_skipped_answer_is_read_again_by_its_id(settings: Settings) -> None:
    run_night(settings, Parliament(a="dull", b="2 grants"))
    with steps.open_run("reprocess", settings) as run:
        (document,) = steps.find_named(run, [place.document_id for place in run.ledger.find_places() if place.cause])
        assert steps.read_batch(run, [document], read_all=True) == 1
        assert count_states(run.ledger) == {"published": 1, "no_grants": 1}


def test_the_subjects_of_a_batch_are_those_of_its_documents(settings: Settings) -> None:
    run_night(settings, Parliament(a="dull", b="dull", c="dull"))
    with steps.open_run("reprocess", settings) as run:
        assert sorted(find_unread_subjects(run.ledger.engine, ["made-a", "made-c", "made-x"])) == ["made-a", "made-c"]
        assert find_unread_subjects(run.ledger.engine, []) == {}
