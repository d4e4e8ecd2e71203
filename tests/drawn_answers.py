"""Answers made up from a seed: grants, the words that print them and the look; and the records that must come back."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drawn_tables import BORDERS, FONTS, Column, Drawn, Look, Sheets, TableDrawer, measure
from printing import HEADING

PAGES = {"A4": (595.0, 842.0), "A4 lying": (842.0, 595.0), "letter": (612.0, 792.0)}
HEADERS = {
    "number": ("Nr.", "Volgnummer", "Nr"),
    "organisation": ("Organisatie", "Begunstigde", "Naam van de organisatie", "Aanvrager", "Naam organisatie"),
    "title": ("Project", "Titel van het project", "Projectnaam", "Projecttitel"),
    "description": ("Omschrijving", "Korte omschrijving van het project", "Beschrijving", "Projectbeschrijving"),
    "municipality": ("Gemeente", "Stad/gemeente"),
    "theme": ("Thema",),
    "period": ("Periode", "Looptijd"),
    "year": ("Jaar",),
    "requested": ("Gevraagd bedrag", "Aangevraagd bedrag", "Gevraagde subsidie"),
    "amount": ("Toegekend bedrag", "Bedrag", "Subsidie", "Toegekende subsidie", "Subsidiebedrag"),
}
WEIGHTS = {"organisation": 3, "title": 3, "description": 5, "municipality": 1, "theme": 1, "period": 1}
NAMES = (
    "vzw De Wissel", "Jeugdhuis Kavka", "De Ark vzw", "Stad Gent", "KAA Gent Foundation", "Globe Aroma",
    "Sociaal Huis Mechelen", "Samenlevingsopbouw Brussel vzw", "Vormingplus regio Dender", "Koninklijke Harmonie",
    "OCMW Kortrijk", "Universiteit Antwerpen", "Huis van het Kind Aalst", "Circus Zonder Handen", "Gemeente Bilzen",
    "Agentschap Integratie en Inburgering", "Natuurpunt Beheer vzw", "Internationaal Comité", "CAW Oost-Vlaanderen",
    "Centrum voor Basiseducatie Leuven-Hageland", "Vlaamse Vereniging voor Steden en Gemeenten", "Arktos vzw",
)  # fmt: skip
TITLES = (
    "Taal verbindt", "Samen op weg naar werk", "Buurtwerking", "Ouders aan het woord", "Sport na school",
    "Digitale begeleiding van jongeren", "Kom erbij", "Zomerschool", "De brug tussen school en ouders",
    "Meer groen in de wijk", "Vrijwilligers aan zet", "Ontmoeting in de tuin", "Muziek voor iedereen",
)  # fmt: skip
SENTENCES = (
    "Jongeren leren elkaar kennen tijdens wekelijkse activiteiten.",
    "Het project brengt ouders, leerkrachten en buurtbewoners samen rond taal.",
    "Met de steun wordt een ruimte ingericht waar vrijwilligers elkaar ontmoeten.",
    "Begeleiding van nieuwkomers bij het zoeken naar werk.",
    "De werking krijgt extra begeleiders.",
    "Tien scholen nemen deel.",
    "Een reeks vormingen voor medewerkers van lokale besturen en verenigingen in de regio.",
    "Kinderen spelen samen.",
)
TOWNS = ("Gent", "Aalst", "Mechelen", "Leuven", "Genk", "Antwerpen", "Brugge", "Sint-Niklaas", "Turnhout")
THEMES = ("Taal", "Sport", "Werk", "Onderwijs", "Cultuur")
PROVINCES = ("Antwerpen", "Limburg", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen")
AMOUNTS = ("{}", "{},00", "€ {}", "{} €", "{} euro", "€ {},00", "{} EUR", "{},-", "€{}")
NO_YEAR = "In de onderstaande tabel vindt u een overzicht van de toegekende subsidies:"
WITH_YEAR = "In 2022 werden de volgende subsidies toegekend:"


@dataclass(frozen=True)
class Grant:
    """What is granted; `texts` hold the other columns' paragraphs by role."""

    amount: int
    texts: Mapping[str, tuple[str, ...]]
    group: str | None = None


