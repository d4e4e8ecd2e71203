"""The vocabulary of headings (`vocabulary/<language>/headings.toml`) made into patterns over folded text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from parsers.lines import fold_letters
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
class ReferenceWords:
    """Patterns by which an answer refers to something outside it; each has a group `target`, or one for each form."""

    answer: re.Pattern[str]
    register: re.Pattern[str]
    site: re.Pattern[str]
    annex: re.Pattern[str]
    elsewhere: re.Pattern[str]
    coordinated: re.Pattern[str]
    colleague: re.Pattern[str]
    own: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """Patterns over folded text; those named `lone_` are held against a whole line without its spaces."""

    lone_masthead: re.Pattern[str]
    lone_question: re.Pattern[str]
    lone_answer: re.Pattern[str]
    question: re.Pattern[str]
    numbered_question: re.Pattern[str]
    answer: re.Pattern[str]
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
        references=_reference_words(told["references"], _any(told["minister"]["titles"])),
    )


def _question_patterns(told: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    words, on, number = _any(told["words"]), _any(told["on"]), _any(told["number"])
    of, to, date = _any(told["from"]), _any(told["to"]), _any(told["date"])
    asked = rf"(?:(?:{on}\s+)?(?:{words}\s*,?\s+)?)"
    return {
        "lone_masthead": _compile(_any(map(_squeeze, told["masthead"])) + "$"),
        "lone_question": _compile(_any(map(_squeeze, told["headings"])) + "$"),
        "question": _compile(rf"{_any(told['headings'])}\s+(?={number}\b)"),
        "numbered_question": _compile(rf"{words}\s+{number}\s*[.:]?\s*\d{{1,4}}\b"),
        "number": _compile(rf"{asked}{number}\s*[.:]?\s*(?P<number>\d{{1,4}})\b"),
        "asked_on": _compile(rf"(?:{of}\s+)?{_DATE}"),
        "header_date": _compile(rf"{date}\s*:?\s*{_DATE}"),
        "year": _compile(rf"{_any(told['years'])}\s*:?\s*(?P<first>\d{{4}})\s*-\s*(?P<second>\d{{4}})"),
        "asker": _compile(rf"{of}\s+(?P<names>.+?)(?=\s+(?:{date}|{to})\b|$)"),
        "addressee": _compile(rf"{to}\b\s*:?"),
        "dangling": _compile(rf"(?:{asked}{number}\s*[.:]?|{of}|{date}\s*:?|{on}\s+{words})$"),
        "siblings": _compile(rf"(?:n\.?b\.?\s*:?\s*|\(|\*\s*)?{_any(told['siblings'])}"),
    }


def _answer_patterns(told: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    question, answer = told["question"], told["answer"]
    kinds = [word for entry in answer["kinds"] for word in entry["words"]]
    heading = rf"(?:{_any(kinds)}e?\s*(?:en\s*)?)*{_any(answer['headings'])}(?:\s*\({_any(kinds)}\))?"
    asked = rf"{_any(question['on'])}\s+{_any(question['words'])}"
    annex, number = _any(told["annex"]["headings"]), r"(?:\s*(?:nr\.?\s*)?(?:\d{1,2}|[ivx]+|[a-h])(?!\w))?"
    return {
        "lone_answer": _compile(rf"{heading}[:.]?$"),
        "answer": _compile(rf"(?P<heading>{heading})\s*:?\s+(?={asked}\b)"),
        "answered_on": _compile(rf"{_any(answer['answered_on'])}\s*:?\s*{_DATE}"),
        "annex": _compile(rf"{annex}(?!\w)"),
        "annex_alone": _compile(rf"{annex}{number}\s*[.:]?$"),
        "annex_named": _compile(rf"{annex}{number}\s*(?:[.:-]|$)"),
    }


def _minister_patterns(told: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    return {
        "title": _compile(rf"(?<![\w-]){_any(told['titles'])}(?![\w])"),
        "open_end": _compile(rf".*(?:,|-|(?<![\w]){_any(told['open_ends'])})$"),
    }


def _name_words(told: dict[str, Any]) -> NameWords:
    return NameWords(
        honorific=_compile(rf"{_any(told['honorifics'])}\s+"),
        joins=frozenset(map(fold_letters, told["joins"])),
        particles=frozenset(map(fold_letters, told["particles"])),
        always_small=frozenset(map(fold_letters, told["always_small"])),
        digraphs=tuple(map(fold_letters, told["digraphs"])),
        spellings={fold_letters(name): name for name in told["spellings"]},
    )


def _item_words(told: dict[str, Any]) -> ItemWords:
    return ItemWords(_any(told["joins"]), _any(told["words"]), _compile(rf"-|{_any(told['ranges'])}"))


def _reference_words(told: dict[str, Any], titles: str) -> ReferenceWords:
    end = r"(?:[^.;:!?]|\.(?=\S)|(?<=\bnr)\.|(?<=\bnrs)\.)*"
    verb = rf"(?<!\w){_any(told['verbs'])}(?!\w)[^.;:!?]{{0,120}}?(?<!\w)"
    adjective = r"(?:[a-z]+(?:end|eerd|ig|lijk|ende|eerde|ige|lijke)\s+)?"
    annexed = rf"(?<!\w){_any(told['annex_verbs'])}\s+(?:de\s+|het\s+|ook\s+)?"
    return ReferenceWords(
        answer=_compile(rf"{verb}(?P<target>{adjective}{_any(told['answers'])}(?!\w){end})"),
        register=_compile(rf"{verb}(?P<target>{_any(told['registers'])}(?!\w))"),
        site=_compile(_site_pattern(told)),
        annex=_compile(rf"{annexed}(?P<target>{_any(told['annexes'])}(?:\s+\d{{1,2}})?)(?!\w)"),
        elsewhere=_compile(rf"(?<!\w){_any(told['elsewhere'])}"),
        coordinated=_compile(rf"(?P<target>[^.;:!?]*(?<!\w){_any(told['coordinated'])}{end})"),
        colleague=_compile(_colleague_pattern(told, titles, end)),
        own=_compile(rf"(?<!\w){_any(told['own'])}(?!\w)"),
    )


def _colleague_pattern(told: dict[str, Any], titles: str, end: str) -> str:
    """`verwijs ik naar minister X`, `behoort tot de bevoegdheid van mijn collega X`."""
    verb = rf"(?<!\w){_any(told['verbs'])}(?!\w)[^.;:!?]{{0,60}}?(?<!\w)naar"
    who = rf"(?:{_any(told['colleagues'])}|{titles})(?!\w)"
    return rf"(?:{verb}|(?<!\w){_any(told['competent'])})\s+(?P<target>{who}{end})"


def _site_pattern(told: dict[str, Any]) -> str:
    """`De gegevens zijn terug te vinden op www.voorbeeld.be`, `Op de website van X vindt u een overzicht`."""
    data, found = (rf"(?<!\w){_any(told[name])}(?!\w)" for name in ("data", "found"))
    near = r"(?:[^.;:!?]|\.(?=\S)){0,160}?"
    address = r"(?:https?://|www\.)[^\s,;)]*[^\s,;).]"
    end = rf"(?!\s(?:{found}|{_any(told['site_ends'])}\b))"
    site = rf"(?:{address}|{_any(told['sites'])}(?!\w)(?:{end}(?:[^.,;:!?]|\.(?=\S)))*)"
    on = rf"(?<!\w){_any(told['site_joins'])}\s+"
    ways = (
        rf"(?:{data}{near}{found}|{found}{near}{data}){near}{on}(?P<behind>{site})",
        rf"{on}(?P<before>{site}){near}(?:{data}{near}{found}|{found}{near}{data})",
        rf"{data}{near}{on}(?P<between>{site}){near}{found}",
    )
    return "|".join(ways)


def find_kind(words: HeadingWords, heading: str) -> AnswerKind:
    """The kind of answer that a folded heading names; `ordinary` when it names none."""
    squeezed = _squeeze(heading)
    return next((kind for kind, named in words.kinds if any(word in squeezed for word in named)), "ordinary")


def is_lone(pattern: re.Pattern[str], folded: str) -> bool:
    """Whether a whole line, its spaces left out (`AN TWOORD`), is what the pattern says."""
    return pattern.match(_squeeze(folded)) is not None


def _squeeze(text: str) -> str:
    return "".join(fold_letters(text).split()).rstrip(":")


def _any(words: Iterable[str]) -> str:
    """A pattern of alternatives; spaces in them stand for any white space."""
    longest_first = sorted(map(fold_letters, words), key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first) + ")"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
