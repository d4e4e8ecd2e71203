"""Publishing anew what was read: nothing is read, nothing is lost, and what is gone is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from made_runs import ROOT, find_published, ingest

from flows import fetching, steps
from flows.commands.run import run_publish
from flows.ledger_reports import count_states, find_runs
from flows.releases import find_latest, is_whole, read_note
from flows.republish import ResultsMissing, republish
from flows.settings import Settings
from flows.sources.folder import FolderSource


def find_results(settings: Settings) -> list[Path]:
    """The stored results, the one of `a.pdf` (one grant) first."""
    return sorted((settings.corpus / "results").rglob("*.json"), key=lambda path: '"a.pdf"' not in path.read_text())


def read_only(settings: Settings, folder: Path) -> None:
    """A run that is stopped before it publishes."""
    source = FolderSource(folder)
    with steps.open_run("ingest", settings) as run:
        progress = fetching.discover_documents(run, source, None)
        fetching.fetch_documents(run, progress, source, progress.listed)
        steps.read_batch(run, steps.find_due(run))


def test_nothing_is_read_and_nothing_changes(settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, first = ingest(settings, folder)
    monkeypatch.setattr(steps, "read_documents", None)
    summary = republish(settings)
    assert (summary.published.changed, summary.published.folder) == (False, first.folder)
    assert (summary.read, summary.unread, summary.published.counts) == (0, (), first.counts)


def test_a_release_that_was_removed_comes_back(settings: Settings, folder: Path) -> None:
    _, first = ingest(settings, folder)
    (settings.outputs / "latest").unlink()
    again = republish(settings).published
    assert again.changed
    assert read_note(again.folder).content_sha256 == read_note(first.folder).content_sha256
    assert find_published(settings) == {"a.pdf": 1, "b.pdf": 2}


def test_a_release_into_another_folder_leaves_the_dataset_and_the_ledger(
    settings: Settings, folder: Path, tmp_path: Path
) -> None:
    _, first = ingest(settings, folder)
    (folder / "c.pdf").write_text("3 grants")
    read_only(settings, folder)
    summary = republish(settings, tmp_path / "other")
    assert (summary.published.counts.grants, summary.latest) == (6, tmp_path / "other/latest")
    assert find_latest(settings.outputs) == first.folder
    with steps.open_run("status", settings) as run:
        assert count_states(run.ledger) == {"published": 2, "read": 1}


def test_a_result_edited_by_hand_is_never_published(settings: Settings, folder: Path) -> None:
    _, first = ingest(settings, folder)
    edited = find_results(settings)[0]
    edited.write_text(edited.read_text().replace('"100000.50"', '"900000.50"'), encoding="utf-8")
    with pytest.raises(ResultsMissing, match=r"changed by another hand.*reprocess --changed.*a\.pdf"):
        republish(settings)
    assert find_latest(settings.outputs) == first.folder


@pytest.mark.parametrize("content", [None, '{"of an older form": 1}'])
def test_results_that_are_gone_are_told_and_the_release_stands(
    settings: Settings, folder: Path, content: str | None
) -> None:
    _, first = ingest(settings, folder)
    lost = find_results(settings)[0]
    lost.unlink()
    if content is not None:
        lost.write_text(content, encoding="utf-8")
    with pytest.raises(ResultsMissing, match=r"read from 1 documents is gone.*reprocess --changed.*a\.pdf \(sha256-"):
        republish(settings)
    assert find_latest(settings.outputs) == first.folder
    assert is_whole(first.folder)
    with steps.open_run("status", settings) as run:
        assert find_runs(run.ledger, 2)[1]["outcome"] == "failed"


def test_what_cannot_be_read_again_does_not_hold_up_the_others_and_is_told(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    lost = find_results(settings)[0]
    lost.unlink()
    with steps.open_run("reprocess", settings) as run:
        run.ledger.note_failed(lost.parent.name, lost.stem, "the bytes are gone")
    summary = republish(settings)
    ((name, cause),) = summary.unread
    assert name.startswith("a.pdf (sha256-")
    assert cause == "what was read from it is gone; the bytes are gone"
    assert find_published(settings) == {"b.pdf": 2}


def test_without_a_ledger_there_is_nothing_to_publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARLGRANTS_CORPUS", str(tmp_path / "corpus"))
    assert run_publish(None) == 2
    assert "no ledger yet; `parlgrants ingest` makes it" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_command_sums_up_and_says_when_results_are_gone(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ingest(settings, folder)
    monkeypatch.setenv("PARLGRANTS_CORPUS", str(settings.corpus))
    monkeypatch.setenv("PARLGRANTS_OUTPUTS", str(settings.outputs))
    assert run_publish(None) == 0
    out = capsys.readouterr().out
    assert "documents  2\ngrants     3\n" in out
    assert "nothing changed" in out
    find_results(settings)[0].unlink()
    assert run_publish(None) == 4
    assert capsys.readouterr().err.startswith("nothing published: ")


@pytest.mark.slow
def test_the_command_needs_no_prefect(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    places = {"PARLGRANTS_CORPUS": str(settings.corpus), "PARLGRANTS_OUTPUTS": str(settings.outputs)}
    code = "import sys; from flows.cli import main; main(['publish'], standalone_mode=False)"
    code += "; print('prefect' in sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | places, capture_output=True, text=True, check=True
    )
    assert ended.stdout.endswith("stands\nFalse\n")
