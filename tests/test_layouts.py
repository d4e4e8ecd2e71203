"""The layouts that were made before the reader saw them, and the measure that scores them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks.layouts import LAYOUTS, compare_grants, find_mean, measure_fields, read_scores, to_summary

AGENCIES = LAYOUTS.parent / "agencies"
CABINETS = LAYOUTS.parent / "cabinets"
DEPARTMENTS = LAYOUTS.parent / "departments"
MINISTRIES = LAYOUTS.parent / "ministries"


@pytest.mark.slow
@pytest.mark.parametrize("folder", [LAYOUTS, CABINETS], ids=lambda folder: folder.name)
def test_the_layouts_are_read(folder: Path) -> None:
    scores = read_scores(folder)
    summary = to_summary(scores)
    assert [score.name for score in scores if score.outcome != score.wanted_outcome] == []
    assert summary.false_grants == 0
    assert summary.macro >= 0.99
    assert find_mean(list(summary.fields.values())) >= 0.97


@pytest.mark.parametrize(
    ("folder", "documents"),
    [(LAYOUTS, 45), (CABINETS, 44), (DEPARTMENTS, 36), (AGENCIES, 26)],
    ids=["layouts", "cabinets", "departments", "agencies"],
)
def test_every_layout_has_its_truth_and_its_line_in_the_readme(folder: Path, documents: int) -> None:
    paths = sorted(folder.glob("*.truth.json"))
    truths = {path.name.removesuffix(".truth.json"): json.loads(path.read_text(encoding="utf-8")) for path in paths}
    assert len(truths) >= documents
    assert sorted(truths) == sorted(path.stem for path in folder.glob("*.pdf") if ".attachment-" not in path.name)
    assert all(truth["document"] == f"{name}.pdf" for name, truth in truths.items())
    lines = re.findall(r"^\| `(.+?)` \| .* \| (\d+) \|$", (folder / "README.md").read_text(encoding="utf-8"), re.M)
    assert {name: int(grants) for name, grants in lines} == {n: len(t["grants"]) for n, t in truths.items()}


def make_grant(**fields: Any) -> dict[str, Any]:
    return {"organisation": "Natuurpunt", "amount_eur": "100.00", "year": 2020, "title": "Poelen"} | fields


@pytest.mark.parametrize("wrong", [{"organisation": "Natuur punt"}, {"amount_eur": 1000}, {"year": None}])
def test_a_grant_with_a_wrong_key_is_missing_and_extra(wrong: dict[str, Any]) -> None:
    comparison = compare_grants([make_grant(), make_grant(year=2021)], [make_grant(**wrong), make_grant(year=2021)])
    assert comparison.missing == [make_grant()]
    assert comparison.extra == [make_grant(**wrong)]
    assert comparison.f1 == 0.5


def test_amounts_are_compared_as_numbers_and_texts_by_single_spaces() -> None:
    comparison = compare_grants([make_grant(amount_eur=100, title="De  poelen")], [make_grant(title="De poelen")])
    assert comparison.f1 == 1.0
    assert measure_fields(comparison) == {"title": 1.0}


def test_of_grants_with_the_same_key_those_with_the_same_title_pair() -> None:
    two = [make_grant(title="Poelen"), make_grant(title="Hagen")]
    assert measure_fields(compare_grants(two, two[::-1])) == {"title": 1.0}


def test_a_wrong_field_counts_and_a_loose_one_does_not() -> None:
    found = [make_grant(title="Hagen")]
    assert measure_fields(compare_grants([make_grant()], found)) == {"title": 0.0}
    assert measure_fields(compare_grants([make_grant(_loose=["title"])], found)) == {}


def test_a_loose_year_pairs_with_any() -> None:
    assert compare_grants([make_grant()], [make_grant(year=None)]).f1 == 0.0
    assert compare_grants([make_grant(_loose=["year"])], [make_grant(year=None)]).f1 == 1.0


def test_grants_where_none_are_wanted_score_nothing() -> None:
    assert compare_grants([], []).f1 == 1.0
    assert compare_grants([], [make_grant()]).f1 == 0.0
