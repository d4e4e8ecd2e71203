"""No faster than agreed, no more at once, and no sooner than a service asks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from time import monotonic

import pytest
from fault_server import FaultServer, respond, respond_late
from hypothesis import given, settings
from hypothesis import strategies as st
from polite_requests import LIMITS, PDF, check_rate, download, get

from flows.origins import Origins
from flows.polite_client import PoliteClient
from flows.retrying import parse_wait
from flows.sources import SourceError, TemporaryFailure


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


@pytest.mark.slow
@pytest.mark.parametrize("as_date", [False, True])
def test_retry_after_holds_for_all_requests_to_the_service(server: FaultServer, as_date: bool) -> None:
    asked_wait = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True) if as_date else "1"
    server.put("/busy", respond(429, Retry_After=asked_wait), respond(body=b"1"))
    server.put("/other", respond(body=b"2"))
    with PoliteClient(replace(LIMITS, longest_wait=2.5), Origins([server.url])) as client, ThreadPoolExecutor() as pool:
        busy = pool.submit(get, client, server.url + "/busy")
        while 429 not in client.requests.by_status():
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
