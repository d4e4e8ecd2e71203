"""What the ledger keeps of each question beside its document: what the source says of it, its files, the next try."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, and_, delete, exists, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from flows.ledger_tables import documents, files, questions, standing, to_moment
from flows.sources import DocumentRef, Fetched, KnownFile
from schemas.questions import QuestionFacts

LONGEST_WAIT = 30
"""Days between two tries, at most."""

UNANSWERED_WAIT, UNANSWERED_DAYS = 7, 400
"""Days after which a question without an answer is asked for again, and for how long: some answers take a year."""

_FACTS = [field.name for field in fields(QuestionFacts)]
_DAYS = ("asked_on", "answered_on", "published_on")
_LISTS = ("asked_by", "themes")


def note_listed(connection: Connection, refs: Iterable[DocumentRef]) -> None:
    """Note what the source's list says: facts only where none are known yet, as fetching completes them."""
    rows = [
        _to_place(ref)
        | {"fingerprint": ref.fingerprint, "is_told_answered": ref.is_told_answered}
        | to_columns(ref.facts)
        for ref in refs
    ]
    new = insert(questions)
    facts = {name: func.coalesce(questions.c[name], new.excluded[name]) for name in _FACTS}
    seen = facts | {name: new.excluded[name] for name in ("fingerprint", "is_told_answered")}
    if rows:
        connection.execute(new.on_conflict_do_update(index_elements=["source", "location"], set_=seen), rows)


def note_asked(connection: Connection, run_id: str, fetched: Fetched, retry_from: date | None, now: str) -> None:
    """Note that a question was fetched, with what is known of it now.

    Without an answer, or with an attachment that could not be fetched, it is asked for again.
    """
    facts = {name: value for name, value in to_columns(fetched.ref.facts).items() if value is not None}
    settled: dict[str, Any] = {"attempts": 0, "next_try_at": None}
    if fetched.error is not None:
        note_failure(connection, run_id, fetched.ref, retry_from, now)
        settled = {}
    _note_checked(connection, run_id, fetched.ref, settled | {"vanished_at": None} | facts, now)
    if fetched.document is not None:
        _replace_files(connection, fetched)
    elif retry_from is not None:
        _plan_next_look(connection, fetched.ref, retry_from)


def _plan_next_look(connection: Connection, ref: DocumentRef, day: date) -> None:
    """Put a question without an answer off by a week; for good when it is too old."""
    seen = select(documents.c.first_seen_at).where(is_at(documents, ref)).scalar_subquery()
    begun = select(func.coalesce(questions.c.asked_on, questions.c.published_on, func.substr(seen, 1, 10)))
    asked = date.fromisoformat(connection.execute(begun.where(is_at(questions, ref))).scalar_one())
    if day - asked < timedelta(days=UNANSWERED_DAYS):
        next_try = (day + timedelta(days=UNANSWERED_WAIT)).isoformat()
        connection.execute(update(questions).where(is_at(questions, ref)).values(next_try_at=next_try))


def note_failure(connection: Connection, run_id: str, ref: DocumentRef, retry_from: date | None, now: str) -> None:
    """Note a failure. The next try is put off by 1, 2, 4, … days from `retry_from`; not at all where that is None."""
    row = connection.execute(select(questions).where(is_at(questions, ref))).mappings().one()
    before = row["attempts"] or 0
    attempts = before if before and row["asked_in"] == run_id else before + 1  # tries in one run count as one
    next_try = None if retry_from is None else plan_next_try(attempts, retry_from).isoformat()
    _note_checked(connection, run_id, ref, {"attempts": attempts, "next_try_at": next_try}, now)


def note_vanished(connection: Connection, run_id: str, ref: DocumentRef, now: str) -> None:
    """Note that the source has the document no more."""
    gone = {"attempts": 0, "next_try_at": None, "vanished_at": func.coalesce(questions.c.vanished_at, now)}
    _note_checked(connection, run_id, ref, gone, now)


def plan_next_try(attempts: int, day: date) -> date:
    """The day of the next try after this many runs that failed, the last one on `day`: 1, 2, 4, … days, at most 30."""
    return day + timedelta(days=min(2 ** min(attempts - 1, 10), LONGEST_WAIT))


def find_to_fetch(
    engine: Engine, listed: Iterable[DocumentRef], source: str, now: datetime, recheck: timedelta
) -> list[DocumentRef]:
    """What of a source is to be fetched now, the listed ones in their order, then what earlier runs left to do.

    That is: never asked for; listed otherwise than when it was asked for; failed, or without an answer, and its next
    try is due; listed, and last asked for longer ago than `recheck`, if it did not fail. Of the last, those whose
    stored bytes are damaged need not be listed.
    """
    unfailed = or_(questions.c.next_try_at.is_(None), questions.c.attempts == 0)
    older = and_(unfailed, questions.c.checked_at < to_moment(now - recheck))
    damaged = and_(older, documents.c.state == "failed", documents.c.sha256.is_not(None))
    waiting = _find_refs(engine, source, or_(_is_open(now.date()), damaged))
    long_ago = _find_refs(engine, source, older)
    chosen = {ref.location: ref for ref in listed if ref.location in waiting or ref.location in long_ago}
    return [*chosen.values(), *(ref for location, ref in waiting.items() if location not in chosen)]


