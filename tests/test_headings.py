"""Headings of every form, and lines that only look like one."""

from __future__ import annotations

from datetime import date

import pytest
from outline_pages import line_top, to_pages

from parsers.sections import read_outline
from schemas.questions import Outline, Question

HEADER = """SCHRIFTELIJKE VRAAG
nr. 147
van KURT DE LOOR
datum: 26 februari 2024
aan GWENDOLYN RUTTEN
VICEMINISTER-PRESIDENT VAN DE VLAAMSE REGERING, VLAAMS MINISTER VAN BINNENLANDS
BESTUUR, BESTUURSZAKEN, INBURGERING EN GELIJKE KANSEN
"""
TEXT = """
Steunpunten  -  Subsidies aan lokale besturen

De steunpunten helpen lokale besturen bij hun werking.
1. Hoeveel projecten kregen steun?
2. Welk bedrag kreeg elk project?
"""
MINISTER = """GWENDOLYN RUTTEN
VICEMINISTER-PRESIDENT VAN DE VLAAMSE REGERING, VLAAMS MINISTER VAN BINNENLANDS
BESTUUR, BESTUURSZAKEN, INBURGERING EN GELIJKE KANSEN
"""
HEADING = """
ANTWOORD
op vraag nr. 147 van 26 februari 2024
van KURT DE LOOR
"""
ANSWER = """
1. Er waren twaalf projecten.
2. Elk project kreeg evenveel.
"""


def outline(text: str, **options: tuple[str, ...]) -> Outline:
    return read_outline(to_pages(text, **options))


def kinds(read: Outline) -> list[str]:
    return [section.kind for section in read.sections]


def says_all(question: Question) -> None:
    assert question.number == 147
    assert question.asked_on == date(2024, 2, 26)
    assert question.parliamentary_year == "2023-2024"
    assert question.answered_on is None
    assert question.asked_by == ("Kurt De Loor",)
    assert question.minister == "Gwendolyn Rutten"
    assert question.title == "Steunpunten - Subsidies aan lokale besturen"


def replaced(old: str, new: str) -> str:
    assert old in HEADER
    return HEADER.replace(old, new) + TEXT + MINISTER + HEADING + ANSWER


DOCUMENTS = {
    "header and answer": HEADER + TEXT + MINISTER + HEADING + ANSWER,
    "answer on a page of its own": HEADER + TEXT + "\f" + MINISTER + HEADING + ANSWER,
    "no header block": TEXT + "\f" + MINISTER + HEADING + ANSWER,
    "header only": HEADER + TEXT,
    "no minister above the answer": HEADER + TEXT + HEADING + ANSWER,
    "`aan` vanished": replaced("aan GWEN", "GWEN"),
    "`aan` on a line of its own": replaced("aan GWEN", "aan\nGWEN"),
    "minister behind the date": replaced("2024\naan GWENDOLYN RUTTEN", "2024 GWENDOLYN RUTTEN"),
    "minister in small letters": replaced("aan GWENDOLYN RUTTEN", "aan Gwendolyn Rutten"),
    "minister and title on one line": replaced("RUTTEN\nVICE", "RUTTEN, VICE"),
    "number beside the heading": replaced("VRAAG\nnr.", "VRAAG nr."),
    "number on a line of its own": replaced("nr. 147", "nr.\n147"),
    "asker on a line of its own": replaced("van KURT", "van\nKURT"),
    "date on a line of its own": replaced("datum: ", "datum:\n"),
    "date in figures": replaced("26 februari 2024", "26/02/2024"),
    "everything on one line": HEADER.replace("\n", " ", 4) + TEXT + HEADING + ANSWER,
    "letter-spaced headings": replaced("SCHRIFTELIJKE VRAAG", "S C H R I F T E L I J K E  V R A A G").replace(
        "\nANTWOORD\n", "\nA N T W O O R D\n"
    ),
    "answer's heading on one line": HEADER + TEXT + MINISTER + HEADING.replace("\n", " ").strip() + "\n" + ANSWER,
    "answer to `schriftelijke vraag`": HEADER + TEXT + HEADING.replace("vraag", "schriftelijke vraag") + ANSWER,
    "asker as a gentleman": HEADER + TEXT + MINISTER + HEADING.replace("van KURT", "van de heer KURT") + ANSWER,
    "title in small letters": TEXT + "GWENDOLYN RUTTEN\nVlaams minister van Zorg en\nWerk" + HEADING + ANSWER,
}


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_current_form(text: str) -> None:
    read = outline(text)
    says_all(read.question)
    assert [item.number for item in read.question.items] == [1, 2]
    assert kinds(read) == (["question", "answer"] if "waren twaalf" in text else ["question"])
    assert [item.covers for item in read.answer.items] == ([(1,), (2,)] if "waren twaalf" in text else [])
    assert read.findings == ()


def test_answer_without_its_question() -> None:
    read = outline(MINISTER + HEADING + "1-2. Alle projecten kregen evenveel.\n3. Neen.\n")
    assert kinds(read) == ["answer"]
    assert (read.question.number, read.question.minister, read.question.title) == (147, "Gwendolyn Rutten", None)
    assert read.question.items == ()
    assert [item.label for item in read.answer.items] == ["1-2", "3"]


