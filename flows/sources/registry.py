"""The sources by the names that `parlgrants ingest --source` takes."""

from __future__ import annotations

from pathlib import Path

from flows.settings import Settings
from flows.sources import Source, SourceError
from flows.sources.file_names import to_path, to_text
from flows.sources.folder import FolderSource

NIGHTLY_SOURCE = "flemish-parliament"
"""The source taken in where none is named."""


class UnknownSource(SourceError):
    """No source has this name, or it cannot be used."""


def open_source(name: str) -> Source:
    """The source with this name. Raises UnknownSource."""
    kind, _, place = name.partition(":")
    if kind == "folder" and place:
        return _open_folder(to_path(place))
    if name == NIGHTLY_SOURCE:
        from flows.sources.flemish_parliament.source import FlemishParliament  # its HTTP client takes time to load

        return FlemishParliament(Settings())
    raise UnknownSource(f"{name}: no such source; use flemish-parliament, or folder:PATH as in folder:corpus/samples")


def to_published_name(name: str) -> str:
    """The source's name as the published data tells it: of a folder its own name, and not where it is on this disk."""
    kind, _, place = name.partition(":")
    return f"folder:{to_text(to_path(place).resolve().name)}" if kind == "folder" else name


def _open_folder(folder: Path) -> Source:
    if not folder.is_dir():
        raise UnknownSource(
            f"folder:{to_text(folder)}: no such folder; name an existing one, as in folder:corpus/samples"
        )
    return FolderSource(folder)
