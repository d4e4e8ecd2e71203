"""Footnote marks, known by their small print: `12.500¹ €` must not be read as 125.001."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from schemas.pages import TextLine

_SMALL = 0.75  # of the line's largest size; word processors print superscripts at 58 to 67 %
_RAISED = re.compile(r"(?:\s+|(?<=[^\W\d_]{3}|[^\W\d_]{2}\.|[^\W_].[)]))[(\[]?[¹²³⁴-⁹⁰]{1,2}[)\]]?,?$")
_MARK = re.compile(r"[(\[]?(\d{1,2}|[a-z]|\*{1,3})[)\]]?,?")


def without_marks(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """The lines without words that are footnote marks: a number, letter or asterisks in much smaller print than the
    line's other words. A line that has only small print keeps it."""
    return tuple([_strip(line) for line in lines])


def is_mark(text: str) -> bool:
    """Whether a raised text is a footnote mark: digits or asterisks, with or without brackets (no `e` of `2e`)."""
    return re.fullmatch(r"[(\[]?(\d{1,2}|\*{1,3})[)\]]?,?", text.strip()) is not None


def without_raised(name: str) -> str:
    """A name without the raised figures at its end (`OCMW Tienen ²`, `De Kade¹`); behind a word of one or two letters
    they may be its own (`Atelier M²`)."""
    return _RAISED.sub("", name)


def _strip(line: TextLine) -> TextLine:
    sizes = [word.size for word in line.words]
    small = _SMALL * max(sizes)
    if min(sizes) > small:
        return line
    kept = tuple(word for word in line.words if word.size > small or not _MARK.fullmatch(word.text))
    return line if len(kept) == len(line.words) else replace(line, words=kept)
