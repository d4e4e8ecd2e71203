"""Numbered questions and what the answer's numbers cover; numbers at a line's start that are no items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outline_pages import line_top, to_pages

from parsers.outline_text import to_label
from parsers.sections import read_outline
from schemas.pages import Box
from schemas.questions import Answer, Outline

HEADING = "\nANTWOORD\nop vraag nr. 162 van 2 februari 2021\nvan NADIA SMINATE\n\n"


def asked(count: int) -> str:
    items = "".join(f"{n}. Hoeveel is {n}?\n" for n in range(1, count + 1))
    return "Subsidies  -  Projecten\n\nGraag een antwoord.\n" + items


def answer(text: str, count: int) -> Answer:
    """The answer to a question with so many items."""
    return read_outline(to_pages(asked(count) + HEADING + text)).answer


def covers(text: str, count: int) -> list[tuple[int, ...]]:
    return [item.covers for item in answer(text, count).items]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("1-2. U vindt", (1, 2)),
        ("1-2.U vindt", (1, 2)),
        ("1 - 2 . U vindt", (1, 2)),
        ("1\u20132. U vindt", (1, 2)),
        ("1.-2. U vindt", (1, 2)),
        ("1. en 2. U vindt", (1, 2)),
        ("1 en 2. U vindt", (1, 2)),
        ("1. & 2. U vindt", (1, 2)),
        ("1 & 2. U vindt", (1, 2)),
        ("1+2 U vindt", (1, 2)),
        ("1+2. U vindt", (1, 2)),
        ("1, 2. U vindt", (1, 2)),
        ("1., 2. U vindt", (1, 2)),
        ("1, 2 en 3. U vindt", (1, 2, 3)),
        ("1. t.e.m. 3. U vindt", (1, 2, 3)),
        ("1 t.e.m. 3. U vindt", (1, 2, 3)),
        ("1 t/m 3. U vindt", (1, 2, 3)),
        ("1 tot en met 3. U vindt", (1, 2, 3)),
        ("1-3. U vindt", (1, 2, 3)),
        ("1 en 3. U vindt", (1, 3)),
        ("1. U vindt", (1,)),
        ("1) U vindt", (1,)),
        ("(1) U vindt", (1,)),
        ("1.U vindt", (1,)),
        ("1.- U vindt", (1,)),
        ("1\u00b0 U vindt", (1,)),
        ("1/ U vindt", (1,)),
        ("1: U vindt", (1,)),
        ("Vraag 1: U vindt", (1,)),
        ("Vraag 1\nU vindt", (1,)),
        ("Vragen 1 en 2\nU vindt", (1, 2)),
        ("Antwoord op vraag 1: U vindt", (1,)),
        ("Ad 1. U vindt", (1,)),
        ("1.\nU vindt", (1,)),
        ("1-2.\nU vindt", (1, 2)),
        ("1+2\nU vindt", (1, 2)),
        ("(1)-(2) U vindt", (1, 2)),
        ("1) en 2) U vindt", (1, 2)),
    ],
)
def test_forms_of_a_label(label: str, expected: tuple[int, ...]) -> None:
    items = answer(f"{label} alles hieronder.\n4. Neen.\n", 4).items
    assert [item.covers for item in items] == [expected, (4,)]
    assert [item.text for item in items] == ["U vindt alles hieronder.", "Neen."]


@pytest.mark.parametrize(
    ("numbers", "label"),
    [
        ((3,), "3"),
        ((1, 2), "1-2"),
        ((8, 9), "8-9"),
        ((1, 2, 3), "1-3"),
        ((1, 3), "1, 3"),
        ((1, 2, 4, 6, 7), "1-2, 4, 6-7"),
    ],
)
def test_label_is_the_same_however_it_is_printed(numbers: tuple[int, ...], label: str) -> None:
    assert to_label(numbers) == label


@given(st.sets(st.integers(1, 40), min_size=1))
def test_label_says_all_it_covers(numbers: set[int]) -> None:
    spans = [part.split("-") for part in to_label(sorted(numbers)).split(", ")]
    assert {n for span in spans for n in range(int(span[0]), int(span[-1]) + 1)} == numbers


def test_letters_below_a_number_stay_in_its_item() -> None:
    items = answer("1.a) Tien.\nb) Elf.\n2. a) Twaalf.\n2. b) Dertien.\n3a. Veertien.\n3b. Vijftien.\n", 3).items
    assert [item.covers for item in items] == [(1,), (2,), (3,)]
    assert items[0].text == "a) Tien. b) Elf."
    assert items[1].text.startswith("a) Twaalf.")
    assert "Dertien" in items[1].text
    assert "Vijftien" in items[2].text


def test_numbers_alone_on_their_lines() -> None:
    items = answer("1.\nNeen, dat is niet zo.\n2.\nNeen.\n3.\nJa:\na)\nEen.\nb)\nTwee.\n", 3).items
    assert [(item.label, item.text) for item in items] == [
        ("1", "Neen, dat is niet zo."),
        ("2", "Neen."),
        ("3", "Ja: a) Een. b) Twee."),
    ]


def test_roman_numbers() -> None:
    asks = "Titel  -  Aspect\n\nGraag antwoord.\nI. Hoeveel?\nII. Waar?\nIII. Wanneer?\n"
    read = read_outline(to_pages(asks + HEADING + "I. Tien.\nII. Hier.\nIII. Nu.\n"))
    assert [item.number for item in read.question.items] == [1, 2, 3]
    assert [(item.label, item.text) for item in read.answer.items] == [("1", "Tien."), ("2", "Hier."), ("3", "Nu.")]


def test_an_answer_without_numbers_has_no_items() -> None:
    assert answer("Ik heb hierover geen gegevens.\n", 3).items == ()


def test_an_unanswered_number_may_be_missing() -> None:
    assert covers("1. Ja.\n3. Neen.\n", 3) == [(1,), (3,)]


def test_question_texts() -> None:
    first = "Titel  -  Aspect\n\nGraag antwoord.\n1.\nHoeveel projecten waren er in\n2020 en 2021?\n"
    text = first + "2. Welke?\na) Grote?\nb) Kleine?\n"
    read = read_outline(to_pages(text + HEADING + "1. Tien.\n"))
    assert [(item.number, item.text) for item in read.question.items] == [
        (1, "Hoeveel projecten waren er in 2020 en 2021?"),
        (2, "Welke? a) Grote? b) Kleine?"),
    ]


@pytest.mark.parametrize(
    "note",
    [
        "Deze vraag werd ook gesteld aan de ministers Jan Maes (12), An Nijs (13).",
        "(Deze vraag werd gesteld aan alle ministers.)",
        "N.B. Deze vraag werd ook gesteld aan minister Nijs (13)",
    ],
)
def test_note_on_other_ministers_is_no_part_of_the_last_question(note: str) -> None:
    read = read_outline(to_pages(asked(2) + "\n" + note + "\n" + HEADING + "1. Ja.\n"))
    assert read.question.items[-1].text == "Hoeveel is 2?"


RUNNING = "De steun werd toegekend op basis van de regels die staan in het artikel met nummer"


@pytest.mark.parametrize(
    "text",
    [
        f"1. {RUNNING}\n2. van het decreet over de steun.\n2. Neen.\n3. Ja.\n",
        f"1. {RUNNING}\n3. Dat decreet geldt nog.\n2. Neen.\n3. Ja.\n",
        "1. Er waren drie stappen:\n   1. Eerst dit.\n   2. Dan dat.\n   3. Ten slotte dit.\n2. Neen.\n3. Ja.\n",
        "1. Er waren drie stappen:\n1. Eerst dit.\n2. Dan dat.\n3. Ten slotte dit.\n2. Neen.\n3. Ja.\n",
        "Vooraf twee zaken:\n1) Dit.\n2) Dat.\n1. Een.\n2. Twee.\n3. Drie.\n",
        "1. De steun bedroeg ongeveer\n2.500 euro in 2020 en\n3.000 euro in 2021.\n2. Neen.\n3. Ja.\n",
        "1. De steun begon op\n1.12.2022 en eindigde op\n2.3.2023.\n2. Neen.\n3. Ja.\n",
        "1. Het waren er in dat jaar\n2-3 per gemeente.\n2. Neen.\n3. Ja.\n",
        "1. Het ging om\n2 miljoen euro.\n2. Neen.\n3. Ja.\n",
        "1. In totaal was dat\n2,3 miljoen euro.\n2. Neen.\n3. Ja.\n",
        "1. Een.\n2. Twee:\n   7. Zeven.\n   12. Twaalf.\n3. Drie.\n",
    ],
)
def test_numbers_in_running_text_are_no_items(text: str) -> None:
    found = covers(text, 3)
    assert found == [(1,), (2,), (3,)]
    assert answer(text, 3).items[-1].text in ("Ja.", "Drie.")


def test_items_outside_the_question_are_none() -> None:
    assert covers("1. Een.\n2. Twee.\n3. Drie.\n7. Zeven.\n", 3) == [(1,), (2,), (3,)]


def test_list_in_an_answer_to_a_question_without_numbers_is_a_list() -> None:
    text = "Titel  -  Aspect\n\nHoeveel steun was er?\n" + HEADING + "Dit zijn de regels:\n1. Een.\n2. Twee.\n"
    assert read_outline(to_pages(text)).answer.items == ()


def test_roman_numbers_together() -> None:
    asks = "Titel  -  Aspect\n\nGraag antwoord.\nI. Hoeveel?\nII. Waar?\nIII. Wanneer?\nIV. Wie?\n"
    read = read_outline(to_pages(asks + HEADING + "I. Veel.\nII en III. Hier en nu.\nIV. Zij.\n"))
    assert [item.covers for item in read.answer.items] == [(1,), (2, 3), (4,)]


def covers_unasked(text: str, table_row: str) -> list[tuple[int, ...]]:
    """What the answer's items cover where nothing was asked by number and one line is a table."""
    whole = "Titel  -  Aspect\n\nHoeveel steun was er?\n" + HEADING + text
    row = whole.split("\n").index(table_row)
    table = Box(60.0, line_top(row) - 1, 400.0, line_top(row + 1) - 1)
    return [item.covers for item in read_outline(to_pages(whole), [(1, table)]).answer.items]


