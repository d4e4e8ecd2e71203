"""The two readings of a page: the same words in the same places, and the second where the first is in doubt."""

from __future__ import annotations

import io
import math
from collections.abc import Callable

import pikepdf
import playa
import pytest
from reading import SAMPLES
from reportlab.lib.colors import CMYKColorSep
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from parsers import page_readings
from parsers.page_content import read_marks
from parsers.page_marks import PageMarks
from parsers.page_rules import find_rules
from parsers.page_second import UnreadPage, read_second
from parsers.pages import DamagedPdf, read_pages


def draw(paint: Callable[[Canvas], object]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    paint(canvas)
    canvas.save()
    return out.getvalue()


def read_first(content: bytes) -> list[PageMarks]:
    with playa.parse(content, space="screen") as pdf:
        return [read_marks(page) for page in pdf.pages]


def draw_turned(degrees: int) -> bytes:
    """A table drawn so that it is upright when the page is displayed by its `/Rotate` entry."""
    origins = {0: (0.0, 0.0), 90: (A4[0], 0.0), 180: A4, 270: (0.0, A4[1])}

    def paint(canvas: Canvas) -> None:
        canvas.translate(*origins[degrees])
        canvas.rotate(degrees)
        canvas.setFont("Times-Bold", 11)
        for at, row in enumerate((("Organisatie", "Bedrag"), ("Aap vzw", "1.000"), ("Noot en Mies", "2.000"))):
            canvas.drawString(60, 500 - 20 * at, row[0])
            canvas.drawRightString(300, 500 - 20 * at, row[1])
            canvas.rect(55, 495 - 20 * at, 250, 20)

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(draw(paint))) as pdf:
        pdf.pages[0].rotate(degrees, relative=False)
        pdf.save(out)
    return out.getvalue()


def texts(content: bytes) -> list[str]:
    return [word.text for page in read_pages(content) for word in page.words]


def to_places(marks: PageMarks) -> list[tuple[object, ...]]:
    """Words from the corner of what is displayed, to a twentieth of a point."""
    left, top = marks.shown.x0, marks.shown.top
    sides = [
        (w.text, w.font, round(w.size), w.bold, w.box.x0 - left, w.box.top - top, w.box.x1 - left, w.box.bottom - top)
        for w in marks.words
    ]
    return sorted((*word[:4], *(round(20 * side) for side in word[4:])) for word in sides)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_both_readings_see_the_same_words_in_the_same_places(degrees: int) -> None:
    content = draw_turned(degrees)
    (first,), second = read_first(content), read_second(content, [1])[1]
    assert first.doubt == ""
    assert first.rotation == second.rotation == degrees
    assert len(first.words) == 9
    assert to_places(first) == to_places(second)
    assert len(find_rules(first.shapes)) == len(find_rules(second.shapes)) == 10


def test_both_readings_see_the_same_of_a_word_processors_pages() -> None:
    content = (SAMPLES / "sv-162-2021-02-02.pdf").read_bytes()
    second = read_second(content, [1, 2])
    for marks in read_first(content)[:2]:
        assert marks.doubt == ""
        assert to_places(marks) == to_places(second[marks.number])


def test_a_form_is_read_where_it_is_placed() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.beginForm("stempel")
        canvas.drawString(0, 0, "Toegekend")
        canvas.line(0, -5, 60, -5)
        canvas.endForm()
        for y in (300, 500):
            canvas.saveState()
            canvas.translate(100, y)
            canvas.doForm("stempel")
            canvas.restoreState()

    (page,) = read_pages(draw(paint))
    assert [(word.text, round(word.box.x0)) for word in page.words] == [("Toegekend", 100)] * 2
    assert [round(A4[1] - rule.box.top) for rule in page.rules] == [495, 295]


def test_spot_colours_count_ink_not_light() -> None:
    """1 is full ink in a colour space of its own, 0 none."""

    def paint(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "Antwoord")
        for y, density in ((500, 1.0), (400, 0.0)):
            canvas.setStrokeColor(CMYKColorSep(0, 0, 0, 1, spotName="Zwart", density=density))
            canvas.line(50, y, 300, y)

    (page,) = read_pages(draw(paint))
    assert [round(A4[1] - rule.box.top) for rule in page.rules] == [500]


