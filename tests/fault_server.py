"""A web server on loopback that misbehaves as it is told to, and notes what it was asked."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic, sleep

Reply = bytes | Callable[["Connection"], None]


@dataclass(frozen=True)
class Asked:
    """One request as it arrived: the moment is of the monotonic clock."""

    moment: float
    path: str
    headers: dict[str, str]


@dataclass
class Connection:
    """The client's connection, for replies that are more than bytes."""

    socket: socket.socket

    def send(self, content: bytes) -> None:
        self.socket.sendall(content)

    def reset(self) -> None:
        """End the connection as a crashed server does."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


@dataclass
class FaultServer:
    """Replies by path, each path's in turn and the last one for ever; no robots.txt unless one is put there."""

    port: int
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    open_now: int = 0
    most_open: int = 0
    tls: ssl.SSLContext | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def put(self, path: str, *replies: Reply) -> str:
        """Say what a path answers; gives its address."""
        self.replies[path] = list(replies)
        return self.url + path

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def serve(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            stream = self.tls.wrap_socket(client, server_side=True) if self.tls else client
            while request := read_request(stream):
                self.answer(Connection(stream), request)

    def answer(self, connection: Connection, request: Asked) -> None:
        with self.lock:
            self.asked.append(request)
            self.open_now += 1
            self.most_open = max(self.most_open, self.open_now)
            reply = self.next_reply(request.path)
        try:
            connection.send(reply) if isinstance(reply, bytes) else reply(connection)
        finally:
            with self.lock:
                self.open_now -= 1

    def next_reply(self, path: str) -> Reply:
        replies = self.replies.get(path) or [respond(404)]
        return replies.pop(0) if len(replies) > 1 else replies[0]


def read_request(client: socket.socket) -> Asked | None:
    received = b""
    while b"\r\n\r\n" not in received:
        part = client.recv(65536)
        if not part:
            return None
        received += part
    start, *lines = received.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return Asked(monotonic(), start.split(" ")[1], {name.lower(): value for name, value in headers.items()})


def respond(status: int = 200, body: bytes = b"", length: int | None = None, **headers: str) -> bytes:
    """A response as bytes; `length` is what is announced, the body's own unless told; `_` in names becomes `-`."""
    lines = [f"HTTP/1.1 {status} Told", f"Content-Length: {len(body) if length is None else length}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body


def respond_late(seconds: float, response: bytes) -> Reply:
    def reply(connection: Connection) -> None:
        sleep(seconds)
        connection.send(response)

    return reply


def respond_slowly(response: bytes, rest: bytes, seconds: float) -> Reply:
    """The response, then the rest byte by byte with a wait before each."""

    def reply(connection: Connection) -> None:
        connection.send(response)
        for byte in rest:
            sleep(seconds)
            connection.send(bytes([byte]))

    return reply


def reset_after(part: bytes) -> Reply:
    def reply(connection: Connection) -> None:
        connection.send(part)
        sleep(0.02)  # or the reset overtakes what was sent
        connection.reset()

    return reply


def close_after(part: bytes) -> Reply:
    def reply(connection: Connection) -> None:
        connection.send(part)
        connection.socket.shutdown(socket.SHUT_RDWR)

    return reply


@contextmanager
def run_fault_server(tls: ssl.SSLContext | None = None) -> Iterator[FaultServer]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = FaultServer(listener.getsockname()[1], tls=tls)

    def accept() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                threading.Thread(target=server.serve, args=(client,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
