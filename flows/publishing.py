"""The last step of the flows as plain functions: what was read from all documents known, and publishing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flows.corrections import require_corrections
from flows.ledger_questions import find_facts
from flows.publish import publish
from flows.question_facts import complete_question
from flows.reader_version import reader_version
from flows.settings import Settings
from flows.sources.file_names import to_text
from flows.sources.registry import to_published_name
from flows.standing import find_standing, to_standing_result
from flows.steps import Known, Run, to_stored
from schemas.finding_codes import FINDING_CODES
from schemas.findings import Finding
from schemas.questions import QuestionFacts
from schemas.releases import PublishChoices, Published, RunInfo
from schemas.results import DocumentResult


def find_results(run: Run) -> Iterator[DocumentResult]:
    """What was read from every document the ledger knows, of all sources.

    Of each its current revision; where that could not be read, the last one that could, with a finding that says so.
    What the source tells of the question fills what the document does not print; an attachment that could not be
    fetched is a finding.
    """
    known, replaced = run.ledger.find_places(), set()
    told = find_facts(run.ledger.engine)
    current = {(place.document_id, place.sha256) for place in known}
    for revision in find_standing(run.ledger.engine):
        result = _find_reading(run, revision, revision.reader_version)
        if result is not None and result.document.outcome != "unreadable":
            replaced.add((revision.source, revision.location))
            if (revision.document_id, revision.sha256) not in current:  # else a copy of it holds its place
                facts = told.get((revision.source, revision.location), QuestionFacts())
                yield complete_question(to_standing_result(revision, result), facts)
    places = [place for place in known if (place.source, place.location) not in replaced]
    for place in {place.document_id: place for place in places}.values():
        if place.reader_version is not None and place.state != "skipped":
            result = _find_reading(run, place, place.reader_version)
            if result is not None:
                info = replace(result.document, file_name=place.file_name, source_url=place.source_url)
                facts = told.get((place.source, place.location), QuestionFacts())
                whole = complete_question(replace(result, document=info), facts)
                yield replace(whole, findings=(*whole.findings, *check_missing_files(place.missing_files)))


def check_missing_files(missing: str | None) -> Iterator[Finding]:
    """Give a finding for each attachment that could not be fetched, given their addresses, one a line."""
    code = FINDING_CODES["attachment_not_fetched"]
    for address in (missing or "").splitlines():
        message = f"{address}: attached to the answer, and not fetched: what it holds is missing here"
        yield Finding(code.code, code.severity, None, None, None, message)


def _find_reading(run: Run, known: Known, reader: str) -> DocumentResult | None:
    result = run.corpus.find_reading(to_stored(run.corpus, known), reader)
    if result is None:
        run.missing.append(known)
    return result


def to_choices(settings: Settings) -> PublishChoices:
    """How to publish, as the operator set it: the setting counts the latest release among those kept."""
    return PublishChoices(
        settings.largest_fall,
        settings.largest_invalid,
        settings.keep_releases - 1,
        settings.redact_persons,
        settings.kbo_folder,
    )


def publish_results(run: Run, source: str, results: Iterable[DocumentResult], outputs: Path | None = None) -> Published:
    """Publish the dataset and note it; in other `outputs` than the settings' the ledger's documents stay as they are.

    The corrections of persons are applied. Raises ImplausibleDataset and MalformedCorrections, and then the dataset
    before stands.
    """
    corrections = require_corrections(run.settings)
    info = RunInfo(to_published_name(source), reader_version(), run.started_at, datetime.now(UTC))
    published = publish(results, outputs or run.settings.outputs, info, to_choices(run.settings), corrections)
    if outputs is None:
        run.ledger.note_published()
    run.outcome = "published" if published.changed else "unchanged"
    run.message = to_text(published.folder)
    return published
