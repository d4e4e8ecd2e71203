"""Headings of years, provinces and programmes inside a list, and remarks below them."""

from __future__ import annotations

import pytest
from prose_texts import ProseCase, print_paragraphs, read_cases, told_grants
from reading import read_content

CASES = read_cases("parted")


def to_id(case: ProseCase) -> str:
    return case.paragraphs[0][:40]


@pytest.mark.parametrize("case", CASES, ids=to_id)
def test_a_list_goes_on_below_headings_that_part_it(case: ProseCase) -> None:
    result = read_content(print_paragraphs(case.paragraphs))
    assert told_grants(result) == list(case.grants)
    for grant, fields in zip(result.grants, case.fields, strict=True):
        assert {name: getattr(grant, name) for name in fields} == fields


@pytest.mark.parametrize("case", [case for case in CASES if not case.grants], ids=lambda case: case.paragraphs[1][:40])
def test_what_a_remark_turns_into_other_money_is_a_finding(case: ProseCase) -> None:
    findings = read_content(print_paragraphs(case.paragraphs)).findings
    assert [finding.code for finding in findings] == ["prose_amounts_unread"]
