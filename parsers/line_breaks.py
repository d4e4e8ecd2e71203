"""What may stand between two printed lines: a space, nothing, a hyphen kept or a hyphen dropped.

Shape decides most breaks at once (one join). Where only knowing words can decide, several joins are given,
each with its cost; `parsers.text` then asks the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache

from parsers.lexicon import has_clash
from parsers.vocabulary import load_words


class Room(Enum):
    """What would have fitted behind the line."""

    NONE = "not one more letter"
    LETTER = "a letter, but no syllable"
    SYLLABLE = "a syllable"
    UNKNOWN = "the column's side is unknown"


@dataclass(frozen=True, slots=True)
class LineBreak:
    """`before` is the line's last run without spaces, `after` the next line's first."""

    before: str
    after: str
    room: Room
    alone: bool  # nothing stands on the line but `before`


@dataclass(frozen=True, slots=True)
class Join:
    """What becomes of a break; `cost` is in the lexicon's unit: 1 makes a reading ten times less likely."""

    between: str
    drop_hyphen: bool = False
    cost: float = 0.0

    def apply(self, before: str, after: str) -> str:
        return (before[:-1] if self.drop_hyphen else before) + self.between + after


_SPACE, _NOTHING = (Join(" "),), (Join(""),)
SOFT = "\u00ad"
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"^\W*(?:https?://|www\.)|[\w.+-]@", re.IGNORECASE)
_ADDRESS_GOES_ON = re.compile(r"^@|[/=?&%@_#]|\w\.[a-z]")
_ADDRESS_STOPS_OPEN = re.compile(r"[/.@=?&_%#-]$")
_OPEN_GROUPS = re.compile(r"(?:^|\D)\d{1,4}(?:\.\d{3})+\.$")  # `1.250.` / `000`, `0546.740.` / `696`
_CUT_GROUP = re.compile(r"^\W*\d{1,3}(?:\.\d{3})*\.(\d{1,2})$")  # `1.998.81` / `3 €`
_CODE = re.compile(r"^(?=.*\d)(?=.*[A-Z])[A-Z0-9-]*-[A-Z0-9-]+$")
_CODE_REST = re.compile(r"^[A-Z0-9-]+$")
_DASHES = "-–—\u2212"


def find_joins(seam: LineBreak) -> tuple[Join, ...]:
    """All ways to read the break, at least one; the first rule that knows the shape decides."""
    for rule in _RULES:
        if joins := rule(seam):
            return joins
    return _SPACE


_Rule = Callable[[LineBreak], "tuple[Join, ...] | None"]


def _join_lone_dash(seam: LineBreak) -> tuple[Join, ...] | None:
    """A dash or slash with spaces about it, a bullet: `children' -`, `– scholen`, `Antwerpen /`."""
    lone = set(_DASHES + "/•&+")
    return _SPACE if set(seam.before) <= lone or set(seam.after) <= lone else None


def _join_address(seam: LineBreak) -> tuple[Join, ...] | None:
    """`https://www.vlaanderen.be/` / `subsidies`, `info@` / `vlaanderen.be`; addresses keep their hyphens."""
    if seam.after.startswith("@") and seam.before[-1].isalnum():
        return _NOTHING
    if not _ADDRESS.search(seam.before) or re.match(r"\W*(?:https?://|www\.)", seam.after):
        return None
    if _ADDRESS_STOPS_OPEN.search(seam.before) and not seam.before.endswith(".") or seam.before.endswith("www."):
        return _NOTHING
    may_go_on = seam.room in (Room.NONE, Room.UNKNOWN)
    return _NOTHING if may_go_on and _ADDRESS_GOES_ON.search(seam.after) else _SPACE


def _join_mark(seam: LineBreak) -> tuple[Join, ...] | None:
    """Slashes, brackets and commas touch their word: `en/` / `of`, `(` / `vzw`, `kinder-` / `, jeugd-`."""
    ends, starts = seam.before[-1], seam.after[0]
    if ends == "/" or starts == "/" or ends in "([{«„" or starts in ",;)]}»":
        return _NOTHING
    if ends in "–—" and seam.before[-2].isalnum():
        return _NOTHING
    return None


def _join_number(seam: LineBreak) -> tuple[Join, ...] | None:
    """Digits meet digits: one number only where the thousands' groups show that it is cut."""
    digits = re.match(r"\d+", seam.after)
    if not digits or not re.search(r"\d\.?$", seam.before):
        return None
    if _OPEN_GROUPS.search(seam.before) and len(digits[0]) == 3:
        return _NOTHING
    cut = _CUT_GROUP.search(seam.before)
    return _NOTHING if cut and len(cut[1]) + len(digits[0]) == 3 else _SPACE


def _join_code(seam: LineBreak) -> tuple[Join, ...] | None:
    """A budget article cut anywhere in a narrow column: `JB0-1JE` / `B2HA-WT`."""
    if seam.alone and seam.room is Room.NONE and _CODE.search(seam.before) and _CODE_REST.search(seam.after):
        return _NOTHING
    return None


