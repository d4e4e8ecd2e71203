"""PDFs in a folder and the folders below it. Files of other kinds, and hidden ones, are left alone.

`NAME.attachment-1.xlsx` beside `NAME.pdf` is attached to it, whatever its own kind; without that PDF it is left alone,
or, itself a PDF, a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from flows.corpus import Corpus
from flows.sources import Discovery, DocumentRef, Fetched, FileFetch, FindKnown, KnownFile, SourceError
from flows.sources.file_names import to_path, to_text
from schemas.results import SourceDocument

SUFFIXES = frozenset({".pdf"})
_ATTACHMENT = re.compile(r"(?P<answer>.+)\.attachment-\d+\.\w+", re.DOTALL)


class FolderSource:
    """The folder source; `since` compares with a file's time of last change (UTC)."""

    is_local = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.name = f"folder:{to_text(self.folder)}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Files of this machine leave nothing open."""

    def discover(self, since: date | None) -> Discovery:
        """The folder's PDFs in the order of their paths, which are, as text, their locations.

        An answer has changed when one of its attachments has.
        """
        documents, _ = self._sort_files()
        offered = [
            path
            for path, attachments in documents.items()
            if since is None or max(map(_changed_on, (path, *attachments))) >= since
        ]
        locations = [to_text(path.relative_to(self.folder).as_posix()) for path in offered]
        return Discovery(tuple(DocumentRef(self.name, location, None) for location in locations))

    def count_skipped(self) -> int:
        """How many files are no PDF by their name, and attached to none."""
        _, others = self._sort_files()
        return len(others)

    def fetch(self, refs: Sequence[DocumentRef], find_known: FindKnown, corpus: Corpus) -> Iterator[Fetched]:
        """The files as they are now, each with those attached to it, kept in the corpus."""
        for ref in refs:
            now = datetime.now(UTC)
            try:
                document = self.read(ref)
            except SourceError as error:
                yield Fetched(ref, None, (), (FileFetch(ref.location, now, None, None, None, str(error)),), error)
                continue
            stored = corpus.store(document)
            files = tuple(_to_known(file, ref) for file in (document, *document.attachments))
            requests = tuple(FileFetch(file.url, now, None, file.sha256, file.size, None) for file in files)
            yield Fetched(ref, stored, files, () if files == find_known(ref) else requests)

    def read(self, ref: DocumentRef) -> SourceDocument:
        """One file with those attached to it. Raises SourceError."""
        path = self.folder / to_path(ref.location)
        document = read_file(path)
        beside = sorted(other for other in path.parent.iterdir() if _find_answer_name(other) == path.stem)
        return replace(document, attachments=tuple(read_file(other) for other in beside if other.is_file()))

    def _sort_files(self) -> tuple[dict[Path, list[Path]], list[Path]]:
        """The documents with their attachments, and the files that are neither."""
        if not self.folder.is_dir():
            raise SourceError(
                f"{to_text(self.folder)}: no such folder; name an existing one, as in folder:corpus/samples"
            )
        files = sorted(path for path in self.folder.rglob("*") if path.is_file() and not self._is_hidden(path))
        answers = {(path.parent, path.stem): path for path in files if _is_document(path)}
        documents: dict[Path, list[Path]] = {}
        others = []
        for path in files:
            answer = answers.get((path.parent, _find_answer_name(path) or ""))
            if answer is not None:
                documents.setdefault(answer, []).append(path)
            elif _is_document(path):
                documents.setdefault(path, [])
            else:
                others.append(path)
        return dict(sorted(documents.items())), others

    def _is_hidden(self, path: Path) -> bool:
        return any(part.startswith(".") for part in path.relative_to(self.folder).parts)


def read_file(path: Path) -> SourceDocument:
    """A local file as a document; its id is `sha256-` and 12 hex digits of its content. Raises SourceError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{to_text(path)}: {error.strerror}; check the file's name and rights") from error
    digest = sha256(content).hexdigest()
    return SourceDocument(f"sha256-{digest[:12]}", to_text(path.name), digest, content, None)


def _to_known(file: SourceDocument, ref: DocumentRef) -> KnownFile:
    place = (Path(ref.location).parent / file.file_name).as_posix()
    return KnownFile(place, file.file_name, file.sha256, len(file.content))


def _find_answer_name(path: Path) -> str | None:
    """`sv-12` for `sv-12.attachment-1.xlsx`; None for a file that is attached to nothing."""
    match = _ATTACHMENT.fullmatch(path.name)
    return match["answer"] if match else None


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _changed_on(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
