"""What changed between two releases: grants and documents by their ids, field by field, in the columns both have.

A grant's id is the place of its amount, so a recipient's name that is read better is one changed field of one grant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pyarrow as pa

from flows.published_tables import KEYS, PublishedTables, to_texts
from schemas.changes import ChangeKind, ChangeRecord

# A document whose attachment was replaced under the same name differs in `revision_sha256` alone.
_REVISION = ("sha256", "revision_sha256", "attachments")


def find_changes(before: PublishedTables, after: PublishedTables) -> Iterator[ChangeRecord]:
    """Find all changes: columns, then documents, then grants; each in the order of the release that has them."""
    documents = _align("documents", before.documents, after.documents)
    grants = _align("grants", before.grants, after.grants)
    for pair in (documents, grants):
        yield from _find_columns(pair)
    yield from _find_documents(documents)
    yield from _find_grants(grants)


def count_all(kind: ChangeKind, tables: PublishedTables) -> Iterator[ChangeRecord]:
    """Tell what a release holds, where there is nothing to compare it with (`first_release`, `not_compared`)."""
    yield ChangeRecord(kind, field="documents", new=str(len(tables.documents)))
    yield ChangeRecord(kind, field="grants", new=str(len(tables.grants)))
    total = sum(tables.grants["amount_eur"].to_pylist(), Decimal(0))
    yield ChangeRecord(kind, field="grants.amount_eur", new=f"{total:.2f}")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A table of two releases; `both` are the rows with the same key, as row of the old and row of the new one."""

    name: str
    old: pa.Table
    new: pa.Table
    both: tuple[list[int], list[int]]
    gone: list[int]
    added: list[int]


def _align(name: str, old: pa.Table, new: pa.Table) -> _Pair:
    key = KEYS[name]
    place = {value: row for row, value in enumerate(old[key].to_pylist())}
    new_keys = new[key].to_pylist()
    kept = [(place.pop(value), row) for row, value in enumerate(new_keys) if value in place]
    known = {row for _, row in kept}
    added = [row for row in range(len(new_keys)) if row not in known]
    return _Pair(name, old, new, ([row for row, _ in kept], [row for _, row in kept]), list(place.values()), added)


def _find_columns(pair: _Pair) -> Iterator[ChangeRecord]:
    old, new = pair.old.column_names, pair.new.column_names
    yield from (ChangeRecord("column_new", field=f"{pair.name}.{name}") for name in new if name not in old)
    yield from (ChangeRecord("column_gone", field=f"{pair.name}.{name}") for name in old if name not in new)


def _find_documents(pair: _Pair) -> Iterator[ChangeRecord]:
    yield from _to_documents("document_new", pair.new, pair.added)
    for change in _find_fields(pair, "document_changed", _to_documents):
        yield replace(change, kind="document_revised") if change.field in _REVISION else change
    yield from _to_documents("document_withdrawn", pair.old, pair.gone)


def _find_grants(pair: _Pair) -> Iterator[ChangeRecord]:
    yield from _to_grants("grant_added", pair.new, pair.added)
    yield from _find_fields(pair, "grant_changed", _to_grants)
    yield from _to_grants("grant_removed", pair.old, pair.gone)


def _to_documents(kind: ChangeKind, table: pa.Table, rows: list[int]) -> list[ChangeRecord]:
    return [ChangeRecord(kind, document_id) for document_id in _take(table, "document_id", rows)]


def _to_grants(kind: ChangeKind, table: pa.Table, rows: list[int]) -> list[ChangeRecord]:
    columns = [_take(table, name, rows) for name in ("document_id", "grant_id", "organisation", "amount_eur")]
    return [
        ChangeRecord(kind, document, grant, organisation, None if amount is None else Decimal(amount))
        for document, grant, organisation, amount in zip(*columns, strict=True)
    ]


def _take(table: pa.Table, name: str, rows: list[int]) -> list[str | None]:
    """The texts of a column in these rows; a release of another version may lack the column."""
    return to_texts(table[name].take(_to_rows(rows))) if name in table.column_names else [None] * len(rows)


def _to_rows(rows: list[int]) -> pa.Array:
    return pa.array(rows, pa.int64())  # told, since an empty list has no type of its own


def _find_fields(
    pair: _Pair, kind: ChangeKind, to_changes: Callable[[ChangeKind, pa.Table, list[int]], list[ChangeRecord]]
) -> Iterator[ChangeRecord]:
    """A change for each field that differs in a row that both releases have."""
    differing: dict[int, list[tuple[str, str | None, str | None]]] = {}
    for name in pair.new.column_names:
        for row, old, new in _find_differing(pair, name) if name in pair.old.column_names else ():
            differing.setdefault(row, []).append((name, old, new))
    rows = sorted(differing)
    for row, change in zip(rows, to_changes(kind, pair.new, [pair.both[1][row] for row in rows]), strict=True):
        for name, old, new in differing[row]:
            yield replace(change, field=name, old=old, new=new)


def _find_differing(pair: _Pair, name: str) -> list[tuple[int, str | None, str | None]]:
    old, new = (table[name].take(_to_rows(rows)) for table, rows in zip((pair.old, pair.new), pair.both, strict=True))
    if old.equals(new):  # most columns are, and Python need not look at each value
        return []
    values = enumerate(zip(to_texts(old), to_texts(new), strict=True))
    return [(row, before, after) for row, (before, after) in values if before != after]
