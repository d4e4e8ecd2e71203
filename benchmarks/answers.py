"""Our reader on the files of one answer."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from flows.document import read_document
from schemas.results import DocumentResult, SourceDocument


def read_answer(files: Sequence[Path]) -> DocumentResult:
    """The first file is the answer, the others are attached to it."""
    answer, *attachments = [to_source(path.name, path.read_bytes()) for path in files]
    return read_document(answer, attachments)


def to_source(name: str, content: bytes) -> SourceDocument:
    return SourceDocument("benchmark", name, sha256(content).hexdigest(), content, None)
