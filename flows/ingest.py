"""The nightly flow: discover -> fetch -> read -> publish. The work itself stands in `fetching.py` and `steps.py`."""

from __future__ import annotations

from datetime import date

from flows import prefect_environment  # noqa: F401  sets the environment, so it comes before prefect

# isort: split
from prefect import flow

from flows import steps, tasks
from flows.fetching import FetchVerbs, fetch_all
from flows.settings import Settings
from flows.sources.registry import NIGHTLY_SOURCE, open_source
from flows.summary import RunSummary


@flow(name="ingest")
def ingest(source: str = NIGHTLY_SOURCE, since: date | None = None, read_all: bool = False) -> RunSummary:
    """Take in what a source offers, read what is new or changed, and publish all documents known.

    A document that cannot be fetched or read costs its own place; a source that cannot be asked, or a dataset that is
    implausible, fails the run and leaves the published dataset as it was. `read_all` reads also what is not worth it.
    """
    settings = Settings()
    opened = open_source(source)
    with steps.open_run("ingest", settings) as run:
        with opened:
            fetch_all(run, opened, since, FetchVerbs(tasks.discover, tasks.fetch))
        due = steps.split_in_batches(steps.find_due(run, read_all=read_all), settings.batch_size)
        return tasks.publish(run, source, sum(tasks.read(run, batch, read_all=read_all) for batch in due))
