"""Ingest and reprocess: each step alone with a made-up reader, and one real run through Prefect."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from made_results import make_result

from flows import steps
from flows.corpus import StoredDocument, read_stored
from flows.ledger_reports import count_states, find_failed, find_runs, find_unfetched
from flows.publish import ImplausibleDataset
from flows.reader_version import reader_version
from flows.settings import Settings
from flows.sources import DocumentRef, SourceError, TemporaryFailure
from flows.sources.folder import FolderSource
from flows.standing import find_standing
from flows.summary import RunSummary, VerdictCounts, to_euro, to_markdown, to_text
from flows.workers import Reading, ReadLimits
from schemas.findings import Finding
from schemas.releases import Published
from schemas.results import DocumentResult, SourceDocument

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "corpus/samples/sv-162-2021-02-02.pdf"


def read_made_up(documents: Sequence[StoredDocument], limits: ReadLimits) -> Iterator[Reading]:
    """Reads `2 grants` as two grants, and `bad` not at all."""
    assert limits.start_method == "forkserver"
    for document in documents:
        word, *_ = read_stored(document).content.decode().split()
        yield Reading(document, make_read(document, int(word) if word.isdigit() else None), None)


def make_read(document: StoredDocument, grants: int | None) -> DocumentResult:
    made = make_result(document.document_id, grants or 0)
    info = replace(made.document, sha256=document.sha256, file_name=document.file_name, reader_version=reader_version())
    own = tuple(replace(grant, document_sha256=document.sha256) for grant in made.grants)
    if grants is not None:
        return replace(made, document=info, grants=own)
    error = Finding("not_a_pdf", "error", None, None, None, "is no PDF; fetch it again")
    return replace(made, document=replace(info, outcome="unreadable"), tables=(), findings=(error,))


@pytest.fixture(autouse=True)
def _made_up_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "read_documents", read_made_up)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(corpus=tmp_path / "corpus", outputs=tmp_path / "outputs")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / "a.pdf").write_text("1 grant")
    (folder / "b.pdf").write_text("2 grants")
    return folder


def ingest(settings: Settings, folder: Path) -> tuple[list[str], Published]:
    """The flow's steps; gives the files read and what was published."""
    source = FolderSource(folder)
    with steps.open_run("ingest", settings) as run:
        refs = list(source.discover(None))
        run.ledger.note_discovered(refs)
        steps.fetch_documents(run, source, refs)
        run.ledger.note_moved(refs)
        due = steps.find_due(run)
        steps.read_batch(run, due)
        return [document.file_name for document in due], steps.publish_results(run, "folder:x", steps.find_results(run))


def find_published(settings: Settings) -> dict[str, int]:
    rows = [json.loads(line) for line in (settings.outputs / "latest/documents.jsonl").read_text().splitlines()]
    return {row["file_name"]: row["grants"] for row in rows}


def test_a_second_ingest_reads_nothing_and_publishes_nothing(settings: Settings, folder: Path) -> None:
    read, first = ingest(settings, folder)
    assert (sorted(read), first.changed, first.counts.grants) == (["a.pdf", "b.pdf"], True, 3)
    again, second = ingest(settings, folder)
    assert (again, second.changed, second.folder) == ([], False, first.folder)


def test_replaced_content_takes_the_place_of_the_old(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    (folder / "a.pdf").write_text("3 grants")
    read, published = ingest(settings, folder)
    assert (read, published.changed) == (["a.pdf"], True)
    assert find_published(settings) == {"a.pdf": 3, "b.pdf": 2}
    assert len(list((settings.corpus / "documents").rglob("*.pdf"))) == 3


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
        assert sum(len(result.grants) for result in steps.find_results(run)) == 3
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
        assert sum(len(result.grants) for result in steps.find_results(run)) == 3


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
        assert len(list(steps.find_results(run))) == 2


def test_a_lost_result_is_read_again(settings: Settings, folder: Path) -> None:
    ingest(settings, folder)
    shutil.rmtree(settings.corpus / "results")
    read, published = ingest(settings, folder)
    assert (sorted(read), published.changed) == (["a.pdf", "b.pdf"], False)


def test_a_killed_run_is_taken_up_by_the_next(settings: Settings, folder: Path) -> None:
    source = FolderSource(folder)

    def fetch_and_die() -> None:
        with steps.open_run("ingest", settings) as run:
            refs = list(source.discover(None))
            run.ledger.note_discovered(refs)
            steps.fetch_documents(run, source, refs)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_and_die()
    read, _ = ingest(settings, folder)
    assert sorted(read) == ["a.pdf", "b.pdf"]


class Flaky:
    """A source of three documents: one is there, one is gone, one is away for a while."""

    name = "flaky"

    def __init__(self) -> None:
        self.away = True

    def discover(self, since: date | None) -> list[DocumentRef]:
        return [DocumentRef(self.name, location, None) for location in ("away.pdf", "gone.pdf", "there.pdf")]

    def fetch(self, ref: DocumentRef) -> SourceDocument:
        if ref.location == "gone.pdf":
            raise SourceError("gone.pdf: not found; look at the source")
        if ref.location == "away.pdf" and self.away:
            raise TemporaryFailure("away.pdf: no connection; try later")
        return SourceDocument(f"flaky-{ref.location}", ref.location, ref.location[0] * 64, b"1 grant", None)


def test_only_what_is_missing_is_fetched_again(settings: Settings) -> None:
    source = Flaky()
    with steps.open_run("ingest", settings) as run:
        refs = source.discover(None)
        run.ledger.note_discovered(refs)
        with pytest.raises(TemporaryFailure, match="1 of 3 documents could not be fetched now: away"):
            steps.fetch_documents(run, source, refs)
        assert [location for location, _ in find_unfetched(run.ledger, run.run_id)] == ["away.pdf", "gone.pdf"]
        source.away = False
        steps.fetch_documents(run, source, refs)
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
    summary = RunSummary("folder:x", 3, 2, 2, unread, VerdictCounts(4, 1), published, settings.outputs / "latest")
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
