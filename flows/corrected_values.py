"""The text of a value in `corrections.csv` to the value of its field, and back, as the field is declared."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.csv_lines import to_cell
from parsers.identifiers import parse_enterprise_number
from schemas.field import Field
from schemas.fields import GRANT_FIELDS
from schemas.grants import GrantRecord

_FIELDS = {field.name: field for field in GRANT_FIELDS}
_PRINTED = {"organisation": "organisation_printed", "amount_eur": "amount_printed"}


def parse_value(name: str, text: str) -> object:
    """`12500.00` for an amount, `2021` for a year, the text itself for a text; an empty text is null.

    Raises ValueError where the field may not hold it: the forms are those of the published CSV, no others.
    """
    from schemas.published import check_value  # pandera takes a second to import, and most files are empty

    field = _FIELDS[name]
    value = _to_value(field, text)
    if value is None and not field.nullable:
        raise ValueError(f"corrected: {name} may not be empty; to withdraw the grant write `grant` and `false`")
    if reasons := list(check_value(value, field)):
        raise ValueError(f"corrected: {text!r} {'; '.join(reasons)}")
    if name == "enterprise_number" and value is not None:
        parse_enterprise_number(text)
    return value


def to_value_text(grant: GrantRecord, name: str) -> str:
    """The text of a grant's value, as in the published CSV; empty for null."""
    return to_cell(getattr(grant, name), _FIELDS[name])


def find_printed(grant: GrantRecord, name: str) -> set[str]:
    """What may stand under `printed` for a field: its value, or what is printed for it."""
    texts = {to_value_text(grant, name)}
    if name in _PRINTED:
        texts.add(to_value_text(grant, _PRINTED[name]))
    return set(map(squeeze, texts))


def squeeze(text: str) -> str:
    """With single spaces for its line breaks."""
    return " ".join(text.split())


def _to_value(field: Field, text: str) -> object:
    if text == "":
        return None
    if field.type == "decimal":
        if not re.fullmatch(r"\d{1,12}\.\d\d", text, re.ASCII):
            raise ValueError(f"corrected: {text!r} is no amount as the dataset writes it: write it like `12500.00`")
        return Decimal(text)
    if field.type == "integer":
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            raise ValueError(f"corrected: {text!r} is no whole number: write it like `2021`")
        return int(text)
    return text
