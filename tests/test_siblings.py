"""Answers to one question put to several ministers, and the one that the others point to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import process_time

import pytest
from made_results import QUESTION, make_result, with_grant
from reading import SAMPLES, read_content

from flows.dataset import build_dataset, join_results, to_tables
from flows.siblings import link_siblings
from parsers.heading_words import HeadingWords, read_heading_words
from parsers.reference_targets import parse_references
from schemas.dataset import DocumentRecord
from schemas.questions import AnswerKind
from schemas.results import DocumentResult

MINISTERS = {"a": (340, "An Maes"), "b": (611, "Bert Van den Nijs"), "c": (12, "Chris Bal")}


def to_minister(
    document_id: str, kind: AnswerKind = "ordinary", refers_to: str | None = None, **question: object
) -> DocumentResult:
    """The answer of one of three ministers to the same question; only an ordinary one has a grant."""
    number, minister = MINISTERS.get(document_id, (77, "Dirk Dael"))
    result = make_result(document_id, 0 if kind == "referring" else 1)
    asked = replace(QUESTION, **({"number": number, "minister": minister} | question))  # type: ignore[arg-type]
    outcome = "refers_elsewhere" if kind == "referring" else result.document.outcome
    info = replace(result.document, outcome=outcome)  # type: ignore[arg-type]
    return replace(result, document=info, question=asked, answer=replace(result.answer, kind=kind, refers_to=refers_to))


def link(*results: DocumentResult) -> dict[str, DocumentRecord]:
    return {document.document_id: document for document in link_siblings(join_results(results).documents)}


def find_target(refers_to: str | None, *others: DocumentResult) -> str | None:
    return link(to_minister("c", "referring", refers_to), *others)["c"].refers_to_document


def test_answers_to_the_same_members_day_and_title_are_siblings() -> None:
    other = to_minister("d", title="Iets anders")
    printed_otherwise = to_minister(
        "b", title="TOEGEKENDE  -  MIDDELEN", asked_by=("A. TWEEDE", "Nadia Sminate"), items=()
    )
    published = link(to_minister("a"), printed_otherwise, to_minister("c"), other)
    assert {name: document.siblings for name, document in published.items()} == {
        "a": ("b", "c"),
        "b": ("a", "c"),
        "c": ("a", "b"),
        "d": (),
    }
    assert {document.refers_to_document for document in published.values()} == {None}


@pytest.mark.parametrize(
    "question",
    [
        {"asked_on": date(2021, 2, 3)},
        {"asked_on": None},
        {"asked_by": ("Nadia Sminate",)},
        {"asked_by": ()},
        {"title": None},
        {"minister": "An Maes"},  # the same minister: another question of that day
        {"minister": None, "number": 340},
        {"minister": None, "number": None},
    ],
)
def test_what_is_not_surely_a_sibling(question: dict[str, object]) -> None:
    published = link(to_minister("a"), to_minister("b", **question))
    assert published["a"].siblings == published["b"].siblings == ()


@pytest.mark.parametrize(
    ("refers_to", "target"),
    [
        (None, "a"),
        ("gecoördineerd antwoord", "a"),
        ("gecoördineerde antwoord van de minister-president", "a"),
        ("gecoördineerd antwoord van minister An Maes", "a"),
        ("gecoördineerd antwoord van minister Maes", "a"),
        ("antwoord van minister Bert Van den Nijs", "b"),
        ("antwoord op vraag nr. 611", "b"),
        ("gecoördineerd antwoord op vraag nr. 12", "a"),  # its own number
        ("antwoord op vraag nr. 611 van 2 februari 2021; subsidieregister", "b"),
        ("antwoord op vraag nr. 611 van 4 mei 2019", None),
        ("antwoord van minister An Maes; antwoord op vraag nr. 611", None),
        ("gecoördineerd antwoord van minister Piet Verre", None),
        ("gecoördineerd antwoord van minister Verre", None),
        ("antwoord op vraag nr. 88", None),
        ("subsidieregister", None),
        ("www.voorbeeld.be/premies", None),
        ("het jaarverslag 2012", None),
    ],
)
def test_a_referring_answer_points_to_its_sibling(refers_to: str | None, target: str | None) -> None:
    assert find_target(refers_to, to_minister("a", "coordinated"), to_minister("b")) == target


def test_without_one_coordinated_sibling_nothing_is_sure() -> None:
    assert find_target("gecoördineerd antwoord", to_minister("a"), to_minister("b")) is None
    different = with_grant(to_minister("b", "coordinated"), year=2019)
    assert find_target("gecoördineerd antwoord", to_minister("a", "coordinated"), different) is None


def test_of_coordinated_answers_printed_twice_the_one_that_stays() -> None:
    published = link(
        to_minister("a", "coordinated"), to_minister("b", "coordinated"), to_minister("c", "referring", "antwoord")
    )
    assert [(published[name].grants, published[name].refers_to_document) for name in "abc"] == [
        (1, None),
        (0, "a"),
        (0, "a"),
    ]


def test_an_earlier_question_is_found_by_number_day_and_name() -> None:
    earlier = to_minister("e", number=88, asked_on=date(2019, 5, 4), title="Vroeger")
    found = "antwoord op vraag nr. 88 van 4 mei 2019 van mevrouw Nadia Sminate"
    assert find_target(found, earlier) == "e"
    assert find_target(found.replace("mei", "juni"), earlier) is None
    assert find_target("antwoord op vraag nr. 88 van 4 mei 2019 van Jan Peeters", earlier) is None
    assert find_target(found, earlier, to_minister("f", number=88, asked_on=date(2019, 5, 4))) is None


def test_an_answer_of_its_own_points_nowhere() -> None:
    own = with_grant(to_minister("c", "ordinary", "gecoördineerd antwoord van minister An Maes"), year=2019)
    assert link(own, to_minister("a", "coordinated"))["c"].refers_to_document is None


def test_a_withheld_document_is_no_sibling_and_no_target() -> None:
    bad = to_minister("a", "coordinated")
    bad = replace(bad, document=replace(bad.document, pages=-1))
    referring = to_minister("c", "referring", "antwoord van minister An Maes")
    tables = build_dataset([bad, to_minister("b"), referring]).tables
    published = {document.document_id: document for document in tables.documents}
    assert (published["c"].siblings, published["c"].refers_to_document) == (("b",), None)


def test_the_names_and_days_of_a_reference() -> None:
    (reference,) = parse_references("antwoord op vraag nr. 256 van 3 maart 2020 van de heer Bert Nijs", _words())
    assert (reference.numbers, reference.days) == ({256}, {date(2020, 3, 3)})
    assert reference.names("Bert Nijs")
    assert not reference.names("An Maes")
    (impossible,) = parse_references("antwoord op vraag nr. 2 van 31 februari 2020", _words())
    assert impossible.days == frozenset()


@pytest.mark.slow
def test_the_printed_samples() -> None:
    results = [read_content((SAMPLES / "forms" / f"gecoordineerd-{number}.pdf").read_bytes()) for number in (340, 611)]
    first, second = build_dataset(results).tables.documents
    assert (first.siblings, second.siblings) == ((second.document_id,), (first.document_id,))
    assert {first.refers_to_document, second.refers_to_document} in (
        {None, first.document_id},
        {None, second.document_id},
    )


def test_time_grows_with_the_number_of_documents() -> None:
    (record,) = to_tables(make_result("a", 0)).documents
    same = [replace(record, document_id=f"d{number}", minister=f"Minister {number}") for number in range(5_000)]
    start = process_time()
    assert not any(document.siblings for document in link_siblings(same))  # no government is as large
    assert process_time() - start < 2


def _words() -> HeadingWords:
    return read_heading_words()
