"""Writes what changed since the release before into a draft: `changes.jsonl` for programs, `CHANGES.md` for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from flows.changes import count_all, find_changes
from flows.changes_page import DocumentLabel, Labels, to_changes_page
from flows.published_tables import read_tables, to_texts
from flows.redacted_changes import find_persons_told, redact_changes, redact_labels
from flows.releases import DamagedRelease, read_note
from flows.table_files import write_jsonl
from schemas.changes import ChangeRecord
from schemas.persons import Persons
from schemas.releases import FileNote

CHANGES_FILE = "changes.jsonl"
CHANGES_PAGE = "CHANGES.md"


def write_changes(
    draft: Path, files: Mapping[str, FileNote], latest: Path | None, persons: Persons | None = None
) -> None:
    """Compare the tables of a draft, with these files, with those of the latest release; without one, count them.

    With `persons`, who must not be told, the changes do not tell those of the release before either.
    """
    after = read_tables(draft, files)
    if latest is None:
        _write(draft, list(count_all("first_release", after)), None, {})
        return
    note = read_note(latest)
    try:
        before = read_tables(latest, note.files)
    except DamagedRelease:  # what was published is not known, so nothing can be said of what changed
        _write(draft, list(count_all("not_compared", after)), None, {})
        return
    changes = find_changes(before, after)
    labels = _to_labels(before.documents)
    if persons is not None:
        told = find_persons_told(before, after, persons)
        changes, labels = redact_changes(changes, told), redact_labels(labels, told)
    _write(draft, list(changes), note.content_sha256, labels | _to_labels(after.documents))


def _write(draft: Path, changes: Sequence[ChangeRecord], before: str | None, labels: Labels) -> None:
    write_jsonl(changes, draft / CHANGES_FILE)
    (draft / CHANGES_PAGE).write_text(to_changes_page(changes, before, labels), encoding="utf-8", newline="\n")


def _to_labels(documents: pa.Table) -> dict[str | None, DocumentLabel]:
    """Labels by document id, from the columns that there are."""
    names = ("document_id", "answered_on", "asked_on", "question_title", "file_name")
    columns = [_texts_of(documents, name) for name in names]
    return {
        document_id: DocumentLabel(answered or asked or "", title or file_name or "")
        for document_id, answered, asked, title, file_name in zip(*columns, strict=True)
    }


def _texts_of(table: pa.Table, name: str) -> list[str | None]:
    return to_texts(table[name]) if name in table.column_names else [None] * len(table)
