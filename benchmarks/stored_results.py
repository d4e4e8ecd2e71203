"""A corpus as `parlgrants ingest` leaves it behind, without its PDFs: results and the ledger that knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from benchmarks.made_documents import READER
from schemas.results import DocumentResult


def store_results(results: Iterable[DocumentResult], corpus: Path) -> int:
    """Store results, in place of those of the same documents; gives how many they are."""
    from flows.corpus import Corpus

    count = 0
    for count, result in enumerate(results, 1):  # noqa: B007  counts
        Corpus(corpus).store_result(result, READER)
    return count


def note_documents(results: Iterable[DocumentResult], corpus: Path) -> None:
    """Note in a new ledger that these documents were read."""
    from flows.ledger_opening import open_ledger
    from flows.ledger_tables import documents

    engine = open_ledger(corpus / "ledger.sqlite")
    with engine.begin() as connection:
        connection.execute(documents.insert(), [_to_row(result) for result in results])
    engine.dispose()


def read_otherwise(result: DocumentResult) -> DocumentResult:
    """As a better reader would read it."""
    grants = tuple(replace(grant, organisation=f"De {grant.organisation}") for grant in result.grants)
    return replace(result, grants=grants)


def _to_row(result: DocumentResult) -> dict[str, str | None]:
    info = result.document
    row = {"source": "made-up", "location": info.file_name, "document_id": info.document_id, "state": "read"}
    row |= {"file_name": info.file_name, "sha256": info.sha256, "reader_version": READER}
    return {**row, "source_url": info.source_url, "first_seen_at": "2026", "last_seen_at": "2026"}
