"""The client against a real server on loopback that misbehaves in every way we could think of."""

from __future__ import annotations

import gzip
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from time import monotonic

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fault_server import (
    FaultServer,
    Reply,
    close_after,
    reset_after,
    respond,
    respond_late,
    respond_slowly,
    run_fault_server,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.client_limits import ClientLimits, to_limits, to_user_agent
from flows.downloads import Download, find_file_name, is_web_page
from flows.origins import Origins, to_origins
from flows.polite_client import PoliteClient
from flows.retrying import parse_wait
from flows.settings import Settings
from flows.sources import KnownFile, ServiceRefuses, SourceError, TemporaryFailure, VanishedDocument

LIMITS = ClientLimits(requests_per_second=10_000, longest_wait=0.01, tries=3, request_seconds=5)
PDF = b"%PDF-1.7\n" + b"one page " * 300 + b"\n%%EOF\n"
PAGE = b"<!DOCTYPE html><html><body>Even geduld</body></html>"
MEGABYTE = 1_000_000


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with run_fault_server() as running:
        yield running


@pytest.fixture
def client(server: FaultServer) -> Iterator[PoliteClient]:
    with PoliteClient(LIMITS, Origins([server.url])) as polite:
        yield polite


def get(client: PoliteClient, url: str) -> bytes:
    return client.get(url, "application/json").content


def download(client: PoliteClient, url: str, folder: Path, known: KnownFile | None = None) -> Download:
    return client.download(url, folder, known, MEGABYTE)


# Who asks


def test_requests_say_who_asks_and_what_for(server: FaultServer, client: PoliteClient) -> None:
    answer = client.get(server.put("/a?b=c%20d", respond(body=b"{}", X_Total="7")), "application/json")
    assert (answer.content, answer.status, answer.headers["x-total"]) == (b"{}", 200, "7")
    assert [asked.path for asked in server.asked] == ["/robots.txt", "/a?b=c%20d"]
    assert server.asked[1].headers["accept"] == "application/json"
    assert all(asked.headers["user-agent"] == "parlgrants/0.1.0" for asked in server.asked)


def test_the_contact_stands_in_the_user_agent() -> None:
    limits = to_limits(Settings(contact="mailto:grants@example.org", tries=2))
    assert (limits.user_agent, limits.tries) == ("parlgrants/0.1.0 (+mailto:grants@example.org)", 2)


@pytest.mark.parametrize("contact", ["a\nb: c", "Subsidiën <a@b>", "a) (b"])
def test_a_contact_that_no_header_can_carry_is_refused(contact: str) -> None:
    with pytest.raises(SourceError, match="PARLGRANTS_CONTACT"):
        to_user_agent(contact)


# Trying again


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_status_that_passes_is_tried_again(server: FaultServer, client: PoliteClient, status: int) -> None:
    url = server.put("/a", respond(status), respond(status), respond(body=b"here"))
    assert get(client, url) == b"here"
    assert client.requests.by_status() == {404: 1, status: 2, 200: 1}


@pytest.mark.parametrize(
    "broken",
    [
        reset_after(b""),
        reset_after(b"HTTP/1.1 200 OK\r\nContent-Le"),
        reset_after(respond(body=b"half", length=8)),
        close_after(respond(body=b"half", length=8)),
        close_after(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"),
        close_after(b"no HTTP at all\r\n\r\n"),
        respond(body=b"not gzip", Content_Encoding="gzip"),
        respond(304),
    ],
)
def test_what_breaks_off_is_tried_again(server: FaultServer, client: PoliteClient, broken: Reply) -> None:
    assert get(client, server.put("/a", broken, respond(body=b"whole"))) == b"whole"
    assert server.paths() == ["/a", "/a"]


def test_after_all_tries_the_failure_tells_address_status_and_what_to_do(
    server: FaultServer, client: PoliteClient
) -> None:
    url = server.put("/a", respond(503))
    with pytest.raises(TemporaryFailure, match=f"{url}: status 503 .*tried 3 times: run it again later") as caught:
        get(client, url)
    assert (caught.value.status, caught.value.not_before, len(server.paths())) == (503, None, 3)


def test_nobody_there_is_a_temporary_failure() -> None:
    with run_fault_server() as gone:
        url = gone.url
    with PoliteClient(LIMITS, Origins([url])) as client, pytest.raises(TemporaryFailure, match="connection failed"):
        get(client, url + "/a")
    assert client.requests.by_status() == {None: 3}


def test_an_answer_that_does_not_come_in_time_is_tried_again(server: FaultServer) -> None:
    url = server.put("/a", respond_late(0.3, respond(body=b"late")), respond(body=b"in time"))
    with PoliteClient(replace(LIMITS, request_seconds=0.1), Origins([server.url])) as client:
        assert get(client, url) == b"in time"
    assert client.requests.by_status() == {404: 1, None: 1, 200: 1}


@pytest.mark.slow
@pytest.mark.parametrize("as_date", [False, True])
def test_retry_after_holds_for_all_requests_to_the_service(server: FaultServer, as_date: bool) -> None:
    asked_wait = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True) if as_date else "1"
    server.put("/busy", respond(429, Retry_After=asked_wait), respond(body=b"1"))
    server.put("/other", respond(body=b"2"))
    with PoliteClient(replace(LIMITS, longest_wait=2.5), Origins([server.url])) as client, ThreadPoolExecutor() as pool:
        busy = pool.submit(get, client, server.url + "/busy")
        while "/busy" not in server.paths():
            pass
        refused_at = monotonic()
        assert (get(client, server.url + "/other"), busy.result()) == (b"2", b"1")
    assert min(asked.moment for asked in server.asked[2:]) >= refused_at + 0.95


def test_a_pause_longer_than_we_wait_ends_the_request_at_once(server: FaultServer, client: PoliteClient) -> None:
    url = server.put("/a", respond(503, Retry_After="3600"))
    soon, late = datetime.now(UTC) + timedelta(minutes=59), datetime.now(UTC) + timedelta(minutes=61)
    with pytest.raises(
        TemporaryFailure, match=r"tried once: run it again after 20.* UTC, as the service asks"
    ) as caught:
        get(client, url)
    assert caught.value.not_before is not None
    assert soon < caught.value.not_before < late
    with pytest.raises(TemporaryFailure, match="asked for a pause until 20"):
        get(client, server.put("/b", respond(body=b"not asked")))
    assert server.paths() == ["/a"]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("Mon, 23 Nov 2026 10:00:30 GMT", 30),
        ("Mon, 23 Nov 2026 09:00:00 GMT", 0),
        ("Monday, 23-Nov-26 10:00:30 GMT", 30),
        ("soon", 0),
        ("-5", 0),
        ("", 0),
    ],
)
def test_both_forms_of_retry_after_are_understood(header: str, seconds: float) -> None:
    assert parse_wait(header, datetime(2026, 11, 23, 10, tzinfo=UTC)) == seconds


