"""The client against a real server on loopback that misbehaves in every way we could think of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fault_server import FaultServer, Reply, close_after, reset_after, respond, respond_late, run_fault_server
from polite_requests import LIMITS, get

from flows.client_limits import to_limits, to_user_agent
from flows.origins import Origins
from flows.polite_client import PoliteClient
from flows.settings import Settings
from flows.sources import ServiceRefuses, SourceError, TemporaryFailure, VanishedDocument

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
        with pytest.raises(SourceError, match="set PARLGRANTS_CONTACT"):
            get(client, closed)
    for _ in range(2):
        with pytest.raises(ServiceRefuses, match=r"refused 3 requests in a row.*set PARLGRANTS_CONTACT"):
            get(client, closed)
    assert len(server.paths()) == 6
