"""Several readings of the same place compete, and evidence decides: above all the printed total.

The first reading of a table stands while nothing speaks against it. Where its rows do not add up to the printed total,
or some of them could not be read, the same place is read in the other ways of `parsers.tables.choose`; another reading
takes its place only when it sees everything the first one saw and the total (or the faults) decides for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from parsers.annex_pointers import AnswerSaid, add_said
from parsers.geometry import line_text, overlap
from parsers.grant_tables import TableResult, read_table
from parsers.joint_totals import settle_joint_totals
from parsers.lent_headers import names_recipients, read_on
from parsers.tables.choose import FIRST, OTHERS, GridReader, Way
from parsers.tables.context import read_place
from parsers.tables.shared_leads import find_shared_year
from parsers.tables.stitch import stitch
from parsers.tables.turned import turn
from schemas.pages import Page
from schemas.questions import Outline
from schemas.results import SourceDocument
from schemas.rows import TablePlace
from schemas.tables import Grid, Table

ReadHere = Callable[[Table], TableResult]
_TOUCH = 2.0  # points; tables that share less than this stand beside each other


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A table and what it gave."""

    table: Table
    result: TableResult


@dataclass(frozen=True, slots=True)
class Weight:
    """What speaks for or against the reading of a place: its printed totals, those that the rows do not add up to, the
    rows that could not be read, and the amounts granted."""

    totals: Counter[Decimal]
    mismatches: int
    faults: int
    amounts: Counter[Decimal]

    @property
    def is_doubtful(self) -> bool:
        return bool(self.mismatches or self.faults)

    def beats(self, first: Weight) -> bool:
        """Whether this reading of the same place shall stand instead of the first: it sees the same printed totals,
        and more of them agree; or no fewer agree, every amount of the first is granted, and fewer rows are unread."""
        if not (first.totals <= self.totals and self.amounts):
            return False
        if self.mismatches != first.mismatches:
            return self.mismatches < first.mismatches
        return self.faults < first.faults and first.amounts <= self.amounts

    def __str__(self) -> str:
        agree = self.totals.total() - self.mismatches
        return f"{agree} of {self.totals.total()} totals agree, {self.faults} faults, {self.amounts.total()} grants"


@dataclass(frozen=True, slots=True)
class TableReader:
    """All that is needed to read the tables of a document in one way or another."""

    grids: GridReader
    pages: tuple[Page, ...]
    outline: Outline
    own_words: frozenset[str]
    source: SourceDocument
    said: AnswerSaid

    def read(self, tables: Sequence[Table]) -> list[Reading]:
        """What each of the tables gives where it stands; one without a header and without grants of its own may go on
        under the columns of an earlier one."""
        read: list[tuple[Table, TableResult]] = []
        for table in tables:
            read_here = partial(self._read_table, place=self._read_place(table, tables))
            result = read_here(table)
            read.append(self._read_on(table, result, read, read_here) or (table, result))
        return [Reading(table, result) for table, result in read]

    def _read_on(
        self, table: Table, result: TableResult, read: Sequence[tuple[Table, TableResult]], read_here: ReadHere
    ) -> tuple[Table, TableResult] | None:
        """The table under the columns of an earlier one, where its own rows tell less."""
        if result.grants and names_recipients(result):
            return None
        on = read_on(table, read, read_here)
        return on if on and len(on[1].grants) >= len(result.grants) else None

    def _read_table(self, table: Table, place: TablePlace) -> TableResult:
        return read_table(table, place, self.own_words, self.source, self.outline.question)

    def _read_place(self, table: Table, tables: Sequence[Table]) -> TablePlace:
        place = read_place(table, tables, self.pages, self.outline)
        if place.year is None:
            place = replace(place, year=find_shared_year(table, tables, self.pages, self.outline))
        if place.section != "annex":
            return place
        told = " ".join([*self.said.before, *self.said.pointing, *(item.text for item in self.outline.answer.items)])
        return replace(add_said(place, self.said), told=told)

    def read_again(self, numbers: frozenset[int]) -> Iterator[tuple[Way, list[Reading]]]:
        """The tables on some pages read in the other ways, those that change a row."""
        seen = [_to_texts(self.grids.read(FIRST, numbers))]
        for way in OTHERS:
            grids = self.grids.read(way, numbers)
            if _to_texts(grids) not in seen:
                seen.append(_to_texts(grids))
                yield way, self.read(to_tables(grids, self.pages))


def to_tables(grids: Sequence[Grid], pages: Sequence[Page]) -> tuple[Table, ...]:
    """The whole tables of a document in reading order, those with labels in a column turned."""
    by_number = {page.number: page for page in pages}
    return turn(stitch(grids, by_number), by_number)


