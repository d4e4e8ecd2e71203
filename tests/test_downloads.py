"""Files come whole or not at all, hashed and named, and only where they changed."""

from __future__ import annotations

import gzip
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from fault_server import FaultServer, Reply, close_after, reset_after, respond, respond_slowly
from hypothesis import given, settings
from hypothesis import strategies as st
from polite_requests import LIMITS, MEGABYTE, PAGE, PDF, download, get

from flows.downloads import find_file_name, is_web_page
from flows.origins import Origins
from flows.polite_client import PoliteClient
from flows.sources import KnownFile, SourceError, TemporaryFailure


def test_a_file_is_streamed_hashed_and_described(server: FaultServer, client: PoliteClient, tmp_path: Path) -> None:
    headers = {"ETag": '"7"', "Last_Modified": "Mon, 02 Nov 2026 10:00:00 GMT", "Content_Type": "application/pdf"}
    url = server.put("/a", respond(body=PDF, Content_Disposition='attachment; filename="sv 1.pdf"', **headers))
    got = download(client, url, tmp_path)
    assert got.path is not None
    assert (got.path.parent, got.path.read_bytes(), got.sha256) == (tmp_path, PDF, sha256(PDF).hexdigest())
    assert (got.size, got.content_type, got.etag, got.file_name) == (len(PDF), "application/pdf", '"7"', "sv 1.pdf")
    assert got.last_modified == "Mon, 02 Nov 2026 10:00:00 GMT"
    assert server.asked[-1].headers["accept-encoding"] == "identity"


