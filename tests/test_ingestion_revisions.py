"""Questions whose files change from one night to the next: each change is one revision, and nothing is lost by it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from made_runs import find_published
from night_checks import (
    check_manners,
    check_stored,
    check_whole,
    count_ledger_states,
    count_revisions,
    find_changes,
)
from parliament_nights import (
    TODAY,
    find_answered,
    find_hit,
    make_answer,
    make_answers,
    make_pdf,
    pass_night,
    to_settings,
)

from flows.demo_server.server import DemoServer
from flows.ledger_reports import find_question
from flows.sources.flemish_parliament.hits import SOURCE
from flows.steps import open_run

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("made_up_reader")]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return make_answers(tmp_path / "answers", 9)


def to_id(number: int) -> str:
    return f"vlaams-parlement-schv-{number}"


@pytest.mark.parametrize(("fault", "days"), [("", 1), ("replaced=new-id", 0), ("replaced=new-id", 1)])
def test_a_replaced_answer_is_a_new_revision(answers: Path, tmp_path: Path, fault: str, days: int) -> None:
    """Its file may keep its number, which shows the next night, or get another, which the list tells at once."""
    with DemoServer(answers) as server:
        settings, hit = to_settings(server, tmp_path), find_hit(server)
        pass_night(server, settings)
        (old,), before = find_answered(server)[hit], find_published(settings)[f"schv-{hit}.pdf"]
        server.catalogue.questions[hit].files[0].path.write_bytes(make_pdf(before + 3, "replaced"))
        if fault:
            server.faults.add(f"{fault}@{hit}")
        second = pass_night(server, settings, days=days)
        assert second.read == (to_id(hit),)
        assert find_published(settings)[f"schv-{hit}.pdf"] == before + 3
        kinds = [kind for kind, document in find_changes(settings) if document == to_id(hit)]
        assert kinds.count("grant_added") == 3
        assert "document_revised" in kinds
        assert {document for _, document in find_changes(settings)} == {to_id(hit)}
        assert pass_night(server, settings, days=days + 1).release is None
        new = find_answered(server)[hit][0] + (b"\n% version 1\n%%EOF\n" if fault else b"")
        kept = {content for number, files in find_answered(server).items() for content in files if number != hit}
        check_stored(settings, kept | {old, new})
        assert count_revisions(settings, [hit]) == {hit: 2}
        check_manners(server)


@pytest.mark.parametrize(("days", "changed"), [(7, {}), (0, {"recheck_hours": 0})])
def test_an_attachment_that_arrives_later_is_a_new_revision(
    answers: Path, tmp_path: Path, days: int, changed: dict[str, float]
) -> None:
    with DemoServer(answers) as server:
        settings, hit = to_settings(server, tmp_path, **changed), find_hit(server, 2)
        server.faults.add(f"late-attachment@{hit}")
        pass_night(server, settings)
        before = find_published(settings)[f"schv-{hit}.pdf"]
        server.faults.clear()
        second = pass_night(server, settings, days=days)
        assert second.read == (to_id(hit),)
        assert find_published(settings)[f"schv-{hit}.pdf"] == 5 != before
        assert ("document_revised", to_id(hit)) in find_changes(settings)
        check_whole(server, settings, revised=[hit])
        assert pass_night(server, settings, days=days + 1).release is None
        check_manners(server)


def test_an_attachment_that_is_withdrawn_is_a_revision_without_it(answers: Path, tmp_path: Path) -> None:
    with DemoServer(answers) as server:
        settings, hit = to_settings(server, tmp_path), find_hit(server, 2)
        pass_night(server, settings)
        server.faults.add(f"late-attachment@{hit}")
        second = pass_night(server, settings, days=1)
        assert second.read == (to_id(hit),)
        kinds = [kind for kind, document in find_changes(settings) if document == to_id(hit)]
        assert {"document_revised", "grant_removed"} <= set(kinds)
        assert find_published(settings)[f"schv-{hit}.pdf"] != 5
        server.faults.clear()
        third = pass_night(server, settings, days=2)  # and it is back
        assert (third.read, third.release is None) == ((to_id(hit),), False)
        check_whole(server, settings, revised=[hit, hit])


def test_answers_that_are_listed_no_more_stay_published_and_are_told(answers: Path, tmp_path: Path) -> None:
    with DemoServer(answers) as server:
        settings, hit = to_settings(server, tmp_path), find_hit(server, 2)
        pass_night(server, settings)
        server.faults.add(f"unanswered@{hit}")
        second = pass_night(server, settings, days=1)
        assert second.release is None
        assert [(name, "none is listed any more" in cause) for name, cause in second.summary.unread] == [
            (str(hit), True)
        ]
        check_whole(server, settings)
        server.faults.clear()
        assert pass_night(server, settings, days=2).summary.unread == ()
        check_whole(server, settings)


def test_an_answer_that_was_not_there_yet(answers: Path, tmp_path: Path) -> None:
    with DemoServer(answers) as server:
        settings, hit = to_settings(server, tmp_path), find_hit(server, 2)
        server.faults.add(f"unanswered@{hit}")
        assert pass_night(server, settings).summary.unread == ()
        assert count_ledger_states(settings) == {"published": 8, "discovered": 1}
        server.faults.clear()
        assert pass_night(server, settings).read == (to_id(hit),)
        check_whole(server, settings)


def test_a_question_that_vanishes_stays_published(answers: Path, tmp_path: Path) -> None:
    with DemoServer(answers) as server:
        settings, hit = to_settings(server, tmp_path), find_hit(server)
        pass_night(server, settings)
        server.faults.add(f"vanish@{hit}")
        for day in (1, 2):
            night = pass_night(server, settings, days=day)
            assert night.summary.fetching is not None
            assert (night.summary.fetching.vanished, night.summary.unread, night.release) == ((str(hit),), (), None)
        check_whole(server, settings)
        with open_run("reprocess", settings) as run:
            assert find_question(run.ledger, SOURCE, str(hit))["vanished_at"]
        server.faults.clear()
        assert pass_night(server, settings, days=3).release is None
        with open_run("reprocess", settings) as run:
            assert find_question(run.ledger, SOURCE, str(hit))["vanished_at"] is None
        check_whole(server, settings)


def test_a_truncated_file_that_the_service_holds_for_whole_does_not_replace_what_was_read(
    answers: Path, tmp_path: Path
) -> None:
    with DemoServer(answers) as server:
        settings, hit = to_settings(server, tmp_path), find_hit(server)
        pass_night(server, settings)
        (whole,) = find_answered(server)[hit]
        path = server.catalogue.questions[hit].files[0].path
        path.write_bytes(whole[:300])
        second = pass_night(server, settings, days=1)
        ((name, cause),) = second.summary.unread
        assert (name, "stays published" in cause) == (f"schv-{hit}.pdf", True)
        assert find_published(settings)[f"schv-{hit}.pdf"] == int(whole.split()[1])
        path.write_bytes(whole)
        third = pass_night(server, settings, days=2)
        assert third.summary.unread == ()
        check_whole(server, settings, whole[:300], revised=[hit, hit])


def test_a_question_asked_a_year_ago_and_answered_today_is_found(tmp_path: Path) -> None:
    answers = make_answers(tmp_path / "answers", 3)
    with DemoServer(answers) as server:
        settings = to_settings(server, tmp_path)
        pass_night(server, settings, since=None)
    make_answer(answers, 9, TODAY, asked=TODAY - timedelta(days=365))
    with DemoServer(answers, port=int(server.url.rpartition(":")[2])) as server:
        night = pass_night(server, settings, since=None)
        assert len(night.read) == 1
        check_whole(server, settings)


def test_a_machine_that_was_off_for_sixty_nights_misses_nothing(tmp_path: Path) -> None:
    """It takes up 45 days before the night on which it was last on."""
    answers = tmp_path / "answers"
    for position in range(6):
        make_answer(answers, position, TODAY - timedelta(days=100 - 8 * position))
    with DemoServer(answers) as server:
        settings = to_settings(server, tmp_path)
        pass_night(server, settings, days=-60, since=None)
        check_whole(server, settings)
    for position in range(6, 20):
        make_answer(answers, position, TODAY - timedelta(days=4 * (19 - position)))
    late = make_answer(answers, 20, TODAY - timedelta(days=104), asked=TODAY - timedelta(days=110))
    assert late.exists()  # published late, with a day before the last night
    with DemoServer(answers, port=int(server.url.rpartition(":")[2])) as server:
        night = pass_night(server, settings, since=None)
        assert len(night.read) == 15
        check_whole(server, settings)
        assert pass_night(server, settings, since=None).release is None
        check_manners(server)
