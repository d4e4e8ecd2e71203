"""Texts of answers with the grants they tell, from `prose_cases/*.txt`, and their pages printed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import reportlab
from printing import print_flow, to_heading
from reading import read_content
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, Spacer

from schemas.results import DocumentResult

CASES = Path(__file__).resolve().parent / "prose_cases"
Told = tuple[str, Decimal, int | None, str | None]


@dataclass(frozen=True, slots=True)
class ProseCase:
    """Paragraphs and the grants they tell: organisation, amount, year, title; `fields` are further ones of each."""

    paragraphs: tuple[str, ...]
    grants: tuple[Told, ...]
    fields: tuple[dict[str, str], ...]


def read_cases(name: str) -> list[ProseCase]:
    lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return list(_to_cases(line for line in lines if not line.startswith("#")))


def _to_cases(lines: Iterator[str]) -> Iterator[ProseCase]:
    for text in "\n".join(lines).split("\n\n"):
        printed = [line for line in text.splitlines() if line]
        told = [line for line in printed if line.startswith(">")]
        if printed:
            paragraphs = tuple(line for line in printed if not line.startswith(">"))
            yield ProseCase(paragraphs, tuple(map(_to_told, told)), tuple(map(_to_fields, told)))


def _to_told(line: str) -> Told:
    name, amount, year, title, *_ = line.removeprefix("> ").split(" | ")
    return name, Decimal(amount), int(year) if year != "-" else None, title if title != "-" else None


def _to_fields(line: str) -> dict[str, str]:
    return dict(field.split("=", 1) for field in line.split(" | ")[4:])


def print_paragraphs(paragraphs: Sequence[str], size: float = 9, room: float = 6, **page: float) -> bytes:
    """An answer with these paragraphs, in a font that has bullets; two spaces before one print it a step inwards."""
    return print_flow([*to_heading(), *to_prose(paragraphs, size, room)], **page)


def to_prose(paragraphs: Sequence[str], size: float = 9, room: float = 6, alignment: int = 0) -> list[Flowable]:
    """The paragraphs with room below each; alignment 4 is justified text."""
    style = ParagraphStyle("prose", fontName=_font(), fontSize=size, leading=size * 1.25, alignment=alignment)
    inner = ParagraphStyle("inner", style, leftIndent=2 * size)
    lines = [Paragraph(text.strip(), inner if text.startswith("  ") else style) for text in paragraphs]
    return [part for line in lines for part in (line, Spacer(1, room))]


@cache
def _font() -> str:
    path = os.path.join(os.path.dirname(reportlab.__file__), "fonts", "Vera.ttf")
    pdfmetrics.registerFont(TTFont("Vera", path))
    return "Vera"


def told_grants(result: DocumentResult) -> list[Told]:
    return [(grant.organisation, grant.amount_eur, grant.year, grant.title) for grant in result.grants]


def read_paragraphs(*paragraphs: str, size: float = 9) -> DocumentResult:
    return read_content(print_paragraphs(paragraphs, size))
