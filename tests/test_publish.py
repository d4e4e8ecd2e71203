"""Publishing: the same rows in three formats, the same bytes for the same results, nothing implausible."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from made_releases import LARGE, NO_LIMITS, SMALL, START, minute, publish_at
from made_results import make_result, with_grant

from flows.organisations.records import Recipients, find_recipients
from flows.publish import ImplausibleDataset
from flows.publishing import to_choices
from flows.releases import NOTE_FILE, DamagedRelease, find_latest, is_whole, read_note
from flows.settings import Settings
from schemas.arrow import to_arrow_schema
from schemas.fields import PUBLISHED_GRANT_FIELDS, TABLE_FIELDS
from schemas.grants import GrantRecord
from schemas.releases import PublishChoices, RunInfo

ROOT = Path(__file__).parent.parent


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != NOTE_FILE}


def releases_in(outputs: Path) -> list[str]:
    return sorted(path.name for path in (outputs / "releases").iterdir())


def test_a_release_holds_every_table_in_every_format(tmp_path: Path) -> None:
    published = publish_at(1, SMALL, tmp_path)
    assert published.changed
    tables = {f"{table}.{suffix}" for table in TABLE_FIELDS for suffix in ("parquet", "csv", "jsonl")}
    assert tables <= content_of(tmp_path / "latest").keys()
    assert published.folder.name.startswith("20261123T020100.000000Z-")
    assert find_latest(tmp_path) == published.folder
    assert is_whole(tmp_path / "latest")


def test_the_formats_hold_the_same_grants(tmp_path: Path) -> None:
    folder = publish_at(1, SMALL, tmp_path).folder
    parquet = pq.read_table(folder / "grants.parquet").to_pylist()
    lines = [json.loads(line) for line in (folder / "grants.jsonl").read_text(encoding="utf-8").splitlines()]
    with (folder / "grants.csv").open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    assert len(parquet) == len(lines) == len(cells) == 2
    for row, line, cell in zip(parquet, lines, cells, strict=True):
        assert list(row) == list(line) == list(cell) == [field.name for field in PUBLISHED_GRANT_FIELDS]
        assert row["amount_eur"] == Decimal(line["amount_eur"]) == Decimal(cell["amount_eur"]) == Decimal("100000.50")
        assert row["asked_on"] == date.fromisoformat(line["asked_on"]) == date.fromisoformat(cell["asked_on"])
        assert row["bbox"] == line["bbox"] == json.loads(cell["bbox"])
        assert dict(row["other"]) == line["other"] == json.loads(cell["other"]) == {"nr.": "1", "advies": ""}
        assert row["asked_by"] == line["asked_by"] == json.loads(cell["asked_by"]) == ["Nadia Sminate", "A. Tweede"]
        assert row["organisation_printed"] == line["organisation_printed"] == cell["organisation_printed"]
        assert (row["description"], line["description"], cell["description"]) == (None, None, "")


@pytest.mark.parametrize("table", TABLE_FIELDS)
def test_parquet_has_the_declared_types(tmp_path: Path, table: str) -> None:
    folder = publish_at(1, SMALL, tmp_path).folder
    declared = to_arrow_schema(TABLE_FIELDS[table])
    schema = pq.read_schema(folder / f"{table}.parquet")
    assert schema.equals(declared)
    assert [column.metadata[b"description"] for column in schema] == [
        column.metadata[b"description"] for column in declared
    ]


def test_parquet_types_do_not_depend_on_the_rows(tmp_path: Path) -> None:
    folder = publish_at(1, [], tmp_path).folder
    assert pq.read_schema(folder / "grants.parquet").equals(to_arrow_schema(PUBLISHED_GRANT_FIELDS))


def test_csv_follows_rfc_4180(tmp_path: Path) -> None:
    content = (publish_at(1, SMALL, tmp_path).folder / "grants.csv").read_bytes()
    assert content.startswith(b"grant_id,document_id,place,page,bbox,")
    assert content.endswith(b"\r\n")
    assert '"Oriëntatie; ""samen"""'.encode() in content
    assert b'"Organisa-\ntie 0"' in content


def test_the_note_tells_the_run_and_the_counts(tmp_path: Path) -> None:
    published = publish_at(1, SMALL, tmp_path)
    note = read_note(tmp_path / "latest")
    assert note.run == RunInfo("folder:samples", "0.1.0", START, minute(1))
    assert note.counts == published.counts
    assert (note.counts.documents, note.counts.grants, note.counts.total_eur) == (2, 2, Decimal(200001))


def test_the_note_tells_of_every_other_file(tmp_path: Path) -> None:
    folder = publish_at(1, SMALL, tmp_path).folder
    files = read_note(folder).files
    assert {name: (file.sha256, file.bytes) for name, file in files.items()} == {
        name: (sha256(content).hexdigest(), len(content)) for name, content in content_of(folder).items()
    }