def test_date_under_the_answers_heading_is_its_own() -> None:
    read = outline(MINISTER + HEADING + "datum: 22 maart 2024\n" + ANSWER)
    assert read.question.asked_on == date(2024, 2, 26)
    assert read.question.answered_on == date(2024, 3, 22)


def test_joint_question() -> None:
    header = HEADER.replace("KURT DE LOOR", "AN MAES, ORRY VAN DE WAUWER\nen JOS D'HAESE")
    assert outline(header + TEXT).question.asked_by == ("An Maes", "Orry Van de Wauwer", "Jos D'Haese")


def test_a_title_that_goes_on_with_and_names_no_asker() -> None:
    header = HEADER.replace("INBURGERING EN GELIJKE KANSEN", "INBURGERING\nEN GELIJKE KANSEN")
    says_all(outline(header + TEXT).question)


def test_form_of_2014() -> None:
    read = outline(
        "VLAAMS PARLEMENT\nSCHRIFTELIJKE VRAGEN\nHILDE CREVITS\nVLAAMS MINISTER VAN MOBILITEIT EN OPENBARE WERKEN\n"
        "Vraag nr. 4 van 28 augustus 2014\nvan MARINO KEULEN\n\nFietspaden  -  Limburgse dossiers\n\n"
        "Het fonds steunt gemeenten.\n1. Welke gemeenten?\n2. Welke bedragen?\n\nAntwoord\n\n1. Alle.\n2. Geen.\n"
    )
    question = read.question
    assert (question.number, question.asked_on, question.asked_by) == (4, date(2014, 8, 28), ("Marino Keulen",))
    assert (question.minister, question.title) == ("Hilde Crevits", "Fietspaden - Limburgse dossiers")
    assert kinds(read) == ["question", "answer"]
    assert [item.label for item in read.answer.items] == ["1", "2"]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("Vraag nr. 9 van 21 maart 2006 van HERMAN\nCLAUS en ELSIE DAENENS", ("Herman Claus", "Elsie Daenens")),
        ("Vraag nr. 9 van 21 maart 2006 van ELSIE VAN DEN\nBOSSCHE", ("Elsie Van den Bossche",)),
        ("SV\nnr. 9\nvan A. MAES en\nELSIE DAENENS", ("A. Maes", "Elsie Daenens")),
        ("SV nr. 9\nvan A. MAES en      datum: 3 mei 2006\nELSIE DAENENS", ("A. Maes", "Elsie Daenens")),
        ("V r a a g nr. 9\nvan ELSIE DAENENS", ("Elsie Daenens",)),
    ],
)
def test_names_that_go_on_in_the_next_line(lines: str, names: tuple[str, ...]) -> None:
    question = outline(f"{lines}\n{TEXT}{HEADING.replace('147', '9').replace('KURT DE LOOR', 'X')}{ANSWER}").question
    assert (question.number, question.asked_by) == (9, names)
    assert question.title == "Steunpunten - Subsidies aan lokale besturen"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("ANTWOORD", "ordinary"),
        ("GECOÖRDINEERD ANTWOORD", "coordinated"),
        ("Gecoördineerd antwoord", "coordinated"),
        ("G E C O Ö R D I N E E R D  A N T W O O R D", "coordinated"),
        ("VERWIJZEND ANTWOORD", "referring"),
        ("VOORLOPIG ANTWOORD", "provisional"),
        ("GEDEELTELIJK ANTWOORD", "provisional"),
        ("AANVULLEND ANTWOORD", "additional"),
        ("VERBETERD ANTWOORD", "additional"),
        ("RECHTZETTING", "additional"),
        ("ANTWOORD (AANVULLEND)", "additional"),
        ("AANVULLEND GECOÖRDINEERD ANTWOORD", "coordinated"),
    ],
)
@pytest.mark.parametrize("header", [HEADER, ""])
def test_kinds_of_answer(heading: str, kind: str, header: str) -> None:
    read = outline(header + TEXT + MINISTER + HEADING.replace("ANTWOORD", heading) + ANSWER)
    assert kinds(read) == ["question", "answer"]
    assert read.answer.kind == kind
    says_all(read.question)


@pytest.mark.parametrize(
    ("heading", "annexes"),
    [
        ("BIJLAGE", 1),
        ("BIJLAGEN", 1),
        ("BIJLAGE(N)", 1),
        ("Bijlage", 1),
        ("Bijlage 2", 1),
        ("BIJLAGE 1: Overzicht van de subsidies", 1),
        ("BIJLAGE 1 OVERZICHT VAN DE SUBSIDIES", 1),
        ("BIJLAGE 1\nTekst\nBIJLAGE 2\nTekst", 2),
        ("Bijlage 1: overzicht van de subsidies", 0),  # the list of annexes that closes an answer
        ("Bijlage 1 geeft een overzicht.", 0),
        ("bijlage", 0),
    ],
)
def test_annexes(heading: str, annexes: int) -> None:
    read = outline(HEADER + TEXT + MINISTER + HEADING + ANSWER + heading + "\nGemeente Bedrag\n")
    assert kinds(read) == ["question", "answer", *["annex"] * annexes]


