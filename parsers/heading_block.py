"""The lines of one heading, read one after the other: number, dates, asker, minister and title in any order printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from parsers.dates import parse_date
from parsers.heading_words import HeadingWords, is_lone
from parsers.lines import PrintedLine, fold_letters, is_followed_closely
from parsers.names import is_capitals, parse_names, split_names

_AND = ", "  # between ministers that answer together


@dataclass(frozen=True, slots=True)
class HeadingFacts:
    """What one heading says; None and empty where it is silent."""

    number: int | None = None
    asked_on: date | None = None
    answered_on: date | None = None
    asked_by: tuple[str, ...] = ()
    minister: str | None = None
    parliamentary_year: str | None = None


class HeadingBlock:
    """Takes a heading's lines until one does not belong to it; `end` is the index after the last line taken.

    A rule reads the rest of a line and returns how many letters it understood, or None. Each fact is read once:
    `van 2 februari 2021` after a date is the beginning of a text.
    """

    def __init__(self, words: HeadingWords, start: int, is_answer: bool) -> None:
        self.facts = HeadingFacts()
        self.start = self.end = start
        self._words, self._is_answer = words, is_answer
        self._taken = 0
        self._last: PrintedLine | None = None
        self._carried = ""  # `nr.`, `van` alone on a line: read with the next one
        self._awaits = ""  # `minister` after `aan`, `title` after the minister's name, `names` after `van A,`
        self._rules: tuple[Callable[[str, PrintedLine], int | None], ...] = (
            self._take_heading,
            self._take_year,
            self._take_answered_on,
            self._take_number,
            self._take_asked_on,
            self._take_more_names,
            self._take_names,
            self._take_addressee,
            self._take_title,
            self._take_minister,
        )

    def take(self, line: PrintedLine) -> bool:
        """Whether the line belongs to the heading; if so, its facts are kept."""
        self._taken += 1
        text = f"{self._carried} {line.text}".strip()
        if self._words.dangling.match(fold_letters(text)):
            self._carried = text
            return True
        self._carried = ""
        if not self._take_text(text, line):
            return False
        self._last = line
        if self._carried:
            return True
        self.end += self._taken
        self._taken = 0
        return True

    def _take_text(self, text: str, line: PrintedLine) -> bool:
        """A rest that no rule understands is let go after a number (`… van 3 mei 2021 over subsidies`)."""
        rest, numbered = text, self.facts.number
        while rest:
            count = next((n for rule in self._rules if (n := rule(rest, line)) is not None), None)
            if count is None:
                return rest != text and self.facts.number != numbered
            rest = rest[count:].lstrip(" ,;:.")
        return True

    def _keep(self, facts: HeadingFacts, awaits: str = "") -> None:
        """A list of names that goes on below (`van A en` / `B`) may have a date beside it, in a column of its own."""
        unfinished = self._awaits == "names" and facts.asked_by == self.facts.asked_by
        self.facts, self._awaits = facts, "names" if unfinished and not awaits else awaits

    def _take_heading(self, text: str, line: PrintedLine) -> int | None:
        words, folded = self._words, fold_letters(text)
        if any(is_lone(p, folded) for p in (words.lone_masthead, words.lone_question, words.lone_answer)):
            self._awaits = ""
            return len(text)
        found = words.question.match(folded)
        told = words.answer.match(folded) or words.answer_by.match(folded)
        if told is not None and told["by"] and self.facts.minister is None:
            self._keep(replace(self.facts, minister=find_minister(text[slice(*told.span("by"))], words)))
        found = found or told
        return found.end() if found else None

    def _take_year(self, text: str, line: PrintedLine) -> int | None:
        found = self._words.year.search(fold_letters(text)) if text == line.text else None
        year = to_year(found) if found else None
        if year is None:
            return None
        self._keep(replace(self.facts, parliamentary_year=year))
        return len(text)

    def _take_answered_on(self, text: str, line: PrintedLine) -> int | None:
        folded = fold_letters(text)
        found = self._words.answered_on.match(folded)
        if found is None and self._is_answer:
            found = self._words.header_date.match(folded)
        read = _parse_found(found)
        if found is None or read is None or self.facts.answered_on is not None:
            return None
        self._keep(replace(self.facts, answered_on=read))
        return found.end()

    def _take_asked_on(self, text: str, line: PrintedLine) -> int | None:
        folded = fold_letters(text)
        found = self._words.header_date.match(folded) or self._words.asked_on.match(folded)
        read = _parse_found(found)
        if found is None or read is None or self.facts.asked_on is not None:
            return None
        self._keep(replace(self.facts, asked_on=read))
        return found.end()

    def _take_number(self, text: str, line: PrintedLine) -> int | None:
        found = self._words.number.match(fold_letters(text))
        if found is None or self.facts.number is not None:
            return None
        self._keep(replace(self.facts, number=int(found["number"])))
        return found.end()

    def _take_names(self, text: str, line: PrintedLine) -> int | None:
        found = self._words.asker.match(fold_letters(text))
        if found is None or self.facts.asked_by:
            return None
        names = text[slice(*found.span("names"))]
        if not (text[0].islower() or is_capitals(names) or found["colon"]):
            return None
        if found.end() == len(text) and self._is_cut(names):
            self._carried = text  # `van GRIET` / `OOSTERLINCK`
            return len(text)
        return self._add_names(names, found.end())

    def _is_cut(self, names: str) -> bool:
        """Whether a list of names in capitals ends in the middle of a name: in its first word, or behind a particle."""
        words = split_names(names, self._words.names)[-1:]
        last = words[0].split() if words else []
        return is_capitals(names) and (len(last) == 1 or fold_letters(last[-1]) in self._words.names.particles)

    def _take_more_names(self, text: str, line: PrintedLine) -> int | None:
        joins = tuple(f"{join} " for join in self._words.names.joins)
        if self._words.title.search(fold_letters(text)):
            return None  # `en EVA STERCKX, VLAAMS MINISTER VAN WELZIJN`
        joined = fold_letters(text).startswith(joins) and not self._continues_title(text, line)
        if self._awaits == "names" or (self.facts.asked_by and joined):
            return self._add_names(text, len(text))
        return None

    def _add_names(self, text: str, count: int) -> int | None:
        try:
            names = parse_names(text, self._words.names)
        except ValueError:
            return None
        goes_on = text.rstrip().endswith(",") or fold_letters(text).split()[-1] in self._words.names.joins
        self._keep(replace(self.facts, asked_by=(*self.facts.asked_by, *names)), "names" if goes_on else "")
        return count

    def _take_addressee(self, text: str, line: PrintedLine) -> int | None:
        found = self._words.addressee.match(fold_letters(text))
        if found is None or self.facts.minister is not None:
            return None
        if not (text[0].islower() or " " in found.group() or found["colon"] or found["label"]):  # `Gericht aan`
            return None
        self._awaits = "minister"
        return found.end()

    def _take_title(self, text: str, line: PrintedLine) -> int | None:
        """A minister's title, or the next line of it."""
        begins = self._words.title.match(fold_letters(text)) is not None and self.facts.minister is not None
        goes_on = self._continues_title(text, line) and self.facts.minister is not None
        if not (begins or goes_on) or self._find_another(text) is not None:
            return None
        self._awaits = "title"
        return len(text)

    def _continues_title(self, text: str, line: PrintedLine) -> bool:
        """`EN GELIJKE KANSEN` below `VLAAMS MINISTER VAN SAMENLEVEN` is the title's, not the askers'."""
        if self._awaits != "title" or self._last is None:
            return False
        open_ended = self._words.open_end.match(self._last.folded) is not None
        return open_ended or (is_followed_closely(self._last, line) and is_capitals(text))

    def _take_minister(self, text: str, line: PrintedLine) -> int | None:
        """`BART SOMERS`, also with the title on the same line; in small letters only after `aan` or before a title."""
        title = self._words.title.search(fold_letters(text))
        expected = self._awaits == "minister"
        another = self._find_another(text)
        if another is not None:
            self._keep(replace(self.facts, minister=f"{self.facts.minister}{_AND}{another}"), "title")
            return len(text)
        if self.facts.minister is not None or not (is_capitals(text) or expected or (title and text != line.text)):
            return None
        try:
            names = parse_names(text[: title.start()] if title else text, self._words.names)
        except ValueError:
            return len(text) if title and expected else None  # `aan de Vlaamse minister van Wonen`: no name
        self._keep(replace(self.facts, minister=_AND.join(names)), "title")
        return len(text)

    def _find_another(self, text: str) -> str | None:
        """`en EVA STERCKX, VLAAMS MINISTER VAN WELZIJN` behind the first minister's title."""
        title = self._words.title.search(fold_letters(text))
        if self.facts.minister is None or self._awaits != "title" or title is None or not title.start():
            return None
        return find_minister(text[: title.start()], self._words)


def find_minister(text: str, words: HeadingWords) -> str | None:
    """The ministers' names at the start of a text, up to a title or a word in small letters (`Bert Nijs, mede namens`);
    None where there is none."""
    title = words.title.search(fold_letters(text))
    for end in (title.start() if title else len(text), text.find(",") if "," in text else 0):
        bare = re.sub(r"^(?:en|&)\s+", "", text[:end].strip(" ,"))
        try:
            return _AND.join(parse_names(bare, words.names))
        except ValueError:
            continue
    return None


def _parse_found(found: re.Match[str] | None) -> date | None:
    """The date in a match; None when there is none on the calendar (`31 februari`), so that the line is only text."""
    if found is None:
        return None
    try:
        return parse_date(found["date"])
    except ValueError:
        return None


def to_year(found: re.Match[str]) -> str | None:
    """`2014-2015` from a match of the vocabulary's `year`; None for years that do not follow each other."""
    first, second = int(found["first"]), int(found["second"])
    return f"{first}-{second}" if second == first + 1 else None
