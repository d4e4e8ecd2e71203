"""What stands above a list: whether its amounts are grants, to whom, of which year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from parsers.amounts import find_amounts
from parsers.prose_blocks import ProseBlock
from parsers.prose_chunks import read_chunks
from parsers.prose_grant_words import tells_of_grants
from parsers.prose_headings import Heading, find_above
from parsers.prose_language import read_sentences, words_of
from parsers.prose_objections import find_objections, without_remarks
from parsers.prose_phrases import join_phrases
from parsers.prose_sentences import find_recipient
from parsers.prose_subheadings import is_set_in
from parsers.prose_years import find_told_year
from parsers.vocabulary import load_words
from schemas.grants import AmountKind
from schemas.questions import Outline

_SHORTEST_HEAD = 4  # letters
_MOST_BACK = 8  # blocks between a list and the sentence that names its recipient
_LAST_SENTENCE = re.compile(r"(?<=[a-zà-ÿ)\]\d][.?!])\s+(?=[A-Z‘'\"(])")


@dataclass(frozen=True, slots=True)
class Lead:
    """The text over a list: `tells` of grants, does it name its items recipients (`groups`), the year it says.

    `recipient` is the one whose grants the list holds: the block and the place of its name there.
    """

    block: ProseBlock | None
    tells: bool
    groups: bool
    year: int | None
    kind: AmountKind
    recipient: tuple[ProseBlock, tuple[int, int]] | None
    projects: bool = False
    heading: Heading | None = None
    province: str | None = None

    @property
    def names_recipient(self) -> bool:
        """Whether the recipient stands in the lead itself or in a heading, so that items name projects."""
        return self.recipient is not None and (self.heading is not None or self.recipient[0] is self.block)


def announces_grants(text: str, by_province: bool = False) -> bool:
    """Whether the last sentence of a text says that money was granted, or is a heading over such money.

    `Naast de subsidies hebben zij eigen middelen ingebracht` speaks of grants and announces none.
    """
    said = _without_listing(last_sentence(text), by_province)
    if find_objections(said, totals=False) or not tells_of_grants(said):
        return False
    return bool(_announcing_words().search(said.lower()) or not _auxiliary_words().search(said.lower()))


def _without_listing(said: str, by_province: bool = False) -> str:
    """Without `per organisatie`, where no amount stands with it; `per provincie` only above headings of provinces, for
    else the provinces themselves are listed, and what they got together."""
    if find_amounts(said):
        return said
    places_too = words_of("authority", "recipient_words")
    groups = [word for word in words_of("group", "recipient_words") if word not in places_too]
    heads = [w for w in words_of("head", "recipient_words") if len(w) >= _SHORTEST_HEAD and w not in places_too]
    kinds = [*(rf"{re.escape(word)}\w*" for word in groups), *(rf"\w*{re.escape(word)}" for word in heads)]
    places = words_of("province", "recipient_words") if by_province else ()
    per = "|".join(words_of("per"))
    return re.sub(rf"\b(?:{per})\s+(?:{'|'.join([*kinds, *places])})\b", "", said, flags=re.IGNORECASE)


@cache
def _announcing_words() -> re.Pattern[str]:
    kinds = (
        "receives", "receive", "received", "granted", "paid", "committed", "supported", "gave", "went", "following",
        "announcing",
    )  # fmt: skip
    words = [word for kind in kinds for word in words_of(kind)]
    pointers = [row["words"] for row in load_words("table_pointers")]
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in [*words, *pointers])})")


@cache
def _auxiliary_words() -> re.Pattern[str]:
    words = [*words_of("have"), *words_of("be")]
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


def read_asked(outline: Outline, block: ProseBlock) -> str:
    """The question that a block answers: its numbered items, or all of it where the answer has no numbers."""
    covers = {n for item in outline.answer.items if item.label == block.answer_item for n in item.covers}
    asked = [item.text for item in outline.question.items if item.number in covers or not covers]
    return " ".join([outline.question.title or "", *asked])


def read_lead(blocks: Sequence[ProseBlock], at: int, asked: str) -> Lead | None:
    """What leads to the list item `blocks[at]`; None where it is no list of grants.

    `asked` is the question it answers: it says what a bare list or one under `Het gaat om:` is about.
    """
    found = find_above(blocks, at)
    above, years = found.at, found.years
    heading = found.headings[0] if found.headings else None
    asks = tells_of_grants(asked) and not find_objections(asked)
    if above is None:
        return Lead(None, asks, False, _one(years), "awarded", None, heading=heading, province=found.province)
    block = blocks[above]
    said = _find_leading(block.text)
    listing = _without_listing(said, found.province is not None)
    if find_objections(listing, totals=False) or (blocks[at].starts_answer and not said.endswith(":")):
        return None
    announced = (announces_grants(text, found.province is not None) for text in (said, *_context(blocks, above)))
    tells = any(announced) or (asks and not tells_of_grants(said))
    year = _one(years) or _find_year(block.text, said)
    recipient = (heading.block, heading.part.name) if heading else _find_recipient(blocks, above)
    groups = _names_groups(said) and (recipient is None or recipient[0] is not block)
    return Lead(block, tells, groups, year, _find_kind(said), recipient, _names_projects(said), heading, found.province)


def _find_year(text: str, said: str) -> int | None:
    """The year that a lead says of the items below it: its last sentence's, or the only one of its paragraph.

    `In 2023 kreeg vzw A 500 euro. In 2022 kreeg vzw B 600 euro.` announces nothing: neither year is the items'.
    """
    words = set(re.findall(r"\w+", said.lower()))
    announces = said.endswith(":") or bool(words & set(words_of("following")))
    return (find_told_year(said) if announces else None) or find_told_year(text)


def _find_kind(said: str) -> AmountKind:
    words = set(re.findall(r"\w+", said.lower()))
    kinds: tuple[AmountKind, ...] = ("paid", "committed")
    if words & set(words_of("granted")):
        return "awarded"
    return next((kind for kind in kinds if words & set(words_of(kind))), "awarded")


def last_sentence(text: str) -> str:
    """The sentence that ends a paragraph."""
    return _LAST_SENTENCE.split(text.strip())[-1]


def _find_leading(text: str) -> str:
    """The sentence of a paragraph that leads to the list below: the last, or the one before it that announces a list,
    where the last only remarks on it as a whole (`Het gemiddelde bedrag ligt hoger dan in 2023.`)."""
    sentences = _LAST_SENTENCE.split(text.strip())
    last, before = sentences[-1], sentences[-2] if len(sentences) > 1 else ""
    words = set(re.findall(r"\w+", before.lower()))
    announced = bool(words & set(words_of("following"))) and announces_grants(before)
    remarks = not (last.endswith(":") or find_amounts(last) or tells_of_grants(without_remarks(last)))
    return before if announced and remarks and not find_objections(without_remarks(last)) else last


def is_list_item(blocks: Sequence[ProseBlock], at: int) -> bool:
    """A block with a list mark, or a line under a sentence that ends in a colon, or set in below a heading."""
    if blocks[at].mark is not None:
        return True
    above = find_above(blocks, at).at
    return above is not None and (blocks[above].text.endswith((":", "?")) or is_set_in(blocks, at))


def _context(blocks: Sequence[ProseBlock], above: int) -> Iterator[str]:
    """The lead itself, and the paragraph before it where the lead only points (`Het gaat om:`)."""
    yield blocks[above].text
    said = blocks[above].text.strip().removesuffix(last_sentence(blocks[above].text))
    if said and not find_objections(last_sentence(said)):
        yield said
    before = blocks[above - 1] if above else None
    if before and before.answer_item == blocks[above].answer_item and not find_objections(last_sentence(before.text)):
        yield before.text


def _names_groups(said: str) -> bool:
    """`De volgende verenigingen ontvingen:`, `Er werd steun verleend aan:`"""
    words = "|".join(re.escape(word) for word in words_of("group", "recipient_words"))
    to = "|".join(re.escape(word) for kind in ("to", "receives", "receive") for word in words_of(kind))
    return bool(re.search(rf"\b(?:{words})|\b(?:{to})\s*:?\s*$", said.lower()))


def _names_projects(said: str) -> bool:
    """`De volgende projecten werden gesteund:`"""
    words = "|".join(re.escape(word) for word in words_of("project"))
    return bool(re.search(rf"\b(?:{words})\b", said.lower()))


def _find_recipient(blocks: Sequence[ProseBlock], above: int) -> tuple[ProseBlock, tuple[int, int]] | None:
    """The recipient named by the lead, or by the nearest block before it in the same part of the answer."""
    for at in range(above, max(-1, above - _MOST_BACK), -1):
        block = blocks[at]
        if (block.section, block.answer_item) != (blocks[above].section, blocks[above].answer_item):
            return None
        for sentence in reversed(read_sentences(block.text)):
            name = find_recipient(join_phrases(read_chunks(block.text, sentence)))
            if name is not None:
                return block, name.inner
    return None


def _one(years: Sequence[int]) -> int | None:
    return years[0] if len(set(years)) == 1 else None
