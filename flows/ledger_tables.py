"""The ledger's tables. Times are UTC, written as ISO 8601 text."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("source", String, primary_key=True, comment="name of the source, such as folder:/data/answers"),
    Column("location", String, primary_key=True, comment="the document's place within its source"),
    Column("source_url", String),
    Column("document_id", String, index=True, comment="of the current revision; null until fetched"),
    Column("file_name", String),
    Column("sha256", String, comment="of the current revision, its attachments included; null until fetched"),
    Column("state", String, nullable=False, index=True),
    Column("cause", Text, comment="why it is unreadable or failed, with what to do"),
    Column("fetch_cause", Text, comment="why the last fetch failed, also where an earlier revision stands"),
    Column("missing_files", Text, comment="addresses of attachments that the current revision lacks, one a line"),
    Column("reader_version", String, comment="the reader that read, or skipped, the current revision"),
    Column("grants", Integer, comment="grants read from the current revision"),
    Column("first_seen_at", String, nullable=False),
    Column("last_seen_at", String, nullable=False),
    Column("changed_at", String, comment="when the current revision was first fetched"),
    Column("fetched_in", String, comment="the run that last fetched it"),
    Column("moved_to", String, comment="the same content's new location in the same source"),
)

fetches = Table(
    "fetches",
    metadata,
    Column("fetch_id", Integer, primary_key=True),
    Column("run_id", String, nullable=False),
    Column("source", String, nullable=False),
    Column("location", String, nullable=False),
    Column("document_id", String),
    Column("url", Text, comment="what was asked for; null where the document could not be asked for at all"),
    Column("status", Integer, comment="the last HTTP status; null where none came, or none was needed"),
    Column("sha256", String, comment="of what was received; null where nothing was, or nothing had changed (304)"),
    Column("bytes", Integer),
    Column("revision", String, comment="the document's new revision, where this fetch brought one"),
    Column("cause", Text),
    Column("fetched_at", String, nullable=False),
    Index("fetches_of_place", "source", "location"),
    Index("fetches_of_run", "run_id"),
)

questions = Table(
    "questions",
    metadata,
    Column("source", String, primary_key=True),
    Column("location", String, primary_key=True),
    Column("number", Integer),
    Column("parliamentary_year", String),
    Column("title", Text),
    Column("asked_by", Text, comment="names, a JSON list"),
    Column("minister", Text),
    Column("asked_on", String),
    Column("answered_on", String, index=True),
    Column("published_on", String),
    Column("themes", Text, comment="a JSON list"),
    Column("is_told_answered", Boolean, comment="whether the source's list last told of an answer"),
    Column("fingerprint", String, comment="over what the source's list last said of it"),
    Column("asked_fingerprint", String, comment="what that was when it was last asked for"),
    Column("asked_in", String, comment="the run that last asked for it"),
    Column("checked_at", String, comment="when it was last asked for, whatever came of it"),
    Column("attempts", Integer, comment="runs in a row that could not fetch it"),
    Column("next_try_at", String, comment="the day of the next try; null where it is not put off"),
    Column("vanished_at", String, comment="when the source first said that it has it no more"),
)

files = Table(
    "files",
    metadata,
    Column("source", String, primary_key=True),
    Column("location", String, primary_key=True),
    Column("position", Integer, primary_key=True, comment="0 is the answer, the others are attached to it"),
    Column("url", Text, nullable=False),
    Column("file_name", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("etag", String),
    Column("last_modified", String),
)

standing = Table(
    "standing",
    metadata,
    Column("source", String, primary_key=True),
    Column("location", String, primary_key=True),
    Column("source_url", String),
    Column("document_id", String, nullable=False, comment="of the last revision that could be read before the present"),
    Column("file_name", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("reader_version", String, nullable=False, comment="the reader that read it"),
)

runs = Table(
    "runs",
    metadata,
    Column("run_id", String, primary_key=True),
    Column("flow", String, nullable=False),
    Column("reader_version", String, nullable=False),
    Column("started_at", String, nullable=False),
    Column("ended_at", String),
    Column("outcome", String, nullable=False, comment="running, published, unchanged or failed"),
    Column("message", Text),
    Column("source", String, comment="the source that was asked; null until it told all that it offers"),
    Column("since", String, comment="the first day that was looked at; null for all days"),
    Column("until", String, comment="the last day that was looked at"),
    Column("offered", Integer),
    Column("missed", Integer, comment="what the source said to have and did not show"),
)


def to_moment(moment: datetime) -> str:
    """A time as the ledger writes it, in UTC, so that text sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