@pytest.mark.parametrize("bold", [(), ("Bijlage",)])
def test_named_annex_in_small_letters_stands_on_top_of_a_page_or_is_bold(bold: tuple[str, ...]) -> None:
    page_end = "\n" if bold else "\f"
    read = outline(HEADER + TEXT + HEADING + ANSWER + page_end + "Bijlage 1: Overzicht\nGemeente\n", bold=bold)
    assert kinds(read) == ["question", "answer", "annex"]


def test_annex_of_the_question_stays_part_of_it() -> None:
    read = outline(HEADER + TEXT + "BIJLAGE\nGemeente Bedrag\n" + MINISTER + HEADING + ANSWER)
    assert kinds(read) == ["question", "answer"]


def test_document_without_headings_is_an_annex() -> None:
    read = outline("Overzicht van de subsidies\nGemeente Bedrag\n1. Aalst 100 euro\n2. Gent 200 euro\n")
    assert kinds(read) == ["annex"]
    assert read.question == Question(None, None, None, None, (), None, None, ())
    assert read.answer.items == ()


def test_other_parliaments_form_is_not_taken_for_ours() -> None:
    read = outline(
        "Tweede Kamer der Staten-Generaal\nVergaderjaar 2023-2024 Aanhangsel van de Handelingen\n\n1314\n\n"
        "Vragen van het lid Jansen (PvdB) aan de Minister van Wonen over steun (ingezonden 6 maart 2024).\n"
        "Antwoord van Minister De Vries (Wonen) (ontvangen 25 maart 2024).\n\nVraag 1\nKent u het bericht?\n\n"
        "Antwoord 1\nJa.\n\nVraag 2\nHoeveel?\n\nAntwoord 2\nVeel.\n"
    )
    assert kinds(read) == ["annex"]
    assert read.question.number is None
    assert read.question.asked_by == ()


@pytest.mark.parametrize(
    "line",
    [
        "vraag nr. 20 van 11 december 2023 van mevrouw AN MAES.",
        "Vraag nr. 20 was korter.",
        "Antwoord",
        "Antwoord op vraag nr. 1:",
        "SCHRIFTELIJKE VRAGEN",
        "antwoord",
    ],
)
def test_lines_of_an_answer_that_look_like_headings(line: str) -> None:
    read = outline(HEADER + TEXT + MINISTER + HEADING + "1. Dat staat in het stuk over\n" + line + "\n2. Neen.\n")
    assert kinds(read) == ["question", "answer"]
    says_all(read.question)
    assert [item.label for item in read.answer.items] == ["1", "2"]


def test_answers_heading_that_contradicts_the_header_is_a_finding() -> None:
    read = outline(HEADER + TEXT + MINISTER + HEADING.replace("147", "148") + ANSWER)
    assert read.question.number == 147
    assert [finding.code for finding in read.findings] == ["heading_contradiction"]
    assert "148" in (read.findings[0].printed or "")
    assert read.findings[0].place is not None


def test_title_over_two_lines_ends_at_the_gap() -> None:
    text = HEADER + "\nSteunpunten  -  Subsidies aan lokale besturen en\nverenigingen\n\nDe steun groeit.\n"
    assert outline(text).question.title == "Steunpunten - Subsidies aan lokale besturen en verenigingen"


def test_title_ends_where_bold_ends() -> None:
    text = HEADER + "Steunpunten  -  Subsidies\nDe steun groeit elk jaar met veel geld voor besturen\nen anderen.\n"
    assert outline(text, bold=("Steunpunten",)).question.title == "Steunpunten - Subsidies"


def test_title_without_a_gap_ends_with_the_line_that_had_room() -> None:
    text = HEADER + "Innovatiesteun  -  Limburg\nInnovatiesteun is een hefboom om alles te versterken,\nen meer.\n"
    assert outline(text).question.title == "Innovatiesteun - Limburg"


def test_a_text_without_title_gets_none() -> None:
    assert outline(HEADER + "\nDe steun groeit elk jaar.\nHoeveel is dat?\n").question.title is None


def test_impossible_date_is_no_date() -> None:
    text = HEADER.replace("26 februari", "31 februari") + TEXT + MINISTER + HEADING + ANSWER
    assert outline(text).question.asked_on == date(2024, 2, 26)


def test_sections_meet() -> None:
    read = outline(HEADER + TEXT + "\f" + MINISTER + HEADING + ANSWER + "BIJLAGE\nTekst\n")
    question, answer, annex = read.sections
    assert (question.page, question.top) == (1, 0.0)
    assert (question.end_page, question.end_top) == (answer.page, answer.top) == (2, line_top(0))
    assert (answer.end_page, answer.end_top, annex.end_page, annex.end_top) == (annex.page, annex.top, 2, 842.0)