@dataclass(frozen=True)
class Answer:
    """Grants, the order of the printed columns, and the words around them."""

    seed: int
    grants: tuple[Grant, ...]
    roles: tuple[str, ...]
    headers: Mapping[str, str]
    amount_format: str
    spaces: bool
    sentence: str
    total: str | None
    total_at: str
    subtotals: bool
    super_header: bool
    after: str | None
    before: int


Record = tuple[str, ...]


def make_answer(seed: int, rows: int | None = None) -> Answer:
    dice = random.Random(seed)
    roles = ["organisation", "amount"]
    others = ["title", "description", "municipality", "theme", "period", "year", "requested"]
    roles += dice.sample(others, dice.choice((0, 1, 1, 2, 2, 3, 3, 4, 5)))
    dice.shuffle(roles)
    if dice.random() < 0.35:
        roles.insert(0, "number")
    grouping = dice.choice((None, None, None, "province", "year" if "year" not in roles else None))
    count = rows or dice.choice((1, 2, 3, 5, 8, 12, 12, 20, 35, 80))
    grants = [_make_grant(dice, index, roles) for index in range(count)]
    grants = _to_groups(dice, grants, grouping)
    with_sentence = WITH_YEAR if "year" not in roles and grouping != "year" and dice.random() < 0.5 else NO_YEAR
    headers = {role: dice.choice(HEADERS[role]) for role in roles}
    if dice.random() < 0.3:
        headers["amount"] += dice.choice((" (in euro)", " (€)", " in euro"))
    return Answer(
        seed,
        tuple(grants),
        tuple(roles),
        headers,
        dice.choice(AMOUNTS),
        dice.random() < 0.1,
        with_sentence,
        dice.choice((None, "Totaal", "Totaal:", "Algemeen totaal", "Eindtotaal")),
        dice.choice(("first", "beside", "span")),
        grouping is not None and dice.random() < 0.5,
        "requested" in roles and abs(roles.index("requested") - roles.index("amount")) == 1 and dice.random() < 0.5,
        dice.choice((None, "Deze middelen werden vastgelegd op de begroting van het departement.")),
        dice.choice((0, 0, 0, 1, 3, 5, 8)),
    )


def _make_grant(dice: random.Random, index: int, roles: Sequence[str]) -> Grant:
    amount = dice.choice((dice.randint(5, 99) * 100, dice.randint(1000, 99000), dice.randint(100, 3000) * 1000))
    sentences = dice.sample(SENTENCES, dice.choice((1, 1, 2, 3, 4)))
    shape = dice.random()
    paragraphs = tuple(sentences) if shape < 0.1 else (" ".join(sentences),)
    if shape < 0.03 and len(sentences) > 1:
        paragraphs = (sentences[0], "", *sentences[1:])
    texts = {
        "number": (str(index + 1),),
        "organisation": (dice.choice(NAMES),),
        "title": (dice.choice(TITLES),),
        "description": paragraphs,
        "municipality": (dice.choice(TOWNS),),
        "theme": (dice.choice(THEMES),),
        "period": (dice.choice(("2021-2022", "2022-2023", "2020-2021")),),
        "year": (str(dice.choice((2020, 2021, 2022))),),
        "requested": (str(amount + dice.randint(0, 90) * 100),),
    }
    return Grant(amount, {role: texts[role] for role in roles if role != "amount"})


