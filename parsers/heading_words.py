"""The vocabulary of headings (`vocabulary/<language>/headings.toml`) made into patterns over folded text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from parsers.lines import fold_letters
from parsers.reference_words import ReferenceWords, to_reference_words
from parsers.word_patterns import any_of
from schemas.questions import AnswerKind

_DATE = r"(?P<date>\d{1,2}(?:e|ste|de)?\s+[a-z]{3,9}\.?\s+\d{4}|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4})"


@dataclass(frozen=True, slots=True)
class NameWords:
    """How names are written; all but `spellings` folded."""

    honorific: re.Pattern[str]
    joins: frozenset[str]
    particles: frozenset[str]
    always_small: frozenset[str]
    digraphs: tuple[str, ...]
    spellings: dict[str, str]


@dataclass(frozen=True, slots=True)
class ItemWords:
    """Words around the numbers of items, folded, as alternatives of a pattern."""

    joins: str
    words: str
    range: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """Patterns over folded text; those named `lone_` are held against a whole line without its spaces."""

    lone_masthead: re.Pattern[str]
    lone_question: re.Pattern[str]
    lone_answer: re.Pattern[str]
    question: re.Pattern[str]
    numbered_question: re.Pattern[str]
    answer: re.Pattern[str]
    answer_by: re.Pattern[str]
    annex: re.Pattern[str]
    annex_alone: re.Pattern[str]
    annex_named: re.Pattern[str]
    number: re.Pattern[str]
    asked_on: re.Pattern[str]
    header_date: re.Pattern[str]
    answered_on: re.Pattern[str]
    year: re.Pattern[str]
    asker: re.Pattern[str]
    addressee: re.Pattern[str]
    dangling: re.Pattern[str]
    title: re.Pattern[str]
    open_end: re.Pattern[str]
    siblings: re.Pattern[str]
    kinds: tuple[tuple[AnswerKind, tuple[str, ...]], ...]
    names: NameWords
    items: ItemWords
    references: ReferenceWords


@cache
def read_heading_words(language: str = "nl") -> HeadingWords:
    """The words of headings in a language, from the vocabulary file shipped with the package."""
    file = resources.files("parsers") / "vocabulary" / language / "headings.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return HeadingWords(
        **_question_patterns(told["question"]),
        **_answer_patterns(told),
        **_minister_patterns(told["minister"]),
        kinds=tuple((entry["kind"], tuple(map(fold_letters, entry["words"]))) for entry in told["answer"]["kinds"]),
        names=_name_words(told["names"]),
        items=_item_words(told["items"]),
        references=to_reference_words(told["references"], any_of(told["minister"]["titles"])),
    )


def _question_patterns(told: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    words, on, number = any_of(told["words"]), any_of(told["on"]), any_of(told["number"])
    of, to, date = any_of(told["from"]), any_of(told["to"]), any_of(told["date"])
    asked, labels = rf"(?:(?:{on}\s+)?(?:{words}\s*,?\s+)?)", any_of(told["asker_labels"])
    return {
        "lone_masthead": re.compile(any_of(map(_squeeze, told["masthead"])) + "$"),
        "lone_question": re.compile(any_of(map(_squeeze, told["headings"])) + "$"),
        "question": re.compile(rf"{any_of(told['headings'])}\s+(?={number}\b)"),
        "numbered_question": re.compile(rf"{words}\s+{number}\s*[.:]*\s*\d{{1,4}}\b"),
        "number": re.compile(rf"{asked}{number}\s*[.:]*\s*(?P<number>\d{{1,4}})\b"),
        "asked_on": re.compile(rf"(?:{of}\s+)?{_DATE}"),
        "header_date": re.compile(rf"{date}\s*:?\s*{_DATE}"),
        "year": re.compile(rf"{any_of(told['years'])}\s*:?\s*(?P<first>\d{{4}})\s*-\s*(?P<second>\d{{4}})"),
        "asker": re.compile(rf"(?:{of}|{labels})(?P<colon>\s*:)?\s+(?P<names>.+?)(?=\s+(?:{date}|{to})\b|$)"),
        "addressee": re.compile(rf"{to}\b(?P<colon>\s*:)?|{any_of(told['minister_labels'])}\s*(?P<label>:)"),
        "dangling": re.compile(rf"(?:{asked}{number}\s*[.:]?|{of}|{date}\s*:?|{on}\s+{words})$"),
        "siblings": re.compile(rf"(?:n\.?b\.?\s*:?\s*|\(|\*\s*)?{any_of(told['siblings'])}"),
    }


def _answer_patterns(told: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    question, answer = told["question"], told["answer"]
    kinds = [word for entry in answer["kinds"] for word in entry["words"]]
    heading = rf"(?:{any_of(kinds)}e?\s*(?:en\s*)?)*{any_of(answer['headings'])}(?:\s*\({any_of(kinds)}\))?"
    asked = rf"{any_of(question['on'])}\s+{any_of(question['words'])}"
    titles = any_of(told["minister"]["titles"])
    by = rf"{any_of(question['from'])}\s+(?:de\s+)?{titles}\s+(?P<by>[^\d.;:?!]{{3,90}}?)"
    annex, number = any_of(told["annex"]["headings"]), r"(?:\s*(?:nr\.?\s*)?(?:\d{1,2}|[ivx]+|[a-h])(?!\w))?"
    return {
        "lone_answer": re.compile(rf"{heading}[:.]?$"),
        "answer_by": re.compile(rf"{heading}\s+{by}$"),
        "answer": re.compile(rf"(?P<heading>{heading})\s*:?\s+(?:{by}\s+)?(?={asked}\b)"),
        "answered_on": re.compile(rf"{any_of(answer['answered_on'])}\s*:?\s*{_DATE}"),
        "annex": re.compile(rf"{annex}(?!\w)"),
        "annex_alone": re.compile(rf"{annex}{number}\s*[.:]?$"),
        "annex_named": re.compile(rf"{annex}{number}\s*(?:[.:-]|$)"),
    }


def _minister_patterns(told: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    return {
        "title": re.compile(rf"(?<![\w-]){any_of(told['titles'])}(?![\w])"),
        "open_end": re.compile(rf".*(?:,|-|(?<![\w]){any_of(told['open_ends'])})$"),
    }


def _name_words(told: dict[str, Any]) -> NameWords:
    return NameWords(
        honorific=re.compile(rf"{any_of(told['honorifics'])}\s+"),
        joins=frozenset(map(fold_letters, told["joins"])),
        particles=frozenset(map(fold_letters, told["particles"])),
        always_small=frozenset(map(fold_letters, told["always_small"])),
        digraphs=tuple(map(fold_letters, told["digraphs"])),
        spellings={fold_letters(name): name for name in told["spellings"]},
    )


def _item_words(told: dict[str, Any]) -> ItemWords:
    return ItemWords(any_of(told["joins"]), any_of(told["words"]), re.compile(rf"-|{any_of(told['ranges'])}"))


def find_kind(words: HeadingWords, heading: str) -> AnswerKind:
    """The kind of answer that a folded heading names; `ordinary` when it names none."""
    squeezed = _squeeze(heading)
    return next((kind for kind, named in words.kinds if any(word in squeezed for word in named)), "ordinary")


def is_lone(pattern: re.Pattern[str], folded: str) -> bool:
    """Whether a whole line, its spaces left out (`AN TWOORD`), is what the pattern says."""
    return pattern.match(_squeeze(folded)) is not None


def _squeeze(text: str) -> str:
    return "".join(fold_letters(text).split()).rstrip(":")
