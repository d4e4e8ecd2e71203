"""The search service: its query grammar, its pages, its limits and its oddities, as working programs met them.

Assumed, for nobody has seen them: `result` null beyond the 10,000, the status of a query that is refused, the inside of
a facet, and that half of the questions are missing without the collection (known is only that the results differ).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, unquote
from zlib import crc32

from flows.demo_server.catalogue import Catalogue
from flows.demo_server.metatags import to_metatags, to_result
from flows.demo_server.questions import Hit

PREFIX = "/api/search/query/"
LARGEST_PAGE, MOST_RESULTS = 100, 10_000
_COLLECTION = "vp_collection"
_RANGE = re.compile(r"inmeta:publicatiedatum:daterange:(?P<since>[^.\s+]*)\.\.(?P<until>[^\s+]*)")
_FIELD = re.compile(r"inmeta:(?P<name>[\w-]+)=(?P<value>.+?)(?=[\s+]+inmeta:|$)")
_REQUIRED = "requiredfields="

Alternatives = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What a query asks for. Each of `required` is met by one of its alternatives, a field's name and value."""

    since: date
    until: date
    required: tuple[Alternatives, ...]
    words: tuple[str, ...]
    in_collection: bool
    by_date: bool
    is_descending: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A selection and the page of it that is wanted, from 1."""

    selection: Selection
    page: int
    size: int


def parse_query(target: str) -> Query:
    """The address of a search, from `/api/search/query/` on. Raises ValueError for one that the service would refuse.

    The fields required may stand before the question mark or behind it.
    """
    path, _, rest = target.removeprefix(PREFIX).partition("?")
    asked, *more = path.split("&")
    before = [part.removeprefix(_REQUIRED) for part in more if part.startswith(_REQUIRED)]
    behind = [part.removeprefix(_REQUIRED) for part in rest.split("&") if part.startswith(_REQUIRED)]
    options = dict(parse_qsl(rest))
    page, size = int(options.get("page", "1")), int(options.get("max", "10"))
    if page < 1 or size < 1:
        raise ValueError(f"page={page}, max={size}: count from 1")
    text = unquote(asked)
    since, until = _parse_range(text)
    fields = [((field["name"], field["value"].strip()),) for field in _FIELD.finditer(_RANGE.sub("", text).strip(" +"))]
    selection = Selection(
        since=since,
        until=until,
        required=(*fields, *(pair for part in before + behind for pair in _parse_required(part))),
        words=tuple(_FIELD.sub("", _RANGE.sub("", text)).replace("+", " ").casefold().split()),
        in_collection=options.get("collection") == _COLLECTION,
        by_date=options.get("sort") == "date",
        is_descending=options.get("order", "desc") != "asc",
    )
    return Query(selection, page, min(size, LARGEST_PAGE))


def _parse_range(text: str) -> tuple[date, date]:
    """The days of publication, open at one end or at both."""
    match = _RANGE.search(text)
    since, until = (match["since"], match["until"]) if match else ("", "")
    return date.fromisoformat(since) if since else date.min, date.fromisoformat(until) if until else date.max


def _parse_required(part: str) -> Iterable[Alternatives]:
    """`NAME:VALUE.NAME:VALUE|NAME:VALUE`: a dot means and, a bar means or."""
    for group in unquote(part).split("."):
        pairs = [pair.partition(":") for pair in group.split("|")]
        if not all(colon for _, colon, _ in pairs):
            raise ValueError(f"{_REQUIRED}{group}: write NAME:VALUE")
        yield tuple((name, value) for name, _, value in pairs)


@lru_cache(maxsize=4)
def find_hits(catalogue: Catalogue, selection: Selection) -> tuple[Hit, ...]:
    """All results of a selection, in its order."""
    return sort_hits((hit for hit in catalogue.hits if is_hit(hit, selection)), selection)


def sort_hits(hits: Iterable[Hit], selection: Selection) -> tuple[Hit, ...]:
    """By date of publication, or else by what the service holds for relevance."""
    if not selection.by_date:
        return tuple(sorted(hits, key=lambda hit: crc32(repr(hit.order).encode())))
    return tuple(sorted(hits, key=lambda hit: hit.order, reverse=selection.is_descending))


def is_hit(hit: Hit, selection: Selection) -> bool:
    """Whether a result belongs to it; what is no written question slips through the fields required.

    Without the collection the service searches elsewhere: half of the questions are not there.
    """
    if not selection.since <= hit.question.published_on <= selection.until:
        return False
    if not selection.in_collection and hit.question.schv_id % 2:
        return False
    if hit.kind != "SCHV":
        return not selection.words
    tags = {(name, value.casefold()) for name, value in to_metatags(hit, "")}
    if not all(any((name, value.casefold()) in tags for name, value in group) for group in selection.required):
        return False
    return set(selection.words) <= {word for _, value in tags for word in value.split()}


def to_page(hits: Sequence[Hit], query: Query, base: str) -> dict[str, Any]:
    """A page as the service answers it: numbers as text, no `result` where there are none, null beyond the cap."""
    start = (query.page - 1) * query.size
    shown = hits[start : min(start + query.size, MOST_RESULTS)]
    page: dict[str, Any] = {
        "count": str(len(hits)),
        "firstindex": str(start + 1 if shown else 0),
        "lastindex": str(start + len(shown) if shown else 0),
    }
    if hits:
        page["result"] = [to_result(hit, i, base) for i, hit in enumerate(shown, start=start + 1)] or None
    kinds = Counter(dict(to_metatags(hit, ""))["aggregaattype"] for hit in shown)
    facets = [{"name": kind, "count": str(count)} for kind, count in kinds.most_common()]
    return page | {"facet_category": [{"name": "Aggregaat Type", "facet": facets}]}
