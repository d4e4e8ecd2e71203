"""The words by which answers refer to something outside them, made into patterns over folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from parsers.word_patterns import any_of


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """Patterns by which an answer refers to something outside it; each has a group `target`, or one for each form.

    `another` is any word for another answer or minister, as a reference that was found prints it."""

    answer: re.Pattern[str]
    register: re.Pattern[str]
    site: re.Pattern[str]
    annex: re.Pattern[str]
    elsewhere: re.Pattern[str]
    coordinated: re.Pattern[str]
    colleague: re.Pattern[str]
    own: re.Pattern[str]
    another: re.Pattern[str]


def to_reference_words(told: dict[str, Any], titles: str) -> ReferenceWords:
    """The patterns from the vocabulary's section `references`; `titles` is a pattern of ministers' titles."""
    end = r"(?:[^.;:!?]|\.(?=\S)|(?<=\bnr)\.|(?<=\bnrs)\.)*"
    verb = rf"(?<!\w){any_of(told['verbs'])}(?!\w)[^.;:!?]{{0,120}}?(?<!\w)"
    adjective = r"(?:[a-z]+(?:end|eerd|ig|lijk|ende|eerde|ige|lijke)\s+)?"
    others = [*told["answers"], *told["coordinated"], *told["colleagues"]]
    annexed = rf"(?<!\w){any_of(told['annex_verbs'])}\s+(?:de\s+|het\s+|ook\s+)?"
    return ReferenceWords(
        answer=re.compile(rf"{verb}(?P<target>{adjective}{any_of(told['answers'])}(?!\w){end})"),
        register=re.compile(rf"{verb}(?P<target>{any_of(told['registers'])}(?!\w))"),
        site=re.compile(_site_pattern(told)),
        annex=re.compile(rf"{annexed}(?P<target>{any_of(told['annexes'])}(?:\s+\d{{1,2}})?)(?!\w)"),
        elsewhere=re.compile(rf"(?<!\w){any_of(told['elsewhere'])}"),
        coordinated=re.compile(rf"(?P<target>[^.;:!?]*(?<!\w){any_of(told['coordinated'])}{end})"),
        colleague=re.compile(_colleague_pattern(told, titles, end)),
        own=re.compile(rf"(?<!\w){any_of(told['own'])}(?!\w)"),
        another=re.compile(rf"(?<!\w)(?:{any_of(others)}|{titles})(?!\w)"),
    )


def _colleague_pattern(told: dict[str, Any], titles: str, end: str) -> str:
    """`verwijs ik naar minister X`, `behoort tot de bevoegdheid van mijn collega X`."""
    verb = rf"(?<!\w){any_of(told['verbs'])}(?!\w)[^.;:!?]{{0,60}}?(?<!\w)naar"
    who = rf"(?:{any_of(told['colleagues'])}|{titles})(?!\w)"
    return rf"(?:{verb}|(?<!\w){any_of(told['competent'])})\s+(?P<target>{who}{end})"


def _site_pattern(told: dict[str, Any]) -> str:
    """`De gegevens zijn terug te vinden op www.voorbeeld.be`, `Op de website van X vindt u een overzicht`."""
    data, found = (rf"(?<!\w){any_of(told[name])}(?!\w)" for name in ("data", "found"))
    near = r"(?:[^.;:!?]|\.(?=\S)){0,160}?"
    address = r"(?:https?://|www\.)[^\s,;)]*[^\s,;).]"
    end = rf"(?!\s(?:{found}|{any_of(told['site_ends'])}\b))"
    site = rf"(?:{address}|{any_of(told['sites'])}(?!\w)(?:{end}(?:[^.,;:!?]|\.(?=\S)))*)"
    on = rf"(?<!\w){any_of(told['site_joins'])}\s+"
    ways = (
        rf"(?:{data}{near}{found}|{found}{near}{data}){near}{on}(?P<behind>{site})",
        rf"{on}(?P<before>{site}){near}(?:{data}{near}{found}|{found}{near}{data})",
        rf"{data}{near}{on}(?P<between>{site}){near}{found}",
    )
    return "|".join(ways)
