"""The Flemish Parliament as a source: discovered, fetched whole or not at all, over HTTP on loopback."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from made_parliament import PDF, MadeParliament, make_hit, run_parliament

from flows.corpus import Corpus, StoredDocument
from flows.sources import (
    DocumentRef,
    Fetched,
    KnownFile,
    ServiceRefuses,
    SourceError,
    TemporaryFailure,
    VanishedDocument,
)
from flows.sources.flemish_parliament.source import FlemishParliament
from flows.sources.registry import open_source

SINCE = date(2025, 2, 1)


@pytest.fixture
def parliament() -> Iterator[MadeParliament]:
    with run_parliament() as running:
        yield running


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path / "corpus")


def make_package(member: str) -> bytes:
    """A ZIP file with one member, as an Office file begins."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(member, "x")
    return packed.getvalue()


WORKBOOK, TEXT = make_package("xl/workbook.xml"), make_package("word/document.xml")
OLD_TEXT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le")


def fetch(
    parliament: MadeParliament, corpus: Corpus, known: tuple[KnownFile, ...] = (), *locations: str
) -> dict[str, Fetched]:
    with FlemishParliament(parliament.to_settings()) as source:
        refs = [ref for ref in source.discover(SINCE).refs if not locations or ref.location in locations]
        return {fetched.ref.location: fetched for fetched in source.fetch(refs, lambda ref: known, corpus)}


def list_files(corpus: Corpus, pattern: str = "documents/**/*") -> list[Path]:
    return sorted(path for path in corpus.folder.glob(pattern) if path.is_file())


def to_document(fetched: Fetched) -> StoredDocument:
    assert fetched.document is not None, fetched.error
    return fetched.document


def test_the_source_is_opened_by_its_name() -> None:
    source = open_source("flemish-parliament")
    assert (source.name, source.is_local) == ("flemish-parliament", False)


def test_questions_are_discovered_by_their_day_of_publication(parliament: MadeParliament) -> None:
    for number, day in ((3, "2025-02-20"), (2, "2025-01-31"), (1, "2025-03-04")):
        parliament.hits.append(make_hit(number, day))
    source = FlemishParliament(parliament.to_settings())
    assert [ref.location for ref in source.discover(SINCE).refs] == ["3", "1"]
    assert [ref.location for ref in source.discover(None).refs] == ["2", "3", "1"]
    assert source.discover(date.max).refs == ()
    page = f"{parliament.url}/parlementaire-documenten/schriftelijke-vragen/3"
    assert source.discover(SINCE).refs[0].source_url == page


def test_one_client_serves_a_run(parliament: MadeParliament, corpus: Corpus) -> None:
    for number in (1, 2, 3):
        parliament.add(number, {1000 + number: PDF})
    with FlemishParliament(parliament.to_settings()) as source:
        for ref in source.discover(SINCE).refs:
            assert [fetched.error for fetched in source.fetch([ref], lambda ref: (), corpus)] == [None]
    assert parliament.asked.count("/robots.txt") == 1
    with pytest.raises(RuntimeError, match="closed"):
        source.discover(SINCE)


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


def test_a_question_is_stored_with_its_attachments(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF, 5: WORKBOOK, 6: b"?"})
    fetched = fetch(parliament, corpus)["12"]
    document = to_document(fetched)
    assert (document.document_id, document.file_name) == ("vlaams-parlement-schv-12", "schv-12.pdf")
    assert document.path.read_bytes() == PDF
    names = ["schv-12.pdf", "schv-12.attachment-5.xlsx", "schv-12.attachment-6.bin"]
    assert [file.file_name for file in (document, *document.attachments)] == names
    assert [file.file_name for file in fetched.files] == names
    assert [file.url for file in fetched.files] == [f"{parliament.url}/files/pfile?id={number}" for number in (7, 5, 6)]
    assert [(file.sha256, file.size) for file in fetched.files] == [
        (sha256(content).hexdigest(), len(content)) for content in (PDF, WORKBOOK, b"?")
    ]
    assert all(file.etag for file in fetched.files)
    assert [(request.status, request.cause) for request in fetched.requests] == [(200, None)] * 3
    assert list_files(corpus, "incoming/*") == []


