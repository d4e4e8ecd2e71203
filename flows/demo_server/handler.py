"""One connection to the stand-in parliament: HTTP/1.1, kept open, and broken where a fault says so."""

from __future__ import annotations

import os
import struct
import time
from http.server import BaseHTTPRequestHandler
from socket import SO_LINGER, SOL_SOCKET
from typing import ClassVar

from flows.demo_server.replies import Reply
from flows.demo_server.server import DemoServer

_STEPS = 20  # parts in which a slow body comes


class Handler(BaseHTTPRequestHandler):
    """Reads requests and sends what `demo` answers."""

    demo: ClassVar[DemoServer]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_version, sys_version = "parlgrants-demo", ""

    def handle(self) -> None:
        """Answer requests until the connection ends."""
        with self.demo.serving(self.connection):
            try:
                super().handle()
            except (ConnectionError, TimeoutError):  # who asked has gone
                self.close_connection = True

    def do_GET(self) -> None:
        """Answer a GET."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer a HEAD: the same without its body."""
        self._answer(with_body=False)

    def log_message(self, format: str, *values: object) -> None:
        """Nothing on the terminal: the command that runs beside has it."""

    def _answer(self, with_body: bool) -> None:
        self.demo.begin()
        try:
            reply = self.demo.answer(
                self.command, self.path, {name.lower(): value for name, value in self.headers.items()}
            )
            body = reply.body[: reply.sent] if with_body else b""
            data = self._head(reply) + body
            if reply.seconds and with_body:
                self._trickle(data, reply.seconds)
            else:
                self.wfile.write(data[:-1])
        finally:
            self.demo.end()  # before the last byte: who has got it may already ask again
        self.wfile.write(data[-1:])
        self._finish(reply, with_body)

    def _head(self, reply: Reply) -> bytes:
        headers = {"Date": self.date_time_string(), **reply.headers}
        if reply.status != 304:
            headers["Content-Length"] = str(len(reply.body))
        if reply.ending != "kept":
            headers["Connection"] = "close"
        lines = [f"HTTP/1.1 {reply.status} {self.responses[reply.status][0]}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")

    def _trickle(self, data: bytes, seconds: float) -> None:
        step = -(-(len(data) - 1) // _STEPS)
        for start in range(0, len(data) - 1, step):
            self.wfile.write(data[start : min(start + step, len(data) - 1)])
            time.sleep(seconds / _STEPS)

    def _finish(self, reply: Reply, with_body: bool) -> None:
        if reply.ending == "kept" or not with_body:
            return
        self.close_connection = True
        if reply.ending == "reset":
            time.sleep(0.05)  # what was sent shall arrive: a reset throws away what is still under way
            self.connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
            os.close(self.connection.detach())
