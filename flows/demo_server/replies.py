"""An answer before it is sent, and what faults do to it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from flows.demo_server.faults import Call, Faults

_HTML = "<!DOCTYPE html><html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"
_VALIDATORS = ("ETag", "Last-Modified")  # half a file is another file
JSON_TYPE, XML_TYPE = "application/json;charset=UTF-8", "application/xml;charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, headers and body. `sent` bytes of the body are sent, over `seconds`, and then `ending` happens."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    sent: int | None = None
    seconds: float = 0
    ending: Literal["kept", "closed", "reset"] = "kept"


def to_json_reply(answer: dict[str, Any]) -> Reply:
    """An answer of the data services."""
    return Reply(200, {"Content-Type": JSON_TYPE}, json.dumps(answer, ensure_ascii=False).encode())


def to_page_reply(status: int, text: str, **headers: str) -> Reply:
    """A page for people, such as services send when something is wrong."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, {"Content-Type": "text/html;charset=UTF-8", **named}, _HTML.format(text).encode())


def to_redirect(address: str) -> Reply:
    """A redirect (302)."""
    return Reply(302, {"Location": address})


def find_refusal(call: Call, faults: Faults, asked_this_second: int) -> Reply | None:
    """What a service says that does not want to answer now."""
    limit = faults.find("rate-limit", call)
    if limit and asked_this_second > int(limit.value):
        return to_page_reply(429, "Too many requests", Retry_After="1")
    if faults.strikes("refuse", call):
        return to_page_reply(403, "Forbidden")
    if faults.strikes("busy", call):
        return to_page_reply(503, "Service unavailable")
    if faults.strikes("search-down", call):
        return to_page_reply(500, "Internal server error")
    return None


def spoil(reply: Reply, call: Call, faults: Faults) -> Reply:
    """A good answer (200), with what faults make of its body."""
    if faults.strikes("html", call):
        reply = to_page_reply(200, "Temporarily not available")
    half = len(reply.body) // 2
    if faults.strikes("short-length", call):
        told = {name: value for name, value in reply.headers.items() if name not in _VALIDATORS}
        reply = replace(reply, headers=told, body=reply.body[:half])
    if faults.strikes("long-length", call):
        reply = replace(reply, sent=half, ending="closed")
    if faults.strikes("reset", call):
        reply = replace(reply, sent=half, ending="reset")
    if slow := faults.find("slow", call):
        reply = replace(reply, seconds=float(slow.value))
    return reply
