"""PDFs in a folder and the folders below it, with what is attached to them (`folder_files.py`)."""

from __future__ import annotations

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
from flows.sources.folder_files import FolderFiles, find_attached, find_files
from schemas.results import SourceDocument


class FolderSource:
    """The folder source; `since` compares with a file's time of last change (UTC)."""

    is_local = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.name = f"folder:{to_text(self.folder)}"
        self._is_stopped = False

    def __enter__(self) -> Self:
        """The source itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Files of this machine leave nothing open."""

    def discover(self, since: date | None) -> Discovery:
        """The folder's PDFs in the order of their paths, which are, as text, their locations.

        An answer has changed when one of its attachments has.
        """
        offered = [
            path
            for path, attachments in self._find_files().answers.items()
            if since is None or max(map(_changed_on, (path, *attachments))) >= since
        ]
        locations = [to_text(path.relative_to(self.folder).as_posix()) for path in offered]
        return Discovery(tuple(DocumentRef(self.name, location, None) for location in locations))

    def count_skipped(self) -> int:
        """How many files are no PDF by their name, and attached to none."""
        return len(self._find_files().others)

    def fetch(self, refs: Sequence[DocumentRef], find_known: FindKnown, corpus: Corpus) -> Iterator[Fetched]:
        """The files as they are now, each with those attached to it, kept in the corpus."""
        self._is_stopped = False
        for ref in refs:
            if self._is_stopped:
                return
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

    def stop(self) -> None:
        """Look at no more files."""
        self._is_stopped = True

    def read(self, ref: DocumentRef) -> SourceDocument:
        """One file with those attached to it. Raises SourceError."""
        path = self.folder / to_path(ref.location)
        document = read_file(path)
        return replace(document, attachments=tuple(map(read_file, find_attached(path))))

    def _find_files(self) -> FolderFiles:
        if not self.folder.is_dir():
            raise SourceError(
                f"{to_text(self.folder)}: no such folder; name an existing one, as in folder:corpus/samples"
            )
        return find_files(self.folder)


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


def _changed_on(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
