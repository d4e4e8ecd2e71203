"""Prints the answers of this folder and scans them. Each truth is written by hand from the texts below.

    PYTHONPATH=tests python corpus/samples/scans/print_scans.py
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw, ImageFilter
from printing import GRID, print_flow, to_paragraph, to_table
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Spacer
from scanning import Scanner, print_pictures, scan, scan_page
from reportlab.platypus import Flowable
import pypdfium2

FOLDER = Path(__file__).parent
FOOTER = "Vlaams Parlement - 1011 Brussel - 02/552.11.11 -"


def question(number: int, asked: str, member: str, minister: str, title: str, items: Sequence[str]) -> list[Flowable]:
    head = ["SCHRIFTELIJKE VRAAG", f"nr. {number}", f"van {member}", f"datum: {asked}"]
    lines = [*head, f"aan {minister[0]}", minister[1], "", title]
    return [*(to_paragraph(line or "&nbsp;", 10) for line in lines), Spacer(1, 10), *(to_paragraph(i, 10) for i in items)]


def answer(number: int, asked: str, member: str, minister: str) -> list[Flowable]:
    lines = [minister[0].upper(), minister[1], "", "ANTWOORD", f"op vraag nr. {number} van {asked}", f"van {member}"]
    return [*(to_paragraph(line or "&nbsp;", 10) for line in lines), Spacer(1, 12)]


def say(text: str) -> list[Flowable]:
    return [to_paragraph(text, 10), Spacer(1, 8)]


HERITAGE = [
    ["Organisatie", "Project", "Gemeente", "Toegekend bedrag"],
    ["Erfgoedcel Haspengouw vzw", "Restauratie van de boomgaardmuren", "Borgloon", "18.450,75 €"],
    ["Molenzorg Zuid-West", "Nieuwe wieken voor de standerdmolen", "Ieper", "63.900,00 €"],
    ["Stichting Veldkapel", "Digitaal register van veldkapellen", "Geel", "7.125,50 €"],
    ["Heemkring De Schorre", "Tentoonstelling over de polderdorpen", "Doel", "12.880,00 €"],
    ["Orgelkring Dijleland vzw", "Herstel van het orgel in de Sint-Pieterskerk", "Bertem", "41.036,20 €"],
    ["Scheepswerf Baasrode", "Opmeting van drie houten binnenschepen", "Dendermonde", "29.614,85 €"],
    ["Totaal", "", "", "173.007,30 €"],
]
SPORT = [
    ["Begunstigde", "Omschrijving van het project", "Jaar", "Subsidie"],
    ["Judoclub Randstad", "Lessenreeks voor kinderen met een visuele beperking in drie sporthallen", "2021", "€ 8.200"],
    ["Roeivereniging Leie en Schelde", "Aankoop van twee aangepaste roeiboten", "2021", "€ 23.650"],
    ["Atletiek Waasland vzw", "Opleiding van begeleiders", "2022", "€ 5.975"],
    ["Rolstoelbasket Noord", "Deelname aan de Europese beker en organisatie van een open dag", "2022", "€ 14.300"],
    ["Zwemclub De Otter", "Zwemlessen op zondagochtend voor gezinnen", "2022", "€ 3.460"],
]
WATER = [
    ["Nr.", "Aanvrager", "Maatregel", "Rechtsvorm", "Gevraagd (€)", "Toegekend (€)"],
    ["1", "Polder van Moervaart", "Plaatsen van regelbare stuwen op vier grachten", "polder", "88.000", "72.000"],
    ["2", "Boerennatuur Demerdal", "Aanleg van infiltratiepoelen op akkers", "vzw", "46.500", "46.500"],
    ["3", "Gemeente Lummen", "Ontharding van de parking aan het station", "gemeente", "131.250", "105.000"],
    ["4", "Watering De Dommel", "Hermeandering van een zijbeek", "watering", "240.000", "198.300"],
    ["5", "Natuurhulpcentrum Oudsbergen", "Opvangbekken met rietveld", "vzw", "19.900", "17.600"],
    ["", "Totaal", "", "", "", "439.400"],
]
LIBRARY = [
    ["Bibliotheek of vereniging", "Project", "Bedrag"],
    ["Bibliotheek Kortenberg", "Voorleesuur in acht talen", "6.400 €"],
    ["Leesclub Het Blauwe Boek", "Leesgroepen in woonzorgcentra", "2.150 €"],
    ["Stad Tielt", "Boekenbus voor de buitenwijken", "37.900 €"],
    ["Luisterpunt Meetjesland vzw", "Luisterboeken in het dialect", "11.725 €"],
    ["Totaal 2023", "", "58.175 €"],
]
FOREST = [
    ["Organisatie", "Project", "Bedrag"],
    ["Bosgroep Kempen Noord vzw", "Omvorming van dennenbos", "54.000 euro"],
    ["Bosgroep Zuiderheide", "Aanplant van elzen en essen", "31.250 euro"],
    ["Pajotse Bosvrienden", "Speelbos met blotevoetenpad", "16.800 euro"],
    ["Gemeente Ravels", "Geboortebos", "9.375 euro"],
]
LINES = [("LINEABOVE", (0, 0), (-1, -1), 0.6, colors.black), ("LINEBELOW", (0, -1), (-1, -1), 0.6, colors.black)]


def print_heritage() -> bytes:
    who = ("203", "14 maart 2023", "ELS VERBRUGGE", ("Tom Lanssens", "Vlaams minister van Onroerend Erfgoed"))
    flow = [
        *question(203, "14 maart 2023", "ELS VERBRUGGE", who[3], "Erfgoedprojecten - Subsidies",
                  ["1. Welke erfgoedprojecten werden in 2022 gesubsidieerd?"]), PageBreak(),
        *answer(203, "14 maart 2023", "ELS VERBRUGGE", who[3]),
        *say("1. In 2022 werden de volgende projecten gesubsidieerd:"),
        to_table(HERITAGE, GRID, [130, 170, 80, 85]),
    ]  # fmt: skip
    return print_flow(flow, FOOTER)


def print_sport() -> bytes:
    minister = ("Nele Stevaert", "Vlaams minister van Sport")
    flow = [
        *answer(77, "9 januari 2023", "KOEN DAEMS", minister),
        *say("1. Overzicht van de toegekende subsidies voor G-sport:"),
        to_table(SPORT, [("VALIGN", (0, 0), (-1, -1), "TOP")], [140, 190, 50, 70]),
        Spacer(1, 10), *say("2. Er is geen nieuwe oproep gepland."),
    ]  # fmt: skip
    return print_flow(flow, FOOTER)


def print_water() -> bytes:
    minister = ("Griet Hollevoet", "Vlaams minister van Omgeving")
    flow = [
        *answer(318, "22 juni 2022", "PIETER AERTS", minister),
        *say("1. De toegekende subsidies van de oproep Water+Land in 2021:"),
        to_table(WATER, LINES, [30, 150, 250, 80, 90, 90]),
    ]
    return print_flow(flow, FOOTER, pagesize=landscape(A4))


def print_library() -> list[Flowable]:
    minister = ("Bart Nauwelaerts", "Vlaams minister van Cultuur")
    return [
        *answer(512, "3 mei 2024", "SARA MERTENS", minister),
        *say("1. De leesprojecten die een subsidie kregen:"),
        to_table(LIBRARY, GRID, [170, 190, 80]),
    ]


def print_forest(with_total: bool) -> bytes:
    minister = ("Lien Pauwels", "Vlaams minister van Natuur")
    rows = [*FOREST, ["Totaal", "", "111.425 euro"]] if with_total else FOREST
    flow = [
        *answer(41, "8 november 2021", "JEF COOLS", minister),
        *say("1. In 2020 werden deze bosprojecten gesubsidieerd:"),
        to_table(rows, GRID, [170, 180, 90]),
    ]
    return print_flow(flow, FOOTER)


def print_list() -> bytes:
    minister = ("Rik Vandamme", "Vlaams minister van Welzijn")
    flow = [
        *answer(129, "17 oktober 2022", "AN DE BACKER", minister),
        *say("1. In 2021 werden de volgende subsidies toegekend:"),
        *(to_paragraph(f"- {line}", 10) for line in (
            "Vzw De Brugfiguur: 24.500 euro voor het project ‘Samen aan tafel’;",
            "Buurtwerk Sint-Andries: 17.850 euro voor het project ‘Open keuken’;",
            "Inloophuis Kaap: 9.600 euro voor het project ‘Warme winter’.",
        )),
    ]  # fmt: skip
    return print_flow(flow, FOOTER)


def with_layer(picture: bytes) -> bytes:
    """Under the pictures the text that a bad recognition would leave: invisible, and no words."""
    out = io.BytesIO()
    junk = Canvas(out, pagesize=A4)
    for _ in range(len(pikepdf.open(io.BytesIO(picture)).pages)):
        text = junk.beginText(60, 780)
        text.setTextRenderMode(3)
        for line in range(40):
            text.textLine(" ".join(f"{chr(97 + (line * 7 + at * 3) % 26)}{'lrnvw'[at % 5]}tf{at}ij" for at in range(9)))
        junk.drawText(text)
        junk.showPage()
    junk.save()
    pdf, layer = pikepdf.open(io.BytesIO(picture)), pikepdf.open(io.BytesIO(out.getvalue()))
    for page, under in zip(pdf.pages, layer.pages, strict=True):
        page.add_underlay(under)
    merged = io.BytesIO()
    pdf.save(merged)
    return merged.getvalue()


def mix(text: bytes, picture: bytes) -> bytes:
    """The pages of a PDF of text, then those of a scan."""
    pdf = pikepdf.open(io.BytesIO(text))
    pdf.pages.extend(pikepdf.open(io.BytesIO(picture)).pages)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def smudge(content: bytes, scanner: Scanner, text: str, digit: int) -> bytes:
    """A scan with a smear over one digit of the word `text`."""
    with pypdfium2.PdfDocument(content) as pdf:
        page = pdf[0]
        found = page.get_textpage().search(text)
        start, _ = found.get_next()
        left, bottom, right, top = page.get_textpage().get_charbox(start + digit)
        picture = scan_page(page, scanner)
        scale = scanner.dpi / 72
        box = [left * scale, picture.height - top * scale, right * scale, picture.height - bottom * scale]
        pen = ImageDraw.Draw(picture)
        grey = 0 if picture.mode == "1" else 60
        pen.line((box[0], box[1] + 2, box[2], box[3] - 2), grey, 4)
        pen.line((box[0] + 1, (box[1] + box[3]) / 2, box[2], (box[1] + box[3]) / 2), grey, 4)
        return print_pictures([picture], scanner)


def main() -> None:
    made = {
        "ruled-bitonal": scan(print_heritage(), Scanner(200, 0.9, bitonal=True, seed=11)),
        "norules-grey": scan(print_sport(), Scanner(150, -0.7, quality=35, noise=4, seed=12)),
        "sideways": scan(print_water(), Scanner(200, 0.6, turn=90, bitonal=True, seed=13)),
        "worthless-layer": with_layer(scan(print_flow(print_library(), FOOTER), Scanner(150, 1.4, quality=35, noise=4, seed=14))),
        "mixed": mix(
            print_flow(question(512, "3 mei 2024", "SARA MERTENS", ("Bart Nauwelaerts", "Vlaams minister van Cultuur"),
                                "Leesprojecten - Subsidies", ["1. Welke leesprojecten kregen in 2023 een subsidie?"]), FOOTER),
            scan(print_flow(print_library()), Scanner(200, -0.4, bitonal=True, seed=15))),
        "upside-down-list": scan(print_list(), Scanner(300, -1.2, turn=180, bitonal=True, seed=16)),
        "smudged": smudge(print_forest(False), Scanner(200, 0.0, bitonal=True, seed=17), "31.250", 1),
        "smudged-total": smudge(print_forest(True), Scanner(200, 0.0, bitonal=True, seed=18), "31.250", 1),
    }  # fmt: skip
    for name, content in made.items():
        (FOLDER / f"{name}.pdf").write_bytes(content)


if __name__ == "__main__":
    main()
