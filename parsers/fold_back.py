"""What was read from cut pages, with the places that it has in the printed document.

`origins` has one entry for each page that was read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.page_columns import Origin
from schemas.findings import Finding
from schemas.grants import GrantRecord
from schemas.questions import Answer
from schemas.results import TableReport

_PLACE = re.compile(r"p(\d+)-x(-?\d+)-y(-?\d+)")


def to_printed_answer(answer: Answer, origins: Sequence[Origin]) -> Answer:
    return replace(answer, items=tuple(replace(item, page=origins[item.page - 1].page) for item in answer.items))


def to_printed_report(table: TableReport, origins: Sequence[Origin]) -> TableReport:
    return replace(table, pages=tuple(dict.fromkeys(origins[page - 1].page for page in table.pages)))


def to_printed_grant(grant: GrantRecord, origins: Sequence[Origin]) -> GrantRecord:
    if grant.page is None or grant.bbox is None:  # a cell of a sheet stands where it stands
        return grant
    origin, place = origins[grant.page - 1], to_printed_place(grant.place, origins)
    x0, top, x1, bottom = grant.bbox
    box = (round(x0 + origin.moved, 1), top, round(x1 + origin.moved, 1), bottom)
    return replace(grant, grant_id=f"{grant.document_id}:{place}", place=place, page=origin.page, bbox=box)


def to_printed_finding(finding: Finding, origins: Sequence[Origin]) -> Finding:
    page = origins[finding.page - 1].page if finding.page is not None else None
    place = to_printed_place(finding.place, origins) if finding.place is not None else None
    return replace(finding, page=page, place=place)


def to_printed_place(place: str, origins: Sequence[Origin]) -> str:
    """`p3-x70-y214` on a cut page -> `p2-x315-y214` in the document. Raises ValueError for what is no place."""
    found = _PLACE.fullmatch(place)
    if found is None:
        raise ValueError(f"{place!r} is no place on a page")
    origin = origins[int(found[1]) - 1]
    return f"p{origin.page}-x{int(found[2]) + origin.moved}-y{found[3]}"
