"""The releases on disk. `latest` is a link that is replaced in one step, so whoever opens it finds a whole release.

```
outputs/latest -> releases/20261123T020014.512345Z-3f9a01bc
outputs/releases/20261123T020014.512345Z-3f9a01bc/   grants.parquet … run.json; never changed once it has this name
outputs/releases/.draft-…                            being written, or left by a run that was killed
```
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC
from hashlib import file_digest, sha256
from pathlib import Path

from flows.results import to_json_value
from schemas.releases import FileNote, ReleaseNote

NOTE_FILE = "run.json"
_DRAFT = ".draft-"
_POINT = (
    "point it to a release that is there (`ln -sfn releases/NAME OUTPUTS/latest`), "
    "or remove the link, and what is published next counts as a first release"
)


class DamagedRelease(ValueError):
    """A release on disk is not what was written; the message says which file and what to do."""


@contextmanager
def locked(outputs: Path) -> Iterator[None]:
    """Let one publish at a time into the outputs; another waits. The lock ends with the process, also when killed."""
    outputs.mkdir(parents=True, exist_ok=True)
    with (outputs / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def open_draft(outputs: Path) -> Iterator[Path]:
    """Give a new hidden folder to write a release into; what is not put in place is gone afterwards."""
    releases = outputs / "releases"
    releases.mkdir(exist_ok=True)
    remove_leftovers(outputs)
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=releases))
    draft.chmod(0o755)
    try:
        yield draft
    finally:
        if draft.exists():
            shutil.rmtree(draft)


def remove_leftovers(outputs: Path) -> None:
    """Remove what killed runs left half-written; call it under the lock."""
    for draft in (outputs / "releases").glob(f"{_DRAFT}*"):
        shutil.rmtree(draft)
    (outputs / ".latest").unlink(missing_ok=True)


def find_latest(outputs: Path) -> Path | None:
    """Find the folder that `latest` points to; None before the first release.

    Raises DamagedRelease where it leads nowhere, or is something else than a link.
    """
    latest = outputs / "latest"
    if not latest.is_symlink():
        if latest.exists():
            raise DamagedRelease(f"{latest} is not a link to a release; move it elsewhere and publish again")
        return None
    if not latest.is_dir():
        raise DamagedRelease(f"{latest} leads to {latest.readlink()}, which is no folder; {_POINT}")
    return outputs / latest.readlink()


def read_note(release: Path) -> ReleaseNote:
    """Read a release's `run.json`. Raises DamagedRelease where it is not what `write_note` wrote."""
    from pydantic import TypeAdapter, ValidationError

    path = release / NOTE_FILE
    if not path.is_file():
        raise DamagedRelease(f"{path} is not there, so that `latest` leads to no whole release; {_POINT}")
    try:
        return TypeAdapter(ReleaseNote).validate_json(path.read_bytes(), strict=True)
    except ValidationError as error:
        raise DamagedRelease(f"{path} is damaged, and `latest` leads to it; {_POINT}. {error}") from error


def write_note(note: ReleaseNote, folder: Path) -> None:
    """Write a release's `run.json`."""
    text = json.dumps(asdict(note), default=to_json_value, ensure_ascii=False, indent=2)
    (folder / NOTE_FILE).write_text(f"{text}\n", encoding="utf-8")


def note_files(folder: Path) -> dict[str, FileNote]:
    """Give the hash and size of every file in the folder but `run.json`, in the order of their names."""
    paths = sorted(path for path in folder.iterdir() if path.name != NOTE_FILE)
    return {path.name: note_file(path) for path in paths}


def note_file(path: Path) -> FileNote:
    """Give a file's hash and size."""
    with path.open("rb") as file:
        return FileNote(file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def hash_content(files: Mapping[str, FileNote]) -> str:
    """Give the SHA-256 over the names and hashes of files; `run.json` with its times is none of them."""
    lines = [f"{files[name].sha256}  {name}\n" for name in sorted(files)]
    return sha256("".join(lines).encode()).hexdigest()


def is_whole(release: Path) -> bool:
    """Whether all files that `run.json` tells of are there, as it tells, and no other ones.

    The note of an older version does not tell of each file: its release cannot be checked and counts as not whole.
    """
    if not (release / NOTE_FILE).is_file():
        return False
    files = read_note(release).files
    return bool(files) and files == note_files(release)


def put_in_place(draft: Path, note: ReleaseNote, outputs: Path) -> Path:
    """Make a written draft the latest release. Everything is on the disk before the link that leads to it."""
    for file in draft.iterdir():
        _sync(file)
    _sync(draft)
    finished = note.run.finished_at.astimezone(UTC)
    release = outputs / "releases" / f"{finished:%Y%m%dT%H%M%S.%fZ}-{note.content_sha256[:8]}"
    if release.exists():  # of the same time and content: a run was killed before it moved the link there
        _remove(release)
    os.rename(draft, release)
    _sync(release.parent)
    (outputs / ".latest").symlink_to(release.relative_to(outputs))
    os.replace(outputs / ".latest", outputs / "latest")
    _sync(outputs)
    return release


def find_telling_persons(outputs: Path) -> list[Path]:
    """Find the releases on disk that were not published without the names of natural persons, oldest first."""
    notes = sorted((outputs / "releases").glob(f"[!.]*/{NOTE_FILE}"))
    return [path.parent for path in notes if not read_note(path.parent).without_persons]


def remove_old(outputs: Path, latest: Path, kept: int) -> None:
    """Remove the oldest releases, so that this many stay beside the latest."""
    others = sorted(path for path in (outputs / "releases").iterdir() if path.name != latest.name)
    for old in others[: max(0, len(others) - kept)]:
        _remove(old)


def _remove(release: Path) -> None:
    """Renamed first: killed in the middle, no half release stays under a release's name."""
    leftover = release.with_name(f"{_DRAFT}{release.name}")
    os.rename(release, leftover)
    shutil.rmtree(leftover)


def _sync(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
