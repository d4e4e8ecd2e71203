"""Tables of labels that follow each other -> cards: one block of labels each, with one value or several beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from parsers.amounts import parse_amount
from parsers.geometry import overlap
from parsers.header_words import GRANTED_ROLES
from parsers.row_words import find_row_label
from parsers.tables.card_runs import Run
from parsers.tables.headers import is_amount, to_printed
from parsers.tables.label_columns import Entry, Stream, Title, find_claims, find_streams, label_text
from schemas.columns import Role
from schemas.pages import Page
from schemas.tables import Row, Table

_TOUCH = 3.0  # points
_WORST_TOGETHER = 5  # ranks of recipient and amount: `Naam` (3) with `Budget` (3) says too little
_RECIPIENTS: tuple[Role, ...] = ("organisation", "municipality")


@dataclass(slots=True, eq=False)
class Card:
    """Labels with the values beside them; `titles` are the rows above, `table` the printed table it begins in."""

    table: Table
    entries: list[Entry] = field(default_factory=list)
    titles: list[Row] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {entry.name for entry in self.entries}

    def find(self, roles: Sequence[Role]) -> Entry | None:
        """The entry whose label surest names one of these roles; of equal ones the first role, then the first label."""
        claimed = [
            (claim.rank, roles.index(claim.role), at)
            for at, entry in enumerate(self.entries)
            for claim in find_claims(label_text(entry.label))
            if claim.role in roles
        ]
        return self.entries[min(claimed)[2]] if claimed else None

    @property
    def recipient(self) -> Entry | None:
        """The recipient's entry, where a name stands beside it."""
        found = self.find(("organisation",)) or self.find(_RECIPIENTS)
        texts = [to_printed(cell) for cell in found.values] if found else []
        return found if any(any(map(str.isalpha, text)) and not is_amount(text) for text in texts) else None

    @property
    def amount(self) -> Entry | None:
        return self.find(GRANTED_ROLES)

    @property
    def is_grant(self) -> bool:
        """Whether it names a recipient and prints an amount granted."""
        recipient, amount = self.recipient, self.amount
        if (
            recipient is None
            or amount is None
            or _rank(recipient, _RECIPIENTS) + _rank(amount, GRANTED_ROLES) > (_WORST_TOGETHER)
        ):
            return False
        return any(_is_number(to_printed(cell)) for cell in amount.values)

    @property
    def is_total(self) -> bool:
        """`Totaal | 100.000` below the last card."""
        return len(self.entries) == 1 and find_row_label(label_text(self.entries[0].label)) == "total"


def _is_number(printed: str) -> bool:
    """An amount, also a small one that counts in thousands."""
    try:
        return parse_amount(printed).value_eur > 0
    except ValueError:
        return False


def _rank(entry: Entry, roles: Sequence[Role]) -> int:
    return min(claim.rank for claim in find_claims(label_text(entry.label)) if claim.role in roles)


def find_cards(run: Run, pages: Mapping[int, Page]) -> list[Card]:
    """The cards of a run in printed order; a label printed again, or a title, begins the next one.

    The first label of the run always begins a card, so that cards may have different labels behind it. A card goes on
    in the next table where the page's end cuts it, or where its table was read as two that touch.
    """
    splitter = _Splitter(pages)
    for table, streams in zip(run.tables, run.streams, strict=True):
        splitter.add(table, streams)
    return _give_back_totals(splitter.cards)


def _give_back_totals(cards: Sequence[Card]) -> list[Card]:
    """`Totaal` below each card, or below the only one, adds up that card's own amounts and belongs to it."""
    totals = [card for card in cards if card.is_total]
    if (len(totals) == 1 and len(cards) > 2) or len(cards) == len(totals):
        return list(cards)
    kept: list[Card] = []
    for card in cards:
        if card.is_total and kept and len(kept[-1].entries[0].values) == 1:
            kept[-1].entries.extend(card.entries)
        else:
            kept.append(card)
    return kept


def is_card(edges: Sequence[float], rows: Sequence[Row]) -> bool:
    """Whether some rows of labels and values print a recipient and an amount granted."""
    table = Table(tuple(edges), tuple(rows), 0, "", rows[0].parts)
    streams = find_streams(edges, rows)
    return any(card.is_grant for card in find_cards(Run((table,), (tuple(streams),)), {}))


class _Splitter:
    def __init__(self, pages: Mapping[int, Page]) -> None:
        self.pages = pages
        self.cards: list[Card] = []
        self.first: str | None = None
        self.last: Table | None = None

    def add(self, table: Table, streams: Sequence[Stream]) -> None:
        found: list[Card] = []
        for stream in streams:
            chunks = list(self._to_chunks(table, stream))
            if chunks and len(streams) == 1 and self._goes_on(table, chunks[0]):
                self.cards[-1].entries.extend(chunks.pop(0).entries)
            found.extend(chunks)
        self.cards.extend(sorted(found, key=_top) if len(streams) > 1 else found)
        self.last = table

    def _to_chunks(self, table: Table, stream: Stream) -> Iterator[Card]:
        card = Card(table)
        for item in stream:
            if isinstance(item, Title):
                if card.entries:
                    yield card
                    card = Card(table)
                card.titles.extend([item.row] if item.row else [])
                continue
            self.first = item.name if self.first is None else self.first
            again = item.name in card.names or item.name == self.first or _is_end(item, card)
            if card.entries and again:
                yield card
                card = Card(table)
            card.entries.append(item)
        if card.entries:
            yield card

    def _goes_on(self, table: Table, chunk: Card) -> bool:
        """Whether a card of the table before goes on in this one."""
        if self.last is None or not self.cards or chunk.titles or self.cards[-1].names & chunk.names:
            return False
        if chunk.is_total or len(self.cards[-1].entries[-1].values) != len(chunk.entries[0].values):
            return False
        (page, above), (next_page, below) = self.last.rows[-1].parts[-1], table.rows[0].parts[0]
        if page == next_page:
            beside = overlap(above.x0, above.x1, below.x0, below.x1) > 0
            return beside and abs(below.top - above.bottom) <= _TOUCH
        rest = any(line.box.top > above.bottom for line in self.pages[page].lines)
        before = any(line.box.bottom < below.top for line in self.pages[next_page].lines)
        return next_page == page + 1 and not rest and not before


def _is_end(entry: Entry, card: Card) -> bool:
    """A bare `Totaal` below a card that has its amount already."""
    is_total = find_row_label(label_text(entry.label)) == "total" and not find_claims(label_text(entry.label))
    return is_total and card.amount is not None


def _top(card: Card) -> tuple[int, float, float]:
    page, box = card.entries[0].row.parts[0]
    return page, box.top, card.entries[0].label.box.x0
