"""What a service's status says: go on, try again, gone, or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock

import httpx

from flows.origins import Origin, to_origin
from flows.request_counts import RequestKind
from flows.retrying import PassingFailure, parse_wait
from flows.sources import ServiceRefuses, SourceError, VanishedDocument

_FINE = (200, 203, 204)
_SENT = (*_FINE, 206, 304)
_REFUSED = (401, 403)
_GONE = (404, 410)
_TOO_MANY, _SERVER_FAULTS, _NOT_MODIFIED = 429, 500, 304
_REMEDY = "set PARLGRANTS_CONTACT, so that it knows who asks; wait some hours; check this network; or ask it"


class Refusals:
    """Refused requests in a row, by service. Thread safe.

    Some files are not public, and a few of them may follow one another. So a service that gave a file is in doubt only
    until a file that came before is asked for again.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._counts: Counter[Origin] = Counter()
        self._came: dict[Origin, httpx.URL] = {}  # the last file that each service gave
        self._lock = Lock()

    def check(self, origin: Origin) -> None:
        """Raises ServiceRefuses where the service refused too often."""
        count = self._counts[origin]
        if count >= self._most and origin not in self._came:
            message = f"{origin} refused {count} requests in a row and is asked no more in this run"
            raise ServiceRefuses(f"{message}: {_REMEDY}", _REFUSED[-1])

    def find_proof(self, origin: Origin) -> httpx.URL | None:
        """The file to ask for again, where the refusals of others leave in doubt whether the service refuses us."""
        return self._came.get(origin) if self._counts[origin] >= self._most else None

    def note(self, url: httpx.URL, kind: RequestKind, status: int) -> None:
        """Count a refusal; any other answer ends the row. Raises ServiceRefuses where it is one too many."""
        origin = to_origin(url)
        with self._lock:
            self._counts[origin] = self._counts[origin] + 1 if status in _REFUSED else 0
            if kind == "file" and status in _SENT:
                self._came[origin] = url
            if status in _REFUSED and self._came.get(origin) == url:
                del self._came[origin]
        self.check(origin)


def check_status(response: httpx.Response, kind: RequestKind, is_conditional: bool) -> None:
    """Raises PassingFailure, VanishedDocument or SourceError for all that is not the answer asked for."""
    url, status = response.url, response.status_code
    if status in _FINE or (status == _NOT_MODIFIED and is_conditional):
        return
    if status == _NOT_MODIFIED:
        raise PassingFailure(f"{url}: «not modified» (304), though the whole was asked for", status)
    if _is_passing(status):
        raise PassingFailure(f"{url}: status {status} {response.reason_phrase}".rstrip(), status, find_wait(response))
    if status in _GONE:
        raise VanishedDocument(f"{url}: the service no longer has it ({status}); what was fetched before stays", status)
    if status in _REFUSED:
        remedy = "it may not be public: open it in a browser" if kind == "file" else _REMEDY
        raise SourceError(f"{url}: refused ({status}); {remedy}", status)
    raise SourceError(f"{url}: unexpected status {status}; open it in a browser, and report it if that works", status)


def find_wait(response: httpx.Response) -> float:
    """The seconds that the service wants us to wait before the next request, 0 where it does not say."""
    header = response.headers.get("retry-after") if _is_passing(response.status_code) else None
    return parse_wait(header, datetime.now(UTC)) if header else 0.0


def _is_passing(status: int) -> bool:
    return status == _TOO_MANY or status >= _SERVER_FAULTS


@contextmanager
def naming_failures(url: httpx.URL) -> Iterator[None]:
    """Turn what the network does into failures that name the address. Raises PassingFailure and SourceError."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise PassingFailure(f"{url}: no answer in time ({type(error).__name__})") from error
    except httpx.UnsupportedProtocol as error:
        raise SourceError(f"{url}: {error}; correct the address") from error
    except (httpx.TransportError, httpx.DecodingError) as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            remedy = "check this machine's clock and network; SSL_CERT_FILE names further certificates"
            raise SourceError(f"{url}: the service's certificate is not trusted ({error}); {remedy}") from error
        raise PassingFailure(f"{url}: connection failed or broke off ({error or type(error).__name__})") from error
