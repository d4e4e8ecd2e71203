"""Nights of the flow's steps against the stand-in parliament, read by the made-up reader; as a program, one night."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from made_runs import read_made_up

from flows import fetching, publishing, run_reports, steps
from flows.demo_server.files import Content
from flows.demo_server.server import DemoServer, Request
from flows.fetching import FetchVerbs
from flows.settings import Settings
from flows.sources import DocumentRef, Source, SourceError, TemporaryFailure
from flows.sources.flemish_parliament.hits import SOURCE
from flows.sources.flemish_parliament.source import FlemishParliament
from flows.steps import Fetching, Run
from flows.summary import RunSummary, VerdictCounts

TODAY = datetime.now(UTC).date()
SINCE = TODAY - timedelta(days=60)
RATE, AT_ONCE = 100, 3
TASK_TRIES = 4


@dataclass(frozen=True, slots=True)
class Night:
    """What a night asked for and came to; `read` are the ids of the documents that were due."""

    requests: tuple[Request, ...]
    read: tuple[str, ...]
    summary: RunSummary

    @property
    def release(self) -> str | None:
        """The name of the release it made; None where it made none."""
        return self.summary.published.folder.name if self.summary.published.changed else None

    def paths(self, start: str) -> list[str]:
        """What was asked of one service."""
        return [request.path for request in self.requests if request.path.startswith(start)]


def make_answer(
    folder: Path, position: int, published: date, *, asked: date | None = None, attachments: int = 0
) -> Path:
    """An answer of 1 to 4 grants, or, with attachments, of as many as the last of these tells."""
    folder.mkdir(exist_ok=True)
    asked_on, answered_on = asked or published - timedelta(days=40), published - timedelta(days=15)
    facts = {"number": position, "asked_on": asked_on.isoformat(), "answered_on": answered_on.isoformat()}
    said = {"title": f"Sport - Subsidies {position}", "asked_by": "An Peeters", "minister": "Jan Claes"}
    path = folder / f"sv-{position:04}.pdf"
    path.with_suffix(".truth.json").write_text(json.dumps({"question": facts | said}))
    path.write_bytes(make_pdf(position % 4 + 1, f"of question {position} {'x' * 400}"))
    for number in range(1, attachments + 1):
        workbook = f"PK\x03\x04 {number + 4} grants of list {number} of question {position} PK\x05\x06"
        path.with_name(f"{path.stem}.attachment-{number}.xlsx").write_text(workbook)
    return path


def make_pdf(grants: int, text: str) -> bytes:
    """What the made-up reader reads as so many grants."""
    return f"%PDF-1.4\n{grants} grants {text}\n%%EOF\n".encode()


def make_answers(folder: Path, count: int, first: date = TODAY - timedelta(days=35), each: int = 3) -> Path:
    """So many answers, one a day for some days and again; each so manieth with an attachment."""
    for position in range(1, count + 1):
        make_answer(folder, position, first + timedelta(days=position % 30), attachments=position % each == 0)
    return folder


def to_settings(server: DemoServer, home: Path, **changed: Any) -> Settings:
    """Settings that lead to the server, with manners that can be counted and hardly any waiting."""
    addresses = {name.removeprefix("PARLGRANTS_").lower(): url for name, url in server.to_environment().items()}
    manners = {"requests_per_second": RATE, "requests_at_once": AT_ONCE, "longest_wait": 0.2, "tries": 4}
    places = {"corpus": home / "corpus", "outputs": home / "outputs"}
    return Settings.model_validate(addresses | manners | places | changed)


def pass_night(server: DemoServer, settings: Settings, days: float = 0, since: date | None = SINCE) -> Night:
    """One night, `days` from now: discover, fetch, read and publish, as the flow does."""
    before = len(server.requests)
    read, summary = run_night(settings, days, since)
    return Night(tuple(server.requests)[before:], tuple(read), summary)


def run_night(settings: Settings, days: float, since: date | None) -> tuple[list[str], RunSummary]:
    """The ids of the documents that were due, and how the night ended."""
    with steps.open_run("ingest", settings) as run:
        run.started_at += timedelta(days=days)
        with FlemishParliament(settings) as source:
            fetching.fetch_all(run, source, since, FetchVerbs(fetch=_fetch_again))
        due = steps.find_due(run)
        read = sum(steps.read_batch(run, batch) for batch in steps.split_in_batches(due, settings.batch_size))
        print("publishing", flush=True)
        verdicts = VerdictCounts()
        published = publishing.publish_results(run, SOURCE, verdicts.watch(publishing.find_results(run)))
        summary = run_reports.to_summary(run, SOURCE, read, verdicts, published)
        return [document.document_id for document in due], summary


def _fetch_again(run: Run, progress: Fetching, source: Source, refs: Sequence[DocumentRef]) -> None:
    """As the task does, without its pauses."""
    for attempt in range(TASK_TRIES):
        try:
            fetching.fetch_documents(run, progress, source, refs)
        except TemporaryFailure:
            if attempt == TASK_TRIES - 1:
                raise
        else:
            break


def find_hit(server: DemoServer, files: int = 1) -> int:
    """The first question with so many files."""
    return next(number for number, question in server.catalogue.questions.items() if len(question.files) == files)


def find_answered(server: DemoServer) -> dict[int, list[bytes]]:
    """The files that each question has, as they are now on disk, the answer first."""
    return {
        schv_id: [Content(file, file.path).read() for file in question.files]
        for schv_id, question in server.catalogue.questions.items()
        if question.files
    }


def main() -> None:
    """One night from the environment's settings, with the made-up reader."""
    steps.read_documents = read_made_up
    try:
        run_night(Settings(), 0, SINCE)
        print("ended", flush=True)
    except SourceError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
