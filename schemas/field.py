"""One published column and what may stand in it; `schemas/fields.py` lists the columns of each table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal, get_args

CENT = Decimal("0.01")
AMOUNT_DIGITS = 12
SUM_DIGITS = 16
"""Of a sum of amounts: as much as whole cents in 64 bits hold, and no sum of amounts read is as large."""

FieldType = Literal["text", "integer", "decimal", "date", "bbox", "map", "texts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column: what it means and what may stand in it. `pattern` is a regular expression for the whole text.

    `key`: the column is (part of) the table's primary key, so its values are never null and never stand twice.
    `digits`: before the point of a decimal, at most; there are always two behind it.
    `references`: the table whose primary key the value is; null where it refers to no row.
    """

    name: str
    type: FieldType
    meaning: str
    nullable: bool = False
    unit: str | None = None
    choices: tuple[str, ...] | None = None
    pattern: str | None = None
    minimum: int | Decimal | None = None
    maximum: int | None = None
    digits: int | None = None
    key: bool = False
    references: str | None = None


def text(name: str, meaning: str, *, nullable: bool = False, pattern: str | None = None) -> Field:
    """Declare a column of text."""
    return Field(name=name, type="text", meaning=meaning, nullable=nullable, pattern=pattern)


def choice(name: str, meaning: str, choices: object, *, nullable: bool = False) -> Field:
    """Declare a column that holds one of the words of the `Literal` given."""
    return Field(name=name, type="text", meaning=meaning, nullable=nullable, choices=get_args(choices))


def integer(name: str, meaning: str, minimum: int, *, maximum: int | None = None, nullable: bool = False) -> Field:
    """Declare a column of whole numbers."""
    return Field(name=name, type="integer", meaning=meaning, nullable=nullable, minimum=minimum, maximum=maximum)


def euro(name: str, meaning: str, *, minimum: Decimal | None = None, nullable: bool = False) -> Field:
    """Declare a column of amounts in euro, two decimals; `minimum` may be 0 or a cent."""
    limits: dict[str, Any] = {"nullable": nullable, "minimum": minimum, "digits": AMOUNT_DIGITS}
    return Field(name=name, type="decimal", meaning=meaning, unit="euro", **limits)


def euro_sum(name: str, meaning: str) -> Field:
    """Declare a column of sums of amounts, which are wider than these."""
    return replace(euro(name, meaning), digits=SUM_DIGITS)


def day(name: str, meaning: str) -> Field:
    """Declare a column of dates; every date published is one a document may lack."""
    return Field(name=name, type="date", meaning=meaning, nullable=True)


def keys_of(fields: tuple[Field, ...]) -> tuple[str, ...]:
    """Give the names of the columns that are the table's primary key; empty where it has none."""
    return tuple(field.name for field in fields if field.key)


def to_portable_pattern(pattern: str) -> str:
    """Give a pattern as other regular expression languages read it: for the whole text, its groups without names."""
    return f"^(?:{re.sub(r'[(][?]P<[^>]+>', '(?:', pattern)})$"


def to_amount_pattern(field: Field) -> str:
    """Give the form of an amount written as text: two decimals, no sign unless it may be negative.

    Raises ValueError for a minimum other than none, 0 or a cent, which a form cannot tell.
    """
    forms: dict[int | Decimal | None, str] = {None: "", 0: "(?!-)", CENT: r"(?!-|0+\.00$)"}
    if field.minimum not in forms:
        raise ValueError(f"{field.name}: an amount written as text cannot tell the minimum {field.minimum}")
    return rf"^{forms[field.minimum]}-?\d{{1,{field.digits}}}\.\d{{2}}$"
