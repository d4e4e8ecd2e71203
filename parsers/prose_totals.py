"""Totals told in words (`In totaal werd 57.500 euro toegekend:`) held against the grants told beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from parsers.amounts import FoundAmount
from parsers.prose_blocks import ProseBlock
from parsers.prose_grant_words import tells_of_grants
from parsers.prose_objections import find_objections, objection_words
from parsers.prose_records import ProseGrant
from parsers.report import to_finding
from schemas.findings import Finding
from schemas.grants import Verified

_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_])|(?<=[)\]’”\"]))[.?!:]\s+(?=[A-Z‘'\"(€])|(?<=\d)[.?!:]\s+(?=[A-Z])")
_COUNT = re.compile(r"(?<![\w.,])(\d{1,4})(?=\s+[a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class ToldTotal:
    """A total: its block, place in the block's text, value, and the verdict for the grants it stands for."""

    block: ProseBlock
    place: tuple[int, int]
    verified: Verified
    findings: tuple[Finding, ...]


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Rough sentences, each from its start to its end, without a language's tokens."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return [(start, end) for start, end in zip([0, *ends], [*ends, len(text)], strict=True) if end > start]


def find_told_total(grants: Sequence[ProseGrant], blocks: Sequence[ProseBlock]) -> ToldTotal | None:
    """The total told above or below grants of one list or paragraph; None where none is told.

    A sum that agrees is a total whatever words stand with it; one that does not, only when the words say so and count
    as many recipients (`aan 34 projecten` is not the total of three examples).
    """
    computed = sum((grant.told.value_eur for grant in grants), Decimal(0))
    told = list(_candidates(grants, blocks))
    for block, amount, _ in told:
        if amount.amount.value_eur == computed and len(grants) > 1:
            return ToldTotal(block, (amount.start, amount.end), "total", ())
    for block, amount, sentence in told:
        counts = [int(number) for number in _COUNT.findall(sentence)]
        if _says_total(sentence) and all(count == len(grants) for count in counts):
            off = amount.amount.value_eur - computed
            message = f"the total told {amount.amount.value_eur} is not the sum {computed} of the grants: {off} more"
            finding = to_finding("total_mismatch", message, block.place(amount.start, amount.end), sentence)
            return ToldTotal(block, (amount.start, amount.end), "mismatch", (finding,))
    return None


def _candidates(
    grants: Sequence[ProseGrant], blocks: Sequence[ProseBlock]
) -> Iterator[tuple[ProseBlock, FoundAmount, str]]:
    """Sentences with one amount that is no grant: of the lead, the paragraph itself, the block right below."""
    read = {(id(grant.block), grant.told.amount[0]) for grant in grants}
    last = blocks.index(grants[-1].block)
    near = dict.fromkeys([grants[0].list_of, *{grant.block: None for grant in grants}, *blocks[last + 1 : last + 2]])
    for block in near:
        for start, end in split_sentences(block.text):
            sentence = block.text[start:end].strip()
            amounts = [a for a in block.amounts if start <= a.start < end]
            if len(amounts) == 1 and (id(block), amounts[0].start) not in read and _may_be_total(sentence):
                yield block, amounts[0], sentence


def _may_be_total(sentence: str) -> bool:
    return not find_objections(sentence, totals=False) and (tells_of_grants(sentence) or _says_total(sentence))


def _says_total(sentence: str) -> bool:
    return bool(_total_words().search(sentence))


@cache
def _total_words() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for kind in ("total", "together") for word in objection_words(kind))
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)
