"""Words that say that the amounts of a table were not granted, and those that say they were all the same."""

from __future__ import annotations

import pytest

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
        (["Vereniging", "Bedrag (incl. btw)"], "Deze verenigingen kregen een projectsubsidie:", ""),
        (["Vereniging", "Steun"], "Er werd ook een waarborg gegeven.", ""),
    ],
)
def test_money_that_was_granted(headers: list[str], sentence: str, asked: str) -> None:
    assert find_other_money(headers, sentence, asked) is None
