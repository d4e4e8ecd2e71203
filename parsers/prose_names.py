"""Names of recipients among a sentence's words: a legal form, a word such as `stad`, capitals and what links them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from parsers.prose_language import Sentence, is_legal_form, words_of
from parsers.vocabulary import load_words

_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–]\d{2,4})?")
_CODE = re.compile(r"\d\D*\d\D*\d")
_NUMBER = re.compile(r"\d{1,4}")
_OPENING, _CLOSING = "‘“\"«'", "’”\"»'"
_SHORTEST_HEAD = 5  # letters; a shorter end (`huis`) is part of many names with an article
_MOST_IN_BRACKETS = 4


@dataclass(frozen=True, slots=True)
class Name:
    """The words `start` to `end` (token numbers) of a sentence; `strong` when more than capitals tell that it is one.

    `covers` is where the words that lead to it begin: `de organisatie` before `Kompas`; `behind` is the token behind
    all that belongs to it, and `place` the words in brackets between: `(Gent)`.
    """

    covers: int
    start: int
    end: int
    strong: bool
    behind: int
    place: tuple[int, int] | None


def find_name(sentence: Sentence, at: int, taken: Collection[int], keeps_article: bool = False) -> Name | None:
    """The longest name that begins with the token `at`; None where none does.

    `taken` are tokens that are no part of a name (amounts, years, quotations). An article goes, also one with a
    capital before a known word (`De Universiteit Gent`); `De Brug` is a name. With `keeps_article` a capital article
    is part of the name.
    """
    reader = _NameReader(sentence, taken)
    return reader.read(at, keeps_article)


def is_municipality(name: str) -> bool:
    """Whether the words are the name of a municipality."""
    return name.lower() in _municipalities()


@cache
def _municipalities() -> frozenset[str]:
    return frozenset(row["name"].lower() for row in load_words("municipalities"))


def is_proper(name: str) -> bool:
    """Whether words look like a name, not like a sentence's beginning: `Regionaal Landschap`, `FeliXart`."""
    words = re.findall(r"[^\W\d_][^\s(]*", name)
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) > 1 or any(sum(letter.isupper() for letter in word) > 1 for word in words)


def is_place(name: str) -> bool:
    """Whether the words are a province's or region's name only: sums for `Limburg` are no grant to it."""
    provinces = {row["words"].lower() for row in load_words("provinces")}
    return name.lower() in provinces | set(words_of("none", "recipient_words"))


