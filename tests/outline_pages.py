"""Pages made from plain text, for tests of what is read from lines."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.pages import Box, Page, TextLine, Word

LETTER = 5.5  # points
LINE = 12.0
LEFT = 70.0
TOP = 50.0


def to_pages(text: str, bold: Sequence[str] = ()) -> tuple[Page, ...]:
    """A page for each form feed, a line of 12 points for each line; leading spaces indent, blank lines leave room.

    Lines that begin with one of `bold` are printed in bold.
    """
    return tuple(_to_page(number, part.split("\n"), tuple(bold)) for number, part in enumerate(text.split("\f"), 1))


def line_top(row: int) -> float:
    """Where the line with this number (from 0) of a page begins."""
    return TOP + row * LINE


def _to_page(number: int, rows: Sequence[str], bold: tuple[str, ...]) -> Page:
    lines = tuple(_to_line(row, at, number, bold) for at, row in enumerate(rows) if row.strip())
    words = tuple(word for line in lines for word in line.words)
    return Page(number, 595.0, 842.0, 0, words, lines, (), (), bool(words))


def _to_line(row: str, at: int, page: int, bold: tuple[str, ...]) -> TextLine:
    is_bold = bool(bold) and row.strip().startswith(bold)
    words, column = [], len(row) - len(row.lstrip())
    for text in row.split():
        column = row.index(text, column)
        box = Box(LEFT + column * LETTER, line_top(at), LEFT + (column + len(text)) * LETTER, line_top(at) + 10)
        words.append(Word(text, box, "Verdana-Bold" if is_bold else "Verdana", 10.0, is_bold))
        column += len(text)
    return TextLine(tuple(words), Box(words[0].box.x0, line_top(at), words[-1].box.x1, line_top(at) + 10), page)
