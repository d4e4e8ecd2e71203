"""How long a service asks us to wait, whatever it writes there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fault_server import respond, run_fault_server
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.client_limits import ClientLimits
from flows.origins import Origins
from flows.polite_client import PoliteClient
from flows.retrying import parse_wait
from flows.sources import TemporaryFailure

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
YEAR = 365 * 24 * 3600
PARTS = (
    *("Mon, ", "Fri, ", "23 Nov ", "31 Dec ", "2026 ", "9999 ", "99999999999999 ", "10:00:30 ", "23:59:59 "),
    *("GMT", "EST", "-2359", "+99999999999", "99999999999", "-", ",", ":", " ", "1"),
)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("99999999999999", YEAR),
        ("9" * 400, YEAR),
        ("Fri, 31 Dec 9999 23:59:59 GMT", YEAR),
        ("Fri, 31 Dec 9999 23:59:59 -2359", YEAR),
        ("Mon, 23 Nov 99999999999999 10:00:30 GMT", 0),
        ("Mon, 23 Nov 2026 99999999999999:00:30 GMT", 0),
    ],
)
def test_no_wait_is_longer_than_a_year(header: str, seconds: float) -> None:
    assert parse_wait(header, NOW) == seconds


@settings(max_examples=100)
@given(st.lists(st.sampled_from(PARTS), max_size=9).map("".join))
def test_what_looks_like_a_date_breaks_nothing(header: str) -> None:
    assert 0 <= parse_wait(header, NOW) <= YEAR


@pytest.mark.parametrize("header", ["99999999999999", "Mon, 23 Nov 99999999999999 10:00:30 GMT", "9" * 400])
def test_a_request_survives_a_wait_that_makes_no_sense(header: str) -> None:
    limits = ClientLimits(requests_per_second=10_000, longest_wait=0.01, tries=2)
    with run_fault_server() as server, PoliteClient(limits, Origins([server.url])) as client:
        url = server.put("/a", respond(503, Retry_After=header))
        with pytest.raises(TemporaryFailure, match=r"/a: status 503 .*tried"):
            client.get(url, "application/json")
