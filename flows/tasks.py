"""The steps as Prefect tasks, where Prefect earns something: retries, timings, a page per run.

One task reads a whole batch: a task for each document would cost more than reading it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flows import prefect_environment  # noqa: F401  sets the environment, so it comes before prefect

# isort: split
from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows import steps
from flows.corpus import StoredDocument
from flows.ledger_reports import count_revisions, find_unfetched
from flows.sources import DocumentRef, Source
from flows.steps import Run
from flows.summary import RunSummary, VerdictCounts, to_markdown


@task(retries=2, retry_delay_seconds=[30, 120], retry_jitter_factor=0.5, cache_policy=NO_CACHE)
def discover(run: Run, source: Source, since: date | None) -> list[DocumentRef]:
    """What the source offers, noted in the ledger. A failure here fails the run: it would look like an empty source."""
    refs = list(source.discover(since).refs)
    run.ledger.note_discovered(refs)
    return refs


@task(retries=3, retry_delay_seconds=[5, 30, 120], retry_jitter_factor=0.5, cache_policy=NO_CACHE)
def fetch(run: Run, source: Source, refs: Sequence[DocumentRef]) -> None:
    """Fetch documents; tried again, for those still missing, while failures are temporary."""
    steps.fetch_documents(run, source, refs)


@task(cache_policy=NO_CACHE)
def read(run: Run, documents: Sequence[StoredDocument]) -> int:
    """Read one batch; gives how many of its documents could be read."""
    return steps.read_batch(run, documents)


@task(cache_policy=NO_CACHE)
def publish(run: Run, source: str, offered: int | None, read_now: int) -> RunSummary:
    """Publish the dataset of all documents known, and sum the run up."""
    verdicts = VerdictCounts()
    published = steps.publish_results(run, source, verdicts.watch(steps.find_results(run)))
    unread = (*find_unfetched(run.ledger, run.run_id), *run.unread)
    revisions = count_revisions(run.ledger, run.run_id)
    latest = run.settings.outputs / "latest"
    summary = RunSummary(source, offered, revisions, read_now, unread, verdicts, published, latest)
    show(run.flow, summary)
    return summary


def show(flow: str, summary: RunSummary) -> None:
    """The summary on Prefect's page of the run; what could not be read is a table of its own."""
    create_markdown_artifact(to_markdown(summary), key=f"{flow}-summary")
    if summary.unread:
        rows = [{"document": name, "cause": cause} for name, cause in summary.unread]
        create_table_artifact(rows, key=f"{flow}-not-read")
