"""Tables printed side by side: one list in several blocks under the same header, or different tables beside each other.

    Begunstigde   Bedrag      Begunstigde   Bedrag
    Alfa vzw       1.000      Gamma vzw      3.000
    Beta vzw       2.000      Delta vzw      4.000

Such a part of a page is read block by block, the left one downwards first, as columns of text are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.geometry import centre
from parsers.header_words import match_header
from parsers.tables.gutters import find_gutters
from parsers.tables.header_lines import HeaderBlock, find_header_blocks, follows_closely
from parsers.tables.region_ends import column_of
from parsers.tables.segments import SplitLine, is_key
from parsers.tables.sheets import to_sheets
from parsers.tables.strips import Gutter
from parsers.vocabulary import fold
from schemas.columns import Role
from schemas.pages import Page, TextLine

_MOST_WORDS = 24  # in the line of a header
_MOST_BLOCKS = 4
_FEWEST_ROWS = 2
_RECIPIENTS: tuple[Role, ...] = ("organisation", "municipality")
_FAR = 10.0  # points between two different tables, at least
_END = 2.0  # points that a rule may reach beyond its table


@dataclass(frozen=True, slots=True)
class Blocks:
    """A part of a page from `top` to `bottom` (points), parted at `sides`; each block begins at one of `starts`."""

    top: float
    bottom: float
    sides: tuple[float, ...]
    starts: tuple[float, ...]


def find_blocks(pages: Sequence[Page]) -> dict[int, Blocks]:
    """Page number -> its first blocks; a list goes on in blocks on the next page when it reaches the page's end."""
    found: dict[int, Blocks] = {}
    for page in pages:
        before = found.get(page.number - 1)
        if any(map(_may_name_blocks, page.lines)):
            blocks = _find_on_page(page)
        else:
            blocks = _go_on(page, before) if before is not None and before.bottom == float("inf") else None
        if blocks is not None:
            found[page.number] = blocks
    return found


def _may_name_blocks(line: TextLine) -> bool:
    """A quick look at a line: words that repeat in their order, or two amounts."""
    words = [fold(word.text) for word in line.words]
    if not 4 <= len(words) <= _MOST_WORDS:
        return False
    return bool(_find_repeats(words)) or _to_roles(words).count("amount_awarded") >= 2


def _to_roles(texts: Sequence[str]) -> list[Role | None]:
    claims = [match_header(text) for text in texts]
    return [claim[0].role if claim and claim[0].rank <= 2 else None for claim in claims]


