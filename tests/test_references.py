"""What an answer refers to instead of saying it."""

from __future__ import annotations

import pytest
from outline_pages import to_pages

from parsers.sections import read_outline
from schemas.questions import Answer

QUESTION = "Titel  -  Aspect\n\nGraag antwoord.\n1. Hoeveel?\n2. Waar?\n3. Wanneer?\n"
HEADING = "\nANTWOORD\nop vraag nr. 162 van 2 februari 2021\nvan NADIA SMINATE\n\n"
ENOUGH = "De middelen gaan naar projecten van lokale besturen en verenigingen in heel Vlaanderen, elk jaar\n"


def answer(text: str) -> Answer:
    return read_outline(to_pages(QUESTION + HEADING + text)).answer


@pytest.mark.parametrize(
    ("text", "refers_to"),
    [
        (
            "Ik verwijs naar het gecoördineerd antwoord van minister An Maes.\n",
            "gecoördineerd antwoord van minister An Maes",
        ),
        (
            "Voor het antwoord op deze vraag verwijs ik naar het gecoördineerde antwoord van de minister-president.\n",
            "gecoördineerde antwoord van de minister-president",
        ),
        (
            "Zie antwoord op vraag nr. 256 van 3 maart 2020 van de heer Bert Nijs.\n",
            "antwoord op vraag nr. 256 van 3 maart 2020 van de heer Bert Nijs",
        ),
        ("Ik verwijs naar het antwoord op schriftelijke vraag nr. 2.\n", "antwoord op schriftelijke vraag nr. 2"),
        ("Er wordt verwezen naar het antwoord van collega Maes.\n", "antwoord van collega Maes"),
        ("De gevraagde gegevens zijn terug te vinden op www.voorbeeld.be/premies.\n", "www.voorbeeld.be/premies"),
        ("De lijst is raadpleegbaar via https://www.voorbeeld.be/x?y=1.\n", "https://www.voorbeeld.be/x?y=1"),
        ("De cijfers zijn op de website van Sport terug te vinden.\n", "de website van Sport"),
        ("Op de website van Sport vindt u een overzicht van de subsidies.\n", "de website van Sport"),
        ("De cijfers kunnen op de website van Sport worden geraadpleegd.\n", "de website van Sport"),
        ("Een overzicht is opgenomen in het jaarverslag 2012.\n", "het jaarverslag 2012"),
        ("Voor het antwoord verwijs ik naar minister An Maes.\n", "minister An Maes"),
        ("Dit behoort tot de bevoegdheid van mijn collega An Maes.\n", "mijn collega An Maes"),
        (
            "Deze vraag wordt gecoördineerd beantwoord door minister An Maes.\n",
            "Deze vraag wordt gecoördineerd beantwoord door minister An Maes",
        ),
        (
            "Minister Maes zal u een gecoördineerd antwoord bezorgen op vraag nr. 12.\n",
            "Minister Maes zal u een gecoördineerd antwoord bezorgen op vraag nr. 12",
        ),
        ("Zie subsidieregister.\n", "subsidieregister"),
        ("Ik verwijs naar het subsidieregister.\n", "subsidieregister"),
    ],
)
def test_an_answer_that_only_refers(text: str, refers_to: str) -> None:
    read = answer(text)
    assert (read.kind, read.refers_to) == ("referring", refers_to)


@pytest.mark.parametrize(
    ("text", "refers_to"),
    [
        ("Zie bijlage.\n", "bijlage"),
        ("U vindt het overzicht in bijlage 1.\n", "bijlage 1"),
        ("Zie bijgevoegde Excel.\n", "bijgevoegde Excel"),
    ],
)
def test_an_annex_that_is_not_there(text: str, refers_to: str) -> None:
    read = answer(text)
    assert (read.kind, read.refers_to) == ("ordinary", refers_to)
    assert answer(text + "BIJLAGE\n" + "Gemeente Balen\n" * 4).refers_to is None
    assert answer(text + "BIJLAGE\nOverzicht projectsubsidies (Excel)\n").refers_to == refers_to  # only its title


@pytest.mark.parametrize(
    "text",
    [
        "1. Tien.\n2. Zie antwoord op vraag 1.\n3. Ik verwijs naar het antwoord op vraag nr. 2.\n",
        "1. Tien.\n2. Zie mijn antwoord op deelvraag 1.\n",
        "Het antwoord van de minister was kort.\n",
        "De bijlage volgt later.\n",
        "Ik geef hierbij een gecoördineerd antwoord, ook namens minister Maes.\n",
    ],
)
def test_no_reference(text: str) -> None:
    read = answer(text)
    assert (read.kind, read.refers_to) == ("ordinary", None)


def test_an_answer_that_says_more_is_its_own() -> None:
    read = answer(ENOUGH * 3 + "Voor het verleden verwijs ik naar het antwoord op vraag nr. 88 van 4 mei 2019.\n")
    assert (read.kind, read.refers_to) == ("ordinary", "antwoord op vraag nr. 88 van 4 mei 2019")


def test_several_references_are_told_once_each() -> None:
    read = answer("1. Zie subsidieregister.\n2. Zie subsidieregister.\n3. Zie het antwoord van minister Maes.\n")
    assert read.refers_to == "antwoord van minister Maes; subsidieregister"
