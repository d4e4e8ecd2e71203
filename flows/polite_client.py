"""Asking a web service politely: who we are, no faster than agreed, patient with failures, and only where allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import httpx

from flows.client_limits import ClientLimits
from flows.downloads import (
    BodyLimits,
    Download,
    find_file_name,
    is_cut_off,
    read_body,
    receive_file,
    temporary_file,
)
from flows.origins import Origins
from flows.request_counts import RequestCounts, RequestKind
from flows.retrying import PassingFailure, retry
from flows.robots import Robots
from flows.sending import Sender
from flows.service_answers import check_status, naming_failures
from flows.sources import KnownFile, SourceError, TemporaryFailure

Result = TypeVar("Result")

_MOST_REDIRECTS = 5
_FILE_SETTING = "PARLGRANTS_LARGEST_FILE_MEGABYTES"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: `url` is where it came from in the end, `headers` are found in any case, `content` is decoded."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes


@dataclass(frozen=True, slots=True)
class _FileRequest:
    url: httpx.URL
    folder: Path
    known: KnownFile | None
    limits: BodyLimits
    cut_off: set[str] = field(default_factory=set)  # hashes of files received without their end

    @property
    def headers(self) -> dict[str, str]:
        # Identity: the announced length then is the file's.
        conditions = {
            "If-None-Match": self.known.etag if self.known else None,
            "If-Modified-Since": self.known.last_modified if self.known else None,
        }
        return {"Accept": "*/*", "Accept-Encoding": "identity"} | {k: v for k, v in conditions.items() if v}


class PoliteClient:
    """One client for all requests of a run, to be used as a context manager; threads may share it.

    `get` and `download` raise TemporaryFailure (worth another run), VanishedDocument, ServiceRefuses (ask no more) and
    SourceError (all else); each names the address and what to do, and carries the last status.
    """

    def __init__(self, limits: ClientLimits, origins: Origins) -> None:
        self._limits = limits
        self._origins = origins
        self._sender = Sender(limits, origins)
        self._robots = Robots(origins, self._read_robots)

    @property
    def requests(self) -> RequestCounts:
        """What was sent so far."""
        return self._sender.requests

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sender.close()

    def get(self, url: str, accept: str) -> Answer:
        """A whole answer, 20 MB at most, of a media type such as `application/json`."""
        address = self._origins.parse_allowed(url)
        return self._retry(address, lambda: self._get(address, "answer", {"Accept": accept}))

    def download(self, url: str, folder: Path, known: KnownFile | None, largest_bytes: int) -> Download:
        """A file, as a temporary one in the folder; one `known` by this very address only if it changed."""
        limits = BodyLimits(largest_bytes, self._limits.download_seconds, _FILE_SETTING)
        same = known if known and known.url == url else None
        request = _FileRequest(self._origins.parse_allowed(url), folder, same, limits)
        return self._retry(request.url, lambda: self._download(request))

    def _retry(self, url: httpx.URL, attempt: Callable[[], Result]) -> Result:
        def attempt_once() -> Result:
            with naming_failures(url):
                return attempt()

        return retry(attempt_once, self._limits)

    def _get(self, url: httpx.URL, kind: RequestKind, headers: Mapping[str, str]) -> Answer:
        limits = BodyLimits(self._limits.largest_answer, self._limits.download_seconds)
        with self._open(url, kind, headers) as response:
            check_status(response, kind, is_conditional=False)
            content = b"".join(read_body(response, limits))
            return Answer(str(response.url), response.status_code, response.headers, content)

    def _download(self, request: _FileRequest) -> Download:
        headers = request.headers
        self._sender.settle_doubt(request.url)
        with self._open(request.url, "file", headers) as response:
            is_conditional = len(headers.keys() & {"If-None-Match", "If-Modified-Since"}) > 0
            check_status(response, "file", is_conditional)
            if request.known and response.status_code == httpx.codes.NOT_MODIFIED:
                return _to_unchanged(response, request.known)
            with temporary_file(request.folder) as (path, file):
                digest, size = receive_file(response, file, request.limits)
                if is_cut_off(file) and digest not in request.cut_off:
                    request.cut_off.add(digest)
                    raise PassingFailure(f"{request.url}: the file breaks off before its end", response.status_code)
                return _to_download(response, path, digest, size)

    @contextmanager
    def _open(self, url: httpx.URL, kind: RequestKind, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """The answer that redirects lead to."""
        asked = [url]
        while True:
            if kind != "robots.txt":
                self._obey_robots(asked[-1])
            with self._sender.send(asked[-1], kind, headers) as response:
                if not response.has_redirect_location:
                    yield response
                    return
                target = self._origins.parse_redirect(response.url, response.headers["location"])
            if target in asked or len(asked) > _MOST_REDIRECTS:
                message = f"{url}: redirects in a circle, or more than {_MOST_REDIRECTS} times, last to {target}"
                raise SourceError(f"{message}; try it in a browser", response.status_code)
            asked.append(target)

    def _obey_robots(self, url: httpx.URL) -> None:
        rules = self._robots.find(url)
        if rules.seconds_apart > self._limits.longest_wait:
            message = f"{rules.address} wants {rules.seconds_apart:g} seconds between requests"
            raise SourceError(f"{url}: not asked, since {message}; ask the service, or raise PARLGRANTS_LONGEST_WAIT")
        self._sender.slow_down(url, rules.seconds_apart)
        rules.check(url)

    def _read_robots(self, url: httpx.URL) -> str:
        """A robots.txt; empty where there is none, also where it leads out of the services (RFC 9309, 2.3.1)."""
        try:
            answer = self._retry(url, lambda: self._get(url, "robots.txt", {"Accept": "text/plain, */*;q=0.1"}))
        except TemporaryFailure:
            raise
        except SourceError:
            return ""
        return answer.content.decode("utf-8", "replace")


def _to_unchanged(response: httpx.Response, known: KnownFile) -> Download:
    etag = response.headers.get("etag", known.etag)
    modified = response.headers.get("last-modified", known.last_modified)
    return Download(str(response.url), response.status_code, None, known.sha256, known.size, None, etag, modified, None)


def _to_download(response: httpx.Response, path: Path, digest: str, size: int) -> Download:
    headers = response.headers
    return Download(
        url=str(response.url),
        status=response.status_code,
        path=path,
        sha256=digest,
        size=size,
        content_type=headers.get("content-type"),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        file_name=find_file_name(headers.get("content-disposition")),
    )