def _join_suspended(seam: LineBreak) -> tuple[Join, ...] | None:
    """`integratie-` / `en inburgering`; a follower inside a chain is none: `toe-` / `en-uitgang`."""
    if not _ends_in_hyphen(seam):
        return None
    word = re.match(r"[^\W\d_]+(?![\w-])", seam.after)
    return _SPACE if word and word[0].lower() in words_of("follower") else None


def _join_hyphen_by_shape(seam: LineBreak) -> tuple[Join, ...] | None:
    """Codes, years, abbreviations and names keep the hyphen: `PJ0-` / `1PFC2DB-PR`, `OESO-` / `review`, `Sint-` / `Niklaas`."""
    if not _ends_in_hyphen(seam):
        return None
    first, last = _first_letters(seam.after), _last_letters(seam.before[:-1])
    if not first or not last or _is_abbreviation(last, first):
        return _NOTHING
    return _NOTHING if first[0].isupper() and not (first.isupper() and last.isupper()) else None


def _join_hyphen_by_words(seam: LineBreak) -> tuple[Join, ...] | None:
    """Only words can tell `migratie-` / `achtergrond` from `sociaal-` / `artistieke`."""
    if not _ends_in_hyphen(seam):
        return None
    first, last = _first_letters(seam.after).lower(), _last_letters(seam.before[:-1]).lower()
    kept = _HYPHEN_COST[seam.room] - _find_hyphen_reason(last, first)
    return (Join("", drop_hyphen=True), Join("", cost=kept + (2.0 if seam.before[-1] == SOFT else 0.0)))


def _join_words(seam: LineBreak) -> tuple[Join, ...] | None:
    """`Verbindingsamb` / `assadeurs`: a word processor cuts a word without a hyphen only when it is wider than its
    column, so when it began the line and filled it to the last letter."""
    first, last = _first_letters(seam.after), _last_letters(seam.before)
    if not first or not last or seam.room in (Room.LETTER, Room.SYLLABLE) or _is_legal_form(seam.after):
        return _SPACE
    if first[0].isupper() and not (first.isupper() and last.isupper() and len(last) > 1):
        return _SPACE
    cost = (_CUT_COST if seam.room is Room.NONE else _CUT_COST_UNKNOWN) + (0.0 if seam.alone else _CUT_COST_INSIDE)
    return (Join(" "), Join("", cost=cost))


_RULES: tuple[_Rule, ...] = (
    _join_lone_dash,
    _join_address,
    _join_mark,
    _join_number,
    _join_code,
    _join_suspended,
    _join_hyphen_by_shape,
    _join_hyphen_by_words,
    _join_words,
)
_HYPHEN_COST = {Room.NONE: 2.0, Room.LETTER: 2.0, Room.UNKNOWN: 2.0, Room.SYLLABLE: 0.5}
_CUT_COST, _CUT_COST_UNKNOWN, _CUT_COST_INSIDE = 2.5, 4.0, 3.0


def _find_hyphen_reason(last: str, first: str) -> float:
    """How much speaks for a hyphen in the spelling itself."""
    if has_clash(last, first):
        return 4.0
    if last in words_of("hyphen_prefix") or first in words_of("hyphen_head"):
        return 4.0
    return 3.0 if _is_adjective(last) and _is_adjective(first) else 0.0


def _is_adjective(word: str) -> bool:
    return len(word) > 4 and word.endswith(tuple(words_of("adjective")))


def _is_legal_form(word: str) -> bool:
    return re.sub(r"[\W_]", "", word).lower() in words_of("legal_form")


def _is_abbreviation(last: str, first: str) -> bool:
    """`OESO`, `BuSO`, `e`, `kmo`. In a heading in capitals (`BELEIDS-` / `DOMEIN`) capitals say nothing."""
    if len(last) == 1:
        return True
    if last.isupper():
        return not first.isupper()
    return any(letter.isupper() for letter in last[1:]) or _is_unpronounceable(last.lower())


def _is_unpronounceable(word: str) -> bool:
    vowels = "aeiouyàáâäèéêëìíîïòóôöùúûü"
    if len(word) > 4:
        return False
    return all(letter not in vowels for letter in word) or (
        word[0] not in vowels and word[1] not in vowels and word[:2] not in words_of("onset")
    )


def _ends_in_hyphen(seam: LineBreak) -> bool:
    return seam.before[-1] in ("-", SOFT) and len(seam.before) > 1 and seam.before[-2].isalnum()


def _first_letters(text: str) -> str:
    found = _FIRST_LETTERS.match(text)
    return found[0] if found else ""


def _last_letters(text: str) -> str:
    found = _LAST_LETTERS.search(text)
    return found[0] if found else ""


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one kind in the vocabulary of line breaks."""
    return frozenset(row["word"] for row in load_words("line_breaks") if row["kind"] == kind)
