"""What can go wrong with the services, switched on by name: `busy`, `busy=3`, `busy=3@search`, `html@1457200,10%`."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from typing import Literal
from zlib import crc32

Service = Literal["search", "detail", "bulk", "files", "robots"]
SERVICES: tuple[Service, ...] = ("search", "detail", "bulk", "files", "robots")
Measure = Literal["tries", "number", "seconds", "text", "none"]


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A fault: what its value means, its value and the services it concerns unless others are named, what it does."""

    measure: Measure
    default: str
    services: tuple[Service, ...]
    does: str

    def tell(self) -> str:
        """What it does, for the command's help."""
        hits = f" (the first tries of each address{'' if self.default else '; without a number each'})"
        return f"{', '.join(self.services)}: {self.does}" + hits * (self.measure == "tries")


_ALL: tuple[Service, ...] = ("search", "detail", "bulk", "files")
_FILES: tuple[Service, ...] = ("files",)
_DATA: tuple[Service, ...] = ("detail", "bulk")
_QUESTIONS: tuple[Service, ...] = ("search", "detail", "bulk")
FAULTS = {
    "rate-limit": FaultKind("number", "5", _ALL, "429 with Retry-After: 1 beyond this many requests in a second"),
    "busy": FaultKind("tries", "2", _ALL, "503"),
    "refuse": FaultKind("tries", "", _ALL, "403"),
    "wait": FaultKind("seconds", "5", _ALL, "the answer begins after this time"),
    "slow": FaultKind("seconds", "5", _FILES, "the body trickles in over this time"),
    "reset": FaultKind("tries", "1", _FILES, "the connection is reset in the middle of the body"),
    "short-length": FaultKind("tries", "", _FILES, "half of the file, with a Content-Length that agrees"),
    "long-length": FaultKind("tries", "", _FILES, "half of the file, with the Content-Length of all of it"),
    "html": FaultKind("tries", "", _FILES, "a page of HTML with status 200 in place of the file"),
    "gone": FaultKind("tries", "", _FILES, "404 for the file"),
    "redirect-loop": FaultKind("none", "", _FILES, "the file's two addresses point at each other"),
    "foreign-redirect": FaultKind(
        "text", "http://elsewhere.invalid/", _FILES, "the file is said to be at this address"
    ),
    "replaced": FaultKind(
        "text",
        "",
        (*_QUESTIONS, "files"),
        "the answer has other bytes; =new-id: at another address; =FILE: those bytes",
    ),
    "late-attachment": FaultKind("none", "", _QUESTIONS, "attachments are not there yet"),
    "unanswered": FaultKind("none", "", _QUESTIONS, "the question is not answered yet"),
    "vanish": FaultKind("none", "", _DATA, "the open data service no longer knows the question (404)"),
    "no-data": FaultKind("tries", "1", ("detail",), "an error in place of the question, with status 200"),
    "xml-only": FaultKind("none", "", _DATA, "XML although JSON is asked for"),
    "no-bulk": FaultKind("none", "", ("bulk",), "404 for several questions at once"),
    "search-down": FaultKind("tries", "", ("search",), "500 for searches"),
    "no-result": FaultKind("tries", "1", ("search",), "a page without `result`"),
    "duplicates": FaultKind("none", "", ("search",), "every result twice"),
    "shifting": FaultKind(
        "number", "3", ("search",), "this many new questions appear, one at each further page asked for"
    ),
    "shrinking": FaultKind("number", "3", ("search",), "this many results vanish, one at each further page asked for"),
    "many": FaultKind("number", "10500", ("search",), "this many more questions, without answers, in one year"),
    "robots": FaultKind("text", "Disallow: /files/", ("robots",), "a robots.txt with this rule"),
}


@dataclass(frozen=True, slots=True)
class Call:
    """A request: the service, its address (path and query), and the ids of the questions and files it is about."""

    service: Service
    address: str
    ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that is switched on: its value, the services, ids and share (0 to 1) it hits; no ids or share: all."""

    name: str
    value: str
    services: tuple[Service, ...]
    ids: frozenset[int]
    share: float | None

    def concerns(self, call: Call) -> bool:
        """Whether a request is hit. A share always hits the same questions."""
        if call.service not in self.services:
            return False
        if not self.ids and self.share is None:
            return True
        lot = crc32(f"{min(call.ids, default=call.address)}".encode()) % 1000 / 1000
        return bool(self.ids & call.ids) or (self.share is not None and lot < self.share)


def parse_fault(text: str) -> Fault:
    """A fault as it is written: `NAME`, `NAME=VALUE`, `NAME@WHERE`, `NAME=VALUE@WHERE`. Raises ValueError."""
    told, where = text.rsplit("@", 1) if "@" in text else (text, "")
    name, equals, value = told.partition("=")
    if (kind := FAULTS.get(name)) is None:
        raise ValueError(f"{text}: no such fault; the faults are {', '.join(FAULTS)}")
    value = value if equals else kind.default
    if kind.measure == "none" and value:
        raise ValueError(f"{text}: {name} takes no value")
    if (value or kind.measure == "number") and kind.measure in ("tries", "number") and not value.isdecimal():
        raise ValueError(f"{text}: {name} takes a whole number, as in {name}={kind.default or 2}")
    if kind.measure == "seconds" and not value.replace(".", "", 1).isdecimal():
        raise ValueError(f"{text}: {name} takes seconds, as in {name}={kind.default}")
    places = [place.strip() for place in where.split(",")] if where else []
    named = tuple(service for service in SERVICES if service in places)
    try:
        shares = [float(place[:-1]) / 100 for place in places if place.endswith("%")]
        ids = frozenset(int(place) for place in places if place not in SERVICES and not place.endswith("%"))
    except ValueError as error:
        raise ValueError(f"{text}: hits ids, a share such as 10%, or one of {', '.join(SERVICES)}") from error
    return Fault(name, value, named or kind.services, ids, shares[0] if shares else None)


class Faults:
    """The faults switched on; may be changed while the server runs."""

    def __init__(self, *texts: str) -> None:
        self._lock = threading.Lock()
        self._faults: tuple[Fault, ...] = ()
        self._tries: Counter[tuple[Fault, str]] = Counter()
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        """Switch a fault on. Raises ValueError."""
        fault = parse_fault(text)
        with self._lock:
            self._faults = (*self._faults, fault)

    def remove(self, name: str) -> None:
        """Switch off all faults of a name."""
        with self._lock:
            self._faults = tuple(fault for fault in self._faults if fault.name != name)

    def clear(self) -> None:
        """Switch everything off."""
        with self._lock:
            self._faults = ()
            self._tries.clear()

    def any_on(self, names: frozenset[str]) -> bool:
        """Whether one of these faults is switched on for anything."""
        return any(fault.name in names for fault in self._faults)

    def find(self, name: str, call: Call) -> Fault | None:
        """The fault of this name that concerns a request."""
        return next((fault for fault in self._faults if fault.name == name and fault.concerns(call)), None)

    def strikes(self, name: str, call: Call) -> bool:
        """Whether a fault hits this request: the first so many tries of its address, or, without a number, each."""
        if (fault := self.find(name, call)) is None:
            return False
        with self._lock:
            self._tries[fault, call.address] += 1
            return not fault.value or self._tries[fault, call.address] <= int(fault.value)
