"""Sending one request: at its turn, with few others under way, counted, and the answer's manners learnt from."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from threading import BoundedSemaphore, Lock

import httpx

from flows.client_limits import ClientLimits
from flows.origins import Origin, Origins, to_origin
from flows.pacing import Pace
from flows.request_counts import RequestCounts, RequestKind
from flows.retrying import to_moment
from flows.service_answers import Refusals, find_wait
from flows.sources import TemporaryFailure

_SENDING = "http11.send_request_headers.started"  # told by httpcore once the connection stands
_LOCAL = ("all://127.0.0.1", "all://localhost", "all://[::1]")


@cache
def _load_trusted(file: str | None, folder: str | None) -> ssl.SSLContext:
    """The certificates trusted, read once for all clients; the two settings are those that httpx looks at."""
    return httpx.create_ssl_context()


class Sender:
    """Sends the requests of one client; thread safe."""

    def __init__(self, limits: ClientLimits, origins: Origins) -> None:
        self.requests = RequestCounts()
        rate = limits.requests_per_second
        self._paces = {origin: Pace(rate, partial(self._check_pause, origin)) for origin in origins}
        self._places = BoundedSemaphore(limits.requests_at_once)
        self._refusals = Refusals(limits.refusals)
        self._doubts = Lock()
        self._longest_wait = limits.longest_wait
        self._client = httpx.Client(
            headers={"User-Agent": limits.user_agent},
            timeout=limits.request_seconds,
            limits=httpx.Limits(max_keepalive_connections=limits.requests_at_once),
            verify=_load_trusted(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")),
            mounts=dict.fromkeys(_LOCAL),  # never through a proxy
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def slow_down(self, url: httpx.URL, seconds: float) -> None:
        """From now on at least so many seconds between two requests to the address's service."""
        self._paces[to_origin(url)].slow_down(seconds)

    @contextmanager
    def send(self, url: httpx.URL, kind: RequestKind, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """The answer with its body still to come; redirects are answers. Raises TemporaryFailure and ServiceRefuses."""
        origin, status = to_origin(url), None
        pace = self._paces[origin]

        def wait_for_turn(event: str, _: Mapping[str, object]) -> None:
            if event == _SENDING:
                pace.take_turn()
                self._refusals.check(origin)  # others may have been refused meanwhile

        with self._places:
            self._refusals.check(origin)
            pace.stand_by()
            try:
                with self._client.stream("GET", url, headers=headers, extensions={"trace": wait_for_turn}) as response:
                    status = response.status_code
                    pace.pause(find_wait(response))
                    if kind != "robots.txt":
                        self._refusals.note(url, kind, status)
                    yield response
            finally:
                self.requests.add(kind, status)

    def settle_doubt(self, url: httpx.URL) -> None:
        """After refusals in a row ask for a file that came before: either the service refuses us, or those files."""
        with self._doubts:
            proof = self._refusals.find_proof(to_origin(url))
            if proof is not None:
                with self.send(proof, "file", {"Range": "bytes=0-0"}):
                    pass

    def _check_pause(self, origin: Origin, seconds: float) -> None:
        """Raises TemporaryFailure for a pause that is too long to wait for, also where another request brought it."""
        if seconds > self._longest_wait:
            moment = to_moment(seconds)
            message = f"{origin} asked for a pause until {moment:%Y-%m-%d %H:%M} UTC; run it again then"
            raise TemporaryFailure(message, None, moment)