@settings(max_examples=30)
@given(st.text())
def test_no_retry_after_breaks_us(header: str) -> None:
    assert parse_wait(header, datetime(2026, 11, 23, tzinfo=UTC)) >= 0


# Gone and refused


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_not_asked_for_again(server: FaultServer, client: PoliteClient, status: int) -> None:
    with pytest.raises(VanishedDocument, match=str(status)) as caught:
        get(client, server.put("/a", respond(status)))
    assert (caught.value.status, server.paths()) == (status, ["/a"])


@pytest.mark.parametrize("status", [400, 405, 418])
def test_another_status_is_an_error_of_that_address(server: FaultServer, client: PoliteClient, status: int) -> None:
    with pytest.raises(SourceError, match=f"/a: unexpected status {status}") as caught:
        get(client, server.put("/a", respond(status)))
    assert (type(caught.value), server.paths()) == (SourceError, ["/a"])


def test_refused_again_and_again_the_service_is_asked_no_more(server: FaultServer, client: PoliteClient) -> None:
    closed, public = server.put("/closed", respond(403)), server.put("/public", respond())
    for url in (closed, closed):
        with pytest.raises(SourceError, match="refused") as caught:
            get(client, url)
        assert type(caught.value) is SourceError
    get(client, public)  # and the row begins anew
    for _ in range(2):
        with pytest.raises(SourceError, match="may not be public"):
            get(client, closed)
    for _ in range(2):
        with pytest.raises(ServiceRefuses, match=r"refused 3 requests in a row.*set PARLGRANTS_CONTACT"):
            get(client, closed)
    assert len(server.paths()) == 6


# Over TLS


