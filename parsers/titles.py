"""The title of a question: the first paragraph under its header, or of a document whose header is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.lines import PrintedLine, clean, is_followed_closely, is_full

_MOST_LINES = 4
_MOST_LETTERS = 300  # the longest subjects have some 190
_SAME_SIZE = 0.6  # points
_ITEM = re.compile(r"\d{1,2}\s*[.)](?!\d)")


def find_title(lines: Sequence[PrintedLine], right: float | None) -> tuple[PrintedLine, ...]:
    """The lines of the title; empty when the text begins at once.

    It ends before a gap, before other letters (not bold, smaller) and before the first numbered question. Where the
    text follows without any of these, it ends with the first line that had room left (`right` is the text's end).
    """
    if not lines or lines[0].in_table or _ITEM.match(lines[0].text):
        return ()
    block = tuple(lines[: _find_end(lines)])
    if _is_title(block):
        return block
    short = next((at for at, line in enumerate(block[:-1], 1) if not is_full(line, block[at], right)), len(block))
    return block[:short] if _is_title(block[:short]) else ()


def find_bold_title(lines: Sequence[PrintedLine], right: float | None) -> tuple[PrintedLine, ...]:
    """The bold lines over a text that is not bold; empty where the first lines are none."""
    title = find_title(lines, right)
    after = lines[len(title)] if title and len(title) < len(lines) else None
    is_bold = after is not None and not after.bold and all(line.bold for line in title)
    return title if is_bold and not any(line.in_table for line in title) else ()


def _find_end(lines: Sequence[PrintedLine]) -> int:
    for at in range(1, len(lines)):
        if not _goes_on(lines[at - 1], lines[at]):
            return at
    return len(lines)


def _goes_on(line: PrintedLine, after: PrintedLine) -> bool:
    alike = line.bold == after.bold and abs(_size(line) - _size(after)) <= _SAME_SIZE
    return alike and is_followed_closely(line, after) and not after.in_table and not _ITEM.match(after.text)


def _size(line: PrintedLine) -> float:
    return line.source.words[0].size


def _is_title(lines: Sequence[PrintedLine]) -> bool:
    """Some lines without the end of a sentence in or behind them."""
    text = clean(" ".join(line.text for line in lines))
    sentences = re.search(r"[a-z\d)][.?!] [A-Z]", text) or text.endswith((".", ":", ";", ","))
    return len(lines) <= _MOST_LINES and len(text) <= _MOST_LETTERS and not sentences
