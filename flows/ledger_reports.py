"""What the ledger tells people: the questions of `parlgrants status` and of a run's summary."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, or_, select

from flows.coverage import CompletedDiscovery, Coverage, find_window
from flows.ledger import Ledger
from flows.ledger_tables import documents, fetches, files, questions, runs

Row = dict[str, Any]

_SAME_PLACE = and_(questions.c.source == documents.c.source, questions.c.location == documents.c.location)
_TRIES = (questions.c.attempts, questions.c.next_try_at, questions.c.vanished_at)
_DAY = func.coalesce(questions.c.answered_on, questions.c.published_on)


def count_states(ledger: Ledger) -> dict[str, int]:
    """How many documents are in each state."""
    query = select(documents.c.state, func.count().label("count")).where(documents.c.moved_to.is_(None))
    return {row["state"]: row["count"] for row in _query(ledger, query.group_by(documents.c.state))}


def find_failed(ledger: Ledger) -> list[Row]:
    """The documents that could not be read or fetched, each with its cause."""
    failed = or_(documents.c.state.in_(("unreadable", "failed")), documents.c.fetch_cause.is_not(None))
    query = select(documents, *_TRIES).join(questions, _SAME_PLACE, isouter=True).where(failed)
    return _query(ledger, query.order_by(documents.c.source, documents.c.location))


def find_document(ledger: Ledger, document_id: str) -> list[Row]:
    """The places where a document is offered, by its present id, one of an earlier revision, or its location."""
    earlier = exists().where(
        fetches.c.source == documents.c.source,
        fetches.c.location == documents.c.location,
        fetches.c.document_id == document_id,
    )
    named = or_(documents.c.document_id == document_id, documents.c.location == document_id, earlier)
    return _query(ledger, select(documents).where(named).order_by(documents.c.source, documents.c.location))


def find_question(ledger: Ledger, source: str, location: str) -> Row:
    """What a source says of a question, when it was last asked for, and when the next try is."""
    place = (questions.c.source == source, questions.c.location == location)
    rows = _query(ledger, select(questions).where(*place))
    lists = ("asked_by", "themes")
    return {name: json.loads(row[name]) if name in lists and row[name] else row[name] for row in rows for name in row}


def find_files(ledger: Ledger, source: str, location: str) -> list[Row]:
    """The files of a document as last fetched, the answer first."""
    place = (files.c.source == source, files.c.location == location)
    return _query(ledger, select(files).where(*place).order_by(files.c.position))


def find_fetches(ledger: Ledger, source: str, location: str) -> list[Row]:
    """Each file of a document that was asked for, in every run, the oldest first."""
    place = (fetches.c.source == source, fetches.c.location == location)
    return _query(ledger, select(fetches).where(*place).order_by(fetches.c.fetch_id))


def find_runs(ledger: Ledger, newest: int) -> list[Row]:
    """The newest runs, the last one first."""
    return _query(ledger, select(runs).order_by(runs.c.started_at.desc()).limit(newest))


def count_revisions(ledger: Ledger, run_id: str) -> int:
    """How many documents a run fetched with content that was new."""
    query = select(fetches.c.source, fetches.c.location).where(fetches.c.run_id == run_id)
    return len(_query(ledger, query.where(fetches.c.revision.is_not(None)).distinct()))


def find_unfetched(ledger: Ledger, run_id: str) -> list[tuple[str, str]]:
    """Location and cause of each document that a run could not fetch."""
    query = select(documents.c.location, documents.c.fetch_cause).join(questions, _SAME_PLACE)
    failed = query.where(questions.c.asked_in == run_id, documents.c.fetch_cause.is_not(None))
    return [(row["location"], row["fetch_cause"]) for row in _query(ledger, failed.order_by(documents.c.location))]


def find_discoveries(ledger: Ledger, source: str) -> list[CompletedDiscovery]:
    """Each time that a source told all that it offers, the oldest first."""
    query = select(runs).where(runs.c.source == source, runs.c.until.is_not(None)).order_by(runs.c.started_at)
    return [
        CompletedDiscovery(
            source,
            date.fromisoformat(row["since"]) if row["since"] else None,
            date.fromisoformat(row["until"]),
            row["offered"],
            row["missed"],
        )
        for row in _query(ledger, query)
    ]


def find_described(ledger: Ledger) -> list[str]:
    """The sources that say when a question was answered."""
    query = select(questions.c.source).where(_DAY.is_not(None)).distinct().order_by(questions.c.source)
    return [row["source"] for row in _query(ledger, query)]


def count_coverage(ledger: Ledger, source: str, since: date, until: date) -> Coverage:
    """What is held of the questions that a source says were answered in a window, both days included."""
    answered = _select_fates(source).where(_DAY.between(since.isoformat(), until.isoformat()))
    rows = _query(ledger, answered)
    stale = _query(ledger, answered.where(documents.c.sha256.is_not(None), documents.c.fetch_cause.is_not(None)))
    fates = Counter({row["fate"]: row["count"] for row in rows})
    undated = sum(row["count"] for row in _query(ledger, _select_fates(source).where(_DAY.is_(None))))
    looked, unseen = find_window(find_discoveries(ledger, source), since, until)
    missed = sum(discovery.missed for discovery in looked)
    names = ("failed", "unanswered", "waiting", "skipped")
    counts = {name: fates[name] for name in names} | {"not_renewed": sum(row["count"] for row in stale)}
    held = fates["held"] + fates["skipped"]
    return Coverage(source, since, until, held=held, **counts, undated=undated, missed=missed, unseen=unseen)


def _select_fates(source: str) -> Select[Any]:
    """Questions of a source counted by what became of them."""
    fate = case(
        (documents.c.state == "skipped", "skipped"),
        (documents.c.sha256.is_not(None), "held"),
        (documents.c.state == "failed", "failed"),
        (questions.c.checked_at.is_not(None), "unanswered"),
        else_="waiting",
    ).label("fate")
    counted = select(fate, func.count().label("count")).select_from(questions).join(documents, _SAME_PLACE)
    return counted.where(questions.c.source == source).group_by(fate)


def _query(ledger: Ledger, query: Select[Any]) -> list[Row]:
    with ledger.engine.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]
