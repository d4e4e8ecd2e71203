"""Answers as cabinets write them: what is read, however it is printed, and that no amount goes without a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest
from printing import print_flow, to_heading
from prose_texts import ProseCase, Told, print_paragraphs, read_cases, to_prose, told_grants
from reading import read_content
from reportlab.platypus import Spacer

from parsers.amounts import find_amounts
from parsers.prose_objections import tells_of_other_money
from parsers.prose_totals import split_sentences
from schemas.results import DocumentResult

CASES = read_cases("cabinets")
LEFT = read_cases("cabinets_left")
OTHERS = read_cases("other_money")
QUICK = 8  # one of so many is read in the quick suite
LEAST_RECALL, LEAST_PRECISION = 0.89, 0.97


def to_id(case: ProseCase) -> str:
    return case.paragraphs[0][:50]


def read_case(case: ProseCase) -> DocumentResult:
    return _read(case.paragraphs)


@cache
def _read(paragraphs: tuple[str, ...]) -> DocumentResult:
    return read_content(print_paragraphs(paragraphs))


def check_told(case: ProseCase) -> None:
    result = read_case(case)
    assert told_grants(result) == list(case.grants)
    for grant, fields in zip(result.grants, case.fields, strict=True):
        assert {field: getattr(grant, field) for field in fields} == fields
    assert len({grant.grant_id for grant in result.grants}) == len(result.grants)


@pytest.mark.parametrize("case", CASES[::QUICK], ids=to_id)
def test_some_grants_are_read(case: ProseCase) -> None:
    check_told(case)


@pytest.mark.parametrize("case", OTHERS[::QUICK], ids=to_id)
def test_some_other_money_is_no_grant(case: ProseCase) -> None:
    assert told_grants(read_case(case)) == []


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=to_id)
def test_all_grants_are_read(case: ProseCase) -> None:
    check_told(case)


@pytest.mark.slow
@pytest.mark.parametrize("case", OTHERS, ids=to_id)
def test_other_money_is_no_grant(case: ProseCase) -> None:
    assert told_grants(read_case(case)) == []


@pytest.mark.slow
def test_nearly_all_is_read_and_nearly_nothing_else() -> None:
    wanted, read = Counter[tuple[int, Told]](), Counter[tuple[int, Told]]()
    for at, case in enumerate([*CASES, *LEFT]):
        wanted.update((at, (*told[:3], None)) for told in case.grants)
        read.update((at, (*told[:3], None)) for told in told_grants(read_case(case)))
    right = (wanted & read).total()
    assert right / wanted.total() >= LEAST_RECALL
    assert right / read.total() >= LEAST_PRECISION


@pytest.mark.slow
@pytest.mark.parametrize("case", [*CASES, *LEFT], ids=to_id)
def test_every_amount_is_a_record_a_finding_or_other_money(case: ProseCase) -> None:
    result = read_case(case)
    if not result.grants and not result.findings:
        pytest.skip("no word of this text tells of grants")
    records = {value for grant in result.grants for value in (grant.amount_eur, grant.amount_requested_eur)}
    findings = " ".join(finding.printed or "" for finding in result.findings)
    total = sum(grant.amount_eur for grant in result.grants)
    for paragraph in (re.sub("<br/>", " ", paragraph) for paragraph in case.paragraphs):
        for start, end in split_sentences(paragraph):
            sentence = paragraph[start:end].strip()
            values = {found.amount.value_eur for found in find_amounts(sentence)}
            known = values <= records | {total} or tells_of_other_money(sentence)
            assert known or all(found.amount.printed in findings for found in find_amounts(sentence)), sentence


def print_narrow(case: ProseCase) -> bytes:
    return print_flow([*to_heading(), *to_prose(case.paragraphs)], leftMargin=170, rightMargin=170)


def print_justified(case: ProseCase) -> bytes:
    return print_flow([*to_heading(), *to_prose(case.paragraphs, size=11, alignment=4)])


def print_over_pages(case: ProseCase) -> bytes:
    return print_flow([*to_heading(), Spacer(1, 560), *to_prose(case.paragraphs)])


@pytest.mark.slow
@pytest.mark.parametrize("print_case", [print_narrow, print_justified, print_over_pages])
def test_print_changes_nothing(print_case: Callable[[ProseCase], bytes]) -> None:
    changed = [case for case in CASES if told_grants(read_content(print_case(case))) != list(case.grants)]
    assert [to_id(case) for case in changed] == []
