"""The documents fetched and what was read from them, as files a person can open.

```
corpus/documents/3f/3f9a…01.pdf                          the bytes, named by their sha256; never changed, never removed
corpus/documents/7c/7c02…d4.files.json                   which of them are an answer and its attachments
corpus/results/0.1.0+3f9a01bc/sha256-3f9a…/3f9a…01.json  what that reader read from them
corpus/incoming/                                         files under way; what a killed run left goes with the next one
```
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from flows.results import from_json, to_json
from flows.revisions import NamedFile, to_revision
from schemas.results import DocumentResult, SourceDocument

_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*")


class CorruptDocument(Exception):
    """Stored bytes are gone or no longer what they were; the message says which file and what to do."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document in the corpus, without its bytes, and those attached to it."""

    document_id: str
    file_name: str
    sha256: str
    source_url: str | None
    path: Path
    attachments: tuple[StoredDocument | SourceDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class _ListedFiles:
    sha256: str
    attachments: Sequence[NamedFile]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The store below one folder."""

    folder: Path

    def locate(self, document_id: str, file_name: str, revision: str, source_url: str | None) -> StoredDocument:
        """Where a document's bytes stand or would stand; the suffix is kept so that viewers open the file."""
        listed = self._list_path(revision)
        if not listed.exists():
            return StoredDocument(document_id, file_name, revision, source_url, self._path(file_name, revision))
        digest, *files = json.loads(listed.read_text(encoding="utf-8"))
        attachments = tuple(self.locate(f"sha256-{sha[:12]}", name, sha, None) for name, sha in files)
        return StoredDocument(document_id, file_name, digest, source_url, self._path(file_name, digest), attachments)

    @property
    def incoming(self) -> Path:
        """The folder for files under way: on the same disk as the documents, so that `keep` moves them in one step."""
        folder = self.folder / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def empty_incoming(self) -> None:
        """Remove what a killed run left half fetched; only for the one run that writes. A folder is none of ours."""
        for path in self.incoming.iterdir():
            if path.is_symlink() or not path.is_dir():
                path.unlink()

    def keep(self, path: Path, sha256: str, file_name: str) -> Path:
        """Move a finished file to its place among the documents, and give that; the same bytes already there stay.

        `sha256` is the file's, `file_name` the one its source gives it. The file is on the disk before it has its name.
        """
        kept = self._path(file_name, sha256)
        if kept.exists() and _hash(kept) == sha256:
            path.unlink()
            return kept
        with naming(kept), path.open("rb") as file:
            kept.parent.mkdir(parents=True, exist_ok=True)
            os.fsync(file.fileno())
        os.chmod(path, 0o644)
        os.replace(path, kept)
        return kept

    def has(self, file: NamedFile) -> bool:
        """Whether the bytes of a file are there."""
        return self._path(file.file_name, file.sha256).exists()

    def store_files(self, document_id: str, files: Sequence[NamedFile], source_url: str | None) -> StoredDocument:
        """Store a document whose files were kept, the answer first: note which belong to it."""
        answer, *attachments = files
        listed = _ListedFiles(answer.sha256, attachments)
        revision = to_revision(listed)
        if attachments:
            names = [answer.sha256, *((file.file_name, file.sha256) for file in attachments)]
            write_atomically(self._list_path(revision), json.dumps(names).encode(), self.incoming)
        return self.locate(document_id, answer.file_name, revision, source_url)

    def store(self, document: SourceDocument) -> StoredDocument:
        """Keep the bytes of a document and its attachments; those already there are left as they are."""
        for file in (*document.attachments, document):
            path = self._path(file.file_name, file.sha256)
            if not path.exists():
                write_atomically(path, file.content, self.incoming)
        return self.store_files(document.document_id, (document, *document.attachments), document.source_url)

    def _path(self, file_name: str, digest: str) -> Path:
        return self.folder / "documents" / digest[:2] / f"{digest}{Path(file_name).suffix.lower()}"

    def _list_path(self, revision: str) -> Path:
        return self.folder / "documents" / revision[:2] / f"{revision}.files.json"

    def store_result(self, result: DocumentResult, reader_version: str) -> None:
        """Keep what was read from a document, in place of what the same reader read before."""
        path = self._result_path(result.document.document_id, to_revision(result.document), reader_version)
        write_atomically(path, _with_digest(to_json(result)), self.incoming)

    def find_result(self, document: StoredDocument, reader_version: str) -> DocumentResult | None:
        """What this reader read from the document under its present name and address, or None."""
        result = self.find_reading(document, reader_version)
        if result is None:
            return None
        same = (result.document.file_name, result.document.source_url) == (document.file_name, document.source_url)
        return result if same else None

    def find_reading(self, document: StoredDocument, reader_version: str) -> DocumentResult | None:
        """What this reader read from the document under whatever name; None where it is gone, or not as written."""
        path = self._result_path(document.document_id, to_revision(document), reader_version)
        if not path.exists():
            return None
        try:
            return from_json(_without_digest(path.read_bytes()))
        except ValueError:  # edited by hand, or of a reader whose results had other fields: to be read again
            return None

    def _result_path(self, document_id: str, revision: str, reader_version: str) -> Path:
        folders = (_to_safe_name(reader_version), _to_safe_name(document_id))
        return self.folder.joinpath("results", *folders, f"{revision}.json")


def _with_digest(result: str) -> bytes:
    """A result as it is stored: one line of JSON, and in the next, JSON too, the SHA-256 of the first."""
    digest = sha256(result.encode()).hexdigest()
    return f'{result}\n{{"sha256": "{digest}"}}\n'.encode()


def _without_digest(stored: bytes) -> str:
    """The result that `_with_digest` wrote. Raises ValueError where it was changed since: nobody read what it says."""
    result = stored.partition(b"\n")[0].decode()
    if _with_digest(result) != stored:
        raise ValueError("the stored result is not what was written")
    return result


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def read_stored(document: StoredDocument) -> SourceDocument:
    """A stored document with its bytes. Raises CorruptDocument where they are not the ones once stored."""
    try:
        content = document.path.read_bytes()
    except OSError as error:
        raise CorruptDocument(f"{document.path}: {error.strerror}; put the file back or fetch it again") from error
    if sha256(content).hexdigest() != document.sha256:
        raise CorruptDocument(f"{document.path}: the file was changed; remove it and fetch the document again")
    attachments = tuple(a if isinstance(a, SourceDocument) else read_stored(a) for a in document.attachments)
    return SourceDocument(
        document.document_id, document.file_name, document.sha256, content, document.source_url, attachments
    )


def write_atomically(path: Path, content: bytes, under_way: Path | None = None) -> None:
    """Write a file whole or not at all, also when the process is killed half-way.

    Until it is whole it stands in `under_way`, a folder on the same disk; without one, hidden beside its place.
    """
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=under_way or path.parent, prefix=f".{path.name}.")
        _write(content, descriptor, temporary, path)


@contextmanager
def naming(place: Path | str) -> Iterator[None]:
    """Let an OSError tell where it happened: a full disk, for one, does not."""
    try:
        yield
    except OSError as error:
        if error.errno is not None and error.filename is None:
            error.filename = str(place)
        raise


def _write(content: bytes, descriptor: int, temporary: str, path: Path) -> None:
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _to_safe_name(name: str) -> str:
    if not _SAFE_NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot name a folder: letters, digits and . _ + - only")
    return name
