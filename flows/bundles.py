"""Which of the files named on the command line belong together: an answer, and the files attached to it.

A file that is no PDF belongs to the answer before it. A PDF does when it has no heading of a question or answer and the
answer before it points at an annex: a folder's PDFs named one after the other are documents of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from flows.commands.output import warn
from flows.corpus import StoredDocument, read_stored
from flows.workers import Document, ReadLimits, look_at
from parsers.files import find_format, may_be_attached
from schemas.results import SourceDocument


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file named on the command line."""

    path: Path
    document: Document


@dataclass(frozen=True, slots=True)
class PdfLook:
    """What a glance at a PDF's text tells; all False for a scan."""

    has_text: bool
    has_heading: bool
    points_at_annex: bool


def join_files(files: Sequence[GivenFile], limits: ReadLimits) -> list[GivenFile]:
    """The answers in their order, each with the files attached to it."""
    kinds = [_find_kind(file.document) for file in files]
    pdfs = [at for at, kind in enumerate(kinds) if kind == "pdf"]
    looks = dict(zip(pdfs, look_at([files[at].document for at in pdfs], limits, look), strict=True)) if pdfs[1:] else {}
    answers: list[GivenFile] = []
    before = -1  # the answer before, by its number among the files
    for at, file in enumerate(files):
        annexed = kinds[at] == "pdf" and _is_annex(looks.get(at), looks.get(before))
        if annexed:
            warn(f"{file.path}: has no heading of an answer; read as an annex of {answers[-1].path}")
        if annexed or (kinds[at] == "attachment" and answers and kinds[before] == "pdf"):
            answers[-1] = replace(answers[-1], document=_attach(answers[-1].document, file.document))
        else:
            answers.append(file)
            before = at
    return answers


def look(source: SourceDocument) -> PdfLook:
    """A glance at a PDF's text, without reading its tables."""
    from parsers.glance import glance_at

    return PdfLook(*glance_at(source.content))


def _is_annex(own: PdfLook | None, answer: PdfLook | None) -> bool:
    if own is None or answer is None:
        return False
    return own.has_text and not own.has_heading and answer.has_heading and answer.points_at_annex


def _find_kind(document: Document) -> Literal["pdf", "attachment", "other"]:
    content = document.content if isinstance(document, SourceDocument) else document.path.read_bytes()
    if find_format(content) == "pdf":
        return "pdf"
    return "attachment" if may_be_attached(content) else "other"


def _attach(answer: Document, file: Document) -> Document:
    if isinstance(answer, StoredDocument):
        return replace(answer, attachments=(*answer.attachments, file))
    loaded = file if isinstance(file, SourceDocument) else read_stored(file)
    return replace(answer, attachments=(*answer.attachments, loaded))
