"""Findings of the reader, with the severity that their code has in the register."""

from __future__ import annotations

from parsers.places import to_place
from schemas.finding_codes import FINDING_CODES
from schemas.findings import Finding
from schemas.pages import Box


def to_finding(code: str, message: str, spot: tuple[int, Box] | None = None, printed: str | None = None) -> Finding:
    """A finding at a spot (page and box), or about the whole document. Raises KeyError for an unregistered code."""
    page, place = (spot[0], to_place(*spot)) if spot else (None, None)
    return Finding(code, FINDING_CODES[code].severity, page, place, printed or None, message)
