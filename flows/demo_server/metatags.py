"""A search result's fields, under the names the search service gives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.demo_server.files import media_type, to_file_url
from flows.demo_server.questions import Hit
from flows.demo_server.words import word

Tags = list[tuple[str, str]]


def to_result(hit: Hit, position: int, base: str) -> dict[str, Any]:
    """One result as the search service lists it; `position` counts from 1, `base` is the server's address."""
    question, file = hit.question, hit.file
    title = f"{word('object_type')} {question.number} ({question.parliamentary_year})"
    return {
        "index": str(position),
        "rank": str(max(1, 10 - position % 10)),
        "id": f"http://be.vlp.feed/{question.schv_id}" + (f"/pfls/{file.pfile_id}" if file else ""),
        "url": _to_page_url(hit, base, ""),
        "title": title if file is None or file.is_main else word("attached_document").capitalize(),
        "snippet": "",
        "date": question.published_on.isoformat(),
        "mimetype": media_type(file.path) if file else "text/html",
        "metatags": {"metatag": [{"name": name, "value": value} for name, value in to_metatags(hit, base)]},
    }


def to_metatags(hit: Hit, base: str) -> Tags:
    """The result's fields as name and value; a name may repeat. What is no written question has few."""
    kind, question = hit.kind, hit.question
    tags = [
        ("soort", kind),
        ("opendata", f"{base}/e/opendata/{kind.lower()}/{question.schv_id}"),
        ("displayurl", _to_page_url(hit, base, "nl/")),
        ("aggregaattype", word("object_type") if kind == "SCHV" else word("other_type")),
        ("onderwerp", question.title),
        ("publicatiedatum", question.published_on.isoformat()),
        ("zittingsjaar", question.parliamentary_year),
    ]
    if kind == "SCHV":
        tags += [*_to_question_tags(hit), *_to_file_tags(hit, base)]
    return tags


def _to_question_tags(hit: Hit) -> Iterator[tuple[str, str]]:
    question = hit.question
    yield "paginatype", word("page_type")
    yield "aggregaat", word("aggregate")
    yield "initiatief", word("object_type")
    yield "titel", question.title
    yield from (("vraagsteller", person.listed_name) for person in question.askers)
    if question.minister:
        yield "minister", question.minister.listed_name
    if question.number is not None:
        yield "nummer", str(question.number)
    yield "legislatuur", _to_term(question.asked_on.year)
    yield from (("thema", theme) for theme in question.themes)
    yield "themadatum", question.asked_on.isoformat()
    if question.answered_on:
        yield "status", word("answered_status")
        # Sometimes a time follows the day.
        yield "statusdatumSchvBeantwoord", question.answered_on.isoformat() + "T00:00:00" * (question.schv_id % 2)


def _to_file_tags(hit: Hit, base: str) -> Iterator[tuple[str, str]]:
    if not (file := hit.file):
        return
    kind = word("main_document" if file.is_main else "attached_document")
    yield "documenttype", kind
    yield "documenttitel", kind.capitalize()
    yield "document", to_file_url(file, base)
    yield "mimetype", media_type(file.path)


def _to_page_url(hit: Hit, base: str, language: str) -> str:
    kind = "schriftelijke-vragen" if hit.kind == "SCHV" else "vragen-en-interpellaties"
    return f"{base}/{language}parlementaire-documenten/{kind}/{hit.question.schv_id}"


def _to_term(year: int) -> str:
    """The five years between two elections: `2019-2024`."""
    start = year - (year - 2019) % 5
    return f"{start}-{start + 5}"