def test_a_release_with_a_file_too_many_or_too_few_is_not_whole(tmp_path: Path) -> None:
    folder = publish_at(1, SMALL, tmp_path).folder
    (folder / "grants.csv").rename(folder / "aside.csv")
    assert not is_whole(folder)
    (folder / "aside.csv").rename(folder / "grants.csv")
    assert is_whole(folder)
    (folder / "more.csv").touch()
    assert not is_whole(folder)


def test_a_release_whose_note_tells_of_no_files_is_published_anew(tmp_path: Path) -> None:
    """So did an older version write it: it cannot be checked, and it is no error."""
    first = publish_at(1, SMALL, tmp_path)
    note = json.loads((first.folder / NOTE_FILE).read_text(encoding="utf-8"))
    del note["files"]
    (first.folder / NOTE_FILE).write_text(json.dumps(note), encoding="utf-8")
    assert not is_whole(first.folder)
    assert publish_at(2, SMALL, tmp_path).changed
    assert is_whole(tmp_path / "latest")


def test_a_damaged_note_is_told_with_its_path(tmp_path: Path) -> None:
    publish_at(1, SMALL, tmp_path)
    (tmp_path / "latest" / "run.json").write_text("{", encoding="utf-8")
    with pytest.raises(DamagedRelease, match=r"run\.json is damaged, .*ln -sfn releases/NAME"):
        publish_at(2, SMALL, tmp_path)


def test_a_latest_that_leads_to_no_whole_release_is_told_with_its_remedy(tmp_path: Path) -> None:
    folder = publish_at(1, SMALL, tmp_path).folder
    (folder / NOTE_FILE).unlink()
    with pytest.raises(DamagedRelease, match=r"run\.json is not there.*ln -sfn releases/NAME .*remove the link"):
        publish_at(2, SMALL, tmp_path)
    folder.rename(tmp_path / "aside")
    with pytest.raises(DamagedRelease, match=rf"latest leads to releases/{folder.name}, which is no folder; point it"):
        publish_at(2, SMALL, tmp_path)
    (tmp_path / "latest").unlink()
    assert publish_at(2, SMALL, tmp_path).changed


def test_a_latest_that_is_no_link_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest" / "own.txt").touch()
    with pytest.raises(DamagedRelease, match=r"latest is not a link to a release; move it elsewhere and publish again"):
        publish_at(1, SMALL, tmp_path)
    assert [path.name for path in (tmp_path / "latest").iterdir()] == ["own.txt"]


def test_the_same_results_make_no_new_release(tmp_path: Path) -> None:
    first = publish_at(1, SMALL, tmp_path)
    again = publish_at(2, SMALL[::-1], tmp_path)
    assert (again.changed, again.folder, again.counts) == (False, first.folder, first.counts)
    assert releases_in(tmp_path) == [first.folder.name]


def test_the_same_results_give_the_same_bytes_elsewhere_and_later(tmp_path: Path) -> None:
    first = publish_at(1, LARGE, tmp_path / "one")
    second = publish_at(99, LARGE[::-1], tmp_path / "other")
    assert content_of(first.folder) == content_of(second.folder)
    assert first.folder.name[-8:] == second.folder.name[-8:]


