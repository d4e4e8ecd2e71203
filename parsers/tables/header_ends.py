"""Where a header ends: its lines that hold no known word, above and below those that do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.geometry import line_text, to_box
from parsers.tables.gutters import make_room
from parsers.tables.header_lines import HeaderBlock, Span, follows_closely, knows, to_stacks
from parsers.tables.headers import is_amount
from parsers.tables.region_ends import filled_columns, fits
from parsers.tables.segments import SplitLine, is_key
from parsers.tables.strips import Gutter
from parsers.tables.super_headers import find_runs, stands_over
from schemas.pages import Rule

_MOST_LINES = 6
_MOST_ROW_LINES = 8
_CLEARLY = 0.25  # of a line's height: so much wider is the gap that ends the header
_FEW_WORDS = 6
_FAR = 3.0  # of a line's height, from line to line
_NEAR = 2.0  # of a line's height: a header is no further above the first row


def widen_header(
    block: HeaderBlock, lines: Sequence[SplitLine], rules: Sequence[Rule], gutters: Sequence[Gutter]
) -> HeaderBlock:
    """Adds the lines that belong to the header although no word in them is known (`Korte inhoud / van het dossier`)."""
    start, end = block.start, block.end
    while end < len(lines) and end - start < _MOST_LINES and _goes_on(lines, start, end, rules, gutters):
        end += 1
    while start and end - start < _MOST_LINES and _begins_above(lines, start, end, gutters):
        start -= 1
    if start and end - start < _MOST_LINES and _is_over_columns(lines[start - 1], lines[start:end], gutters):
        start -= 1
    header = [_without_super(lines[at], lines[at + 1 : end], block.spans) for at in range(start, end)]
    return replace(block, start=start, end=end, spans=_widen(block.spans, header))


def _without_super(line: SplitLine, below: Sequence[SplitLine], spans: Sequence[Span]) -> SplitLine:
    """The line without the texts that stand over several columns: they may stand between two of them."""
    runs = find_runs(line, below, spans)
    own = tuple(segment for at, segment in enumerate(line.segments) if runs.get(at) is None)
    return replace(line, segments=own)


def _goes_on(
    lines: Sequence[SplitLine], start: int, end: int, rules: Sequence[Rule], gutters: Sequence[Gutter]
) -> bool:
    """Whether `lines[end]` is still header: it is bold as the header is and the body is not, a rule is drawn under it,
    or it stands clearly nearer to the header than to what follows."""
    last, line = lines[end - 1], lines[end]
    if not follows_closely(last, line) or not fits(line, gutters) or not _may_name_columns(line, gutters):
        return False
    if all(line_text(segment).startswith("(") for segment in line.segments):  # `(in euro)`
        return True
    if end + 1 >= len(lines) or _is_ruled_off(last, line, rules):
        return False
    after = lines[end + 1]
    if all(other.bold for other in lines[start:end]):
        return line.bold and not all(other.bold for other in lines[end + 1 : end + 8])
    nearer = after.box.top - line.box.bottom > line.box.top - last.box.bottom + _CLEARLY * line.height
    return _is_ruled_off(line, after, rules) or nearer


def _may_name_columns(line: SplitLine, gutters: Sequence[Gutter]) -> bool:
    """No amount or number stands on the line; years may, in the later columns (`2022` in the first is a group row)."""
    keys = [segment for segment in line.segments if is_key(segment)]
    years = all(re.fullmatch(r"(19|20)\d\d", line_text(segment)) for segment in keys)
    return not keys or (years and 0 not in filled_columns(line, gutters))


def _is_ruled_off(line: SplitLine, after: SplitLine, rules: Sequence[Rule]) -> bool:
    """Whether a horizontal rule stands between two lines."""
    top, bottom = (line.box.top + line.box.bottom) / 2, (after.box.top + after.box.bottom) / 2
    between = [rule for rule in rules if rule.horizontal and top < rule.box.top < bottom]
    return any(rule.box.x0 < after.box.x1 and rule.box.x1 > after.box.x0 for rule in between)


def _begins_above(lines: Sequence[SplitLine], start: int, end: int, gutters: Sequence[Gutter]) -> bool:
    """Whether the line above is header too: it stands close and fills a later column (a title starts in the first), or
    holds words over several columns each."""
    above, line = lines[start - 1], lines[start]
    if stands_over(above, lines[start:end]):
        return True
    close = follows_closely(above, line) and fits(above, gutters)
    return close and filled_columns(above, gutters) != {0} and not any(map(is_key, above.segments))


def _is_over_columns(above: SplitLine, header: Sequence[SplitLine], gutters: Sequence[Gutter]) -> bool:
    """`Bedrag in euro` in the middle over two columns: a few words, in the header's type, that lie in the columns' text
    and not at the left, where a title starts; or known headers alone (`Organisatie | Bedrag` over `VAK | VEK`)."""
    line, box = header[0], to_box(line.box for line in header)
    near = above.box.top - line.box.top > -_FAR * line.height and above.bold == line.bold
    few = len(above.line.words) <= _FEW_WORDS and not line_text(above.line).endswith((":", "."))
    inside = box.x0 + 2 < above.box.x0 and above.box.x1 < box.x1 + 2
    known = len(above.segments) > 1 and all(knows(segment) for segment in above.segments)
    return near and bool(gutters) and not any(map(is_key, above.segments)) and (known or (few and inside))


def _widen(spans: Sequence[Span], lines: Sequence[SplitLine]) -> tuple[Span, ...]:
    """The spans with the added lines' words; added words that would join two columns change nothing."""
    stacks = [(min(s.box.x0 for s in stack), max(s.box.x1 for s in stack)) for stack in to_stacks(lines)]
    return tuple(stacks) if len(stacks) >= len(spans) else tuple(spans)


def find_header_above(lines: Sequence[SplitLine], first: int, gutters: Sequence[Gutter]) -> tuple[int, int]:
    """Start and end (not included) of the header lines above a first line with amounts; equal when there are none.

    Lines between are the first row's own, where its amount stands at its middle or bottom.
    """
    start, left = first, tuple(gutters)
    while start and first - start < _MOST_LINES + _MOST_ROW_LINES and _is_near(lines[start - 1], lines[start]):
        moved = make_room(left, lines[start - 1])
        if moved is None or any(is_amount(line_text(s)) for s in lines[start - 1].segments):
            break
        start, left = start - 1, moved
    while start < first and filled_columns(lines[start], left) == {0}:
        start += 1
    return start, _find_break(lines, start, first)


def _is_near(line: SplitLine, below: SplitLine) -> bool:
    return below.box.top - line.box.bottom <= _NEAR * line.height


def _find_break(lines: Sequence[SplitLine], start: int, first: int) -> int:
    """Where the first row begins: behind the bold lines, or below the last clearly wider gap."""
    if start < first and lines[start].bold:
        return next((i for i in range(start, first) if not lines[i].bold), first)
    gaps = {i: lines[i].box.top - lines[i - 1].box.bottom for i in range(start + 1, first + 1)}
    wide = [i for i, gap in gaps.items() if gap > min(gaps.values()) + _CLEARLY * lines[i].height]
    return max(wide, default=first)
