"""Headings of questions, answers and annexes: where they stand and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.heading_block import HeadingBlock, HeadingFacts, find_minister, to_year
from parsers.heading_words import HeadingWords, find_kind, is_lone
from parsers.lines import PrintedLine, fold_letters
from parsers.names import is_capitals, parse_names
from schemas.pages import Page
from schemas.questions import AnswerKind, SectionKind

_MINISTER_LINES = 7  # name and title above `ANTWOORD`
_BLOCK_LINES = 16  # no heading is longer
_LONGEST_ANNEX_HEADING = 160  # letters


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its lines from `start` up to, not including, `end`, and what they say."""

    kind: SectionKind
    start: int
    end: int
    facts: HeadingFacts
    answer_kind: AnswerKind


def find_headings(lines: Sequence[PrintedLine], words: HeadingWords) -> tuple[Heading, ...]:
    """All headings in reading order. An annex is one only after an answer: before it, it belongs to the question."""
    found: list[Heading] = []
    at = 0
    while at < len(lines):
        heading = _heading_at(lines, at, words, found)
        if heading is not None:
            found.append(heading)
        at = heading.end if heading is not None else at + 1
    return tuple(found)


def _heading_at(
    lines: Sequence[PrintedLine], at: int, words: HeadingWords, before: Sequence[Heading]
) -> Heading | None:
    last = before[-1] if before else None
    if is_question_line(lines[at], words):
        return _read_question(lines, at, words, last)
    if is_answer_line(lines[at], words):
        return _read_answer(lines, at, words, last)
    if last is not None and last.kind != "question" and is_annex_line(lines, at, words):
        return Heading("annex", at, at + 1, HeadingFacts(), "ordinary")
    return None


def is_question_line(line: PrintedLine, words: HeadingWords) -> bool:
    """`SCHRIFTELIJKE VRAAG`, `SCHRIFTELIJKE VRAAG nr. 147`, `Vraag nr. 20` (a capital: no sentence goes on with it)."""
    if not line.text[0].isupper():
        return False
    return (
        is_lone(words.lone_question, line.folded)
        or words.question.match(line.folded) is not None
        or words.numbered_question.match(line.folded) is not None
    )


def is_answer_line(line: PrintedLine, words: HeadingWords) -> bool:
    """`ANTWOORD`, `Voorlopig antwoord`, `ANTWOORD op vraag nr. 162 van 2 februari 2021`; also letter-spaced."""
    if not line.text[0].isupper():
        return False
    if is_lone(words.lone_answer, line.folded) or words.answer.match(line.folded) is not None:
        return True
    found = words.answer_by.match(line.folded)
    return found is not None and bool(find_minister(line.text[slice(*found.span("by"))], words))


def is_annex_line(lines: Sequence[PrintedLine], at: int, words: HeadingWords) -> bool:
    """`BIJLAGE(N)`, `BIJLAGE 1: Overzicht`; `Bijlage 1: Overzicht` bold or on top of a page; `Bijlage 2` alone.

    `Bijlage 1: Overzicht` in the middle of a text may be the list of annexes that closes an answer.
    """
    line = lines[at]
    found = words.annex.match(line.folded)
    if found is None or line.in_table or not line.text[0].isupper():
        return False
    if is_capitals(re.sub(r"\(n\)", "", line.text)):
        return len(line.text) <= _LONGEST_ANNEX_HEADING
    stands_out = line.bold or lines[at - 1].page != line.page or is_capitals(line.text[: found.end()])
    pattern = words.annex_named if stands_out else words.annex_alone
    return pattern.match(line.folded) is not None


def _read_question(lines: Sequence[PrintedLine], at: int, words: HeadingWords, last: Heading | None) -> Heading | None:
    """A question's header says its number with a date or an asker, else the line is only text."""
    block = _read_block(lines, at, words, last, is_answer=False)
    if block is None or not _names_question(block.facts):
        return None
    return Heading("question", block.start, block.end, block.facts, "ordinary")


def _read_answer(lines: Sequence[PrintedLine], at: int, words: HeadingWords, last: Heading | None) -> Heading | None:
    """`Antwoord` without the question's number needs a question's header before it; in capitals it needs none."""
    block = _read_block(lines, at, words, last, is_answer=True)
    if block is None or not (_names_question(block.facts) or _may_stand_alone(lines[at], last)):
        return None
    heading = " ".join(line.folded for line in lines[at : block.end])
    return Heading("answer", block.start, block.end, block.facts, find_kind(words, _answer_words(heading, words)))


def _names_question(facts: HeadingFacts) -> bool:
    return facts.number is not None and (facts.asked_on is not None or bool(facts.asked_by))


def _answer_words(heading: str, words: HeadingWords) -> str:
    """`GECOÖRDINEERD ANTWOORD` of `GECOÖRDINEERD ANTWOORD op vraag …`."""
    found = words.answer.match(heading)
    return found["heading"] if found else heading


def _may_stand_alone(line: PrintedLine, last: Heading | None) -> bool:
    if last is not None and last.kind != "question":  # `Antwoord` within an answer is a word of it
        return False
    return is_capitals(line.text) or (last is not None and not line.in_table)


def _read_block(
    lines: Sequence[PrintedLine], at: int, words: HeadingWords, last: Heading | None, is_answer: bool
) -> HeadingBlock | None:
    """The heading around line `at`, with the minister above it; without, if what stands above is no minister."""
    for start in (_minister_start(lines, at, words, last.end if last else 0), at):
        block = HeadingBlock(words, start, is_answer)
        for line in lines[start : start + _BLOCK_LINES]:
            if not block.take(line):
                break
        if block.end > at:
            return block
    return None


def find_printed_year(pages: Sequence[Page], masthead: Sequence[PrintedLine], words: HeadingWords) -> str | None:
    """`2014-2015` of `Zitting 2014-2015` in the first page's running title or on a line above the first heading."""
    running = sorted(pages[0].furniture, key=lambda word: (word.box.top, word.box.x0)) if pages else []
    found = words.year.search(fold_letters(" ".join(word.text for word in running)))
    lone = (words.year.fullmatch(line.folded) for line in masthead)
    match = next((match for match in (found, *lone) if match), None)
    return to_year(match) if match else None


def _minister_start(lines: Sequence[PrintedLine], at: int, words: HeadingWords, first: int) -> int:
    """The line where the minister's name stands above a heading; `at` itself when there is none.

    Above it are, from the top, the name in capitals and some lines of title, in capitals or beginning as a title.
    """
    above = list(_capitals_above(lines, at, words, first))
    titled = [index for index in above if words.title.search(lines[index].folded)]
    if not titled:
        return at - 1 if len(above) == 1 and _is_name(lines[at - 1], words) else at
    top = min(titled)
    begins_with_title = words.title.match(lines[top].folded) is not None
    return top - 1 if begins_with_title and top - 1 in above and _is_name(lines[top - 1], words) else top


def _capitals_above(lines: Sequence[PrintedLine], at: int, words: HeadingWords, first: int) -> Iterator[int]:
    for index in range(at - 1, max(first, at - _MINISTER_LINES) - 1, -1):
        line = lines[index]
        before = lines[index - 1].folded if index > first else ""
        goes_on = words.title.match(before) is not None and words.open_end.match(before) is not None
        if not (is_capitals(line.text) or words.title.match(line.folded) or goes_on):
            return
        yield index


def _is_name(line: PrintedLine, words: HeadingWords) -> bool:
    try:
        return len(parse_names(line.text, words.names)) == 1
    except ValueError:
        return False
