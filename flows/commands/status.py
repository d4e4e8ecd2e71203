"""`parlgrants status`: what the ledger knows."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy.exc import DatabaseError

from flows.commands import EXIT_FAULT, EXIT_USAGE
from flows.commands.environment import read_settings
from flows.commands.output import find_terminal_width, warn, write_data
from flows.corpus import Corpus
from flows.ledger import Ledger
from flows.ledger_reports import Row, count_states, find_document, find_failed, find_fetches, find_runs
from flows.show import show_rows, to_screen

_RUNS_SHOWN = 5


def show_status(failed: bool, document_id: str | None, form: str) -> int:
    """Print what the ledger knows; gives the exit code."""
    settings = read_settings()
    if not settings.ledger_path.exists():
        warn(f"{settings.ledger_path}: no ledger yet; `parlgrants ingest` makes it")
        return EXIT_USAGE
    try:
        ledger = Ledger(settings.ledger_path)
        known = _find_known(ledger, Corpus(settings.corpus), failed, document_id)
        ledger.close()
    except DatabaseError as error:
        warn(f"{settings.ledger_path}: {error.orig}; check the file, its rights and the space on the disk")
        return EXIT_FAULT
    if document_id is not None and not known["documents"]:
        warn(f"{document_id}: not in the ledger; `parlgrants status --format json` shows what was seen")
        return EXIT_USAGE
    write_data([f"{json.dumps(known, ensure_ascii=False, indent=2)}\n" if form == "json" else _to_text(known)], None)
    return 0


def _find_known(ledger: Ledger, corpus: Corpus, failed: bool, document_id: str | None) -> dict[str, Any]:
    if document_id is not None:
        documents = [_with_files(ledger, corpus, row) for row in find_document(ledger, document_id)]
        return {"documents": documents}
    if failed:
        return {"documents": find_failed(ledger)}
    return {"states": count_states(ledger), "runs": find_runs(ledger, _RUNS_SHOWN)}


def _with_files(ledger: Ledger, corpus: Corpus, row: Row) -> Row:
    stored = corpus.locate(row["document_id"], row["file_name"], row["sha256"], row["source_url"])
    return row | {"path": str(stored.path), "fetches": find_fetches(ledger, row["source"], row["location"])}


def _to_text(known: dict[str, Any]) -> str:
    width = find_terminal_width()
    if "states" in known:
        states = [{"state": state, "documents": count} for state, count in known["states"].items()]
        runs = show_rows("newest runs", known["runs"], ("started_at", "flow", "outcome", "reader_version", "message"))
        return to_screen([*show_rows("documents", states, ("state", "documents")), *runs], width)
    return to_screen([part for row in known["documents"] or [{}] for part in _show_document(row)], width)


def _show_document(row: Row) -> list[Any]:
    if not row:
        return ["none failed"]
    fields = [{"": name, "value": value} for name, value in row.items() if value is not None and name != "fetches"]
    parts = show_rows(str(row["location"]), fields, ("", "value"))
    if "fetches" not in row:
        return parts
    return parts + show_rows("revisions and failed fetches", row["fetches"], ("fetched_at", "sha256", "bytes", "cause"))
