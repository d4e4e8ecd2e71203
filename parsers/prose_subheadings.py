"""Headings that part a list and name no recipient: years, provinces, programmes; and remarks right below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.dates import find_years
from parsers.header_words import match_header
from parsers.prose_blocks import ProseBlock
from parsers.prose_grant_words import tells_of_grants
from parsers.prose_language import words_of
from parsers.prose_objections import find_objections, without_remarks
from parsers.vocabulary import load_words

_YEAR_HEADING = re.compile(r"\W*(?:[^\W\d_]+\s){0,3}(?:19[89]|20\d)\d(?:[-–/]\d{2,4})?(?P<aside>\s\([^()]*\))?\W*")
_YEAR_BEHIND = re.compile(r"\((?:in |van )?(?:19[89]|20\d)\d\)\s*:?$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[‘“\"«'](?P<title>[^‘’“”\"«»]+)[’”\"»']\s*:?")
_MOST_LETTERS = 120
_SAME_X = 8.0  # points


def is_year_heading(block: ProseBlock) -> bool:
    """`2021:`, `In 2022:`, `Werkjaar 2021-2022`, `2021 (tot en met 31 oktober)`; `2022 (raming)` is none."""
    match = _YEAR_HEADING.fullmatch(block.text)
    if match is None or tells_of_grants(block.text):
        return False
    return match["aside"] is None or not (find_years(match["aside"]) or find_objections(block.text))


def find_heading_years(block: ProseBlock) -> tuple[int, ...]:
    """The years that a heading of years says."""
    return find_years(block.text.strip(" :"))


def read_province(block: ProseBlock) -> str | None:
    """`Antwerpen:`, `Provincie Limburg`; a lone `Antwerpen` may be the town."""
    words = block.text.strip(" :")
    provinces = {row["words"].lower() for row in load_words("provinces")}
    types = "|".join(words_of("type", "recipient_words"))
    typed = re.fullmatch(rf"(?:{types})\s+(.+)", words, re.IGNORECASE)
    if (
        typed
        and typed[1].lower() in provinces
        and words.lower().startswith(tuple(words_of("province", "recipient_words")))
    ):
        return typed[1]
    return words if words.lower() in provinces and block.text.rstrip().endswith(":") else None


def is_programme(block: ProseBlock) -> bool:
    """`Oproep ‘Natte natuur’ (2020)`: a line that begins with the word for a call or programme and quotes its name, or
    has its year behind it."""
    text = block.text.strip()
    if block.mark is not None or block.amounts or len(text) > _MOST_LETTERS or text.endswith("."):
        return False
    first = _FIRST_WORD.match(text)
    known = first is not None and any(claim.role == "scheme" and claim.rank == 1 for claim in match_header(first[0]))
    if first is None or not known or tells_of_grants(text) or find_objections(text):
        return False
    named = _QUOTED.fullmatch(_YEAR_BEHIND.sub("", text[first.end() :]).strip())
    return named is not None or _YEAR_BEHIND.search(text) is not None


def find_programme_years(block: ProseBlock) -> tuple[int, ...]:
    """The year behind the name of a call."""
    behind = _YEAR_BEHIND.search(block.text.strip())
    return find_years(behind[0]) if behind else ()


def read_project(block: ProseBlock) -> str | None:
    """`Project ‘Y’`: the title that a heading quotes."""
    word, _, rest = block.text.strip().partition(" ")
    quoted = _QUOTED.fullmatch(rest.strip()) if word.lower() in words_of("project") else None
    return quoted["title"].strip() if quoted else None


def is_remark(blocks: Sequence[ProseBlock], at: int) -> bool:
    """Whether a sentence right below a heading of a year or province only tells something of it and leads to no list.

    Where the next heading of the same kind follows, nothing was listed: `Hier werden geen aanvragen goedgekeurd.`
    """
    block = blocks[at]
    kind = _find_kind(blocks[at - 1]) if at else None
    if kind is None or block.mark is not None or block.starts_answer or not block.text.endswith("."):
        return False
    if at + 1 < len(blocks) and _find_kind(blocks[at + 1]) == kind:
        return True
    words = set(re.findall(r"\w+", block.text.lower()))
    leads = bool(words & {*words_of("following"), *(row["words"].lower() for row in load_words("table_pointers"))})
    return not leads and not tells_of_grants(block.text) and not find_objections(without_remarks(block.text))


def is_set_in(blocks: Sequence[ProseBlock], at: int) -> bool:
    """Whether a line without a mark is an item all the same: set in below a heading of a year or province, with
    nothing between but lines of the same kind and a remark."""
    item = blocks[at]
    for above in range(at - 1, -1, -1):
        block = blocks[above]
        if (block.section, block.answer_item) != (item.section, item.answer_item) or block.mark is not None:
            return False
        if _find_kind(block):
            return block.page != item.page or block.left < item.left - _SAME_X
        same = block.amounts and (block.page != item.page or abs(block.left - item.left) <= _SAME_X)
        if not same and not is_remark(blocks, above):
            return False
    return False


def _find_kind(block: ProseBlock) -> str | None:
    if is_year_heading(block):
        return "year"
    return "province" if read_province(block) else None
