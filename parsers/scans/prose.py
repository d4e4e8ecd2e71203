"""Grants told in sentences of recognised pages: none of them has a number of which there are two readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.geometry import centre
from parsers.prose import ProseResult
from parsers.report import to_finding
from parsers.scans.doubts import find_doubt
from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.pages import Box, Page


def check_recognised(prose: ProseResult, pages: Sequence[Page]) -> ProseResult:
    """The same grants, with `ocr+prose` as their reader; those with an unsure number become findings."""
    recognised = {page.number: page for page in pages if page.recognised}
    if not recognised:
        return prose
    kept: list[GrantRecord] = []
    findings: list[Finding] = []
    for grant in prose.grants:
        if grant.page not in recognised or grant.bbox is None:
            kept.append(grant)
            continue
        box = Box(*grant.bbox)
        doubt = _find_doubt(box, recognised[grant.page])
        if doubt:
            message = f"a number in this sentence was not recognised with certainty: {doubt}; read it on the page"
            findings.append(to_finding("ocr_unsure", message, (grant.page, box), grant.amount_printed))
        else:
            kept.append(replace(grant, reader="ocr+prose"))
    return replace(prose, grants=tuple(kept), findings=(*prose.findings, *findings))


def _find_doubt(box: Box, page: Page) -> str | None:
    """In the lines that a grant's place covers."""
    return find_doubt(line for line in page.lines if box.top - 1 <= centre(line.box)[1] <= box.bottom + 1)
