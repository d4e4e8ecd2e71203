"""The steps as Prefect tasks, where Prefect earns something: retries, time-outs, timings, a page per run.

One task reads a whole batch: a task for each document would cost more than reading it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flows import prefect_environment  # noqa: F401  sets the environment, so it comes before prefect

# isort: split
from prefect import Task, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun

from flows import fetching, publishing, run_reports, steps
from flows.corpus import StoredDocument
from flows.ledger_reports import count_states
from flows.sources import DocumentRef, Source, TemporaryFailure
from flows.steps import Fetching, Run
from flows.summary import RunSummary, VerdictCounts, to_markdown

DISCOVER_SECONDS = 2 * 3600
"""A list of ten years takes some minutes; a source that takes hours is broken."""

FETCH_SECONDS = 4 * 3600
"""A batch takes minutes; each of its requests has limits of its own, and what was fetched until then is noted."""


def is_temporary(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Whether trying again soon may help: a refusal, a wrong address or a pause of hours stays what it is."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, TemporaryFailure) and not fetching.is_put_off(error)


@task(
    retries=2,
    retry_delay_seconds=[30, 120],
    retry_jitter_factor=0.5,
    retry_condition_fn=is_temporary,
    timeout_seconds=DISCOVER_SECONDS,
    cache_policy=NO_CACHE,
)
def discover(run: Run, source: Source, since: date | None) -> Fetching:
    """What the source offers, noted in the ledger. A failure here fails the run: it would look like an empty source."""
    return fetching.discover_documents(run, source, since)


@task(
    retries=3,
    retry_delay_seconds=[5, 30, 120],
    retry_jitter_factor=0.5,
    retry_condition_fn=is_temporary,
    timeout_seconds=FETCH_SECONDS,
    cache_policy=NO_CACHE,
)
def fetch(run: Run, progress: Fetching, source: Source, refs: Sequence[DocumentRef]) -> None:
    """Fetch documents; tried again, for those still missing, while failures are temporary."""
    fetching.fetch_documents(run, progress, source, refs)


@task(cache_policy=NO_CACHE)
def read(run: Run, documents: Sequence[StoredDocument], *, read_all: bool) -> int:
    """Read one batch; gives how many of its documents could be read. Each document has a time limit of its own."""
    return steps.read_batch(run, documents, read_all=read_all)


@task(cache_policy=NO_CACHE)
def publish(run: Run, source: str, read_now: int) -> RunSummary:
    """Publish the dataset of all documents known, and sum the run up."""
    verdicts = VerdictCounts()
    published = publishing.publish_results(run, source, verdicts.watch(publishing.find_results(run)))
    summary = run_reports.to_summary(run, source, read_now, verdicts, published)
    show(run.flow, summary, count_states(run.ledger))
    return summary


def show(flow: str, summary: RunSummary, states: dict[str, int]) -> None:
    """The summary on Prefect's page of the run; the ledger's counts and what could not be read are tables."""
    create_markdown_artifact(to_markdown(summary), key=f"{flow}-summary")
    create_table_artifact([{"state": state, "documents": count} for state, count in states.items()], f"{flow}-states")
    if summary.unread:
        rows = [{"document": name, "cause": cause} for name, cause in summary.unread]
        create_table_artifact(rows, key=f"{flow}-not-read")
