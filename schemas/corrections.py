"""What a person says against a reading: a field of a grant is otherwise, or the grant is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

CORRECTION_COLUMNS = ("grant_id", "field", "printed", "corrected", "reason", "who", "date")

# What a reader reads of a grant. Ids, places and digests are not read, `…_printed` is what stands on the page,
# `verified` is what its total says, and the question is one of the whole document.
CORRECTABLE_FIELDS = (
    "organisation",
    "title",
    "description",
    "expected_result",
    "amount_eur",
    "amount_kind",
    "amount_requested_eur",
    "amount_paid_eur",
    "year",
    "enterprise_number",
    "municipality",
    "province",
    "theme",
    "period",
    "answer_item",
)
WHOLE_GRANT = "grant"

CorrectionVerdict = Literal["applies", "already so", "stale", "unknown grant", "malformed"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file; `field` is `grant` where the grant is withdrawn.

    `printed` is what the correction was made against; `corrected` is the text of the value that counts, empty for null.
    """

    line: int
    grant_id: str
    field: str
    printed: str
    corrected: str
    reason: str
    who: str
    date: date


@dataclass(frozen=True, slots=True)
class CorrectionFault:
    """Why a line of the file cannot be used; `grant_id` and `field` as far as they could be read."""

    line: int
    grant_id: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class JudgedCorrection:
    """What becomes of a line; the message says why."""

    line: int
    grant_id: str
    field: str
    verdict: CorrectionVerdict
    message: str
