"""A small parliament on loopback: what it tells is put there by each test, and what it was asked is noted."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flows.settings import Settings

PDF = b"%PDF-1.4\n1 0 obj\n%%EOF\n"
_RANGE = re.compile(r"daterange:([\d-]+)\.\.([\d-]+)$")
Reply = tuple[int, bytes]


@dataclass
class MadeParliament:
    """`hits` are shown in their order, `details` and `files` by number; `replies` to an address come first, in turn."""

    url: str
    hits: list[dict[str, Any]] = field(default_factory=list)
    details: dict[int, Any] = field(default_factory=dict)
    files: dict[int, bytes] = field(default_factory=dict)
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    on_page: Callable[[int], None] = lambda page: None
    has_lists: bool = True
    lock: threading.Lock = field(default_factory=threading.Lock)

    def to_settings(self, **changed: Any) -> Settings:
        """Settings that lead here, without any waiting."""
        return Settings(
            search_url=f"{self.url}/api/search/query",
            opendata_url=f"{self.url}/e/opendata",
            documents_url=self.url,
            website_url=self.url,
            **{"requests_per_second": 10_000, "longest_wait": 0, "tries": 2, "request_seconds": 5} | changed,
        )

    def add(self, question_id: int, files: dict[int, bytes], published: str = "2025-02-20") -> None:
        """A question with a hit, its detail and its files."""
        self.hits.append(make_hit(question_id, published, min(files, default=None)))
        urls = [{"URL": f"https://docs.vlaamsparlement.be/pfile?id={number}"} for number in files]
        self.details[question_id] = {"id": question_id, "onderwerp": f"Vraag {question_id}", "bestand-ordered": urls}
        self.files.update(files)

    def paths(self, start: str) -> list[str]:
        """What was asked of one service."""
        return [path for path in self.asked if path.startswith(start)]

    def answer(self, target: str, headers: Any) -> tuple[int, bytes, str | None]:
        with self.lock:
            self.asked.append(target)
            if self.replies.get(target):
                return (*self.replies[target].pop(0), None)
            parts = urlsplit(target)
            if parts.path.startswith("/api/search/query/"):
                return 200, json.dumps(self.find_page(parts.path, parse_qs(parts.query))).encode(), None
            if parts.path.startswith("/e/opendata/schv/"):
                return (*self.tell(parts.path.rpartition("/")[2], parse_qs(parts.query)), None)
            return self.send_file(int(parse_qs(parts.query).get("id", ["0"])[0]), headers)

    def find_page(self, path: str, options: dict[str, list[str]]) -> dict[str, Any]:
        page, size = int(options["page"][0]), int(options["max"][0])
        self.on_page(page)
        match = _RANGE.search(path)
        assert match, path
        assert options["requiredfields"] == ["aggregaattype:Schriftelijke vraag"], options
        first, last = map(date.fromisoformat, match.groups())
        found = [hit for hit in self.hits if first <= date.fromisoformat(hit["date"]) <= last]
        shown = found[(page - 1) * size : page * size]
        return {"count": str(len(found)), "lastindex": str((page - 1) * size + len(shown)), "result": shown or None}

    def tell(self, name: str, options: dict[str, list[str]]) -> Reply:
        if name != "lijst":
            return (200, json.dumps(self.details[int(name)]).encode()) if int(name) in self.details else (404, b"")
        if not self.has_lists:
            return 404, b""
        numbers = map(int, options["id"][0].split(","))
        items = [{"schriftelijkevraag": self.details[number]} for number in numbers if number in self.details]
        return 200, json.dumps({"items": items}).encode() if items else b""

    def send_file(self, number: int, headers: Any) -> tuple[int, bytes, str | None]:
        if number not in self.files:
            return 404, b"", None
        tag = f'"{hash(self.files[number])}"'
        return (304, b"", tag) if headers.get("If-None-Match") == tag else (200, self.files[number], tag)


def make_hit(question_id: int, published: str, file: int | None = None, **tags: str) -> dict[str, Any]:
    """A search result as the service tells it."""
    said = {"soort": "SCHV", "opendata": f"http://ws.vlpar.be/e/opendata/schv/{question_id}", **tags}
    said["publicatiedatum"] = published
    if file:
        said["document"] = f"https://docs.vlaamsparlement.be/pfile?id={file}"
    metatags = [{"name": name, "value": value} for name, value in said.items()]
    place = f"/pfls/{file}" if file else ""
    return {"id": f"http://be.vlp.feed/{question_id}{place}", "date": published, "metatags": {"metatag": metatags}}


def make_hits(numbers: Sequence[int], published: str = "2025-02-20") -> list[dict[str, Any]]:
    """Hits of questions without files."""
    return [make_hit(number, published) for number in numbers]


@contextmanager
def run_parliament() -> Iterator[MadeParliament]:
    """The parliament while its server runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or each answer waits 40 ms for its second part

        def do_GET(self) -> None:
            status, body, tag = parliament.answer(self.path, self.headers)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if tag:
                self.send_header("ETag", tag)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, form: str, *values: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.block_on_close = True, False
    parliament = MadeParliament(f"http://127.0.0.1:{server.server_address[1]}")
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield parliament
    finally:
        server.shutdown()
        server.server_close()
