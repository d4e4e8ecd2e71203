"""Nights of ingesting a made-up remote source, without Prefect and without publishing, which takes its time."""

from __future__ import annotations

from datetime import timedelta

from made_sources import Parliament

from flows import fetching, publishing, steps
from flows.ledger_reports import count_states
from flows.run_reports import to_fetch_summary
from flows.settings import Settings
from flows.sources import TemporaryFailure
from flows.summary import FetchSummary


def run_night(settings: Settings, source: Parliament, days: float = 0, *, read_all: bool = False) -> FetchSummary:
    """One night, `days` from now: discovered, fetched and read; tried again once where it may help."""
    source.asked.clear()
    with steps.open_run("ingest", settings) as run:
        run.started_at += timedelta(days=days)
        progress = fetching.discover_documents(run, source, None)
        chosen = fetching.choose_refs(run, progress)
        for _ in range(2):
            try:
                fetching.fetch_documents(run, progress, source, chosen)
            except TemporaryFailure:
                continue
            break
        steps.read_batch(run, steps.find_due(run, read_all=read_all), read_all=read_all)
        run.ledger.note_published()
        return to_fetch_summary(run, progress)


def find_grants(settings: Settings) -> dict[str, int]:
    """What is to be published: the documents' file names and how many grants each has."""
    with steps.open_run("reprocess", settings) as run:
        return {result.document.file_name: len(result.grants) for result in publishing.find_results(run)}


def find_states(settings: Settings) -> dict[str, int]:
    with steps.open_run("reprocess", settings) as run:
        return count_states(run.ledger)
