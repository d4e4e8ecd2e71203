"""Labels printed beside their values: which columns of a table hold labels, and what stands beside them.

`Begunstigde | Stad A | Stad B` over `Bedrag | 100 | 200` holds a grant a column; `Begunstigde | X` over `Bedrag | 100`
is a card of one; `Begunstigde | X | Bedrag | 100` is the same card in four columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.dates import find_only_year
from parsers.geometry import line_text, to_box, to_line
from parsers.header_words import RoleClaim, match_header
from parsers.row_words import find_row_label
from parsers.tables.headers import is_full_width
from parsers.vocabulary import fold
from schemas.pages import TextLine
from schemas.tables import Cell, Row

_WORST_RANK = 3
_KNOWN = 0.6  # share of the labels that the vocabulary must know
_LONGEST = 60  # letters of a label


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A label with what stands beside it: one value a printed column."""

    label: Cell
    values: tuple[Cell, ...]
    row: Row

    @property
    def name(self) -> str:
        """The label as it is compared: without case, accents, colon and the card's number (`Project 2`)."""
        return without_number(fold(label_text(self.label)))


@dataclass(frozen=True, slots=True, eq=False)
class Title:
    """A row over the labels of a card (`Project 1`); no row where the title stands over the card beside it."""

    row: Row | None


Stream = list[Entry | Title]


def without_number(label: str) -> str:
    return re.sub(r"\s(?:nr\.?\s?)?\d{1,2}$", "", label)


def label_text(cell: Cell) -> str:
    """`Toegekende / subsidie:` -> `Toegekende subsidie`."""
    return " ".join(line_text(line) for line in cell.lines).rstrip(" :")


def find_claims(text: str) -> tuple[RoleClaim, ...]:
    """What a label surely names; empty for a name or sentence that only holds a header's word. A bare year stands
    beside an amount, as it stands over one."""
    if is_year(text):
        return (RoleClaim("amount_awarded", _WORST_RANK),)
    if len(text) > _LONGEST or not re.search(r"[^\W\d_]{2}", text):  # `40%` is no header
        return ()
    return tuple(claim for claim in match_header(text.rstrip(" :")) if claim.rank <= _WORST_RANK)


def is_year(text: str) -> bool:
    return text.isdigit() and find_only_year(text) is not None


def is_known(text: str) -> bool:
    """Whether the text is a known header word, or the label of a total."""
    return bool(find_claims(text)) or find_row_label(text) == "total"


def find_streams(edges: Sequence[float], rows: Sequence[Row]) -> list[Stream]:
    """What the labels of a table (its columns' sides and its rows) stand beside, from top to bottom; several streams
    where cards stand side by side.

    Empty where the first column holds no labels, or where the words beside them are headers as well.
    """
    starts = _find_label_columns(len(edges) - 1, rows)
    if not starts:
        return []
    ends = [*starts[1:], len(edges) - 1]
    parts = [_to_stream(rows, start, range(start + 1, end)) for start, end in zip(starts, ends, strict=True)]
    if len(parts) == 1 or _repeat_labels(parts):
        return [parts[0], *([_without_row(item) for item in part] for part in parts[1:])]
    return [_interleave(parts)] if all(end - start == 2 for start, end in zip(starts, ends, strict=True)) else []


def _find_label_columns(count: int, rows: Sequence[Row]) -> list[int]:
    """The first column, and each column of labels behind a column of values; empty where the table is no such table."""
    rows = [row for row in rows if not is_full_width(row)]
    starts: list[int] = []
    for column in range(count - 1):
        if (not starts or column - starts[-1] >= 2) and _holds_labels(rows, column):
            starts.append(column)
    values = [column for column in range(1, count) if column not in starts]
    if not starts or starts[0] or not rows or _names_columns(rows[0], values):
        return []
    return starts


def _holds_labels(rows: Sequence[Row], column: int) -> bool:
    texts = [label_text(row.cells[column]) for row in rows if row.cells[column].lines]
    return bool(texts) and sum(map(is_known, texts)) >= _KNOWN * len(texts)


def _names_columns(row: Row, values: Sequence[int]) -> bool:
    """A header over columns: known words beside the first label too; `Project 1 | Project 2` only number grants."""
    texts = [label_text(row.cells[column]) for column in values if row.cells[column].lines]
    known = [text for text in texts if any(claim.rank <= 2 for claim in find_claims(text))]
    numbers = len(texts) > 1 and len({without_number(fold(text)) for text in known}) == 1
    return bool(texts) and 2 * len(known) >= len(texts) and not numbers


def _to_stream(rows: Sequence[Row], column: int, values: range) -> Stream:
    stream: Stream = []
    for row in rows:
        label, beside = row.cells[column], tuple(row.cells[at] for at in values)
        filled = [cell for cell in beside if cell.lines and cell is not label]
        last = stream[-1] if stream else None
        if isinstance(last, Entry) and filled and (not label.lines or label is last.label):
            stream[-1] = _add_values(last, beside)
        elif label.lines and not filled and (is_full_width(row) or _is_title(label_text(label))):
            stream.append(Title(row))
        elif label.lines or filled:  # `| Project 1 | Project 2` over the first label
            stream.append(Entry(label, beside, row))
    return stream


def _is_title(text: str) -> bool:
    """`Project 1` or a name over a card, not a label beside which nothing stands."""
    return text[-1:].isdigit() or not is_known(text)


def _add_values(entry: Entry, more: Sequence[Cell]) -> Entry:
    """A value that goes on in the next row, beside no label of its own."""
    joined = tuple(
        upper if lower is upper or not lower.lines else _join(upper, lower)
        for upper, lower in zip(entry.values, more, strict=True)
    )
    return replace(entry, values=joined)


def _join(upper: Cell, lower: Cell) -> Cell:
    box = to_box([upper.box, lower.box]) if upper.page == lower.page else upper.box
    return replace(upper, box=box, lines=(*upper.lines, *lower.lines))


def _repeat_labels(parts: Sequence[Stream]) -> bool:
    """Whether the columns of labels print the same ones: cards side by side."""
    names = [{item.name for item in part if isinstance(item, Entry)} for part in parts]
    return any(len(one & other) >= 2 for one, other in pairwise(names))


def _without_row(item: Entry | Title) -> Entry | Title:
    """A title over the whole table was printed once."""
    return Title(None) if isinstance(item, Title) and item.row is not None and is_full_width(item.row) else item


def _interleave(parts: Sequence[Stream]) -> Stream:
    """`label | value | label | value` of one card, row by row."""
    items = [item for part in parts for item in part if isinstance(item, Entry)]
    titles = [item for item in parts[0] if isinstance(item, Title)]
    return sorted([*items, *titles], key=_height)


def _height(item: Entry | Title) -> tuple[int, float, float]:
    row = item.row
    if row is None:
        raise ValueError("a title without a row has no height")
    page, box = row.parts[0]
    return page, box.top, item.label.box.x0 if isinstance(item, Entry) else box.x0


def without_colon(cell: Cell) -> Cell:
    """The label's cell without the colon behind it (`Begunstigde:`): labels are headers of the turned table."""
    return replace(cell, lines=tuple(_strip_colons(cell.lines)))


def _strip_colons(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    for line in lines:
        words = [replace(word, text=word.text.rstrip(":")) if line is lines[-1] else word for word in line.words]
        if kept := [word for word in words if word.text]:
            yield to_line(kept, line.page)
