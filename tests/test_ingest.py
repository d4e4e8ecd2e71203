"""Ingest and reprocess: each step alone with a made-up reader, and one real run through Prefect."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from made_runs import ROOT, SAMPLE, find_published, ingest
from made_sources import Flaky

from flows import fetching, publishing, steps
from flows.coverage import Coverage
from flows.ledger_reports import count_states, find_runs, find_unfetched
from flows.publish import ImplausibleDataset
from flows.releases import read_note
from flows.settings import Settings
from flows.sources import TemporaryFailure
from flows.sources.folder import FolderSource
from flows.summary import FetchSummary, RunSummary, VerdictCounts, to_euro, to_markdown, to_text


def test_a_second_ingest_reads_nothing_and_publishes_nothing(settings: Settings, folder: Path) -> None:
    read, first = ingest(settings, folder)
    assert (sorted(read), first.changed, first.counts.grants) == (["a.pdf", "b.pdf"], True, 3)
    again, second = ingest(settings, folder)
    assert (again, second.changed, second.folder) == ([], False, first.folder)


def test_what_is_published_tells_no_place_on_this_disk(settings: Settings, folder: Path) -> None:
    _, published = ingest(settings, folder)
    assert read_note(published.folder).run.source == "folder:answers"
    told = [path.name for path in published.folder.iterdir() if str(folder.parent).encode() in path.read_bytes()]
    assert told == []


def test_replaced_content_takes_the_place_of_the_old(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    (folder / "a.pdf").write_text("3 grants")
    read, published = ingest(settings, folder)
    assert (read, published.changed) == (["a.pdf"], True)
    assert find_published(settings) == {"a.pdf": 3, "b.pdf": 2}
    assert len(list((settings.corpus / "documents").rglob("*.pdf"))) == 3


def test_the_dataset_holds_the_documents_of_all_sources(settings: Settings, folder: Path, tmp_path: Path) -> None:
    ingest(settings, folder)
    (tmp_path / "more").mkdir()
    (tmp_path / "more/c.pdf").write_text("4 grants")
    read, _ = ingest(settings, tmp_path / "more")
    assert read == ["c.pdf"]
    assert find_published(settings) == {"a.pdf": 1, "b.pdf": 2, "c.pdf": 4}


def test_an_unreadable_document_costs_its_own_place(settings: Settings, folder: Path) -> None:
    (folder / "c.pdf").write_text("bad")
    ingest(settings, folder)
    assert find_published(settings) == {"a.pdf": 1, "b.pdf": 2, "c.pdf": 0}
    with steps.open_run("reprocess", settings) as run:
        assert count_states(run.ledger) == {"published": 2, "unreadable": 1}
        steps.read_batch(run, steps.find_stored(run, "all"))
        assert run.unread == [("c.pdf", "is no PDF; fetch it again")]


def test_damaged_bytes_are_failed_and_what_was_read_before_stands(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    with steps.open_run("reprocess", settings) as run:
        document = steps.find_stored(run, "all")[0]
        run.ledger.note_failed(document.document_id, document.sha256, "gone")
        assert steps.find_due(run) == []
        assert len(list(publishing.find_results(run))) == 2


def test_a_lost_result_is_read_again(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    shutil.rmtree(settings.corpus / "results")
    read, published = ingest(settings, folder)
    assert (sorted(read), published.changed) == (["a.pdf", "b.pdf"], False)


def test_a_killed_run_is_taken_up_by_the_next(settings: Settings, folder: Path) -> None:
    source = FolderSource(folder)

    def fetch_and_die() -> None:
        with steps.open_run("ingest", settings) as run:
            progress = fetching.discover_documents(run, source, None)
            fetching.fetch_documents(run, progress, source, progress.listed)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_and_die()
    read, _ = ingest(settings, folder)
    assert sorted(read) == ["a.pdf", "b.pdf"]


def test_only_what_is_missing_is_fetched_again(settings: Settings) -> None:
    source = Flaky()
    with steps.open_run("ingest", settings) as run:
        progress = fetching.discover_documents(run, source, None)
        with pytest.raises(TemporaryFailure, match="1 of 3 documents could not be fetched now: away"):
            fetching.fetch_documents(run, progress, source, progress.listed)
        assert [location for location, _ in find_unfetched(run.ledger, run.run_id)] == ["away.pdf", "gone.pdf"]
        source.away = False
        fetching.fetch_documents(run, progress, source, progress.listed)
        assert find_unfetched(run.ledger, run.run_id) == [("gone.pdf", "gone.pdf: not found; look at the source")]
        assert [document.location for document in run.ledger.find_current()] == ["away.pdf", "there.pdf"]


def test_reprocess_takes_what_another_reader_read(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(settings, folder)
    with steps.open_run("reprocess", settings) as run:
        assert steps.find_stored(run, "changed") == []
        assert len(steps.find_stored(run, "all")) == 2
        monkeypatch.setattr(steps, "reader_version", lambda: "0.2.0+ffffffff")
        assert len(steps.find_stored(run, "changed")) == 2
        # An ingest that does not see them lets them stand as they were read.
        assert steps.find_due(run) == []


def test_reprocess_takes_documents_by_id(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    with steps.open_run("reprocess", settings) as run:
        document = steps.find_stored(run, "all")[0]
        assert steps.find_named(run, [document.document_id] * 2) == [document]
        with pytest.raises(steps.UnknownDocument, match="nope: not in the ledger"):
            steps.find_named(run, [document.document_id, "nope"])


def test_an_implausible_dataset_leaves_the_old_one(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    (folder / "a.pdf").write_text("0 grants")
    (folder / "b.pdf").write_text("0 grants now")
    with pytest.raises(ImplausibleDataset):
        ingest(settings, folder)
    assert find_published(settings) == {"a.pdf": 1, "b.pdf": 2}
    with steps.open_run("reprocess", settings) as run:
        newest = find_runs(run.ledger, 2)
        assert {(row["flow"], row["outcome"]) for row in newest} == {("reprocess", "running"), ("ingest", "failed")}


def test_an_operator_can_accept_a_real_fall(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    (folder / "a.pdf").write_text("0 grants")
    (folder / "b.pdf").write_text("0 grants now")
    with pytest.raises(ImplausibleDataset, match="PARLGRANTS_LARGEST_FALL"):
        ingest(settings, folder)
    ingest(settings.model_copy(update={"largest_fall": 1}), folder)
    assert find_published(settings) == {"a.pdf": 0, "b.pdf": 0}


def test_the_summary_tells_it_all(settings: Settings, folder: Path) -> None:
    _, published = ingest(settings, folder)
    unread = (("c.pdf", "is no PDF | fetch it again"),)
    summary = RunSummary(
        "folder:x", FetchSummary(3, 0, 2), 2, 0, unread, VerdictCounts(4, 1), published, settings.outputs / "latest"
    )
    text = to_text(summary)
    for line in (
        "3 offered, 2 new or changed, 2 read, 1 could not be read",
        "4 of 5 printed totals verified, 1 differs",
    ):
        assert line in text
    assert f"{settings.outputs}/latest (release {published.folder.name})" in text
    assert "| not read | c.pdf: is no PDF / fetch it again |" in to_markdown(summary)
    unchanged = replace(summary, published=replace(published, changed=False))
    assert "nothing changed" in to_text(unchanged)
    assert not summary.is_complete


def test_the_summary_tells_what_fetching_left_open(settings: Settings, folder: Path) -> None:
    _, published = ingest(settings, folder)
    days = (date(2026, 10, 1), date(2026, 11, 15))
    held = Coverage("x", *days, 5, skipped=2, failed=1, unanswered=1, waiting=3, undated=0, missed=4, unseen=None)
    fetched = FetchSummary(10, 4, 2, ("1457200",), "the search service refuses us; ask the Parliament", held)
    summary = RunSummary("x", fetched, 3, 2, (), VerdictCounts(), published, settings.outputs / "latest")
    assert to_text(summary).splitlines()[1:6] == [
        "this run   10 offered, 2 new or changed, 3 read, 2 skipped, as not worth reading",
        "stopped    the search service refuses us; ask the Parliament",
        "window     9 questions answered between 2026-10-01 and 2026-11-15: 5 held (2 of them skipped), 1 failed, "
        "3 not fetched yet, missed 4; 1 more have no answer yet",
        "missed     4 that the source counts and did not show",
        "vanished   1457200: what was fetched of it stays",
    ]
    assert not summary.is_complete
    assert not replace(summary, fetching=replace(fetched, stopped=None)).is_complete  # four were never shown
    whole = replace(fetched, stopped=None, missed=0)
    assert replace(summary, fetching=whole).is_complete
    doubtful = replace(summary, fetching=replace(whole, doubt="nothing in 45 days"))
    assert "warning    nothing in 45 days" in to_text(doubtful)


@pytest.mark.parametrize(("amount", "text"), [("1998813", "1.998.813 €"), ("25000.50", "25.000,50 €"), ("0", "0 €")])
def test_amounts_are_shown_as_the_documents_print_them(amount: str, text: str) -> None:
    from decimal import Decimal

    assert to_euro(Decimal(amount)) == text


@pytest.mark.slow
def test_ingest_through_prefect_without_a_server(tmp_path: Path) -> None:
    """The command as `make demo` calls it, twice: a dataset, then nothing to do."""
    source = tmp_path / "answers"
    source.mkdir()
    shutil.copy(SAMPLE, source)
    (source / "page.pdf").write_text("<html>not found</html>")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "PARLGRANTS_"))
    }
    places = {"CORPUS": "corpus", "OUTPUTS": "outputs"}
    environment |= {f"PARLGRANTS_{name}": str(tmp_path / folder) for name, folder in places.items()}
    environment |= {"PREFECT_HOME": str(tmp_path / "prefect")}
    command = [sys.executable, "-c", "from flows.cli import main; main()", "ingest", "--source", f"folder:{source}"]
    first, second = (
        subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)
        for _ in range(2)
    )
    assert first.returncode == 3, first.stderr
    assert "2 offered, 2 new or changed, 1 read, 1 could not be read" in first.stdout
    assert "1.998.813 €" in first.stdout
    assert "not read   page.pdf: " in first.stdout
    assert len((tmp_path / "outputs/latest/grants.jsonl").read_text().splitlines()) == 9
    assert second.returncode == 0, second.stderr
    assert "2 offered, 0 new or changed, 0 read" in second.stdout
    assert "nothing changed" in second.stdout
