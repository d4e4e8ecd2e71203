"""What the headings of an answer say, by regular expressions over the text: the other half of the plain glue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

MONTHS = ("januari", "februari", "maart", "april", "mei", "juni",
          "juli", "augustus", "september", "oktober", "november", "december")  # fmt: skip
NUMBER = re.compile(r"nr\.?\s*(\d+)", re.IGNORECASE)
DATE = re.compile(rf"(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(\d{{4}})", re.IGNORECASE)
ASKED_BY = re.compile(r"^van\s+([A-ZÀ-Þ][^\n]+?)\s*$", re.MULTILINE)
MINISTER = re.compile(r"^aan\s+([A-ZÀ-Þ][^\n]+?)\s*$", re.MULTILINE)
ANSWER = re.compile(r"^\s*ANTWOORD", re.MULTILINE | re.IGNORECASE)


def read_headings(texts: Sequence[str]) -> dict[str, Any]:
    """The question's fields from the pages' texts; None where nothing matches."""
    text = "\n".join(texts).replace("\r", "")
    number, asked, minister = NUMBER.search(text), ASKED_BY.search(text), MINISTER.search(text)
    return {
        "number": int(number[1]) if number else None,
        "asked_on": find_date(text),
        "answered_on": None,
        "asked_by": [to_name(name) for name in re.split(r"\s*,\s*|\s+EN\s+", asked[1])] if asked else [],
        "minister": to_name(minister[1]) if minister else None,
        "title": find_title(text[minister.end() :]) if minister else None,
    }


def find_date(text: str) -> str | None:
    match = DATE.search(text)
    return f"{match[3]}-{MONTHS.index(match[2].casefold()) + 1:02}-{int(match[1]):02}" if match else None


def find_title(below_minister: str) -> str | None:
    """The first line under the minister's that is not all capitals (his office is)."""
    lines = [" ".join(line.split()) for line in below_minister.splitlines()]
    return next((line for line in lines if line and line != line.upper()), None)


def to_name(printed: str) -> str:
    """`SANNE VAN LOOY` -> `Sanne Van Looy`."""
    return " ".join(word.capitalize() for word in printed.split())


def find_answer_page(texts: Sequence[str]) -> int:
    """The page, from 1, of the heading over the answer; 1 where none is found."""
    return next((page for page, text in enumerate(texts, 1) if ANSWER.search(text)), 1)
