"""What may stand between two printed lines: a space, nothing, a hyphen kept or a hyphen dropped.

Shape decides most breaks at once (one join). Where only knowing words can decide, several joins are given,
each with its cost; `parsers.text` then asks the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from parsers.hyphens import is_abbreviation, weigh_hyphen
from parsers.lexicon import find_syllable_ends, words_of
from parsers.number_breaks import is_cut_code, is_cut_number
from parsers.seams import Join, Joins, LineBreak

_SPACE, _NOTHING, _DROP = Join(" "), Join(""), Join("", drop_hyphen=True)
_SUSPENDED_COST = 1.0  # a suspended hyphen where the whole is a word too: `zo-` / `als`, `partij-` / `en`
# A word cut without a hyphen: in a line that is full, in one that may be, and (added) behind other words of the line.
_CUT_COST, _CUT_COST_UNKNOWN, _CUT_COST_INSIDE = 1.2, 2.5, 3.0
_ENDS_IN_APOSTROPHE = re.compile(r"\w['’]\w{1,2}$")  # `thema's` is whole
_LIST_LETTER = re.compile(r"\w\)$")  # `a)` begins an item
_ADDRESS = re.compile(r"^\W*(?:https?://|www\.)|[\w.+-]@", re.IGNORECASE)
_ADDRESS_STARTS = re.compile(r"\W*(?:https?://|www\.)", re.IGNORECASE)
_ADDRESS_GOES_ON = re.compile(r"[/=?&%@_#~\d]|(?:^|\w)\.[a-z]|\w-\w")
_ADDRESS_STOPS_OPEN = re.compile(r"(?:[/@=?&_%#-]|www\.)$")
_LONE_MARKS = frozenset("-–—\u2212/•&+")


def find_joins(seam: LineBreak) -> Joins:
    """All ways to read the break, at least one; the first rule that knows the shape decides."""
    return next(joins for rule in _RULES if (joins := rule(seam)))


def is_address(token: str) -> bool:
    """Whether a run without spaces is (the start of) a web or e-mail address."""
    return bool(_ADDRESS.search(token))


def _join_lone_mark(seam: LineBreak) -> Joins:
    """A dash or slash with spaces about it, a bullet: `children' -`, `– scholen`, `Antwerpen /`."""
    return (_SPACE,) if set(seam.before) <= _LONE_MARKS or set(seam.after) <= _LONE_MARKS else ()


def _join_address(seam: LineBreak) -> Joins:
    """`https://www.vlaanderen.be/` / `subsidies`, `info@` / `vlaanderen.be`; addresses keep their hyphens."""
    if seam.after.startswith("@") and seam.before[-1].isalnum():
        return (_NOTHING,)
    if not is_address(seam.before) or _ADDRESS_STARTS.match(seam.after):
        return ()
    if _ADDRESS_STOPS_OPEN.search(seam.before):
        return (_NOTHING,)
    if seam.has_room:
        return (_SPACE,)
    if _ADDRESS_GOES_ON.search(seam.after) or (seam.before.endswith(".") and seam.full and seam.alone):
        return (_NOTHING,)
    return (_SPACE, Join("", cost=_CUT_COST)) if seam.full and seam.alone else (_SPACE,)


def _join_mark(seam: LineBreak) -> Joins:
    """Slashes, brackets and commas touch their word: `en/` / `of`, `(` / `vzw`, `kinder-` / `, jeugd-`."""
    ends, starts = seam.before[-1], seam.after[0]
    touches = ends in "/([{«„" or starts in "/,;)]}»" or bool(re.fullmatch(r"[.?!…]+['\"’”»)]*", seam.after))
    if touches or (ends in "–—" and seam.before[-2].isalnum()):
        return (_NOTHING,)
    plural = ends in "'’" and seam.before[-2:-1].isalpha() and seam.first == "s"  # `thema'` / `s`
    return (_NOTHING,) if plural and not seam.has_room else ()


def _join_number(seam: LineBreak) -> Joins:
    if is_cut_number(seam.before, seam.after, surely_full=seam.full and seam.alone):
        return () if seam.has_room else (_NOTHING,)
    return (_NOTHING,) if seam.full and seam.alone and is_cut_code(seam.before, seam.after) else ()


def _join_suspended(seam: LineBreak) -> Joins:
    """`integratie-` / `en inburgering`; a follower inside a chain is none: `toe-` / `en-uitgang`.

    A conjunction of another language ends no Dutch word (`Wissens-` / `und`), a follower may (`organisati-` / `en`).
    """
    word = re.match(r"[^\W\d_]+(?![\w-])", seam.after)
    if not seam.ends_in_hyphen or not word:
        return ()
    if word[0].lower() in words_of("conjunction"):
        return (_SPACE,)
    if word[0].lower() not in words_of("follower"):
        return ()
    whole = (seam.last + word[0]).lower()
    if len(seam.last) in find_syllable_ends(whole):
        return (Join(" ", cost=_SUSPENDED_COST), _DROP)
    return (_SPACE,)


def _join_hyphen(seam: LineBreak) -> Joins:
    """Codes, abbreviations and names keep the hyphen: `PJ0-` / `1PFC2DB-PR`, `OESO-` / `review`, `Sint-` / `Niklaas`.

    For the rest only words can tell `migratie-` / `achtergrond` from `sociaal-` / `artistieke`.
    """
    if not seam.ends_in_hyphen:
        return ()
    if not seam.first or not seam.last or is_abbreviation(seam):
        return (_NOTHING,)
    if seam.first[0].isupper() and not seam.in_capitals:
        return (_NOTHING,)
    return (_DROP, Join("", cost=weigh_hyphen(seam)))


def _join_words(seam: LineBreak) -> Joins:
    """`Verbindingsamb` / `assadeurs`: a word processor cuts a word without a hyphen only when it is wider than its
    column, so when it began the line and filled it to the last letter."""
    starts_anew = seam.first[:1].isupper() and not (seam.in_capitals and len(seam.last) > 1)
    whole = _ENDS_IN_APOSTROPHE.search(seam.before) or _is_legal_form(seam.after) or _LIST_LETTER.match(seam.after)
    stray = len(seam.after) == 1 and seam.alone  # a lone letter is no word, whatever room there seems to be
    if not seam.first or not seam.last or whole or (seam.has_room and not stray) or starts_anew:
        return (_SPACE,)
    cost = (_CUT_COST if seam.full else _CUT_COST_UNKNOWN) + (0.0 if seam.alone else _CUT_COST_INSIDE)
    return (_SPACE, Join("", cost=cost))


_RULES: tuple[Callable[[LineBreak], Joins], ...] = (
    _join_lone_mark,
    _join_address,
    _join_mark,
    _join_number,
    _join_suspended,
    _join_hyphen,
    _join_words,
)


def _is_legal_form(word: str) -> bool:
    return re.sub(r"[\W_]", "", word).lower() in words_of("legal_form")
