"""The summary of a run, from what it did and what the ledger knows."""

from __future__ import annotations

from flows.coverage import CompletedDiscovery
from flows.ledger_reports import count_coverage, count_revisions, find_unfetched
from flows.steps import Fetching, Run
from flows.summary import FetchSummary, RunSummary, VerdictCounts
from schemas.releases import Published

_LONGEST_SILENCE = 30  # days; some 19 questions are published a day, fewer in summer


def to_summary(run: Run, source: str, read_now: int, verdicts: VerdictCounts, published: Published) -> RunSummary:
    """The summary of a run that has published."""
    unread = (*find_unfetched(run.ledger, run.run_id), *run.unread)
    fetched = to_fetch_summary(run, run.fetching) if run.fetching else None
    latest = run.settings.outputs / "latest"
    return RunSummary(source, fetched, read_now, run.skipped, unread, verdicts, published, latest)


def to_fetch_summary(run: Run, fetching: Fetching) -> FetchSummary:
    """What became of what a source offers; with the window's counts where it tells when a question was answered."""
    discovery = fetching.discovery
    coverage = None
    if discovery.since is not None and not fetching.is_local:
        coverage = count_coverage(run.ledger, discovery.source, discovery.since, discovery.until)
    return FetchSummary(
        discovery.offered,
        discovery.missed,
        count_revisions(run.ledger, run.run_id),
        tuple(fetching.vanished),
        fetching.stopped,
        coverage,
        None if fetching.is_local else find_doubt(discovery),
    )


def find_doubt(discovery: CompletedDiscovery) -> str | None:
    """Why what a source told is hard to believe: weeks without any document."""
    days = None if discovery.since is None else (discovery.until - discovery.since).days + 1
    if discovery.offered or (days is not None and days < _LONGEST_SILENCE):
        return None
    when = f"in {days} days" if days else "ever"
    return f"{discovery.source} offers nothing published {when}: look whether its search answers as it used to"
