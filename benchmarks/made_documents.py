"""Documents made up as a reader would have read them: as many grants as wanted, every run the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from random import Random

from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.questions import Answer, AnswerItem, Question, QuestionItem
from schemas.results import DocumentInfo, DocumentResult, PrintedTotal, TableReport

GRANTS_A_DOCUMENT = 20
READER = "0.1.0+3f9a01bc"
_KINDS = ("Harmonie", "Jeugdhuis", "Natuurpunt", "Koor", "Toneelkring", "Buurthuis", "Sportclub", "Werkplaats")
_NAMES = ("De Toekomst", "Sint-Cecilia", "Het Anker", "’t Klaverblad", "Ons Huis", "Groene Zone", "Tervuursesteenweg")
_FORMS = ("", " vzw", " cv", " nv", " bv", ' "vzw"')
_TOWNS = ("Aalst", "Brugge", "Diest", "Eeklo", "Geel", "Halle", "Ieper", "Kortrijk", "Lier", "Mechelen", "Ronse")
_WORDS = ("renovatie", "van", "de", "werking", "met", "jongeren", "uit", "wijken", "die", "weinig", "groen", "hebben")
_MINISTERS = ("Bart Somers", "Zuhal Demir", "Jan Jambon", "Benjamin Dalle", "Hilde Crevits")
_MEMBERS = ("Nadia Sminate", "Elke Wouters", "Tom Ongena", "Kathleen Krekels")


def make_documents(grants: int) -> Iterator[DocumentResult]:
    """Give documents of 20 grants each, and as many more without any as every tenth, until so many grants are made."""
    for number in range(-(-grants // GRANTS_A_DOCUMENT)):
        chance = Random(number)
        rows = min(GRANTS_A_DOCUMENT, grants - number * GRANTS_A_DOCUMENT)
        yield _make_document(f"made-up-{number:06d}", number, rows, chance)
        if number % 10 == 0:
            yield _make_document(f"made-up-{number:06d}-empty", number, 0, chance)


def _make_document(document_id: str, number: int, rows: int, chance: Random) -> DocumentResult:
    day = date(2010, 1, 4) + timedelta(days=chance.randrange(5000))
    question = Question(
        number % 900 + 1,
        f"{day.year}-{day.year + 1}",
        day,
        day + timedelta(days=30),
        (chance.choice(_MEMBERS),),
        chance.choice(_MINISTERS),
        f"Subsidies - {chance.choice(_TOWNS)} - stand van zaken {number}",
        (QuestionItem(1, "Welke projecten werden gesubsidieerd, en voor welk bedrag?"),),
    )
    digest = sha256(document_id.encode()).hexdigest()
    url = f"https://www.vlaamsparlement.be/documenten/{number}"
    info = DocumentInfo(document_id, f"{document_id}.pdf", digest, 4, READER, "grants" if rows else "no_grants", url)
    answer = Answer("ordinary", None, (AnswerItem((1,), "De bedragen staan in de tabel.", "1", 1, 300.0),))
    grants = tuple(_make_grant(info, question, row, chance) for row in range(rows))
    finding = Finding("column_unmapped", "info", 1, "p1-x70-y190", "nr.", "the header is not known")
    return DocumentResult(info, question, answer, (_make_table(grants),), grants, (finding,) * (1 + number % 3))


def _make_table(grants: tuple[GrantRecord, ...]) -> TableReport:
    total = sum((grant.amount_eur for grant in grants), Decimal(0))
    rows = tuple((grant.organisation, grant.title or "", grant.amount_printed) for grant in grants)
    return TableReport(
        "answer",
        (1, 2),
        ("organisatie", "project", "bedrag"),
        ("organisation", "title", "amount_awarded"),
        rows,
        ("grant",) * len(rows),
        "ruled",
        {"edges": 12, "fill": 0.5},
        (PrintedTotal("Totaal", total, total, "equal"),) if rows else (),
    )


def _make_grant(info: DocumentInfo, question: Question, row: int, chance: Random) -> GrantRecord:
    page, top = 1 + row // 10, 100 + 40 * (row % 10)
    cents = chance.randrange(50_000, 90_000_000)
    town = chance.choice(_TOWNS)
    name = f"{chance.choice(_KINDS)} {chance.choice(_NAMES)} {town} {chance.randrange(30)}{chance.choice(_FORMS)}"
    return GrantRecord(
        grant_id=f"{info.document_id}:p{page}-x512-y{top}",
        document_id=info.document_id,
        place=f"p{page}-x512-y{top}",
        page=page,
        bbox=(70.5, float(top), 540.25, top + 30.5),
        organisation=name,
        organisation_printed=name.replace(" ", "\n", 1),
        title=_make_text(chance, 6),
        description=_make_text(chance, 25) if row % 2 else None,
        expected_result=_make_text(chance, 12) if row % 5 == 0 else None,
        amount_eur=Decimal(cents).scaleb(-2),
        amount_printed=f"€ {cents // 100},{cents % 100:02}",
        amount_kind="awarded",
        amount_requested_eur=Decimal(cents + 100).scaleb(-2) if row % 3 == 0 else None,
        amount_paid_eur=None,
        year=question.asked_on.year if question.asked_on else None,
        year_from="sentence",
        enterprise_number=_make_number(chance) if row % 4 == 0 else None,
        municipality=town,
        province=None,
        theme="cultuur" if row % 2 else "jeugd",
        period=None,
        other={"nr.": str(row + 1), "advies": "gunstig"},
        verified="total",
        reader="ruled",
        answer_item="1",
        question_number=question.number,
        parliamentary_year=question.parliamentary_year,
        asked_on=question.asked_on,
        answered_on=question.answered_on,
        asked_by=question.asked_by,
        minister=question.minister,
        question_title=question.title,
        source_url=info.source_url,
        document_sha256=info.sha256,
    )


def _make_text(chance: Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize()


def _make_number(chance: Random) -> str:
    """An enterprise number whose check digits agree."""
    number = chance.randrange(4_000_000, 7_999_999)
    return f"{number:08d}{97 - number % 97:02d}"
