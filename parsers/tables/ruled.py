"""Tables with ruling lines around their cells, found by camelot's lattice.

camelot gives the geometry (cells and which of their sides are printed). It is handed the rules and words that were
read already, so that no page is interpreted twice and white borders stay unseen; the text is ours too, so that fonts,
boxes and running headers are treated alike for every reader.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from parsers.geometry import centre, is_inside, to_box, to_lines
from schemas.pages import Box, Page, Word
from schemas.tables import Cell, Grid, Row

_THIN = 4.0  # points: a row or column this thin holds no text, it stands between the strokes of a double rule


def read_ruled(page: Page) -> tuple[Grid, ...]:
    """The ruled tables of one page, from top to bottom; none on a page without crossing rules.

    One horizontal rule is enough: a row cut by the page's end has no rule below its upper part, none above its lower.
    """
    if not page.words or not _has_crossing_rules(page):
        return ()
    grids = [_to_grid(table, page) for table in _read_lattice(page)]
    return tuple(sorted((g for g in grids if g is not None), key=lambda grid: (grid.box.top, grid.box.x0)))


def _has_crossing_rules(page: Page) -> bool:
    horizontal = sum(rule.horizontal for rule in page.rules)
    return horizontal >= 1 and len(page.rules) - horizontal >= 2


def _read_lattice(page: Page) -> Sequence[Any]:
    """camelot's tables; it counts from the bottom left corner of the displayed page."""
    from camelot.parsers.lattice import Lattice
    from playa.miner import LTAnno, LTContainer, LTLine, LTPage, LTTextLineHorizontal

    layout = LTPage(page.number, (0, 0, page.width, page.height))
    for rule in page.rules:
        line = LTLine()
        line.set_bbox(_from_bottom(rule.box, page))
        line.stroke = True
        layout.add(line)
    words = []
    for word in page.words:
        text = LTTextLineHorizontal()
        text.set_bbox(_from_bottom(word.box, page))
        LTContainer.add(text, LTAnno(word.text))
        words.append(text)
    size = (page.width, page.height)
    reader: Any = Lattice
    lattice = reader(engine="vector")
    lattice.prepare_page_parse("page.pdf", layout, size, page.number, [], words, [], "", layout_kwargs={})
    return list(lattice.extract_tables())


def _from_bottom(box: Box, page: Page) -> tuple[float, float, float, float]:
    return box.x0, page.height - box.bottom, box.x1, page.height - box.top


def _to_grid(table: Any, page: Page) -> Grid | None:
    """camelot's cells, turned to top-left points, with merged cells whole; None where no word stands in them."""
    if not table.cells:  # rules so close to each other that none has a height
        return None
    tops = [page.height - float(row[0].y2) for row in table.cells] + [page.height - float(table.cells[-1][0].y1)]
    edges = [float(cell.x1) for cell in table.cells[0]] + [float(table.cells[0][-1].x2)]
    box = Box(edges[0], tops[0], edges[-1], tops[-1])
    words = [word for word in page.words if is_inside(word.box, box)]
    if not words:
        return None
    lattice = _Lattice(table.cells, edges, tops, words, page.number)
    rows = [lattice.row(index) for index in range(len(tops) - 1) if tops[index + 1] - tops[index] > _THIN]
    evidence: dict[str, str | int | float] = {"words": len(words), "ruled_rows": len(rows)}
    return Grid(page.number, box, tuple(lattice.edges), tuple(rows), "ruled", evidence)


_Place = tuple[int, int]
"""Row and column of camelot's lattice, counted from 0."""


class _Lattice:
    """Merged cells by flood fill over sides that are not printed."""

    def __init__(
        self, cells: Any, edges: Sequence[float], tops: Sequence[float], words: Sequence[Word], page: int
    ) -> None:
        self.page, self.tops, self.all_edges = page, tops, edges
        self.kept = [c for c in range(len(edges) - 1) if edges[c + 1] - edges[c] > _THIN]
        self.edges = [edges[c] for c in self.kept] + [edges[self.kept[-1] + 1]]
        self.owner = _find_merged(cells)
        members: dict[_Place, list[_Place]] = {}
        for place, owner in self.owner.items():
            members.setdefault(owner, []).append(place)
        inside = self._words_inside(words)
        self.cells = {owner: self._cell(places, inside.get(owner, [])) for owner, places in members.items()}

    def row(self, index: int) -> Row:
        cells = tuple(self.cells[self.owner[index, column]] for column in self.kept)
        box = Box(self.edges[0], self.tops[index], self.edges[-1], self.tops[index + 1])
        return Row(cells, ((self.page, box),))

    def _words_inside(self, words: Sequence[Word]) -> dict[_Place, list[Word]]:
        """The words of each printed cell: those whose middle stands in it."""
        found: dict[_Place, list[Word]] = {}
        for word in words:
            x, y = centre(word.box)
            row = min(max(bisect_right(self.tops, y) - 1, 0), len(self.tops) - 2)
            column = min(max(bisect_right(self.all_edges, x) - 1, 0), len(self.all_edges) - 2)
            found.setdefault(self.owner[row, column], []).append(word)
        return found

    def _cell(self, members: Sequence[_Place], words: Sequence[Word]) -> Cell:
        boxes = [self._box(row, column) for row, column in members]
        columns = [self.kept.index(c) for _, c in members if c in self.kept] or [0]
        span = max(columns) - min(columns) + 1
        return Cell(min(columns), span, self.page, to_box(boxes), to_lines(words, self.page))

    def _box(self, row: int, column: int) -> Box:
        return Box(self.all_edges[column], self.tops[row], self.all_edges[column + 1], self.tops[row + 1])


def _find_merged(cells: Any) -> dict[_Place, _Place]:
    """(row, column) -> the top left (row, column) of the printed cell it belongs to."""
    owner: dict[_Place, _Place] = {}
    for start in ((r, c) for r in range(len(cells)) for c in range(len(cells[0]))):
        waiting = [start] if start not in owner else []
        while waiting:
            place = waiting.pop()
            if place not in owner:
                owner[place] = start
                waiting.extend(_open_neighbours(cells, *place))
    return owner


def _open_neighbours(cells: Any, row: int, column: int) -> list[tuple[int, int]]:
    """Neighbours with no printed side between."""
    cell = cells[row][column]
    found = []
    if column + 1 < len(cells[0]) and not cell.right and not cells[row][column + 1].left:
        found.append((row, column + 1))
    if column and not cell.left and not cells[row][column - 1].right:
        found.append((row, column - 1))
    if row + 1 < len(cells) and not cell.bottom and not cells[row + 1][column].top:
        found.append((row + 1, column))
    if row and not cell.top and not cells[row - 1][column].bottom:
        found.append((row - 1, column))
    return found
