"""Answers with an unruled table, printed by reportlab from a seed, and what stands in their cells."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field, replace

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

FONTS = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}
ORDERS = (
    ("organisation", "description", "amount"),
    ("number", "organisation", "title", "amount"),
    ("organisation", "municipality", "title", "amount", "year"),
    ("amount", "organisation", "description"),
    ("title", "organisation", "requested", "amount"),
    ("year", "organisation", "municipality", "amount"),
    ("organisation", "amount"),
    ("number", "municipality", "organisation", "description", "requested", "amount"),
)
HEADERS = {
    "organisation": ("Organisatie", "Begunstigde", "Naam van de organisatie", "Aanvrager"),
    "title": ("Project", "Titel van het project", "Projectnaam"),
    "description": ("Omschrijving", "Korte omschrijving van het project", "Doelstelling"),
    "municipality": ("Gemeente", "Stad/gemeente"),
    "amount": ("Toegekend bedrag", "Bedrag", "Subsidie", "Subsidiebedrag (in euro)"),
    "requested": ("Gevraagd bedrag", "Aangevraagd bedrag"),
    "year": ("Jaar",),
    "number": ("Nr.", "Volgnummer"),
}
UNKNOWN = {
    "organisation": "Wie",
    "title": "Wat",
    "description": "Waarom",
    "municipality": "Waar",
    "amount": "Hoeveel",
    "requested": "Vroeg",
    "year": "Wanneer",
    "number": "#",
}
WIDTHS = {
    "organisation": 3,
    "title": 3,
    "description": 5,
    "municipality": 2,
    "amount": 2,
    "requested": 2,
    "year": 1,
    "number": 1,
}
NAMES = (
    "vzw De Wissel",
    "Jeugdhuis Kavka",
    "De Ark vzw",
    "Stad Gent",
    "KAA Gent Foundation",
    "Globe Aroma",
    "Sociaal Huis Mechelen",
    "Samenlevingsopbouw Brussel",
    "Vormingplus regio Dender",
    "Koninklijke Harmonie",
)
WORDS = (
    "integratie",
    "buurt",
    "jongeren",
    "begeleiding",
    "taal",
    "ontmoeting",
    "vrijwilligers",
    "samen",
    "werking",
    "ouders",
    "school",
    "sport",
    "cultuur",
    "wijk",
    "toeleiding",
    "groepen",
    "inburgering",
    "van",
    "voor",
    "met",
    "en",
    "de",
    "het",
    "een",
    "op",
    "naar",
    "door",
    "aanbod",
    "gezinnen",
    "Nederlands",
)
TOWNS = ("Gent", "Antwerpen", "Sint-Niklaas", "Heist-op-den-Berg", "Aalst", "Genk", "Kortrijk", "De Haan")


@dataclass(frozen=True)
class Recipe:
    """How a table is printed."""

    seed: int
    order: tuple[str, ...] = ORDERS[0]
    rows: int = 12
    font: str = "Helvetica"
    size: int = 9
    rules: str = "none"  # none, below, zebra, frame, header
    padding: float = 3
    valign: str = "TOP"
    repeat: int = 1
    most_lines: int = 4
    groups: bool = False
    total: bool = True
    bold_header: bool = True
    prose: bool = True
    side: float = 6
    unknown_header: bool = False
    centred_header: bool = False
    blank_lines: bool = False


@dataclass
class Printed:
    """The PDF, and the texts of every printed row's cells (a group row holds one text)."""

    content: bytes
    header: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)


