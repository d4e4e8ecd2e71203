"""Labels and values in aligned columns without a grid around them: `Begunstigde      Stad A`, a line or several each.

A block begins at a line that starts with a known label and goes on behind a wide gap; it takes the lines below that
keep to the two sides of that gap. Only blocks that print a recipient and an amount granted count, and, where the page's
end cuts such a block, those of the same labels in the same place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.geometry import is_inside, line_text, overlap, to_box, to_lines
from parsers.tables.cards import is_card
from parsers.tables.label_columns import is_known
from parsers.tables.segments import SplitLine, find_spaces, to_split_line
from schemas.pages import Box, Page, TextLine, Word
from schemas.tables import Cell, Grid, Row

_SAME = 3.0  # points that a column's left side may move
_BEFORE = 1.0  # points that a value may begin to the left of the column's side
_LEAST_GAP = 3.0  # points between labels and values
_WIDE = 1.2  # ems: a white strip that parts two columns of values
_CLOSE = 2.5  # line heights from one line of a block to the next


@dataclass(slots=True, eq=False)
class _Block:
    """Lines of labels and values: labels begin at `left`, and between `label_end` and `value_start` all is white."""

    page: Page
    left: float
    label_end: float
    value_start: float
    lines: list[TextLine] = field(default_factory=list)
    labels: list[tuple[Word, ...]] = field(default_factory=list)

    def add(self, line: SplitLine) -> bool:
        """Takes a line that keeps to the block's columns: label and value, or either one going on."""
        if self.lines and line.box.top - self.lines[-1].box.bottom > _CLOSE * line.height:
            return False
        labels, values = self._split(line)
        label_end = max([self.label_end, *(word.box.x1 for word in labels)])
        value_start = min([self.value_start, *(word.box.x0 for word in values)])
        if value_start - label_end < _LEAST_GAP or not self._may_go_on(labels, values):
            return False
        self.label_end, self.value_start = label_end, value_start
        self.lines.append(line.line)
        self.labels.append(labels)
        return True

    def _split(self, line: SplitLine) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """The line's label and what stands beside it; a long label may almost touch its value."""
        words, first = line.line.words, line.segments[0].words
        if abs(first[0].box.x0 - self.left) > _SAME:
            return (), words
        labels = tuple(word for word in first if word.box.x0 < self.value_start - _BEFORE)
        return labels, words[len(labels) :]

    def _may_go_on(self, labels: Sequence[Word], values: Sequence[Word]) -> bool:
        text = _text(labels)
        return bool(values) or _goes_on(labels) or is_known(text)

    def values(self, line: TextLine) -> list[Word]:
        return [word for word in line.words if word.box.x0 >= self.value_start - _BEFORE]


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words).rstrip(" :")


def _goes_on(labels: Sequence[Word]) -> bool:
    """`Toegekende` / `subsidie`: the second line of a label, set in small letters."""
    return bool(labels) and labels[0].text[:1].islower()


def read_label_lines(pages: Sequence[Page], taken: Mapping[int, Sequence[Box]]) -> tuple[Grid, ...]:
    """The blocks of labels and values as grids, outside the boxes taken by another reader (page number -> boxes)."""
    blocks = [block for page in pages for block in _find_blocks(page, taken.get(page.number, ()))]
    made = [(block, _to_grid(block)) for block in blocks]
    sure = [(block, _find_labels(grid)) for block, grid in made if is_card(grid.edges, grid.rows)]
    return tuple(grid for block, grid in made if any(_is_alike(block, grid, *other) for other in sure))


def _find_labels(grid: Grid) -> set[str]:
    return {line_text(line) for row in grid.rows for line in row.cells[0].lines}


def _is_alike(block: _Block, grid: Grid, other: _Block, labels: set[str]) -> bool:
    """The same labels in the same place; a block is like itself."""
    same = abs(block.left - other.left) <= _SAME and abs(block.value_start - other.value_start) <= _SAME
    return same and _find_labels(grid) <= labels


