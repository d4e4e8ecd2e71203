"""Names in the vertical middle of their rows, in tables without rules (merged cells of a text document)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest
from reportlab.platypus import Spacer, Table

from schemas.results import DocumentResult
from tests.printing import print_flow, to_heading, to_paragraph
from tests.reading import read_content

NAMES = ("Vzw Amarant", "Vzw Beukenhof", "Vzw Cirkant", "Vzw Dorpskring")
WRAPPED = ("Vzw Amarant\nen omstreken", "Vzw Beukenhof", "Vzw Cirkant\nLimburg")
PROJECTS = [
    "Open atelier",
    "Zomerkamp",
    "Lentefeest",
    "Boekenbeurs",
    "Dansvoorstelling",
    "Wandeltocht",
    "Koorweekend",
    "Filmreeks",
]
Truth = list[tuple[str, int]]


class Printed:
    """A table that grows name by name; `truth` holds who got what, as it is printed."""

    def __init__(self, align: str = "MIDDLE", padding: float = 3) -> None:
        self.rows = [["Vereniging", "Project", "Toegekend bedrag (euro)"]]
        everywhere = ((0, 0), (-1, -1))
        self.style: list[tuple[object, ...]] = [
            ("VALIGN", *everywhere, align),
            ("TOPPADDING", *everywhere, padding),
            ("BOTTOMPADDING", *everywhere, padding),
        ]
        self.truth: Truth = []

    def add(self, name: str, size: int, at: int | None = None) -> None:
        """A name over `size` rows: one merged cell, or in the row number `at` of them (from 0)."""
        start = len(self.rows)
        if at is None:
            self.style.append(("SPAN", (0, start), (0, start + size - 1)))
        for number in range(size):
            amount = 1000 + 137 * len(self.truth)
            named = name if number == (at or 0) else ""
            self.rows.append([named, PROJECTS[len(self.truth) % len(PROJECTS)], f"{amount:,}".replace(",", ".")])
            self.truth.append((name.replace("\n", " "), amount))

    def add_total(self) -> None:
        self.rows.append(["Totaal", "", f"{sum(amount for _, amount in self.truth):,}".replace(",", ".")])

    def read(self) -> DocumentResult:
        intro = to_paragraph("1. Hieronder vindt u een overzicht van de toegekende subsidies in 2023:")
        table = Table(self.rows, colWidths=[150, 200, 120], style=self.style)
        return read_content(print_flow([*to_heading(), intro, Spacer(1, 6), table]))


def grants(result: DocumentResult) -> Truth:
    return [(grant.organisation, int(grant.amount_eur)) for grant in result.grants]


def codes(result: DocumentResult) -> list[str]:
    return [finding.code for finding in result.findings]


def to_printed(sizes: Sequence[int], names: Sequence[str] = NAMES, padding: float = 3) -> Printed:
    printed = Printed(padding=padding)
    for name, size in zip(names, sizes, strict=False):
        printed.add(name, size)
    return printed


@pytest.mark.parametrize(
    ("sizes", "names", "padding"),
    [
        ((3, 2, 4), NAMES, 3),
        ((2, 2, 2), NAMES, 3),  # no row is without a name nearby: only the place between two lines tells
        ((1, 2, 3, 2), NAMES, 3),
        ((3, 2, 3), NAMES, 0),  # no space between rows
        ((3, 2, 1, 4), NAMES, 12),  # names between rows take lines of their own
        ((3, 2, 4), WRAPPED, 3),
    ],
)
def test_names_in_the_middle_belong_to_the_rows_around_them(
    sizes: Sequence[int], names: Sequence[str], padding: float
) -> None:
    printed = to_printed(sizes, names, padding)
    result = printed.read()
    assert grants(result) == printed.truth
    assert codes(result) == []


def test_a_total_below_centred_names_is_no_row_of_theirs() -> None:
    printed = to_printed((2, 2, 4), WRAPPED)
    printed.add_total()
    result = printed.read()
    assert grants(result) == printed.truth
    assert {grant.verified for grant in result.grants} == {"total"}


def test_centred_names_stay_within_their_group() -> None:
    printed = Printed()
    for province, sizes, names in (("Limburg", (3, 3), NAMES), ("Antwerpen", (2, 4), NAMES[2:])):
        printed.rows.append([f"Provincie {province}", "", ""])
        for name, size in zip(names, sizes, strict=False):
            printed.add(name, size)
    result = printed.read()
    assert grants(result) == printed.truth
    assert [grant.province for grant in result.grants] == ["Limburg"] * 6 + ["Antwerpen"] * 6


@cache
def read_lopsided() -> DocumentResult:
    """Blank above the first name, and yet no name is in the middle of its rows."""
    printed = Printed()
    printed.add("Vzw Amarant", 4, at=1)
    printed.add("Vzw Beukenhof", 2, at=1)
    return printed.read()


def test_rows_that_no_tiling_explains_are_findings() -> None:
    result = read_lopsided()
    assert grants(result) == []
    assert codes(result).count("recipient_missing") == 6


def test_names_on_the_first_of_their_rows_hold_for_the_blanks_below() -> None:
    printed = Printed(align="TOP")
    for name, size in zip(NAMES, (3, 2, 4), strict=False):
        printed.add(name, size)
    result = printed.read()
    assert grants(result) == printed.truth
    assert set(codes(result)) == {"recipient_repeated"}


def test_names_on_the_last_of_their_rows_give_no_wrong_name() -> None:
    printed = Printed()
    for name, size in zip(NAMES, (3, 2, 4), strict=False):
        printed.add(name, size, at=size - 1)
    assert set(grants(printed.read())) <= set(printed.truth)
