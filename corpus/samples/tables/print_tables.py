"""Prints the documents of this folder with ReportLab. Run: python corpus/samples/tables/print_tables.py"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

FOLDER = Path(__file__).parent
RULED = [("GRID", (0, 0), (-1, -1), 0.4, colors.grey), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]

CLUBS = (
    ("Hartje Kempen vzw", "Turnhout", "Buurtsalon", 14, 9800, 7350),
    ("De Regenbooggroep", "Genk", "Samen aan tafel, koken met ouderen en jongeren uit de wijk", 32, 18200, 12000),
    ("Wijkcomité Sint-Jozef", "Aalst", "Straatfeest", 8, 2400, 2400),
    ("OCMW Maaseik", "Maaseik", "Digipunt", 21, 15000, 11250),
    ("Lokaal bestuur Diest", "Diest", "Taal in de tuin", 17, 8750, 6500),
    ("Speelplein Zonneschijn vzw", "Brugge", "Zomer zonder drempels voor kinderen met een beperking", 45, 22000, 19500),
    ("Huis 41", "Leuven", "Open keuken", 11, 5300, 4100),
    ("Muziekbende De Toeter", "Ieper", "Iedereen fanfare", 26, 7900, 5925),
    ("Fietsatelier Rondpunt", "Mechelen", "Fiets en werk", 19, 13600, 10000),
)
LIBRARIES = tuple(
    (f"{kind} {place}", 1150 + 37 * at * at % 2900 + 100 * at)
    for at, (kind, place) in enumerate(
        (kind, place)
        for place in (
            "Aarschot", "Beringen", "Bilzen", "Deinze", "Eeklo", "Geel", "Halle", "Herentals", "Izegem", "Lier",
            "Lokeren", "Menen", "Ninove", "Oostende", "Poperinge", "Ronse", "Tielt", "Tongeren", "Veurne", "Zottegem",
        )
        for kind in ("Bibliotheek", "Leesclub De Boekenwurm in", "Cultuurhuis")
    )
)  # fmt: skip
THEATRES = (("Het Gevolg", 61000, 14500), ("Theater Malpertuis vzw", 118000, 0), ("De Spiegel", 97500, 22000),
            ("Laika, theater der zinnen", 143000, 8200), ("fABULEUS", 86400, 31000))  # fmt: skip
HALLS = (("CC De Werf", 24000), ("De Velinx", 18500), ("GC De Muze van Meise", 9200))


class Turned(Flowable):
    """A text that runs upwards."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def wrap(self, *_: float) -> tuple[float, float]:
        return 11, 8 + self.canv.stringWidth(self.text, "Times-Bold", 10)

    def draw(self) -> None:
        self.canv.rotate(90)
        self.canv.setFont("Times-Bold", 10)
        self.canv.drawString(3, -9, self.text)


def to_text(text: str, size: float = 10, *, bold: bool = False) -> Paragraph:
    font = "Times-Bold" if bold else "Times-Roman"
    return Paragraph(text, ParagraphStyle("text", fontName=font, fontSize=size, leading=size * 1.2, spaceAfter=4))


def to_euro(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def to_heading(member: str, number: int, day: str, title: str, questions: list[str]) -> list[Flowable]:
    asked = [f"SCHRIFTELIJKE VRAAG nr. {number}", f"van {member.upper()}", f"datum: {day}"]
    told = [f"ANTWOORD op vraag nr. {number} van {day}", f"van {member.upper()}"]
    return [
        *(to_text(line, bold=True) for line in ("HANNE WOLFRAM", "VLAAMS MINISTER VAN CULTUUR EN SAMENLEVEN")),
        *map(to_text, asked), Spacer(1, 8), to_text(title, bold=True),
        *(to_text(f"{at}. {text}") for at, text in enumerate(questions, 1)),
        Spacer(1, 14), *(to_text(line, bold=True) for line in told), Spacer(1, 8),
    ]  # fmt: skip


def to_cells(rows: list[tuple[Any, ...]], size: float) -> list[list[Any]]:
    return [[cell if isinstance(cell, Flowable) else to_text(str(cell), size) for cell in row] for row in rows]


def save(name: str, flow: list[Flowable], turned_pages: tuple[int, ...] = ()) -> None:
    """Pages in `turned_pages` are stored on their side and displayed upright by `/Rotate`."""
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, invariant=1)
    upright = PageTemplate("upright", [Frame(56, 56, A4[0] - 112, A4[1] - 112, 0, 0, 0, 0)], pagesize=A4)
    wide = landscape(A4)
    lying = PageTemplate("lying", [Frame(56, 56, wide[0] - 112, wide[1] - 112, 0, 0, 0, 0)], pagesize=wide)
    document.addPageTemplates([upright, lying])
    document.build(flow)
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        for number in turned_pages:
            page = pdf.pages[number - 1]
            page.contents_add(f"q 0 1 -1 0 {A4[0]} 0 cm".encode(), prepend=True)
            page.contents_add(b"Q")
            page.mediabox = pikepdf.Array([0, 0, A4[0], A4[1]])
            page.rotate(90, relative=False)
        pdf.save(FOLDER / f"{name}.pdf", deterministic_id=True)


