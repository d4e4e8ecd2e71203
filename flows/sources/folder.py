"""PDFs in a folder and the folders below it. Files of other kinds, and hidden ones, are left alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from flows.sources import DocumentRef, SourceError
from flows.sources.file_names import to_path, to_text
from schemas.results import SourceDocument

SUFFIXES = frozenset({".pdf"})


class FolderSource:
    """The folder source; `since` compares with a file's time of last change (UTC)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.name = f"folder:{to_text(self.folder)}"

    def discover(self, since: date | None) -> Iterator[DocumentRef]:
        """The folder's PDFs in the order of their paths, which are, as text, their locations."""
        documents, _ = self._sort_files()
        for path in documents:
            if since is None or _changed_on(path) >= since:
                yield DocumentRef(self.name, to_text(path.relative_to(self.folder).as_posix()), None)

    def count_skipped(self) -> int:
        """How many files are no PDF by their name."""
        _, others = self._sort_files()
        return len(others)

    def fetch(self, ref: DocumentRef) -> SourceDocument:
        """The file as it is now."""
        return read_file(self.folder / to_path(ref.location))

    def _sort_files(self) -> tuple[list[Path], list[Path]]:
        if not self.folder.is_dir():
            raise SourceError(
                f"{to_text(self.folder)}: no such folder; name an existing one, as in folder:corpus/samples"
            )
        files = sorted(path for path in self.folder.rglob("*") if path.is_file() and not self._is_hidden(path))
        return [path for path in files if _is_document(path)], [path for path in files if not _is_document(path)]

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


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _changed_on(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