def find_unread_subjects(engine: Engine, document_ids: Collection[str]) -> dict[str, QuestionFacts]:
    """What the source says of those of the questions no revision of which was ever read, by the id of their document.

    What was read once is read again, so that what became of its grants is told.
    """
    here = and_(documents.c.source == questions.c.source, documents.c.location == questions.c.location)
    unread = documents.c.state.in_(("fetched", "skipped"))
    never = ~exists().where(standing.c.source == documents.c.source, standing.c.location == documents.c.location)
    asked = documents.c.document_id.in_(document_ids)
    query = select(questions, documents.c.document_id).join(documents, here).where(asked, unread, never)
    with engine.connect() as connection:
        rows = connection.execute(query).mappings().all()
    return {row["document_id"]: facts for row in rows if (facts := to_facts(row)) is not None}


def find_known_files(engine: Engine, ref: DocumentRef) -> tuple[KnownFile, ...]:
    """The files of a document as last fetched, the answer first."""
    names = [field.name for field in fields(KnownFile)]
    query = select(*[files.c[name] for name in names]).where(is_at(files, ref)).order_by(files.c.position)
    with engine.connect() as connection:
        return tuple(KnownFile(**row) for row in connection.execute(query).mappings())


def find_facts(engine: Engine) -> dict[tuple[str, str], QuestionFacts]:
    """What sources tell of their questions, by source and location; those of which nothing is told are not there."""
    with engine.connect() as connection:
        rows = connection.execute(select(questions)).mappings()
        told = (((row["source"], row["location"]), to_facts(row)) for row in rows)
        return {place: facts for place, facts in told if facts is not None}


def to_columns(facts: QuestionFacts | None) -> dict[str, Any]:
    """The facts as the table's columns hold them: days as ISO text, lists as JSON, None where nothing is said."""
    columns: dict[str, Any] = {name: getattr(facts, name, None) for name in _FACTS}
    columns |= {name: columns[name].isoformat() for name in _DAYS if columns[name]}
    return columns | {name: json.dumps(columns[name], ensure_ascii=False) if columns[name] else None for name in _LISTS}


def to_facts(row: RowMapping) -> QuestionFacts | None:
    """The facts of a row of `questions`; None where nothing was said."""
    known = {name: row[name] for name in _FACTS if row[name] is not None}
    known |= {name: date.fromisoformat(known[name]) for name in _DAYS if name in known}
    known |= {name: tuple(json.loads(known[name])) for name in _LISTS if name in known}
    return QuestionFacts(**known) if known else None


def is_at(table: Any, place: Any) -> ColumnElement[bool]:
    """The row of a table at the source and location of `place`."""
    return and_(table.c.source == place.source, table.c.location == place.location)


def _is_open(today: date) -> ColumnElement[bool]:
    never = and_(questions.c.checked_at.is_(None), questions.c.asked_in.is_(None))
    due = questions.c.next_try_at <= today.isoformat()
    return or_(never, due, questions.c.fingerprint.is_distinct_from(questions.c.asked_fingerprint))


def _find_refs(engine: Engine, source: str, condition: ColumnElement[bool]) -> dict[str, DocumentRef]:
    here = and_(documents.c.source == questions.c.source, documents.c.location == questions.c.location)
    query = select(questions, documents.c.source_url).join(documents, here).where(questions.c.source == source)
    with engine.connect() as connection:
        rows = connection.execute(query.where(condition).order_by(questions.c.location)).mappings().all()
    return {row["location"]: _to_ref(row) for row in rows}


def _to_ref(row: RowMapping) -> DocumentRef:
    told = (row["fingerprint"], to_facts(row), bool(row["is_told_answered"]))
    return DocumentRef(row["source"], row["location"], row["source_url"], *told)


def _note_checked(connection: Connection, run_id: str, ref: DocumentRef, values: dict[str, Any], now: str) -> None:
    asked = {"checked_at": now, "asked_in": run_id, "asked_fingerprint": questions.c.fingerprint}
    connection.execute(update(questions).where(is_at(questions, ref)).values(**asked, **values))


def _replace_files(connection: Connection, fetched: Fetched) -> None:
    place = _to_place(fetched.ref)
    connection.execute(delete(files).where(is_at(files, fetched.ref)))
    names = [field.name for field in fields(KnownFile)]
    rows = [
        place | {"position": position} | {name: getattr(file, name) for name in names}
        for position, file in enumerate(fetched.files)
    ]
    if rows:
        connection.execute(files.insert(), rows)


def _to_place(ref: DocumentRef) -> dict[str, Any]:
    return {"source": ref.source, "location": ref.location}