def _find_repeats(texts: Sequence[str]) -> int:
    """How often a run of two texts or more is repeated to give all of them; 0 where it is not."""
    counts = (count for count in range(_MOST_BLOCKS, 1, -1) if len(texts) % count == 0 and len(texts) // count >= 2)
    return next((count for count in counts if list(texts[: len(texts) // count]) * count == list(texts)), 0)


def _find_on_page(page: Page) -> Blocks | None:
    sheet = to_sheets([page], {})[0]
    found = (_to_blocks(page, sheet.lines, block) for block in find_header_blocks(sheet.lines))
    return next((blocks for blocks in found if blocks is not None), None)


def _to_blocks(page: Page, lines: Sequence[SplitLine], header: HeaderBlock) -> Blocks | None:
    firsts = _find_firsts(lines, header)
    if not firsts:
        return None
    below = lines[header.end :]
    gutters = find_gutters(header.spans, below)
    between = [_find_side(gutters, header.spans[at - 1][1], header.spans[at][0]) for at in firsts]
    parting = [gutter for gutter in between if gutter is not None]
    sides = tuple(gutter.middle for gutter in parting)
    end = _count_beside(below, sides)
    rows = [line for line in below[:end] if _is_row(line)]
    if len(parting) < len(firsts) or len(rows) < _FEWEST_ROWS:
        return None
    if not _find_repeats(_to_header(lines, header)) and not _are_apart(
        page, [*lines[header.start : header.end], *rows], sides
    ):
        return None
    start = header.start - _count_captions(lines[: header.start], sides)
    inside = [*lines[start : header.end], *below[:end]]
    bottom = float("inf") if end == len(below) else (below[end - 1].box.bottom + below[end].box.top) / 2
    top = (lines[start - 1].box.bottom + lines[start].box.top) / 2 if start else 0.0
    return Blocks(top, bottom, sides, _find_starts(inside, sides))


def _find_firsts(lines: Sequence[SplitLine], header: HeaderBlock) -> list[int]:
    """The header's columns, by number, with which the second and later blocks begin."""
    columns, texts = len(header.spans), _to_header(lines, header)
    repeats = _find_repeats(texts)
    if repeats and any(_names_recipient(text) for text in texts):  # `Aantal | Bedrag` repeats under each year
        return list(range(columns // repeats, columns, columns // repeats))
    roles = _to_roles(texts)
    half = columns // 2
    if columns % 2 or half < 2 or not _are_alike(roles[:half], roles[half:]):
        return []
    named = all(_names_recipient(text) for text in (texts[0], texts[half]))
    return [half] if named or _has_captions(lines[: header.start], (header.spans[0][0], header.spans[half][0])) else []


def _names_recipient(text: str) -> bool:
    return any(claim.role in _RECIPIENTS for claim in match_header(text))


def _are_alike(roles: Sequence[Role | None], others: Sequence[Role | None]) -> bool:
    """Two tables with the amount in the same place, behind a recipient or a word that nobody knows."""
    places = [[at for at, role in enumerate(side) if role == "amount_awarded"] for side in (roles, others)]
    firsts = (roles[0], others[0])
    return places[0] == places[1] != [] and all(role is None or role in _RECIPIENTS for role in firsts)


def _has_captions(above: Sequence[SplitLine], starts: Sequence[float]) -> bool:
    """Whether the line above prints a title over the left side of each table: `Jaar 2022` beside `Jaar 2023`."""
    lefts = [segment.box.x0 for segment in above[-1].segments] if above else []
    return len(lefts) == len(starts) and all(abs(a - b) <= _FAR for a, b in zip(lefts, starts, strict=True))


def _to_header(lines: Sequence[SplitLine], header: HeaderBlock) -> list[str]:
    """The folded words over each of the header's columns."""
    words = [word for line in lines[header.start : header.end] for word in line.line.words]
    inside = ([w.text for w in words if x0 - 1 <= centre(w.box)[0] <= x1 + 1] for x0, x1 in header.spans)
    return [fold(" ".join(texts)) for texts in inside]


def _find_side(gutters: Sequence[Gutter], left: float, right: float) -> Gutter | None:
    return next((gutter for gutter in gutters if left - 1 <= gutter.middle <= right + 1), None)


def _are_apart(page: Page, lines: Sequence[SplitLine], sides: Sequence[float]) -> bool:
    """Different tables stand far from each other, and no rule joins them; the same header printed again is enough."""
    words = [word.box for line in lines for word in line.line.words]
    top, bottom = lines[0].box.top - lines[0].height, lines[-1].box.bottom + lines[0].height
    for x in sides:
        left, right = max(b.x1 for b in words if b.x0 < x), min(b.x0 for b in words if b.x0 >= x)
        rules = [rule.box for rule in page.rules if rule.horizontal and top <= rule.box.top <= bottom]
        if right - left < _FAR or any(rule.x0 + _END < x < rule.x1 - _END for rule in rules):
            return False
    return True


def _count_beside(lines: Sequence[SplitLine], sides: Sequence[float]) -> int:
    """How many of the lines, from the first on, cross none of the sides; none that belongs to no block comes last."""
    end = next((at for at, line in enumerate(lines) if any(_crosses(line, x) for x in sides)), len(lines))
    while end and not _is_of_rows(lines[end - 1], lines[: end - 1], sides):
        end -= 1
    return end


def _is_of_rows(line: SplitLine, above: Sequence[SplitLine], sides: Sequence[float]) -> bool:
    """A number, texts in two blocks, or the wrapped words of the row above."""
    if any(is_key(segment) for segment in line.segments) or _has_both(line, sides):
        return True
    return bool(above) and follows_closely(above[-1], line)


def _crosses(line: SplitLine, x: float) -> bool:
    return any(segment.box.x0 < x - 1 and segment.box.x1 > x + 1 for segment in _cut(line, x))


def _cut(line: SplitLine, x: float) -> Iterator[TextLine]:
    """The segments; one whose words leave the side open (a narrow gutter with a rule) does not cross it."""
    for segment in line.segments:
        if any(word.box.x0 < x - 1 and word.box.x1 > x + 1 for word in segment.words) or not line.cuts:
            yield segment


def _has_both(line: SplitLine, sides: Sequence[float]) -> bool:
    return len({sum(centre(s.box)[0] >= x for x in sides) for s in line.segments}) > 1


def _is_row(line: SplitLine) -> bool:
    """Whether words and a number stand side by side."""
    return any(is_key(segment) for segment in line.segments) and len(line.segments) >= 2


def _count_captions(lines: Sequence[SplitLine], sides: Sequence[float]) -> int:
    """The titles of the blocks right above their headers: texts on more than one side, none over a side."""
    count = 0
    while count < len(lines) and count < 2:
        line = lines[len(lines) - 1 - count]
        if any(_crosses(line, x) for x in sides) or not _has_both(line, sides):
            break
        count += 1
    return count


def _find_starts(lines: Sequence[SplitLine], sides: Sequence[float]) -> tuple[float, ...]:
    """Where each block's words begin."""
    gutters = [Gutter(x, x, x) for x in sides]
    places = [(column_of(segment, gutters), segment.box.x0) for line in lines for segment in line.segments]
    return tuple(min(x for block, x in places if block == at) for at in range(len(sides) + 1))


def _go_on(page: Page, before: Blocks) -> Blocks | None:
    """The blocks of the page before on this one, where its first lines leave the same strips open."""
    lines = to_sheets([page], {})[0].lines
    end = _count_beside(lines, before.sides)
    if sum(_is_row(line) and _has_both(line, before.sides) for line in lines[:end]) < _FEWEST_ROWS:
        return None
    bottom = float("inf") if end == len(lines) else (lines[end - 1].box.bottom + lines[end].box.top) / 2
    return Blocks(0.0, bottom, before.sides, before.starts)
