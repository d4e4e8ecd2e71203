"""What is not worth reading; an answer that holds grants always is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from printing import print_answer, print_flow, to_heading, to_paragraph
from prose_texts import CASES, read_cases
from reading import SAMPLES, read_content, to_source

from flows.workers import ReadLimits, read_documents
from parsers.worth import NO_GRANTING, NO_MONEY, find_reason_to_skip, shows_money, speaks_of_granting
from schemas.questions import QuestionFacts
from schemas.results import SourceDocument

NO_GRANTS_IN = {  # the rest of the samples without grants is read: it refers elsewhere, or doubts remain
    "agencies/nogrants-fines-by-municipality": NO_GRANTING,
    "agencies/nogrants-staff-and-wages": NO_GRANTING,
    "cabinets/nogrants-prices-waiting": NO_GRANTING,
    "cabinets/nogrants-tenders": NO_GRANTING,
    "departments/nogrants-fines": NO_GRANTING,
    "forms/studies-2019": NO_GRANTING,
    "layouts/nogrants-counts": NO_MONEY,
    "layouts/nogrants-dayprices": NO_GRANTING,
    "letters/none-study-contracts-and-costs": NO_GRANTING,
}


def find_samples() -> Iterator[tuple[str, SourceDocument, bool]]:
    """Name, bytes with those of the attachments, and whether grants are to be found."""
    for truth in sorted(SAMPLES.rglob("*.truth.json")):
        path, told = truth.with_name(truth.name.replace(".truth.json", ".pdf")), json.loads(truth.read_text())
        files = [truth.with_name(name) for name in told.get("attachments", ())]
        attached = tuple(to_source(file.read_bytes(), file.name) for file in files)
        source = replace(to_source(path.read_bytes(), path.name), attachments=attached)
        yield str(path.relative_to(SAMPLES).with_suffix("")), source, bool(told["grants"])


@pytest.mark.slow
def test_every_sample_with_grants_is_worth_reading() -> None:
    samples = list(find_samples())
    reasons = {name: find_reason_to_skip(source, None) for name, source, _ in samples}
    assert sum(has_grants for *_, has_grants in samples) > 190
    assert [name for name, _, has_grants in samples if has_grants and reasons[name]] == []
    assert {name: reason for name, reason in reasons.items() if reason} == NO_GRANTS_IN


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.txt")))
def test_texts_that_tell_grants_show_money_and_speak_of_granting(name: str) -> None:
    texts = ["\n".join(case.paragraphs) for case in read_cases(name) if case.grants]
    assert [text for text in texts if not (shows_money(text) and speaks_of_granting(text))] == []


def print_prose(*paragraphs: str) -> bytes:
    return print_flow([*to_heading(), *map(to_paragraph, paragraphs)])


def find_reason(content: bytes, facts: QuestionFacts | None = None) -> str | None:
    return find_reason_to_skip(to_source(content), facts)


def test_prose_without_money_is_not_worth_it() -> None:
    assert find_reason(print_prose("1. In 2023 werden 14 subsidies toegekend.", "Zie artikel 1250.")) == NO_MONEY


def test_money_without_a_word_of_granting_is_not_worth_it() -> None:
    boards = print_prose("1. De nieuwe borden langs de N12 hebben 12.500 euro gekost.")
    assert find_reason(boards) == NO_GRANTING
    assert find_reason(boards, QuestionFacts(title="Verkeersborden", themes=("Mobiliteit",))) == NO_GRANTING
    assert find_reason(boards, QuestionFacts(title="Verkeersborden  -  Sub\u00adsidies")) is None


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("1. Vzw De Brug ontving 500 euro.",),
        ("1. Vzw De Brug kreeg \u20ac 75.",),
        ("1. De steun aan vzw De Brug bedraagt 1,5 miljoen.",),
        ("Toegekend:", "Vzw De Brug 500"),
        ("Toegekend:", "12 500"),
        ("Toegekend:", "2000"),
        ("1. Ik verwijs naar het antwoord van minister Janssens op vraag nr. 12.",),
        ("1. De lijst staat in bijlage.",),
    ],
)
def test_every_doubt_is_for_reading(paragraphs: tuple[str, ...]) -> None:
    assert find_reason(print_prose(*paragraphs)) is None


@pytest.mark.parametrize("cell", ["75", "97,25", "1 250", "2.000", "38.000,-"])
def test_a_table_without_a_currency_is_worth_reading_where_the_reader_finds_grants(cell: str) -> None:
    content = print_answer([["Organisatie", "Toegekend bedrag"], ["Vzw De Brug", cell]])
    assert read_content(content).grants
    assert find_reason(content) is None


def test_what_is_no_answer_by_its_text_is_read() -> None:
    assert find_reason(print_flow([to_paragraph("Geen antwoord, en geen bedrag.")])) is None
    assert find_reason(print_flow([to_paragraph("ANTWOORD")])) is None
    assert find_reason(b"%PDF-1.7 damaged %%EOF") is None
    assert find_reason(b"PK\x03\x04 no PDF") is None


def test_what_has_an_attachment_is_read() -> None:
    prose = to_source(print_prose("1. Neen."))
    assert find_reason_to_skip(prose, None) == NO_MONEY
    assert find_reason_to_skip(replace(prose, attachments=(to_source(b"?", "lijst.doc"),)), None) is None


@pytest.mark.parametrize("name", ["scans/ruled-bitonal", "scans/worthless-layer", "scans/mixed"])
def test_pages_that_cannot_be_trusted_are_read(name: str) -> None:
    assert find_reason((SAMPLES / f"{name}.pdf").read_bytes()) is None


@pytest.mark.slow
def test_only_questions_never_read_are_looked_at_and_skipped_before_they_are_read() -> None:
    prose = to_source(print_prose("1. Neen."))
    told = to_source(print_prose("1. Vzw De Brug ontving 500 euro."))
    subjects = {document.document_id: QuestionFacts(title="Borden") for document in (prose, told)}
    limits = ReadLimits(60, 2000, 1)
    looked_at = read_documents([prose, told], limits, subjects=subjects)
    assert [(reading.skipped, reading.result is None) for reading in looked_at] == [(NO_MONEY, True), (None, False)]
    assert [reading.skipped for reading in read_documents([prose], limits)] == [None]
