"""A service that asks for a pause of hours: the run asks it no more, and is not tried again before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from made_sources import Parliament
from prefect.states import Failed

from flows import fetching, steps, tasks
from flows.settings import Settings
from flows.sources import SourceError, TemporaryFailure

SOON, LATE = timedelta(seconds=20), timedelta(hours=1)


def fail(wait: timedelta | None) -> TemporaryFailure:
    return TemporaryFailure("a: busy; run it again", 503, datetime.now(UTC) + wait if wait else None)


def fetch(source: Parliament, tmp_path: Path) -> tuple[TemporaryFailure | None, list[str]]:
    """What fetching ends with, and what was asked for."""
    with steps.open_run("ingest", Settings(corpus=tmp_path)) as run:
        progress = fetching.discover_documents(run, source, None)
        try:
            fetching.fetch_documents(run, progress, source, fetching.choose_refs(run, progress))
        except TemporaryFailure as error:
            return error, source.asked
    return None, source.asked


@pytest.mark.parametrize(("wait", "asked"), [(None, "abc"), (SOON, "abc"), (LATE, "a")])
def test_the_first_document_that_has_to_wait_for_long_ends_the_fetching(
    tmp_path: Path, wait: timedelta | None, asked: str
) -> None:
    error, found = fetch(Parliament(a=fail(wait), b="1 grant", c="2 grants"), tmp_path)
    assert found == list(asked)
    assert isinstance(error, fetching.ServiceAway) == (wait == LATE)
    if wait == LATE:
        assert str(error) == "parliament: a: busy; run it again"
        assert error is not None
        assert error.not_before is not None


def test_a_source_that_wants_a_pause_before_anything_is_asked_no_more(tmp_path: Path) -> None:
    source = Parliament(a="1 grant")
    source.broken = fail(LATE)
    error, _ = fetch(source, tmp_path)
    assert isinstance(error, fetching.ServiceAway)
    assert error.not_before == source.broken.not_before  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("error", "again"),
    [(fail(None), True), (fail(SOON), True), (fail(LATE), False), (SourceError("a: refused; ask"), False)],
)
def test_a_task_is_tried_again_only_where_the_pause_is_over_by_then(error: SourceError, again: bool) -> None:
    assert tasks.is_temporary(None, None, Failed(data=error)) == again  # type: ignore[arg-type]


def test_what_failed_before_is_asked_for_last(tmp_path: Path) -> None:
    settings = Settings(corpus=tmp_path)
    source = Parliament(a=SourceError("a: refused (403); it may not be public", 403), b="1 grant", c=None)
    fetch(source, tmp_path)
    source.asked.clear()
    with steps.open_run("ingest", settings) as run:
        run.started_at += timedelta(days=8)
        progress = fetching.discover_documents(run, source, None)
        assert [ref.location for ref in fetching.choose_refs(run, progress)] == ["b", "c", "a"]
