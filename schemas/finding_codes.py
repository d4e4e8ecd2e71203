"""The register of finding codes, from which `docs/findings.md` is made; every code a finding carries is here."""

from __future__ import annotations

from schemas.finding_code import FindingCode
from schemas.input_findings import INPUT_FINDINGS
from schemas.publishing_findings import PUBLISHING_FINDINGS
from schemas.reading_findings import READING_FINDINGS

_ALL = (*INPUT_FINDINGS, *READING_FINDINGS, *PUBLISHING_FINDINGS)

FINDING_CODES: dict[str, FindingCode] = {entry.code: entry for entry in _ALL}
