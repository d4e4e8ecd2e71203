"""The outline as a whole: the committed example, places in it, and documents of any content."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outline_pages import line_top, to_pages

from parsers.pages import read_pages
from parsers.sections import find_answer_item, find_section, read_outline
from schemas.questions import Outline

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
DOCUMENT = """Subsidies  -  Projecten

1. Hoeveel?
2. Waar?

ANTWOORD
op vraag nr. 162 van 2 februari 2021
van NADIA SMINATE

Vooraf dit.
1. Zie de tabel.

2. Hier.
BIJLAGE
Gemeente
"""
ROWS = DOCUMENT.split("\n")


@pytest.fixture(scope="module")
def sample() -> Outline:
    return read_outline(read_pages((SAMPLES / "sv-162-2021-02-02.pdf").read_bytes()))


@pytest.fixture
def outline() -> Outline:
    return read_outline(to_pages(DOCUMENT))


def test_sample_question(sample: Outline) -> None:
    truth = json.loads((SAMPLES / "sv-162-2021-02-02.truth.json").read_text(encoding="utf-8"))
    question = sample.question
    assert question.number == truth["question"]["number"]
    assert question.asked_on == date.fromisoformat(truth["question"]["asked_on"])
    assert question.asked_by == (truth["question"]["asked_by"],)
    assert question.minister == truth["question"]["minister"]
    assert question.title == truth["question"]["title"]
    assert question.parliamentary_year == "2020-2021"
    assert [item.number for item in question.items] == truth["subquestions"]
    assert question.items[2].text.startswith("Op basis van welke objectieve criteria maakt de minister")
    assert question.items[2].text.endswith("binnen dit begrotingsartikel?")


def test_sample_answer(sample: Outline) -> None:
    truth = json.loads((SAMPLES / "sv-162-2021-02-02.truth.json").read_text(encoding="utf-8"))
    first, second = sample.answer.items
    assert [list(first.covers), list(second.covers)] == truth["answers"]
    assert (first.label, first.page, second.label, second.page) == ("1-2", 2, "3", 4)
    assert first.text.startswith("U vindt hieronder een overzicht van de projecten die ik via begrotingsartikel")
    assert second.text.endswith("in de bijhorende toelichtingsbrochure werden geëxpliciteerd.")
    assert sample.answer.kind == "ordinary"
    assert sample.findings == ()


def test_sample_sections(sample: Outline) -> None:
    assert [(section.kind, section.page) for section in sample.sections] == [("question", 1), ("answer", 2)]


@pytest.mark.parametrize(
    ("row", "kind"),
    [("1. Hoeveel?", "question"), ("ANTWOORD", "answer"), ("2. Hier.", "answer"), ("BIJLAGE", "annex")],
)
def test_find_section(outline: Outline, row: str, kind: str) -> None:
    assert find_section(outline, 1, line_top(ROWS.index(row))).kind == kind


def test_find_section_above_the_first_line_and_on_later_pages(outline: Outline) -> None:
    assert find_section(outline, 1, 0.0).kind == "question"
    assert find_section(outline, 7, 10.0).kind == "annex"


@pytest.mark.parametrize(
    ("row", "label"), [("Vooraf dit.", None), ("1. Zie de tabel.", "1"), ("2. Hier.", "2"), ("Gemeente", "2")]
)
def test_find_answer_item(outline: Outline, row: str, label: str | None) -> None:
    item = find_answer_item(outline.answer, 1, line_top(ROWS.index(row)))
    assert (item.label if item else None) == label


def test_what_stands_between_two_items_belongs_to_the_first(outline: Outline) -> None:
    item = find_answer_item(outline.answer, 1, line_top(ROWS.index("1. Zie de tabel.") + 1))
    assert item is not None
    assert item.label == "1"


def test_document_without_pages_has_no_sections() -> None:
    empty = read_outline(())
    assert empty.sections == ()
    with pytest.raises(LookupError, match="no pages"):
        find_section(empty, 1, 0.0)


def test_page_without_lines_is_an_annex() -> None:
    assert [section.kind for section in read_outline(to_pages("\f")).sections] == ["annex"]


MORE = "nr. van aan datum: SCHRIFTELIJKE VRAAG Antwoord 2. 1-2. en , Zitting 2014-2015 MINISTER"
WORDS = st.sampled_from([*DOCUMENT.split(), *MORE.split(), "\ufb01", "\u00ad", "\u0130", "\u00b2"])
TEXTS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=30).map("\n".join)


@given(TEXTS)
def test_any_words_give_sections_that_meet_and_items_that_rise(text: str) -> None:
    pages = to_pages(text)
    read = read_outline(pages)
    assert read == read_outline(pages)
    ends = [(section.end_page, section.end_top) for section in read.sections]
    starts = [(section.page, section.top) for section in read.sections]
    assert starts == [(1, 0.0), *ends[:-1]]
    assert ends[-1] == (1, 842.0)
    numbers = [item.number for item in read.question.items]
    assert numbers == sorted(set(numbers))
    covered = [number for item in read.answer.items for number in item.covers]
    if len([section for section in read.sections if section.kind == "answer"]) == 1:
        assert covered == sorted(set(covered))
    assert all(item.label and item.covers for item in read.answer.items)