@pytest.mark.parametrize(
    ("contents", "answer"),
    [
        ((PDF, PDF + b"2"), 0),
        ((WORKBOOK, PDF), 1),
        ((WORKBOOK, TEXT, PDF), 1),
        ((OLD_TEXT, PDF), 0),
        ((b"{\\rtf1 x}", PDF), 0),
        ((WORKBOOK, b"?"), 0),
    ],
)
def test_the_first_text_is_the_answer(
    parliament: MadeParliament, corpus: Corpus, contents: tuple[bytes, ...], answer: int
) -> None:
    parliament.add(12, dict(enumerate(contents, start=1)))
    files = fetch(parliament, corpus)["12"].files
    assert files[0].sha256 == sha256(contents[answer]).hexdigest()
    assert files[0].file_name.startswith("schv-12.")
    assert ".attachment-" not in files[0].file_name
    assert len(files) == len(contents)


def test_the_detail_completes_what_the_search_told(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF})
    parliament.details[12] |= {"vraagnummer": 4, "procedureverloop": {"datum": "2025-02-03", "status": "Beantwoord"}}
    facts = fetch(parliament, corpus)["12"].ref.facts
    assert facts is not None
    assert (facts.number, facts.title) == (4, "Vraag 12")
    assert (facts.answered_on, facts.published_on) == (date(2025, 2, 3), date(2025, 2, 20))


def test_what_did_not_change_is_not_sent_again(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF, 5: WORKBOOK})
    first = fetch(parliament, corpus)["12"]
    second = fetch(parliament, corpus, first.files)["12"]
    assert [(request.status, request.sha256) for request in second.requests] == [(304, None)] * 2
    assert (second.document, second.files) == (first.document, first.files)


def test_a_replaced_file_is_another_revision_and_the_old_one_stays(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF, 5: WORKBOOK})
    first = fetch(parliament, corpus)["12"]
    parliament.files[7] = PDF + b"% 2\n%%EOF\n"
    second = fetch(parliament, corpus, first.files)["12"]
    assert [request.status for request in second.requests] == [200, 304]
    assert to_document(second).path.read_bytes() == parliament.files[7]
    assert to_document(first).path.read_bytes() == PDF
    assert to_document(second).attachments == to_document(first).attachments


def test_an_attachment_that_arrives_later_is_taken_in(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF})
    first = fetch(parliament, corpus)["12"]
    parliament.files[9] = WORKBOOK
    parliament.details[12]["bestand-ordered"].append({"url": f"{parliament.url}/files/pfile?id=9"})
    second = fetch(parliament, corpus, first.files)["12"]
    assert [file.file_name for file in second.files] == ["schv-12.pdf", "schv-12.attachment-9.xlsx"]
    assert [request.status for request in second.requests] == [304, 200]


def test_a_question_without_answer_is_no_failure(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {})
    fetched = fetch(parliament, corpus)["12"]
    assert (fetched.document, fetched.files, fetched.error) == (None, (), None)


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


def test_an_attachment_that_fails_costs_its_own_place(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF, 5: WORKBOOK, 6: TEXT})
    parliament.add(14, {9: PDF, 10: PDF})
    del parliament.files[5]
    parliament.replies["/files/pfile?id=10"] = [(503, b"")] * 2
    fetched = fetch(parliament, corpus)
    gone, busy = fetched["12"], fetched["14"]
    names = [file.file_name for file in (to_document(gone), *to_document(gone).attachments)]
    assert names == ["schv-12.pdf", "schv-12.attachment-6.docx"]
    assert [file.file_name for file in gone.files] == names
    assert gone.missing == (f"{parliament.url}/files/pfile?id=5",)
    assert "the question lists it" in str(gone.error)
    assert not isinstance(gone.error, VanishedDocument)
    assert [(request.status, bool(request.cause)) for request in gone.requests] == [
        (200, False), (404, True), (200, False)
    ]  # fmt: skip
    assert isinstance(busy.error, TemporaryFailure)
    assert to_document(busy).path.read_bytes() == PDF
    parliament.files[5] = WORKBOOK
    whole = fetch(parliament, corpus, gone.files, "12")["12"]
    assert (len(whole.files), whole.missing, whole.error) == (3, (), None)
    assert [request.status for request in whole.requests] == [304, 200, 304]


def test_an_attachment_that_is_held_stays_while_it_cannot_be_fetched(
    parliament: MadeParliament, corpus: Corpus
) -> None:
    parliament.add(12, {7: PDF, 5: WORKBOOK})
    first = fetch(parliament, corpus)["12"]
    del parliament.files[5]
    second = fetch(parliament, corpus, first.files)["12"]
    assert (second.document, second.files, second.missing) == (first.document, first.files, ())
    assert "the question lists it" in str(second.error)


