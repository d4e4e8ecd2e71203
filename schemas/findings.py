"""What a reader reports instead of guessing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know about a document, with its place on the page.

    `place` has the form of a grant's place (`p2-x512-y214`, `Sheet!E12`); `page` counts from 1; both None for the whole
    document. `attachment` is the name of the attached file that it is about, None for the answer itself.
    """

    code: str
    severity: Severity
    page: int | None
    place: str | None
    printed: str | None
    message: str
    attachment: str | None = None
