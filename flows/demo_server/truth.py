"""What is known of a sample answer: from its truth file, or, where there is none, from its name."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flows.demo_server.numbering import MOST_ATTACHMENTS
from flows.demo_server.questions import TERM_DAYS
from flows.sources import SourceError
from flows.sources.folder_files import find_files

_NAMED = re.compile(r"sv-(?P<number>\d+)-(?P<day>\d{4}-\d{2}-\d{2})")
_UNDATED = date(2020, 1, 15)  # of answers that tell no day


@dataclass(frozen=True, slots=True)
class SampleAnswer:
    """A PDF with its attachments, and what is known of the question; None and empty where nothing is."""

    path: Path
    attachments: tuple[Path, ...]
    asked_on: date
    answered_on: date
    number: int | None
    parliamentary_year: str | None
    title: str
    askers: tuple[str, ...]
    minister: str | None
    is_ordinary: bool


def read_answers(folder: Path) -> list[SampleAnswer]:
    """The answers of a folder and those below it, in the order in which they were asked. Raises SourceError."""
    if not folder.is_dir():
        raise SourceError(f"{folder}: no such folder; name one with answers, as in --documents corpus/samples")
    files = find_files(folder).answers
    answers = [read_answer(path, _check_number(path, attached)) for path, attached in files.items()]
    if not answers:
        raise SourceError(f"{folder}: holds no PDF; name a folder with answers, as in --documents corpus/samples")
    return sorted(answers, key=lambda answer: (answer.asked_on, answer.path))


def read_answer(path: Path, attachments: tuple[Path, ...]) -> SampleAnswer:
    """One answer. Raises SourceError for a truth file that is none."""
    facts, kind = _read_facts(path.with_name(f"{path.stem}.truth.json"))
    named = _NAMED.match(path.stem)
    asked_on = _to_date(facts.get("asked_on")) or (date.fromisoformat(named["day"]) if named else _UNDATED)
    askers = facts.get("asked_by") or ()
    return SampleAnswer(
        path=path,
        attachments=attachments,
        asked_on=asked_on,
        answered_on=_to_date(facts.get("answered_on")) or asked_on + timedelta(days=TERM_DAYS),
        number=facts.get("number") or (int(named["number"]) if named else None),
        parliamentary_year=facts.get("parliamentary_year"),
        title=_to_service_title(facts.get("title") or path.stem.replace("-", " ")),
        askers=(askers,) if isinstance(askers, str) else tuple(askers),
        minister=facts.get("minister"),
        is_ordinary=kind == "ordinary",
    )


def _read_facts(truth: Path) -> tuple[dict[str, Any], str]:
    """The question's facts, of a bulletin the first one's, and the kind of its answer."""
    if not truth.exists():
        return {}, "ordinary"
    try:
        told = json.loads(truth.read_text("utf-8"))
        several = told.get("questions") or [{}]
        return {**told["question"], **several[0]}, told.get("kind", "ordinary")
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(f"{truth}: is no truth file ({error}); corpus/README.md tells what one holds") from error


def _check_number(answer: Path, attached: tuple[Path, ...]) -> tuple[Path, ...]:
    if len(attached) > MOST_ATTACHMENTS:
        message = f"has {len(attached)} attachments; the demo server offers at most {MOST_ATTACHMENTS}"
        raise SourceError(f"{answer}: {message}")
    return attached


def _to_service_title(title: str) -> str:
    """As the service writes most of its subjects: `Topic  -  Aspect`, two spaces on each side."""
    return re.sub(r" [-–] ", "  -  ", title, count=1)


def _to_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
