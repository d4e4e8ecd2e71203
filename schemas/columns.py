"""What a table's columns mean."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Role = Literal[
    "organisation",
    "municipality",
    "province",
    "title",
    "description",
    "expected_result",
    "amount_awarded",
    "amount_requested",
    "amount_committed",
    "amount_paid",
    "amount_other",
    "year",
    "period",
    "date",
    "enterprise_number",
    "theme",
    "number",
    "identifier",
    "scheme",
    "status",
    "count",
    "percentage",
    "currency",
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its whole header, its role (None: unknown, kept in `other`), and how the role was found.

    `factor` is what the header says its amounts count in (1000 for `x 1.000 euro`), None where it says nothing;
    `year` is the one year its header names.
    """

    index: int
    header: str
    role: Role | None
    role_from: Literal["header", "content", "none"]
    factor: Decimal | None
    year: int | None
