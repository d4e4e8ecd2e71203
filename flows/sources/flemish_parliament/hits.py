"""Results of the search service -> documents. One result is one file, so a question may have several."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import groupby
from typing import Any

from flows.sources import DocumentRef
from flows.sources.flemish_parliament.files import find_file_number
from flows.sources.flemish_parliament.values import (
    complete,
    find_date,
    find_number,
    find_text,
    find_texts,
    to_list,
    to_map,
)
from schemas.questions import QuestionFacts

SOURCE = "flemish-parliament"
_PAGE = "parlementaire-documenten/schriftelijke-vragen"
_KIND, _TYPE = ("soort", "schv"), ("aggregaattype", "schriftelijke vraag")
# Where the question's number stands, the surest first: metatags, then fields of the result itself.
_IDS = (
    ("opendata", re.compile(r"/schv/(\d+)")),
    ("displayurl", re.compile(r"/schriftelijke-vragen/(\d+)")),
    ("url", re.compile(r"/schriftelijke-vragen/(\d+)")),
    ("id", re.compile(r"be\.vlp\.feed/(\d+)")),
)
# What tells a change; a result's place in the list and its snippet differ from one question to the next.
_TELLING = (
    *("document", "documenttype", "documenttitel", "mimetype", "titel", "onderwerp", "nummer", "zittingsjaar"),
    *("status", "statusdatumSchvBeantwoord", "publicatiedatum", "eerstepublicatie", "last_modified", "datum"),
    *("themadatum", "vraagsteller", "minister", "thema"),
)

Said = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Hit:
    """One file of a written question, or the question itself where it has none.

    `key` tells it from other hits; `telling` is a SHA-256 over all that tells a change. `has_file`: it names a file.
    """

    key: str
    question_id: str
    facts: QuestionFacts
    telling: str
    has_file: bool


def to_key(result: Mapping[str, Any]) -> str:
    """What tells a result from all others: its id and its file, where it has them."""
    said = _to_said(result)
    names = (find_text(result.get("id")), find_text(said.get("document")))
    found = [name for name in names if name]
    return " ".join(found) or find_text(result.get("url")) or json.dumps(result, sort_keys=True)


def find_hit(result: Mapping[str, Any]) -> Hit | None:
    """A search result as a hit; None for what is no written question. Raises ValueError for one without a number."""
    said = _to_said(result)
    places = {**{name: find_text(result.get(name)) for name in ("id", "url")}, **_to_firsts(said)}
    if not _is_written_question(said, places):
        return None
    question_id = _find_id(places)
    if question_id is None:
        raise ValueError(f"{to_key(result)[:200]}: a written question without its number")
    telling = json.dumps([(name, _to_canonical(name, said[name])) for name in _TELLING if name in said])
    digest = sha256(telling.encode()).hexdigest()
    return Hit(to_key(result), question_id, _to_facts(said), digest, "document" in said)


def to_refs(hits: Iterable[Hit], website_url: str) -> tuple[DocumentRef, ...]:
    """One document a question, in the order of their publication; hits with the same key count once."""
    different = {hit.key: hit for hit in hits}.values()
    by_question = sorted(different, key=lambda hit: (int(hit.question_id), _published_on(hit.facts), hit.key))
    groups = groupby(by_question, key=lambda hit: hit.question_id)
    refs = [_to_ref(question_id, tuple(group), website_url) for question_id, group in groups]
    return tuple(sorted(refs, key=lambda ref: (_published_on(ref.facts), int(ref.location))))


def _to_ref(question_id: str, hits: tuple[Hit, ...], website_url: str) -> DocumentRef:
    facts: QuestionFacts | None = None
    for hit in hits:
        facts = complete(facts, hit.facts)
    telling = " ".join(sorted(hit.telling for hit in hits))
    address = f"{website_url.rstrip('/')}/{_PAGE}/{question_id}"
    is_answered = any(hit.has_file or hit.facts.answered_on for hit in hits)
    return DocumentRef(SOURCE, question_id, address, sha256(telling.encode()).hexdigest(), facts, is_answered)


def _published_on(facts: QuestionFacts | None) -> date:
    return facts.published_on if facts and facts.published_on else date.max


def _to_said(result: Mapping[str, Any]) -> Said:
    """The metatags: name -> values, several where a name is repeated."""
    said: dict[str, tuple[str, ...]] = {}
    for group in to_list(result.get("metatags")):
        for tag in to_list(group.get("metatag") if isinstance(group, dict) else None):
            name = find_text(to_map(tag).get("name"))
            if name:
                said[name] = tuple(dict.fromkeys((*said.get(name, ()), *find_texts(to_map(tag).get("value")))))
    return {name: values for name, values in said.items() if values}


def _to_firsts(said: Said) -> dict[str, str | None]:
    return {name: values[0] for name, values in said.items() if name in ("opendata", "displayurl")}


def _is_written_question(said: Said, places: Mapping[str, str | None]) -> bool:
    """As its kind says, else its type; where it tells neither, whether an address of a written question does."""
    for name, wanted in (_KIND, _TYPE):
        if name in said:
            return any(value.lower() == wanted for value in said[name])
    return any(pattern.search(places.get(name) or "") for name, pattern in _IDS[:-1])


def _find_id(places: Mapping[str, str | None]) -> str | None:
    found = (pattern.search(places.get(name) or "") for name, pattern in _IDS)
    return next((str(int(match[1])) for match in found if match), None)


def _to_canonical(name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values in one order, a file by its number: the service knows two addresses for each."""
    if name == "document":
        values = tuple(find_file_number(value) or value for value in values)
    return tuple(sorted(values))


def _to_facts(said: Said) -> QuestionFacts:
    return QuestionFacts(
        number=find_number(said.get("nummer")),
        parliamentary_year=find_text(said.get("zittingsjaar")),
        title=find_text(said.get("onderwerp")) or find_text(said.get("titel")),
        asked_by=tuple(_to_name(name) for name in said.get("vraagsteller", ())),
        minister=next((_to_name(name) for name in said.get("minister", ())), None),
        asked_on=find_date(said.get("themadatum")),
        answered_on=find_date(said.get("statusdatumSchvBeantwoord")),
        published_on=find_date(said.get("publicatiedatum")),
        themes=said.get("thema", ()),
    )


def _to_name(name: str) -> str:
    """`Sminate, Nadia` -> `Nadia Sminate`; a name without comma as it is."""
    family, _, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip()
