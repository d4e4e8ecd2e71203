"""The first steps of `ingest` as plain functions: which documents of a source are fetched, and fetching them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flows.coverage import CompletedDiscovery, find_covered_until
from flows.ledger_questions import find_known_files, find_to_fetch
from flows.ledger_reports import find_discoveries, find_failed
from flows.sources import (
    DocumentRef,
    Fetched,
    KnownFile,
    ServiceRefuses,
    Source,
    SourceError,
    TemporaryFailure,
    VanishedDocument,
)
from flows.steps import Fetching, Run, split_in_batches

_AHEAD = timedelta(days=1)  # somewhere it is tomorrow

LONGEST_DELAY = timedelta(seconds=120)
"""What a run waits at most before it asks a failing service again."""

FAILURES_IN_A_ROW = 10
"""Temporary failures one after the other from which on it is the service that fails, not the documents."""


class ServiceAway(TemporaryFailure):
    """The service itself fails, or fails for one document after the other; the message says how and why."""


def is_put_off(error: TemporaryFailure) -> bool:
    """Whether the service asks for a longer pause than a run waits: asking again before is of no use."""
    return error.not_before is not None and error.not_before > datetime.now(UTC) + LONGEST_DELAY


def choose_since(run: Run, source: Source, since: date | None) -> date | None:
    """The first day to look at: the one given, else, of a remote source, `rescan_days` before what is looked through.

    So a machine that was off for a month misses nothing. None: all that a local source has. Raises SourceError for a
    day that is still to come: a run that looked at nothing would count as one that left nothing out.
    """
    today = run.started_at.date()
    if since is not None and since > today + _AHEAD:
        raise SourceError(f"since {since}: that day is still to come; give today ({today}) or one before it")
    if since is not None or source.is_local:
        return since
    covered = find_covered_until(find_discoveries(run.ledger, source.name)) or run.started_at.date()
    return covered - timedelta(days=run.settings.rescan_days)


def discover_documents(run: Run, source: Source, since: date | None) -> Fetching:
    """What the source offers, noted in the ledger. Raises SourceError."""
    since = choose_since(run, source, since)
    offered = source.discover(since)
    run.ledger.note_discovered(offered.refs)
    until = max(run.started_at.date(), since or date.min)
    discovery = CompletedDiscovery(source.name, since, until, len(offered.refs), offered.missed)
    run.ledger.note_discovery(run.run_id, discovery)
    run.fetching = Fetching(discovery, offered.refs, source.is_local)
    return run.fetching


def choose_refs(run: Run, fetching: Fetching) -> list[DocumentRef]:
    """What to fetch now: of a local source all that is listed, of another what `find_to_fetch` tells.

    Last what failed before: files that are not public must not look like a service that refuses us.
    """
    if fetching.is_local:
        return list(fetching.listed)
    source, recheck = fetching.discovery.source, timedelta(hours=run.settings.recheck_hours)
    failed = {row["location"] for row in find_failed(run.ledger) if row["source"] == source}
    refs = find_to_fetch(run.ledger.engine, fetching.listed, source, run.started_at, recheck)
    return sorted(refs, key=lambda ref: ref.location in failed)


def fetch_documents(run: Run, fetching: Fetching, source: Source, refs: Sequence[DocumentRef]) -> None:
    """Fetch those of `refs` that this run has not settled yet, and note each at once.

    A failure costs that document only; raises TemporaryFailure at the end where some are worth another try, and
    ServiceAway as soon as so many fail one after the other, or the service asks for so long a pause, that asking on is
    of no use. Where the service refuses, `fetching.stopped` says so.
    """
    missing = [ref for ref in refs if (ref.source, ref.location) not in fetching.settled]
    failures = _fetch(run, fetching, source, missing)
    if put_off := _find_put_off(failures):
        raise ServiceAway(f"{source.name}: {put_off}", put_off.status, put_off.not_before)
    if failures and is_away(fetching):
        raise ServiceAway(f"{source.name}: {fetching.in_a_row} documents in a row could not be fetched: {failures[-1]}")
    if failures:
        raise TemporaryFailure(f"{len(failures)} of {len(refs)} documents could not be fetched now: {failures[0]}")


def is_away(fetching: Fetching) -> bool:
    """Whether it is the service that fails, and not its documents. Files of this machine are looked at all the same."""
    return fetching.in_a_row >= FAILURES_IN_A_ROW and not fetching.is_local


def _fetch(run: Run, fetching: Fetching, source: Source, refs: Sequence[DocumentRef]) -> list[TemporaryFailure]:
    """Fetch until the service is away, and note what is under way then, too; gives the temporary failures."""
    failures: list[TemporaryFailure] = []
    stopped = False
    try:
        for fetched in source.fetch(refs, lambda ref: find_held_files(run, ref), run.corpus):
            _note(run, fetching, fetched)
            if isinstance(fetched.error, TemporaryFailure):
                failures.append(fetched.error)
            if not stopped:
                _count_in_a_row(fetching, fetched)
                if stopped := is_away(fetching) or _find_put_off(failures) is not None:
                    source.stop()
    except TemporaryFailure as error:
        raise ServiceAway(str(error), error.status, error.not_before) from error
    except SourceError as error:
        fetching.stopped = str(error)
    return failures


def _find_put_off(failures: Sequence[TemporaryFailure]) -> TemporaryFailure | None:
    return next((error for error in failures if is_put_off(error)), None)


def _count_in_a_row(fetching: Fetching, fetched: Fetched) -> None:
    failed = isinstance(fetched.error, TemporaryFailure) and fetched.document is None
    fetching.in_a_row = fetching.in_a_row + 1 if failed else 0


def _note(run: Run, fetching: Fetching, fetched: Fetched) -> None:
    """Note what became of one document. Its bytes are kept by now: a ledger that knows what is not there is wrong."""
    ref, error = fetched.ref, fetched.error
    # A local source is looked at in every run: nothing is put off.
    retry_from = None if fetching.is_local else run.started_at.date()
    if error is None or fetched.document is not None:
        run.ledger.note_fetched(run.run_id, fetched, retry_from)
    else:
        run.ledger.note_unfetched(run.run_id, fetched, retry_from)
    if isinstance(error, ServiceRefuses):
        raise error
    if isinstance(error, VanishedDocument):
        fetching.vanished.append(ref.location)
    if not isinstance(error, TemporaryFailure):
        fetching.settled.add((ref.source, ref.location))


@dataclass(frozen=True, slots=True)
class FetchVerbs:
    """The two steps of `fetch_all`: plain functions, or the tasks that try them again."""

    discover: Callable[[Run, Source, date | None], Fetching] = discover_documents
    fetch: Callable[[Run, Fetching, Source, Sequence[DocumentRef]], None] = fetch_documents


def fetch_all(run: Run, source: Source, since: date | None, verbs: FetchVerbs) -> None:
    """Fetch what is new, changed or due, batch by batch, as long as the service is there and lets us."""
    progress = verbs.discover(run, source, since)
    for batch in split_in_batches(choose_refs(run, progress), run.settings.batch_size):
        try:
            verbs.fetch(run, progress, source, batch)
        except (ServiceAway, TimeoutError) as error:
            progress.stopped = str(error)
        except TemporaryFailure:  # after the last try: noted in the ledger, told in the summary
            continue
        if progress.stopped:
            break
    if source.is_local and since is None:
        run.ledger.note_moved(progress.listed)


def find_held_files(run: Run, ref: DocumentRef) -> tuple[KnownFile, ...]:
    """The files of a document as last fetched; none where their bytes are gone or damaged, so that all come anew."""
    known = find_known_files(run.ledger.engine, ref)
    return known if all(run.corpus.has(file) for file in known) and not run.ledger.is_damaged(ref) else ()
