"""Grants printed as cards: `Begunstigde: vzw X`, `Project: Y`, `Bedrag: 10.000 euro`, a line each or all in one line.

The labels are the words that stand over columns of tables (`headers.csv`). A label printed again begins the next card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parsers.amounts import FoundAmount, find_amounts
from parsers.dates import find_years
from parsers.header_words import GRANTED_ROLES
from parsers.prose_blocks import ProseBlock
from parsers.prose_headings import read_heading
from parsers.prose_labels import find_labels
from parsers.prose_leads import announces_grants
from parsers.prose_names import is_place
from parsers.prose_objections import find_objections
from parsers.prose_pairs import ToldGrant
from parsers.prose_records import ProseGrant
from parsers.prose_subheadings import is_year_heading, read_project
from schemas.columns import Role
from schemas.grants import AmountKind

_ENDS = " ;,|–-"
_LEAST_ROLES = 2
_KINDS: dict[str, AmountKind] = {
    "amount_awarded": "awarded", "amount_committed": "committed", "amount_paid": "paid",
}  # fmt: skip

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CardField:
    """A labelled value: `block.text[start:end]`."""

    role: Role
    label: str
    block: ProseBlock
    span: Span

    @property
    def text(self) -> str:
        return self.block.text[slice(*self.span)]


@dataclass(slots=True)
class Card:
    """The fields of one card, the block before its first one, and the year of the heading above it."""

    lead: ProseBlock | None
    above: ProseBlock | None
    year: int | None
    fields: dict[Role, CardField] = field(default_factory=dict)


def read_cards(blocks: Sequence[ProseBlock]) -> list[ProseGrant]:
    """The grants of all cards, in reading order."""
    return [grant for card in _find_cards(blocks) if (grant := _to_grant(card)) is not None]


def _find_cards(blocks: Sequence[ProseBlock]) -> Iterator[Card]:
    card: Card | None = None
    lead: ProseBlock | None = None
    before: ProseBlock | None = None
    year: int | None = None
    for block in blocks:
        fields = list(_read_fields(block))
        if is_year_heading(block):
            years = find_years(block.text.strip(" :"))
            year = years[0] if len(years) == 1 else None
        for labelled in fields:
            if card is None or labelled.role in card.fields or not _continues(card, before, block):
                if card is not None:
                    yield card
                above = before if before is not None and before is not lead else None
                card = Card(lead, above, year)
            card.fields[labelled.role] = labelled
        if not fields and _may_lead(block):
            lead, year = block, None
        before = block
    if card is not None:
        yield card


def _continues(card: Card, before: ProseBlock | None, block: ProseBlock) -> bool:
    """Whether the card's last field stands in this block or the one before it."""
    last = next(reversed(card.fields.values())).block
    return last in (before, block)


def _may_lead(block: ProseBlock) -> bool:
    return block.text.endswith((":", ".")) and not is_year_heading(block)


def _read_fields(block: ProseBlock) -> Iterator[CardField]:
    labels = list(find_labels(block.text))
    stops = [*(label.start for label in labels[1:]), len(block.text)]
    for label, stop in zip(labels, stops, strict=False):
        end = label.end + len(block.text[label.end : stop].rstrip(_ENDS))
        if label.end < end:
            yield CardField(label.role, label.text, block, (label.end, end))


def _to_grant(card: Card) -> ProseGrant | None:
    """None for a card without a recipient or a granted amount, and for one that refuses."""
    role = next((role for role in GRANTED_ROLES if role in card.fields), None)
    name = _find_name(card)
    if role is None or name is None or _count_roles(card) < _LEAST_ROLES or not _tells(card):
        return None
    money = card.fields[role]
    amount = _find_amount(money)
    if amount is None or is_place(name[0].text[slice(*name[1])]):
        return None
    told = ToldGrant(
        name[1], (amount.start, amount.end), amount.amount.value_eur, None, _find_year(card), _KINDS[role], name[2]
    )
    lead = card.lead or money.block
    years = find_years(card.lead.text) if card.lead else ()
    above = card.year or (years[0] if len(years) == 1 else None)
    values = {role: found.text for role, found in card.fields.items()}
    if card.above is not None and (title := read_project(card.above)):
        values.setdefault("title", title)
    return ProseGrant(money.block, told, name[0], name[1], None, money.span, above, lead, True, values)


def _count_roles(card: Card) -> int:
    """A list item above that names the recipient counts as one: `• vzw X` / `Toegekend bedrag: 10.000 euro`."""
    headed = card.above is not None and card.above.mark is not None and "organisation" not in card.fields
    return len(card.fields) + headed


def _find_name(card: Card) -> tuple[ProseBlock, Span, Span | None] | None:
    """The labelled recipient, or else a name alone in the line above the card: block, place, and municipality."""
    found = card.fields.get("organisation")
    if found is not None:
        brackets = re.search(r"\s\((?P<place>[^\W\d][\w '’-]*)\)$", found.text)
        if brackets is None or brackets["place"].isupper():
            return found.block, found.span, None
        start = found.span[0]
        return (
            found.block,
            (start, start + brackets.start()),
            (start + brackets.start("place"), start + brackets.end("place")),
        )
    heading = read_heading(card.above) if card.above is not None else None
    return (heading.block, heading.part.name, heading.part.place) if heading is not None else None


def _tells(card: Card) -> bool:
    """Whether money was granted: neither lead nor status says otherwise, and one of lead and labels says so."""
    said = card.lead.text if card.lead else ""
    others = [f.text for role, f in card.fields.items() if role in ("status", "number", "scheme")]
    if any(find_objections(text, totals=False) for text in others):
        return False
    labelled = any(announces_grants(found.label) for found in card.fields.values())
    return labelled or announces_grants(said)


def _find_amount(money: CardField) -> FoundAmount | None:
    start, end = money.span
    if find_objections(money.text) or find_objections(money.label):
        return None
    amounts = [found for found in find_amounts(money.block.text) if start <= found.start < end]
    return amounts[0] if len(amounts) == 1 else None


def _find_year(card: Card) -> int | None:
    years = find_years(card.fields["year"].text) if "year" in card.fields else ()
    return years[0] if len(years) == 1 else None
