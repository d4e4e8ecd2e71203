"""Answers of the Parliament's services, decided by their content: JSON as asked for, sometimes XML all the same.

What is neither, such as a web page or «no data found», is worth asking for again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flows.sources import TemporaryFailure

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHOWN = 80  # characters of an answer in a message


class UnusableAnswer(TemporaryFailure):
    """A service answered with something else than what was asked for."""


def parse_answer(content: bytes) -> Any:
    """What an answer says as lists, maps and values; XML in the shape that JSON has. Raises UnusableAnswer."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise UnusableAnswer("the answer is empty")
    if start[:14].lower().startswith((b"<!doctype", b"<html")):
        raise UnusableAnswer("the answer is a web page and no data")
    return _parse_xml(start) if start.startswith(b"<") else _parse_json(start)


def _parse_json(content: bytes) -> Any:
    try:
        return json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        raise UnusableAnswer(f"the answer is no JSON ({_show(content)})") from error


def _parse_xml(content: bytes) -> Any:
    from lxml import etree

    # Nothing outside the answer is ever read, and nothing inside it is blown up.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnusableAnswer(f"the answer is no XML ({_show(content)})") from error
    if root.getroottree().docinfo.doctype:
        raise UnusableAnswer("the answer is XML with definitions of its own, which are not read")
    return _to_value(root)


def _to_value(element: _Element) -> Any:
    """`<a><b>1</b><b>2</b></a>` -> {"b": ["1", "2"]}; an element without others in it is its text."""
    from lxml import etree

    children = [child for child in element if isinstance(child.tag, str)]
    if not children:
        return (element.text or "").strip()
    values: dict[str, Any] = {}
    for child in children:
        name = etree.QName(child).localname
        values.setdefault(name, []).append(_to_value(child))
    return {name: found[0] if len(found) == 1 else found for name, found in values.items()}


def _show(content: bytes) -> str:
    text = content[:_SHOWN].decode("utf-8", "replace")
    return " ".join(text.split()) + ("…" if len(content) > _SHOWN else "")
