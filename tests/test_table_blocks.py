"""Tables side by side: each block is read downwards, the left one first."""

from __future__ import annotations

import random

import pytest
from drawn_tables import Column, Drawn, Look, Sheets, TableDrawer
from printing import HEADING
from reading import read_content

from schemas.results import DocumentResult

NAMES = ("Alfa vzw", "Samenlevingsopbouw in de wijken van Brussel en Antwerpen vzw", "Stad Gent", "Globe Aroma")
Block = list[tuple[str, int]]


def to_row(kind: str, *texts: str) -> Drawn:
    return Drawn(kind, tuple((at, at, (text,)) for at, text in enumerate(texts)))  # type: ignore[arg-type]


def make_block(count: int, seed: int) -> Block:
    dice = random.Random(seed)
    return [(f"{NAMES[at % 4]} {seed}{at}", dice.randint(1000, 9999)) for at in range(count)]


class Printed:
    """An answer with blocks beside each other."""

    def __init__(self, look: Look, gap: float, blocks: int) -> None:
        self.sheets, self.gap = Sheets(look), gap
        self.width = (look.page[0] - 2 * look.margin - gap * (blocks - 1)) / blocks
        for line in (*HEADING, "De toegekende subsidies:"):
            self.sheets.write(line)

    def draw(self, at: int, header: tuple[str, str], rows: Block, *, total: int = 0, caption: str = "") -> None:
        drawer = TableDrawer(self.sheets, [Column(self.width * 0.62), Column(self.width * 0.38, "right")])
        drawer.edges = [edge + at * (self.width + self.gap) for edge in drawer.edges]
        if caption:
            self.sheets.print_line(caption, drawer.edges[0] + 4, self.sheets.y, True)
            self.sheets.y += 14
        last = [to_row("total", "Totaal", f"{total},00")] if total else []
        drawer.draw([to_row("header", *header), *(to_row("row", name, f"{amount},00") for name, amount in rows), *last])

    def close(self, top: float) -> DocumentResult:
        self.sheets.y = max(self.sheets.y, top) + 200
        self.sheets.write("Deze middelen werden vastgelegd op de begroting van het departement en jaarlijks herzien.")
        return read_content(self.sheets.close())


def to_pairs(result: DocumentResult) -> Block:
    return [(grant.organisation, int(grant.amount_eur)) for grant in result.grants]


@pytest.mark.parametrize("borders", ["grid", "lines", "none"])
@pytest.mark.parametrize(("gap", "count"), [(0.0, 2), (18.0, 2), (12.0, 3)])
def test_a_list_in_blocks_is_one_list(borders: str, gap: float, count: int) -> None:
    blocks = [make_block(5, seed) for seed in range(count)]
    printed = Printed(Look(borders=borders, size=8.0), gap, count)
    top = printed.sheets.y
    total = sum(amount for block in blocks for _, amount in block)
    for at, block in enumerate(blocks):
        printed.sheets.y = top
        printed.draw(at, ("Begunstigde", "Bedrag (euro)"), block, total=total if at == count - 1 else 0)
    result = printed.close(top)
    assert to_pairs(result) == [pair for block in blocks for pair in block]
    assert {grant.verified for grant in result.grants} == {"total"}
    xs = [grant.bbox[0] for grant in result.grants if grant.bbox]
    assert min(xs[-5:]) > max(xs[:5])  # places are those of the printed page


@pytest.mark.parametrize("borders", ["grid", "none"])
@pytest.mark.parametrize("second", [("Begunstigde", "Bedrag"), ("Vereniging", "Subsidie")])
def test_blocks_have_captions_of_their_own(borders: str, second: tuple[str, str]) -> None:
    left, right = make_block(5, 1), make_block(3, 2)
    printed = Printed(Look(borders=borders, size=8.0), 25.0, 2)
    top = printed.sheets.y
    printed.draw(0, ("Begunstigde", "Bedrag"), left, caption="Jaar 2021")
    printed.sheets.y = top
    printed.draw(1, second, right, caption="Jaar 2022")
    result = printed.close(top)
    assert to_pairs(result) == [*left, *right]
    assert [grant.year for grant in result.grants] == [2021] * 5 + [2022] * 3


def test_pairs_of_columns_under_each_year_are_no_blocks() -> None:
    sheets = Sheets(Look(borders="none"))
    for line in (*HEADING, "De toegekende subsidies:"):
        sheets.write(line)
    header = [Drawn("header", ((0, 0, ("",)), (1, 2, ("2021",)), (3, 4, ("2022",))))]
    header.append(to_row("header", "Vereniging", "Aantal leden", "Bedrag", "Aantal leden", "Bedrag"))
    rows = [to_row("row", f"Vereniging {at} vzw", "12", f"{at}.100,00", "14", f"{at}.200,00") for at in range(1, 6)]
    TableDrawer(sheets, [Column(150.0), *[Column(75.0, "right")] * 4]).draw([*header, *rows])
    result = read_content(sheets.close())
    assert [(int(g.amount_eur), g.year) for g in result.grants[:2]] == [(1100, 2021), (1200, 2022)]
    assert len(result.grants) == 10


def test_what_stands_above_both_blocks_leads_to_both() -> None:
    printed = Printed(Look(borders="grid", size=8.0), 25.0, 2)
    printed.sheets.write("In 2020 kregen de volgende gemeenten een toelage.")
    top = printed.sheets.y
    for at, province in enumerate(("Limburg", "Antwerpen")):
        printed.sheets.y = top
        printed.draw(at, ("Gemeente", "Toelage"), [("Bree", 9250), ("Genk", 1180)], caption=province, total=10430)
    assert [grant.year for grant in printed.close(top).grants] == [2020] * 4
