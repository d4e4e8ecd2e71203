"""What a finding code is; the codes themselves stand in `input_findings.py` and `reading_findings.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas.findings import Severity

Stage = Literal["input", "reading", "publishing"]


@dataclass(frozen=True, slots=True)
class FindingCode:
    """One kind of finding: how grave it is, what it means and what a person can do about it."""

    code: str
    stage: Stage
    severity: Severity
    meaning: str
    remedy: str
