"""What the Parliament's services leave out, refuse or break off: told for its question, and no other one is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_parliament import PDF, MadeParliament, make_hit
from parliament_fetches import SINCE, fetch

from flows.corpus import Corpus
from flows.sources import Fetched, KnownFile, ServiceRefuses, SourceError, TemporaryFailure, VanishedDocument
from flows.sources.flemish_parliament.source import FlemishParliament


def test_a_refusal_holds_for_the_batches_behind_it(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF})
    parliament.add(13, {8: PDF})
    with FlemishParliament(parliament.to_settings(refusals=1)) as source:
        refs = source.discover(SINCE).refs
        parliament.replies["/e/opendata/schv/12"] = [(403, b"")]
        with pytest.raises(ServiceRefuses):
            list(source.fetch(refs[:1], lambda ref: (), corpus))
        with pytest.raises(ServiceRefuses):
            list(source.fetch(refs[1:], lambda ref: (), corpus))
    assert parliament.paths("/files") == []


def test_an_answer_without_its_file_is_a_failure(parliament: MadeParliament, corpus: Corpus) -> None:
    for number in (12, 13, 14, 15):
        parliament.add(number, {})
    parliament.hits[1] = make_hit(13, "2025-02-20", 7)  # the list names a file
    parliament.hits[2] = make_hit(14, "2025-02-20", statusdatumSchvBeantwoord="2025-02-20")
    parliament.details[12]["procedureverloop"] = [{"status": "Tijdig beantwoord"}]
    fetched = fetch(parliament, corpus)
    for location in ("12", "13", "14"):
        message = f"question {location}: an answer is told of and no file is listed"
        assert message in str(fetched[location].error)
    assert fetched["15"].error is None


def test_an_error_with_the_questions_number_is_no_question(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF})
    parliament.details[12] = {"id": 12, "error": "no data found"}
    error = fetch(parliament, corpus)["12"].error
    assert isinstance(error, TemporaryFailure)
    assert "tells nothing of question 12" in str(error)


def test_results_of_which_none_is_a_written_question_are_an_error(parliament: MadeParliament) -> None:
    parliament.hits = [make_hit(number, "2025-02-20", soort="SCHRV") for number in range(50)]
    with (
        FlemishParliament(parliament.to_settings()) as source,
        pytest.raises(SourceError, match=r"50 results between 2025-02-01 and .* none a written question"),
    ):
        source.discover(SINCE)


def test_files_that_are_listed_no_more_are_a_failure(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {})
    known = KnownFile("https://docs.vlaamsparlement.be/files/pfile?id=1", "schv-12.pdf", "0" * 64, 7)
    error = fetch(parliament, corpus, (known,))["12"].error
    assert "1 files were fetched and none is listed any more" in str(error)


def test_a_vanished_question_is_told_as_one(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF})
    parliament.add(13, {8: PDF})
    del parliament.details[12]
    fetched = fetch(parliament, corpus)
    assert isinstance(fetched["12"].error, VanishedDocument)
    assert fetched["13"].error is None


@pytest.mark.parametrize("list_answer", [None, b"", b'{"id": 1}'])
def test_without_lists_each_question_is_asked_about(
    parliament: MadeParliament, corpus: Corpus, list_answer: bytes | None
) -> None:
    for number in range(1, 61):
        parliament.add(number, {1000 + number: PDF})
    parliament.has_lists = False
    address = "/e/opendata/schv/lijst?id=" + ",".join(map(str, range(1, 51)))
    if list_answer is not None:
        parliament.replies[address] = [(200, list_answer)]
    assert all(each.document for each in fetch(parliament, corpus).values())
    details = parliament.paths("/e/opendata")
    assert [path for path in details if "lijst" in path] == [address]
    assert len(details) == 61


def test_no_data_found_is_asked_for_again(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF})
    parliament.replies["/e/opendata/schv/12"] = [(200, b'{"error": "no data found"}')]
    assert fetch(parliament, corpus)["12"].error is None
    parliament.replies["/e/opendata/schv/12"] = [(200, b"no data found")] * 2
    error = fetch(parliament, corpus)["12"].error
    assert isinstance(error, TemporaryFailure)
    assert "/e/opendata/schv/12: the answer is no JSON (no data found); tried 2 times" in str(error)


def test_a_service_that_refuses_stops_all(parliament: MadeParliament, corpus: Corpus) -> None:
    for number in range(1, 41):
        parliament.add(number, {1000 + number: PDF})
        first = [(200, PDF)] if number <= 4 else []
        parliament.replies[f"/files/pfile?id={1000 + number}"] = [*first, *[(403, b"")] * 9]
    source = FlemishParliament(parliament.to_settings(refusals=2, requests_at_once=1))
    given: list[Fetched] = []
    with pytest.raises(ServiceRefuses, match="refused 3 requests"):
        given.extend(source.fetch(source.discover(SINCE).refs, lambda ref: (), corpus))
    assert len(parliament.paths("/files")) == 7  # the last of them asks for what came before


def test_who_stops_listening_stops_the_fetching(parliament: MadeParliament, corpus: Corpus) -> None:
    for number in range(1, 51):
        parliament.add(number, {1000 + number: PDF})
    source = FlemishParliament(parliament.to_settings(requests_at_once=1))
    fetches = source.fetch(source.discover(SINCE).refs, lambda ref: (), corpus)
    assert next(fetches).error is None
    fetches.close()
    assert len(parliament.paths("/files")) < 50


def test_after_a_stop_what_is_under_way_is_given(parliament: MadeParliament, corpus: Corpus) -> None:
    for number in range(1, 121):
        parliament.add(number, {1000 + number: PDF})
    with FlemishParliament(parliament.to_settings(requests_at_once=2)) as source:
        refs = source.discover(SINCE).refs
        fetches = source.fetch(refs, lambda ref: (), corpus)
        given = [next(fetches)]
        source.stop()
        given += fetches
        asked = len(parliament.paths("/files"))
        assert len(given) == asked < 50  # nothing that was asked for is lost
        assert len(list(source.fetch(refs, lambda ref: (), corpus))) == 120


def test_a_full_disk_is_no_fault_of_a_question(
    parliament: MadeParliament, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    parliament.add(12, {7: PDF})

    def keep(self: Corpus, path: Path, digest: str, name: str) -> Path:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Corpus, "keep", keep)
    with pytest.raises(OSError, match="No space left"):
        fetch(parliament, corpus)
