"""The same headings in the words of other years and cabinets."""

from __future__ import annotations

from datetime import date

import pytest
from outline_pages import to_pages
from test_headings import ANSWER, HEADER, HEADING, MINISTER, TEXT, kinds, outline

from parsers.sections import read_outline
from parsers.several_questions import check_several, split_questions, with_minister


def test_the_title_over_an_answer_whose_question_is_not_printed() -> None:
    text = MINISTER + HEADING + "\nSteunpunten  -  Subsidies\n\nDe steun ging naar twaalf steunpunten.\n"
    bold = read_outline(to_pages(text, bold=["Steunpunten"]))
    assert (bold.question.number, bold.question.title) == (147, "Steunpunten - Subsidies")
    assert read_outline(to_pages(text)).question.title is None


LATER = "\nSteunpunten  -  Subsidies\n\nDe steunpunten helpen.\n1. Hoeveel?\n2. Waar?\n"
SAID = "\n1. Veel.\n2. Hier.\n"
OWN = "op vraag nr. 14 van 3 mei 2011\nvan AN MAES\n"


FIRST = "SV nr. 14\nvan AN MAES\ndatum: 3 mei 2011\n"
TWO = "aan BERT NIJS, VLAAMS MINISTER VAN CULTUUR,\nen EVA STERCKX, VLAAMS MINISTER VAN WELZIJN\n"
COLONS = "PARLEMENTAIRE VRAAG\nNr. 14\nDatum: 03/05/2011\nVan: AN MAES\nAan: BERT NIJS\n"
LABELS = "Vraag nr.: 14\nDatum: 3 mei 2011\nVraagsteller: An Maes\nMinister: Bert Nijs\n"
WORDS = "Vraag nr. 14\nIngediend op 3 mei 2011\ndoor An Maes\nGericht aan Bert Nijs, Vlaams minister van Cultuur\n"


@pytest.mark.parametrize(
    ("head", "heading", "minister", "kind"),
    [
        (COLONS, "ANTWOORD\n", "Bert Nijs", "ordinary"),
        (LABELS, "Antwoord:\n", "Bert Nijs", "ordinary"),
        (WORDS, "Antwoord\n", "Bert Nijs", "ordinary"),
        (FIRST + TWO, f"GEZAMENLIJK ANTWOORD\n{OWN}", "Bert Nijs, Eva Sterckx", "coordinated"),
        (FIRST, f"Antwoord van minister Bert Nijs {OWN}", "Bert Nijs", "ordinary"),
        (FIRST, "Gecoördineerd antwoord van minister Bert Nijs, mede namens de minister\n", "Bert Nijs", "coordinated"),
    ],
)
def test_other_ways_to_print_the_same_heading(head: str, heading: str, minister: str, kind: str) -> None:
    read = outline(head + LATER + "\n" + heading + SAID)
    question = read.question
    assert (question.number, question.asked_on, question.asked_by) == (14, date(2011, 5, 3), ("An Maes",))
    assert (question.minister, question.title) == (minister, "Steunpunten - Subsidies")
    assert (read.answer.kind, [item.covers for item in read.answer.items]) == (kind, [(1,), (2,)])


def test_a_sentence_about_an_answer_is_no_heading() -> None:
    text = LATER + "Antwoord van de minister op mijn vorige vraag bleef uit.\nAntwoord van minister Nijs is er niet.\n"
    read = outline(HEADER + text + "\nANTWOORD\nop vraag nr. 147 van 26 februari 2024\n" + SAID)
    assert kinds(read) == ["question", "answer"]
    assert [item.covers for item in read.answer.items] == [(1,), (2,)]


BULLETIN = """Vraag nr. 20
van 11 december 1998
van de heer DOMINIEK LOOTENS-STAEL

Europese projecten \u2013 Steun aan gemeenten

Graag een overzicht van de steun.

Antwoord

Het overzicht volgt hieronder.

"""


def test_bulletin() -> None:
    head = "Zitting 1998-1999\nLUC VAN DEN BRANDE\nMINISTER-PRESIDENT VAN DE VLAAMSE REGERING\n"
    question = outline(head + BULLETIN).question
    assert (question.number, question.asked_on) == (20, date(1998, 12, 11))
    assert question.asked_by == ("Dominiek Lootens-Stael",)
    assert (question.minister, question.parliamentary_year) == ("Luc Van den Brande", "1998-1999")
    assert question.title == "Europese projecten \u2013 Steun aan gemeenten"


def test_bulletin_of_several_questions_is_cut_before_each() -> None:
    head = "LUC VAN DEN BRANDE\nMINISTER-PRESIDENT VAN DE VLAAMSE REGERING\n"
    second = BULLETIN.replace("nr. 20", "nr. 21").replace("LOOTENS", "JANSSENS")
    parts = split_questions(to_pages(head + BULLETIN + second + "\f" + BULLETIN.replace("nr. 20", "nr. 22")))
    read = [read_outline(part) for part in parts]
    assert [kinds(outline) for outline in read] == [["question", "answer"]] * 3
    assert [outline.question.number for outline in read] == [20, 21, 22]
    assert [[page.number for page in part] for part in parts] == [[1], [1], [2]]
    shared = with_minister(read[1], read[0].question.minister)
    assert (read[1].question.minister, shared.question.minister) == (None, "Luc Van den Brande")
    assert "nr. 20, nr. 21, nr. 22" in check_several(read)[0].message


def test_the_headings_of_one_question_and_its_answer_do_not_part_it() -> None:
    pages = to_pages(HEADER + TEXT + MINISTER + HEADING + ANSWER)
    assert split_questions(pages) == (pages,)
    assert check_several([read_outline(pages)]) == ()
