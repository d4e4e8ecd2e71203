"""Small datasets and a clock for the tests of publishing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from made_results import make_result

from flows.publish import publish
from schemas.releases import PublishChoices, Published, RunInfo
from schemas.results import DocumentResult

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SMALL = [make_result("a", 2), make_result("b", 0)]
LARGE = [make_result(f"document-{number}", 3) for number in range(10)]
NO_LIMITS = PublishChoices(largest_fall=1)


def minute(number: float) -> datetime:
    """The time so many minutes after the start."""
    return START + timedelta(minutes=number)


def publish_at(
    time: float, results: list[DocumentResult], outputs: Path, choices: PublishChoices = NO_LIMITS
) -> Published:
    """Publish as a run that ended so many minutes after the start."""
    return publish(results, outputs, RunInfo("folder:samples", "0.1.0", START, minute(time)), choices)
