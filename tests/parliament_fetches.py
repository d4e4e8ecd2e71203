"""A small parliament and the fetching from it that the tests of its source share."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from made_parliament import MadeParliament, run_parliament

from flows.corpus import Corpus, StoredDocument
from flows.sources import Fetched, KnownFile
from flows.sources.flemish_parliament.source import FlemishParliament

SINCE = date(2025, 2, 1)


@pytest.fixture
def parliament() -> Iterator[MadeParliament]:
    with run_parliament() as running:
        yield running


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path / "corpus")


def make_package(member: str) -> bytes:
    """A ZIP file with one member, as an Office file begins."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(member, "x")
    return packed.getvalue()


WORKBOOK, TEXT = make_package("xl/workbook.xml"), make_package("word/document.xml")
OLD_TEXT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le")


def fetch(
    parliament: MadeParliament, corpus: Corpus, known: tuple[KnownFile, ...] = (), *locations: str
) -> dict[str, Fetched]:
    with FlemishParliament(parliament.to_settings()) as source:
        refs = [ref for ref in source.discover(SINCE).refs if not locations or ref.location in locations]
        return {fetched.ref.location: fetched for fetched in source.fetch(refs, lambda ref: known, corpus)}


def list_files(corpus: Corpus, pattern: str = "documents/**/*") -> list[Path]:
    return sorted(path for path in corpus.folder.glob(pattern) if path.is_file())


def to_document(fetched: Fetched) -> StoredDocument:
    assert fetched.document is not None, fetched.error
    return fetched.document