def test_numbers_over_tables_part_the_answer_to_a_question_without_numbers() -> None:
    assert covers_unasked("1. De steun:\nAalst 100\n2. Er waren vier vragen.\n", "Aalst 100") == [(1,), (2,)]
    assert covers_unasked("De regels:\n1. Een.\n2. Twee.\nDe steun:\nAalst 100\n", "Aalst 100") == []


def test_the_only_question_may_have_a_number() -> None:
    asks = "Titel  -  Aspect\n\nHet gaat om steun.\n1. Hoeveel steun was er\nin 2020?\n"
    read = read_outline(to_pages(asks + HEADING + "1. Veel.\n"))
    assert [item.text for item in read.question.items] == ["Hoeveel steun was er in 2020?"]
    assert [item.covers for item in read.answer.items] == [(1,)]
    text = "Titel  -  Aspect\n\nSinds het decreet van artikel\n1. Hoeveel steun was er.\n"
    assert read_outline(to_pages(text + HEADING + "1. Veel.\n")).question.items == ()


def test_list_in_the_introduction_is_not_the_questions() -> None:
    text = (
        "Titel  -  Aspect\n\nHet plan noemt drie doelen:\n1. Groei.\n2. Bloei.\n3. Snoei.\n\nDaarom vraag ik:\n"
        "1. Wat kost de groei?\n2. Wat kost de bloei?\n3. Wat kost de snoei?\n4. Wie betaalt dat?\n"
    )
    items = read_outline(to_pages(text + HEADING + "1. Veel.\n")).question.items
    assert [item.text for item in items] == [
        "Wat kost de groei?", "Wat kost de bloei?", "Wat kost de snoei?", "Wie betaalt dat?",
    ]  # fmt: skip


