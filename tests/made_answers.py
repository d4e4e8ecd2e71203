"""Small made-up answers for the stand-in parliament, and a client that asks it as the Parliament is asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx

from flows.demo_server.server import DemoServer

CLIENT = httpx.Client()
JSON = {"Accept": "application/json"}
COLLECTION = "collection=vp_collection&sort=date"


def make_answers(folder: Path, days: list[str]) -> Path:
    """An answer for each day on which a question was asked, the second one with an attachment."""
    folder.mkdir()
    for position, day in enumerate(days, start=1):
        asked = {"number": position, "asked_on": day, "asked_by": "Nadia Sminate", "minister": "Bart Somers"}
        truth = {"question": asked | {"title": f"Sport - Subsidies {position}", "parliamentary_year": "2020-2021"}}
        (folder / f"sv-{position}.truth.json").write_text(json.dumps(truth))
        (folder / f"sv-{position}.pdf").write_bytes(b"%PDF-1.4\n" + b"x" * 1000 * position + b"\n%%EOF\n")
    if len(days) > 1:
        (folder / "sv-2.attachment-1.xlsx").write_bytes(b"PK\x03\x04" + b"y" * 500 + b"PK\x05\x06")
    return folder


def search(server: DemoServer, query: str = "", options: str = COLLECTION) -> dict[str, Any]:
    """A page of results."""
    answer = CLIENT.get(f"{server.url}/api/search/query/{query}?{options}", headers=JSON)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def to_ids(page: dict[str, Any]) -> list[str]:
    """`1457200/pfls/29144012` of each result."""
    return [result["id"].removeprefix("http://be.vlp.feed/") for result in page.get("result") or ()]
