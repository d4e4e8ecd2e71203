"""Reading files in tests: each sample once a process."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from flows.document import read_document
from schemas.results import DocumentResult, SourceDocument

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "samples"


def to_source(content: bytes, name: str = "answer.pdf") -> SourceDocument:
    digest = sha256(content).hexdigest()
    return SourceDocument(f"sha256-{digest[:12]}", name, digest, content, None)


def read_content(content: bytes) -> DocumentResult:
    return read_document(to_source(content))


@cache
def read_sample(name: str) -> DocumentResult:
    return read_document(to_source((SAMPLES / f"{name}.pdf").read_bytes(), f"{name}.pdf"))
