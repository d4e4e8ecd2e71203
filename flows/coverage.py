"""Which days a source was looked through, and what is held of what was answered in a window of days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class CompletedDiscovery:
    """One time that a source told all that it offers, from `since` (None: ever) to `until`, both included."""

    source: str
    since: date | None
    until: date
    offered: int
    missed: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many questions of a source were answered from `since` to `until`, both included, and what is held of them.

    `answered` = held + failed + waiting (not asked for yet); `skipped` are held, and not worth reading. `unanswered`
    ones, published without an answer, come on top. `not_renewed` are held, and their last fetch failed. `missed`: what
    the source said to have in those days and did not show. `unseen` is the first day that no run looked at. `undated`
    questions, in whatever window, have no day at all.
    """

    source: str
    since: date
    until: date
    held: int
    skipped: int
    failed: int
    unanswered: int
    waiting: int
    undated: int
    missed: int
    unseen: date | None
    not_renewed: int = 0

    @property
    def answered(self) -> int:
        """The questions of the window that have an answer, as far as is known."""
        return self.held + self.failed + self.waiting


def to_sentence(coverage: Coverage) -> str:
    """The counts in one line; what is nought and worth no word is left out."""
    notes = [f"{coverage.skipped} of them skipped"] if coverage.skipped else []
    notes += [f"{coverage.not_renewed} with a failed last fetch"] if coverage.not_renewed else []
    told = f" ({', '.join(notes)})" if notes else ""
    parts = [f"{coverage.held} held{told}", f"{coverage.failed} failed"]
    parts += [f"{coverage.waiting} not fetched yet"] if coverage.waiting else []
    text = f"{coverage.answered} questions answered between {coverage.since} and {coverage.until}: "
    text += ", ".join([*parts, f"missed {coverage.missed}"])
    text += f"; {coverage.unanswered} more have no answer yet" if coverage.unanswered else ""
    text += f"; {coverage.undated} more have no day" if coverage.undated else ""
    return text if coverage.unseen is None else f"{text}; no run has looked at the days from {coverage.unseen} on"


def find_covered_until(discoveries: Iterable[CompletedDiscovery]) -> date | None:
    """The day up to which nothing was left out, given the discoveries of one source, the oldest first.

    One that begins after that day leaves days out, and does not count.
    """
    covered: date | None = None
    for discovery in discoveries:
        if covered is None or discovery.since is None or discovery.since <= covered:
            covered = max(covered or discovery.until, discovery.until)
    return covered


def find_window(
    discoveries: Sequence[CompletedDiscovery], since: date, until: date
) -> tuple[list[CompletedDiscovery], date | None]:
    """Discoveries, the fewest and newest, that together looked at a window, and the first day that none looked at."""
    found: list[CompletedDiscovery] = []
    day = since
    while day <= until:
        seeing = [one for one in discoveries if (one.since is None or one.since <= day) and day <= one.until]
        if not seeing:
            return found, day
        found.append(max(reversed(seeing), key=lambda one: one.until))
        day = found[-1].until + timedelta(days=1)
    return found, None
