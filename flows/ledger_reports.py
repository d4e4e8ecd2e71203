"""What the ledger tells people: the questions of `parlgrants status` and of a run's summary."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, or_, select

from flows.ledger import Ledger
from flows.ledger_tables import documents, fetches, runs

Row = dict[str, Any]


def count_states(ledger: Ledger) -> dict[str, int]:
    """How many documents are in each state."""
    query = select(documents.c.state, func.count().label("count")).where(documents.c.moved_to.is_(None))
    return {row["state"]: row["count"] for row in _query(ledger, query.group_by(documents.c.state))}


def find_failed(ledger: Ledger) -> list[Row]:
    """The documents that could not be read or fetched, each with its cause."""
    failed = or_(documents.c.state.in_(("unreadable", "failed")), documents.c.fetch_cause.is_not(None))
    return _query(ledger, select(documents).where(failed).order_by(documents.c.source, documents.c.location))


def find_document(ledger: Ledger, document_id: str) -> list[Row]:
    """The places where a document is offered, whether this is its present id or that of an earlier revision."""
    earlier = select(fetches.c.source, fetches.c.location).where(fetches.c.document_id == document_id)
    places = {(row["source"], row["location"]) for row in _query(ledger, earlier)}
    return [row for row in _query(ledger, select(documents)) if (row["source"], row["location"]) in places]


def find_fetches(ledger: Ledger, source: str, location: str) -> list[Row]:
    """Each revision of a document and each failed fetch, the oldest first."""
    place = (fetches.c.source == source, fetches.c.location == location)
    return _query(ledger, select(fetches).where(*place).order_by(fetches.c.fetch_id))


def find_runs(ledger: Ledger, newest: int) -> list[Row]:
    """The newest runs, the last one first."""
    return _query(ledger, select(runs).order_by(runs.c.started_at.desc()).limit(newest))


def count_revisions(ledger: Ledger, run_id: str) -> int:
    """How many documents a run fetched with content that was new."""
    query = select(fetches.c.fetch_id).where(fetches.c.run_id == run_id, fetches.c.sha256.is_not(None))
    return len(_query(ledger, query))


def find_unfetched(ledger: Ledger, run_id: str) -> list[tuple[str, str]]:
    """Location and cause of each document that a run could not fetch."""
    here = (documents.c.source == fetches.c.source) & (documents.c.location == fetches.c.location)
    query = select(documents.c.location, documents.c.fetch_cause).join(fetches, here).distinct()
    failed = query.where(fetches.c.run_id == run_id, documents.c.fetch_cause.is_not(None))
    return [(row["location"], row["fetch_cause"]) for row in _query(ledger, failed.order_by(documents.c.location))]


def _query(ledger: Ledger, query: Select[Any]) -> list[Row]:
    with ledger.engine.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]