def test_a_slanting_stroke_is_no_rule() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "Antwoord")
        canvas.line(50, 400, 300, 500)

    (page,) = read_pages(draw(paint))
    assert page.rules == ()


def test_a_euro_sign_without_a_width_is_as_wide_as_a_digit() -> None:
    (page,) = read_pages(draw(lambda canvas: canvas.drawString(100, 500, "€ 1.500")))
    sign, amount = page.words
    assert (sign.text, amount.text) == ("€", "1.500")
    assert sign.box.x1 - sign.box.x0 == pytest.approx(0.556 * 12, abs=0.01)
    assert amount.box.x0 > sign.box.x1


def test_blanks_part_words_and_soft_hyphens_stay_where_they_are_printed() -> None:
    content = draw(lambda canvas: canvas.drawString(100, 500, "Vzw\u00a0Aap kreeg project\u00adsubsidie"))
    words = texts(content)
    assert words[:3] == ["Vzw", "Aap", "kreeg"]
    assert words[3:] == [word.text for word in read_second(content, [1])[1].words][3:]
    assert not any(mark in word for word in words for mark in "\ufffe\x02")


def test_letters_printed_twice_are_one_also_in_another_run() -> None:
    """Not the whole line is printed again, and not by the same operator."""

    def paint(canvas: Canvas) -> None:
        canvas.drawString(100, 500, "Totaal 12.500")
        canvas.drawString(100.2, 500, "Tot")
        canvas.drawString(100.2 + canvas.stringWidth("Tot"), 500, "aal")

    assert texts(draw(paint)) == ["Totaal", "12.500"]


def test_a_sheet_laid_in_askew_keeps_its_words() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.translate(100, 500)
        canvas.rotate(1)
        canvas.drawString(0, 0, "Subsidies aan verenigingen")

    assert texts(draw(paint)) == ["Subsidies", "aan", "verenigingen"]


def test_text_that_is_not_upright_is_left_to_the_second_reading() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "Organisatie")
        canvas.translate(300, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Bedrag")

    content = draw(paint)
    assert read_first(content)[0].doubt == "text that is not upright"
    assert sorted(texts(content)) == sorted(word.text for word in read_second(content, [1])[1].words)
    assert "Organisatie" in texts(content)


def test_a_page_of_which_letters_were_missed_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    content = draw(lambda canvas: canvas.drawString(100, 500, "Toegekend"))
    (first,) = read_first(content)
    poorer = PageMarks(1, 0, first.shown, first.sheet, (), (), False)
    monkeypatch.setattr(page_readings, "read_marks", lambda page: poorer)
    assert texts(content) == ["Toegekend"]


def test_a_page_that_the_first_reading_stumbles_over_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(page: object) -> PageMarks:
        raise KeyError("Font")

    monkeypatch.setattr(page_readings, "read_marks", stumble)
    assert texts(draw(lambda canvas: canvas.drawString(100, 500, "Toegekend"))) == ["Toegekend"]


def test_a_page_that_neither_can_read_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(page: object) -> PageMarks:
        raise KeyError("Font")

    def refuse(content: bytes, numbers: object) -> dict[int, PageMarks]:
        raise UnreadPage("no page tree")

    content = draw(lambda canvas: canvas.drawString(100, 500, "Toegekend"))
    monkeypatch.setattr(page_readings, "read_second", refuse)
    assert texts(content) == ["Toegekend"]
    monkeypatch.setattr(page_readings, "read_marks", stumble)
    with pytest.raises(DamagedPdf, match="no page tree"):
        read_pages(content)


def test_an_angle_is_turned_only_beyond_a_tenth() -> None:
    def paint(angle: float) -> bytes:
        def at(canvas: Canvas) -> None:
            canvas.translate(100, 500)
            canvas.rotate(math.degrees(math.atan(angle)))
            canvas.drawString(0, 0, "Aap")

        return draw(at)

    assert [read_first(paint(angle))[0].doubt == "" for angle in (0.05, 0.2)] == [True, False]
