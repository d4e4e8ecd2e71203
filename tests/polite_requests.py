"""A client and a server on loopback that the tests of polite requests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_server import FaultServer, run_fault_server

from flows.client_limits import ClientLimits
from flows.downloads import Download
from flows.origins import Origins
from flows.polite_client import PoliteClient
from flows.sources import KnownFile

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


def check_rate(moments: list[float], most: int, seconds: float) -> None:
    """No window of so many seconds holds more than `most` requests; 50 ms for the way to the server."""
    assert all(later - earlier >= seconds - 0.05 for earlier, later in zip(moments, moments[most:], strict=False))
