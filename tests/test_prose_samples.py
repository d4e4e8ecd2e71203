"""The sample answers that tell grants without a table, each family of telling in a document of its own."""

from __future__ import annotations

import csv
import re

import pytest
from reading import SAMPLES

from benchmarks.layouts import find_mean, read_scores, to_summary

PROSE = SAMPLES / "prose"
NAMES = sorted(path.stem for path in PROSE.glob("*.pdf"))


@pytest.mark.slow
def test_the_samples_are_read() -> None:
    scores = read_scores(PROSE)
    summary = to_summary(scores)
    assert [score.name for score in scores if score.outcome != score.wanted_outcome] == []
    assert summary.false_grants == 0
    assert summary.macro == 1.0
    assert find_mean([summary.fields[field] for field in ("title", "answer_item", "amount_kind")]) == 1.0


def test_every_sample_has_its_truth_its_first_score_and_its_line_in_the_readme() -> None:
    assert len(NAMES) >= 5
    assert sorted(path.name.removesuffix(".truth.json") for path in PROSE.glob("*.truth.json")) == NAMES
    with (PROSE / "first_scores.csv").open(encoding="utf-8", newline="") as file:
        first = {row["document"]: float(row["first_f1"]) for row in csv.DictReader(file)}
    assert sorted(first) == NAMES
    assert all(0 <= score <= 1 for score in first.values())
    lines = re.findall(r"^\| `(.+?)` \|", (PROSE / "README.md").read_text(encoding="utf-8"), re.M)
    assert sorted(lines) == NAMES
