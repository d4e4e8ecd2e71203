"""Answers that tell their grants in letters: each has its truth, its first score and its line in the readme."""

from __future__ import annotations

import csv
import json
import re

from reading import SAMPLES

LETTERS = SAMPLES / "letters"


def test_every_letter_has_its_truth_its_first_score_and_its_line_in_the_readme() -> None:
    truths = {path.name.removesuffix(".truth.json"): path for path in LETTERS.glob("*.truth.json")}
    grants = {name: len(json.loads(path.read_text(encoding="utf-8"))["grants"]) for name, path in truths.items()}
    assert len(grants) >= 24
    assert sorted(grants) == sorted(path.stem for path in LETTERS.glob("*.pdf"))
    with (LETTERS / "first_scores.csv").open(encoding="utf-8", newline="") as file:
        assert sorted(row["document"] for row in csv.DictReader(file)) == sorted(grants)
    lines = re.findall(r"^\| `(.+?)` \| .* \| (\d+) \|$", (LETTERS / "README.md").read_text(encoding="utf-8"), re.M)
    assert {name: int(count) for name, count in lines} == grants


def test_the_letters_without_grants_say_so() -> None:
    truths = [json.loads(path.read_text(encoding="utf-8")) for path in LETTERS.glob("*.truth.json")]
    told = {truth["document"] for truth in truths if truth["outcome"] == "no_grants"}
    assert told == {truth["document"] for truth in truths if not truth["grants"]}
    assert len(told) == 5