def _find_blocks(page: Page, taken: Sequence[Box]) -> list[_Block]:
    lines = [line for line in page.lines if not any(is_inside(line.box, box) for box in taken)]
    spaces = find_spaces(lines)
    split = [to_split_line(line, spaces) for line in lines]
    blocks: list[_Block] = []
    for line in split:
        if not (blocks and blocks[-1].add(line)) and _begins(line):
            label, value = line.segments[0].box, line.segments[1].box
            blocks.append(_Block(page, label.x0, label.x1, value.x0))
            blocks[-1].add(line)
    return [block for block in blocks if block.lines]


def _begins(line: SplitLine) -> bool:
    """A known label, and something else behind a gap."""
    if len(line.segments) < 2 or not is_known(line_text(line.segments[0])):
        return False
    return not is_known(line_text(line.segments[1]))


def _to_grid(block: _Block) -> Grid:
    rows = _to_rows(block)
    whole = to_box(line.box for line in block.lines)
    edges = (whole.x0, *_find_sides(block), whole.x1 + _BEFORE)
    boxes = [to_box(line.box for line in row) for row in rows]
    tops = [whole.top, *((a.bottom + b.top) / 2 for a, b in pairwise(boxes)), whole.bottom]
    made = [_to_row(block, row, edges, heights) for row, heights in zip(rows, pairwise(tops), strict=True)]
    evidence: dict[str, str | int | float] = {"words": sum(len(line.words) for line in block.lines), "rows": len(rows)}
    return Grid(block.page.number, Box(edges[0], tops[0], edges[-1], tops[-1]), edges, tuple(made), "aligned", evidence)


def _to_rows(block: _Block) -> list[list[TextLine]]:
    """A row for each label; between rules, whatever stands between two of them."""
    rules = _find_rules(block)
    starts = [line for line, label in zip(block.lines, block.labels, strict=True) if label and not _goes_on(label)]
    by_rules = len(rules) >= max(1, len(starts) - 1)
    rows: list[list[TextLine]] = []
    for line in block.lines:
        parted = rows and any(rows[-1][-1].box.top < y <= line.box.bottom for y in rules)
        if not rows or (parted if by_rules else line in starts):
            rows.append([])
        rows[-1].append(line)
    return rows


def _find_rules(block: _Block) -> list[float]:
    """Heights of the rules between the block's lines, one each."""
    box = to_box(line.box for line in block.lines)
    rules = [rule.box for rule in block.page.rules if rule.horizontal]
    heights = [r.top for r in rules if box.top < r.top < box.bottom and overlap(r.x0, r.x1, box.x0, box.x1) > 0]
    return sorted({round(height) for height in heights})


def _find_sides(block: _Block) -> list[float]:
    """Left sides of the columns of values: white strips run through all lines between them."""
    words = sorted((w for line in block.lines for w in block.values(line)), key=lambda word: word.box.x0)
    sides, right = [block.value_start - _BEFORE], words[0].box.x1 if words else block.value_start
    for word in words:
        if word.box.x0 - right > _WIDE * word.size and _fills(block, word.box.x0) >= 2:
            sides.append(word.box.x0 - _BEFORE)
        right = max(right, word.box.x1)
    return sides


def _fills(block: _Block, side: float) -> int:
    """How many lines have a word behind a white strip."""
    return sum(any(word.box.x0 >= side - _BEFORE for word in line.words) for line in block.lines)


def _to_row(block: _Block, lines: Sequence[TextLine], edges: Sequence[float], heights: tuple[float, float]) -> Row:
    cells = []
    for column, (x0, x1) in enumerate(pairwise(edges)):
        last = column == len(edges) - 2
        words = [w for line in lines for w in line.words if (x0 <= w.box.x0 or not column) and (w.box.x0 < x1 or last)]
        box = Box(x0, heights[0], x1, heights[1])
        cells.append(Cell(column, 1, block.page.number, box, to_lines(words, block.page.number)))
    return Row(tuple(cells), ((block.page.number, Box(edges[0], heights[0], edges[-1], heights[1])),))
