"""`parlgrants ingest` and `reprocess`, Prefect flows run here and now without a server; `publish`, which needs none."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

from flows.commands import EXIT_FAULT, EXIT_IMPLAUSIBLE, EXIT_UNREAD, EXIT_USAGE
from flows.commands.environment import read_settings
from flows.commands.faults import stopping_within, tell_ledger
from flows.commands.output import warn, write_data
from flows.corpus import naming
from flows.settings import Settings
from flows.sources import SourceError
from flows.sources.file_names import to_text as to_name
from flows.sources.folder import FolderSource
from flows.sources.registry import UnknownSource, open_source
from flows.summary import RunSummary, to_text

_PATIENCE = 5  # seconds, for the ledger to note the end


def run_ingest(source: str, since: date | None, read_all: bool) -> int:
    """Take in a source; gives the exit code."""
    settings, source = read_settings(), to_name(source)
    if since is not None and since > date.today():
        warn(f"--since {since}: that day is still to come")
        return EXIT_USAGE
    try:
        with open_source(source) as opened:
            others = opened.count_skipped() if isinstance(opened, FolderSource) else 0
    except UnknownSource as error:
        warn(str(error))
        return EXIT_USAGE
    if others:
        warn(f"{source}: {others} files that are no PDF are left alone")

    def take_in() -> RunSummary:
        from flows.ingest import ingest

        return ingest(source, since, read_all)

    _quieten_prefect()
    return _run(settings, take_in)


def run_reprocess(select: Literal["changed", "all"], documents: list[str]) -> int:
    """Read the corpus again; gives the exit code."""
    settings = read_settings()

    def read_again() -> RunSummary:
        from flows.reprocess import reprocess

        return reprocess(select, documents or None)

    _quieten_prefect()
    return _run(settings, read_again)


def run_publish(outputs: Path | None) -> int:
    """Publish anew what was read; gives the exit code."""
    settings = read_settings()
    if not settings.ledger_path.exists():
        warn(f"{settings.ledger_path}: no ledger yet; `parlgrants ingest` makes it")
        return EXIT_USAGE
    from flows.republish import republish

    return _run(settings, lambda: republish(settings, outputs))


def _quieten_prefect() -> None:
    # Here errors reach the terminal as messages of ours, or as Python's own traceback: once is enough.
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_ROOT_LEVEL", "CRITICAL")  # what it says of its own end


def _run(settings: Settings, flow: Callable[[], RunSummary]) -> int:
    from sqlalchemy.exc import DatabaseError

    from flows.corrections import MalformedCorrections, require_corrections
    from flows.ledger import LedgerBusy, require_free
    from flows.ledger_opening import LaterLedger
    from flows.organisations.kbo_files import MalformedKbo, require_kbo
    from flows.publish import ImplausibleDataset
    from flows.releases import DamagedRelease
    from flows.republish import ResultsMissing
    from flows.steps import UnknownDocument

    for folder in (settings.corpus, settings.outputs):  # now, and not after an hour of reading
        folder.mkdir(parents=True, exist_ok=True)
    try:
        with stopping_within(_PATIENCE), naming(f"{settings.corpus} or {settings.outputs}"):
            require_corrections(settings)  # now as well
            if settings.kbo_folder is not None:
                require_kbo(settings.kbo_folder)
            require_free(settings.ledger_path)  # before Prefect starts, which takes its time
            summary = flow()
    except (ImplausibleDataset, ResultsMissing) as error:
        warn(f"nothing published: {error}")
        return EXIT_IMPLAUSIBLE
    except UnknownDocument as error:
        warn(str(error))
        return EXIT_USAGE
    except (MalformedCorrections, MalformedKbo) as error:
        warn(f"nothing published: {error}")
        return EXIT_USAGE
    except (LaterLedger, LedgerBusy, SourceError, DamagedRelease) as error:
        warn(str(error))
        return EXIT_FAULT
    except DatabaseError as error:
        return tell_ledger(settings.ledger_path, error)
    if settings.redact_persons:
        _warn_of_names(summary.latest.parent)
    write_data([f"{to_text(summary)}\n"], None)
    return 0 if summary.is_complete else EXIT_UNREAD


def _warn_of_names(outputs: Path) -> None:
    """The releases of before stay as they were published."""
    from flows.releases import find_telling_persons

    names = ", ".join(path.name for path in find_telling_persons(outputs))
    if names:
        warn(f"{outputs / 'releases'}: releases of before tell the names of persons; remove what may not stay: {names}")
