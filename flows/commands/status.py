"""`parlgrants status`: what the ledger knows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy.exc import DatabaseError

from flows.commands import EXIT_FAULT, EXIT_USAGE
from flows.commands.environment import read_settings
from flows.commands.faults import tell_ledger
from flows.commands.output import find_terminal_width, warn, write_data
from flows.corpus import Corpus
from flows.coverage import Coverage, to_sentence
from flows.ledger import Ledger
from flows.ledger_opening import LaterLedger
from flows.ledger_reports import (
    Row,
    count_coverage,
    count_states,
    find_described,
    find_document,
    find_failed,
    find_fetches,
    find_files,
    find_question,
    find_runs,
)
from flows.show import show_rows, to_screen

_RUNS_SHOWN = 5
_QUESTION = ("number", "parliamentary_year", "title", "asked_by", "minister", "asked_on", "answered_on", "published_on")
_TRIED = ("themes", "checked_at", "attempts", "next_try_at", "vanished_at")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the ledger: one of these, or, where none is given, its counts and newest runs."""

    failed: bool = False
    document_id: str | None = None
    window: tuple[date, date] | None = None


def show_status(asked: Asked, form: str) -> int:
    """Print what the ledger knows; gives the exit code."""
    settings = read_settings()
    if not settings.ledger_path.exists():
        warn(f"{settings.ledger_path}: no ledger yet; `parlgrants ingest` makes it")
        return EXIT_USAGE
    try:
        ledger = Ledger(settings.ledger_path)
        known = _find_known(ledger, Corpus(settings.corpus), asked)
        ledger.close()
    except LaterLedger as error:
        warn(str(error))
        return EXIT_FAULT
    except DatabaseError as error:
        return tell_ledger(settings.ledger_path, error)
    if asked.document_id is not None and not known["documents"]:
        warn(f"{asked.document_id}: not in the ledger; `parlgrants status --format json` shows what was seen")
        return EXIT_USAGE
    write_data([f"{json.dumps(known, ensure_ascii=False, indent=2)}\n" if form == "json" else _to_text(known)], None)
    return 0


def _find_known(ledger: Ledger, corpus: Corpus, asked: Asked) -> dict[str, Any]:
    if asked.document_id is not None:
        documents = [_with_files(ledger, corpus, row) for row in find_document(ledger, asked.document_id)]
        return {"documents": documents}
    if asked.failed:
        return {"documents": find_failed(ledger)}
    if asked.window is not None:
        coverages = [count_coverage(ledger, source, *asked.window) for source in find_described(ledger)]
        return {"coverage": [_to_row(coverage) for coverage in coverages]}
    return {"states": count_states(ledger), "runs": find_runs(ledger, _RUNS_SHOWN)}


def _to_row(coverage: Coverage) -> Row:
    days = {name: day and day.isoformat() for name, day in asdict(coverage).items() if isinstance(day, date | None)}
    return asdict(coverage) | days | {"answered": coverage.answered, "told": to_sentence(coverage)}


def _with_files(ledger: Ledger, corpus: Corpus, row: Row) -> Row:
    source, location = row["source"], row["location"]
    question = find_question(ledger, source, location)
    told: Row = {"question": {name: question.get(name) for name in (*_QUESTION, *_TRIED)}}
    if row["sha256"] is not None:
        stored = corpus.locate(row["document_id"], row["file_name"], row["sha256"], row["source_url"])
        told["path"] = str(stored.path)
    listed = find_files(ledger, source, location)
    return row | told | {"files": listed, "fetches": find_fetches(ledger, source, location)}


def _to_text(known: dict[str, Any]) -> str:
    width = find_terminal_width()
    if "states" in known:
        states = [{"state": state, "documents": count} for state, count in known["states"].items()]
        columns = ("started_at", "flow", "outcome", "since", "offered", "reader_version", "message")
        runs = show_rows("newest runs", known["runs"], columns)
        return to_screen([*show_rows("documents", states, ("state", "documents")), *runs], width)
    if "coverage" in known:
        lines = [f"{row['source']}: {row['told']}" for row in known["coverage"]]
        return to_screen(lines or ["no source tells when a question was answered"], width)
    return to_screen([part for row in known["documents"] or [{}] for part in _show_document(row)], width)


def _show_document(row: Row) -> list[Any]:
    if not row:
        return ["none failed"]
    lists = ("question", "files", "fetches")
    told = {name: value for name, value in row.items() if name not in lists} | row.get("question", {})
    fields = [{"": name, "value": _to_cell(value)} for name, value in told.items() if value not in (None, [])]
    parts = show_rows(str(row["location"]), fields, ("", "value"))
    if "fetches" not in row:
        return parts
    parts += show_rows("files", row["files"], ("file_name", "sha256", "size", "url"))
    return parts + show_rows("fetches", row["fetches"], ("fetched_at", "status", "sha256", "bytes", "url", "cause"))


def _to_cell(value: object) -> object:
    return "; ".join(value) if isinstance(value, list) else value