def make_certificate(folder: Path) -> Path:
    """A certificate of 127.0.0.1 signed by itself, with its key in the same file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    subject = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = builder.add_extension(subject, critical=True).sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path = folder / "certificate.pem"
    path.write_bytes(key.private_bytes(*pem) + signed.public_bytes(pem[0]))
    return path


def test_a_service_is_asked_only_where_its_certificate_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with run_fault_server(context) as server:
        url = server.put("/a", respond(body=b"here"))
        untrusted = pytest.raises(SourceError, match=r"certificate is not trusted .*SSL_CERT_FILE")
        with PoliteClient(LIMITS, Origins([server.url])) as client, untrusted as caught:
            get(client, url)
        assert (type(caught.value), server.asked) == (SourceError, [])
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with PoliteClient(LIMITS, Origins([server.url])) as client:
            assert get(client, url) == b"here"


# Only where allowed


def test_other_hosts_ports_and_schemes_are_never_asked(server: FaultServer, client: PoliteClient) -> None:
    port = server.port
    addresses = (
        f"http://127.0.0.2:{port}/",
        f"http://localhost:{port}/",
        f"https://127.0.0.1:{port}/",
        "http://127.0.0.1/",
        f"http://127.0.0.1:{port}@example.org/",
        f"http://user@127.0.0.1:{port}/",
    )
    for address in addresses:
        with pytest.raises(SourceError, match="not asked"):
            get(client, address)
    for address in ("ftp://127.0.0.1/", "file:///etc/passwd", "a.pdf", "", "http://", "http://[::1/"):
        with pytest.raises(SourceError, match="no web address"):
            get(client, address)
    assert server.asked == []


def test_addresses_without_encryption_are_asked_with_it() -> None:
    origins = to_origins(Settings())
    asked = origins.parse_allowed("http://ws.vlpar.be/e/opendata/schv/900718")
    assert str(asked) == "https://ws.vlpar.be/e/opendata/schv/900718"
    assert str(origins.parse_allowed("http://docs.vlaamsparlement.be:80/pfile?id=1#p")).startswith("https://docs.")
    with pytest.raises(SourceError, match="_DOCUMENTS_URL"):
        origins.parse_allowed("http://ws.vlpar.be:8080/")


def test_a_service_that_is_no_web_address_is_refused() -> None:
    with pytest.raises(SourceError, match="no web address"):
        to_origins(Settings(search_url="ws.vlpar.be/api"))


def test_redirects_are_followed(server: FaultServer, client: PoliteClient, tmp_path: Path) -> None:
    server.put("/a", respond(302, Location="/b"))
    server.put("/b", respond(307, Location=f"{server.url}/c"))
    server.put("/c", respond(body=PDF))
    got = download(client, server.url + "/a", tmp_path)
    assert (got.url, got.size, server.paths()) == (f"{server.url}/c", len(PDF), ["/a", "/b", "/c"])


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("/a", "in a circle"),
        ("http://127.0.0.2:9/a", "was not asked"),
        ("//example.org/a", "was not asked"),
        ("file:///etc/passwd", "no web address"),
    ],
)
def test_redirects_elsewhere_or_in_circles_are_refused(
    server: FaultServer, client: PoliteClient, location: str, message: str
) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        get(client, server.put("/a", respond(302, Location=location)))
    assert (type(caught.value), server.paths()) == (SourceError, ["/a"])


def test_a_redirect_that_cannot_be_understood_is_a_broken_answer(server: FaultServer, client: PoliteClient) -> None:
    with pytest.raises(TemporaryFailure, match="Invalid URL in location header"):
        get(client, server.put("/a", respond(302, Location="http://[::1/")))


def test_redirects_without_end_are_refused(server: FaultServer, client: PoliteClient) -> None:
    for number in range(9):
        server.put(f"/{number}", respond(301, Location=f"/{number + 1}"))
    with pytest.raises(SourceError, match="more than 5 times"):
        get(client, server.url + "/0")
    assert len(server.paths()) == 6


def test_a_redirect_to_no_encryption_is_refused() -> None:
    origins = Origins(["https://a.org", "http://b.org"])
    with pytest.raises(SourceError, match="without encryption"):
        origins.parse_redirect(origins.parse_allowed("https://a.org/1"), "http://b.org/1")


def test_robots_txt_is_asked_for_once_and_obeyed(server: FaultServer, client: PoliteClient) -> None:
    rules = b"User-agent: *\nDisallow: /closed\nUser-agent: parlgrants\nDisallow: /pfile\nAllow: /pfile?id=1\n"
    server.put("/robots.txt", respond(body=rules))
    get(client, server.put("/closed", respond()))
    get(client, server.put("/pfile?id=1", respond()))
    server.put("/open", respond(302, Location="/pfile?id=2"))
    for path in ("/pfile?id=2", "/open"):
        with pytest.raises(SourceError, match=r"pfile\?id=2: not asked, since .*/robots.txt disallows it"):
            get(client, server.url + path)
    assert client.requests.by_kind() == {"robots.txt": 1, "answer": 3}


@pytest.mark.parametrize(
    "reply",
    [
        respond(404),
        respond(403),
        respond(302, Location="http://127.0.0.2:9/"),
        respond(302, Location="/robots.txt"),
        respond(body=PAGE),
        respond(body=b"\xff\x00:\n\n:Disallow"),
    ],
)
def test_without_a_robots_txt_all_is_allowed(server: FaultServer, client: PoliteClient, reply: Reply) -> None:
    server.put("/robots.txt", reply)
    assert get(client, server.put("/a", respond(body=b"here"))) == b"here"


def test_a_robots_txt_that_cannot_be_had_stops_us_for_now(server: FaultServer, client: PoliteClient) -> None:
    server.put("/robots.txt", respond(503))
    with pytest.raises(TemporaryFailure, match=r"robots.txt: status 503"):
        get(client, server.put("/a", respond(body=b"here")))
    assert server.paths() == []
    server.put("/robots.txt", respond(404))
    assert get(client, server.url + "/a") == b"here"


# No faster than agreed


def check_rate(moments: list[float], most: int, seconds: float) -> None:
    """No window of so many seconds holds more than `most` requests; 50 ms for the way to the server."""
    assert all(later - earlier >= seconds - 0.05 for earlier, later in zip(moments, moments[most:], strict=False))


def test_the_rate_holds_in_every_second_also_with_threads(server: FaultServer) -> None:
    server.put("/robots.txt", respond(503), respond(404))
    urls = [server.put(f"/{n}", respond(302, Location="/end") if n % 2 else respond()) for n in range(8)]
    server.put("/end", respond(500), respond())
    limits = replace(LIMITS, requests_per_second=40, requests_at_once=3)
    with PoliteClient(limits, Origins([server.url])) as client, ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda url: get(client, url), urls))
    moments = [asked.moment for asked in server.asked]
    assert len(moments) == client.requests.total == 2 + 8 + 4 + 2  # robots.txt twice, redirects, one of them again
    check_rate(moments, 10, 10 / 40)
    assert server.most_open <= 3


def test_who_waits_for_a_turn_does_not_wait_for_a_long_pause(server: FaultServer) -> None:
    server.put("/a", respond(503, Retry_After="3600"))
    limits = replace(LIMITS, requests_per_second=20, requests_at_once=4)
    with PoliteClient(limits, Origins([server.url])) as client, ThreadPoolExecutor(4) as pool:
        failed = [pool.submit(get, client, server.url + "/a").exception(timeout=5) for _ in range(4)]
    assert [type(error) for error in failed] == [TemporaryFailure] * 4
    assert len(server.paths()) < 4


@pytest.mark.slow
def test_the_rate_holds_over_whole_seconds(server: FaultServer) -> None:
    url = server.put("/a", respond_late(0.05, respond()))
    limits = replace(LIMITS, requests_per_second=10, requests_at_once=4)
    with PoliteClient(limits, Origins([server.url])) as client, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: get(client, url), range(35)))
    check_rate([asked.moment for asked in server.asked], 10, 1)


def test_no_more_requests_at_once_than_agreed(server: FaultServer, tmp_path: Path) -> None:
    server.put("/a", respond_late(0.03, respond(body=PDF)))
    limits = replace(LIMITS, requests_at_once=2)
    with PoliteClient(limits, Origins([server.url])) as client, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: download(client, server.url + "/a", tmp_path), range(8)))
    assert server.most_open == 2


@pytest.mark.parametrize("rule", [b"Crawl-delay: 0.1", b"Request-rate: 10/1s"])
def test_a_slower_rate_in_robots_txt_is_ours(server: FaultServer, rule: bytes) -> None:
    server.put("/robots.txt", respond(body=b"User-agent: *\n" + rule))
    url = server.put("/a", respond())
    with PoliteClient(replace(LIMITS, longest_wait=1), Origins([server.url])) as client:
        for _ in range(3):
            get(client, url)
    check_rate([asked.moment for asked in server.asked], 1, 0.1)


def test_a_rate_that_takes_for_ever_is_an_error(server: FaultServer, client: PoliteClient) -> None:
    server.put("/robots.txt", respond(body=b"User-agent: *\nCrawl-delay: 86400"))
    with pytest.raises(SourceError, match=r"wants 86400 seconds between requests.*PARLGRANTS_LONGEST_WAIT"):
        get(client, server.put("/a", respond()))
    assert server.paths() == []


# Files


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
