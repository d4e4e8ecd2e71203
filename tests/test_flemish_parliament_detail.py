"""What the Flemish Parliament tells of a question: JSON or XML, whole or in parts, and what is no answer at all."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.sources.flemish_parliament.answers import UnusableAnswer
from flows.sources.flemish_parliament.detail import QuestionDetail, parse_detail, parse_details
from schemas.questions import QuestionFacts

DATA = Path(__file__).parent / "data" / "flemish_parliament"
QUESTION = json.loads((DATA / "detail.json").read_text(encoding="utf-8"))
ASKED = "1900001"
FACTS = QuestionFacts(
    number=321,
    parliamentary_year="2024-2025",
    title="Sportinfrastructuur  -  Toegekende subsidies",
    asked_by=("An Peeters",),
    minister="Jef Van den Bos",
    answered_on=date(2025, 2, 6),
    themes=("Sport", "Begroting"),
)


def parse(question: Any) -> QuestionDetail:
    return parse_detail(json.dumps(question).encode(), ASKED)


@pytest.mark.parametrize("name", ["detail.json", "detail.xml"])
def test_json_and_xml_tell_the_same(name: str) -> None:
    detail = parse_detail((DATA / name).read_bytes(), ASKED)
    assert (detail.question_id, detail.facts) == (ASKED, FACTS)
    assert [url.rpartition("=")[2] for url in detail.urls] == ["2100005", "2100002", "2100009"]
    assert [(step.on, step.status) for step in detail.history] == [
        (date(2025, 1, 9), "Vraag gesteld aan de minister"),
        (date(2025, 2, 6), "Tijdig beantwoord"),
    ]


def test_a_question_is_found_in_whatever_wrapper() -> None:
    for wrapped in ({"schriftelijkevraag": QUESTION}, [QUESTION], {"a": [{"b": {"c": QUESTION}}]}):
        assert parse(wrapped).facts == FACTS
    nameless = {key: value for key, value in QUESTION.items() if key != "id"}
    assert parse({"schriftelijkevraag": nameless}).facts == FACTS


def test_the_id_of_a_person_is_no_question() -> None:
    with pytest.raises(UnusableAnswer, match="nothing of question 1900002"):
        parse_detail(json.dumps(QUESTION).encode(), "1900002")


def test_a_list_tells_of_those_asked_for() -> None:
    content = (DATA / "list.json").read_bytes()
    details = parse_details(content, ["1900001", "1900002", "1900004", "1900009", "7"])
    assert sorted(details) == ["1900001", "1900002"]
    assert details["1900001"] == parse(QUESTION)
    assert (details["1900002"].facts.asked_by, details["1900002"].facts.answered_on) == (("Bo Claes",), None)


@pytest.mark.parametrize(
    ("status", "answered"),
    [
        ("Beantwoord", True),
        ("Laattijdig beantwoord", True),
        ("tijdig BEANTWOORD", True),
        ("Onbeantwoord", False),
        ("Nog niet beantwoord", False),
        ("Antwoord ontvangen", False),
    ],
)
def test_a_question_is_answered_on_the_day_that_its_history_says(status: str, answered: bool) -> None:
    detail = parse({"id": ASKED, "procedureverloop": {"datum": "2025-03-01T00:00:00", "status": status}})
    assert detail.facts.answered_on == (date(2025, 3, 1) if answered else None)
    assert detail.is_answered == answered


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"bestand-ordered": {"URL": "a"}}, ("a",)),
        ({"bestand-ordered": "a"}, ("a",)),
        ({"bestand-ordered": [{"url": "a"}, {"URL": "b", "naam": "x"}, {}, None]}, ("a", "b")),
        ({"document": {"url": "c"}, "bijlage": [{"url": "b"}, {"url": "a"}], "bestand-ordered": [{"URL": "a"}]}, "abc"),
        ({"bestanden": {"bestand-ordered": [{"URL": ["a", "b"]}]}}, ("a", "b")),
        ({"bestand-ordered": []}, ()),
    ],
)
def test_files_stand_in_the_order_in_which_they_are_told(files: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert parse({"id": 1900001, **files}).urls == tuple(expected)


UNUSABLE = [
    (b"", "empty"),
    (b" \r\n", "empty"),
    (b"<!DOCTYPE html><html><body>Access policy</body></html>", "web page"),
    (b"<html>logout</html>", "web page"),
    (b"no data found", "no JSON .no data found"),
    (b'"no data found"', "nothing of question"),
    (b'{"error": "no data found"}', "nothing of question"),
    (b"{}", "nothing of question"),
    (b"[]", "nothing of question"),
    (b"null", "nothing of question"),
    (b'{"id": 7, "onderwerp": "another one"}', "nothing of question"),
    (b'{"id": 1900001}', "nothing of question"),
    (b'{"id": 1900001, "error": "no data found"}', "nothing of question 1900001 .*no data found"),
    (b"<error>no data found</error>", "nothing of question"),
    (b"<schriftelijkevraag><id>1900001</id>", "no XML"),
    (b'{"id": 1900001', "no JSON"),
    (b"\xff\xfe{}", "no JSON"),
    (b"[" * 100_000, "no JSON"),
    (b"<a>" * 1000 + b"</a>" * 1000, "no XML"),
]


@pytest.mark.parametrize(("content", "why"), UNUSABLE)
def test_what_is_no_question_is_asked_for_again(content: bytes, why: str) -> None:
    with pytest.raises(UnusableAnswer, match=why):
        parse_detail(content, ASKED)


def test_xml_cannot_read_files_nor_blow_up(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("Geheim", encoding="utf-8")
    for definition in (f'<!ENTITY e SYSTEM "{secret.as_uri()}">', '<!ENTITY l "lol"><!ENTITY e "&l;&l;&l;">'):
        content = f"<!DOCTYPE v [{definition}]><v><id>{ASKED}</id><onderwerp>&e;</onderwerp></v>"
        for start in ("", '<?xml version="1.0"?>'):
            with pytest.raises(UnusableAnswer, match=r"definitions of its own|web page"):
                parse_detail((start + content).encode(), ASKED)


def test_half_a_character_can_be_stored() -> None:
    detail = parse_detail(b'{"id": 1900001, "onderwerp": "a\\ud800b"}', ASKED)
    assert detail.facts.title is not None
    assert detail.facts.title.encode() == b"a?b"


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(["", " ", "12", "a,b", "2025-01-01T", "beantwoord"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*QUESTION, "URL", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sets(st.sampled_from(sorted(set(QUESTION) - {"id", "onderwerp"}))), st.booleans())
def test_any_key_may_be_missing_or_null(gone: set[str], as_null: bool) -> None:
    question = {key: None if key in gone else value for key, value in QUESTION.items() if as_null or key not in gone}
    detail = parse(question)
    whole = parse(QUESTION)
    assert (detail.history == whole.history) == ("procedureverloop" not in gone)
    assert detail.facts.number == (None if "vraagnummer" in gone else 321)
    assert detail.facts.minister == (None if "minister" in gone else "Jef Van den Bos")
    assert detail.facts.themes == (() if "thema" in gone else FACTS.themes)
    assert set(detail.urls) <= set(whole.urls)


@given(st.sets(st.sampled_from(sorted(set(QUESTION) - {"id"})), min_size=1))
def test_a_single_value_says_what_a_list_of_one_says(keys: set[str]) -> None:
    single = {key: value[0] if isinstance(value, list) else value for key, value in QUESTION.items()}
    listed = {key: [value] if key in keys else value for key, value in single.items()}
    assert parse(listed) == parse(single)


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(sorted(QUESTION)), values))
def test_whatever_stands_in_an_answer_is_understood_or_refused(question: dict[str, Any]) -> None:
    detail = parse({"titel": "x", **question, "id": ASKED})
    assert detail.question_id == ASKED
    assert all(isinstance(url, str) and url for url in detail.urls)
    assert detail.facts.number is None or detail.facts.number >= 0
