"""Tables of labels that follow each other, with nothing but the titles of cards between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parsers.amounts import find_amounts
from parsers.dates import find_years
from parsers.geometry import is_inside, line_text
from parsers.tables.label_columns import Stream, find_streams
from schemas.pages import Page, TextLine
from schemas.tables import Table

_LONGEST_TITLE = 90  # letters
_MOST_TITLE_LINES = 2
_NUMBERED = re.compile(r"\d+(?:\s?-\s?\d+)?[.)]\s")


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Tables that follow each other, and what their labels stand beside; nothing for a table without labels."""

    tables: tuple[Table, ...]
    streams: tuple[tuple[Stream, ...], ...]


def find_runs(tables: Sequence[Table], pages: Mapping[int, Page]) -> Iterator[Run]:
    """All tables in order: those of labels together as far as only titles of cards stand between them."""
    held: list[tuple[Table, list[Stream]]] = []
    for table in tables:
        streams = find_streams(table.edges, table.rows)
        if held and not (streams and held[-1][1] and _follows(held[-1][0], table, tables, pages)):
            yield _to_run(held)
            held = []
        held.append((table, streams))
    if held:
        yield _to_run(held)


def _to_run(held: Sequence[tuple[Table, list[Stream]]]) -> Run:
    return Run(tuple(table for table, _ in held), tuple(tuple(streams) for _, streams in held))


def _follows(one: Table, other: Table, tables: Sequence[Table], pages: Mapping[int, Page]) -> bool:
    """Whether nothing but the title of a card stands between two tables: no sentence, no year, no numbered item."""
    texts = [line_text(line) for line in _lines_between(one, other, tables, pages)]
    return len(texts) <= _MOST_TITLE_LINES and all(map(_is_title, texts))


def _is_title(text: str) -> bool:
    plain = len(text) <= _LONGEST_TITLE and not text.endswith((".", ":", ";")) and not _NUMBERED.match(text)
    return plain and not find_years(text) and not find_amounts(text)


def _lines_between(one: Table, other: Table, tables: Sequence[Table], pages: Mapping[int, Page]) -> list[TextLine]:
    (start, above), (end, below) = one.parts[-1], other.parts[0]
    boxes = [part for table in tables for part in table.parts]
    lines = [line for number in range(start, end + 1) for line in pages[number].lines]
    return [
        line
        for line in lines
        if (start, above.bottom) <= (line.page, (line.box.top + line.box.bottom) / 2) < (end, below.top)
        and not any(page == line.page and is_inside(line.box, box) for page, box in boxes)
    ]
