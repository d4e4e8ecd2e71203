"""Which column names the recipients of a table, and what stands in its rows because of them."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.tables.headers import distinct, starts_with_label
from parsers.vocabulary import fold, load_words
from schemas.columns import Column, Role
from schemas.tables import Row, Table

_OF_RECIPIENT: tuple[Role, ...] = ("province", "municipality", "enterprise_number")


def find_recipient_column(columns: Sequence[Column]) -> Column | None:
    """The organisation, or the municipality when no organisation is printed and no grants are counted beside it.

    A municipality beside a number of files is a place where grants went, not the one who got them.
    """
    organisation = next((column for column in columns if column.role == "organisation"), None)
    if organisation is not None or any(_counts_awards(column) for column in columns):
        return organisation
    return next((column for column in columns if column.role == "municipality"), None)


def find_recipient_facts(table: Table, columns: Sequence[Column]) -> frozenset[int]:
    """Columns of facts about the recipient that are printed once for several rows, as its name is: `Antwerpen` beside
    a name merged over three projects. None where a row without a name has the fact, or one with a name has not."""
    recipient = find_recipient_column(columns)
    if recipient is None:
        return frozenset()
    body = _find_full_rows(table)
    named = [row for row in body if row.cells[recipient.index].lines]
    return frozenset(
        column.index
        for column in columns
        if column.role in _OF_RECIPIENT
        and column is not recipient
        and len(named) < len(body)
        and all(bool(row.cells[column.index].lines) == bool(row.cells[recipient.index].lines) for row in body)
    )


def names_each_row(table: Table, columns: Sequence[Column]) -> bool:
    """Whether no row needs the recipient of a title above it."""
    recipient = find_recipient_column(columns)
    return recipient is not None and all(row.cells[recipient.index].lines for row in _find_full_rows(table))


def _find_full_rows(table: Table) -> list[Row]:
    """The rows below the header that are neither titles nor totals: with two texts or more."""
    filled = [row for row in table.rows[table.header_rows :] if len([c for c in distinct(row) if c.lines]) >= 2]
    return [row for row in filled if not starts_with_label(row, ("total", "subtotal"))]


def _counts_awards(column: Column) -> bool:
    words = [row["words"] for row in load_words("counted_awards")]
    return column.role == "count" and any(word.startswith(tuple(words)) for word in fold(column.header).split())
