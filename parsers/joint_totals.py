"""A printed total that stands for several tables: a table that begins in the answer and goes on in the annex, or one
table a year with a grand total under the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.grant_tables import TableResult
from parsers.totals import CheckedTotal, agrees, check_totals, find_sum
from parsers.vocabulary import fold
from schemas.grants import Verified


def settle_joint_totals(results: Sequence[TableResult]) -> list[TableResult]:
    """The results of a document's tables, in reading order, with the totals that hold for several tables of the same
    columns. Only a total that agrees with no reach in its own table, and exactly with its table and those before it
    (the nearest alone, or more), is taken so; its grants and theirs are then verified by it."""
    settled = list(results)
    for at in range(len(settled)):
        for total in _find_open(settled[at]):
            first, computed = _find_first(settled, at, total)
            if first is not None:
                settled[at] = _with_equal(settled[at], total, computed)
                settled[first : at + 1] = [_verified(result) for result in settled[first : at + 1]]
    return settled


def _find_open(result: TableResult) -> list[CheckedTotal]:
    """The totals that do not add up and may stand for all rows of their table."""
    checked = (
        check_totals(result.readings) if any(t.verdict == "mismatch" for t in result.report.printed_totals) else ()
    )
    last = max((r.index for r in result.readings if r.label == "grant"), default=-1)
    return [item for item in checked if item.total.verdict == "mismatch" and item.row.index > last]


def _find_first(results: Sequence[TableResult], at: int, total: CheckedTotal) -> tuple[int | None, Decimal]:
    """The first of the tables whose rows add up to a total of the last, and their sum; None when none do."""
    column, computed = total.amount.column.index, find_sum(results[at].readings, total.amount.column.index)
    for before in range(at - 1, -1, -1):
        if _has_same_columns(results[before], results[at]):
            computed += find_sum(results[before].readings, column)
            if agrees(computed, total.amount):
                return before, computed
    return None, computed


def _has_same_columns(one: TableResult, other: TableResult) -> bool:
    names = [[(fold(column.header), column.role) for column in result.columns] for result in (one, other)]
    return names[0] == names[1]


def _with_equal(result: TableResult, total: CheckedTotal, computed: Decimal) -> TableResult:
    """The total agrees: its verdict and sum change, and the finding that it does not goes."""
    equal = replace(total.total, computed_eur=computed, verdict="equal")
    totals = tuple(equal if printed == total.total else printed for printed in result.report.printed_totals)
    known = f"the printed total is {total.total.amount_eur}"
    findings = tuple(f for f in result.findings if f.code != "total_mismatch" or known not in f.message)
    return replace(result, report=replace(result.report, printed_totals=totals), findings=findings)


def _verified(result: TableResult) -> TableResult:
    """The grants are verified by the total of several tables, unless another total of their own disagrees."""
    if any(total.verdict == "mismatch" for total in result.report.printed_totals):
        return result
    verified: Verified = "total"
    return replace(result, grants=tuple(replace(grant, verified=verified) for grant in result.grants))
