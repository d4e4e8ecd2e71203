"""Told grants -> grant records, every value with its place on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from parsers.amounts import find_amounts
from parsers.identifiers import find_enterprise_numbers
from parsers.places import to_place
from parsers.prose_blocks import ProseBlock
from parsers.prose_pairs import ToldGrant
from schemas.columns import Role
from schemas.grants import GrantRecord, Verified, YearFrom
from schemas.questions import Question
from schemas.results import SourceDocument

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class ProseGrant:
    """A grant with the blocks it is told in: that of its amount, and that of its name (a list's lead may hold it).

    `sentence` is where its sentence or item stands in the block; `above_year` is the year that the sentence above says.
    `labelled` are further values under their labels, in a card; `aside` is where other amounts of its item begin, which
    its words say are none that was granted (`kostprijs 20.000 euro`).
    `list_of` is the block that leads to the list, or the paragraph itself: those that share it are added up together.
    """

    block: ProseBlock
    told: ToldGrant
    name_block: ProseBlock
    name: Span
    title: Span | None
    sentence: Span
    above_year: int | None
    list_of: ProseBlock
    is_item: bool
    labelled: Mapping[Role, str] = field(default_factory=dict)
    aside: tuple[int, ...] = ()

    @property
    def organisation(self) -> str:
        return self.name_block.text[slice(*self.name)]

    @property
    def municipality(self) -> str | None:
        place = self.told.place
        return self.name_block.text[slice(*place)] if place else self.labelled.get("municipality")

    @property
    def year(self) -> int | None:
        """The year said in the sentence or item itself, or else above it."""
        return self.told.year if self.told.year is not None else self.above_year


def to_record(grant: ProseGrant, verified: Verified, source: SourceDocument, question: Question) -> GrantRecord:
    """The record of one told grant."""
    block, told = grant.block, grant.told
    page, box = block.place(*told.amount)
    row = block.lines_box(page, *grant.sentence)
    year, year_from = _find_year(grant)
    place = to_place(*(block.place(*told.apart) if told.apart else (page, box)))
    said = [block.text[slice(*grant.sentence)], *grant.labelled.values()]
    numbers = list(dict.fromkeys(number for text in said for number in find_enterprise_numbers(text)))
    return GrantRecord(
        grant_id=f"{source.document_id}:{place}",
        document_id=source.document_id,
        place=place,
        page=page,
        bbox=(round(row.x0, 1), round(row.top, 1), round(row.x1, 1), round(row.bottom, 1)),
        organisation=grant.organisation,
        organisation_printed=grant.name_block.printed(*grant.name),
        title=block.text[slice(*grant.title)] if grant.title else grant.labelled.get("title"),
        description=grant.labelled.get("description"),
        expected_result=grant.labelled.get("expected_result"),
        amount_eur=told.value_eur,
        amount_printed=block.printed(*told.amount),
        amount_kind=told.kind,
        amount_requested_eur=_find_amount(grant, "amount_requested"),
        amount_paid_eur=_find_amount(grant, "amount_paid"),
        year=year,
        year_from=year_from,
        enterprise_number=numbers[0] if len(numbers) == 1 else None,
        municipality=grant.municipality,
        province=grant.labelled.get("province"),
        theme=grant.labelled.get("theme"),
        period=grant.labelled.get("period"),
        other={},
        verified=verified,
        reader="prose",  # `ocr+prose` where the page is a picture, see `parsers.scans.prose`
        answer_item=block.answer_item,
        question_number=question.number,
        parliamentary_year=question.parliamentary_year,
        asked_on=question.asked_on,
        answered_on=question.answered_on,
        asked_by=question.asked_by,
        minister=question.minister,
        question_title=question.title,
        source_url=source.source_url,
        document_sha256=source.sha256,
    )


def _find_amount(grant: ProseGrant, role: Role) -> Decimal | None:
    """What a card labels with another amount."""
    amounts = find_amounts(grant.labelled.get(role, ""))
    return (
        amounts[0].amount.value_eur if len(amounts) == 1 and grant.told.kind != role.removeprefix("amount_") else None
    )


def _find_year(grant: ProseGrant) -> tuple[int | None, YearFrom | None]:
    if grant.told.year is not None:
        return grant.told.year, "row"
    return (grant.above_year, "sentence") if grant.above_year is not None else (None, None)
