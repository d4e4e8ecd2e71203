"""Results to a release in `outputs/latest/`: checked, compared with the release before, put in place in one step."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from flows import releases
from flows.release_writers import Draft, write_files
from schemas.corrections import Correction
from schemas.fields import DATASET_VERSION
from schemas.persons import Persons
from schemas.releases import DatasetCounts, PublishChoices, Published, ReleaseNote, RunInfo
from schemas.results import DocumentResult

if TYPE_CHECKING:
    from schemas.dataset import Dataset


_EXAMPLES = 5
_IMPLAUSIBLE = "the dataset is implausible and the release before stands; see what is missing with `parlgrants status`"
_FAILED = (
    "tables made of what was read fail their checks and the release before stands; look for an absurd value in the "
    "corrections (`parlgrants corrections check`), else this is a fault of parlgrants to report with these lines"
)


class ImplausibleDataset(Exception):
    """The dataset looks broken as a whole: nothing was published, the release before stands. The message says why."""


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep Python from looking through millions of records for cycles, of which they have none, again and again."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@without_collector()
def publish(
    results: Iterable[DocumentResult],
    outputs: Path,
    run: RunInfo,
    choices: PublishChoices | None = None,
    corrections: Sequence[Correction] = (),
) -> Published:
    """Publish results, corrected, as the latest release; the same results as before make no new release.

    Raises ImplausibleDataset where too much fails the checks, or too much of the release before is gone.
    """
    choices = choices or PublishChoices()
    dataset = _build(results, corrections, choices)
    with releases.locked(outputs):
        latest = releases.find_latest(outputs)
        before = releases.read_note(latest) if latest else None
        require_plausible(dataset, before.counts if before else None, choices)
        with releases.open_draft(outputs) as draft:
            write_files(Draft(draft, dataset.tables))
            note = replace(to_note(draft, run, to_counts(dataset)), without_persons=choices.redact_persons)
            if latest and before and before.content_sha256 == note.content_sha256 and releases.is_whole(latest):
                return Published(latest, False, note.counts)
            releases.write_note(with_changes(draft, note, latest, dataset.persons), draft)
            release = releases.put_in_place(draft, note, outputs)
        releases.remove_old(outputs, release, choices.releases_kept)
    return Published(release, True, note.counts)


def _build(results: Iterable[DocumentResult], corrections: Sequence[Correction], choices: PublishChoices) -> Dataset:
    """The dataset; what fails as a whole, and not in rows that can be withheld, is told as what it is."""
    # pandera takes seconds to import, and the command's help must not wait for it.
    from pandera.errors import SchemaErrors

    from flows.dataset import build_dataset
    from flows.row_checks import to_reasons

    try:
        return build_dataset(results, corrections, choices)
    except SchemaErrors as error:
        raise ImplausibleDataset("\n".join([_FAILED, *to_reasons(error)[:_EXAMPLES]])) from error


def to_note(draft: Path, run: RunInfo, counts: DatasetCounts) -> ReleaseNote:
    """Give the note of the data files written so far."""
    files = releases.note_files(draft)
    return ReleaseNote(run, counts, releases.hash_content(files), files=files, dataset_version=DATASET_VERSION)


def with_changes(draft: Path, note: ReleaseNote, latest: Path | None, persons: Persons | None = None) -> ReleaseNote:
    """Write what changed since the latest release into the draft; gives the note that tells of these files too."""
    from flows.change_files import write_changes

    write_changes(draft, note.files, latest, persons)
    return replace(note, compared_with=latest.name if latest else None, files=releases.note_files(draft))


def to_counts(dataset: Dataset) -> DatasetCounts:
    """Count what the dataset holds."""
    tables = dataset.tables
    return DatasetCounts(
        documents=len(tables.documents),
        grants=len(tables.grants),
        findings=len(tables.findings),
        invalid=dataset.withheld_documents + dataset.withheld_grants,
        total_eur=sum((grant.amount_eur for grant in tables.grants), Decimal(0)),
    )


def require_plausible(dataset: Dataset, before: DatasetCounts | None, choices: PublishChoices) -> None:
    """Raise ImplausibleDataset, with the reasons and some of the rows that failed, where the dataset looks broken."""
    reasons = list(check_plausible(dataset, before, choices))
    if reasons:
        failed = [finding for finding in dataset.tables.findings if finding.code == "invalid_record"]
        examples = [": ".join(filter(None, (row.document_id, row.message))) for row in failed[:_EXAMPLES]]
        raise ImplausibleDataset("\n".join([_IMPLAUSIBLE, *reasons, *examples]))


def check_plausible(dataset: Dataset, before: DatasetCounts | None, choices: PublishChoices) -> Iterator[str]:
    """Give the reasons why the dataset is implausible as a whole; none where it is not."""
    documents, grants = len(dataset.tables.documents), len(dataset.tables.grants)
    yield from _check_withheld("documents", dataset.withheld_documents, documents, choices)
    yield from _check_withheld("grants", dataset.withheld_grants, grants, choices)
    if before is not None:
        yield from _check_fall("documents", before.documents, documents, choices)
        yield from _check_fall("grants", before.grants, grants, choices)


def _check_withheld(what: str, withheld: int, published: int, choices: PublishChoices) -> Iterator[str]:
    if withheld > choices.largest_invalid * (withheld + published):
        failed = f"{withheld} of {withheld + published} {what} failed the checks"
        yield f"{failed}, at most {choices.largest_invalid:.0%} may (PARLGRANTS_LARGEST_INVALID)"


def _check_fall(what: str, before: int, now: int, choices: PublishChoices) -> Iterator[str]:
    if before - now > choices.largest_fall * before:
        fell = f"{what} fell from {before} to {now}, by more than {choices.largest_fall:.0%}"
        yield f"{fell}; if that is right, run once more with PARLGRANTS_LARGEST_FALL=1"
