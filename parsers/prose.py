"""Grants told in the answer's running text: in sentences and in lists without a table.

Precision goes before recall: a sentence or item that is not wholly understood gives no grant, and where its amount may
be one a finding tells its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from parsers.prose_blocks import ProseBlock, read_blocks
from parsers.prose_grant_words import tells_of_grants
from parsers.prose_headings import find_above
from parsers.prose_leads import read_asked
from parsers.prose_objections import tells_of_other_money
from parsers.prose_readings import read_told
from parsers.prose_records import ProseGrant, to_record
from parsers.prose_totals import ToldTotal, find_told_total, split_sentences
from parsers.report import to_finding
from parsers.sections import find_section
from parsers.vocabulary import fold
from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.pages import Page
from schemas.questions import Outline
from schemas.results import SourceDocument
from schemas.tables import Table

_MESSAGE = "an amount in running text, in a sentence about granted money; read it on the page"
_SENTENCE = re.compile(r"[A-Z][^\d]{40,}\.$")
_NAME_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class ProseResult:
    """What the running text gave."""

    grants: tuple[GrantRecord, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class TablesRead:
    """The tables of a document and the grants they gave."""

    tables: Sequence[Table]
    grants: Sequence[GrantRecord]


def read_prose(
    outline: Outline, tables: TablesRead, pages: Sequence[Page], source: SourceDocument, own_words: frozenset[str]
) -> ProseResult:
    """The grants told in running text, in reading order, and findings for amounts that may be grants and were not read.

    Around a table of grants, in the same part of the answer, amounts in words repeat or add up: none is a grant.
    """
    blocks = read_blocks(outline, tables.tables, pages, own_words)
    with_amounts = [at for at, block in enumerate(blocks) if block.amounts]
    places = [(g.page, g.bbox[1], g.answer_item) for g in tables.grants if g.page is not None and g.bbox is not None]
    listed = {(find_section(outline, page, top).kind, item) for page, top, item in places}
    free = [at for at in with_amounts if (blocks[at].section, blocks[at].answer_item) not in listed]
    telling = [at for at in free if _is_about_grants(blocks, at, outline)]
    told = _drop_repeated(read_told(blocks, telling, outline) if telling else (), tables.grants)
    totals = [(group, find_told_total(group, blocks)) for group in _to_groups(told)]
    records = [
        to_record(grant, total.verified if total else "none", source, outline.question)
        for group, total in totals
        for grant in group
    ]
    known = [total for _, total in totals if total]
    findings = [finding for total in known for finding in total.findings]
    about = frozenset(at for at in free if at in telling or _is_told_below(blocks, at))
    read = _Read(frozenset(_read_places(told, known)), about)
    return ProseResult(tuple(records), (*findings, *_check_unread(blocks, with_amounts, read)))


def _is_about_grants(blocks: Sequence[ProseBlock], at: int, outline: Outline) -> bool:
    """A cheap look at what is said up to here, before any language is read."""
    said = (block.text for block in blocks[: at + 1] if block.section == blocks[at].section)
    return any(tells_of_grants(text) for text in said) or tells_of_grants(read_asked(outline, blocks[at]))


def _is_told_below(blocks: Sequence[ProseBlock], at: int) -> bool:
    """`Dit zijn de subsidies uit het Fietsfonds.` below a list: nothing is read for it, nothing left out in silence."""
    place = (blocks[at].section, blocks[at].answer_item)
    return any(tells_of_grants(b.text) for b in blocks[at + 1 :] if (b.section, b.answer_item) == place)


def _drop_repeated(told: Sequence[ProseGrant], of_tables: Sequence[GrantRecord]) -> list[ProseGrant]:
    """Without what a table lists already, and without sentences that tell again what was told before."""
    known = {(grant.amount_eur, word) for grant in of_tables for word in _name_words(grant.organisation)}
    kept: list[ProseGrant] = []
    for grant in told:
        keys = {(grant.told.value_eur, word) for word in _name_words(grant.organisation)}
        again = not grant.is_item and any(_is_same(grant, other) for other in kept)
        if not again and not keys & known:
            kept.append(grant)
    return kept


def _name_words(organisation: str) -> set[str]:
    return set(_NAME_WORD.findall(fold(organisation)))


def _is_same(grant: ProseGrant, other: ProseGrant) -> bool:
    years = {grant.year, other.year} - {None}
    same_name = _name_words(grant.organisation) == _name_words(other.organisation)
    return same_name and grant.told.value_eur == other.told.value_eur and len(years) < 2


def _to_groups(told: Iterable[ProseGrant]) -> list[list[ProseGrant]]:
    """Those of one list or one paragraph together."""
    return [list(group) for _, group in groupby(told, key=lambda grant: id(grant.list_of))]


@dataclass(frozen=True, slots=True)
class _Read:
    """What was understood: block and start of each amount, and the numbers of the blocks that may tell of grants."""

    places: frozenset[tuple[int, int]]
    telling: frozenset[int]


def _read_places(told: Iterable[ProseGrant], totals: Iterable[ToldTotal]) -> Iterator[tuple[int, int]]:
    for grant in told:
        yield from ((id(grant.block), start) for start in (grant.told.amount[0], *grant.aside))
    yield from ((id(total.block), total.place[0]) for total in totals)


def _check_unread(blocks: Sequence[ProseBlock], with_amounts: Sequence[int], read: _Read) -> list[Finding]:
    """One finding a sentence with an amount that is neither a grant nor a total: where the sentence speaks of granted
    money, or what was said before it does and its own words tell of no other money."""
    found = []
    for at in with_amounts:
        block = blocks[at]
        for start, end in split_sentences(block.text):
            unread = [a for a in _amount_places(block) if start <= a[0] < end and (id(block), a[0]) not in read.places]
            said = block.text[start:end]
            if unread and (_may_tell(blocks, at, said) or (at in read.telling and not tells_of_other_money(said))):
                found.append(to_finding("prose_amounts_unread", _MESSAGE, block.place(*unread[0]), said.strip()))
    return found


def _amount_places(block: ProseBlock) -> list[tuple[int, int]]:
    return [(amount.start, amount.end) for amount in block.amounts]


def _may_tell(blocks: Sequence[ProseBlock], at: int, sentence: str) -> bool:
    """The sentence itself speaks of granted money, or the one above its list does."""
    if tells_of_grants(sentence):
        return True
    above = find_above(blocks, at).at if blocks[at].mark else _find_lead(blocks, at)
    return above is not None and tells_of_grants(blocks[above].text) and blocks[above].text.endswith(":")


def _find_lead(blocks: Sequence[ProseBlock], at: int) -> int | None:
    """The line above a list without marks, past its other lines: up to a colon, or to a whole sentence."""
    for above in range(at - 1, -1, -1):
        block = blocks[above]
        if (block.section, block.answer_item) != (blocks[at].section, blocks[at].answer_item):
            return None
        if not block.amounts and (block.text.endswith(":") or _SENTENCE.match(block.text)):
            return above
    return None
