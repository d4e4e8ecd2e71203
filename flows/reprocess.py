"""The flow that reads the corpus again, without fetching, and publishes the difference."""

from __future__ import annotations

from flows import prefect_environment  # noqa: F401  sets the environment, so it comes before prefect

# isort: split
from typing import Literal

from prefect import flow

from flows import steps, tasks
from flows.settings import Settings
from flows.summary import RunSummary


@flow(name="reprocess")
def reprocess(select: Literal["changed", "all"] = "changed", documents: list[str] | None = None) -> RunSummary:
    """Read again what another reader read (`changed`), everything (`all`), or the documents with these ids.

    Raises UnknownDocument where an id is not in the ledger.
    """
    settings = Settings()
    with steps.open_run("reprocess", settings) as run:
        chosen = steps.find_named(run, documents) if documents else steps.find_stored(run, select)
        batches = steps.split_in_batches(chosen, settings.batch_size)
        read_all = select == "all" or documents is not None
        return tasks.publish(run, "reprocess", sum(tasks.read(run, batch, read_all=read_all) for batch in batches))
