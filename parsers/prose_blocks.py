"""Running text of an answer as blocks: paragraphs and list items, each letter of which knows its word on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.amounts import FoundAmount, find_amounts
from parsers.footnotes import without_marks
from parsers.geometry import is_inside, to_box
from parsers.lines import find_right, is_followed_closely, is_full, to_printed_line
from parsers.prose_amounts import find_lead_unit, find_told_amounts
from parsers.prose_labels import begins_with_label
from parsers.sections import find_answer_item, find_section
from parsers.text import join_lines, normalise
from schemas.pages import Box, Page, TextLine, Word
from schemas.questions import AnswerItem, Outline, SectionKind
from schemas.tables import Table

# Any lone sign is a bullet, also one that a symbol font prints by another letter's code (`§`, `Ø`, U+F0B7) or by one
# that means nothing (`(cid:127)`).
_BULLET = re.compile(
    r"""(?P<bullet>[^\w\s"'‘’“”«»„()\[\]€$£%=&]|[oü§Ø]|\(cid:\d+\))\s+(?=\S)|(?P<glued>[•▪‣◦●■➢\ue000-\uf8ff])(?=\S)"""
)
_LETTERED = re.compile(r"\(?(?P<number>\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)°](?:\s*-)?\s+(?=\S)")
_ENDS_SENTENCE = re.compile(r"[.:;!?][)’”\"']?$")
_YEAR_HEADING = re.compile(r"(?![a-z])(?:[^\W\d_]+\s){0,2}(?:19[89]|20\d)\d(?:[-–/]\d{2,4})?\s?:")
_DASH_AMOUNT = re.compile(r"[-–—]\s(?=(?:€|EUR)?\s?\d)")
_YEAR_FIRST = re.compile(r"(?:19[89]|20\d)\d\s?:\s")  # `2015: 3.000 euro`
_NAMED_AMOUNT = re.compile(r"[^:]+:\s*(?:€|EUR)?\s?\d")  # `Opvang De Vlinder: 7.700 euro`
_CELL_GAP = 2.5  # ems; words further apart stand in different columns, and no sentence runs over them
_HANGS = 3.0  # points


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A word on its printed line."""

    line: TextLine
    word: Word


@dataclass(frozen=True, slots=True, eq=False)
class ProseBlock:
    """A paragraph or a list item: its whole text without the mark, and for each letter its word (None at a space).

    `mark` is `bullet`, `number` or `letter`; None for a paragraph. `label` is the number of an answer's item whose
    first line this is. `unit` is what the line above its list declares (`(in euro)`). `left` is where the mark, or a
    paragraph's text, begins, in points.
    """

    text: str
    spots: tuple[Spot | None, ...]
    lines: tuple[TextLine, ...]
    mark: str | None
    left: float
    section: SectionKind
    answer_item: str | None
    starts_answer: bool
    unit: Decimal | None = None

    @property
    def amounts(self) -> tuple[FoundAmount, ...]:
        return find_told_amounts(self.text, self.unit)

    @property
    def page(self) -> int:
        return self.lines[0].page

    def words(self, start: int, end: int) -> list[Spot]:
        """The words that print `text[start:end]`, in order."""
        return list(dict.fromkeys(spot for spot in self.spots[start:end] if spot is not None))

    def place(self, start: int, end: int) -> tuple[int, Box]:
        """Page and box of the words that print `text[start:end]`; those on the first page only."""
        spots = self.words(start, end) or self.words(0, len(self.text))
        page = spots[0].line.page
        return page, to_box(spot.word.box for spot in spots if spot.line.page == page)

    def lines_box(self, page: int, start: int, end: int) -> Box:
        """The box of the lines on a page that print `text[start:end]`."""
        lines = {id(spot.line): spot.line for spot in self.words(start, end) if spot.line.page == page}
        return to_box(line.box for line in lines.values())

    def printed(self, start: int, end: int) -> str:
        """`text[start:end]` with its line breaks as printed."""
        lines: list[list[str]] = []
        last: TextLine | None = None
        for spot, part in _runs(self, start, end):
            if spot.line is not last:
                lines.append([])
            lines[-1].append(part)
            last = spot.line
        return "\n".join(" ".join(parts) for parts in lines)


def _runs(block: ProseBlock, start: int, end: int) -> Iterator[tuple[Spot, str]]:
    """Each word with those of its letters that stand in the range; a hyphen at the line's end is printed again."""
    at = start
    while at < end:
        spot = block.spots[at]
        stop = at
        while stop < end and block.spots[stop] is spot:
            stop += 1
        if spot is not None:
            part = block.text[at:stop]
            whole = normalise(spot.word.text)
            broken = whole.endswith(part + "-") and stop < end
            yield spot, whole[whole.rindex(part) :] if broken else part
        at = stop


def read_blocks(
    outline: Outline, tables: Sequence[Table], pages: Sequence[Page], own_words: frozenset[str]
) -> tuple[ProseBlock, ...]:
    """The blocks of answer and annexes, in reading order; what stands in tables or in columns is left out."""
    parts = [part for table in tables for part in table.parts]
    lines = [line for page in pages for line in page.lines if _is_prose(line, outline, parts)]
    right = find_right([to_printed_line(line) for line in lines])
    starts = {id(line): item for line in lines if (item := _find_start(outline, line)) is not None}
    groups = _group(lines, starts, right, outline)
    return tuple(_declare_units(_to_block(group, starts, right, outline, own_words) for group in groups))


def _declare_units(blocks: Iterable[ProseBlock]) -> Iterator[ProseBlock]:
    """What a line declares holds for the list items below it."""
    unit: Decimal | None = None
    for block in blocks:
        declared = None if find_amounts(block.text) else find_lead_unit(block.text)
        if declared or (block.mark is None and not heads_year(block.text)):
            unit = declared
        yield block if block.mark is None else replace(block, unit=unit)


def _is_prose(line: TextLine, outline: Outline, parts: Sequence[tuple[int, Box]]) -> bool:
    in_table = any(page == line.page and is_inside(line.box, box) for page, box in parts)
    return not in_table and find_section(outline, line.page, line.box.top).kind != "question" and not _is_row(line)


def _is_row(line: TextLine) -> bool:
    """Whether wide gaps part the words; the one behind a list mark is none."""
    words = line.words
    at = 1 + next((i for i, word in enumerate(words) if len(word.text) > 3), 0)
    return any(b.box.x0 - a.box.x1 > _CELL_GAP * a.size for a, b in zip(words[at - 1 :], words[at:], strict=False))


def _find_start(outline: Outline, line: TextLine) -> AnswerItem | None:
    return next(
        (item for item in outline.answer.items if item.page == line.page and abs(item.top - line.box.top) < 1.0), None
    )


def _group(
    lines: Sequence[TextLine], starts: dict[int, AnswerItem], right: float | None, outline: Outline
) -> Iterator[tuple[TextLine, ...]]:
    group: list[TextLine] = []
    for line in lines:
        if group and (id(line) in starts or _begins(group, line, right, outline)):
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def _begins(group: Sequence[TextLine], line: TextLine, right: float | None, outline: Outline) -> bool:
    """Whether a new block begins: a list mark, room above, a last line that was not full, another section."""
    before, after = to_printed_line(group[-1]), to_printed_line(line)
    if _is_other_section(group[-1], line, outline) or heads_year(before.text) or _begins_part(group, after.text):
        return True
    full = is_full(before, after, right)
    if before.page != after.page:
        return bool(_ENDS_SENTENCE.search(before.text)) or not (full or after.text[:1].islower())
    if not is_followed_closely(before, after):
        return True
    if before.text.endswith(":") and (_hangs(group, line) or _is_value(group, after.text)):
        return False  # `Startdatum:` / `01/06/2023`
    if _is_next_line_of_list(group, line, before.text, after.text):
        return True
    return not full and (bool(_ENDS_SENTENCE.search(before.text)) or not after.text[:1].islower())


def _is_next_line_of_list(group: Sequence[TextLine], line: TextLine, before: str, after: str) -> bool:
    """Whether a line goes on with a list whose marks are drawn, not printed, however full the line above is.

    `Opvang De Vlinder: 7.700 euro voor ‘Zomer’;` ends an item, and what stands deeper below it, or begins in the same
    way, is another.
    """
    if not _ENDS_SENTENCE.search(before) or _hangs(group, line):
        return False
    deeper = line.box.x0 - group[-1].box.x0
    alike = len(group) == 1 and before.endswith(";") and all(map(_NAMED_AMOUNT.match, (before, after)))
    unmarked = _find_mark(to_printed_line(group[0]).text) is None
    return (alike and abs(deeper) <= _HANGS) or (unmarked and deeper > 2 * _HANGS)


def _begins_part(group: Sequence[TextLine], text: str) -> bool:
    """Whether a line begins an item, a labelled value or the part of a year."""
    marked = _find_mark(text) is not None and not _ends_item(group, text)
    return marked or begins_with_label(text) or _YEAR_FIRST.match(text) is not None or heads_year(text)


def _ends_item(group: Sequence[TextLine], text: str) -> bool:
    """Whether a dash at a line's start goes on with the item above: `- Samen leren – Stad Genk` / `– 9.900 euro`."""
    dash = _DASH_AMOUNT.match(text)
    said = [to_printed_line(line).text for line in group]
    return dash is not None and _find_mark(said[0]) is not None and not any(find_amounts(line) for line in said)


def heads_year(text: str) -> bool:
    """Whether a line is a heading of a year: `2021:`, `In 2022:`."""
    return _YEAR_HEADING.fullmatch(text) is not None


def _is_value(group: Sequence[TextLine], text: str) -> bool:
    """Whether a line begins with the amount of the item above: `• vzw Poezenboot, Gent:` / `4.500 euro`."""
    found = find_amounts(text)
    return bool(found) and not found[0].start and _find_mark(to_printed_line(group[0]).text) is not None


def _hangs(group: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a line begins where the text behind the list mark does."""
    words = group[0].words
    marked = _find_mark(to_printed_line(group[0]).text) is not None and len(words) > 1
    return marked and abs(words[1].box.x0 - line.box.x0) <= _HANGS


def _is_other_section(before: TextLine, line: TextLine, outline: Outline) -> bool:
    return find_section(outline, before.page, before.box.top) is not find_section(outline, line.page, line.box.top)


def _find_mark(text: str) -> tuple[str, int] | None:
    """The kind of list mark a text begins with, and its length; `o` and `-` need a space, `•` none."""
    if match := _BULLET.match(text):
        return "bullet", match.end()
    if match := _LETTERED.match(text):
        return ("number" if match["number"].isdigit() else "letter"), match.end()
    return None


def _to_block(
    lines: tuple[TextLine, ...],
    starts: dict[int, AnswerItem],
    right: float | None,
    outline: Outline,
    own_words: frozenset[str],
) -> ProseBlock:
    plain = without_marks(lines)
    text = join_lines(plain, right, own_words)
    spots = _align(text, plain)
    first = lines[0]
    start = starts.get(id(first))
    kind, cut = None, _answer_label(text, start) if start else 0
    if found := _find_mark(text[cut:]):
        kind, cut = found[0], cut + found[1]
    elif start:
        kind = "number"  # a list may have been taken for the answer's items
    section = find_section(outline, first.page, first.box.top).kind
    item = find_answer_item(outline.answer, first.page, first.box.top) if section == "answer" else None
    label = item.label if item else None
    return ProseBlock(text[cut:], spots[cut:], lines, kind, first.box.x0, section, label, start is not None)


def _answer_label(text: str, item: AnswerItem) -> int:
    """How many letters the item's number takes: its text begins behind it."""
    at = text.find(item.text[:12])
    return at if 0 <= at <= 20 else 0


def _align(text: str, lines: Sequence[TextLine]) -> tuple[Spot | None, ...]:
    """For each letter of the joined text the word that prints it; letters of words that joining dropped have none."""
    spots: list[Spot | None] = [None] * len(text)
    at = 0
    for line in lines:
        for word in line.words:
            spot = Spot(line, word)
            for letter in normalise(word.text).replace(" ", ""):
                while at < len(text) and text[at] == " ":
                    at += 1
                if at < len(text) and text[at] == letter:
                    spots[at] = spot
                    at += 1
    return tuple(spots)
