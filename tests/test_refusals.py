"""What is refused: files that are not public, or all of us; against a real server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from fault_server import FaultServer, respond

from flows.client_limits import ClientLimits
from flows.origins import Origins
from flows.polite_client import PoliteClient
from flows.sources import ServiceRefuses, SourceError

LIMITS = ClientLimits(requests_per_second=10_000, longest_wait=0.01, tries=2, request_seconds=5)
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def client(server: FaultServer) -> Iterator[PoliteClient]:
    with PoliteClient(LIMITS, Origins([server.url])) as polite:
        yield polite


def ask(client: PoliteClient, url: str, folder: Path) -> type[SourceError] | None:
    """What asking for a file ends with, None where it comes."""
    try:
        client.download(url, folder, None, 1_000_000)
    except SourceError as error:
        return type(error)
    return None


def test_files_that_are_not_public_are_no_refusal_of_us(
    server: FaultServer, client: PoliteClient, tmp_path: Path
) -> None:
    public = server.put("/public", respond(body=PDF))
    closed = [server.put(f"/closed{number}", respond(403 if number % 2 else 401)) for number in range(8)]
    assert ask(client, public, tmp_path) is None
    assert [ask(client, url, tmp_path) for url in closed] == [SourceError] * 8
    assert ask(client, public, tmp_path) is None
    # After three in a row the public one is asked for again, its first byte.
    assert server.paths() == ["/public", *(f"/closed{n}" for n in range(3)), "/public", *(
        f"/closed{n}" for n in range(3, 6)
    ), "/public", "/closed6", "/closed7", "/public"]  # fmt: skip
    assert [asked.headers.get("range") for asked in server.asked if asked.path == "/public"] == [
        None,
        "bytes=0-0",
        "bytes=0-0",
        None,
    ]


def test_a_service_that_refuses_what_it_gave_before_is_asked_no_more(
    server: FaultServer, client: PoliteClient, tmp_path: Path
) -> None:
    public = server.put("/public", respond(body=PDF), respond(403))
    closed = server.put("/closed", respond(403))
    assert ask(client, public, tmp_path) is None
    asked = [ask(client, closed, tmp_path) for _ in range(6)]
    assert asked == [SourceError] * 3 + [ServiceRefuses] * 3
    assert server.paths() == ["/public", *["/closed"] * 3, "/public"]


def test_one_proof_is_enough_for_all_threads(server: FaultServer, tmp_path: Path) -> None:
    public = server.put("/public", respond(body=PDF), respond(403))
    closed = server.put("/closed", respond(403))
    limits = replace(LIMITS, requests_at_once=4, requests_per_second=100)
    with PoliteClient(limits, Origins([server.url])) as client, ThreadPoolExecutor(8) as pool:
        assert ask(client, public, tmp_path) is None
        ended = list(pool.map(lambda _: ask(client, closed, tmp_path), range(20)))
    assert ended.count(ServiceRefuses) >= 20 - 3 - 8  # each of the eight threads may have one under way
    assert server.paths().count("/public") == 2
    assert server.paths().count("/closed") <= 3 + 8


def test_a_refused_answer_names_the_contact_and_a_refused_file_its_address(
    server: FaultServer, client: PoliteClient, tmp_path: Path
) -> None:
    closed = server.put("/closed", respond(403))
    with pytest.raises(SourceError, match=r"refused \(403\); set PARLGRANTS_CONTACT.*wait some hours.*network"):
        client.get(closed, "application/json")
    with pytest.raises(SourceError, match=r"refused \(403\); it may not be public: open it in a browser"):
        client.download(closed, tmp_path, None, 1_000_000)
