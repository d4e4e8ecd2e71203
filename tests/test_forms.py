"""The old and special forms of answers against their truth."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from reading import SAMPLES, read_content
from test_golden import expected_fields, found_fields, to_date

from schemas.questions import Question, QuestionAnswer
from schemas.results import DocumentResult

FORMS = SAMPLES / "forms"
IDS = sorted(path.name.removesuffix(".truth.json") for path in FORMS.glob("*.truth.json"))
OF_THE_QUESTION = ("question_number", "minister", "question_title")


@cache
def read_truth(name: str) -> dict[str, Any]:
    return json.loads((FORMS / f"{name}.truth.json").read_text(encoding="utf-8"))


@cache
def read_form(name: str) -> DocumentResult:
    return read_content((FORMS / f"{name}.pdf").read_bytes())


def test_every_form_has_its_truth_its_first_score_and_its_line_in_the_readme() -> None:
    with (FORMS / "first_scores.csv").open(encoding="utf-8") as file:
        scored = sorted(row["document"] for row in csv.DictReader(file))
    lines = (FORMS / "README.md").read_text(encoding="utf-8").splitlines()
    assert sorted(path.stem for path in FORMS.glob("*.pdf")) == IDS == scored
    assert sorted(line.split("`")[1] for line in lines if line.startswith("| `")) == IDS


@pytest.mark.parametrize("name", IDS)
def test_grants_carry_their_own_question(name: str) -> None:
    truth, result = read_truth(name), read_form(name)
    expected = [to_compared(grant) for grant in truth["grants"]]
    assert [found_fields(g, e) for g, e in zip(result.grants, expected, strict=False)] == expected
    assert len(result.grants) == len(expected)
    assert result.document.outcome == truth["outcome"]


def to_compared(grant: dict[str, Any]) -> dict[str, Any]:
    fields = expected_fields(grant) | {key: grant[key] for key in OF_THE_QUESTION if key in grant}
    return {key: value for key, value in fields.items() if key not in grant.get("_loose", ())}


@pytest.mark.parametrize("name", IDS)
def test_questions(name: str) -> None:
    truth, result = read_truth(name), read_form(name)
    assert facts(result.question) == truth_facts(truth["question"])
    assert [facts(told.question) for told in result.questions] == [truth_facts(q) for q in truth.get("questions", [])]
    assert [item.number for item in result.question.items] == truth["subquestions"]
    assert [list(item.covers) for item in result.answer.items] == truth["answers"]
    assert result.answer.kind == truth.get("kind", "ordinary")
    assert result.answer.refers_to == truth.get("refers_to")


def facts(question: Question) -> dict[str, Any]:
    return {key: getattr(question, key) for key in KEYS}


def truth_facts(told: dict[str, Any]) -> dict[str, Any]:
    days = {key: to_date(told[key]) for key in ("asked_on", "answered_on")}
    return {key: told[key] for key in KEYS} | days | {"asked_by": tuple(told["asked_by"])}


KEYS = ("number", "parliamentary_year", "asked_on", "answered_on", "asked_by", "minister", "title")


@pytest.mark.parametrize("name", [name for name in IDS if read_truth(name)["grants"]])
def test_every_amount_stands_where_its_record_says(name: str) -> None:
    """Also in the right one of two columns: the words inside a record's place are the amount as printed."""
    import pdfplumber

    with pdfplumber.open(FORMS / f"{name}.pdf") as pdf:
        for grant in read_form(name).grants:
            x0, top, x1, bottom = grant.bbox
            words = pdf.pages[grant.page - 1].extract_words()
            inside = [w["text"] for w in words if x0 <= w["x0"] <= x1 and top <= (w["top"] + w["bottom"]) / 2 <= bottom]
            assert all(part in " ".join(inside) for part in grant.amount_printed.split())
            assert grant.place == f"p{grant.page}-x{grant.place.split('-x')[1]}"


def test_a_bulletin_tells_of_its_questions_and_says_nothing_of_the_whole() -> None:
    result = read_form("bulletin-2009")
    assert [told.question.number for told in result.questions] == [12, 13, 15, 18]
    assert {grant.asked_by for grant in result.grants} == {("Marie-Lou Hoebrechts",), ("Jonas Terwinghe",)}
    assert result.question.number is None
    assert result.document.pages == 2
    assert [(f.code, f.severity) for f in result.findings if f.code == "several_questions"] == [
        ("several_questions", "info")
    ]


def test_results_of_several_questions_survive_json() -> None:
    from flows.results import from_json, to_json

    result = read_form("bulletin-2009")
    assert from_json(to_json(result)) == result
    alone = replace(result, questions=())
    assert to_json(alone) != to_json(result)
    assert isinstance(from_json(to_json(result)).questions[0], QuestionAnswer)
