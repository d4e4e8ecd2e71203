"""The samples of hard tables against their truth."""

from __future__ import annotations

import csv
import json
import re

import pytest
from reading import SAMPLES, read_content
from test_golden import expected_fields, found_fields

TABLES = SAMPLES / "tables"
IDS = sorted(path.name.removesuffix(".truth.json") for path in TABLES.glob("*.truth.json"))


def test_every_sample_has_its_truth_its_first_score_and_its_line_in_the_readme() -> None:
    with (TABLES / "first_scores.csv").open(encoding="utf-8") as file:
        scored = sorted(row["document"] for row in csv.DictReader(file))
    lines = re.findall(r"^\| `(.+?)` \|", (TABLES / "README.md").read_text(encoding="utf-8"), re.M)
    assert sorted(path.stem for path in TABLES.glob("*.pdf")) == IDS == scored == sorted(lines)


@pytest.mark.parametrize("name", IDS)
def test_the_sample_is_read(name: str) -> None:
    truth = json.loads((TABLES / f"{name}.truth.json").read_text(encoding="utf-8"))
    result = read_content((TABLES / f"{name}.pdf").read_bytes())
    expected = [expected_fields(grant) for grant in truth["grants"]]
    assert [found_fields(g, e) for g, e in zip(result.grants, expected, strict=False)] == expected
    assert len(result.grants) == len(expected)
    assert result.document.outcome == truth["outcome"]
    printed = [(int(t.amount_eur), t.verdict) for table in result.tables for t in table.printed_totals]
    assert printed == [(total["amount_eur"], total["verdict"]) for total in truth["stated_totals"]]
