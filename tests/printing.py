"""Answers printed by reportlab, for tests that need a document with one known trait."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

HEADING = (
    "JAN PEETERS",
    "VLAAMS MINISTER VAN CULTUUR",
    "ANTWOORD",
    "op vraag nr. 12 van 4 maart 2024",
    "van MIA JANSSENS",
)
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def print_flow(flow: Sequence[Flowable], footer: str | None = None, **page: Any) -> bytes:
    """A PDF of flowables on A4, with a running footer and page number where one is wanted."""
    out = io.BytesIO()

    def draw_footer(canvas: Canvas, document: SimpleDocTemplate) -> None:
        if footer:
            canvas.setFont("Helvetica", 7)
            canvas.drawCentredString(A4[0] / 2, 30, f"{footer} {document.page}")

    SimpleDocTemplate(out, pagesize=page.pop("pagesize", A4), **page).build(
        list(flow), onFirstPage=draw_footer, onLaterPages=draw_footer
    )
    return out.getvalue()


def to_paragraph(text: str, size: float = 9) -> Paragraph:
    return Paragraph(text, ParagraphStyle("body", fontName="Helvetica", fontSize=size, leading=size * 1.25))


def to_heading(lines: Sequence[str] = HEADING) -> list[Flowable]:
    return [*(to_paragraph(line, 10) for line in lines), Spacer(1, 12)]


def to_table(rows: Sequence[Sequence[str]], style: Sequence[Any] = GRID, widths: Any = None, **more: Any) -> Table:
    """Cells are wrapped in paragraphs; a ruled grid unless another style is given."""
    cells = [[to_paragraph(text) if text else "" for text in row] for row in rows]
    return Table(cells, colWidths=widths, style=list(style), **more)


def print_answer(rows: Sequence[Sequence[str]], style: Sequence[Any] = GRID, **more: Any) -> bytes:
    """An answer with one item and one table."""
    intro = to_paragraph("1. Hieronder vindt u een overzicht van de toegekende subsidies:")
    return print_flow([*to_heading(), intro, Spacer(1, 6), to_table(rows, style, **more)])
