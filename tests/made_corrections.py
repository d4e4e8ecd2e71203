"""Files of corrections for tests."""

from __future__ import annotations

import csv
from io import StringIO

from schemas.corrections import CORRECTION_COLUMNS

GRANT = "sha256-0123456789ab:p1-x512-y200"
"""The first grant of `make_result()`."""


def to_row(**cells: str) -> list[str]:
    """A sound line: the amount of the first grant is corrected."""
    sound = {
        "grant_id": GRANT,
        "field": "amount_eur",
        "printed": "100000.50",
        "corrected": "1000.50",
        "reason": "two zeros too many, see page 1",
        "who": "J. Peeters",
        "date": "2026-11-23",
    }
    return [(sound | cells)[name] for name in CORRECTION_COLUMNS]


def to_file(*rows: list[str], header: tuple[str, ...] = CORRECTION_COLUMNS) -> bytes:
    """The file with these lines below its header."""
    text = StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()
