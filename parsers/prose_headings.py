"""Headings inside a list: years (`2021:`), and recipients with their projects below (`Universiteit Hasselt`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.prose_blocks import ProseBlock
from parsers.prose_chunks import VERBS, read_chunks, to_labels
from parsers.prose_grant_words import tells_of_grants
from parsers.prose_language import read_sentences
from parsers.prose_parts import Part, to_parts
from parsers.prose_phrases import join_phrases
from parsers.prose_subheadings import (
    find_heading_years,
    find_programme_years,
    is_programme,
    is_remark,
    is_year_heading,
    read_province,
)

_SAME_X = 8.0  # points
_MOST_LETTERS = 160


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of a list that holds no amount and names what stands below it."""

    block: ProseBlock
    part: Part


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a list item: the number of the block that leads to its list, the headings between (the nearest
    first), the years of the nearest heading of years, and the province that the nearest heading of one names."""

    at: int | None
    headings: tuple[Heading, ...]
    years: tuple[int, ...]
    province: str | None = None


def find_above(blocks: Sequence[ProseBlock], at: int) -> Above:
    """Up from an item past its siblings, what belongs to them, and headings; up to the paragraph that begins the
    numbered part of the answer at the furthest."""
    headings: list[Heading] = []
    parted = _Parted()
    item = blocks[at]
    for above in range(at - 1, -1, -1):
        block = blocks[above]
        if block.section != item.section:
            break
        if parted.pass_heading(block, item):
            continue
        if headings and not _begins_part(block, blocks[at]) and _is_passed(block, headings[-1].block):
            continue
        if heading := _read_heading(block, item):
            headings.append(heading)
            item = block
        elif is_remark(blocks, above):
            continue
        elif _begins_part(block, blocks[at]) or _leads(block) or not _is_of_list(block, item):
            return Above(above, tuple(headings), parted.years, parted.province)
    return Above(None, tuple(headings), parted.years, parted.province)


@dataclass(slots=True)
class _Parted:
    """What the headings that part a list say, going up: of each kind the nearest counts.

    Above the heading of a programme stand the years of another one.
    """

    years: tuple[int, ...] = ()
    province: str | None = None
    in_programme: bool = False

    def pass_heading(self, block: ProseBlock, item: ProseBlock) -> bool:
        """Whether a block is such a heading."""
        if is_year_heading(block):
            self.years = self.years or (() if self.in_programme else find_heading_years(block))
        elif named := _read_province(block, item):
            self.province = self.province or named
        elif item.mark is not None and is_programme(block):
            self.years = self.years or (() if self.in_programme else find_programme_years(block))
            self.in_programme = True
        else:
            return False
        return True


def _is_of_list(block: ProseBlock, item: ProseBlock) -> bool:
    return _is_sibling(block, item) or _belongs_to_sibling(block, item)


def _begins_part(block: ProseBlock, item: ProseBlock) -> bool:
    """The paragraph behind a part's number leads to all lists of that part, unless the numbers are those of a list:
    `1) Speelplein De Bloemekes: € 47.500` leads to no `2)` below it."""
    if item.mark is not None and _is_sibling(block, item) and not block.text.endswith((":", "?")):
        return False
    return block.starts_answer and not item.starts_answer and block.answer_item == item.answer_item


def _leads(block: ProseBlock) -> bool:
    """`Overzicht van de subsidies:` leads to its list, also where it is set in deeper than the list's marks."""
    return block.mark is None and block.text.endswith(":") and tells_of_grants(block.text)


def _read_province(block: ProseBlock, item: ProseBlock) -> str | None:
    """The province in a heading over the items of one."""
    named = read_province(block)
    over = _stands_over(block, item) if item.mark is not None else block.left < item.left - _SAME_X
    return named if named and over else None


def _is_passed(block: ProseBlock, heading: ProseBlock) -> bool:
    """Whether a block belongs to another heading of the same kind, or is one."""
    if heading.mark is None:
        return block.mark is not None or _read_heading(block, None) is not None
    return _is_sibling(block, heading) or _belongs_to_sibling(block, heading)


def _is_sibling(block: ProseBlock, item: ProseBlock) -> bool:
    if item.mark is None:
        is_line = len(block.lines) == 1 and not block.text.endswith(".")
        return block.mark is None and not block.text.endswith((":", "?")) and (is_line or bool(block.amounts))
    return block.mark == item.mark and (abs(block.left - item.left) <= _SAME_X or block.page != item.page)


def _belongs_to_sibling(block: ProseBlock, item: ProseBlock) -> bool:
    """What is set in deeper than the items: `looptijd: 18 maanden`; above lines without a mark, no text that leads."""
    deeper = block.page == item.page and block.left > item.left + _SAME_X
    return deeper and (item.mark is not None or not block.text.endswith((":", "?", ".")))


def _read_heading(block: ProseBlock, item: ProseBlock | None) -> Heading | None:
    """A name alone in a line: marked and further out than the item below, or above a marked item."""
    if item is not None and (item.mark is None or not _stands_over(block, item)):
        return None
    return read_heading(block)


def read_heading(block: ProseBlock) -> Heading | None:
    """A block that is a name and nothing else; None for another."""
    if len(block.text) > _MOST_LETTERS or block.amounts or tells_of_grants(block.text):
        return None
    sentences = read_sentences(block.text)
    if len(sentences) != 1:
        return None
    chunks = join_phrases(read_chunks(block.text, sentences[0], is_item=True))
    parts = to_parts(block.text, chunks)
    plain = len(parts) == 1 and not set(to_labels(chunks)) & set(VERBS + "?!$")
    return Heading(block, parts[0]) if plain and parts[0].looks != "text" else None


def _stands_over(block: ProseBlock, item: ProseBlock) -> bool:
    if block.mark is None:
        return not block.text.endswith(".")
    return block.mark != item.mark or block.left < item.left - _SAME_X or block.text.endswith(":")
