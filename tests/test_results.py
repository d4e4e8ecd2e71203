"""Results as JSON and back: nothing is lost, nothing is rounded, nothing of another type gets in."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_results import make_result

from flows.results import from_json, to_cents, to_json, to_jsonl
from schemas.fields import GRANT_FIELDS
from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.questions import Answer, AnswerItem
from schemas.results import DocumentResult, PrintedTotal, TableReport

amounts = st.decimals(min_value=0, max_value=10**11, places=2)
numbers = st.floats(allow_nan=False, allow_infinity=False)
grants = st.builds(
    GrantRecord,
    bbox=st.tuples(numbers, numbers, numbers, numbers),
    amount_eur=amounts,
    amount_requested_eur=st.none() | amounts,
    amount_paid_eur=st.none() | amounts,
)
totals = st.builds(PrintedTotal, amount_eur=amounts, computed_eur=amounts)
tables = st.builds(
    TableReport,
    evidence=st.dictionaries(st.text(), st.text() | st.integers() | numbers, max_size=3),
    printed_totals=st.tuples(totals),
)
answers = st.builds(Answer, items=st.tuples(st.builds(AnswerItem, top=numbers)))
document_results = st.builds(
    DocumentResult,
    answer=answers,
    tables=st.tuples(tables),
    grants=st.tuples(grants, grants),
    findings=st.tuples(st.builds(Finding)),
)


@settings(max_examples=30)
@given(document_results)
def test_a_result_survives_the_way_through_json(result: DocumentResult) -> None:
    assert from_json(to_json(result)) == result
    assert from_json(to_json(result, indent=2)) == result


@given(grants)
def test_a_grant_is_one_line_with_exactly_the_published_fields(grant: GrantRecord) -> None:
    line = to_jsonl(grant)
    assert "\n" not in line
    assert list(json.loads(line)) == [field.name for field in GRANT_FIELDS]


def test_the_shape_of_a_result() -> None:
    content = json.loads(to_json(make_result()))
    assert list(content) == ["document", "question", "answer", "tables", "grants", "findings", "questions"]
    assert content["question"]["asked_on"] == "2021-02-02"
    assert content["question"]["items"] == [{"number": 1, "text": "Welke projecten?"}]
    assert content["answer"]["items"][0]["covers"] == [1]
    assert content["tables"][0]["printed_totals"][0]["amount_eur"] == "1998813.00"
    assert content["grants"][0]["amount_eur"] == "100000.50"
    assert content["grants"][0]["bbox"] == [70.5, 200.0, 540.25, 215.0]


def test_texts_stay_readable() -> None:
    assert "Oriëntatie" in to_json(make_result())


@pytest.mark.parametrize("amount", ["0.005", "NaN", "Infinity", "1E-9"])
def test_an_amount_that_is_not_in_cents_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="no amount in whole cents"):
        to_cents(Decimal(amount))


def test_amounts_are_printed_in_full() -> None:
    assert to_cents(Decimal("1E+6")) == "1000000.00"
    assert to_cents(Decimal("1998813")) == "1998813.00"
    assert to_cents(Decimal("2.500")) == "2.50"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"pages": 3', '"pages": "3"'),
        ('"100000.50"', '"100.000,50"'),
        ('"2021-02-02"', '"2 februari 2021"'),
        ('"severity": "info"', '"severity": "grave"'),
        ('"code": ', '"kode": '),
    ],
)
def test_json_of_another_shape_is_refused(old: str, new: str) -> None:
    text = to_json(make_result())
    assert old in text
    with pytest.raises(ValueError, match="validation error"):
        from_json(text.replace(old, new))
