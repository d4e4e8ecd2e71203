"""Words, rules and running headers and footers of pages."""

from __future__ import annotations

import io

import pikepdf
import pytest
from printing import print_answer, print_flow, to_heading, to_paragraph, to_table
from reading import SAMPLES, read_content
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak

from parsers.geometry import line_text
from parsers.pages import read_pages


def draw(paint, pages: int = 1) -> bytes:  # type: ignore[no-untyped-def]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(1, pages + 1):
        paint(canvas, number)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_words_have_font_size_and_place() -> None:
    def paint(canvas: Canvas, number: int) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(100, A4[1] - 200, "Toegekende subsidies")

    (page,) = read_pages(draw(paint))
    first, second = page.words
    assert (first.text, second.text) == ("Toegekende", "subsidies")
    assert first.bold
    assert first.size == 14
    assert abs(first.box.x0 - 100) < 1
    assert 180 < first.box.top < 200 < first.box.bottom + 5


def test_a_letter_printed_twice_to_look_bold_is_one() -> None:
    def paint(canvas: Canvas, number: int) -> None:
        canvas.drawString(100, 500, "Bedrag")
        canvas.drawString(100.3, 500, "Bedrag")

    (page,) = read_pages(draw(paint))
    assert [word.text for word in page.words] == ["Bedrag"]


def test_repeated_headers_and_footers_are_furniture_with_any_page_number() -> None:
    flow = [
        to_paragraph("Eerste bladzijde"),
        PageBreak(),
        to_paragraph("Tweede bladzijde"),
        PageBreak(),
        to_paragraph("Derde"),
    ]
    pages = read_pages(print_flow(flow, "Kabinet van de minister - pagina"))
    assert [[line_text(line) for line in page.lines] for page in pages] == [
        ["Eerste bladzijde"],
        ["Tweede bladzijde"],
        ["Derde"],
    ]
    assert all(page.furniture for page in pages)


def test_the_same_amount_at_the_foot_of_two_pages_is_text() -> None:
    def paint(canvas: Canvas, number: int) -> None:
        canvas.drawString(100, 700, f"Blad {number}")
        canvas.drawString(100, 300, "Vereniging")
        canvas.drawString(400, 60, f"1{number}.500 €")

    pages = read_pages(draw(paint, 2))
    assert [line_text(page.lines[-1]) for page in pages] == ["11.500 €", "12.500 €"]


def test_a_known_footer_on_a_single_page() -> None:
    def paint(canvas: Canvas, number: int) -> None:
        canvas.drawString(100, 500, "Antwoord")
        canvas.drawString(100, 40, "V L A A M S P A R L E M E N T – 1011 B R U S S E L – 0 2 / 5 5 2 . 1 1 . 1 1 – 1")

    (page,) = read_pages(draw(paint))
    assert [line_text(line) for line in page.lines] == ["Antwoord"]


def test_a_header_row_repeated_at_the_top_of_each_page_stays() -> None:
    rows = [["Organisatie", "Project", "Bedrag"], *([f"Vzw {i}", f"Project {i}", f"{i}.000 €"] for i in range(1, 90))]
    pages = read_pages(print_flow([to_table(rows, [], repeatRows=1)], topMargin=20))
    assert len(pages) > 1
    assert all(line_text(page.lines[0]) == "Organisatie Project Bedrag" for page in pages)


def test_white_rules_are_not_seen_and_thin_areas_are() -> None:
    def paint(canvas: Canvas, number: int) -> None:
        canvas.drawString(100, 500, "Antwoord")
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.line(50, 400, 300, 400)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.rect(50, 300, 250, 0.7, stroke=0, fill=1)
        canvas.setFillColorRGB(0.9, 0.9, 0.9)
        canvas.rect(50, 200, 250, 30, stroke=0, fill=1)

    (page,) = read_pages(draw(paint))
    assert [round(rule.box.top) for rule in page.rules] == [round(A4[1] - 300.35)]


def test_a_page_turned_by_its_rotate_entry_reads_upright() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(print_flow([*to_heading(), to_paragraph("Gedraaide bladzijde")]))) as pdf:
        pdf.pages[0].rotate(90, relative=False)
        pdf.save(out)
    (page,) = read_pages(out.getvalue())
    assert page.rotation == 90
    assert page.width > page.height


def test_the_examples_furniture_stays_out() -> None:
    pages = read_pages((SAMPLES / "sv-162-2021-02-02.pdf").read_bytes())
    assert all("1011" in {word.text for word in page.furniture} for page in pages)
    assert not any(word.text == "1011" for page in pages for word in page.words)


@pytest.mark.parametrize(
    ("boxes", "shift"),
    [
        ({"/MediaBox": [-20, -30, 575, 812]}, (20, 812 - 841.89)),
        ({"/CropBox": [40, 50, 560, 800]}, (-40, 800 - 841.89)),
        ({"/MediaBox": [-20, -30, 615, 872], "/CropBox": [40, 50, 560, 800]}, (-40, 800 - 841.89)),
    ],
)
def test_places_count_from_the_corner_of_what_is_displayed(
    boxes: dict[str, list[int]], shift: tuple[float, float]
) -> None:
    """Sheet and displayed part may begin anywhere; rules and words move together, so rows stay rows."""
    plain = print_answer([["Organisatie", "Bedrag"], ["Aap", "1.000 €"], ["Noot", "2.000 €"]])
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        for name, sides in boxes.items():
            pdf.pages[0][name] = pikepdf.Array(sides)
        pdf.save(out)
    before, after = read_content(plain).grants, read_content(out.getvalue()).grants
    assert [(g.organisation, g.amount_eur) for g in after] == [(g.organisation, g.amount_eur) for g in before]
    for old, new in zip(before, after, strict=True):
        assert new.bbox[0] - old.bbox[0] == pytest.approx(shift[0], abs=0.2)
        assert new.bbox[1] - old.bbox[1] == pytest.approx(shift[1], abs=0.2)


def test_a_hyphen_lent_from_another_font_belongs_to_its_word() -> None:
    def paint(canvas: Canvas, number: int) -> None:
        for line, start in enumerate(("Bekkencomité Klei", "Landschapszorg Pa")):
            canvas.setFont("Times-Roman", 10)
            canvas.drawString(100, 700 - 12 * line, start)
        for line, start in enumerate(("Bekkencomité Klei", "Landschapszorg Pa")):
            canvas.setFont("Courier", 10)
            canvas.drawString(100 + canvas.stringWidth(start, "Times-Roman", 10), 700 - 12 * line, "-")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(260, 700, "apart")

    words = [word.text for word in read_pages(draw(paint))[0].words]
    assert words == ["Bekkencomité", "Klei-", "Landschapszorg", "Pa-", "apart"]


def test_an_annex_that_counts_its_own_pages_has_furniture() -> None:
    def paint(canvas: Canvas, number: int) -> None:
        canvas.drawString(100, 500, f"Tekst {number}")
        if number > 1:
            canvas.drawString(250, 40, f"Pagina {number - 1} van 3")

    pages = read_pages(draw(paint, 4))
    assert [" ".join(word.text for word in page.words) for page in pages] == [f"Tekst {n}" for n in range(1, 5)]
