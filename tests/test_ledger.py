"""The ledger: what becomes of a document, and that the dataset's documents are the current revisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from made_results import make_result
from made_sources import to_failed, to_fetched
from sqlalchemy import text

from flows.ledger import Ledger, LedgerBusy
from flows.ledger_reports import count_revisions, count_states, find_document, find_failed, find_fetches, find_runs
from flows.sources import DocumentRef, SourceError
from schemas.findings import Finding
from schemas.results import DocumentResult, Outcome, SourceDocument

FIRST, SECOND = DocumentRef("folder:/a", "1.pdf", None), DocumentRef("folder:/a", "2.pdf", None)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger(tmp_path / "ledger.sqlite")
    yield made
    made.close()


def make_document(content: str, name: str = "1.pdf") -> SourceDocument:
    digest = sha256(content.encode()).hexdigest()
    return SourceDocument(f"sha256-{digest[:12]}", name, digest, content.encode(), None)


def make_outcome(document: SourceDocument, outcome: Outcome) -> DocumentResult:
    result = make_result(document.document_id, grants=2 if outcome == "grants" else 0)
    error = Finding("timed_out", "error", None, None, None, "took too long")
    info = replace(result.document, sha256=document.sha256, outcome=outcome)
    return replace(result, document=info, findings=(error,) if outcome == "unreadable" else ())


def fetch(ledger: Ledger, ref: DocumentRef, content: str, run_id: str = "run") -> SourceDocument:
    ledger.note_discovered([ref])
    document = make_document(content, ref.location)
    ledger.note_fetched(run_id, to_fetched(ref, document))
    return document


def find_states(ledger: Ledger) -> dict[str, str]:
    return {document.location: document.state for document in ledger.find_current()}


def test_discovering_again_counts_only_what_is_new(ledger: Ledger) -> None:
    assert ledger.note_discovered([FIRST]) == 1
    assert ledger.note_discovered([FIRST, SECOND]) == 1
    assert ledger.note_discovered([]) == 0
    assert count_states(ledger) == {"discovered": 2}


def test_a_document_goes_from_fetched_to_published(ledger: Ledger) -> None:
    document = fetch(ledger, FIRST, "a")
    assert find_states(ledger) == {"1.pdf": "fetched"}
    ledger.note_read(make_outcome(document, "grants"), "0.1.0+a")
    assert find_states(ledger) == {"1.pdf": "read"}
    ledger.note_published()
    assert find_states(ledger) == {"1.pdf": "published"}
    assert ledger.find_current()[0].reader_version == "0.1.0+a"


@pytest.mark.parametrize("outcome", ["no_grants", "refers_elsewhere", "unreadable"])
def test_an_outcome_without_grants_is_the_state(ledger: Ledger, outcome: Outcome) -> None:
    ledger.note_read(make_outcome(fetch(ledger, FIRST, "a"), outcome), "0.1.0+a")
    ledger.note_published()
    known = ledger.find_current()[0]
    assert (known.state, known.cause) == (outcome, "took too long" if outcome == "unreadable" else None)


def test_replaced_content_is_a_new_revision_and_the_old_one_is_remembered(ledger: Ledger) -> None:
    old = fetch(ledger, FIRST, "old")
    ledger.note_read(make_outcome(old, "grants"), "0.1.0+a")
    new = make_document("new")
    assert ledger.note_fetched("later", to_fetched(FIRST, new))
    known = ledger.find_current()
    assert [(document.document_id, document.state) for document in known] == [(new.document_id, "fetched")]
    assert known[0].reader_version is None
    revisions = [row["sha256"] for row in find_fetches(ledger, FIRST.source, FIRST.location)]
    assert revisions == [old.sha256, new.sha256]
    assert [row["document_id"] for row in find_document(ledger, old.document_id)] == [new.document_id]
    assert (count_revisions(ledger, "run"), count_revisions(ledger, "later")) == (1, 1)


def test_the_same_content_is_no_new_revision(ledger: Ledger) -> None:
    document = fetch(ledger, FIRST, "a")
    ledger.note_read(make_outcome(document, "grants"), "0.1.0+a")
    assert not ledger.note_fetched("later", to_fetched(FIRST, document))
    assert find_states(ledger) == {"1.pdf": "read"}
    assert count_revisions(ledger, "later") == 0
    assert ledger.find_fetched("later") == {("folder:/a", "1.pdf")}


def test_the_same_content_at_two_places_is_one_document(ledger: Ledger) -> None:
    fetch(ledger, FIRST, "same")
    document = fetch(ledger, SECOND, "same")
    assert [known.location for known in ledger.find_current()] == ["1.pdf"]
    ledger.note_read(make_outcome(document, "grants"), "0.1.0+a")
    assert count_states(ledger) == {"read": 2}


@pytest.mark.parametrize("outcome", ["grants", "no_grants", "refers_elsewhere"])
def test_a_copy_of_what_was_read_has_its_state(ledger: Ledger, outcome: Outcome) -> None:
    ledger.note_read(make_outcome(fetch(ledger, FIRST, "same"), outcome), "0.1.0+a")
    ledger.note_published()
    fetch(ledger, SECOND, "same", "later")
    assert count_states(ledger) == {"published" if outcome == "grants" else outcome: 2}
    assert {place.reader_version for place in ledger.find_places()} == {"0.1.0+a"}


def test_a_copy_of_what_could_not_be_read_is_still_to_be_read(ledger: Ledger) -> None:
    ledger.note_read(make_outcome(fetch(ledger, FIRST, "same"), "unreadable"), "0.1.0+a")
    fetch(ledger, SECOND, "same")
    assert count_states(ledger) == {"unreadable": 1, "fetched": 1}


def test_a_renamed_document_follows_its_new_name(ledger: Ledger) -> None:
    fetch(ledger, FIRST, "same")
    fetch(ledger, SECOND, "same")
    ledger.note_moved([SECOND])
    assert [known.location for known in ledger.find_current()] == ["2.pdf"]
    ledger.note_fetched("later", to_fetched(SECOND, make_document("replaced")))
    assert [known.location for known in ledger.find_current()] == ["2.pdf"]
    ledger.note_discovered([FIRST])
    assert [known.location for known in ledger.find_current()] in (["1.pdf", "2.pdf"], ["2.pdf", "1.pdf"])


def test_a_document_that_vanished_from_its_source_stays(ledger: Ledger) -> None:
    fetch(ledger, FIRST, "a")
    fetch(ledger, SECOND, "b")
    ledger.note_moved([SECOND])
    assert len(ledger.find_current()) == 2


def test_a_first_fetch_that_fails_is_failed_with_its_cause(ledger: Ledger) -> None:
    ledger.note_discovered([FIRST])
    ledger.note_unfetched("run", to_failed(FIRST, SourceError("no connection")), None)
    assert [(row["state"], row["fetch_cause"]) for row in find_failed(ledger)] == [("failed", "no connection")]
    assert ledger.find_current() == []
    fetch(ledger, FIRST, "a")
    assert find_failed(ledger) == []
    assert find_states(ledger) == {"1.pdf": "fetched"}


def test_a_later_fetch_that_fails_leaves_the_earlier_revision(ledger: Ledger) -> None:
    ledger.note_read(make_outcome(fetch(ledger, FIRST, "a"), "grants"), "0.1.0+a")
    ledger.note_published()
    ledger.note_unfetched("run", to_failed(FIRST, SourceError("gone")), None)
    assert find_states(ledger) == {"1.pdf": "published"}
    assert [row["fetch_cause"] for row in find_failed(ledger)] == ["gone"]


def test_damaged_bytes_fail_until_they_are_fetched_again(ledger: Ledger) -> None:
    document = fetch(ledger, FIRST, "a")
    ledger.note_failed(document.document_id, document.sha256, "the file was changed")
    assert [row["cause"] for row in find_failed(ledger)] == ["the file was changed"]
    assert not ledger.note_fetched("later", to_fetched(FIRST, document))
    assert find_states(ledger) == {"1.pdf": "fetched"}


def test_only_one_run_writes(ledger: Ledger) -> None:
    other = Ledger(ledger.path)
    with ledger.lock(), pytest.raises(LedgerBusy, match="another run is under way"), other.lock():
        pass
    with other.lock():
        other.close()


def test_a_killed_run_is_noted_when_the_next_one_starts(ledger: Ledger) -> None:
    killed = ledger.start_run("ingest", "0.1.0+a")
    following = ledger.start_run("ingest", "0.1.0+a")
    ledger.end_run(following, "published", "outputs/releases/1")
    outcomes = {row["run_id"]: row["outcome"] for row in find_runs(ledger, 5)}
    assert outcomes == {killed: "failed", following: "published"}


def test_readers_do_not_wait_for_the_writer(ledger: Ledger) -> None:
    fetch(ledger, FIRST, "a")
    with ledger.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    with ledger.engine.begin() as writing:
        writing.execute(text("UPDATE documents SET cause = 'x'"))
        assert Ledger(ledger.path).find_current()[0].cause is None
