"""The title of a question: the first paragraph under its header, or of a document whose header is missing."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.lines import PrintedLine, clean, is_followed_closely, is_full

_MOST_LINES = 4
_MOST_LETTERS = 300  # the longest subjects have some 190
_SAME_SIZE = 0.6  # points


def find_title(lines: Sequence[PrintedLine], right: float | None) -> tuple[PrintedLine, ...]:
    """The lines of the title; empty when the text begins at once.

    It ends before a gap, before other letters (not bold, smaller) and after a line on which there was room left.
    """
    if not lines or lines[0].in_table:
        return ()
    end = 1
    while end < len(lines) and _goes_on(lines[end - 1], lines[end], right):
        end += 1
    title = tuple(lines[:end])
    return title if _is_title(title) else ()


def _goes_on(line: PrintedLine, after: PrintedLine, right: float | None) -> bool:
    alike = line.bold == after.bold and abs(_size(line) - _size(after)) <= _SAME_SIZE
    return alike and is_followed_closely(line, after) and (line.bold or is_full(line, after, right))


def _size(line: PrintedLine) -> float:
    return line.source.words[0].size


def _is_title(lines: Sequence[PrintedLine]) -> bool:
    text = clean(" ".join(line.text for line in lines))
    return len(lines) <= _MOST_LINES and len(text) <= _MOST_LETTERS and not text.endswith((".", ":", ";", ","))
