"""The nouns of publishing: what a run tells about itself, what may be published, and what was."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What `run.json` tells about the run; the times carry their time zone. `source` names no place on a disk."""

    source: str
    reader_version: str
    started_at: datetime
    finished_at: datetime


@dataclass(frozen=True, slots=True)
class PublishChoices:
    """What an operator chose: when a dataset is implausible, whose names are told, how many releases stay on disk.

    `largest_fall`: share of the documents, or of the grants, that may be gone since the release before (1 allows all).
    `largest_invalid`: share of the documents, or of the grants, that may fail the checks.
    `releases_kept`: number of older releases kept beside the latest.
    `kbo_folder`: where the KBO open data files are, in which organisations are looked up; None: they are not.
    `redact_persons`: recipients that look like natural persons are published without their names.
    """

    largest_fall: float = 0.5
    largest_invalid: float = 0.34
    releases_kept: int = 4
    redact_persons: bool = False
    kbo_folder: Path | None = None


@dataclass(frozen=True, slots=True)
class DatasetCounts:
    """What a dataset holds; `invalid` counts the documents' and grants' rows withheld because they failed a check."""

    documents: int
    grants: int
    findings: int
    invalid: int
    total_eur: Decimal


@dataclass(frozen=True, slots=True)
class FileNote:
    """What a file of a release holds: the SHA-256 of its content, and its size in bytes."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """What `run.json` says: the run, the counts, the SHA-256 over the names and contents of the data files
    (`changes.jsonl` and `CHANGES.md`, which tell of two releases, do not count).

    `compared_with` names the release whose differences `changes.jsonl` lists, None for the first one. `files` tells of
    every file but `run.json`; a note of an older version has none of both.
    `dataset_version` is the version of the columns (`DATASET_VERSION`); a note of before they had one lacks it.
    `without_persons`: the names of natural persons are left out (`--redact-persons`).
    """

    run: RunInfo
    counts: DatasetCounts
    content_sha256: str
    compared_with: str | None = None
    files: dict[str, FileNote] = field(default_factory=dict)
    dataset_version: str | None = None
    without_persons: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did: `folder` is what `latest` points to, `changed` is False where it held all this before."""

    folder: Path
    changed: bool
    counts: DatasetCounts