def _to_groups(dice: random.Random, grants: Sequence[Grant], grouping: str | None) -> list[Grant]:
    if grouping is None:
        return list(grants)
    parts = min(len(grants), dice.choice((2, 3)))
    names = dice.sample(PROVINCES, parts) if grouping == "province" else ["2020", "2021", "2022"][:parts]
    title = "Provincie {}" if grouping == "province" else "Jaar {}"
    return [replace(g, group=title.format(names[i * parts // len(grants)])) for i, g in enumerate(grants)]


def to_printed(amount: int, answer: Answer) -> str:
    grouped = f"{amount:,}".replace(",", " " if answer.spaces else ".")
    return answer.amount_format.format(grouped)


def find_records(answer: Answer) -> list[Record]:
    """What must be read: amount, year, verdict and the texts of all columns, in printed order."""
    records = []
    for grant in answer.grants:
        group = grant.group or ""
        year = "2022" if answer.sentence == WITH_YEAR else group[5:] if group.startswith("Jaar") else None
        texts = {role: " ".join(" ".join(parts).split()) for role, parts in grant.texts.items()}
        texts.pop("number", None)
        requested = texts.pop("requested", None)
        province = group[10:] if group.startswith("Provincie") else None
        texts |= {"year": texts.get("year", year) or "", "province": province or ""}
        texts |= {"requested": str(Decimal(requested)) if requested else "", "amount": str(grant.amount)}
        texts["verified"] = "total" if answer.total or answer.subtotals else "none"
        records.append(tuple(f"{role}={texts[role]}" for role in sorted(texts) if texts[role]))
    return records


def make_look(answer: Answer, dice: random.Random) -> Look:
    borders = dice.choice(BORDERS)
    apart = borders in ("grid", "lines")
    valign = dice.choice(("top", "top", "middle", "bottom"))
    least = 0.5 if apart else 1.0 if valign == "top" or borders == "zebra" else 2.0
    font, size = dice.choice(list(FONTS)), dice.choice((7.0, 8.0, 9.0, 9.5, 10.0, 11.0, 12.0))
    return Look(
        font=font,
        size=size,
        leading=dice.choice((1.12, 1.15, 1.2, 1.3)),
        page=dice.choice(list(PAGES.values())),
        margin=dice.choice((36.0, 50.0, 56.0, 72.0)),
        borders=borders,
        valign=valign,
        padding=dice.choice((least, least + 1, 3.0, 4.0, 6.0)),
        side=max(dice.choice((2.8, 4.0, 5.4, 6.0)), 0.4 * size if font == "Courier" else 0.0),  # more than a space
        keep_rows=dice.random() < 0.6,
        repeat_header=dice.random() < 0.5,
        bold_header=dice.random() < 0.7,
        closed_cuts=dice.random() < 0.7,
        footer=dice.random() < 0.6,
    )


class TooWide(ValueError):
    """The columns do not fit on the page in this look."""


def to_columns(answer: Answer, look: Look, dice: random.Random) -> list[Column]:
    """Each column wide enough for its longest word, now and then one is too narrow; what is left goes to long texts."""
    needs = [_find_need(role, answer, look) for role in answer.roles]
    if dice.random() < 0.12:
        narrow = dice.choice([i for i, role in enumerate(answer.roles) if role in ("year", "amount", "number")])
        needs[narrow] = (needs[narrow] - 2 * look.side) * dice.uniform(0.75, 0.95) + 2 * look.side
    spare = look.page[0] - 2 * look.margin - sum(needs)
    if spare < 0:
        raise TooWide
    spare *= dice.uniform(0.6, 1.0)
    shares = [WEIGHTS.get(role, 0.6) * dice.uniform(0.6, 1.4) for role in answer.roles]
    amounts = dice.choice(("right", "right", "left", "centre"))
    aligns = {"amount": amounts, "requested": amounts, "year": dice.choice(("left", "left", "centre"))}
    return [
        Column(need + spare * share / sum(shares), aligns.get(role, "left"))
        for role, need, share in zip(answer.roles, needs, shares, strict=True)
    ]


def _find_need(role: str, answer: Answer, look: Look) -> float:
    words = [word for grant in answer.grants for text in _cell(role, grant, answer) for word in text.split(" ")]
    if role in ("amount", "requested"):
        words = [text for grant in answer.grants for text in _cell(role, grant, answer)]
        words += [to_printed(sum(g.amount for g in answer.grants), answer)] if role == "amount" else []
    widest = max(measure(word, look) for word in words)
    header = max(measure(word, look, look.bold_header) for word in answer.headers[role].split(" "))
    return max(widest, header) + 2 * look.side + 0.1


def _cell(role: str, grant: Grant, answer: Answer) -> tuple[str, ...]:
    if role == "amount":
        return (to_printed(grant.amount, answer),)
    if role == "requested":
        return (to_printed(int(grant.texts[role][0]), answer),)
    return grant.texts[role]


def to_rows(answer: Answer) -> list[Drawn]:
    rows = _header_rows(answer)
    last = len(answer.roles) - 1
    for index, grant in enumerate(answer.grants):
        if grant.group and (not index or answer.grants[index - 1].group != grant.group):
            rows.append(Drawn("group", ((0, last, (grant.group,)),)))
        rows.append(Drawn("row", tuple((i, i, _cell(role, grant, answer)) for i, role in enumerate(answer.roles))))
        ends = index == len(answer.grants) - 1 or answer.grants[index + 1].group != grant.group
        if answer.subtotals and ends:
            rows.append(_total_row("Subtotaal", [g for g in answer.grants if g.group == grant.group], answer))
    return [*rows, _total_row(answer.total, answer.grants, answer)] if answer.total else rows


def _header_rows(answer: Answer) -> list[Drawn]:
    names = [(i, i, (answer.headers[role],)) for i, role in enumerate(answer.roles)]
    if not answer.super_header:
        return [Drawn("header", tuple(names))]
    at = sorted((answer.roles.index("requested"), answer.roles.index("amount")))
    short = {"requested": "Gevraagd", "amount": "Toegekend"}
    above = [(at[0], at[1], ("Bedrag in euro",)) if i == at[0] else (i, i, ("",)) for i in range(len(names))]
    below = [(i, i, (short.get(role, answer.headers[role]),)) for i, role in enumerate(answer.roles)]
    return [Drawn("header", tuple(c for c in above if c[0] != at[1])), Drawn("header", tuple(below))]


def _total_row(label: str, grants: Sequence[Grant], answer: Answer) -> Drawn:
    """The label in the first column, in the one beside the amount, or over all columns before the amount."""
    at, texts = answer.roles.index("amount"), [""] * len(answer.roles)
    texts[at] = to_printed(sum(grant.amount for grant in grants), answer)
    if not at:
        texts[1] = label
    elif answer.total_at == "span":
        return Drawn("total", ((0, at - 1, (label,)), *((i, i, (t,)) for i, t in enumerate(texts) if i >= at)))
    else:
        texts[0 if answer.total_at == "first" else at - 1] = label
    return Drawn("total", tuple((i, i, (text,)) for i, text in enumerate(texts)))


def print_answer(answer: Answer, look: Look, columns: Sequence[Column]) -> bytes:
    sheets = Sheets(look)
    for line in HEADING:
        sheets.write(line)
    for number in range(answer.before):
        sheets.write(" ".join([*SENTENCES[:5], f"Dit geldt voor alle aanvragen van ronde {number + 1}."]))
    sheets.write(answer.sentence)
    TableDrawer(sheets, columns).draw(to_rows(answer))
    sheets.y += look.size
    if answer.after:
        sheets.write(answer.after)
    return sheets.close()


def print_seed(seed: int) -> tuple[Answer, Look, bytes]:
    """The answer of a seed in the first look of its dice in which the columns fit on the page."""
    answer, dice = make_answer(seed), random.Random(seed + 1)
    while True:
        look = make_look(answer, dice)
        try:
            return answer, look, print_answer(answer, look, to_columns(answer, look, dice))
        except TooWide:
            continue
