"""The blocks of an answer -> the grants they tell of, sentence by sentence and list by list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from parsers.dates import find_years
from parsers.prose_blocks import ProseBlock
from parsers.prose_cards import read_cards
from parsers.prose_chunks import Chunk, read_chunks, to_labels
from parsers.prose_headings import Above, Heading, find_above
from parsers.prose_language import Sentence, read_sentences
from parsers.prose_leads import Lead, announces_grants, is_list_item, read_asked, read_lead
from parsers.prose_lists import ItemGrant, read_item
from parsers.prose_pairs import ToldGrant
from parsers.prose_parts import find_name_column, find_title
from parsers.prose_phrases import join_phrases
from parsers.prose_records import ProseGrant
from parsers.prose_sentences import Said, find_antecedent, read_sentence
from parsers.prose_years import find_told_year
from schemas.columns import Role
from schemas.questions import Outline

_ENOUGH_SURE = 0.5  # of a list's items, known by a legal form or a word such as `stad`: the others are names as well


@dataclass(frozen=True, slots=True, eq=False)
class _Item:
    """A list item that may tell of grants, under its lead."""

    block: ProseBlock
    sentence: tuple[int, int]
    lead: Lead
    read: ItemGrant


def read_told(blocks: Sequence[ProseBlock], telling: Sequence[int], outline: Outline) -> list[ProseGrant]:
    """The grants told in the blocks with the numbers `telling`, in reading order."""
    may_tell = {id(blocks[at]) for at in telling}
    told = [grant for grant in read_cards(blocks) if id(grant.block) in may_tell]
    in_cards = {id(grant.block) for grant in told}
    items: list[_Item] = []
    for at in (at for at in telling if id(blocks[at]) not in in_cards):
        before = blocks[at - 1].text if at else ""
        sentences = list(_read_block_sentences(blocks[at], before, _find_year_above(blocks, at)))
        told += sentences
        if not sentences and is_list_item(blocks, at):
            items += _read_list_item(blocks, at, read_asked(outline, blocks[at]))
    for _, group in groupby(items, key=_to_list_key):
        told += _choose(list(group))
    order = {id(block): at for at, block in enumerate(blocks)}
    return sorted(told, key=lambda grant: (order[id(grant.block)], grant.told.amount))


def _to_list_key(item: _Item) -> tuple[int, int, str | None]:
    heading = item.lead.heading
    return id(item.lead.block), id(heading.block) if heading else 0, item.block.mark


def _find_year_above(blocks: Sequence[ProseBlock], at: int) -> int | None:
    """The year that the sentence above a list says."""
    above = find_above(blocks, at) if is_list_item(blocks, at) else Above(None, (), ())
    said, years = blocks[above.at].text if above.at is not None else "", above.years
    return years[0] if len(set(years)) == 1 else find_told_year(said)


def _read_block_sentences(block: ProseBlock, above: str, year_above: int | None) -> Iterator[ProseGrant]:
    """Grants in whole sentences; sentences stand in the answer itself, and lists in annexes too."""
    if block.section != "answer":
        return
    before, said_before, year_said = year_above, above, year_above
    antecedent: Chunk | None = None
    granted: Chunk | None = None
    for sentence in read_sentences(block.text):
        span = (sentence.start, sentence.end)
        said = Said(block.text, _is_announced(block.text[slice(*span)], said_before), antecedent, year_said, granted)
        chunks = join_phrases(read_chunks(block.text, sentence))
        told = _read_either(sentence, chunks, said)
        for grant in _to_apart(told, block.text, span):
            yield ProseGrant(block, grant, block, grant.name, grant.title, span, before, block, False)
        said_before = block.text[slice(*span)]
        antecedent = find_antecedent(chunks, antecedent)
        granted = antecedent if antecedent and {grant.name for grant in told} == {antecedent.inner} else None
        year_said = find_told_year(said_before) if find_years(said_before) else year_said
        if find_years(said_before) or not told:
            before = find_told_year(said_before)


def _read_either(sentence: Sentence, chunks: Sequence[Chunk], said: Said) -> tuple[ToldGrant, ...]:
    """`Boeren en Buren vzw en Het Zuivelhuis` are two or three recipients: as many as there are amounts."""
    told = read_sentence(chunks, said)
    if told or "d" not in to_labels(chunks):
        return told
    return read_sentence(join_phrases(read_chunks(said.text, replace(sentence, joined=True))), said)


def _to_apart(told: Sequence[ToldGrant], text: str, sentence: tuple[int, int]) -> Iterator[ToldGrant]:
    """Grants of one amount are told apart by their years' places: `in 2019 en 2020 telkens 10.000 euro`."""
    amounts = [grant.amount for grant in told]
    for grant in told:
        at = text.find(str(grant.year), *sentence) if amounts.count(grant.amount) > 1 and grant.year else -1
        yield replace(grant, apart=(at, at + 4)) if at >= 0 and grant.apart is None else grant


