"""What a run did, in a few lines for a terminal, for Prefect's page and for a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from flows.coverage import Coverage, to_sentence
from schemas.finding_codes import FINDING_CODES
from schemas.findings import Finding
from schemas.releases import Published
from schemas.results import DocumentResult


@dataclass(slots=True)
class VerdictCounts:
    """Printed totals of the dataset: how many equal the sum of what was read, how many differ."""

    equal: int = 0
    mismatch: int = 0

    def watch(self, results: Iterable[DocumentResult]) -> Iterator[DocumentResult]:
        """Pass the results on and count their totals, so that they need not all be in memory at once."""
        for result in results:
            verdicts = [total.verdict for table in result.tables for total in table.printed_totals]
            self.equal += verdicts.count("equal")
            self.mismatch += verdicts.count("mismatch")
            yield result


@dataclass(frozen=True, slots=True)
class FetchSummary:
    """What fetching gave; `stopped` says why it ended early, `coverage` what is held of the window looked at.

    `missed` counts what the source said to have and did not show, `vanished` names what it has no more. `doubt` is why
    a person should look at what the source told.
    """

    offered: int
    missed: int
    revisions: int
    vanished: tuple[str, ...] = ()
    stopped: str | None = None
    coverage: Coverage | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did. `fetching` is None where no source was asked; `skipped` counts what is not worth reading.

    `unread` is file and cause of each document that could not be fetched or read; `latest` is where the dataset stands.
    """

    source: str
    fetching: FetchSummary | None
    read: int
    skipped: int
    unread: tuple[tuple[str, str], ...]
    verdicts: VerdictCounts
    published: Published
    latest: Path

    @property
    def is_complete(self) -> bool:
        """Whether all that was to be found, fetched and read could be."""
        fetching = self.fetching
        return not self.unread and (fetching is None or (fetching.stopped is None and not fetching.missed))


def find_causes(result: DocumentResult) -> list[str]:
    """Why a document could not be read: the messages of its findings of severity `error`."""
    return [_to_cause(finding) for finding in result.findings if finding.severity == "error"]


def _to_cause(finding: Finding) -> str:
    """The message, with the attached file that it is about before it."""
    return finding.message if finding.attachment is None else f"{finding.attachment}: {finding.message}"


def find_input_problems(result: DocumentResult) -> list[str]:
    """What kept a document or one of its attachments from being read."""
    if result.document.outcome == "unreadable":
        return find_causes(result)
    return [
        _to_cause(finding)
        for finding in result.findings
        if finding.attachment is not None and FINDING_CODES[finding.code].stage == "input"
    ]


def to_lines(summary: RunSummary) -> list[tuple[str, str]]:
    """The summary as name and text, a line each."""
    counts = summary.published.counts
    lines = [
        ("source", summary.source),
        ("this run", _describe_work(summary)),
        *_describe_fetching(summary.fetching),
        ("documents", f"{counts.documents}"),
        ("grants", f"{counts.grants}"),
        ("total", to_euro(counts.total_eur)),
        ("totals", _describe_verdicts(summary.verdicts)),
        ("findings", f"{counts.findings}" + (f", {counts.invalid} records withheld" if counts.invalid else "")),
        ("outputs", _describe_outputs(summary)),
    ]
    return lines + [("not read", f"{name}: {cause}") for name, cause in summary.unread]


def to_text(summary: RunSummary) -> str:
    """The summary for a terminal."""
    return "\n".join(f"{name:<10} {text}" for name, text in to_lines(summary))


def to_markdown(summary: RunSummary) -> str:
    """The summary as a table for Prefect's page."""
    rows = [f"| {name} | {text.replace('|', '/')} |" for name, text in to_lines(summary)]
    return "\n".join(["| | |", "|---|---|", *rows])


def to_euro(amount: Decimal | int) -> str:
    """An amount as the documents print it: `1.998.813 €`, and `25.000,50 €` where there are cents."""
    text = f"{amount:,.2f}" if amount % 1 else f"{amount:,.0f}"
    return text.translate(str.maketrans(",.", ".,")) + " €"


def _describe_work(summary: RunSummary) -> str:
    parts = [f"{summary.read} read"]
    if summary.fetching is not None:
        parts = [f"{summary.fetching.offered} offered", f"{summary.fetching.revisions} new or changed", *parts]
    parts += [f"{summary.skipped} skipped, as not worth reading"] if summary.skipped else []
    return ", ".join([*parts, f"{len(summary.unread)} could not be read"] if summary.unread else parts)


def _describe_fetching(fetching: FetchSummary | None) -> list[tuple[str, str]]:
    if fetching is None:
        return []
    lines = [("stopped", fetching.stopped)] if fetching.stopped else []
    lines += [("warning", fetching.doubt)] if fetching.doubt else []
    lines += [("window", to_sentence(fetching.coverage))] if fetching.coverage else []
    lines += [("missed", f"{fetching.missed} that the source counts and did not show")] if fetching.missed else []
    return lines + [("vanished", f"{name}: what was fetched of it stays") for name in fetching.vanished]


def _describe_verdicts(verdicts: VerdictCounts) -> str:
    if verdicts.equal + verdicts.mismatch == 0:
        return "none printed"
    verb = "differs" if verdicts.mismatch == 1 else "differ"
    differing = f", {verdicts.mismatch} {verb}" if verdicts.mismatch else ""
    return f"{verdicts.equal} of {verdicts.equal + verdicts.mismatch} printed totals verified{differing}"


def _describe_outputs(summary: RunSummary) -> str:
    if not summary.published.changed:
        return f"nothing changed, {summary.latest} stands"
    return f"{summary.latest} (release {summary.published.folder.name})"