def test_rows_of_a_table_are_no_items_and_no_text() -> None:
    text = "1. De bedragen:\n1. Aalst 100\n2. Gent 200\n3. Lier 300\nTotaal 600\nDat is alles.\n2. Neen.\n3. Ja.\n"
    pages = to_pages(asked(3) + HEADING + text)
    first = next(at for at, row in enumerate((asked(3) + HEADING + text).split("\n")) if "Aalst" in row)
    table = Box(60.0, line_top(first) - 1, 400.0, line_top(first + 4) - 1)
    items = read_outline(pages, [(1, table)]).answer.items
    assert [(item.label, item.text) for item in items] == [
        ("1", "De bedragen: Dat is alles."), ("2", "Neen."), ("3", "Ja."),
    ]  # fmt: skip


def test_an_item_goes_on_over_the_pages_end() -> None:
    read = read_outline(to_pages(asked(2) + HEADING + "1. De steun\f is groot.\n2. Neen.\n"))
    first, second = read.answer.items
    assert (first.page, first.text) == (1, "De steun is groot.")
    assert (second.page, second.top) == (2, line_top(1))


def many(count: int) -> Outline:
    rows = "".join(f"{n}. Het antwoord {n}.\n" for n in range(1, count + 1))
    return read_outline(to_pages(asked(count) + HEADING + rows))


@given(st.integers(2, 30))
def test_every_numbered_answer_is_found(count: int) -> None:
    read = many(count)
    assert [item.number for item in read.question.items] == list(range(1, count + 1))
    assert [item.label for item in read.answer.items] == [str(n) for n in range(1, count + 1)]