def _is_announced(sentence: str, before: str) -> bool:
    """Whether grants are announced before a sentence's colon, or, where it has none, by the sentence before."""
    head, colon, _ = sentence.partition(":")
    return announces_grants(head if colon else before)


def _read_list_item(blocks: Sequence[ProseBlock], at: int, asked: str) -> Iterator[_Item]:
    block = blocks[at]
    lead = read_lead(blocks, at, asked)
    if lead is None or not lead.tells:
        return
    starts = [amount.start for amount in block.amounts]
    first = next((s for s in read_sentences(block.text) if any(s.start <= start < s.end for start in starts)), None)
    if first is None:
        return
    chunks = join_phrases(read_chunks(block.text, first, is_item=True, unit=block.unit))
    for read in read_item(block.text, chunks):
        yield _Item(block, (first.start, first.end), lead, read)


def _choose(items: Sequence[_Item]) -> Iterator[ProseGrant]:
    """The items of one list that are grants: their names are sure, or the list is one of recipients; else the recipient
    must stand above it."""
    named = [item for item in items if item.read.has_name]
    mostly_sure = sum(item.read.sure for item in named) > _ENOUGH_SURE * len(items)
    column = _find_column(items)
    below_heading = _is_below_recipient(items[0].lead, mostly_sure)
    for item in items:
        own = item.read.has_name and (item.read.sure or mostly_sure or item.lead.groups)
        if below_heading is not None:
            parts = item.read.parts
            title = (parts[0].span[0], parts[-1].span[1]) if parts else item.read.grant.title
            told = replace(item.read.grant, place=below_heading.part.place)
            below = replace(item, read=replace(item.read, grant=told))
            yield _to_grant(below, below_heading.block, below_heading.part.name, title)
        elif column is not None and len(item.read.parts) > column and not _is_surer(item, column):
            yield _to_column_grant(item, column)
        elif own:
            yield _to_grant(item, item.block, item.read.grant.name, item.read.grant.title)
        elif item.lead.recipient is not None:
            block, name = item.lead.recipient
            title = item.read.words if item.read.has_name else item.read.grant.title
            yield _to_grant(item, block, name, title)


def _is_below_recipient(lead: Lead, mostly_sure: bool) -> Heading | None:
    """The heading, when it names the recipient; below `Gent` may stand recipients of their own."""
    heading = lead.heading
    return heading if heading and (heading.part.looks == "sure" or not mostly_sure) else None


def _is_surer(item: _Item, column: int) -> bool:
    """Whether the item's own reading names a recipient elsewhere than the list's column of names."""
    start, end = item.read.parts[column].span
    return item.read.sure and not start <= item.read.grant.name[0] < end


def _find_column(items: Sequence[_Item]) -> int | None:
    """The part of each item that names its recipient, unless the lead names one, or projects."""
    lead = items[0].lead
    if lead.names_recipient:
        return None
    column = find_name_column([item.read.parts for item in items], lead.groups)
    alone = all(len(item.read.parts) < 2 for item in items)
    return None if alone and lead.projects and not _tell_projects_behind(items) else column


def _tell_projects_behind(items: Sequence[_Item]) -> bool:
    """`vzw X: 7.000 euro, voor een onthaalruimte`: what each is for stands behind the amounts, so who before them."""
    return any(item.read.sure for item in items) and all(item.read.behind is not None for item in items)


def _to_column_grant(item: _Item, column: int) -> ProseGrant:
    part = item.read.parts[column]
    title = item.read.grant.title if item.read.has_name else find_title(item.read.parts, column)
    if title is not None and part.name[0] <= title[0] < part.name[1]:
        title = find_title(item.read.parts, column) or item.read.behind
    told = replace(item.read.grant, place=part.place)
    return _to_grant(replace(item, read=replace(item.read, grant=told)), item.block, part.name, title)


def _to_grant(item: _Item, name_block: ProseBlock, name: tuple[int, int], title: tuple[int, int] | None) -> ProseGrant:
    told = replace(item.read.grant, kind=item.lead.kind)
    lead = item.lead
    labelled: dict[Role, str] = {role: item.block.text[slice(*span)] for role, span in item.read.others if role}
    if lead.province:
        labelled["province"] = lead.province
    aside = tuple(span[0] for _, span in item.read.others)
    list_of = lead.block or item.block
    told_in = (item.block, told, name_block, name, title, item.sentence)
    return ProseGrant(*told_in, lead.year, list_of, is_item=True, labelled=labelled, aside=aside)
