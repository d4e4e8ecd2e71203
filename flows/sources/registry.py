"""The sources by the names that `parlgrants ingest --source` takes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from flows.settings import Settings
from flows.sources import Source, SourceError
from flows.sources.file_names import to_path, to_text
from flows.sources.folder import FolderSource


class UnknownSource(SourceError):
    """No source has this name, or it cannot be used yet."""


def open_source(name: str) -> Source:
    """The source with this name. Raises UnknownSource."""
    kind, _, place = name.partition(":")
    if kind == "folder" and place:
        return _open_folder(to_path(place))
    if name == "flemish-parliament":
        return _open_flemish_parliament()
    raise UnknownSource(f"{name}: no such source; use folder:PATH, as in folder:corpus/samples")


def _open_flemish_parliament() -> Source:
    try:  # only now: an HTTP client takes its time to load
        module = import_module("flows.sources.flemish_parliament.source")
    except ModuleNotFoundError as error:
        raise UnknownSource("flemish-parliament: this source is not available yet; use folder:PATH") from error
    source: Source = module.FlemishParliament(Settings())
    return source


def _open_folder(folder: Path) -> Source:
    if not folder.is_dir():
        raise UnknownSource(
            f"folder:{to_text(folder)}: no such folder; name an existing one, as in folder:corpus/samples"
        )
    return FolderSource(folder)
