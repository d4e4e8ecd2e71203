"""The Flemish Parliament as a source: discovered, fetched whole or not at all, over HTTP on loopback."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest
from made_parliament import PDF, MadeParliament, make_hit
from parliament_fetches import OLD_TEXT, SINCE, TEXT, WORKBOOK, fetch, list_files, to_document

from flows.corpus import Corpus
from flows.sources import DocumentRef, TemporaryFailure, VanishedDocument
from flows.sources.flemish_parliament.source import FlemishParliament
from flows.sources.registry import open_source


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


def test_xml_is_understood_all_the_same(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF})
    answer = "<vraag><id>12</id><a><bestand-ordered><URL>/pfile?id=7</URL></bestand-ordered></a></vraag>"
    parliament.replies["/e/opendata/schv/12"] = [(200, answer.encode())]
    assert to_document(fetch(parliament, corpus)["12"]).path.read_bytes() == PDF


def test_a_ref_without_facts_is_fetched(parliament: MadeParliament, corpus: Corpus) -> None:
    parliament.add(12, {7: PDF})
    ref = DocumentRef("flemish-parliament", "12", None)
    fetched = next(FlemishParliament(parliament.to_settings()).fetch([ref], lambda ref: (), corpus))
    assert fetched.ref.facts is not None
    assert fetched.ref.facts.title == "Vraag 12"
    assert to_document(fetched).sha256 == sha256(PDF).hexdigest()
