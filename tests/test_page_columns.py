"""Two columns of text become two pages; tables, lists and forms that only look so stay as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from outline_pages import to_pages

from parsers.fold_back import to_printed_place
from parsers.geometry import line_text
from parsers.page_columns import Origin, unfold
from schemas.pages import Box, Page, Rule

LEFT = "De steunpunten helpen de besturen bij hun"
RIGHT = "opdracht en werken samen met vele partners"
ROWS = 16


def to_page(rows: list[tuple[str, str]], number: int = 1) -> Page:
    """A page whose rows have a left and a right part, the right one from the 50th letter."""
    (page,) = to_pages("\n".join(f"{left:<50}{right}".rstrip() for left, right in rows))
    return replace(page, number=number, lines=tuple(replace(line, page=number) for line in page.lines))


def texts(page: Page) -> list[str]:
    return [line_text(line) for line in page.lines]


COLUMNS = [(f"{LEFT} {at}", f"{RIGHT} {at}") for at in range(ROWS)]


def test_columns_are_read_one_after_the_other() -> None:
    unfolded = unfold([to_page(COLUMNS)])
    assert [page.number for page in unfolded.pages] == [1, 2]
    assert [texts(page)[0] for page in unfolded.pages] == [f"{LEFT} 0", f"{RIGHT} 0"]
    assert unfolded.origins == (Origin(1, 0), Origin(1, 275))
    assert unfolded.is_cut
    first = unfolded.pages[1].lines[0].words[0]
    assert first.box.x0 == unfolded.pages[0].lines[0].words[0].box.x0
    assert {line.page for line in unfolded.pages[1].lines} == {2}


def test_what_runs_over_both_columns_keeps_its_place_between_them() -> None:
    title = ("Een titel die over de volle breedte van de bladzijde loopt en", "gaat")
    rows = [*COLUMNS[:12], ("", ""), (f"{title[0][:52]} {title[1]} verder", ""), ("", ""), *COLUMNS[12:]]
    parts = unfold([to_page(rows)]).pages
    assert [texts(page)[0].split()[0] for page in parts] == ["De", "opdracht", "Een", "De", "opdracht"]
    assert [len(page.lines) for page in parts] == [12, 12, 1, 4, 4]


def test_a_last_page_with_little_text_is_cut_like_the_page_before() -> None:
    last = to_page([(f"{LEFT} 1", "Antwoord"), (f"{LEFT} 2", f"{RIGHT} 2")], number=2)
    assert len(unfold([last]).pages) == 1
    unfolded = unfold([to_page(COLUMNS), last])
    assert [origin.page for origin in unfolded.origins] == [1, 1, 2, 2]
    assert texts(unfolded.pages[3])[0] == "Antwoord"


def test_a_heading_in_the_right_column_tells_of_short_questions_between_tables() -> None:
    tables = [(f"vzw Aap {at}{' ' * 24}{at}.500", f"vzw Noot {at}{' ' * 24}{at}.200") for at in range(1, 9)]
    told = [
        (f"{LEFT} 1", f"{RIGHT} 1"),
        (f"{LEFT} 2", f"{RIGHT} 2"),
        (f"{LEFT} 3", f"{RIGHT} 3"),
        ("krachten.", "mee."),
    ]
    headed = [*told, ("", "Antwoord"), *told[:2], *tables]
    assert len(unfold([to_page(headed)]).pages) == 2
    plain = [*told, ("", "Partners"), *told[:2], *tables]
    assert len(unfold([to_page(plain)]).pages) == 1


def test_a_question_that_begins_in_the_right_column_needs_no_running_text_beside_it() -> None:
    rows = [("Vraag nr. 51", "Vraag nr. 55"), ("van 14 maart 2006", "van 21 maart 2006"), ("Steun", "Toelagen")]
    rows += [(f"vzw Aap {at}{' ' * 24}{at}.500", f"vzw Noot {at}{' ' * 24}{at}.200") for at in range(1, 13)]
    assert len(unfold([to_page(rows)]).pages) == 2


def test_a_lone_number_at_the_foot_belongs_to_neither_column() -> None:
    printed = to_page([*COLUMNS, ("", ""), ("", ""), (" " * 44 + "- 1311 -", "")])
    parts = unfold([printed]).pages
    assert [len(page.lines) for page in parts] == [ROWS, ROWS]
    assert [word.text for word in parts[0].furniture] == ["-", "1311", "-"]


TABLE = [
    (f"Vereniging {at}   Een project dat wat langer is", f"Gent {at}        2020      {at}2.500 euro")
    for at in range(20)
]
SHORT = [(f"Vereniging {at} voor de natuur", f"{at}2.500 euro") for at in range(20)]
WIDE = [("Een regel tekst die over de hele breedte van de bladzijde loopt,", "zonder witte strook") for _ in range(20)]
NARROW = [(f"{LEFT} {at}", f"{at}2.500 euro per jaar") for at in range(20)]


@pytest.mark.parametrize("rows", [TABLE, SHORT, WIDE, NARROW, [], COLUMNS[:3]])
def test_other_pages_stay_as_they_are(rows: list[tuple[str, str]]) -> None:
    page = to_page(rows)
    unfolded = unfold([page])
    assert unfolded.pages == (page,)
    assert not unfolded.is_cut


def test_a_ruled_table_of_two_columns_is_no_page_of_two_columns() -> None:
    page = to_page(COLUMNS)
    rules = tuple(Rule(Box(60, line.box.top - 1, 560, line.box.top - 1), True) for line in page.lines)
    assert not unfold([replace(page, rules=(*rules, Rule(Box(60, 300, 560, 300), True)))]).is_cut
    frame = (rules[0], Rule(Box(60, 800, 560, 800), True))  # under a running header and over a footer
    assert unfold([replace(page, rules=frame)]).is_cut


def test_places_are_those_of_the_printed_page() -> None:
    origins = (Origin(1, 0), Origin(1, 275), Origin(2, 0))
    assert to_printed_place("p2-x70-y214", origins) == "p1-x345-y214"
    assert to_printed_place("p3-x70-y214", origins) == "p2-x70-y214"
    with pytest.raises(ValueError, match="no place"):
        to_printed_place("Sheet!A1", origins)
