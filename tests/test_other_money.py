"""Words that say that the amounts of a table were not granted, and those that say they were all the same."""

from __future__ import annotations

import pytest

from parsers.other_givers import find_other_giver
from parsers.other_money import find_other_money

PLAIN = ["Organisatie", "Bedrag"]


@pytest.mark.parametrize(
    ("headers", "sentence", "asked", "why"),
    [
        (["Opdrachtnemer", "Opdracht", "Bedrag (excl. btw)"], "In 2018:", "", "contracts"),
        (["Gemeente", "Werk", "Aannemer", "Bedrag"], "", "", "contracts"),
        (PLAIN, "De volgende overheidsopdrachten werden toegekend in 2018:", "", "contracts"),
        (PLAIN, "De volgende leningen werden toegekend:", "Welke subsidies waren er?", "loans"),
        (PLAIN, "In 2018 werden de volgende boetes opgelegd:", "", "fines"),
        (PLAIN, "Zie de tabel.", "Welke belastingen werden geïnd?", "income"),
        (["Voorziening", "Dagprijs"], "", "", "prices"),
        (PLAIN, "De loonkosten bedroegen:", "", "wages"),
        (["Studie", "Uitgevoerd door", "Bedrag (incl. btw)"], "Overzicht van de studies in 2018:", "", "contracts"),
        (PLAIN, "De reserves van de organisaties eind 2023:", "Welke subsidies waren er?", "reserves"),
        (PLAIN, "Subsidies zijn er ook. De geraamde schade bij de verenigingen:", "", "damage"),
        (PLAIN, "De giften die organisaties ontvingen van burgers:", "", "gifts"),
        (PLAIN, "De uitgaven voor reclame per medium in 2023:", "", "expenses"),
        (PLAIN, "Vlaanderen betaalde volgende lidmaatschapsbijdragen:", "", "members"),
        (PLAIN, "De ereloonnota's van advocatenkantoren:", "", "wages"),
        (["Bureau", "Opdracht", "Bedrag"], "De volgende opdrachten werden uitbesteed:", "", "contracts"),
    ],
)
def test_money_that_was_not_granted(headers: list[str], sentence: str, asked: str, why: str) -> None:
    found = find_other_money(headers, sentence, asked)
    assert found is not None
    assert why in found


@pytest.mark.parametrize(
    ("headers", "sentence", "asked"),
    [
        (PLAIN, "De volgende subsidies werden toegekend:", "Welke leningen en subsidies werden toegekend?"),
        (["Gemeente", "Aannemer", "Subsidie"], "De kostprijs van de werken:", ""),
        (PLAIN, "Toegekende bedragen uit de opbrengst van de loterij:", ""),
        (PLAIN, "De volgende bedragen werden toegekend:", "Wat zijn de inkomsten?"),
        (PLAIN, "", ""),
        (PLAIN, "De subsidies voor de uitgaven in 2023:", ""),
        (PLAIN, "Steun na de schade door de overstromingen:", ""),
        (PLAIN, "Het overzicht:", "Wat waren de uitgaven en reserves per organisatie?"),
        (["Vereniging", "Bedrag (incl. btw)"], "Deze verenigingen kregen een projectsubsidie:", ""),
        (["Vereniging", "Steun"], "Er werd ook een waarborg gegeven.", ""),
    ],
)
def test_money_that_was_granted(headers: list[str], sentence: str, asked: str) -> None:
    assert find_other_money(headers, sentence, asked) is None


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        (PLAIN, "De Europese Commissie kende rechtstreeks toe (geen Vlaamse middelen):"),
        (PLAIN, "De federale subsidies aan de organisaties in 2023:"),
        (PLAIN, "De steun van de stad Gent aan de verenigingen:"),
        (PLAIN, "De subsidies toegekend door de provincie Limburg:"),
        (PLAIN, "De subsidies van de Nationale Loterij in 2023:"),
        (["Organisatie", "EU-bijdrage"], "In 2023:"),
    ],
)
def test_money_of_other_governments(headers: list[str], sentence: str) -> None:
    assert find_other_giver(headers, sentence) is not None


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        (PLAIN, "De subsidies aan de stad Gent en de gemeente Mol:"),
        (PLAIN, "De volgende gemeenten kregen steun:"),
        (["Gemeente", "Subsidie"], "De projecten van de stad Gent die steun kregen:"),
        (PLAIN, "De subsidies van de Vlaamse overheid en de Europese Commissie:"),
        (PLAIN, "De ondersteuning van de stad Gent in 2023:"),
    ],
)
def test_money_of_flanders_for_other_governments(headers: list[str], sentence: str) -> None:
    assert find_other_giver(headers, sentence) is None
