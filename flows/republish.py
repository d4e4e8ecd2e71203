"""The release made anew from the ledger and the stored results: nothing is fetched or read, and Prefect not needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flows import publishing, steps
from flows.ledger import KnownDocument
from flows.settings import Settings
from flows.steps import Run
from flows.summary import RunSummary, VerdictCounts
from schemas.results import DocumentResult

_EXAMPLES = 10


class ResultsMissing(Exception):
    """What was read from some documents is gone: nothing was published. The message names them and tells what to do."""


def republish(settings: Settings, outputs: Path | None = None) -> RunSummary:
    """Publish what was read from all documents known, into `outputs` where another folder than the settings' is meant.

    Raises ResultsMissing where results are gone that can be had again: without them, what is published would be lost.
    """
    with steps.open_run("publish", settings) as run:
        verdicts = VerdictCounts()
        results = _require_whole(run, verdicts.watch(publishing.find_results(run)))
        published = publishing.publish_results(run, "publish", results, outputs)
        unread = tuple((_name_of(known), _cause_of(known)) for known in run.missing)
        return RunSummary("publish", None, 0, 0, unread, verdicts, published, (outputs or settings.outputs) / "latest")


def _require_whole(run: Run, results: Iterator[DocumentResult]) -> Iterator[DocumentResult]:
    """Pass results on; raises at their end, before anything is published, where some are missing.

    Those of a document whose bytes are gone too cannot be had again: they do not hold up the others.
    """
    yield from results
    names = [_name_of(known) for known in run.missing if not _is_failed(known)]
    if names:
        more = f" and {len(names) - _EXAMPLES} more" if len(names) > _EXAMPLES else ""
        raise ResultsMissing(
            f"what was read from {len(names)} documents is gone, changed by another hand, or of an "
            "older form, and the release before stands; "
            f"`parlgrants reprocess --changed` reads them anew: {', '.join(names[:_EXAMPLES])}{more}"
        )


def _is_failed(known: steps.Known) -> bool:
    return isinstance(known, KnownDocument) and known.state == "failed"


def _name_of(known: steps.Known) -> str:
    return f"{known.file_name} ({known.document_id})"


def _cause_of(known: steps.Known) -> str:
    return f"what was read from it is gone; {known.cause}"
