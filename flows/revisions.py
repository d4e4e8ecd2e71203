"""What makes one revision of a document: its own bytes, and those of the files attached to it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Protocol


class NamedFile(Protocol):
    """A file by its name and the SHA-256 of its content."""

    @property
    def file_name(self) -> str: ...
    @property
    def sha256(self) -> str: ...


class _WithAttachments(Protocol):
    @property
    def sha256(self) -> str: ...
    @property
    def attachments(self) -> Sequence[NamedFile]: ...


def to_revision(document: _WithAttachments) -> str:
    """The document's SHA-256, or, where files are attached, one over all of them and their names.

    The ledger and the corpus tell revisions apart by it, so that a changed attachment is read.
    """
    if not document.attachments:
        return document.sha256
    files = [f"{file.sha256} {file.file_name}" for file in document.attachments]
    return sha256("\n".join([document.sha256, *files]).encode()).hexdigest()
