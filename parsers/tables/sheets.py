"""Pages as the reader of unruled tables sees them: their lines outside tables that another reader took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from parsers.geometry import centre, is_inside, line_text, to_lines
from parsers.tables.header_lines import find_header_blocks
from parsers.tables.page_ends import without_page_ends
from parsers.tables.segments import SplitLine, find_spaces, to_split_line
from schemas.pages import Box, Page, Rule


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A page's lines outside the tables that are taken, without what stands between the parts of a table."""

    page: Page
    lines: tuple[SplitLine, ...]


def to_sheets(pages: Sequence[Page], taken: Mapping[int, Sequence[Box]]) -> tuple[Sheet, ...]:
    """The pages' lines without the words inside taken boxes, cut into segments."""
    spaces = find_spaces(line for page in pages for line in page.lines)
    return tuple(_to_sheet(page, taken.get(page.number, ()), spaces) for page in pages)


def _to_sheet(page: Page, taken: Sequence[Box], spaces: Mapping[str, float]) -> Sheet:
    outside = {id(word) for line in without_page_ends(page) for word in line.words}
    words = [word for word in page.words if id(word) in outside and not any(is_inside(word.box, b) for b in taken)]
    lines = page.lines if len(words) == len(page.words) else to_lines(words, page.number)
    return Sheet(page, tuple(to_split_line(line, spaces, _find_cuts(line.box, page.rules)) for line in lines))


def _find_cuts(line: Box, rules: Sequence[Rule]) -> list[float]:
    """Where vertical rules cross a line."""
    middle = centre(line)[1]
    return sorted({rule.box.x0 for rule in rules if not rule.horizontal and rule.box.top <= middle <= rule.box.bottom})


def give_back_headers(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """A header's first lines repeat on each page like a running header and may have been taken for one (`Toegekend`
    over `bedrag`, when all other columns have their words on the second line): they go back to the page's top.
    """
    whole = list(sheets[:1])
    spaces = find_spaces(line.line for sheet in sheets for line in sheet.lines)
    for sheet in sheets[1:]:
        whole.append(_give_back(sheet, whole[-1], spaces))
    return tuple(whole)


def _give_back(sheet: Sheet, before: Sheet, spaces: Mapping[str, float]) -> Sheet:
    if not sheet.lines:
        return sheet
    furniture = [to_split_line(line, spaces) for line in to_lines(sheet.page.furniture, sheet.page.number)]
    lost = {line_text(line.line): line for line in furniture if line.box.top < sheet.lines[0].box.top}
    for block in find_header_blocks(before.lines) if lost else ():
        for index in range(block.start, block.end):
            if line_text(before.lines[index].line) == line_text(sheet.lines[0].line):
                return replace(sheet, lines=(*_find_lost(before.lines[:index], lost), *sheet.lines))
    return sheet


def _find_lost(above: Sequence[SplitLine], lost: Mapping[str, SplitLine]) -> list[SplitLine]:
    """The lines right above, on the page before, as long as this page lost the same ones."""
    found: list[SplitLine] = []
    for line in reversed(above):
        text = line_text(line.line)
        if text not in lost:
            break
        found.insert(0, lost[text])
    return found


def count_repeated(header: Sequence[SplitLine], lines: Sequence[SplitLine]) -> int:
    """How many of a page's first lines print the header again: all of it, or 0."""
    same = len(header) <= len(lines) and all(
        line_text(a.line) == line_text(b.line) for a, b in zip(header, lines, strict=False)
    )
    return len(header) if same else 0
