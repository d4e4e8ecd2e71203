"""An answer's result joined with what was read from the files attached to it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from parsers.report import to_finding
from parsers.sections import NO_ANSWER, NO_QUESTION
from schemas.finding_codes import FINDING_CODES
from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.questions import Outline
from schemas.results import (
    AttachmentFormat,
    AttachmentInfo,
    DocumentResult,
    Outcome,
    SourceDocument,
    TableReport,
)

_MIN_COPY = 2  # grants; one alone may well be granted twice


NOTHING_SAID = Outline((), NO_QUESTION, NO_ANSWER)


@dataclass(frozen=True, slots=True)
class AttachmentPart:
    """What one attached file gave, its places not yet marked with its name."""

    file: SourceDocument
    format: AttachmentFormat | None
    tables: tuple[TableReport, ...] = ()
    grants: tuple[GrantRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    outline: Outline = NOTHING_SAID


@contextmanager
def naming_file(name: str) -> Iterator[None]:
    """Notes on an error that nobody foresaw in which attached file it arose, or else the answer would be blamed."""
    done = False
    try:
        yield
        done = True
    finally:
        error = sys.exception()
        if not done and isinstance(error, Exception):
            error.add_note(name)


def with_own_names(files: Sequence[SourceDocument]) -> tuple[SourceDocument, ...]:
    """The files with names that differ: a second `lijst.xlsx` is `lijst.xlsx (2)`, so that grants keep ids apart."""
    seen: Counter[str] = Counter()
    named = []
    for file in files:
        seen[file.file_name] += 1
        count = seen[file.file_name]
        named.append(file if count == 1 else replace(file, file_name=f"{file.file_name} ({count})"))
    return tuple(named)


def join_attachments(result: DocumentResult, parts: Iterable[AttachmentPart]) -> DocumentResult:
    """The answer's result with tables, grants and findings of its attachments behind its own."""
    for part in parts:
        result = _join(result, part)
    return replace(result, document=replace(result.document, outcome=_outcome(result)))


def _join(result: DocumentResult, part: AttachmentPart) -> DocumentResult:
    name = part.file.file_name
    grants = tuple(_mark(grant, name) for grant in part.grants)
    findings = [replace(finding, attachment=name) for finding in part.findings]
    tables = tuple(replace(table, attachment=name) for table in part.tables)
    if repeated := _find_copy(grants, result.grants):
        message = f"lists the same {len(grants)} grants as {repeated}; they are published once"
        findings.append(replace(to_finding("attachment_repeats", f"«{name}» {message}"), attachment=name))
        grants = ()
    info = AttachmentInfo(name, part.file.sha256, part.format, len(tables), len(grants))
    return replace(
        result,
        document=replace(result.document, attachments=(*result.document.attachments, info)),
        tables=(*result.tables, *tables),
        grants=(*result.grants, *grants),
        findings=(*result.findings, *findings),
    )


def _mark(grant: GrantRecord, name: str) -> GrantRecord:
    return replace(grant, attachment=name, grant_id=f"{grant.document_id}/{name}:{grant.place}")


def _find_copy(grants: Sequence[GrantRecord], known: Sequence[GrantRecord]) -> str | None:
    """The file that lists the very same grants, in whatever order; None where there is none."""
    files: dict[str, list[GrantRecord]] = {}
    for grant in known:
        files.setdefault(grant.attachment or "the answer", []).append(grant)
    own = Counter(map(_key, grants))
    if len(grants) < _MIN_COPY:
        return None
    return next((name for name, listed in files.items() if Counter(map(_key, listed)) == own), None)


def _key(grant: GrantRecord) -> tuple[object, ...]:
    title = " ".join((grant.title or "").casefold().split())
    return " ".join(grant.organisation.casefold().split()), grant.amount_eur, grant.year, title


def _outcome(result: DocumentResult) -> Outcome:
    """Grants wherever they stand; an attachment that could not be read may hold what the answer does not."""
    if result.grants:
        return "grants"
    unread = any(f.attachment and FINDING_CODES[f.code].stage == "input" for f in result.findings)
    return "unreadable" if unread and result.document.outcome == "no_grants" else result.document.outcome
