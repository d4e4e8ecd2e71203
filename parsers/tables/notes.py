"""Notes directly under a table: they speak of it, not of the table below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.geometry import line_text
from parsers.vocabulary import fold, load_words
from schemas.pages import Page, TextLine
from schemas.tables import Table

_MOST_LINES = 6
_FAR = 2.5  # heights of its line that a note without a mark may stand below its table
_MARK = re.compile(r"[*†‡¹²³⁰-⁹]|\d{1,2}\)")


def find_note_lines(table: Table, tables: Sequence[Table], pages: Sequence[Page]) -> list[TextLine]:
    """The lines of the notes that follow a table, up to the first line that is none (`* bedragen in duizend euro`).

    A line without a mark is a note when it begins with a word of the vocabulary and stands nearer to this table than to
    the next one.
    """
    page, box = table.parts[-1]
    start = (page, box.bottom)
    tops = sorted((p, b.top) for other in tables for p, b in other.parts if (p, b.top) >= start)
    end = tops[0] if tops else (pages[-1].number + 1, 0.0)
    below = [line for p in pages for line in p.lines if start <= (line.page, _middle(line)) < end]
    notes: list[TextLine] = []
    for line in below[:_MOST_LINES]:
        above = (notes[-1].page, notes[-1].box.bottom) if notes else start
        if not _goes_on(line, notes) and not _begins_note(line, above, end):
            break
        notes.append(line)
    return notes


def _goes_on(line: TextLine, notes: Sequence[TextLine]) -> bool:
    """Close below a note's line, and no new paragraph's distance away."""
    if not notes or notes[-1].page != line.page:
        return False
    return line.box.top - notes[-1].box.bottom < 0.5 * _height(line) and line_text(line)[:1].islower()


def _begins_note(line: TextLine, above: tuple[int, float], end: tuple[int, float]) -> bool:
    text = line_text(line)
    if _MARK.match(text):
        return True
    if not any(re.match(rf"{re.escape(words)}(?!\w)", fold(text)) or words == text[:1] for words in _note_words()):
        return False
    gap = line.box.top - above[1] if line.page == above[0] else 0.0
    room = end[1] - line.box.bottom if line.page == end[0] else float("inf")
    return gap < _FAR * _height(line) and gap < room


def _note_words() -> list[str]:
    return [fold(row["words"]) for row in load_words("table_notes")]


def _middle(line: TextLine) -> float:
    return (line.box.top + line.box.bottom) / 2


def _height(line: TextLine) -> float:
    return line.box.bottom - line.box.top
