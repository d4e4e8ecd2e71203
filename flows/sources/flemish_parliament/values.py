"""Values as the services send them, where one may stand for a list, text for a number, and anything may be missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from schemas.questions import QuestionFacts

_NUMBER = re.compile(r"\d{1,18}")
_DAY = 10  # characters of a date in front of its time


def to_list(value: Any) -> list[Any]:
    """A list as it is, nothing for null, and one thing for a single value."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def to_map(value: Any) -> dict[str, Any]:
    """The first map of a value; empty where there is none."""
    return next((part for part in to_list(value) if isinstance(part, dict)), {})


def find_texts(value: Any) -> tuple[str, ...]:
    """The texts of a value, numbers among them as text, without empty ones and repetitions."""
    parts = (_to_text(part) for part in to_list(value))
    return tuple(dict.fromkeys(part for part in parts if part))


def _to_text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip().encode("utf-8", "replace").decode()  # half a character cannot be stored


def find_text(value: Any) -> str | None:
    """The first text of a value, or None."""
    return next(iter(find_texts(value)), None)


def find_number(value: Any) -> int | None:
    """The first text of a value as a number; None where it is no whole number (`12bis`)."""
    text = find_text(value)
    return int(text) if text and text.isascii() and _NUMBER.fullmatch(text) else None


def find_date(value: Any) -> date | None:
    """The first text of a value as a date, its time cut off (`2021-02-02T00:00:00+0100`); None for anything else."""
    text = find_text(value)
    if text is None:
        return None
    try:
        return date.fromisoformat(text[:_DAY])
    except ValueError:
        return None


def find_maps(value: Any) -> Iterator[dict[str, Any]]:
    """All maps in a value, however deep, each before those in it."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting.extend(reversed(list(part.values())))
        elif isinstance(part, list):
            waiting.extend(reversed(part))


def complete(facts: QuestionFacts | None, by: QuestionFacts) -> QuestionFacts:
    """The facts, those that are missing as `by` has them."""
    if facts is None:
        return by
    names = (field.name for field in fields(QuestionFacts))
    return QuestionFacts(**{name: getattr(facts, name) or getattr(by, name) for name in names})