def choose_readings(tables: Sequence[Table], reader: TableReader) -> tuple[Reading, ...]:
    """What the tables give; where that is doubtful, what the best other reading of the same place gives.

    The evidence of the report says which way was taken and what the others came to.
    """
    readings = _join_totals(reader.read(tables))
    for doubtful in [reading for reading in readings if weigh([reading]).is_doubtful and not _is_unclear(reading)]:
        if doubtful in readings:  # not yet replaced together with another
            readings = _settle(doubtful, readings, reader)
    return tuple(_join_totals(readings))


def _join_totals(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with the totals that stand for several tables."""
    results = settle_joint_totals([reading.result for reading in readings])
    return [replace(reading, result=result) for reading, result in zip(readings, results, strict=True)]


def _is_unclear(reading: Reading) -> bool:
    """Units that contradict each other are no fault of the reading: another one would only lose sight of a note."""
    return any(finding.code == "unit_unclear" for finding in reading.result.findings)


def weigh(readings: Sequence[Reading]) -> Weight:
    """The evidence in what tables gave."""
    results = [reading.result for reading in readings]
    totals = [total for result in results for total in result.report.printed_totals]
    return Weight(
        totals=Counter(total.amount_eur for total in totals),
        mismatches=sum(total.verdict == "mismatch" for total in totals),
        faults=sum(f.severity == "error" or f.code == "amount_missing" for r in results for f in r.findings),
        amounts=Counter(grant.amount_eur for result in results for grant in result.grants),
    )


@dataclass(frozen=True, slots=True)
class _Rival:
    """Tables read in another way, and those of the first way that stand in the same place."""

    way: Way
    readings: tuple[Reading, ...]
    replaced: tuple[Reading, ...]
    weight: Weight

    @property
    def wins(self) -> bool:
        return self.weight.beats(weigh(self.replaced))


def _to_texts(grids: Sequence[Grid]) -> list[list[list[str]]]:
    return [[[line_text(line) for c in row.cells for line in c.lines] for row in grid.rows] for grid in grids]


def _settle(doubtful: Reading, readings: list[Reading], reader: TableReader) -> list[Reading]:
    """The readings with the doubtful one replaced by the best that beats it; or with the evidence that none does."""
    rivals = _find_rivals(doubtful, readings, reader)
    best = min((r for r in rivals if r.wins), key=lambda r: (r.weight.mismatches, r.weight.faults), default=None)
    replaced, chosen = (best.replaced, best.readings) if best else ((doubtful,), (doubtful,))
    evidence = {f"{rival.way.name}": str(rival.weight) for rival in rivals}
    evidence = {"first reading": str(weigh(replaced)), **evidence, "taken": best.way.name if best else "first reading"}
    at = readings.index(replaced[0])
    rest = [reading for reading in readings[at:] if reading not in replaced]
    return [*readings[:at], *(_with_evidence(reading, evidence) for reading in chosen), *rest]


def _find_rivals(doubtful: Reading, readings: Sequence[Reading], reader: TableReader) -> list[_Rival]:
    """Each other reading of the place of a table that comes to something else than those before it, up to one that
    wins without any doubt."""
    numbers = frozenset(number for number, _ in doubtful.table.parts)
    rivals: list[_Rival] = []
    for way, again in reader.read_again(numbers):
        replaced, others = _find_place(doubtful, readings, again)
        weight = weigh(others)
        known = [weigh(replaced), *(rival.weight for rival in rivals)]
        if weight not in known and all(number in numbers for r in replaced for number, _ in r.table.parts):
            rivals.append(_Rival(way, others, replaced, weight))
            if rivals[-1].wins and not weight.is_doubtful:
                break
    return rivals


def _find_place(
    doubtful: Reading, readings: Sequence[Reading], others: Sequence[Reading]
) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """The tables of two ways of reading that overlap: the doubtful one with what shares its place."""
    replaced: tuple[Reading, ...] = (doubtful,)
    while True:
        found = tuple(other for other in others if any(_overlap(other, reading) for reading in replaced))
        wider = tuple(r for r in readings if r is doubtful or any(_overlap(r, other) for other in found))
        if len(wider) == len(replaced):
            return replaced, found
        replaced = wider


def _overlap(one: Reading, other: Reading) -> bool:
    return any(
        a == b and overlap(p.x0, p.x1, q.x0, q.x1) > _TOUCH and overlap(p.top, p.bottom, q.top, q.bottom) > _TOUCH
        for a, p in one.table.parts
        for b, q in other.table.parts
    )


def _with_evidence(reading: Reading, evidence: dict[str, str]) -> Reading:
    """The reading with what competed for its place, in the report and in the finding of a total that does not agree."""
    result = reading.result
    others = len(evidence) - 2
    findings = tuple(
        replace(finding, message=f"{finding.message}; {others} other readings of the table do not agree with it either")
        if finding.code == "total_mismatch" and others
        else finding
        for finding in result.findings
    )
    report = replace(result.report, evidence={**result.report.evidence, **evidence})
    return replace(reading, result=replace(result, report=report, findings=findings))
