"""How much of what a folder of answers prints is read right: each PDF against the truth beside it.

python -m benchmarks.layouts [FOLDER] [--differences]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answers import read_answer
from benchmarks.cases import SUFFIX, Case, to_case
from benchmarks.scoring import KEY, Comparison, Grant, compare_fields, compare_grants, find_mean, measure_fields
from schemas.grants import GrantRecord

LAYOUTS = Path(__file__).resolve().parent.parent / "corpus" / "samples" / "layouts"


@dataclass(frozen=True, slots=True)
class Score:
    """One document against its truth; `fields` holds the share of the pairs with the right value, by field."""

    name: str
    comparison: Comparison
    fields: dict[str, float]
    outcome: str
    wanted_outcome: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The measures over a folder; `macro` and `fields` are means over the documents (those with grants)."""

    macro: float
    micro: float
    fields: dict[str, float]
    outcomes_right: int
    false_grants: int
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.layouts", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=LAYOUTS, help="PDFs with NAME.truth.json beside them")
    parser.add_argument("--differences", action="store_true", help="print each difference from the truth")
    arguments = parser.parse_args()
    scores = read_scores(arguments.folder)
    if not scores:
        parser.error(f"no *.truth.json in {arguments.folder}")
    print(f"{'document':<34}{'wanted':>7}{'found':>7}{'F1':>7}  fields that differ (share right)")
    for score in scores:
        print(to_line(score))
        if arguments.differences:
            for difference in find_differences(score):
                print(f"    {difference}")
    print(to_report(to_summary(scores), len(scores)))


def read_scores(folder: Path) -> list[Score]:
    """Every document of the folder that has a truth, by name."""
    return [read_score(to_case(path, folder)) for path in sorted(folder.glob(f"*{SUFFIX}"))]


def read_score(case: Case) -> Score:
    """Read an answer and compare. The seconds are CPU seconds of this process."""
    truth, start = case.truth, time.process_time()
    result = read_answer(case.files)
    seconds = time.process_time() - start
    comparison = compare_grants(truth["grants"], [to_grant(grant) for grant in result.grants])
    outcome = result.document.outcome
    return Score(case.name, comparison, measure_fields(comparison), outcome, truth.get("outcome", "grants"), seconds)


def to_grant(record: GrantRecord) -> Grant:
    return {field: getattr(record, field) for field in GrantRecord.__dataclass_fields__}


def find_differences(score: Score) -> Iterator[str]:
    """One line for each thing that is not as the truth says."""
    if score.outcome != score.wanted_outcome:
        yield f"outcome: wanted {score.wanted_outcome}, found {score.outcome}"
    for grant in score.comparison.missing:
        yield f"not found: {to_key_text(grant)}"
    for grant in score.comparison.extra:
        yield f"not in the truth: {to_key_text(grant)}"
    for wanted, found in score.comparison.pairs:
        for field in sorted(field for field, right in compare_fields((wanted, found)) if not right):
            yield f"{to_key_text(wanted)}: {field}: wanted {wanted[field]!r}, found {found[field]!r}"


def to_key_text(grant: Grant) -> str:
    return f"{grant['organisation']}, {grant['amount_eur']} euro, {grant['year']}"


def to_summary(scores: list[Score]) -> Summary:
    comparisons = [score.comparison for score in scores]
    fields = sorted({field for score in scores for field in score.fields})
    return Summary(
        macro=find_mean([c.f1 for c in comparisons if c.wanted]),
        micro=2 * sum(len(c.pairs) for c in comparisons) / max(1, sum(c.wanted + c.found for c in comparisons)),
        fields={field: find_mean([s.fields[field] for s in scores if field in s.fields]) for field in fields},
        outcomes_right=sum(score.outcome == score.wanted_outcome for score in scores),
        false_grants=sum(c.found for c in comparisons if not c.wanted),
        seconds=sum(score.seconds for score in scores),
    )


def to_line(score: Score) -> str:
    """One document's row in the printed table."""
    comparison = score.comparison
    wrong = ", ".join(f"{field} {share:.2f}" for field, share in score.fields.items() if share < 1)
    outcome = "" if score.outcome == score.wanted_outcome else f"outcome {score.outcome} "
    row = f"{score.name:<34}{comparison.wanted:>7}{comparison.found:>7}{comparison.f1:>7.3f}  {outcome}{wrong}"
    return row.rstrip()


def to_report(summary: Summary, documents: int) -> str:
    """The measures over the folder, one a line."""
    fields = ", ".join(f"{field} {share:.4f}" for field, share in summary.fields.items())
    return f"""
F1 of {", ".join(KEY)}: macro {summary.macro:.4f}, micro {summary.micro:.4f}
other fields of the grants found, mean {find_mean(list(summary.fields.values())):.4f}: {fields}
outcomes right: {summary.outcomes_right} of {documents}
false grants in documents without grants: {summary.false_grants}
CPU seconds: {summary.seconds:.1f}"""


if __name__ == "__main__":
    main()
