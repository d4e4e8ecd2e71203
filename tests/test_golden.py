"""The sample answers against their truth, written from what is printed. These tests come first."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from reading import SAMPLES, read_sample

from schemas.grants import GrantRecord
from schemas.results import DocumentResult

TRUTHS = sorted(SAMPLES.glob("*.truth.json"))
IDS = [path.name.removesuffix(".truth.json") for path in TRUTHS]
EXAMPLE = "sv-162-2021-02-02"

TEXTS = (
    "organisation", "title", "description", "expected_result", "year", "amount_kind", "enterprise_number",
    "municipality", "province", "theme", "period", "verified", "answer_item", "page",
)  # fmt: skip
AMOUNTS = ("amount_eur", "amount_requested_eur", "amount_paid_eur")


def read_truth(name: str) -> dict[str, Any]:
    return json.loads((SAMPLES / f"{name}.truth.json").read_text(encoding="utf-8"))


def test_there_is_a_truth_for_every_sample() -> None:
    assert sorted(path.stem for path in SAMPLES.glob("*.pdf")) == IDS
    assert len(IDS) >= 9


@pytest.mark.parametrize("name", IDS)
def test_grants(name: str) -> None:
    truth, result = read_truth(name), read_sample(name)
    expected = [expected_fields(grant) for grant in truth["grants"]]
    assert [found_fields(g, e) for g, e in zip(result.grants, expected, strict=False)] == expected
    assert len(result.grants) == len(expected)


def expected_fields(grant: dict[str, Any]) -> dict[str, Any]:
    """The truth's fields as understood values; fields that the truth does not speak of are not compared."""
    amounts = {key: Decimal(str(grant[key])) if grant[key] is not None else None for key in AMOUNTS if key in grant}
    other = {"other": grant["other"] or {}} if "other" in grant else {}
    return {key: grant[key] for key in TEXTS if key in grant} | amounts | other


def found_fields(grant: GrantRecord, expected: dict[str, Any]) -> dict[str, Any]:
    return {key: getattr(grant, key) for key in expected}


@pytest.mark.parametrize("name", IDS)
def test_question(name: str) -> None:
    truth, question = read_truth(name)["question"], read_sample(name).question
    asked_by = truth.get("asked_by") or []
    names = (asked_by,) if isinstance(asked_by, str) else tuple(asked_by)
    assert question.number == truth["number"]
    assert question.asked_on == to_date(truth["asked_on"])
    assert question.answered_on == to_date(truth.get("answered_on"))
    assert question.asked_by == names
    assert question.minister == truth["minister"]
    assert question.title == truth["title"]
    if truth.get("parliamentary_year"):
        assert question.parliamentary_year == truth["parliamentary_year"]


def to_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("name", IDS)
def test_items(name: str) -> None:
    truth, result = read_truth(name), read_sample(name)
    assert [item.number for item in result.question.items] == truth["subquestions"]
    assert [list(item.covers) for item in result.answer.items] == truth["answers"]


@pytest.mark.parametrize("name", IDS)
def test_totals_and_outcome(name: str) -> None:
    truth, result = read_truth(name), read_sample(name)
    printed = [total for table in result.tables for total in table.printed_totals]
    stated = truth["stated_totals"]
    assert [total.amount_eur for total in printed] == [Decimal(str(total["amount_eur"])) for total in stated]
    assert [total.label for total in printed] == [total["label"] for total in stated]
    verdicts = [total.get("verdict") for total in stated]
    assert [t.verdict for t, verdict in zip(printed, verdicts, strict=True) if verdict] == [v for v in verdicts if v]
    assert result.document.outcome == truth.get("outcome", "grants")
    mismatches = [finding.code for finding in result.findings if finding.code == "total_mismatch"]
    assert mismatches == [code for code in truth.get("findings", []) if code == "total_mismatch"]


@pytest.mark.parametrize("name", IDS)
def test_every_printed_row_is_accounted_for(name: str) -> None:
    for table in read_sample(name).tables:
        assert len(table.rows) == len(table.row_labels)
        assert all(table.row_labels)
        assert len(table.rows) + int(table.evidence["repeated_headers"]) == table.evidence["printed_rows"]


def test_the_example_verifies_against_its_printed_total() -> None:
    result: DocumentResult = read_sample(EXAMPLE)
    assert len(result.grants) == 9
    assert sum(grant.amount_eur for grant in result.grants) == Decimal("1998813.00")
    assert {grant.verified for grant in result.grants} == {"total"}
    assert {grant.year_from for grant in result.grants} == {"total"}
    assert {grant.answer_item for grant in result.grants} == {"1-2"}
    assert {grant.parliamentary_year for grant in result.grants} == {"2020-2021"}


def test_a_row_cut_by_the_pages_end_is_one_row() -> None:
    zicht = next(grant for grant in read_sample(EXAMPLE).grants if grant.organisation == "School in Zicht")
    assert zicht.page == 2
    assert zicht.description is not None
    assert zicht.description.endswith("een innovatief traject op maat van kleinere steden (lokaal/wijkniveau).")


@pytest.mark.parametrize("name", IDS)
def test_every_amount_stands_where_its_record_says(name: str) -> None:
    """The words inside a record's place on the page are the amount as printed."""
    import pdfplumber

    with pdfplumber.open(SAMPLES / f"{name}.pdf") as pdf:
        for grant in read_sample(name).grants:
            x0, top, x1, bottom = grant.bbox
            words = pdf.pages[grant.page - 1].extract_words()
            inside = [w["text"] for w in words if x0 <= w["x0"] <= x1 and top <= (w["top"] + w["bottom"]) / 2 <= bottom]
            assert all(part in " ".join(inside) for part in grant.amount_printed.split())
