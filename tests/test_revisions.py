"""Files that change, move, vanish or break: nothing already stored is lost."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from made_runs import find_published, ingest

from flows import publishing, steps
from flows.ledger_reports import count_states, find_failed
from flows.settings import Settings
from flows.standing import find_standing


def find_findings(settings: Settings) -> list[tuple[str, str]]:
    rows = [json.loads(line) for line in (settings.outputs / "latest/findings.jsonl").read_text().splitlines()]
    return [(row["code"], row["message"]) for row in rows if row["code"] not in ("column_unmapped",)]


def test_an_unreadable_revision_leaves_the_last_readable_one_published(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    (folder / "a.pdf").write_text("bad page")
    ingest(settings, folder)
    assert find_published(settings) == {"a.pdf": 1, "b.pdf": 2}
    ((code, message),) = find_findings(settings)
    assert code == "revision_unread"
    assert message.endswith("could not be read: is no PDF; fetch it again")
    with steps.open_run("reprocess", settings) as run:
        cause = "is no PDF; fetch it again; the last revision that could be read stays published"
        assert [row["cause"] for row in find_failed(run.ledger)] == [cause]
        steps.read_batch(run, steps.find_stored(run, "all"))
        assert run.unread == [("a.pdf", cause)]
    assert not ingest(settings, folder)[1].changed
    (folder / "a.pdf").write_text("another bad page")
    ingest(settings, folder)
    assert find_published(settings) == {"a.pdf": 1, "b.pdf": 2}
    (folder / "a.pdf").write_text("3 grants")
    ingest(settings, folder)
    assert find_published(settings) == {"a.pdf": 3, "b.pdf": 2}
    assert find_findings(settings) == []


def test_the_same_error_page_over_several_documents_takes_none_away(settings: Settings, folder: Path) -> None:
    (folder / "c.pdf").write_text("bad page")
    ingest(settings, folder)
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_text("bad page")
    ingest(settings, folder)
    assert find_published(settings) == {"a.pdf": 1, "b.pdf": 2, "c.pdf": 0}
    with steps.open_run("reprocess", settings) as run:
        assert count_states(run.ledger) == {"unreadable": 3}
        assert sum(len(result.grants) for result in publishing.find_results(run)) == 3
    (folder / "b.pdf").unlink()
    assert not ingest(settings, folder)[1].changed


def test_a_copy_holds_the_place_of_a_replaced_file(settings: Settings, folder: Path) -> None:
    shutil.copy(folder / "a.pdf", folder / "copy.pdf")
    ingest(settings, folder)
    (folder / "a.pdf").write_text("bad page")
    ingest(settings, folder)
    assert find_published(settings) == {"copy.pdf": 1, "b.pdf": 2}
    assert find_findings(settings) == []


def test_the_standing_revision_is_read_again_like_any_other(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(settings, folder)
    (folder / "a.pdf").write_text("bad page")
    ingest(settings, folder)
    shutil.rmtree(settings.corpus / "results")
    read, published = ingest(settings, folder)
    assert (sorted(read), published.changed) == (["a.pdf", "a.pdf", "b.pdf"], False)
    monkeypatch.setattr(steps, "reader_version", lambda: "0.2.0+ffffffff")
    with steps.open_run("reprocess", settings) as run:
        steps.read_batch(run, steps.find_stored(run, "changed"))
        assert {revision.reader_version for revision in find_standing(run.ledger.engine)} == {"0.2.0+ffffffff"}
        assert sum(len(result.grants) for result in publishing.find_results(run)) == 3


def test_a_copy_under_a_second_name_is_published_too(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    for name in ("a copy.pdf", "z.pdf"):
        shutil.copy(folder / "a.pdf", folder / name)
    ingest(settings, folder)
    with steps.open_run("reprocess", settings) as run:
        assert count_states(run.ledger) == {"published": 4}


def test_a_name_that_is_no_utf_8_hurts_nobody(settings: Settings, folder: Path) -> None:
    (folder / os.fsdecode(b"b\xe9.pdf")).write_text("4 grants")
    ingest(settings, folder)
    assert find_published(settings) == {"a.pdf": 1, "b.pdf": 2, r"b\xe9.pdf": 4}


def test_a_renamed_file_stays_one_document(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    (folder / "a.pdf").rename(folder / "z.pdf")
    ingest(settings, folder)
    assert find_published(settings) == {"b.pdf": 2, "z.pdf": 1}


def test_a_file_that_vanished_stays_published(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    (folder / "a.pdf").unlink()
    assert not ingest(settings, folder)[1].changed
    assert find_published(settings) == {"a.pdf": 1, "b.pdf": 2}
