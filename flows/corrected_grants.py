"""Applies corrections to what was read. What a correction was made against must still be read, or it is not applied."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flows.corrected_values import find_printed, parse_value, squeeze, to_value_text
from schemas.corrections import WHOLE_GRANT, Correction, CorrectionVerdict, JudgedCorrection
from schemas.dataset import DocumentRecord, FindingRecord, ReadTables
from schemas.fields import DOCUMENT_ID
from schemas.finding_codes import FINDING_CODES
from schemas.grants import GrantRecord

_CODES: dict[CorrectionVerdict, str] = {
    "applies": "grant_corrected",
    "already so": "correction_settled",
    "stale": "correction_stale",
    "unknown grant": "correction_stale",
}


@dataclass(frozen=True, slots=True)
class _Judged:
    """A correction with its verdict and, where there is one, the grant as it was read."""

    correction: Correction
    verdict: JudgedCorrection
    grant: GrantRecord | None


def apply_corrections(tables: ReadTables, corrections: Sequence[Correction]) -> ReadTables:
    """The tables with the corrections that hold, and a finding for every one, applied or not."""
    judged = _judge_all(tables, corrections)
    applied = defaultdict(list)
    for one in judged:
        if one.verdict.verdict == "applies":
            applied[one.correction.grant_id].append(one.correction)
    withdrawn = {own[0].grant_id for own in applied.values() if own[0].field == WHOLE_GRANT}
    kept = (grant for grant in tables.grants if grant.grant_id not in withdrawn)
    grants = tuple(_correct(grant, applied[grant.grant_id]) if grant.grant_id in applied else grant for grant in kept)
    gone = Counter(grant.document_id for grant in tables.grants if grant.grant_id in withdrawn)
    documents = tuple(_without(document, gone[document.document_id]) for document in tables.documents)
    return ReadTables(documents, grants, (*tables.findings, *map(_to_finding, judged)))


def judge_corrections(tables: ReadTables, corrections: Sequence[Correction]) -> list[JudgedCorrection]:
    """What becomes of each correction, in their order."""
    return [one.verdict for one in _judge_all(tables, corrections)]


def _judge_all(tables: ReadTables, corrections: Sequence[Correction]) -> list[_Judged]:
    named = {correction.grant_id for correction in corrections}
    grants = {grant.grant_id: grant for grant in tables.grants if grant.grant_id in named}
    targets = {document.document_id: document.refers_to_document for document in tables.documents} if named else {}
    return [_judge(correction, grants.get(correction.grant_id), targets) for correction in corrections]


def _judge(correction: Correction, grant: GrantRecord | None, targets: dict[str, str | None]) -> _Judged:
    told, name = _tell(correction), correction.field
    if grant is None:
        return _decide(correction, "unknown grant", f"not applied, {_tell_missing(correction, targets)}: {told}", None)
    if name != WHOLE_GRANT and to_value_text(grant, name) == correction.corrected:
        return _decide(correction, "already so", f"changes nothing, the document now reads so: {told}", grant)
    compared = _to_compared(name)
    if squeeze(correction.printed) not in find_printed(grant, compared):
        now = f"{compared} now reads {to_value_text(grant, compared)!r}"
        return _decide(correction, "stale", f"not applied, {now}: {told}", grant)
    return _decide(correction, "applies", told, grant)


def _to_compared(name: str) -> str:
    """A grant is withdrawn against its amount."""
    return "amount_eur" if name == WHOLE_GRANT else name


def _tell(correction: Correction) -> str:
    by = f"{correction.who}, {correction.date.isoformat()}: {correction.reason}"
    if correction.field == WHOLE_GRANT:
        return f"{correction.grant_id}, read as {correction.printed!r}, is no grant ({by})"
    change = f"{correction.printed!r} is corrected to {correction.corrected!r}"
    return f"{correction.field} of {correction.grant_id}: {change} ({by})"


def _tell_missing(correction: Correction, targets: dict[str, str | None]) -> str:
    target = targets.get(find_document_id(correction) or "")
    if target is not None:
        return f"its document refers to {target} and has no grants of its own"
    return "no grant has this id"


def find_document_id(correction: Correction) -> str | None:
    """`document_id:place`, or with an attachment `document_id/file:place`."""
    match = re.match(rf"({DOCUMENT_ID})[:/]", correction.grant_id)
    return match[1] if match else None


def _decide(correction: Correction, verdict: CorrectionVerdict, message: str, grant: GrantRecord | None) -> _Judged:
    return _Judged(
        correction,
        JudgedCorrection(correction.line, correction.grant_id, correction.field, verdict, message),
        grant,
    )


def _to_finding(judged: _Judged) -> FindingRecord:
    code, grant = FINDING_CODES[_CODES[judged.verdict.verdict]], judged.grant
    if grant is None:
        document_id = find_document_id(judged.correction)
        return FindingRecord(document_id, code.code, code.severity, None, None, None, judged.verdict.message, None)
    place = (grant.page, grant.place, grant.amount_printed)
    return FindingRecord(grant.document_id, code.code, code.severity, *place, judged.verdict.message, grant.attachment)


def _correct(grant: GrantRecord, corrections: Iterable[Correction]) -> GrantRecord:
    """The grant with these corrections; `corrected_fields` keeps what was read."""
    changes = {correction.field: parse_value(correction.field, correction.corrected) for correction in corrections}
    if "year" in changes:
        changes["year_from"] = None  # where a year that a person gives is printed, nobody read
    before = {name: to_value_text(grant, name) for name, value in changes.items() if value != getattr(grant, name)}
    return replace(grant, **changes, corrected_fields=before)  # type: ignore[arg-type]


def _without(document: DocumentRecord, withdrawn: int) -> DocumentRecord:
    """The document without that many grants; one whose every grant is withdrawn has none."""
    if not withdrawn:
        return document
    left = document.grants - withdrawn
    return replace(document, grants=left, outcome="grants" if left else "no_grants")
