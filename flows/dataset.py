"""Results to the published tables: rows that pass every check stay, a row that fails becomes a finding saying why."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from operator import attrgetter

from flows.corrected_grants import apply_corrections
from flows.organisations.kbo import with_kbo
from flows.organisations.records import find_recipients
from flows.persons import find_persons
from flows.redaction import redact_tables
from flows.redactor import Redactor
from flows.repeated_answers import without_repeated
from flows.revisions import to_revision
from flows.row_checks import Fault, check_rows, split_rows
from flows.siblings import link_siblings
from schemas.corrections import Correction
from schemas.dataset import Dataset, DocumentRecord, FindingRecord, ReadTables, Tables
from schemas.finding_codes import FINDING_CODES
from schemas.grants import GrantRecord
from schemas.published import (
    documents_schema,
    findings_schema,
    grants_schema,
    organisation_candidates_schema,
    organisations_schema,
    published_grants_schema,
)
from schemas.releases import PublishChoices
from schemas.results import DocumentResult


def build_dataset(
    results: Iterable[DocumentResult], corrections: Sequence[Correction] = (), choices: PublishChoices | None = None
) -> Dataset:
    """Give the tables to publish, in their order; the order and the number of copies of the results do not matter.

    The choices tell whether recipients that look like natural persons are there without their names, and where
    organisations are looked up. Raises MalformedKbo where those files are not what they should be.
    """
    choices = choices or PublishChoices()
    read = apply_corrections(join_results(results), corrections)
    grants, bad_grants = split_rows(read.grants, grants_schema())
    documents, bad_documents = split_rows(_count(read.documents, grants, read.findings), documents_schema())
    published = {document.document_id for document in documents}
    grants, orphans = _split_orphans(grants, published)
    findings, bad_findings = split_rows(read.findings, findings_schema())
    findings += [_report_document(*withheld) for withheld in bad_documents]
    findings += [_report_grant(*withheld) for withheld in bad_grants + orphans]
    findings += [_report_finding(*withheld) for withheld in bad_findings]
    findings = [_to_published(finding, published) for finding in findings]
    documents = link_siblings(documents)
    recipients = find_recipients(grants)
    tables = Tables(
        tuple(_count(documents, grants, findings)),
        recipients.grants,
        tuple(findings),
        with_kbo(recipients.organisations, choices.kbo_folder) if choices.kbo_folder else recipients.organisations,
        recipients.candidates,
    )
    persons = None
    if choices.redact_persons:
        flagged = {grant.grant_id for grant in tables.grants if grant.recipient_is_person == "yes"}
        persons = find_persons(read.grants, flagged, corrections)
        tables = redact_tables(tables, Redactor(persons))
    tables = _sort(tables)
    check_tables(tables)
    return Dataset(tables, len(bad_documents), len(bad_grants) + len(orphans), persons)


def join_results(results: Iterable[DocumentResult]) -> ReadTables:
    """What was read, each document and each answer once."""
    return _join(without_repeated(_without_copies(to_tables(result) for result in results)))


def _split_orphans(
    grants: list[GrantRecord], published: set[str]
) -> tuple[list[GrantRecord], list[tuple[GrantRecord, list[Fault]]]]:
    """Part the grants of documents that are published from the others, which come with their faults."""
    _, orphans = split_rows([row for row in grants if row.document_id not in published], grants_schema(published))
    return [row for row in grants if row.document_id in published], orphans


def check_tables(tables: Tables) -> None:
    """Hold the whole dataset against its schemas. Raises pandera's SchemaErrors: what is published has no exception."""
    document_ids = {document.document_id for document in tables.documents}
    check_rows(tables.documents, documents_schema(document_ids))
    organisation_ids = {organisation.organisation_id for organisation in tables.organisations}
    check_rows(tables.grants, published_grants_schema(document_ids, organisation_ids))
    check_rows(tables.findings, findings_schema(document_ids))
    check_rows(tables.organisations, organisations_schema())
    check_rows(tables.organisation_candidates, organisation_candidates_schema(organisation_ids))


def to_tables(result: DocumentResult) -> ReadTables:
    """Give the rows of one document, its counts as read."""
    question, answer = result.question, result.answer
    info = asdict(result.document)
    attachments = tuple(attachment["file_name"] for attachment in info.pop("attachments"))
    document = DocumentRecord(
        **info,
        revision_sha256=to_revision(result.document),
        question_number=question.number,
        parliamentary_year=question.parliamentary_year,
        asked_on=question.asked_on,
        answered_on=question.answered_on,
        asked_by=question.asked_by,
        minister=question.minister,
        question_title=question.title,
        answer_kind=answer.kind,
        refers_to=answer.refers_to,
        refers_to_document=None,
        siblings=(),
        grants=len(result.grants),
        total_eur=Decimal(0),
        findings=len(result.findings),
        tables=len(result.tables),
        attachments=attachments,
    )
    findings = tuple(FindingRecord(document.document_id, **asdict(finding)) for finding in result.findings)
    return ReadTables((document,), tuple(map(_with_float_box, result.grants)), findings)