def print_turned_heads() -> None:
    names = ("Volgnr.", "Begunstigde", "Gemeente", "Project", "Aantal deelnemers", "Gevraagd bedrag", "Toegekend bedrag")
    rows: list[tuple[Any, ...]] = [tuple(map(Turned, names))]
    rows += [(at, *club[:4], to_euro(club[4]), to_euro(club[5])) for at, club in enumerate(CLUBS, 1)]
    rows.append(("", "Totaal", "", "", "", to_euro(sum(c[4] for c in CLUBS)), to_euro(sum(c[5] for c in CLUBS))))
    table = Table(to_cells(rows, 10), [24, 170, 90, 250, 34, 60, 60], style=RULED)
    questions = ["Welke projecten kregen in 2021 een subsidie? Graag per project het gevraagde en het toegekende bedrag.",
                 "Komt er een nieuwe oproep?"]  # fmt: skip
    flow = to_heading("Pieter Zonderland", 318, "9 februari 2022", "Buurtprojecten - Subsidies 2021", questions)
    flow += [to_text("1. In 2021 werden de volgende projecten gesubsidieerd (bedragen in euro)."), NextPageTemplate("lying"), PageBreak(),
             table, NextPageTemplate("upright"), PageBreak(), to_text("2. Een nieuwe oproep volgt in het najaar.")]  # fmt: skip
    save("rotate-turned-heads", flow, (2,))


def print_two_blocks() -> None:
    """On each page the list fills the left block, then the right one."""
    total = [("Totaal", to_euro(sum(amount for _, amount in LIBRARIES)))]
    rows = [*((name, to_euro(amount)) for name, amount in LIBRARIES), *total]
    parts = [rows[0:14], rows[14:28], rows[28:46], rows[46:]]
    blocks = [Table(to_cells([(to_text("Ontvanger", 9, bold=True), to_text("Subsidie (euro)", 9, bold=True)), *part], 9), [145, 75],
                    style=[("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
              for part in parts]  # fmt: skip
    pairs = [Table([pair], [242, 242], style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
             for pair in (blocks[:2], blocks[2:])]  # fmt: skip
    flow = to_heading("An Vermeersch-Pauwels", 77, "3 november 2023", "Leesbevordering - Subsidies 2023",
                      ["Welke organisaties kregen in 2023 een subsidie voor leesbevordering, en hoeveel?"])  # fmt: skip
    flow += [to_text("1. De volgende organisaties kregen in 2023 een subsidie voor leesbevordering:"), pairs[0], PageBreak(), pairs[1],
             Spacer(1, 10), to_text("Deze subsidies worden betaald op het einde van het jaar, na controle van het verslag.")]  # fmt: skip
    save("two-blocks", flow)


def print_kinds_and_neighbours() -> None:
    """A column for each kind of grant with their sum; then two tables beside each other."""
    rows: list[tuple[Any, ...]] = [("Gezelschap", "Werkingssubsidie", "Projectsubsidie", "Totaal")]
    rows += [(name, to_euro(a), to_euro(b) if b else "-", to_euro(a + b)) for name, a, b in THEATRES]
    sums = [sum(row[at] for row in THEATRES) for at in (1, 2)]
    rows.append(("Totaal", *map(to_euro, sums), to_euro(sum(sums))))
    first = Table(to_cells(rows, 10), [190, 95, 95, 80], style=[("LINEABOVE", (0, 0), (-1, -1), 0.4, colors.black),
                  ("LINEBELOW", (0, -1), (-1, -1), 0.4, colors.black)])  # fmt: skip
    sides = [
        [to_text(f"Jaar {year}", bold=True), Table(to_cells([header, *((n, to_euro(a + extra)) for n, a in HALLS[:count])], 10), [150, 70])]
        for year, header, extra, count in ((2022, ("Cultuurhuis", "Bedrag"), 0, 3), (2023, ("Organisatie", "Subsidie"), 700, 2))
    ]  # fmt: skip
    beside = Table([sides], [250, 233], style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    flow = to_heading("Dries Kiekens", 512, "18 april 2024", "Podiumkunsten - Subsidies",
                      ["Hoeveel subsidie kreeg elk gezelschap in 2023, opgesplitst naar werking en projecten?",
                       "Hoeveel kregen de cultuurhuizen in 2022 en 2023?"])  # fmt: skip
    flow += [to_text("1. In 2023 werden de volgende subsidies toegekend (in euro):"), first, Spacer(1, 12),
             to_text("2. De cultuurhuizen kregen deze subsidies:"), beside]  # fmt: skip
    save("kinds-and-neighbours", flow)


if __name__ == "__main__":
    print_turned_heads()
    print_two_blocks()
    print_kinds_and_neighbours()
