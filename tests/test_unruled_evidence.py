"""What parts rows and columns where the ruling does not: shaded bands, vertical rules, known words, blank lines."""

from __future__ import annotations

import pytest
from printing import print_answer
from reading import read_content
from reportlab.lib import colors

from parsers.bands import find_bands
from parsers.page_marks import Shape
from parsers.row_words import find_row_label, is_group_title
from schemas.pages import Box

HEADER = ["Organisatie", "Project", "Toegekend bedrag"]


def shape(box: Box, filled: bool = True, white: bool = False) -> Shape:
    return Shape("rect", box, False, filled, False, white)


def test_shaded_areas_are_bands_and_lines_are_none() -> None:
    grey, line = Box(50, 100, 300, 120), Box(50, 130, 300, 131)
    shapes = [
        shape(line),
        shape(grey),
        shape(grey),
        shape(Box(50, 140, 300, 160), white=True),
        shape(grey, filled=False),
    ]
    assert find_bands(shapes) == (grey,)


def test_one_shaded_row_and_a_total_are_two_rows() -> None:
    grey = [("BACKGROUND", (0, row), (-1, row), colors.lightgrey) for row in (0, 2)]
    rows = [HEADER, ["Aap vzw", "Taal", "1.000 €"], ["Totaal", "", "1.000 €"]]
    (grant,) = read_content(print_answer(rows, grey, widths=[150, 150, 100])).grants
    assert (grant.organisation, grant.verified) == ("Aap vzw", "total")


def test_vertical_rules_part_columns_that_almost_touch() -> None:
    style = [("LINEBEFORE", (0, 0), (-1, -1), 0.5, colors.black), ("LEFTPADDING", (0, 0), (-1, -1), 1)]
    style += [("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    rows = [HEADER, ["Samenlevingsopbouw", "Taal verbindt", "1.000 €"], ["Huis van het Kind", "Samen", "2.500 €"]]
    result = read_content(print_answer(rows, style, widths=[84, 60, 90]))
    found = [(grant.organisation, grant.title) for grant in result.grants]
    assert found == [("Samenlevingsopbouw", "Taal verbindt"), ("Huis van het Kind", "Samen")]


@pytest.mark.parametrize("text", ["Provincie Limburg", "Jaar 2020", "West-Vlaanderen"])
def test_titles_of_groups(text: str) -> None:
    assert is_group_title(text)


@pytest.mark.parametrize("text", ["Jeugdhuis Kavka", "in 2020", "Culturele werking in de stad Gent 2020"])
def test_no_titles_of_groups(text: str) -> None:
    assert not is_group_title(text)


def test_a_label_broken_within_its_words() -> None:
    assert find_row_label("Algem\neen\ntota\nal") == "total"
    assert find_row_label("Algem\neen\nfonds") is None


def test_a_group_title_over_a_column_of_amounts_gives_its_year() -> None:
    rows = [["Toegekend bedrag", "Organisatie"], ["Jaar 2020", ""], ["1.000 €", "Aap vzw"], ["2.000 €", "Noot vzw"]]
    rows += [["Jaar 2021", ""], ["3.000 €", "Mies vzw"]]
    result = read_content(print_answer(rows, [], widths=[120, 200]))
    assert [(grant.organisation, grant.year) for grant in result.grants] == [
        ("Aap vzw", 2020), ("Noot vzw", 2020), ("Mies vzw", 2021)
    ]  # fmt: skip