class Printer:
    """Prints one document."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self.random = random.Random(recipe.seed)

    def run(self) -> Printed:
        header, rows = self._header(), self._rows()
        out = io.BytesIO()
        document = SimpleDocTemplate(out, pagesize=A4, leftMargin=60, rightMargin=60, topMargin=60, bottomMargin=60)
        document.build([*self._prose(), self._table(header, rows), *self._prose()])
        return Printed(out.getvalue(), header, rows)

    def _header(self) -> tuple[str, ...]:
        if self.recipe.unknown_header:
            return tuple(UNKNOWN[role] for role in self.recipe.order)
        return tuple(self.random.choice(HEADERS[role]) for role in self.recipe.order)

    def _rows(self) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        for number in range(1, self.recipe.rows + 1):
            if self.recipe.groups and number % 6 == 1:
                rows.append((f"Provincie {self.random.choice(TOWNS)} en omstreken: {self._text(5)}",))
            rows.append(tuple(self._cell(role, number) for role in self.recipe.order))
        if self.recipe.total:
            rows.append(self._total())
        return rows

    def _total(self) -> tuple[str, ...]:
        cells = ["" for _ in self.recipe.order]
        cells[self.recipe.order.index("amount")] = self._amount()
        cells[0 if self.recipe.order[0] != "amount" else 1] = "Totaal"
        return tuple(cells)

    def _cell(self, role: str, number: int) -> str:
        if role in ("amount", "requested"):
            return self._amount()
        if role == "year":
            return str(self.random.randint(2015, 2022))
        if role == "number":
            return str(number)
        if role == "municipality":
            return self.random.choice(TOWNS)
        words = {"organisation": 4, "title": 9}.get(role, 7 * self.recipe.most_lines)
        name = self.random.choice(NAMES) if role == "organisation" else ""
        text = f"{name} {self._text(self.random.randint(0 if name else 1, words))}".strip()
        blank = self.recipe.blank_lines and role == "description" and self.random.random() < 0.3
        return f"{text}<br/><br/>{self._text(words)}" if blank else text

    def _amount(self) -> str:
        whole = f"{self.random.choice((0.5, 12, 140, 1500)) * self.random.randint(500, 999):,.0f}".replace(",", ".")
        return f"€ {whole}" if self.recipe.seed % 2 else f"{whole},00"

    def _text(self, words: int) -> str:
        text = " ".join(self.random.choice(WORDS) for _ in range(words))
        return text[:1].upper() + text[1:]

    def _prose(self) -> list[Flowable]:
        if not self.recipe.prose:
            return []
        justify = TA_JUSTIFY if self.recipe.seed % 3 == 0 else TA_LEFT
        style = ParagraphStyle("prose", fontName=self.recipe.font, fontSize=10, leading=12, alignment=justify)
        return [
            Paragraph("1. " + self._sentence(40), style),
            Spacer(1, 10),
            Paragraph(self._sentence(90), style),
            Spacer(1, 12),
            Paragraph(self._sentence(6), style),
            Spacer(1, 10),
        ]

    def _sentence(self, words: int) -> str:
        return f"{self._text(words)} in 2020 voor {self._amount()}."

    def _table(self, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
        shares = [WIDTHS[role] for role in self.recipe.order]
        widths = [max(58 if self.recipe.font == "Courier" else 46, 475 * share / sum(shares)) for share in shares]
        scale = 475 / sum(widths)
        width = len(self.recipe.order)
        data = [[self._paragraph(text, role, True) for text, role in zip(header, self.recipe.order, strict=True)]]
        spans = []
        for number, row in enumerate(rows, 1):
            if len(row) == 1:
                data.append([self._paragraph(row[0], "group", False), *[""] * (width - 1)])
                spans.append(("SPAN", (0, number), (-1, number)))
            else:
                pairs = zip(row, self.recipe.order, strict=True)
                data.append([self._paragraph(text, role, False) for text, role in pairs])
        style = TableStyle([*self._style(), *spans])
        return Table(data, colWidths=[w * scale for w in widths], repeatRows=self.recipe.repeat, style=style)

    def _paragraph(self, text: str, role: str, header: bool) -> Paragraph:
        right = role in ("amount", "requested") and not (header and self.recipe.seed % 5 == 0)
        font = FONTS[self.recipe.font] if header and self.recipe.bold_header else self.recipe.font
        size, side = self.recipe.size, TA_RIGHT if right else TA_LEFT
        style = ParagraphStyle(
            "cell",
            fontName=font,
            fontSize=size,
            leading=size * 1.2,
            alignment=TA_CENTER if header and self.recipe.centred_header else side,
        )
        return Paragraph(text, style)

    def _style(self) -> list[tuple[object, ...]]:
        recipe, everywhere = self.recipe, ((0, 0), (-1, -1))
        rules: dict[str, list[tuple[object, ...]]] = {
            "none": [],
            "below": [("LINEBELOW", *everywhere, 0.5, colors.black)],
            "zebra": [("ROWBACKGROUNDS", (0, 1), (-1, -1), (colors.whitesmoke, colors.lightgrey))],
            "frame": [("BOX", *everywhere, 0.5, colors.black)],
            "header": [
                ("LINEABOVE", (0, 0), (-1, 0), 0.8, colors.black),
                ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
                ("LINEBELOW", (0, -1), (-1, -1), 0.8, colors.black),
            ],
        }
        return [
            ("VALIGN", *everywhere, recipe.valign),
            ("TOPPADDING", *everywhere, recipe.padding),
            ("BOTTOMPADDING", *everywhere, recipe.padding),
            ("LEFTPADDING", *everywhere, recipe.side),
            ("RIGHTPADDING", *everywhere, recipe.side),
            *rules[recipe.rules],
        ]


def to_recipes(seed: int, count: int, **traits: object) -> list[Recipe]:
    """Recipes with the given traits, all others drawn from the seed."""
    drawn = random.Random(seed)
    recipes = []
    for number in range(count):
        recipe = Recipe(
            seed=1000 * seed + number,
            order=drawn.choice(ORDERS),
            rows=drawn.choice((5, 8, 14, 30, 60)),
            font=drawn.choice(tuple(FONTS)),
            size=drawn.choice((8, 9, 10, 11)),
            repeat=drawn.choice((0, 1)),
            most_lines=drawn.choice((1, 3, 6)),
            groups=drawn.random() < 0.3,
            total=drawn.random() < 0.7,
            bold_header=drawn.random() < 0.7,
            valign=drawn.choice(("TOP", "MIDDLE", "BOTTOM")),
        )
        recipes.append(replace(recipe, **traits))  # type: ignore[arg-type]
    return recipes
