"""A sentence as a row of chunks (recipient, amount, verb, time …), so that a pattern over their labels can read it.

Labels, one letter each: `O` recipient, `A` amount, `g` word for a grant, `q` quotation, `Y` time, `B` giver, `!` an
objection, `$` one that what a grant is for may hold, `~` begins an explaining clause, `-` a dash or bar, `x` any other
word; verbs and little words as in `_LETTERS`.
`parsers.prose_phrases` joins them into phrases.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.amounts import parse_amount
from parsers.prose_amounts import find_told_amounts
from parsers.prose_asides import find_aside, find_decision
from parsers.prose_entities import find_organisations
from parsers.prose_language import Sentence, is_legal_form, words_of
from parsers.prose_names import find_name, is_proper
from parsers.prose_objections import find_objections, is_purpose
from parsers.prose_times import ends_time, find_time
from parsers.prose_years import find_told_years

_LETTERS = {
    "receives": "v", "receive": "V", "received": "r", "have": "h", "be": "w", "granted": "p", "paid": "P",
    "committed": "K", "supported": "s", "gave": "k", "gave_end": "z", "went": "m", "amounted": "b", "grant": "g",
    "grants": "g", "following": "l", "of": "i", "article": "l", "project": "j", "for": "t", "to": "n", "and": "e",
    "respectively": "d", "concerns": ":", "could": "h", "filler": "f", "grantor": "B", "circumstance": "c",
    "place": "y", "tail": "~", "when": "Y", "yearly": "J", "each_time": "M", "each": "E", "decided": "D",
    "ordinal": "o", "same_year": "Q", "next_year": "R", "changed": "S", "contrast": "W", "outsider": "F", "by": "u",
    "topic": "L",
}  # fmt: skip
VERBS = "vVrhwpPKskzmb"
_MARKS = {
    ",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")", ".": ".", "!": ".", "?": "?",
    "-": "-", "–": "-", "—": "-", "|": "-",
}  # fmt: skip
_QUOTES = {"‘": "’'", "“": '”"', '"': '"”', "«": "»", "„": "”“", "'": "'’", "’": "’'"}
_LONGEST_PRONOUN = 4
_LEADERS = re.compile(r"[.…_]{2,}|…")  # `Stad Diest .......... 12.000 euro`
_BARE_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{2})?|[1-9]\d{2,5}")


@dataclass(frozen=True, slots=True)
class Chunk:
    """`text[start:end]` of the block, `first` to `last` (excluded) the sentence's tokens.

    `inner` is the part that counts: a name without its article, a title without its quotation marks, an amount
    without the words before it. `strong`: a name known by more than capitals, an amount told of as a grant. `place`:
    where the recipient is, in brackets behind its name. `proper`: a name of several capitals.
    `ranged`: the years are the two ends of a period.
    """

    label: str
    start: int
    end: int
    first: int
    last: int
    inner: tuple[int, int]
    value_eur: Decimal | None = None
    years: tuple[int, ...] = ()
    strong: bool = False
    place: tuple[int, int] | None = None
    proper: bool = False
    ranged: bool = False


def to_labels(chunks: Sequence[Chunk]) -> str:
    """Their labels as one string."""
    return "".join(chunk.label for chunk in chunks)


def read_chunks(text: str, sentence: Sentence, is_item: bool = False, unit: Decimal | None = None) -> tuple[Chunk, ...]:
    """All of a sentence as chunks, in order; `text` is its block's, `unit` the one declared above its list. `is_item`:
    it is an item of a list."""
    return tuple(_Scanner(text, sentence, is_item, unit).scan())


class _Scanner:
    def __init__(self, text: str, sentence: Sentence, is_item: bool, unit: Decimal | None) -> None:
        self.text, self.sentence, self.tokens = text, sentence, sentence.tokens
        self.is_item, self.unit = is_item, unit
        self.kinds = {phrase.kind for phrases in sentence.phrases for phrase in phrases}
        self.amounts = self._find_amounts()
        self.objections = self._find_objections()
        self.taken = {at for at, (last, _) in self.amounts.items() for at in range(at, last)}

    def scan(self) -> list[Chunk]:
        chunks: list[Chunk] = []
        at = 0
        while at < len(self.tokens):
            chunks.append(self._read(at))
            at = chunks[-1].last
        return chunks

    def _read(self, at: int) -> Chunk:
        if at in self.amounts:
            last, value = self.amounts[at]
            return self._chunk("A", at, last, value_eur=value)
        if at in self.objections and self._begins_objection(at):
            return self._chunk(self._judge(at), at, at + 1)
        capital = self.tokens[at].is_capital and at > 0
        ways = (
            self._read_telling,
            self._read_aside,
            self._read_decision,
            self._read_quotation,
            self._read_pronoun,
            self._read_time,
            self._read_grantor,
            self._read_mark,
        )
        words = (self._read_name, self._read_word) if capital else (self._read_word, self._read_name)
        if self.sentence.find(at, "article") is not None or self.sentence.find(at, "type") is not None:
            words = (self._read_name, self._read_word)
        for read in (*ways, *words):
            chunk = read(at)
            if chunk is not None:
                return chunk
        return self._chunk(self._judge(at), at, at + 1)

    def _begins_objection(self, at: int) -> bool:
        """A capital objection begins no name (`Vzw X - Voorzien bedrag`), unless a name goes on: `Samen Sterk vzw`."""
        inside = at > 0 and self._mark(at - 1) is None
        if inside or not self.tokens[at].is_capital or self._read_word(at) is not None:
            return False
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return after is None or not (after.is_capital or is_legal_form(after.text))

    def _judge(self, at: int) -> str:
        if at not in self.objections or (self.is_item and self._begins_title(at)):
            return "x"
        return "$" if is_purpose(self.tokens[at].text) else "!"

    def _begins_title(self, at: int) -> bool:
        """`Samen leren – vzw X – 10.000 euro` begins with no total; `Samen: 10.000 euro` does."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        sums = self.tokens[at].lower in words_of("together", "prose_objections")
        return sums and after is not None and after.text.isalpha() and self.sentence.find(at + 1, "grant") is None

    def _read_quotation(self, at: int) -> Chunk | None:
        closing = _QUOTES.get(self.tokens[at].text)
        if closing is None:
            return None
        close = next((i for i in range(at + 1, len(self.tokens)) if self.tokens[i].text in closing), None)
        if close is None or close == at + 1:
            return None
        inner = (self.tokens[at + 1].start, self.tokens[close - 1].end)
        return self._chunk("q", at, close + 1, inner=inner)

    def _read_telling(self, at: int) -> Chunk | None:
        """`kan ik u meedelen dat`: what the sentence tells begins behind it."""
        end = self.sentence.find(at, "telling")
        return self._chunk("N", at, end) if end is not None else None

    def _read_aside(self, at: int) -> Chunk | None:
        end = find_aside(self.sentence, at, {first: last for first, (last, _) in self.amounts.items()})
        label = "," if self._mark(at) == "," else "f"  # a comma ends what the grant is for
        return self._chunk(label, at, end) if end is not None else None

    def _read_decision(self, at: int) -> Chunk | None:
        """`strong`: its year counts where no other is said."""
        end = find_decision(self.sentence, at)
        if end is None:
            return None
        return self._chunk("Y", at, end, years=(int(self.tokens[end - 1].text),), strong=True)

    def _read_pronoun(self, at: int) -> Chunk | None:
        """`zij`; `deze vzw`, `het museum`, unless a name follows."""
        if self.sentence.find(at, "pronoun") is None:
            return None
        pointed = any(self.sentence.find(at, kind) is not None for kind in ("article", "following"))
        behind = self._find_kind_of_recipient(at + 1)
        if behind is None:
            alone = not pointed and self.tokens[at].lower not in words_of("article")
            return self._chunk("Z", at, at + 1) if alone and len(self.tokens[at].text) < _LONGEST_PRONOUN else None
        named = behind < len(self.tokens) and (self.tokens[behind].is_capital or self.tokens[behind].text in _QUOTES)
        return None if named else self._chunk("Z", at, behind)

    def _find_kind_of_recipient(self, at: int) -> int | None:
        if at >= len(self.tokens) or self.tokens[at].is_capital:
            return None
        ends = (self.sentence.find(at, kind) for kind in ("type", "descriptor", "head"))
        return next((end for end in ends if end is not None), at + 1 if is_legal_form(self.tokens[at].text) else None)

    def _read_time(self, at: int) -> Chunk | None:
        time = find_time(self.sentence, at, self.taken, self.is_item)
        if time is None:
            return None
        years = find_told_years(self.text[self.tokens[at].start : self.tokens[time.last - 1].end])
        chunk = self._chunk("Y", at, time.end, years=years)
        return replace(chunk, ranged=len(years) == 2 and time.ranged)

    def _mark(self, at: int) -> str | None:
        return _MARKS.get(self.tokens[at].text) if at < len(self.tokens) else None

    def _read_grantor(self, at: int) -> Chunk | None:
        end = self.sentence.find(at, "grantor")
        return self._chunk("B", at, end) if end is not None else None

    def _read_mark(self, at: int) -> Chunk | None:
        mark = "-" if _LEADERS.fullmatch(self.tokens[at].text) else self._mark(at)
        return self._chunk(mark, at, at + 1) if mark else None

    def _read_word(self, at: int) -> Chunk | None:
        phrase = next((phrase for phrase in self.sentence.phrases[at] if phrase.kind in _LETTERS), None)
        if phrase is None:
            return None
        label = self._choose_label(at, {p.kind for p in self.sentence.phrases[at] if p.end == phrase.end})
        announces = phrase.kind in ("grants", "following")
        return self._chunk(label, at, phrase.end, strong=announces)

    def _choose_label(self, at: int, kinds: set[str]) -> str:
        """`ontvangen` is a participle behind `heeft`, `uit` the end of `keerde`; `van` has a letter of its own."""
        before = {phrase.kind for phrases in self.sentence.phrases[:at] for phrase in phrases}
        if kinds >= {"receive", "received"}:
            return "r" if before & {"have", "be"} else "V"
        if "could" in kinds:
            return "h" if "received" in self.kinds else "!"
        if kinds >= {"place", "gave_end"}:
            return "z" if "gave" in before else "y"
        if "be" in kinds and self.tokens[at].lower in words_of("possessive") and self._stands_behind_preposition(at):
            return "l"
        if "of" in kinds and self.tokens[at].lower == "van":
            return "u"
        return next(letter for kind, letter in _LETTERS.items() if kind in kinds)

    def _stands_behind_preposition(self, at: int) -> bool:
        """`voor zijn campagne`."""
        return at > 0 and any(self.sentence.find(at - 1, kind) == at for kind in ("for", "of", "place", "circumstance"))

    def _read_name(self, at: int) -> Chunk | None:
        name = find_name(self.sentence, at, self.taken, self.is_item and at == 0)
        if name is None:
            return None
        inner = self._span(name.start, name.end)
        strong = name.strong or any(start < inner[1] and inner[0] < end for start, end in find_organisations(self.text))
        chunk = self._chunk("O", name.covers, name.behind, inner=inner, strong=strong)
        place = self._span(*name.place) if name.place else None
        return replace(chunk, place=place, proper=is_proper(self.text[slice(*chunk.inner)]))

    def _span(self, first: int, last: int) -> tuple[int, int]:
        return self.tokens[first].start, self.tokens[last - 1].end

    def _chunk(
        self,
        label: str,
        first: int,
        last: int,
        *,
        inner: tuple[int, int] | None = None,
        value_eur: Decimal | None = None,
        years: tuple[int, ...] = (),
        strong: bool = False,
    ) -> Chunk:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Chunk(label, start, end, first, last, inner or (start, end), value_eur, years, strong)

    def _find_amounts(self) -> dict[int, tuple[int, Decimal]]:
        """First token of each amount -> the token behind it, its value.

        Of `respectievelijk 10.000 en 20.000 euro` the first one too.
        """
        found: dict[int, tuple[int, Decimal]] = {}
        offset, text = self.sentence.start, self.text[self.sentence.start : self.sentence.end]
        for amount in find_told_amounts(text, self.unit):
            inside = [i for i, t in enumerate(self.tokens) if _meets(t.start, t.end, amount.start, amount.end, offset)]
            found[inside[0]] = (inside[-1] + 1, amount.amount.value_eur)
        if found and "respectively" in self.kinds:
            covered = {at for first, (last, _) in found.items() for at in range(first, last)}
            for at, token in enumerate(self.tokens):
                if at not in covered and _BARE_AMOUNT.fullmatch(token.text) and not ends_time(token.text):
                    found[at] = (at + 1, parse_amount(token.text).value_eur)
        return found

    def _find_objections(self) -> frozenset[int]:
        """Tokens of objecting words; names and quotations are read before these are asked."""
        offset, text = self.sentence.start, self.text[self.sentence.start : self.sentence.end]
        spans = find_objections(text)
        return frozenset(
            i for i, t in enumerate(self.tokens) for start, end in spans if _meets(t.start, t.end, start, end, offset)
        )


def _meets(start: int, end: int, other_start: int, other_end: int, offset: int) -> bool:
    return start < other_end + offset and other_start + offset < end
