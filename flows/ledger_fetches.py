"""What fetching leaves in the ledger: the document's content, and a row for each file asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, and_, select, update

from flows.corpus import StoredDocument
from flows.ledger_questions import is_at
from flows.ledger_tables import documents, fetches, to_moment
from flows.revisions import to_revision
from flows.sources import DocumentRef, Fetched, FileFetch
from flows.standing import keep_readable

_READ = ("read", "published", "no_grants", "refers_elsewhere")


def add_fetches(connection: Connection, run_id: str, fetched: Fetched, revision: str | None) -> None:
    """Note each file asked for; `revision` where they brought a new one.

    A local file that is as it was, is not noted: nobody was asked.
    """
    place = {"run_id": run_id, "source": fetched.ref.source, "location": fetched.ref.location, "revision": revision}
    place |= {"document_id": fetched.document.document_id if fetched.document else None}
    rows = [place | _to_row(request) for request in fetched.requests]
    if rows:
        connection.execute(fetches.insert(), rows)


def note_content(connection: Connection, run_id: str, fetched: Fetched, document: StoredDocument) -> bool:
    """Note the content that a document has, and what it lacks; gives whether it is a new revision."""
    ref, error = fetched.ref, fetched.error
    values: dict[str, Any] = {"document_id": document.document_id, "file_name": document.file_name}
    values |= {"source_url": document.source_url, "fetched_in": run_id}
    values |= {"fetch_cause": str(error) if error else None, "missing_files": "\n".join(fetched.missing) or None}
    known = connection.execute(select(documents.c.sha256, documents.c.state).where(is_at(documents, ref))).one()
    revision = to_revision(document)
    changed = bool(known.sha256 != revision)
    if changed:
        keep_readable(connection, ref.source, ref.location)
        values |= {
            "sha256": revision,
            "changed_at": to_moment(datetime.now(UTC)),
            "reader_version": None,
            "grants": None,
        }
    if changed or known.state in ("failed", "fetched"):
        values |= {"state": "fetched", "cause": None} | _find_reading(connection, document)
    connection.execute(update(documents).where(is_at(documents, ref)).values(**values))
    return changed


def _find_reading(connection: Connection, document: StoredDocument) -> dict[str, Any]:
    """What became of the same content at another place; nothing where it was not read, or in vain."""
    columns = (documents.c.state, documents.c.reader_version, documents.c.grants)
    same = (documents.c.document_id == document.document_id, documents.c.sha256 == to_revision(document))
    query = select(*columns).where(*same, documents.c.state.in_(_READ), documents.c.reader_version.is_not(None))
    row = connection.execute(query.limit(1)).mappings().one_or_none()
    return dict(row) if row is not None else {}


def note_no_content(connection: Connection, ref: DocumentRef) -> None:
    """Note that a document has no content yet; what was fetched of it earlier stands."""
    here = is_at(documents, ref)
    connection.execute(update(documents).where(here).values(fetch_cause=None))
    never = and_(here, documents.c.sha256.is_(None))
    connection.execute(update(documents).where(never).values(state="discovered", cause=None))


def _to_row(request: FileFetch) -> dict[str, Any]:
    row = {"url": request.url, "status": request.status, "sha256": request.sha256, "bytes": request.size}
    return row | {"cause": request.cause, "fetched_at": to_moment(request.fetched_at)}
