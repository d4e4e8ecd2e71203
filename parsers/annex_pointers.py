"""What an answer says of its annexes: the sentences that point at them, with the year and unit they declare.

`De lijst van de in 2023 toegekende subsidies vindt u in bijlage.` dates the grants of an annex that names no year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from parsers.dates import find_only_year, find_years
from parsers.row_words import names_refusal
from parsers.tables.context import find_lines_between, to_sentences
from parsers.units import find_declared_units
from parsers.vocabulary import fold, load_words
from parsers.year_guards import names_open_period, without_guarded_years
from schemas.pages import Page
from schemas.questions import Outline, Question
from schemas.rows import TablePlace
from schemas.tables import Table

_MOST_BEFORE = 3  # sentences before the pointing one that may name its year
_NUMBERED = re.compile(r"(?:bijlagen?|annex|attachment|bijl)[\s._-]*(?:nr\.?\s*)?(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class AnswerSaid:
    """What the answer says for its annexes: its question, and the sentences that point at them.

    `before` are the sentences that lead up to the first of them.
    """

    question: Question
    pointing: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


def read_said(outline: Outline, tables: Sequence[Table], pages: Sequence[Page]) -> AnswerSaid:
    """The pointing sentences in the sections of the answer."""
    pointing: list[str] = []
    before: list[str] = []
    for section in outline.sections:
        if section.kind == "answer":
            end = (section.end_page, section.end_top)
            sentences = to_sentences(find_lines_between((section.page, section.top), end, tables, pages))
            found = [at for at, sentence in enumerate(sentences) if points_at_annex(sentence)]
            if found and not pointing:
                before = sentences[max(0, found[0] - _MOST_BEFORE) : found[0]]
            pointing.extend(sentences[at] for at in found)
    return AnswerSaid(outline.question, tuple(pointing), tuple(before))


def points_at_annex(text: str) -> bool:
    """Whether a text speaks of an annex or attached file."""
    return _pointer().search(fold(text)) is not None


def choose_said(said: AnswerSaid, file_name: str, number: int, files: int) -> AnswerSaid:
    """What is said of one attachment: the second of several files is «bijlage 2» unless its name says otherwise."""
    named = [set(_NUMBERED.findall(fold(sentence))) for sentence in said.pointing]
    match = _NUMBERED.search(fold(file_name))
    own = match[1] if match else str(number) if files > 1 else None
    if own is None or not any(own in numbers for numbers in named):
        return said
    chosen = [s for s, numbers in zip(said.pointing, named, strict=True) if not numbers or own in numbers]
    return replace(said, pointing=tuple(chosen))


def add_said(place: TablePlace, said: AnswerSaid) -> TablePlace:
    """The place with what the answer says of the annex, where the annex itself says nothing."""
    units = {unit for sentence in said.pointing for unit in find_declared_units(sentence)}
    factor = units.pop() if place.factor is None and len(units) == 1 else place.factor
    sentence = place.sentence if names_refusal(place.sentence) else " ".join([*said.pointing, place.sentence])
    year = place.year if place.year is not None else _find_year(said)
    return replace(place, factor=factor, sentence=sentence, year=year)


def _find_year(said: AnswerSaid) -> int | None:
    """The one year of the pointing sentences, or else of those before; an open period leaves none to find."""
    if any(find_years(without_guarded_years(sentence)) for sentence in said.pointing):
        return find_only_year(without_guarded_years(" ".join(said.pointing)))
    if not said.pointing or any(names_open_period(sentence) for sentence in said.pointing):
        return None
    return find_only_year(without_guarded_years(" ".join(said.before)))


@cache
def _pointer() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(fold(row['words']))}" for row in load_words("annex_pointers")))