def test_a_question_of_which_the_first_file_fails_fails_and_no_other(
    parliament: MadeParliament, corpus: Corpus
) -> None:
    parliament.add(12, {5: WORKBOOK, 7: PDF})
    parliament.add(13, {8: PDF + b"13"})
    parliament.add(14, {10: WORKBOOK, 9: PDF})
    parliament.add(15, {11: PDF})
    parliament.add(16, {17: WORKBOOK, 18: PDF})
    del parliament.files[5], parliament.files[18]
    parliament.replies["/files/pfile?id=10"] = [(503, b"")] * 2
    parliament.details[15]["bestand-ordered"] = "https://example.org/pfile?id=11"
    fetched = fetch(parliament, corpus)
    gone, fine, busy, foreign, textless = (fetched[location] for location in ("12", "13", "14", "15", "16"))
    assert to_document(fine).path.read_bytes() == PDF + b"13"
    assert list_files(corpus) == [to_document(fine).path]
    assert list_files(corpus, "incoming/*") == []
    assert "the question lists it" in str(gone.error)
    assert not isinstance(gone.error, VanishedDocument)
    assert [(request.status, bool(request.cause)) for request in gone.requests] == [(404, True)]
    assert (textless.document, [request.status for request in textless.requests]) == (None, [200, 404])
    assert isinstance(busy.error, TemporaryFailure)
    assert busy.requests[-1].status == 503
    assert "example.org is none of" in str(foreign.error)


def test_a_vanished_question_is_told_as_one(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF})
    parliament.add(13, {8: PDF})
    del parliament.details[12]
    fetched = fetch(parliament, corpus)
    assert isinstance(fetched["12"].error, VanishedDocument)
    assert fetched["13"].error is None


def test_details_come_in_lists_and_singly_where_a_list_leaves_one_out(
    parliament: MadeParliament, corpus: Corpus
) -> None:
    for number in range(1, 121):
        parliament.add(number, {1000 + number: PDF + b"%d" % number})
    parliament.details[60]["bestand-ordered"] = None
    fetched = fetch(parliament, corpus)
    assert [location for location, each in fetched.items() if each.document is None] == ["60"]
    details = parliament.paths("/e/opendata")
    assert [path.count(",") for path in details if "lijst" in path] == [49, 49, 19]
    assert [path for path in details if "lijst" not in path] == ["/e/opendata/schv/60"]
    assert len(parliament.paths("/files")) == 119


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


def test_xml_is_understood_all_the_same(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF})
    answer = "<vraag><id>12</id><a><bestand-ordered><URL>/pfile?id=7</URL></bestand-ordered></a></vraag>"
    parliament.replies["/e/opendata/schv/12"] = [(200, answer.encode())]
    assert to_document(fetch(parliament, corpus)["12"]).path.read_bytes() == PDF


def test_a_service_that_refuses_stops_all(parliament: MadeParliament, corpus: Corpus) -> None:
    for number in range(1, 41):
        parliament.add(number, {1000 + number: PDF})
        if number > 4:
            parliament.replies[f"/files/pfile?id={1000 + number}"] = [(403, b"")] * 9
    source = FlemishParliament(parliament.to_settings(refusals=2, requests_at_once=1))
    given: list[Fetched] = []
    with pytest.raises(ServiceRefuses, match="refused 2 requests"):
        given.extend(source.fetch(source.discover(SINCE).refs, lambda ref: (), corpus))
    assert len(parliament.paths("/files")) == 6


def test_who_stops_listening_stops_the_fetching(parliament: MadeParliament, corpus: Corpus) -> None:
    for number in range(1, 51):
        parliament.add(number, {1000 + number: PDF})
    source = FlemishParliament(parliament.to_settings(requests_at_once=1))
    fetches = source.fetch(source.discover(SINCE).refs, lambda ref: (), corpus)
    assert next(fetches).error is None
    fetches.close()
    assert len(parliament.paths("/files")) < 50


def test_a_full_disk_is_no_fault_of_a_question(
    parliament: MadeParliament, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    parliament.add(12, {7: PDF})

    def keep(self: Corpus, path: Path, digest: str, name: str) -> Path:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Corpus, "keep", keep)
    with pytest.raises(OSError, match="No space left"):
        fetch(parliament, corpus)


def test_a_ref_without_facts_is_fetched(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF})
    ref = DocumentRef("flemish-parliament", "12", None)
    fetched = next(FlemishParliament(parliament.to_settings()).fetch([ref], lambda ref: (), corpus))
    assert fetched.ref.facts is not None
    assert fetched.ref.facts.title == "Vraag 12"
    assert to_document(fetched).sha256 == sha256(PDF).hexdigest()
