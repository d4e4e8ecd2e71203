"""What one reader got right over many cases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benchmarks.cases import Case
from benchmarks.scoring import KEY, Comparison, compare_grants, find_mean, measure_fields, measure_printed_fields

NAME_AND_AMOUNT = ("organisation", "amount_eur")
UNCOMPARED = {"page", "reader"}  # the reader's own name, and a place that the layouts' truths don't speak of
FEW = 0.9999

Result = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """One case and what was read in it, by both keys."""

    case: Case
    result: Result
    with_year: Comparison
    without_year: Comparison


def judge(case: Case, result: Result) -> Judged:
    wanted = [{field: grant[field] for field in grant.keys() - UNCOMPARED} for grant in case.truth["grants"]]
    both = (compare_grants(wanted, result["grants"], key) for key in (KEY, NAME_AND_AMOUNT))
    return Judged(case, result, *both)


def measure(judged: list[Judged]) -> dict[str, float | None]:
    """Every measure by its name, None where the cases have nothing to measure."""
    with_grants = [one for one in judged if one.case.truth["grants"]]
    without = [one for one in judged if not one.case.truth["grants"]]
    fields = mean_by_field(measure_printed_fields(one.without_year, NAME_AND_AMOUNT) for one in with_grants)
    fields.pop("year", None)
    found = mean_by_field(measure_fields(one.with_year) for one in with_grants)
    questions = mean_by_field(compare_question(one) for one in judged)
    return {
        **measure_key("organisation, amount, year", [one.with_year for one in with_grants]),
        **measure_key("organisation, amount", [one.without_year for one in with_grants]),
        "documents with all grants right": share(one.with_year.f1 > FEW for one in with_grants),
        "false grants where there are none": float(sum(len(one.result["grants"]) for one in without)),
        "outcome right": share(one.result["outcome"] == one.case.truth.get("outcome", "grants") for one in judged),
        "printed totals verified exactly": share(right for one in judged for right in compare_totals(one)),
        "other fields of the grants found, mean": mean_or_none(found.values()),
        "other printed fields, missed grants too, mean": mean_or_none(fields.values()),
        **{f"  {name}": value for name, value in fields.items()},
        "the question's fields, mean": mean_or_none(questions.values()),
        **{f"  question's {name}": value for name, value in questions.items()},
    }


def measure_key(name: str, comparisons: list[Comparison]) -> dict[str, float | None]:
    """F1 as the mean over documents (macro) and over all grants together (micro)."""
    both = sum(one.wanted + one.found for one in comparisons)
    micro = 2 * sum(len(one.pairs) for one in comparisons) / both if both else None
    return {f"macro F1 of {name}": mean_or_none(one.f1 for one in comparisons), f"micro F1 of {name}": micro}


def compare_question(one: Judged) -> dict[str, float]:
    """Whether each field of the question that the truth speaks of was read right; empty in both is not counted."""
    right = {}
    for field, value in one.case.truth["question"].items():
        wanted, found = to_question_value(value), to_question_value(one.result["question"].get(field))
        if wanted or (found and field != "parliamentary_year"):  # it can be derived where it is not printed
            right[field] = float(wanted == found)
    return right


def to_question_value(value: Any) -> str:
    """One name or a list of names are the same; dates and numbers as text."""
    return "; ".join(value) if isinstance(value, list) else " ".join(str(value or "").split())


def compare_totals(one: Judged) -> Iterator[bool]:
    """For each printed total: was its amount found, with the verdict that is right?"""
    found = Counter((Decimal(str(total["amount_eur"])), total["verdict"]) for total in one.result["totals"])
    for total in one.case.truth.get("stated_totals", []):
        key = Decimal(str(total["amount_eur"])), total.get("verdict", "equal")
        yield found[key] > 0
        found[key] -= 1


def mean_by_field(documents: Iterable[dict[str, float]]) -> dict[str, float]:
    """The mean over the documents that have the field."""
    values: dict[str, list[float]] = defaultdict(list)
    for fields in documents:
        for field, value in fields.items():
            values[field].append(value)
    return {field: find_mean(values[field]) for field in sorted(values)}


def mean_or_none(values: Iterable[float]) -> float | None:
    listed = list(values)
    return find_mean(listed) if listed else None


def share(rights: Iterable[bool]) -> float | None:
    return mean_or_none(float(right) for right in rights)
