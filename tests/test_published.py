"""The checks of the published tables: what breaks a rule is withheld with its reason, the rest is published."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from types import NoneType
from typing import get_args, get_type_hints

import pandera.pandas as pandera
import pyarrow as pa
import pytest
from made_results import make_result, with_grant

from flows.dataset import build_dataset, check_tables
from flows.formats.sqlite import to_stored
from schemas.arrow import to_arrow_schema
from schemas.dataset import DocumentRecord, FindingRecord, Tables
from schemas.field import Field, to_amount_pattern
from schemas.fields import DOCUMENT_FIELDS, FINDING_FIELDS, GRANT_FIELDS, PUBLISHED_GRANT_FIELDS
from schemas.findings import Finding
from schemas.grants import GrantRecord, PublishedGrant
from schemas.organisation_fields import ORGANISATION_CANDIDATE_FIELDS, ORGANISATION_FIELDS
from schemas.organisations import OrganisationCandidate, OrganisationRecord
from schemas.published import (
    documents_schema,
    findings_schema,
    grants_schema,
    organisation_candidates_schema,
    organisations_schema,
    published_grants_schema,
)
from schemas.results import DocumentResult

TOTAL = next(field for field in ORGANISATION_FIELDS if field.name == "total_eur")
RECORDS: list[tuple[type, tuple[Field, ...]]] = [
    (GrantRecord, GRANT_FIELDS),
    (PublishedGrant, PUBLISHED_GRANT_FIELDS),
    (DocumentRecord, DOCUMENT_FIELDS),
    (FindingRecord, FINDING_FIELDS),
    (OrganisationRecord, ORGANISATION_FIELDS),
    (OrganisationCandidate, ORGANISATION_CANDIDATE_FIELDS),
]
PYTHON_TYPES = {
    "text": str, "integer": int, "decimal": Decimal, "date": date, "bbox": tuple[float, float, float, float],
    "map": dict[str, str], "texts": tuple[str, ...],
}  # fmt: skip


def withheld(result: DocumentResult) -> list[FindingRecord]:
    findings = build_dataset([result, make_result("other")]).tables.findings
    return [finding for finding in findings if finding.code == "invalid_record"]


@pytest.mark.parametrize(("record", "fields"), RECORDS)
def test_records_have_exactly_the_declared_fields(record: type, fields: tuple[Field, ...]) -> None:
    assert [field.name for field in dataclasses.fields(record)] == [field.name for field in fields]


@pytest.mark.parametrize(("record", "fields"), RECORDS)
def test_records_have_the_declared_types(record: type, fields: tuple[Field, ...]) -> None:
    hints = get_type_hints(record)
    for field in fields:
        parts = set(get_args(hints[field.name])) if NoneType in get_args(hints[field.name]) else {hints[field.name]}
        assert (NoneType in parts) == field.nullable, field.name
        (hint,) = parts - {NoneType}
        assert field.choices == get_args(hint) if field.choices else hint == PYTHON_TYPES[field.type], field.name


def test_the_schemas_hold_the_declared_fields() -> None:
    for fields, schema in [
        (GRANT_FIELDS, grants_schema()),
        (PUBLISHED_GRANT_FIELDS, published_grants_schema((), ())),
        (ORGANISATION_FIELDS, organisations_schema()),
        (ORGANISATION_CANDIDATE_FIELDS, organisation_candidates_schema()),
        (DOCUMENT_FIELDS, documents_schema()),
        (FINDING_FIELDS, findings_schema()),
    ]:
        assert list(schema.columns) == to_arrow_schema(fields).names == [field.name for field in fields]


def test_arrow_columns_carry_type_and_meaning() -> None:
    schema = to_arrow_schema(GRANT_FIELDS)
    assert str(schema.field("amount_eur").type) == "decimal128(14, 2)"
    assert str(schema.field("asked_on").type) == "date32[day]"
    assert not schema.field("grant_id").nullable
    assert schema.field("year").nullable
    assert schema.field("amount_eur").metadata[b"unit"] == b"euro"
    assert all(field.metadata[b"description"] for field in schema)


def test_sums_may_be_larger_than_any_amount() -> None:
    largest = Decimal("999999999999.99")
    results = [with_grant(make_result(name), amount_eur=largest) for name in ("a", "b")]
    tables = build_dataset([*results, with_grant(make_result("c", 2), amount_eur=largest)]).tables
    assert len(tables.grants) == 4
    assert [row.total_eur for row in tables.documents] == [largest, largest, largest + Decimal("100000.5")]
    (organisation,) = (row for row in tables.organisations if row.grants == 4)
    assert organisation.total_eur == 3 * largest + Decimal("100000.5")
    written = pa.Table.from_pylist([{"total_eur": organisation.total_eur}], to_arrow_schema([TOTAL]))
    assert written["total_eur"].to_pylist() == [organisation.total_eur]
    assert to_stored(TOTAL, organisation.total_eur) == int(organisation.total_eur * 100) < 2**63
    assert re.search(to_amount_pattern(TOTAL), str(organisation.total_eur))


def test_valid_results_are_published_whole() -> None:
    dataset = build_dataset([make_result("b", 2), make_result("a", 0), make_result("c", 1)])
    documents = dataset.tables.documents
    assert [(row.document_id, row.outcome, row.grants, row.total_eur) for row in documents] == [
        ("a", "no_grants", 0, Decimal(0)),
        ("b", "grants", 2, Decimal(200001)),
        ("c", "grants", 1, Decimal("100000.5")),
    ]
    assert [row.findings for row in documents] == [1, 1, 1]
    assert (dataset.withheld_documents, dataset.withheld_grants) == (0, 0)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"amount_eur": Decimal(0)}, "amount_eur Decimal('0') is below 0.01"),
        ({"amount_eur": Decimal("-5")}, "is below 0.01"),
        ({"amount_eur": Decimal("0.005")}, "amount_eur Decimal('0.005') is no amount in whole cents"),
        ({"amount_eur": Decimal("NaN")}, "is no amount in whole cents"),
        ({"amount_eur": Decimal(10) ** 12}, "has more than 12 digits before the point"),
        ({"amount_eur": 100.5}, "amount_eur 100.5 is no amount in whole cents"),
        ({"amount_eur": None}, "amount_eur is missing"),
        ({"year": 1899}, "year 1899 is below 1990"),
        ({"year": 20200}, "year 20200 is above 2099"),
        ({"year": True}, "year True is no whole number"),
        ({"year": None}, "one of year and year_from stands without the other"),
        ({"year_from": None}, "one of year and year_from stands without the other"),
        ({"organisation": " "}, "organisation ' ' is empty"),
        ({"amount_paid_eur": Decimal("NaN")}, "amount_paid_eur Decimal('NaN') is no amount in whole cents"),
        ({"title": float("nan")}, "title nan is no text"),
        ({"amount_kind": "promised"}, "amount_kind 'promised' is none of awarded, committed, paid"),
        ({"enterprise_number": "0403.201.185"}, "enterprise_number '0403.201.185' does not have its form"),
        ({"document_sha256": "0" * 63}, "does not have its form"),
        ({"asked_on": datetime(2021, 2, 2)}, "is no date"),
        ({"asked_by": "Nadia Sminate"}, "asked_by 'Nadia Sminate' is no list of texts"),
        ({"other": {"nr.": 1}}, "other {'nr.': 1} does not map texts to texts"),
        ({"bbox": (540.0, 200.0, 70.0, 215.0)}, "bbox is not left < right and top < bottom"),
        ({"bbox": (70.0, float("nan"), 540.0, 215.0)}, "is no box of four numbers"),
        ({"page": 2}, "place is on another page than page says"),
        ({"grant_id": "x:p1-x512-y200"}, "grant_id is not document_id:place"),
        ({"place": "p0-x1-y2"}, "place 'p0-x1-y2' does not have its form"),
    ],
)
def test_a_grant_that_breaks_a_rule_is_withheld_with_its_reason(changes: dict[str, object], reason: str) -> None:
    dataset = build_dataset([with_grant(make_result("a", 3), **changes)])
    (finding,) = [finding for finding in dataset.tables.findings if finding.code == "invalid_record"]
    assert reason in finding.message
    assert "Organisatie" in finding.message or "organisation" in changes
    assert len(dataset.tables.grants) == dataset.tables.documents[0].grants == 2
    assert dataset.withheld_grants == 1


def test_the_finding_tells_place_and_printed_text() -> None:
    (finding,) = withheld(with_grant(make_result("a", 2), year=1899))
    assert (finding.document_id, finding.severity, finding.page) == ("a", "error", 1)
    assert (finding.place, finding.printed) == ("p1-x512-y200", "€ 100.000,50")


def test_the_finding_of_a_bad_place_names_none() -> None:
    (finding,) = withheld(with_grant(make_result("a", 2), place="somewhere", grant_id="a:somewhere"))
    assert (finding.page, finding.place) == (1, None)


def test_every_reason_of_a_row_is_told_once() -> None:
    (finding,) = withheld(with_grant(make_result("a", 2), year=1899, amount_eur=Decimal(0), page=7))
    assert finding.message.count("; ") == 2
    assert finding.message.count("place is on another page") == 1


def test_a_cell_of_a_sheet_is_a_place() -> None:
    place = {"place": "Blad 1!E12", "grant_id": "a:Blad 1!E12", "page": None, "bbox": None}
    assert withheld(with_grant(make_result("a"), **place)) == []


def test_two_grants_with_one_id_are_both_withheld() -> None:
    result = make_result("a", 1)
    double = replace(result, grants=(*result.grants, replace(result.grants[0], amount_eur=Decimal(7))))
    reasons = [finding.message for finding in withheld(double)]
    assert len(reasons) == 2
    assert all("grant_id 'a:p1-x512-y200' stands more than once" in reason for reason in reasons)


def test_a_document_whose_grants_all_fail_counts_as_unreadable() -> None:
    dataset = build_dataset([with_grant(make_result("a", 1), year=1899), make_result("b", 5)])
    assert [(row.outcome, row.grants) for row in dataset.tables.documents] == [("unreadable", 0), ("grants", 5)]


def test_a_bad_document_is_withheld_with_its_grants() -> None:
    bad = make_result("a", 2)
    bad = replace(bad, document=replace(bad.document, sha256="no hash"))
    dataset = build_dataset([bad, make_result("b")])
    assert [row.document_id for row in dataset.tables.documents] == ["b"]
    assert {row.document_id for row in dataset.tables.grants} == {"b"}
    assert (dataset.withheld_documents, dataset.withheld_grants) == (1, 2)
    assert sum("its document is not published" in row.message for row in dataset.tables.findings) == 2


def test_an_outcome_that_contradicts_its_grants_is_withheld() -> None:
    result = make_result("a", 1)
    contradiction = replace(result, document=replace(result.document, outcome="no_grants"))
    empty = replace(result, grants=())
    for bad in (contradiction, empty):
        assert "outcome and number of grants contradict each other" in withheld(bad)[0].message


def test_a_finding_with_an_unknown_code_is_replaced_by_one_that_quotes_it() -> None:
    unknown = Finding("made_up", "info", 1, "p1-x1-y1", "tekst", "what nobody registered")
    (finding,) = withheld(replace(make_result("a"), findings=(unknown,)))
    assert "'made_up'" in finding.message
    assert "what nobody registered" in finding.message
    assert (finding.page, finding.place, finding.printed) == (1, "p1-x1-y1", "tekst")


def test_the_same_bytes_under_two_names_are_one_document() -> None:
    result = make_result("a", 2)
    copy = replace(result, document=replace(result.document, file_name="copy of a.pdf"))
    assert build_dataset([copy, result]) == build_dataset([result, copy]) == build_dataset([result])


def test_other_bytes_under_the_same_id_are_withheld() -> None:
    result = make_result("a", 1)
    other = replace(result, document=replace(result.document, sha256="1" * 64))
    dataset = build_dataset([result, other])
    assert (dataset.tables.documents, dataset.tables.grants) == ((), ())
    assert dataset.withheld_documents == 2


def test_the_order_of_the_results_does_not_matter() -> None:
    results = [make_result("b", 3), make_result("a", 2)]
    turned = [replace(result, grants=result.grants[::-1]) for result in reversed(results)]
    assert build_dataset(results) == build_dataset(turned)


def test_whole_numbers_in_a_box_are_written_like_others() -> None:
    grant = build_dataset([with_grant(make_result("a"), bbox=(70, 200, 540, 215))]).tables.grants[0]
    assert all(isinstance(side, float) for side in grant.bbox)


def test_tables_that_do_not_belong_together_are_refused() -> None:
    whole = build_dataset([make_result("a")]).tables
    with pytest.raises(pandera.errors.SchemaErrors, match="its document is not published"):
        check_tables(replace(whole, documents=(), findings=()))
    with pytest.raises(pandera.errors.SchemaErrors, match="its organisation is not published"):
        check_tables(replace(whole, organisations=()))


def test_nothing_read_gives_empty_tables() -> None:
    assert build_dataset([]).tables == Tables((), (), ())


def test_findings_of_a_withheld_document_name_it_in_their_message() -> None:
    bad = make_result("a", 2)
    bad = replace(bad, document=replace(bad.document, sha256="no hash"))
    findings = build_dataset([bad, make_result("b")]).tables.findings
    assert {finding.document_id for finding in findings} == {None, "b"}
    assert all(finding.message.startswith("a: ") for finding in findings if finding.document_id is None)
    assert sum(finding.code == "column_unmapped" for finding in findings) == 2


def test_a_finding_that_leads_to_no_published_document_is_refused() -> None:
    finding = build_dataset([make_result("a")]).tables.findings[0]
    with pytest.raises(pandera.errors.SchemaErrors, match="its document is not published"):
        check_tables(Tables((), (), (finding,)))


def test_keys_come_from_the_declaration() -> None:
    assert [name for name, column in grants_schema().columns.items() if column.unique] == ["grant_id"]
    assert [name for name, column in documents_schema().columns.items() if column.unique] == ["document_id"]
    assert not any(column.unique for column in findings_schema().columns.values())
