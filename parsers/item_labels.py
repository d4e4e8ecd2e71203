"""Numbers at the start of a line that may begin an item: `1.`, `1-2.U vindt`, `1. en 2.`, `1. t.e.m. 3.`, `II.`"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from parsers.heading_words import HeadingWords, ItemWords
from parsers.lines import PrintedLine, is_followed_closely, is_full

_NUMBER = r"\d{1,2}(?!\d)"
_SUB = r"[a-z](?:\)|\.(?=\s))"  # `1.a)`, `1a.`: the letter is part of the item's text
_MARK = rf"(?P<mark>\.?\s*(?={_SUB})|\.-|[.):°/]+)(?!\d)"
_ROMAN = r"[IVX]{1,5}"
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_SENTENCE_ENDS = (".", "?", "!", ":", ";", "…", ".)", "?)", ".'", ".”")
_IN_RUNNING_TEXT = 7.0
_SMALL_LETTER = 4.0


@dataclass(frozen=True, slots=True)
class ItemLabel:
    """A number that may begin an item: on which line (index), what it covers, its letters, and how doubtful it is."""

    at: int
    covers: tuple[int, ...]
    letters: int
    mark: str
    page: int
    x0: float
    doubt: float


def find_labels(
    lines: Sequence[PrintedLine], words: HeadingWords, right: float | None, roman: bool = False
) -> tuple[ItemLabel, ...]:
    """Every line outside tables that begins with such a number; which of them are items, `choose_items` decides."""
    found = []
    before: PrintedLine | None = None
    for at, line in enumerate(lines):
        if line.in_table:
            continue
        match = _roman_pattern(words.items).match(line.text) if roman else _match(line.folded, line.text, words)
        covers = _roman_covers(match, words) if roman else _covers(match, words)
        if match and covers:
            found.append(_to_label(at, line, match, covers, _doubt(line, match, before, right)))
        before = line
    return tuple(found)


def _to_label(at: int, line: PrintedLine, match: re.Match[str], covers: tuple[int, ...], doubt: float) -> ItemLabel:
    letters = len("".join(match.group().split()))
    return ItemLabel(at, covers, letters, match["mark"].strip()[:1], line.page, line.box.x0, doubt)


def _match(folded: str, text: str, words: HeadingWords) -> re.Match[str] | None:
    """Several numbers, or one after `Vraag`, need no mark when nothing or a capital follows: `1+2`, `Vraag 1`."""
    marked, bare = _patterns(words.items)
    match = marked.match(folded)
    if match:
        return match
    match = bare.match(folded)
    rest = text[match.end() :].strip() if match else "-"
    return match if not rest or rest[0].isupper() else None


@cache
def _patterns(words: ItemWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    join = rf"\s*[.)]?\s*(?:[-+&,/]|(?<![a-z]){words.joins}(?![a-z]))\s*\(?"
    word = rf"\(?(?:{words.words}\s+(?:nrs?\.?\s*)?)"
    numbers = rf"(?P<numbers>{_NUMBER}(?:{join}{_NUMBER})*)"
    several = rf"(?P<several>{_NUMBER}(?:{join}{_NUMBER})+)"
    marked = re.compile(rf"(?:{word}|\()?{numbers}\s*{_MARK}")
    bare = re.compile(rf"(?:{word}(?P<numbers>{_NUMBER}(?:{join}{_NUMBER})*)|{several})(?P<mark>)(?![\d.,%])")
    return marked, bare


def _covers(match: re.Match[str] | None, words: HeadingWords) -> tuple[int, ...]:
    """`1-2` -> 1, 2; `1. t.e.m. 3` -> 1, 2, 3; empty for numbers that do not rise (`12,5`)."""
    if match is None:
        return ()
    printed = match["numbers"] or match["several"]
    covers: list[int] = []
    end = 0
    for number in re.finditer(r"\d+", printed):
        value = int(number.group())
        if value <= (covers[-1] if covers else 0):
            return ()
        joined = words.items.range.search(printed[end : number.start()])
        covers.extend(range(covers[-1] + 1, value + 1) if covers and joined else (value,))
        end = number.end()
    return tuple(covers)


@cache
def _roman_pattern(words: ItemWords) -> re.Pattern[str]:
    join = rf"\s*[.)]?\s*(?:[-+&,/]|(?<![a-z]){words.joins}(?![a-z]))\s*"
    return re.compile(rf"(?P<numbers>{_ROMAN}(?:{join}{_ROMAN})*)\s*(?P<mark>[.)])(?=\s|$)")


def _roman_covers(match: re.Match[str] | None, words: HeadingWords) -> tuple[int, ...]:
    """`II en III` -> 2, 3; `I-III` -> 1, 2, 3."""
    if match is None:
        return ()
    covers: list[int] = []
    end = 0
    for number in re.finditer(_ROMAN, match["numbers"]):
        value = _ROMANS.index(number.group()) + 1 if number.group() in _ROMANS else 0
        if value <= (covers[-1] if covers else 0):
            return ()
        joined = words.items.range.search(match["numbers"][end : number.start()])
        covers.extend(range(covers[-1] + 1, value + 1) if covers and joined else (value,))
        end = number.end()
    return tuple(covers)


def _doubt(line: PrintedLine, match: re.Match[str], before: PrintedLine | None, right: float | None) -> float:
    """What speaks against an item: a sentence going on (`in artikel` / `2. van het decreet`), a small letter."""
    rest = line.text[match.end() :].strip()
    small = rest[:1].islower() and not re.match(_SUB, rest)
    return _IN_RUNNING_TEXT * (before is not None and _runs_on(before, line, right)) + _SMALL_LETTER * small


def _runs_on(before: PrintedLine, line: PrintedLine, right: float | None) -> bool:
    if before.text.endswith(_SENTENCE_ENDS) or not is_full(before, line, right):
        return False
    return is_followed_closely(before, line) or before.page != line.page
