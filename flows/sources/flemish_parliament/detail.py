"""What the open data service tells of one written question, or of many at once; any of it may be missing."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.sources.flemish_parliament.answers import UnusableAnswer, parse_answer
from flows.sources.flemish_parliament.values import (
    find_date,
    find_maps,
    find_number,
    find_text,
    find_texts,
    to_list,
    to_map,
)
from schemas.questions import QuestionFacts

# The stem of `Tijdig beantwoord`, `Laattijdig beantwoord`, `Beantwoord`; not of `Onbeantwoord`, `Nog niet beantwoord`.
_ANSWERED = re.compile(r"(?<!niet )\bbeantwoord", re.IGNORECASE)
_ID = "id"
_NUMBER, _YEAR, _SUBJECT, _TITLE = "vraagnummer", "zittingsjaar", "onderwerp", "titel"
_ASKED_BY, _MINISTER, _GIVEN, _FAMILY = "vraagsteller", "minister", "voornaam", "naam"
_HISTORY, _STATUS, _DATE = "procedureverloop", "status", "datum"
_THEME, _THEMES = "thema", "themas"
_FILES, _OTHER_FILES, _ADDRESSES = "bestand-ordered", ("bijlage", "document"), ("URL", "url")
_QUESTION_KEYS = frozenset({_NUMBER, _YEAR, _SUBJECT, _TITLE, _ASKED_BY, _MINISTER, _HISTORY, _FILES})
_TELLING_KEYS = _QUESTION_KEYS | {_THEME, _THEMES, *_OTHER_FILES}


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A step of the procedure, as the service words it."""

    on: date | None
    status: str


@dataclass(frozen=True, slots=True)
class QuestionDetail:
    """One written question; `urls` are its files as the service gives them, the answer first. None before an answer."""

    question_id: str
    facts: QuestionFacts
    urls: tuple[str, ...]
    history: tuple[StatusChange, ...]

    @property
    def is_answered(self) -> bool:
        """Whether its status tells of an answer."""
        return any(_ANSWERED.search(step.status) for step in self.history)


def parse_detail(content: bytes, question_id: str) -> QuestionDetail:
    """The answer to `schv/{id}`. Raises UnusableAnswer where it tells nothing of this question."""
    answer = parse_answer(content)
    found = _find_questions(answer, {question_id}).get(question_id) or _find_nameless(answer)
    if found is None:
        raise UnusableAnswer(f"the answer tells nothing of question {question_id} ({str(answer)[:80]})")
    return _to_detail(question_id, found)


def parse_details(content: bytes, question_ids: Collection[str]) -> dict[str, QuestionDetail]:
    """The answer to `schv/lijst`: those of the questions that it tells of, wherever they stand in it."""
    found = _find_questions(parse_answer(content), question_ids)
    return {question_id: _to_detail(question_id, question) for question_id, question in found.items()}


def _find_questions(answer: Any, question_ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """The outermost maps with one of these ids: within a question persons have ids too."""
    found: dict[str, dict[str, Any]] = {}
    waiting = [answer]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(reversed(part))
        elif isinstance(part, dict):
            question_id = find_text(part.get(_ID))
            if question_id in question_ids and _TELLING_KEYS & part.keys():  # else an error that repeats the number
                found.setdefault(question_id or "", part)
            elif not _QUESTION_KEYS & part.keys():
                waiting.extend(reversed(part.values()))
    return found


def _find_nameless(answer: Any) -> dict[str, Any] | None:
    """The outermost map that tells of a question and does not say which."""
    found = next((part for part in find_maps(answer) if _QUESTION_KEYS & part.keys()), None)
    return found if found is not None and find_text(found.get(_ID)) is None else None


def _to_detail(question_id: str, question: dict[str, Any]) -> QuestionDetail:
    steps = (to_map(step) for step in to_list(question.get(_HISTORY)))
    history = tuple(StatusChange(find_date(step.get(_DATE)), find_text(step.get(_STATUS)) or "") for step in steps)
    return QuestionDetail(question_id, _to_facts(question, history), _find_urls(question), history)


def _to_facts(question: dict[str, Any], history: tuple[StatusChange, ...]) -> QuestionFacts:
    themes = [theme for part in to_list(question.get(_THEMES)) for theme in find_texts(_open_themes(part))]
    asked_by = (_find_name(person) for person in to_list(question.get(_ASKED_BY)))
    return QuestionFacts(
        number=find_number(question.get(_NUMBER)),
        parliamentary_year=find_text(question.get(_YEAR)),
        title=find_text(question.get(_SUBJECT)) or find_text(question.get(_TITLE)),
        asked_by=tuple(name for name in asked_by if name),
        minister=next((name for person in to_list(question.get(_MINISTER)) if (name := _find_name(person))), None),
        answered_on=next((step.on for step in reversed(history) if step.on and _ANSWERED.search(step.status)), None),
        themes=tuple(dict.fromkeys((*find_texts(question.get(_THEME)), *themes))),
    )


def _open_themes(part: Any) -> Any:
    return part.get(_THEME) if isinstance(part, dict) else part


def _find_name(person: Any) -> str | None:
    if not isinstance(person, dict):
        return find_text(person)
    names = (find_text(person.get(_GIVEN)), find_text(person.get(_FAMILY)))
    return " ".join(name for name in names if name) or None


def _find_urls(question: dict[str, Any]) -> tuple[str, ...]:
    """Addresses under `bestand-ordered` at any depth, then those under `bijlage` and `document`."""
    listed = [part[_FILES] for part in find_maps(question) if _FILES in part]
    others = [question.get(name) for name in _OTHER_FILES]
    return tuple(dict.fromkeys(url for value in (*listed, *others) for url in _find_addresses(value)))


def _find_addresses(value: Any) -> list[str]:
    addresses = [text for part in to_list(value) if not isinstance(part, dict) for text in find_texts(part)]
    for part in find_maps(value):
        addresses.extend(text for name in _ADDRESSES for text in find_texts(part.get(name)))
    return addresses
