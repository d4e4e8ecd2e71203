"""What stands between two parts of a table and does not part them: footnotes at a page's bottom, and the line at the
next page's top that says that the table goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from parsers.geometry import line_text, overlap
from parsers.vocabulary import fold, load_words
from schemas.pages import Page, Rule, TextLine

_SMALL = 0.85  # of the line's largest size: a raised mark (58 to 80 %)
_SMALLER = 0.96  # of the size of the text above: the print of notes
_LOW = 0.75  # of the page's height, which notes reach
_MOST_LINES = 15
_MOST_OF_WIDTH = 0.5  # of the page, that the rule over notes may run
_RULE_NEAR = 1.5  # heights of the line below it
_CLOSE = 0.7  # of a line's height, between the lines of one note
_MOST_WORDS = 10  # of a line that says that a table goes on
_SURE_MARK = re.compile(r"\*{1,3}|[†‡¹²³⁰-⁹]|[(\[](\d{1,2}|\*{1,3})[)\]]")
_MARK = re.compile(r"[(\[]?(\d{1,2}|[a-z]|\*{1,3})[)\]]?[.:]?")


def find_foot_notes(page: Page) -> tuple[TextLine, ...]:
    """The lines at the page's bottom that are footnotes: the first begins with a mark that is raised, or stands under a
    short rule, or is set in smaller print than the line above; the others go on with it, or begin with a mark too."""
    lines = sorted(page.lines, key=lambda line: line.box.top)
    if not lines or lines[-1].box.bottom < _LOW * page.height:
        return ()
    for at in range(max(1, len(lines) - _MOST_LINES), len(lines)):
        if _begins(lines[at], lines[at - 1], page) and _are_notes(lines[at:]):
            return tuple(lines[at:])
    return ()


def without_page_ends(page: Page) -> tuple[TextLine, ...]:
    """The page's lines that can part a table: no footnotes at its bottom, no line at its top that says it goes on."""
    notes = find_foot_notes(page)
    said = list(takewhile(says_goes_on, page.lines))
    return tuple(line for line in page.lines[len(said) :] if line not in notes)


def says_goes_on(line: TextLine) -> bool:
    """`Tabel 2 (vervolg)` above the part on the next page."""
    if len(line.words) > _MOST_WORDS:
        return False
    text = fold(line_text(line))
    return any(re.search(rf"(^|\(|\W)({re.escape(words)})[).: ]*$", text) for words in _continuation_words())


def _begins(line: TextLine, above: TextLine, page: Page) -> bool:
    """Whether the first note of a page begins with this line."""
    if _has_raised_mark(line):
        return _is_smaller(line, above) or _is_under_rule(line, above, page)
    if _has_mark(line) and _is_under_rule(line, above, page):
        return True
    return _SURE_MARK.match(line.words[0].text) is not None and _is_smaller(line, above)


def _are_notes(lines: Sequence[TextLine]) -> bool:
    """Whether each line begins with a mark, or goes on closely with the one above in print no larger than the first."""
    most = _size(lines[0]) / _SMALLER
    return all(_size(line) <= most for line in lines) and all(
        _has_raised_mark(line) or _has_mark(line) or line.box.top - above.box.bottom < _CLOSE * _height(above)
        for above, line in pairwise(lines)
    )


def _has_raised_mark(line: TextLine) -> bool:
    first = line.words[0]
    return first.size <= _SMALL * _size(line) and _MARK.fullmatch(first.text) is not None


def _has_mark(line: TextLine) -> bool:
    text = line.words[0].text
    return _SURE_MARK.match(text) is not None or _MARK.fullmatch(text) is not None


def _is_under_rule(line: TextLine, above: TextLine, page: Page) -> bool:
    """Whether a short rule that no other one goes on stands between the line and what is above."""
    top, bottom = above.box.bottom - 1, line.box.top + 1
    rules = [r.box for r in page.rules if r.horizontal and top <= r.box.top <= bottom]
    lowest = max(rules, key=lambda box: box.top, default=None)
    if lowest is None or line.box.top - lowest.top > _RULE_NEAR * _height(line):
        return False
    alone = all(box == lowest or abs(box.top - lowest.top) > 2 for box in rules)
    short = lowest.x1 - lowest.x0 <= _MOST_OF_WIDTH * page.width and not _is_crossed(lowest.top, line, page.rules)
    return alone and short and overlap(lowest.x0, lowest.x1, line.box.x0, line.box.x1) > 0


def _is_crossed(height: float, line: TextLine, rules: Sequence[Rule]) -> bool:
    """Whether a vertical rule runs from there down beside the line: then both stand in a table."""
    return any(not r.horizontal and overlap(r.box.top, r.box.bottom, height, line.box.bottom) > 2 for r in rules)


def _continuation_words() -> list[str]:
    return [fold(row["words"]) for row in load_words("continuations")]


def _is_smaller(line: TextLine, other: TextLine) -> bool:
    return _size(line) < _SMALLER * _size(other)


def _size(line: TextLine) -> float:
    return max(word.size for word in line.words)


def _height(line: TextLine) -> float:
    return line.box.bottom - line.box.top
