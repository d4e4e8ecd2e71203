"""Only services we know are asked, over TLS where they have it, and only what their robots.txt allows."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fault_server import FaultServer, Reply, respond, run_fault_server
from polite_requests import LIMITS, PAGE, PDF, download, get

from flows.origins import Origins, to_origins
from flows.polite_client import PoliteClient
from flows.settings import Settings
from flows.sources import SourceError, TemporaryFailure


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
        Origins(["ws.vlpar.be/api"])


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
