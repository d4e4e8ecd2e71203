"""`parlgrants corrections check`: what becomes of each line of `corrections.csv`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.exc import DatabaseError

from flows.commands import EXIT_UNREAD, EXIT_USAGE
from flows.commands.environment import read_settings
from flows.commands.faults import tell_ledger
from flows.commands.output import find_terminal_width, warn, write_data
from flows.corpus import Corpus
from flows.corrections import Corrections, MalformedCorrections, read_corrections
from flows.ledger import Ledger
from flows.settings import Settings
from flows.show import show_rows, to_screen
from schemas.corrections import Correction, CorrectionFault, JudgedCorrection

MOST_SHOWN = 1000
"""Lines in the table, at most."""
_COLUMNS = ("line", "grant_id", "field", "verdict", "message")


def check_corrections(form: str) -> int:
    """Print each line with its verdict; gives the exit code."""
    settings = read_settings()
    try:
        corrections = read_corrections(settings)
        judged = [*map(_to_judged, corrections.faults), *_judge(settings, corrections.usable)]
    except MalformedCorrections as error:
        warn(str(error))
        return EXIT_USAGE
    except DatabaseError as error:
        return tell_ledger(settings.ledger_path, error)
    rows = [asdict(one) for one in sorted(judged, key=lambda one: one.line)]
    if form == "json":
        write_data([f"{json.dumps(rows, ensure_ascii=False, indent=2)}\n"], None)
    else:
        write_data([_to_screen(str(settings.corrections_path), rows)], None)
    return _to_exit_code(corrections, judged)


def _to_screen(title: str, rows: Sequence[dict[str, Any]]) -> str:
    """The lines as a table; of very many those that do not apply come first, for drawing them takes long."""
    urgent = sorted(rows, key=lambda row: row["verdict"] == "applies")
    shown = sorted(urgent[:MOST_SHOWN], key=lambda row: row["line"])
    parts = show_rows(title, shown, _COLUMNS)
    if left := Counter(row["verdict"] for row in urgent[MOST_SHOWN:]):
        counts = ", ".join(f"{number} × {verdict}" for verdict, number in sorted(left.items()))
        parts.append(f"{left.total()} more lines are not shown ({counts}); `--format json` gives all")
    return to_screen(parts, find_terminal_width())


def _to_judged(fault: CorrectionFault) -> JudgedCorrection:
    return JudgedCorrection(fault.line, fault.grant_id, fault.field, "malformed", fault.message)


def _judge(settings: Settings, corrections: Sequence[Correction]) -> list[JudgedCorrection]:
    """Hold the corrections against what was read; no document is read for it."""
    if not corrections:
        return []
    from flows.corrected_grants import judge_corrections
    from flows.dataset import join_results
    from flows.publishing import find_results
    from flows.steps import Run

    if not settings.ledger_path.exists():
        warn(f"{settings.ledger_path}: no ledger yet, so that no grant is known; `parlgrants ingest` makes it")
        return judge_corrections(join_results([]), corrections)
    ledger = Ledger(settings.ledger_path)
    try:
        run = Run("corrections check", settings, Corpus(settings.corpus), ledger, datetime.now(UTC), "")
        return judge_corrections(join_results(find_results(run)), corrections)
    finally:
        ledger.close()


def _to_exit_code(corrections: Corrections, judged: Sequence[JudgedCorrection]) -> int:
    if corrections.faults:
        return EXIT_USAGE
    return EXIT_UNREAD if any(one.verdict in ("stale", "unknown grant") for one in judged) else 0
