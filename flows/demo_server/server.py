"""The stand-in parliament on a port of this machine's loopback."""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR, socket
from types import TracebackType
from typing import NamedTuple

from flows.demo_server.catalogue import Catalogue, read_catalogue
from flows.demo_server.changes import Parliament
from flows.demo_server.faults import Faults
from flows.demo_server.replies import Reply, find_refusal, to_json_reply, to_page_reply
from flows.demo_server.services import NOT_FOUND, Services
from flows.sources import SourceError

COUNTS_PATH = "/demo/requests"  # ours: how many requests each service had, and how many at once
_LOGGED = 200_000  # requests remembered; a server that stays up forgets the oldest
_POLL = 0.02  # seconds in which the server notices that it shall end
_SETTINGS = {
    "PARLGRANTS_SEARCH_URL": "/api/search/query",
    "PARLGRANTS_OPENDATA_URL": "/e/opendata",
    "PARLGRANTS_DOCUMENTS_URL": "",
    "PARLGRANTS_WEBSITE_URL": "",
}


class Request(NamedTuple):
    """A request that was made: seconds of the monotonic clock, method, path with query, status."""

    time: float
    method: str
    path: str
    status: int


class DemoServer:
    """Serves a folder's answers as long as it is entered. Raises SourceError: a folder without any, a port in use.

    `questions` makes so many of them, `faults` are switched on from the start. `requests` are the newest ones, `counts`
    those to each service; `most_at_once` were under way at the same time.
    """

    def __init__(
        self, documents: Path, questions: int | None = None, faults: Iterable[str] = (), port: int = 0
    ) -> None:
        self.faults = Faults(*faults)
        self.catalogue: Catalogue = read_catalogue(documents, questions)
        self.requests: deque[Request] = deque(maxlen=_LOGGED)
        self.counts: Counter[str] = Counter()
        self.most_at_once = 0
        self._port, self._now = port, 0
        self._lock = threading.Lock()
        self._connections: set[socket] = set()

    def __enter__(self) -> DemoServer:
        from flows.demo_server.handler import Handler

        server = self
        handler = type("BoundHandler", (Handler,), {"demo": server})
        self._http = _open(self._port, handler)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        self._services = Services(Parliament(self.catalogue, self.faults), self.faults, self.url)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(_POLL,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        with self._lock:
            for connection in self._connections:
                _hang_up(connection)
        self._thread.join()

    def to_environment(self) -> dict[str, str]:
        """The settings that send `parlgrants` here."""
        return {name: f"{self.url}{path}" for name, path in _SETTINGS.items()}

    def answer(self, method: str, target: str, headers: dict[str, str]) -> Reply:
        """Answer a request, its headers named in small letters, and note it."""
        if target == COUNTS_PATH:
            return to_json_reply({"requests": dict(self.counts), "most_at_once": self.most_at_once})
        arrived = time.monotonic()
        call = self._services.find_call(target)
        if call is None:
            reply = to_page_reply(404, NOT_FOUND)
        else:
            if waiting := self.faults.find("wait", call):
                time.sleep(float(waiting.value))
            refusal = find_refusal(call, self.faults, self._count_since(arrived - 1))
            reply = refusal or self._services.answer(call, headers)
        with self._lock:
            self.requests.append(Request(arrived, method, target, reply.status))
            self.counts[call.service if call else "nothing"] += 1
        return reply

    def _count_since(self, moment: float) -> int:
        """Requests answered since, and this one."""
        with self._lock:
            count = 1
            for request in reversed(self.requests):
                if request.time < moment:
                    break
                count += request.status != 429
            return count

    @contextmanager
    def serving(self, connection: socket) -> Iterator[None]:
        """While a connection is open."""
        with self._lock:
            self._connections.add(connection)
        try:
            yield
        finally:
            with self._lock:
                self._connections.discard(connection)

    def begin(self) -> None:
        """A request is under way."""
        with self._lock:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)

    def end(self) -> None:
        """It is answered."""
        with self._lock:
            self._now -= 1


def _open(port: int, handler: type[BaseHTTPRequestHandler]) -> _Http:
    try:
        return _Http(("127.0.0.1", port), handler)
    except OSError as error:
        message = f"port {port} of this machine: {error.strerror}; give another with --port, or --port 0 for a free one"
        raise SourceError(message) from error


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128


def _hang_up(connection: socket) -> None:
    try:
        connection.shutdown(SHUT_RDWR)
    except OSError:  # the other side was faster
        return
