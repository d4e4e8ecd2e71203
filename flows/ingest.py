"""The nightly flow: discover -> fetch -> read -> publish. The work itself stands in `steps.py`."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from flows import prefect_environment  # noqa: F401  sets the environment, so it comes before prefect

# isort: split
from prefect import flow

from flows import steps, tasks
from flows.settings import Settings
from flows.sources import TemporaryFailure
from flows.sources.registry import open_source
from flows.summary import RunSummary


@flow(name="ingest")
def ingest(source: str = "folder:corpus/samples", since: date | None = None) -> RunSummary:
    """Take in what a source offers, read what is new or changed, and publish all documents known.

    A document that cannot be fetched or read costs its own place; a source that cannot be asked, or a dataset that is
    implausible, fails the run and leaves the published dataset as it was.
    """
    settings = Settings()
    documents = open_source(source)
    with steps.open_run("ingest", settings) as run:
        refs = tasks.discover(run, documents, since)
        for batch in steps.split_in_batches(refs, settings.batch_size):
            with suppress(TemporaryFailure):  # after the last try: noted in the ledger, told in the summary
                tasks.fetch(run, documents, batch)
        if since is None:
            run.ledger.note_moved(refs)
        due = steps.split_in_batches(steps.find_due(run), settings.batch_size)
        return tasks.publish(run, source, len(refs), sum(tasks.read(run, batch) for batch in due))
