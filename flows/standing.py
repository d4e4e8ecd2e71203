"""The revision that stays published while a later one of the same document cannot be read.

A website may put an error page in the place of a PDF; what was read from the PDF is not lost by that.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from sqlalchemy import Connection, Engine, and_, exists, insert, or_, select, update

from flows.ledger_tables import documents, standing
from flows.revisions import to_revision
from schemas.findings import Finding
from schemas.results import DocumentResult

STANDS = "; the last revision that could be read stays published"
_READABLE = and_(documents.c.reader_version.is_not(None), documents.c.state.not_in(("unreadable", "skipped")))
_SAME_PLACE = and_(documents.c.source == standing.c.source, documents.c.location == standing.c.location)


@dataclass(frozen=True, slots=True)
class StandingRevision:
    """A revision that stays published; `later_sha256` and `cause` tell of the present one, which could not be read."""

    source: str
    location: str
    document_id: str
    file_name: str
    source_url: str | None
    sha256: str
    reader_version: str
    later_sha256: str
    cause: str | None


def keep_readable(connection: Connection, source: str, location: str) -> None:
    """Remember the present revision of a document, before another takes its place, if it could be read."""
    names = [column.name for column in standing.columns]
    here = and_(documents.c.source == source, documents.c.location == location, _READABLE)
    kept = insert(standing).prefix_with("OR REPLACE")
    connection.execute(kept.from_select(names, select(*[documents.c[name] for name in names]).where(here)))


def note_reader(connection: Connection, result: DocumentResult, reader_version: str) -> None:
    """Note which reader read a standing revision anew."""
    revision = (
        standing.c.document_id == result.document.document_id,
        standing.c.sha256 == to_revision(result.document),
    )
    connection.execute(update(standing).where(*revision).values(reader_version=reader_version))


def tell_standing(connection: Connection, document_id: str, sha256: str) -> None:
    """Add to the cause, wherever an earlier revision of what could not be read stays published, that it does."""
    here = and_(documents.c.document_id == document_id, documents.c.sha256 == sha256, ~_READABLE)
    told = update(documents).where(here, exists().where(_SAME_PLACE))
    connection.execute(told.values(cause=documents.c.cause + STANDS))


def find_standing(engine: Engine) -> list[StandingRevision]:
    """The revisions that stay published, in the order of their places."""
    later = [documents.c.sha256.label("later_sha256"), documents.c.cause]
    query = select(standing, *later).join(documents, _SAME_PLACE)
    unread = or_(documents.c.state == "unreadable", documents.c.reader_version.is_(None))
    names = {field.name for field in fields(StandingRevision)}
    with engine.connect() as connection:
        rows = connection.execute(query.where(unread).order_by(standing.c.source, standing.c.location)).mappings()
        return [StandingRevision(**{name: row[name] for name in names}) for row in rows]


def to_standing_result(revision: StandingRevision, result: DocumentResult) -> DocumentResult:
    """What was read from the revision, with a finding that a later one exists."""
    cause = (revision.cause or "it was not read yet").removesuffix(STANDS)
    message = f"this is not the newest revision: the newest ({revision.later_sha256[:12]}) could not be read: {cause}"
    finding = Finding("revision_unread", "warning", None, None, None, message)
    info = replace(result.document, file_name=revision.file_name, source_url=revision.source_url)
    return replace(result, document=info, findings=(*result.findings, finding))
