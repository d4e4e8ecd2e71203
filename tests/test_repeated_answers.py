"""A coordinated answer printed in the documents of several questions is published once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

import pytest
from made_results import QUESTION, make_result, with_grant
from reading import SAMPLES, read_content

from flows.dataset import build_dataset
from schemas.results import DocumentResult


def sister(
    document_id: str, number: int, grants: int = 3, kind: Literal["ordinary", "coordinated"] = "ordinary"
) -> DocumentResult:
    """The answer to the same question put to another minister."""
    result = make_result(document_id, grants)
    facts = {"question_number": number, "minister": f"Minister {number}"}
    question = replace(QUESTION, number=number, minister=f"Minister {number}")
    rows = tuple(replace(grant, **facts) for grant in result.grants)  # type: ignore[arg-type]
    return replace(result, question=question, grants=rows, answer=replace(result.answer, kind=kind))


def test_the_grants_of_sister_questions_count_once() -> None:
    dataset = build_dataset([sister("b", 12), sister("a", 11), sister("c", 13)]).tables
    assert [(d.document_id, d.outcome, d.grants) for d in dataset.documents] == [
        ("a", "grants", 3),
        ("b", "refers_elsewhere", 0),
        ("c", "refers_elsewhere", 0),
    ]
    assert {grant.document_id for grant in dataset.grants} == {"a"}
    assert sum(grant.amount_eur for grant in dataset.grants) == Decimal("300001.50")
    found = [finding for finding in dataset.findings if finding.code == "answer_repeated"]
    assert [(finding.document_id, finding.severity) for finding in found] == [("b", "info"), ("c", "info")]
    assert "in a (question nr. 11)" in found[0].message


def test_the_coordinated_one_stays_whatever_the_order() -> None:
    results = [sister("a", 11), sister("b", 12, kind="coordinated")]
    dataset = build_dataset(results)
    assert {grant.document_id for grant in dataset.tables.grants} == {"b"}
    assert build_dataset(results[::-1]) == dataset


@pytest.mark.parametrize(
    "other",
    [
        make_result("b", 3),  # the same question: another file, not another minister's
        with_grant(sister("b", 12), amount_eur=Decimal(5)),
        sister("b", 12, grants=2),
        replace(sister("b", 12), question=replace(QUESTION, number=12, minister="X", title="Iets anders")),
        replace(sister("b", 12), question=replace(QUESTION, number=12, minister="X", asked_on=None)),
    ],
)
def test_other_answers_keep_their_grants(other: DocumentResult) -> None:
    dataset = build_dataset([make_result("a", 3), other]).tables
    assert {grant.document_id for grant in dataset.grants} == {"a", "b"}


def with_file(result: DocumentResult, sha256: str) -> DocumentResult:
    rows = tuple(replace(grant, document_sha256=sha256) for grant in result.grants)
    return replace(result, document=replace(result.document, sha256=sha256), grants=rows)


@pytest.mark.parametrize("grants", [1, 3])
def test_one_file_listed_with_three_questions_counts_once(grants: int) -> None:
    results = [with_file(make_result(name, grants), "5" * 64) for name in ("c", "a", "b")]
    dataset = build_dataset(results).tables
    assert {grant.document_id for grant in dataset.grants} == {"a"}
    told = [(d.document_id, d.outcome, d.refers_to_document, d.siblings) for d in dataset.documents]
    assert told == [
        ("a", "grants", None, ("b", "c")),
        ("b", "refers_elsewhere", "a", ("a", "c")),
        ("c", "refers_elsewhere", "a", ("a", "b")),
    ]


def test_a_list_attached_to_two_sister_answers_counts_once() -> None:
    results = []
    for name, number in (("a", 11), ("b", 12)):
        result = sister(name, number)
        file = f"schv-{number}.attachment-1.xlsx"
        rows = [replace(grant, attachment=file, grant_id=f"{name}/{file}:{grant.place}") for grant in result.grants]
        results.append(replace(result, grants=tuple(rows)))
    assert {grant.document_id for grant in build_dataset(results).tables.grants} == {"a"}


def test_a_file_without_a_heading_counts_once_too() -> None:
    blank = replace(QUESTION, number=None, minister=None, title=None, asked_on=None, asked_by=())
    results = [replace(with_file(make_result(name, 2), "7" * 64), question=blank) for name in ("a", "b")]
    assert {grant.document_id for grant in build_dataset(results).tables.grants} == {"a"}


@pytest.mark.parametrize(("kind", "kept"), [("ordinary", 2), ("coordinated", 1)])
def test_a_single_grant_needs_the_word_coordinated(kind: Literal["ordinary", "coordinated"], kept: int) -> None:
    assert len(build_dataset([sister("a", 11, 1, kind), sister("b", 12, 1)]).tables.grants) == kept


def test_the_printed_samples_of_one_coordinated_answer() -> None:
    files = [SAMPLES / "forms" / f"gecoordineerd-{number}.pdf" for number in (340, 611)]
    results = [read_content(file.read_bytes()) for file in files]
    assert [len(result.grants) for result in results] == [3, 3]
    assert sum(grant.amount_eur for grant in build_dataset(results).tables.grants) == 46750