def _with_float_box(grant: GrantRecord) -> GrantRecord:
    """A side of 70 points and one of 70.0 are equal and would be written differently."""
    if grant.bbox is None:
        return grant
    x0, top, x1, bottom = grant.bbox
    return replace(grant, bbox=(float(x0), float(top), float(x1), float(bottom)))


def _without_copies(documents: Iterable[ReadTables]) -> list[ReadTables]:
    """The same bytes under two names are one document: the name that comes first in the alphabet stays."""
    kept: dict[tuple[str, str], ReadTables] = {}
    for tables in sorted(documents, key=lambda tables: tables.documents[0].file_name):
        (document,) = tables.documents
        kept.setdefault((document.document_id, document.sha256), tables)
    return list(kept.values())


def _join(documents: Iterable[ReadTables]) -> ReadTables:
    parts = list(documents)
    return ReadTables(
        tuple(document for part in parts for document in part.documents),
        tuple(grant for part in parts for grant in part.grants),
        tuple(finding for part in parts for finding in part.findings),
    )


def _count(
    documents: Iterable[DocumentRecord], grants: Iterable[GrantRecord], findings: Iterable[FindingRecord]
) -> list[DocumentRecord]:
    """Give each document the counts and the sum of the rows published with it."""
    amounts = defaultdict(list)
    for grant in grants:
        amounts[grant.document_id].append(grant.amount_eur)
    found = Counter(finding.document_id for finding in findings if finding.document_id is not None)
    return [_with_counts(row, amounts[row.document_id], found[row.document_id]) for row in documents]


def _with_counts(document: DocumentRecord, amounts: list[Decimal], findings: int) -> DocumentRecord:
    # Grants were read and not one may be published: `no_grants` would be untrue.
    all_withheld = document.outcome == "grants" and document.grants > 0 and not amounts
    outcome = "unreadable" if all_withheld else document.outcome
    total = sum(amounts, Decimal(0))
    return replace(document, outcome=outcome, grants=len(amounts), total_eur=total, findings=findings)


def _sort(tables: Tables) -> Tables:
    """Order the rows as one reads: by document, page, then down the page."""
    return replace(
        tables,
        documents=tuple(sorted(tables.documents, key=attrgetter("document_id"))),
        grants=tuple(sorted(tables.grants, key=_grant_order)),
        findings=tuple(sorted(tables.findings, key=_finding_order)),
    )


def _grant_order(grant: GrantRecord) -> tuple[object, ...]:
    """In a sheet down the rows: `A9` before `A10`."""
    x0, top, _, _ = grant.bbox or (0.0, 0.0, 0.0, 0.0)
    in_sheet = "" if grant.page else grant.place.rpartition("!")[0]
    row = re.search(r"(\d+)(?:\.\d+)?$", "" if grant.page else grant.place)
    place = (in_sheet, int(row[1]) if row else 0, grant.grant_id)
    return grant.document_id, grant.attachment or "", grant.page or 0, top, x0, *place


def _finding_order(finding: FindingRecord) -> tuple[object, ...]:
    place = (finding.attachment or "", finding.page or 0, finding.place or "")
    return finding.document_id or "", *place, finding.code, finding.printed or "", finding.message


def _report_document(document: DocumentRecord, faults: list[Fault]) -> FindingRecord:
    return _report(document.document_id, "the document is withheld with its grants", faults)


def _report_grant(grant: GrantRecord, faults: list[Fault]) -> FindingRecord:
    finding = _report(grant.document_id, f"the grant to {grant.organisation!r} is withheld", faults)
    failed = {fault.column for fault in faults}
    return replace(
        finding,
        page=None if "page" in failed else grant.page,
        place=None if "place" in failed else grant.place,
        printed=None if "amount_printed" in failed else grant.amount_printed,
        attachment=None if "attachment" in failed else grant.attachment,
    )


def _report_finding(bad: FindingRecord, faults: list[Fault]) -> FindingRecord:
    finding = _report(bad.document_id, f"the finding {bad.code!r} with the message {bad.message!r} is withheld", faults)
    failed = {fault.column for fault in faults}
    return replace(
        finding,
        page=None if "page" in failed else bad.page,
        place=None if "place" in failed else bad.place,
        printed=None if "printed" in failed else bad.printed,
        attachment=None if "attachment" in failed else bad.attachment,
    )


def _to_published(finding: FindingRecord, documents: set[str]) -> FindingRecord:
    """Every `document_id` leads to a document that is published; the message names one that is withheld."""
    if finding.document_id is None or finding.document_id in documents:
        return finding
    return replace(finding, document_id=None, message=f"{finding.document_id}: {finding.message}")


def _report(document_id: str | None, what: str, faults: list[Fault]) -> FindingRecord:
    code = FINDING_CODES["invalid_record"]
    reasons = "; ".join(fault.reason for fault in faults)
    return FindingRecord(document_id, code.code, code.severity, None, None, None, f"{what}: {reasons}", None)
