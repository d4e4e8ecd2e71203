"""One sentence over several tables with captions of their own."""

from __future__ import annotations

import pytest
from printing import print_flow, to_heading, to_paragraph, to_table
from reading import read_content
from reportlab.platypus import Spacer

LEAD = "In 2021 werden vier projecten gesubsidieerd, verdeeld over de provincies:"
FIRST = [["Uitvoerder", "Subsidie"], ["Vzw Aap", "1.000 €"], ["Vzw Noot", "2.000 €"]]
SECOND = [["Uitvoerder", "Subsidie"], ["Vzw Mies", "3.000 €"], ["Vzw Wim", "4.000 €"]]
OTHER = [["Begunstigde", "Toelage"], *SECOND[1:]]


def years(*flow: str | list[list[str]]) -> list[int | None]:
    parts = [to_paragraph(part) if isinstance(part, str) else to_table(part) for part in flow]
    spaced = [piece for part in parts for piece in (part, Spacer(1, 8))]
    return [grant.year for grant in read_content(print_flow([*to_heading(), *spaced])).grants]


@pytest.mark.parametrize(
    ("lead", "captions", "second", "year"),
    [
        (LEAD, ("Provincie Antwerpen (2 projecten)", "Provincie Limburg (2 projecten)"), SECOND, 2021),
        (LEAD, ("Provincie Antwerpen", "Provincie Limburg"), OTHER, None),
        (LEAD, ("Provincie Antwerpen", "Voor Limburg gaat het om deze projecten:"), SECOND, None),
        (LEAD, ("Provincie Antwerpen", "Provincie Limburg, 2019 en 2020"), SECOND, None),
        (LEAD.replace(":", "."), ("Provincie Antwerpen", "Provincie Limburg"), SECOND, None),
    ],
)
def test_the_year_over_captioned_tables(
    lead: str, captions: tuple[str, str], second: list[list[str]], year: int | None
) -> None:
    assert years(f"1. {lead}", captions[0], FIRST, captions[1], second) == [2021, 2021, year, year]


def test_a_sentence_directly_over_the_first_table_is_about_that_one() -> None:
    assert years(f"1. {LEAD}", FIRST, "Provincie Limburg", SECOND) == [2021, 2021, None, None]
