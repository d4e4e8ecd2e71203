"""The open data service: one written question, or several at once, as JSON or XML.

The names of the fields were read from working programs. Assumed, for nobody has seen them: the wrapper of `schv/lijst`
in JSON and in XML, the root of a question's XML, what `tijdig` and `soort-antwoord` hold, that `titel` is the same as
`onderwerp`, the hour and zone of `datum`, which lists of one element are bare. Seen on other kinds of documents of the
service only: `link`, `objecttype`. So the source relies on none of these; a first run against the service settles them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring
from zoneinfo import ZoneInfo

from flows.demo_server.files import to_file_url
from flows.demo_server.questions import TERM_DAYS, DemoQuestion, Person
from flows.demo_server.words import word

PREFIX = "/e/opendata/schv/"
_ROOT = "schriftelijkevraag"
_ZONE = ZoneInfo("Europe/Brussels")
_OPTIONAL = ("titel", "objecttype", "soort-antwoord", "tijdig", "link")


def to_detail(question: DemoQuestion, base: str) -> dict[str, Any]:
    """A question as the service tells it; keys about which nothing is known are absent, in some questions more.

    In one of three a list of one element is the bare element, in one of four the number is text.
    """
    detail: dict[str, Any] = {
        "id": question.schv_id,
        "vraagnummer": str(question.number) if question.schv_id % 4 == 1 else question.number,
        "titel": question.title,
        "onderwerp": question.title,
        "zittingsjaar": question.parliamentary_year,
        "objecttype": {"naam": word("object_type")},
        "thema": list(question.themes),
        "vraagsteller": _to_bare([_to_person(person) for person in question.askers]),
        "minister": _to_person(question.minister) if question.minister else None,
        "soort-antwoord": word("kind") if question.answered_on and question.is_ordinary else None,
        "tijdig": word("timely" if _is_timely(question) else "late") if question.answered_on else None,
        "procedureverloop": _to_steps(question),
        "bestand-ordered": [{"URL": to_file_url(file, base)} for file in question.files],
        "link": [{"rel": "self", "href": f"{base}{PREFIX}{question.schv_id}"}],
    }
    left_out = _OPTIONAL if question.schv_id % 5 == 2 else ()
    told = {key: value for key, value in detail.items() if value not in (None, []) and key not in left_out}
    if question.schv_id % 3 == 1:
        told = {key: _to_bare(value) if isinstance(value, list) else value for key, value in told.items()}
    return told


def to_list(questions: Sequence[DemoQuestion], base: str) -> dict[str, Any]:
    """Several questions in one wrapper; its names are assumed, from lists of other services of the Parliament.

    Of one question it may be the bare element, as elsewhere.
    """
    items = [{_ROOT: to_detail(question, base)} for question in questions]
    return {"items": items[0] if len(items) == 1 and items[0][_ROOT]["id"] % 3 == 1 else items}


def to_xml(answer: dict[str, Any]) -> bytes:
    """The same as XML: a question, or the list of several."""
    if "items" not in answer:
        root = _add_children(Element(_ROOT), answer)
    else:
        items = answer["items"]
        root = Element("items")
        for item in items if isinstance(items, list) else [items]:
            _add_children(SubElement(root, _ROOT), item[_ROOT])
    document: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return document


def _add_children(parent: Element, values: dict[str, Any]) -> Element:
    for name, value in values.items():
        several = value if isinstance(value, list) else [value]
        holder = SubElement(parent, "themas") if name == "thema" else parent
        for one in several:
            child = SubElement(holder, name)
            if isinstance(one, dict):
                _add_children(child, one)
            else:
                child.text = _to_xml_time(one) if name == "datum" else str(one)
    return parent


def _to_xml_time(moment: str) -> str:
    """`2021-02-02T00:00:00+01:00`, where JSON has `+0100`."""
    return f"{moment[:-2]}:{moment[-2:]}"


def _to_steps(question: DemoQuestion) -> list[dict[str, str]]:
    steps = [{"datum": _to_moment(question.asked_on), "status": word("asked")}]
    if question.answered_on:
        status = word("answered" if _is_timely(question) else "answered_late")
        steps.append({"datum": _to_moment(question.answered_on), "status": status})
    return steps


def _is_timely(question: DemoQuestion) -> bool:
    return question.answered_on is not None and (question.answered_on - question.asked_on).days <= TERM_DAYS


def _to_moment(day: date) -> str:
    return datetime.combine(day, time(), _ZONE).strftime("%Y-%m-%dT%H:%M:%S%z")


def _to_person(person: Person) -> dict[str, Any]:
    return {"id": person.id, "voornaam": person.first_name, "naam": person.last_name}


def _to_bare(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