class _NameReader:
    def __init__(self, sentence: Sentence, taken: Collection[int]) -> None:
        self.sentence, self.taken = sentence, taken
        self.tokens = sentence.tokens

    def read(self, at: int, keeps_article: bool) -> Name | None:
        lead = self._skip_lead(at, keeps_article)
        if self._is_kind(lead, "grantor"):
            return None
        words, strong = self._read_small_words(lead)
        formed = words > lead and self._is_form(words - 1)
        end = self._read_capitals(words, formed) or (self._read_quotation(words) if strong else None)
        if end is None:
            return None
        if self._is_form(end):
            end, strong = end + 1, True
        end = self._drop_town(words, end)
        headed = self._is_kind(words, "head") and end - words > 1
        strong = strong or headed or any(self._is_form(i) for i in range(words, end))
        if not strong and self._is_none(words, end):
            return None
        behind = self._read_brackets(end)
        if behind == end and (town := self._read_town(end)) is not None:
            return Name(at, lead, end, strong, town, (end + 1, town))
        if behind > end and not strong and self._is_formed(end + 1, behind - 1):
            return Name(at, end + 1, behind - 1, True, behind, None)  # `Apache (De Werktitel cv)`
        if behind > end and self._is_abbreviation(end + 1, behind - 1):
            end = behind
        return Name(at, lead, end, strong, behind, (end + 1, behind - 1) if behind > end else None)

    def _skip_lead(self, at: int, keeps_article: bool) -> int:
        """Articles, descriptors (`de organisatie`) and words for several (`de gemeenten`) are no part of the name."""
        after = self._after(at, "article")
        named = after is not None and self.tokens[at].is_capital and self._is_capital(after)
        if named and (keeps_article or not (at == 0 and self._is_headed(after or 0))):
            return at  # `De Brug`
        at = at if after is None else after
        for kind in ("types", "descriptor"):
            while (after := self._after(at, kind)) is not None and not self._is_form(at):
                at = after
        return at

    def _is_headed(self, at: int) -> bool:
        """`Universiteit`, and compounds: `Speelgoedmuseum`."""
        heads = tuple(word for word in words_of("head", "recipient_words") if len(word) >= _SHORTEST_HEAD)
        return self._is_kind(at, "head") or self.tokens[at].lower.endswith(heads)

    def _read_small_words(self, at: int) -> tuple[int, bool]:
        """`stad`, `vzw`, `lokaal bestuur` before the capitals; the token behind them, and whether there are any."""
        start = at
        while self._free(at):
            after = self._after(at, "type")
            if after is None and self._is_form(at):
                after = at + 1
            if after is None or (self.tokens[at].is_capital and not self._is_form(at) and at != start):
                break
            at = after
        typed = at > start and not self._is_form(at - 1)
        return (self._skip_links(at, head=False) if typed else at), at > start  # `OCMW van Kortrijk`

    def _read_capitals(self, at: int, formed: bool) -> int | None:
        end = None
        head = self._is_kind(at, "head")
        if self._free(at) and self.tokens[at].text in words_of("apostrophe", "recipient_words"):
            at += 1
        while self._is_capital(at) or (end is not None and self._is_number(at)):
            if end is not None and self._is_before_grant(at):
                break
            end = at + 1
            at = self._skip_links(end, head)
            if formed and (closed := self._after(end, "name_end")) is not None:
                return closed
            at = self._skip_inner(at) if formed and at == end else at
        return end

    def _skip_inner(self, at: int) -> int:
        """`vzw Bezorgd om Mensen`, `vzw Kunst in de Wijk`; not `vzw Kompas in Gent`."""
        if self._is_kind(at, "for") and self._free(at + 1) and self.tokens[at + 1].text == self.tokens[at - 1].text:
            return at + 1  # `vzw Moeders voor Moeders`
        if not self._is_kind(at, "inner"):
            return at
        behind = self._after(at + 1, "article") or at + 1
        typed = self._is_kind(behind, "type") and self._is_capital(behind + 1)  # not `vzw Thuis in de Stad`
        if not self._is_capital(behind) or self._is_form(behind) or typed:
            return at
        word = self.tokens[behind].text
        return at if is_municipality(word) or self._is_none(behind, behind + 1) else behind

    def _skip_links(self, at: int, head: bool) -> int:
        """Past the small words that may stand inside a name, where a capital follows; `Mid- en Zuidwest` too."""
        start = at
        suspended = self.tokens[at - 1].text.endswith("-")
        while self._free(at) and not self._is_capital(at):
            links = self._is_kind(at, "link") or (head and self._is_kind(at, "for"))
            joins = self._is_kind(at, "and") and at == start and (suspended or not self._starts_other(at + 1))
            if not (links or joins):
                return start
            at += 1
        named = head and start == at - 1 and self._is_kind(at - 1, "link")  # `Festival van Vlaanderen`
        return start if (self._is_kind(at, "grantor") and not named) or self._is_form(at) else at

    def _starts_other(self, at: int) -> bool:
        """Whether what follows `en` is a recipient of its own: `en de stad Lier`, `en vzw Kompas`."""
        if not self._free(at):
            return True
        begins = any(self._is_kind(at, kind) for kind in ("article", "type", "types", "descriptor", "head", "to"))
        return begins or self._is_form(at) or self._is_plural()

    def _is_plural(self) -> bool:
        """Several recipients: `Zwalm en Brakel kregen respectievelijk`."""
        kinds = {phrase.kind for phrases in self.sentence.phrases for phrase in phrases}
        return bool(kinds & {"respectively", "each"}) and not self.sentence.joined

    def _drop_town(self, start: int, end: int) -> int:
        """`Vocaal Ensemble Cantabile te Mol` ends before `te`, `Kasteel te Gaasbeek` does not."""
        towns = [i for i in range(start, end - 1) if self._read_town(i) == end]
        if not towns:
            return end
        before = self.sentence.tokens[start : towns[0]]
        named = sum(token.is_capital for token in before) > 1
        return towns[0] if named else end

    def _read_town(self, at: int) -> int | None:
        """Behind `te Mol`, `te Sint-Niklaas`: the last words of a name."""
        if not (self._free(at) and self.tokens[at].lower in words_of("town", "recipient_words")):
            return None
        return at + 2 if self._is_capital(at + 1) and not self._is_form(at + 1) else None

    def _read_quotation(self, at: int) -> int | None:
        """`vzw ‘De Brug’`."""
        if at >= len(self.tokens) or self.tokens[at].text not in _OPENING:
            return None
        close = next((i for i in range(at + 1, len(self.tokens)) if self.tokens[i].text in _CLOSING), None)
        return close + 1 if close is not None else None

    def _read_brackets(self, at: int) -> int:
        """`Vzw Rust Roest (Gent)`: behind a place or an abbreviation in brackets."""
        if not self._free(at) or self.tokens[at].text != "(":
            return at
        inside = range(at + 1, min(at + 2 + _MOST_IN_BRACKETS, len(self.tokens)))
        close = next((i for i in inside if self.tokens[i].text == ")"), None)
        if close is None or not all(self._is_capital(i) or self._is_kind(i, "link") for i in range(at + 1, close)):
            return at
        return close + 1

    def _is_formed(self, start: int, end: int) -> bool:
        """A name with its legal form; `(FMDO vzw)` is an abbreviation of the name before it."""
        return any(map(self._is_form, range(start, end))) and not self._is_abbreviation(start, end)

    def _is_abbreviation(self, start: int, end: int) -> bool:
        """`(FMDO)`, `(FMDO vzw)`: part of the name; `(Gent)` says where it is."""
        return all(self.tokens[i].text.isupper() or self._is_form(i) for i in range(start, end))

    def _free(self, at: int) -> bool:
        return at < len(self.tokens) and at not in self.taken

    def _after(self, at: int, kind: str) -> int | None:
        return self.sentence.find(at, kind) if self._free(at) else None

    def _is_kind(self, at: int, kind: str) -> bool:
        return self._after(at, kind) is not None

    def _is_form(self, at: int) -> bool:
        return self._free(at) and is_legal_form(self.tokens[at].text)

    def _is_capital(self, at: int) -> bool:
        """A capital, but no code (`HBC.2021.0054`)."""
        if not self._free(at):
            return False
        signed = self.tokens[at].lower in words_of("signed", "recipient_words")
        return signed or (self.tokens[at].is_capital and not _CODE.search(self.tokens[at].text))

    def _is_number(self, at: int) -> bool:
        text = self.tokens[at].text if self._free(at) else ""
        return bool(_NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)

    def _is_before_grant(self, at: int) -> bool:
        """`Vlaamse` in `kreeg vzw X Vlaamse steun`."""
        return self._is_kind(at + 1, "grant")

    def _is_none(self, start: int, end: int) -> bool:
        """Groups, regions and words such as `Iedereen`: the whole name, or its first word."""
        words = " ".join(token.lower for token in self.tokens[start:end])
        none = is_place(words) or self._is_kind(start, "never") or self._is_kind(start, "grantor")
        return none or (end - start == 1 and words.endswith(tuple(words_of("never_end", "recipient_words"))))
