"""The tables of a PDF as other libraries give them, page by page, with the settings that serve each best."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# A page on which a library raises gives no table: stream does on a page that holds one blank.
PAGE_ERRORS = (ValueError, IndexError, KeyError, ZeroDivisionError, TypeError, AttributeError)

CAMELOT: dict[str, dict[str, Any]] = {
    "camelot lattice": {"flavor": "lattice", "engine": "vector", "copy_text": ["h", "v"]},
    "camelot stream": {"flavor": "stream"},
    "camelot hybrid": {"flavor": "hybrid", "engine": "vector"},
}
PEERS = (*CAMELOT, "pdfplumber")
WRAPS = ("camelot stream", "camelot hybrid")  # these give each line of a wrapped cell a row of its own


@dataclass(frozen=True, slots=True)
class PeerTable:
    """A table on one page; `joins_lines` says that a row without an amount is more of the row above it."""

    page: int
    rows: list[list[str]]
    joins_lines: bool


def read_peer_tables(peer: str, content: bytes, pages: int) -> list[PeerTable]:
    """All tables in the order of the pages."""
    found = read_pdfplumber(content) if peer == "pdfplumber" else read_camelot(content, pages, CAMELOT[peer])
    return [PeerTable(page, rows, peer in WRAPS) for page, rows in found if rows]


def read_camelot(content: bytes, pages: int, options: dict[str, Any]) -> Iterator[tuple[int, list[list[str]]]]:
    """One call a page: an error on one page loses all pages of its call."""
    import camelot

    for page in range(1, pages + 1):
        try:
            tables = camelot.read_pdf(io.BytesIO(content), pages=str(page), suppress_stdout=True, **options)
        except PAGE_ERRORS:
            continue
        for table in sorted(drop_repeated(list(tables)), key=lambda table: (-table._bbox[3], table._bbox[0])):
            yield page, [[str(text) for text in row] for row in table.data]


def drop_repeated(tables: list[Any]) -> list[Any]:
    """Hybrid can return a table twice: of two that lie on each other, the one with more cells stays."""
    kept: list[Any] = []
    for table in sorted(tables, key=lambda table: -table.shape[0] * table.shape[1]):
        if not any(lies_on(table._bbox, other._bbox) for other in kept):
            kept.append(table)
    return kept


def lies_on(box: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether half of either box lies on the other one."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    smaller = min((b[2] - b[0]) * (b[3] - b[1]) for b in (box, other))
    return width > 0 and height > 0 and width * height > smaller / 2


def read_pdfplumber(content: bytes) -> Iterator[tuple[int, list[list[str]]]]:
    """By ruling lines; a page without any by the gaps between words."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            tables = page.extract_tables()
            if not tables and not page.edges:
                tables = page.extract_tables({"vertical_strategy": "text", "horizontal_strategy": "text"})
            page.close()
            for table in tables:
                yield page.page_number, fill_merged(table)


def fill_merged(table: list[list[str | None]]) -> list[list[str]]:
    """A place that a merged cell covers is None: it takes the text above; in the first row, and in a row of one
    merged cell, the text at its left."""
    filled: list[list[str]] = []
    for row in table:
        across = not filled or sum(text is not None for text in row) == 1
        texts: list[str] = []
        for column, text in enumerate(row):
            left, above = texts[-1] if texts else "", filled[-1][column] if filled else ""
            texts.append(text if text is not None else left if across else above)
        filled.append(texts)
    return filled