def test_a_known_file_is_asked_for_only_if_it_changed(
    server: FaultServer, client: PoliteClient, tmp_path: Path
) -> None:
    url = server.put("/a", respond(304, ETag='"7"'), respond(body=PDF, ETag='"8"'))
    known = KnownFile(url, "a.pdf", "ab" * 32, 12, '"7"', "Mon, 02 Nov 2026 10:00:00 GMT")
    same, changed = (download(client, url, tmp_path, known) for _ in range(2))
    assert (same.path, same.sha256, same.size, same.etag) == (None, "ab" * 32, 12, '"7"')
    assert (changed.path is None, changed.etag, len(list(tmp_path.iterdir()))) == (False, '"8"', 1)
    asked = server.asked[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"7"', "Mon, 02 Nov 2026 10:00:00 GMT")


def test_conditions_are_never_of_another_file(server: FaultServer, client: PoliteClient, tmp_path: Path) -> None:
    known = KnownFile(server.url + "/other", "a.pdf", "ab" * 32, 12, '"7"')
    url = server.put("/a", respond(304), respond(body=PDF))
    assert download(client, url, tmp_path, known).size == len(PDF)
    assert "if-none-match" not in server.asked[-1].headers


@pytest.mark.parametrize("last", ["text/html", "application/pdf"])
@pytest.mark.parametrize("body", [b"", b" \r\n", PAGE, b"\xef\xbb\xbf\n<HTML><head>", b'<?xml version="1.0"?>\n<html>'])
def test_a_page_in_place_of_a_document_is_never_kept(
    server: FaultServer, client: PoliteClient, tmp_path: Path, body: bytes, last: str
) -> None:
    url = server.put("/a", respond(body=body, Content_Type=last))
    with pytest.raises(TemporaryFailure, match="page in place of a document; tried 3 times"):
        download(client, url, tmp_path)
    assert (list(tmp_path.iterdir()), len(server.paths())) == ([], 3)


def test_html_within_a_document_is_no_page() -> None:
    assert not is_web_page(rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <html>}")
    assert not is_web_page(b"%PDF-1.4\n<html>")
    assert not is_web_page(b'<?xml version="1.0"?><Workbook>')


@pytest.mark.parametrize(
    "broken",
    [
        close_after(respond(body=PDF[:900], length=len(PDF))),
        reset_after(respond(body=PDF[:900], length=len(PDF))),
        respond(body=PDF[:900]),
        respond(body=PDF, length=900),
        respond(503),
        respond(body=PAGE),
    ],
)
def test_a_broken_file_is_fetched_again_and_leaves_nothing(
    server: FaultServer, client: PoliteClient, tmp_path: Path, broken: Reply
) -> None:
    got = download(client, server.put("/a", broken, respond(body=PDF)), tmp_path)
    assert got.path is not None
    assert (list(tmp_path.iterdir()), got.path.read_bytes()) == ([got.path], PDF)


def test_a_pdf_cut_off_twice_alike_is_so_at_its_source(
    server: FaultServer, client: PoliteClient, tmp_path: Path
) -> None:
    url = server.put("/a", respond(body=PDF[:900]))
    assert (download(client, url, tmp_path).size, len(server.paths())) == (900, 2)
    other = server.put("/b", *(respond(body=PDF[:size]) for size in (900, 901, 902)))
    with pytest.raises(TemporaryFailure, match="the file breaks off before its end"):
        download(client, other, tmp_path)
    known = KnownFile(other, "a.pdf", sha256(PDF[:902]).hexdigest(), 902)
    assert download(client, other, tmp_path, known).size == 902


def test_a_workbook_cut_off_with_a_length_that_agrees_is_fetched_again(
    server: FaultServer, client: PoliteClient, tmp_path: Path
) -> None:
    workbook = b"PK\x03\x04" + bytes(5000) + b"PK\x05\x06" + bytes(18) + b"a comment" * 5000
    url = server.put("/a", respond(body=workbook[:4000]), respond(body=workbook))
    assert (download(client, url, tmp_path).size, len(server.paths())) == (len(workbook), 2)


def test_what_follows_a_file_does_not_hurt_the_next(server: FaultServer, client: PoliteClient, tmp_path: Path) -> None:
    url = server.put("/a", respond(body=b"PK\x03\x04" + bytes(2000), length=1000))
    for _ in range(3):
        assert download(client, url, tmp_path).size == 1000
        assert get(client, server.put("/b", respond(body=b"next"))) == b"next"


@pytest.mark.parametrize(
    "reply",
    [respond(length=MEGABYTE + 1), close_after(b"HTTP/1.1 200 OK\r\n\r\n%PDF-" + bytes(MEGABYTE))],
)
def test_a_file_that_is_too_large_is_not_received(
    server: FaultServer, client: PoliteClient, tmp_path: Path, reply: Reply
) -> None:
    with pytest.raises(SourceError, match=r"larger than 1 MB.*PARLGRANTS_LARGEST_FILE_MEGABYTES"):
        download(client, server.put("/a", reply), tmp_path)
    assert (list(tmp_path.iterdir()), server.paths()) == ([], ["/a"])


def test_an_answer_that_is_too_large_is_not_received(server: FaultServer) -> None:
    packed = gzip.compress(bytes(MEGABYTE))
    url = server.put("/a", respond(body=packed, Content_Encoding="gzip"))
    limits, message = replace(LIMITS, largest_answer=900_000), "larger than 0.9 MB; .* ask for less"
    with PoliteClient(limits, Origins([server.url])) as client, pytest.raises(SourceError, match=message):
        get(client, url)


def test_packed_answers_are_unpacked(server: FaultServer, client: PoliteClient, tmp_path: Path) -> None:
    url = server.put("/a", respond(body=gzip.compress(PDF), Content_Encoding="gzip"))
    assert get(client, url) == PDF
    assert download(client, url, tmp_path).sha256 == sha256(PDF).hexdigest()


def test_a_body_that_trickles_ends_in_time(server: FaultServer, tmp_path: Path) -> None:
    url = server.put("/a", respond_slowly(respond(body=b"%PDF-", length=100), bytes(95), 0.03))
    limits, message = replace(LIMITS, download_seconds=0.1), "not whole after 0.1 seconds.*PARLGRANTS_DOWNLOAD_SECONDS"
    with PoliteClient(limits, Origins([server.url])) as client, pytest.raises(TemporaryFailure, match=message):
        download(client, url, tmp_path)
    assert (list(tmp_path.iterdir()), server.paths()) == ([], ["/a"])


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="lijst 2020.xlsx"', "lijst 2020.xlsx"),
        ("inline; filename=a.pdf", "a.pdf"),
        ("attachment; filename*=UTF-8''subsidi%C3%ABn.xlsx", "subsidiën.xlsx"),
        ('attachment; filename="subsidiën.xlsx"', "subsidiën.xlsx"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        (r'attachment; filename="C:\\temp\\a.doc"', "a.doc"),
        ("attachment", None),
        ('attachment; filename=""', None),
        ('attachment; filename=".."', None),
        (None, None),
    ],
)
def test_the_name_a_service_gives_a_file(header: str | None, name: str | None) -> None:
    assert find_file_name(header) == name


@settings(max_examples=30)
@given(st.text())
def test_no_disposition_breaks_us_or_names_a_folder(header: str) -> None:
    name = find_file_name(header)
    assert name is None or not {"/", "\\", "\0"} & set(name)
