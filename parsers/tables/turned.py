"""Tables whose labels stand in a column, turned: a label becomes a header, a printed column of values a row.

Two ways to print grants are read so: one grant a column (`Begunstigde | Stad A | Stad B`), and cards (a small table of
labels and values for each grant, or one table in which the labels are printed again for each). Cards that follow each
other become one table, so that a total below them, their unit and their year hold for all.

Accounting: a printed row of the turned table is a printed column of values, its header row the column of labels. The
labels that each further card prints again count as repeated headers, as a header on top of each page does; a title
over a card and a total below the cards are rows of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from parsers.geometry import to_box
from parsers.tables.card_runs import find_runs
from parsers.tables.cards import Card, find_cards
from parsers.tables.label_columns import Entry, without_colon
from schemas.pages import Box, Page
from schemas.tables import Cell, Row, Table

_Part = tuple[int, Box]


def turn(tables: Sequence[Table], pages: Mapping[int, Page]) -> tuple[Table, ...]:
    """The tables in reading order; those with labels in their first column that name recipients and amounts granted are
    turned, the others stay as they are.

    A turned table's cells keep their page, box and lines, so that an amount's place is where it is printed; a row's
    parts are the printed columns it takes. A card without a recipient is left as printed.
    """
    return tuple(table for run in find_runs(tables, pages) for table in _to_tables(run.tables, find_cards(run, pages)))


def _to_tables(printed: tuple[Table, ...], cards: Sequence[Card]) -> tuple[Table, ...]:
    if not any(card.is_grant for card in cards):
        return printed
    found: list[Table] = []
    for recipient, group in groupby(_with_totals(cards), key=lambda pair: pair[0]):
        members = [card for _, card in group]
        if recipient is None or not any(card.is_grant for card in members):
            found.extend(_to_printed(card) for card in members)
        else:
            found.append(_Turner(members).table())
    return tuple(found)


def _with_totals(cards: Sequence[Card]) -> Iterator[tuple[str | None, Card]]:
    """Each card with the label of its recipient: cards that name theirs alike make one table, with the total below."""
    above: str | None = None
    for card in cards:
        recipient = card.recipient
        if not card.is_total:
            above = recipient.name if recipient else None
        yield above, card


def _to_printed(card: Card) -> Table:
    """A card as printed, where it can't be turned."""
    rows = tuple({id(entry.row): entry.row for entry in card.entries}.values())
    return replace(card.table, rows=(*card.titles, *rows), header_rows=0, parts=_to_parts(rows), repeated_headers=0)


def _to_parts(rows: Sequence[Row]) -> tuple[_Part, ...]:
    return _join_boxes([part for row in rows for part in row.parts])


def _join_boxes(parts: Sequence[_Part]) -> tuple[_Part, ...]:
    """One box a page."""
    pages = dict.fromkeys(page for page, _ in parts)
    return tuple((page, to_box(box for number, box in parts if number == page)) for page in pages)


class _Turner:
    """Makes one table of cards; `columns` are the labels' names in the order of their first print."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.cards = cards
        self.grants = [card for card in cards if not card.is_total]
        labels = {entry.name: entry.label for card in reversed(self.grants) for entry in reversed(card.entries)}
        names = dict.fromkeys(entry.name for card in self.grants for entry in card.entries)
        self.columns = {name: at for at, name in enumerate(names)}
        self.labels = [labels[name] for name in names]
        self._moved: dict[tuple[int, int], Cell] = {}

    def table(self) -> Table:
        first = self.cards[0].table
        rows = [row for card in self.cards for row in self._to_rows(card)]
        parts = tuple(part for card in self.cards for part in _to_parts([entry.row for entry in card.entries]))
        box = to_box(box for _, box in parts)
        width = (box.x1 - box.x0) / len(self.columns)
        return replace(
            first,
            edges=tuple(box.x0 + at * width for at in range(len(self.columns) + 1)),
            rows=(self._header(), *rows),
            header_rows=1,
            parts=tuple(dict.fromkeys(parts)),
            repeated_headers=len(self.grants) - 1,
            evidence={**first.evidence, "turned": "labels in a column", "cards": len(self.grants)},
            turned=True,
        )

    def _header(self) -> Row:
        cells = tuple(replace(without_colon(label), column=at, column_span=1) for at, label in enumerate(self.labels))
        return Row(cells, _join_boxes([(cell.page, cell.box) for cell in cells]))

    def _to_rows(self, card: Card) -> Iterator[Row]:
        for title in card.titles:
            yield self._to_title(title)
        if card.is_total:
            yield self._to_total(card.entries[0])
            return
        for at in range(max(len(entry.values) for entry in card.entries)):
            yield self._to_row([(entry, entry.values[at]) for entry in card.entries if at < len(entry.values)])

    def _to_row(self, pairs: Sequence[tuple[Entry, Cell]]) -> Row:
        parts = _join_boxes([(cell.page, cell.box) for _, cell in pairs])
        beside = {self.columns[entry.name]: cell for entry, cell in pairs}
        return Row(tuple(self._cell(beside.get(at), at, parts[0]) for at in range(len(self.columns))), parts)

    def _cell(self, cell: Cell | None, column: int, part: _Part) -> Cell:
        """A value in the column of its label; blank where the card does not print it. A merged value stays one."""
        if cell is None:
            return Cell(column, 1, *part, ())
        key = (id(cell), column)
        if key not in self._moved:
            self._moved[key] = replace(cell, column=column, column_span=1)
        return self._moved[key]

    def _to_title(self, row: Row) -> Row:
        """One cell over all columns, as titles over rows are."""
        lines = tuple(line for cell in dict.fromkeys(row.cells) for line in cell.lines)
        page, box = row.parts[0]
        return Row((Cell(0, len(self.columns), page, box, lines),) * len(self.columns), row.parts)

    def _to_total(self, entry: Entry) -> Row:
        """The total below the cards: its label in the first column that is not the amounts', its amount in theirs."""
        amount = next(card.amount for card in self.grants if card.amount is not None)
        under = self.columns[amount.name]
        label = 0 if under else len(self.columns) - 1
        cells = [self._cell(None, at, entry.row.parts[0]) for at in range(len(self.columns))]
        cells[label] = replace(entry.label, column=label, column_span=1)
        cells[under] = replace(entry.values[0], column=under, column_span=1)
        return Row(tuple(cells), entry.row.parts)
