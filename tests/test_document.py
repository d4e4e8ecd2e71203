"""The way of one document as a whole."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from printing import GRID, print_answer, print_flow, to_heading, to_paragraph, to_table
from reading import SAMPLES, read_content, to_source
from reportlab.platypus import PageBreak, Spacer

from flows.document import read_document
from flows.results import to_json

HEADER = ["Organisatie", "Project", "Bedrag"]
ROWS = [HEADER, ["Vzw Aap", "Lezen", "1.000 €"], ["Noot", "Zingen", "500 €"]]


@pytest.mark.parametrize("name", ["sv-162-2021-02-02", "sv-447-2022-07-01"])
def test_reading_again_gives_the_same_to_the_letter(name: str) -> None:
    content = (SAMPLES / f"{name}.pdf").read_bytes()
    assert to_json(read_content(content)) == to_json(read_content(content))


@pytest.mark.slow
def test_reading_in_another_process_gives_the_same() -> None:
    """Nothing depends on the order of sets, which differs from process to process."""
    file = SAMPLES / "sv-162-2021-02-02.pdf"
    code = (
        "import sys; sys.path.insert(0, 'tests'); from reading import read_content; from flows.results import to_json; "
        f"print(to_json(read_content(open({str(file)!r}, 'rb').read())))"
    )
    root = SAMPLES.parent.parent
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout


@pytest.mark.slow
def test_the_document_module_knows_no_prefect() -> None:
    code = (
        "import sys, flows.document; print([m for m in ('prefect', 'camelot', 'pandas', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_tables_stand_under_their_answer_item() -> None:
    flow = [
        *to_heading(),
        to_paragraph("1. Hieronder de gesteunde projecten van 2021:"),
        to_table(ROWS),
        Spacer(1, 12),
        to_paragraph("2. Hieronder de gesteunde projecten van 2022:"),
        to_table([HEADER, ["Mies", "Dansen", "30 €"], ["Wim", "Spelen", "20 €"]]),
    ]
    result = read_content(print_flow(flow))
    assert [(g.organisation, g.answer_item, g.year, g.year_from) for g in result.grants] == [
        ("Vzw Aap", "1", 2021, "sentence"),
        ("Noot", "1", 2021, "sentence"),
        ("Mies", "2", 2022, "sentence"),
        ("Wim", "2", 2022, "sentence"),
    ]


def test_an_annex_belongs_to_no_item() -> None:
    flow = [
        *to_heading(),
        to_paragraph("1. Zie de subsidies in de bijlage."),
        PageBreak(),
        to_paragraph("BIJLAGE"),
        Spacer(1, 9),
        to_table(ROWS),
    ]
    result = read_content(print_flow(flow))
    assert [table.section for table in result.tables] == ["annex"]
    assert [grant.answer_item for grant in result.grants] == [None, None]
    assert result.document.outcome == "grants"


def test_a_table_without_any_heading_is_an_annex() -> None:
    result = read_content(print_flow([to_table([["Organisatie", "Project", "Subsidie"], *ROWS[1:]])]))
    assert len(result.grants) == 2
    assert result.question.number is None


def test_the_document_is_named_by_its_content() -> None:
    source = to_source(print_answer(ROWS, GRID))
    result = read_document(source)
    assert result.document.document_id == source.document_id == f"sha256-{source.sha256[:12]}"
    assert {grant.grant_id for grant in result.grants} == {f"{source.document_id}:{g.place}" for g in result.grants}
    assert all(grant.document_sha256 == source.sha256 for grant in result.grants)


def test_answers_in_turns_with_questions_are_an_answer_without_grants() -> None:
    lines = [
        "Vragen van het lid Jansen",
        "Vraag 1",
        "Kent u dit bericht?",
        "Antwoord 1",
        "Ja.",
        "Vraag 2",
        "Wat nu?",
        "Antwoord 2",
    ]
    result = read_content(print_flow([to_paragraph(line) for line in lines]))
    assert result.document.outcome == "no_grants"
    assert result.grants == ()
