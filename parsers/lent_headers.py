"""Tables without a header that go on where an earlier one ended: the rest of a list in the annex, under its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from parsers.grant_tables import TableResult
from parsers.joint_totals import settle_joint_totals
from parsers.row_groups import find_open_titles
from schemas.tables import Table

_SAME_SIDE = 12.0  # points

_Read = tuple[Table, TableResult]


def read_on(table: Table, before: Sequence[_Read], read: Callable[[Table], TableResult]) -> _Read | None:
    """What a table without a header gives under the columns of the nearest earlier table that gave grants.

    None where it has a header, where no such table stands above, or where nothing shows that the two are one: columns
    in the same places, or a printed total that both add up to.
    """
    lenders = [one for one in before if one[1].grants and len(one[0].edges) == len(table.edges)]
    if table.header_rows or not lenders or not lenders[-1][0].header_rows:
        return None
    lender, lent = lenders[-1][0], _with_header(table, *lenders[-1])
    result = read(lent)
    if result.grants and (_is_in_place(table, lender) or _adds_up([result for _, result in before], result)):
        return lent, result
    return None


def names_recipients(result: TableResult) -> bool:
    """Whether a header says where the recipients stand; content alone may take the projects for them."""
    return any(column.role == "organisation" and column.role_from == "header" for column in result.columns)


def _with_header(table: Table, lender: Table, result: TableResult) -> Table:
    """The table below the header of another, and below the titles that hold where that ends (`Oproep 2022`); its own
    rows keep their place."""
    header = (*lender.rows[: lender.header_rows], *find_open_titles(result.readings))
    return replace(
        table,
        rows=(*header, *table.rows),
        header_rows=len(header),
        repeated_headers=table.repeated_headers - len(header),  # they are not printed here
        evidence={**table.evidence, "header_of_page": lender.parts[0][0]},
    )


def _is_in_place(table: Table, lender: Table) -> bool:
    return all(abs(a - b) <= _SAME_SIDE for a, b in zip(table.edges, lender.edges, strict=True))


def _adds_up(before: Sequence[TableResult], result: TableResult) -> bool:
    """Whether its rows alone do not add up to its totals, and those of the tables before with them do."""
    alone = result.report.printed_totals
    joint = settle_joint_totals([*before, result])[-1].report.printed_totals
    return alone != joint and all(total.verdict == "equal" for total in joint)
