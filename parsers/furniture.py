"""Running headers and footers: lines that repeat at the same height, page after page."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from parsers.geometry import line_text, overlap
from parsers.header_words import find_roles_in
from parsers.vocabulary import fold, load_words
from schemas.pages import Rule, TextLine

_ZONE = 0.2  # share of the page's height, at its top and at its bottom, where furniture may stand
_SAME_HEIGHT = 4.0  # points
_APART = 0.6  # of a line's height: more space than stands between the lines of a paragraph

PageLines = tuple[Sequence[TextLine], float, Sequence[Rule]]
"""A page's lines, its height and its ruling lines."""


def find_furniture(pages: Sequence[PageLines]) -> tuple[frozenset[TextLine], ...]:
    """For each page the lines that are furniture.

    From the page's edge inwards, a line is furniture as long as it stands in the outer zone, beside no vertical rule,
    and its text (page number left open) repeats at the same height on another page, or is a running text known by
    the vocabulary (`furniture.csv`), which also serves documents of one page. Amounts stay part of the text that must
    repeat, so that the last row of a table is never taken for a footer; and blank space or a rule must part furniture
    from the text, so that a cell's line that happens to repeat at the top of two pages stays in its cell.
    """
    candidates = [_candidates(*page) for page in pages]
    seen = Counter(
        key
        for number, (head, foot) in enumerate(candidates, 1)
        for key in {_key(line, number) for line in (*head, *foot)}
    )
    return tuple(
        frozenset(line for lines in both for line in _set_apart(_outermost(lines, number, seen), *pages[number - 1]))
        for number, both in enumerate(candidates, 1)
    )


_Key = tuple[str, int]


def _candidates(
    lines: Sequence[TextLine], height: float, rules: Sequence[Rule]
) -> tuple[list[TextLine], list[TextLine]]:
    """The lines of the page's head and foot, from the edge inwards."""
    free = [line for line in lines if not _is_ruled(line, rules)]
    head = [line for line in free if line.box.bottom < height * _ZONE]
    foot = [line for line in free if line.box.top > height * (1 - _ZONE)]
    return sorted(head, key=lambda line: line.box.top), sorted(foot, key=lambda line: -line.box.top)


def _outermost(lines: Sequence[TextLine], number: int, seen: Counter[_Key]) -> list[TextLine]:
    return list(takewhile(lambda line: _repeats(_key(line, number), seen) or _is_known(line), lines))


def _set_apart(
    furniture: list[TextLine], lines: Sequence[TextLine], height: float, rules: Sequence[Rule]
) -> list[TextLine]:
    """Without the innermost lines that follow on the text as closely as lines of a paragraph do; one that counts the
    pages (`pagina 2 van 3`) is furniture however close."""
    kept = list(furniture)
    while kept and not _is_known(kept[-1]) and not _counted_page().search(line_text(kept[-1]).casefold()):
        text = min((line for line in lines if line not in kept), key=lambda li: abs(_gap(li, kept[-1])), default=None)
        if text is None or _gap(text, kept[-1]) >= _APART * (text.box.bottom - text.box.top):
            break
        if _rule_between(text, kept[-1], rules):
            break
        kept.pop()
    return kept


def _gap(line: TextLine, other: TextLine) -> float:
    """Points between two lines, one above the other; negative when they stand side by side."""
    return max(line.box.top, other.box.top) - min(line.box.bottom, other.box.bottom)


def _rule_between(line: TextLine, other: TextLine, rules: Sequence[Rule]) -> bool:
    top, bottom = min(line.box.bottom, other.box.bottom), max(line.box.top, other.box.top)
    return any(rule.horizontal and top - 2 <= rule.box.top <= bottom + 2 for rule in rules)


def _is_ruled(line: TextLine, rules: Sequence[Rule]) -> bool:
    """Whether a vertical rule runs beside the line: then it stands in a table."""
    return any(not r.horizontal and overlap(r.box.top, r.box.bottom, line.box.top, line.box.bottom) > 2 for r in rules)


def _key(line: TextLine, page: int) -> _Key:
    """Text with the page's number left open, and the height in steps of a few points. An annex may count its own pages:
    `Pagina 1 van 3` on page 2 counts as one less than the page's number."""
    text = unicodedata.normalize("NFKC", line_text(line)).casefold()
    counted = _counted_page().sub(lambda match: f"{match[1]}{int(match[2]) - page:+d}", text)
    free = counted if counted != text else re.sub(rf"(?<![\d.,]){page}(?![\d.,])", "#", text)
    return free, round(line.box.top / _SAME_HEIGHT)


@cache
def _counted_page() -> re.Pattern[str]:
    """A number behind a word for page."""
    words = "|".join(re.escape(row["words"]) for row in load_words("page_words"))
    return re.compile(rf"((?<!\w)(?:{words})\.?\s*)([0-9]{{1,3}})(?![0-9.,])")


def _repeats(key: _Key, seen: Counter[_Key]) -> bool:
    text, height = key
    return sum(seen[text, near] for near in (height - 1, height, height + 1)) >= 2 and not _is_header_row(text)


def _is_header_row(text: str) -> bool:
    """A table's header repeated at the top of each page names two or more columns (`Organisatie Project Bedrag`)."""
    return len(find_roles_in(text)) >= 2


def _is_known(line: TextLine) -> bool:
    squeezed = fold(line_text(line)).replace(" ", "")
    return any(fold(row["words"]).replace(" ", "") in squeezed for row in load_words("furniture"))