@pytest.mark.slow
def test_the_same_results_give_the_same_bytes_in_another_process_and_time_zone(tmp_path: Path) -> None:
    """Two releases after each other, so that the second tells changes; every file of both is compared."""
    for seed, zone, grants in (("1", "Pacific/Kiritimati", (60, 100)), ("2", "America/Los_Angeles", (60, 100))):
        folder = tmp_path / seed
        code = (
            "import sys; from pathlib import Path; from made_releases import publish_at; "
            "from benchmarks.made_documents import make_documents; "
            f"[publish_at({seed} + n, list(make_documents(n))[::{'-' * int(seed == '2')}1], Path({str(folder)!r}))"
            f" for n in {grants}]"
        )
        places = {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": f"{ROOT / 'tests'}:{ROOT}"}
        subprocess.run([sys.executable, "-c", code], env=os.environ | places, cwd=ROOT, check=True)
    one, other = (sorted((tmp_path / seed / "releases").iterdir()) for seed in "12")
    assert [path.name[-8:] for path in one] == [path.name[-8:] for path in other]
    for first, second in zip(one, other, strict=True):
        assert content_of(first) == content_of(second)


def test_no_data_file_holds_a_clock(tmp_path: Path) -> None:
    content = content_of(publish_at(1, LARGE, tmp_path).folder)
    for day in {datetime.now(UTC).date(), datetime.now().date(), START.date()}:
        assert [name for name, data in content.items() if day.isoformat().encode() in data] == []


def test_rows_stand_in_reading_order(tmp_path: Path) -> None:
    folder = publish_at(1, LARGE[::-1], tmp_path).folder
    grants = pq.read_table(folder / "grants.parquet").to_pylist()
    order = [(row["document_id"], row["page"], row["bbox"][1]) for row in grants]
    assert len(order) == 30
    assert order == sorted(order)


def test_a_change_makes_a_new_release_and_leaves_the_old_one(tmp_path: Path) -> None:
    first = publish_at(1, SMALL, tmp_path)
    old = content_of(first.folder)
    second = publish_at(2, [with_grant(SMALL[0], amount_eur=Decimal(5)), SMALL[1]], tmp_path)
    assert second.changed
    assert find_latest(tmp_path) == second.folder != first.folder
    assert content_of(first.folder) == old


def test_a_damaged_latest_is_published_anew(tmp_path: Path) -> None:
    first = publish_at(1, SMALL, tmp_path)
    (first.folder / "grants.csv").write_text("edited by hand", encoding="utf-8")
    assert publish_at(2, SMALL, tmp_path).changed
    assert is_whole(tmp_path / "latest")


def test_old_releases_are_removed(tmp_path: Path) -> None:
    choices = replace(NO_LIMITS, releases_kept=2)
    folders = [publish_at(grants, [make_result("a", grants)], tmp_path, choices).folder for grants in range(1, 5)]
    assert releases_in(tmp_path) == [folder.name for folder in folders[-3:]]
    assert find_latest(tmp_path) == folders[-1]


@pytest.mark.parametrize("kept", [1, 2])
def test_the_setting_counts_the_latest_release(tmp_path: Path, kept: int) -> None:
    choices = replace(to_choices(Settings(keep_releases=kept)), largest_fall=1)
    folders = [publish_at(grants, [make_result("a", grants)], tmp_path, choices).folder for grants in range(1, 5)]
    assert releases_in(tmp_path) == [folder.name for folder in folders[-kept:]]


@pytest.mark.parametrize("grants", [4, 0])
def test_a_fall_by_more_than_half_publishes_nothing(tmp_path: Path, grants: int) -> None:
    first = publish_at(1, [make_result("a", 9)], tmp_path)
    with pytest.raises(
        ImplausibleDataset, match=f"grants fell from 9 to {grants}, by more than 50%; .* PARLGRANTS_LARGEST_FALL=1"
    ):
        publish_at(2, [make_result("a", grants)], tmp_path, PublishChoices())
    assert find_latest(tmp_path) == first.folder
    assert releases_in(tmp_path) == [first.folder.name]
    assert publish_at(3, [make_result("a", grants)], tmp_path, PublishChoices(largest_fall=1)).changed


def test_documents_that_are_gone_publish_nothing(tmp_path: Path) -> None:
    publish_at(1, LARGE, tmp_path)
    with pytest.raises(ImplausibleDataset, match="documents fell from 10 to 4"):
        publish_at(2, LARGE[:4], tmp_path, PublishChoices())
    assert publish_at(2, LARGE[:5], tmp_path, PublishChoices()).changed


def test_too_many_failing_rows_publish_nothing_and_say_why(tmp_path: Path) -> None:
    first = publish_at(1, SMALL, tmp_path)
    bad = with_grant(make_result("a", 2), amount_eur=Decimal(-5))
    with pytest.raises(
        ImplausibleDataset,
        match=r"1 of 2 grants failed.*PARLGRANTS_LARGEST_INVALID(.|\n)*a: .*Decimal\('-5'\) is below 0.01",
    ):
        publish_at(2, [bad, SMALL[1]], tmp_path, PublishChoices())
    assert find_latest(tmp_path) == first.folder


def test_a_third_of_failing_rows_is_published_without_them(tmp_path: Path) -> None:
    bad = with_grant(make_result("a", 3), amount_eur=Decimal(-5))
    published = publish_at(1, [bad], tmp_path, PublishChoices())
    assert (published.counts.grants, published.counts.invalid) == (2, 1)
    assert "invalid_record" in (published.folder / "findings.csv").read_text(encoding="utf-8")


def test_tables_that_fail_as_a_whole_are_told_and_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add_absurdly(grants: Sequence[GrantRecord]) -> Recipients:
        found = find_recipients(grants)
        return replace(
            found, organisations=tuple(replace(row, total_eur=Decimal(10) ** 17) for row in found.organisations)
        )

    first = publish_at(1, SMALL, tmp_path).folder
    monkeypatch.setattr("flows.dataset.find_recipients", add_absurdly)
    with pytest.raises(ImplausibleDataset, match=r"corrections check`(?s:.*)total_eur .*100000000000000000"):
        publish_at(2, LARGE, tmp_path)
    assert find_latest(tmp_path) == first
