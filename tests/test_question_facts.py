"""What a service tells of a question fills what its document does not print."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from made_nights import run_night
from made_results import QUESTION, make_result
from made_sources import ANSWERED, Parliament

from flows import publishing, steps
from flows.question_facts import check_question, complete_question
from flows.settings import Settings
from schemas.questions import Question, QuestionAnswer, QuestionFacts
from schemas.results import DocumentResult

BLANK = Question(None, None, None, None, (), None, None, ())
FACTS = QuestionFacts(
    number=162,
    parliamentary_year="2020-2021",
    title="Toegekende middelen",
    asked_by=("Nadia Sminate",),
    minister="Bart Somers",
    asked_on=date(2021, 2, 2),
    answered_on=date(2021, 3, 4),
)


def without_headings(result: DocumentResult) -> DocumentResult:
    blank = {"question_number": None, "parliamentary_year": None, "asked_on": None, "asked_by": (), "minister": None}
    grants = tuple(replace(grant, **blank, question_title=None) for grant in result.grants)  # type: ignore[arg-type]
    return replace(result, question=BLANK, grants=grants)


def test_what_is_not_printed_is_filled_in_the_document_and_its_grants() -> None:
    completed = complete_question(without_headings(make_result(grants=2)), FACTS)
    told = (162, "2020-2021", date(2021, 2, 2), date(2021, 3, 4), ("Nadia Sminate",), "Bart Somers")
    question = completed.question
    assert (
        question.number,
        question.parliamentary_year,
        question.asked_on,
        question.answered_on,
        question.asked_by,
        question.minister,
    ) == told
    assert question.title == "Toegekende middelen"
    for grant in completed.grants:
        assert (
            grant.question_number,
            grant.parliamentary_year,
            grant.asked_on,
            grant.answered_on,
            grant.asked_by,
            grant.minister,
        ) == told
        assert grant.question_title == "Toegekende middelen"
    assert completed.findings == make_result().findings


def test_what_is_printed_stays() -> None:
    other = QuestionFacts(7, "1999-2000", "Anders", ("X Y",), "Z W", date(1999, 12, 1), None)
    result = make_result()
    completed = complete_question(result, other)
    assert (completed.question, completed.grants) == (result.question, result.grants)
    messages = [finding.message for finding in completed.findings if finding.code == "question_differs"]
    assert messages == [
        "question_number: the document prints 162, which is published; the service tells 7",
        "asked_on: the document prints 2021-02-02, which is published; the service tells 1999-12-01",
    ]


@pytest.mark.parametrize("facts", [QuestionFacts(), FACTS, QuestionFacts(title="Anders", asked_by=("X Y",))])
def test_no_finding_where_nothing_differs(facts: QuestionFacts) -> None:
    assert list(check_question(QUESTION, facts)) == []


def test_a_service_that_tells_nothing_changes_nothing() -> None:
    assert complete_question(make_result(), QuestionFacts()) == make_result()


def test_the_parliamentary_year_follows_from_the_day() -> None:
    day = QuestionFacts(asked_on=date(2021, 9, 28))
    assert complete_question(without_headings(make_result()), day).question.parliamentary_year == "2021-2022"
    printed = replace(QUESTION, asked_on=None)
    assert complete_question(replace(make_result(), question=printed), day).question.parliamentary_year == "2020-2021"


def test_a_document_of_several_questions_stays_as_it_is() -> None:
    result = without_headings(make_result())
    several = replace(result, questions=(QuestionAnswer(QUESTION, result.answer), QuestionAnswer(BLANK, result.answer)))
    assert complete_question(several, FACTS) == several


def publish_night(settings: Settings, source: Parliament) -> None:
    run_night(settings, source)
    with steps.open_run("publish", settings) as run:
        publishing.publish_results(run, source.name, publishing.find_results(run))


def read_published(settings: Settings, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (settings.outputs / f"latest/{table}.jsonl").read_text().splitlines()]


@pytest.mark.usefixtures("made_up_reader")
def test_what_the_ledger_holds_of_a_question_is_published(settings: Settings) -> None:
    publish_night(settings, Parliament(a="1 grant"))
    ((document,), (grant,)) = read_published(settings, "documents"), read_published(settings, "grants")
    assert (document["answered_on"], grant["answered_on"]) == (ANSWERED.isoformat(), ANSWERED.isoformat())
    assert (document["question_number"], grant["question_number"]) == (162, 162)
    differing = [
        finding["message"] for finding in read_published(settings, "findings") if "differs" in str(finding["code"])
    ]
    assert differing == ["question_number: the document prints 162, which is published; the service tells 1"]


@pytest.mark.usefixtures("made_up_reader")
def test_a_revision_that_stays_published_is_completed_too(settings: Settings) -> None:
    source = Parliament(a="1 grant")
    publish_night(settings, source)
    source.questions["a"] = "bad"
    publish_night(settings, source)
    (document,) = read_published(settings, "documents")
    assert (document["grants"], document["answered_on"]) == (1, ANSWERED.isoformat())
