"""Printed lines -> the text a reader would copy: broken words made whole, true hyphens kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product

from parsers.lexicon import load_lexicon
from parsers.line_breaks import find_joins, is_address
from parsers.seams import SOFT, Join, Joins, LineBreak
from schemas.pages import TextLine, Word

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_ALIKE = str.maketrans({"\u2010": "-", "\u2011": "-", "\uf0b7": "•", "\uf0a7": "•"})  # the last two: Symbol, Wingdings
_LIGATURES = re.compile("[\ufb00-\ufb06\u0132\u0133]")
_SOFT_INSIDE = re.compile(r"(?<=[^\W\d_])\u00ad(?=[a-zà-ÿ])")
_WHOLE_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GAP = 0.6  # ems; words further apart than this may stand in different cells of a narrow table
_MOST_AT_ONCE = 5  # undecided breaks weighed together (`Verbin-` / `dings-` / `ambassa-` / `deurs`)


def join_lines(lines: Sequence[TextLine], right: float | None, own_words: frozenset[str] = frozenset()) -> str:
    """The lines of one cell or paragraph as one string with single spaces.

    `right` is where the column's text must end, in points; None when unknown: then the longest line tells which
    lines are surely not full. `own_words` are whole words of the document, see `read_document_words`.
    """
    printed = [(line, text) for line in lines if (text := _line_text(line))]
    if not printed:
        return ""
    spares = [_count_spare(line, after, right, lines) for (line, _), (after, _) in pairwise(printed)]
    return _join_texts([text for _, text in printed], spares, own_words)


def normalise(text: str) -> str:
    """Composed letters, ligatures as letters, plain hyphens and single plain spaces, nothing invisible.

    A soft hyphen inside a word goes; anywhere else it is printed, so it is a hyphen (`jeugd- en`, `CO2-neutraal`).
    """
    return _compose(text).replace(SOFT, "-")


def read_document_words(lines: Iterable[TextLine]) -> frozenset[str]:
    """The whole words of a document, in lower case; what may be a part of a word broken over lines is left out.

    Lines may run through several cells: a word beside a wide gap stands at the end (or the start) of a cell's line.
    """
    return frozenset(word for line in lines for text in _whole_words(line) for word in _to_own_words(text))


def _whole_words(line: TextLine) -> Iterator[str]:
    words = line.words
    for index, word in enumerate(words):
        text = normalise(word.text)
        starts = index > 0 and _is_close(words[index - 1], word)
        ends = index + 1 < len(words) and _is_close(word, words[index + 1])
        if (starts or text[:1].isupper()) and (ends or (starts and text[-1:] in ".,;:!?")):
            yield text


def _is_close(before: Word, after: Word) -> bool:
    return after.box.x0 - before.box.x1 <= _GAP * max(before.size, 1.0)


def _to_own_words(text: str) -> list[str]:
    """`steden/gemeenten` holds two; a suspended `integratie-` none."""
    parts = (part.strip("()[]{}'\"‘’“”„«».,;:!?…") for part in text.lower().split("/"))
    return [part for part in parts if len(part) > 1 and _WHOLE_WORD.fullmatch(part)]


@lru_cache(maxsize=16384)  # words repeat, and cells are read more than once
def _compose(text: str) -> str:
    visible = _SOFT_INSIDE.sub("", text.translate(_INVISIBLE)).translate(_ALIKE)
    letters = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), visible)
    return " ".join(unicodedata.normalize("NFC", letters).split())


def _line_text(line: TextLine) -> str:
    """Normal text, but for a soft hyphen at the line's end: it tells that the word was broken there."""
    text = _compose(" ".join(word.text for word in line.words))
    return text[:-1].replace(SOFT, "-") + text[-1:]


_THINNEST = 0.5  # points; fonts that tell no width give words without any


def _count_spare(line: TextLine, after: TextLine, right: float | None, lines: Sequence[TextLine]) -> float | None:
    """How many letters of the next line's first word would have fitted behind `line`; under 1: it is full.

    Without `right` the longest line shows how wide the column is at least, so a line may only be known not to be full.
    """
    limit = max(each.box.x1 for each in lines) if right is None else right
    word, room = after.words[0], limit - line.box.x1
    letter = max((word.box.x1 - word.box.x0) / max(len(word.text), 1), _THINNEST)
    wide = word.text[:1].lower() in ("m", "w") or word.text[:1].isupper()
    if room < max(letter, (0.95 if wide else 0.75) * word.size):
        return None if right is None else 0.0
    return max(1.0, room / letter)


def _join_texts(texts: list[str], spares: list[float | None], own_words: frozenset[str]) -> str:
    """Breaks about the same word are weighed together, so that a word cut twice is still seen."""
    whole, at = texts[0], 0
    while at < len(spares):
        choices = [find_joins(_to_break(whole, texts, spares, at))]
        goes_on = not is_address(whole.rsplit(" ", 1)[-1])  # an address is known by its start: one break at a time
        while goes_on and len(choices[-1]) > 1 and len(choices) < _MOST_AT_ONCE and _is_open(texts, at + len(choices)):
            choices.append(find_joins(_to_break(texts[at + len(choices)], texts, spares, at + len(choices))))
        following = texts[at + 1 : at + 1 + len(choices)]
        for join, text in zip(_choose_joins(whole, following, choices, own_words), following, strict=True):
            whole = join.apply(whole, text)
        at += len(choices)
    return whole.replace(SOFT, "-")


def _is_open(texts: list[str], index: int) -> bool:
    """Whether a word may run through the whole line: it holds no space, and another line follows."""
    return index + 1 < len(texts) and " " not in texts[index]


def _to_break(whole: str, texts: list[str], spares: list[float | None], index: int) -> LineBreak:
    """`whole` is all that stands before the break, so that an address over three lines is known as one."""
    return LineBreak(
        whole.rsplit(" ", 1)[-1], texts[index + 1].split(" ", 1)[0], spares[index], " " not in texts[index]
    )


def _choose_joins(whole: str, following: Sequence[str], choices: Sequence[Joins], own_words: frozenset[str]) -> Joins:
    """The likeliest joins; the first of equals, so that the result never depends on chance."""
    if all(len(joins) == 1 for joins in choices):
        return tuple(joins[0] for joins in choices)
    lexicon = load_lexicon(own_words)
    start, rest = whole.rsplit(" ", 1)[-1], [*following[:-1], following[-1].split(" ", 1)[0]]
    return max(
        product(*choices),
        key=lambda joins: lexicon.score_text(_apply(start, rest, joins)) - sum(join.cost for join in joins),
    )


def _apply(start: str, rest: Sequence[str], joins: Sequence[Join]) -> str:
    for join, text in zip(joins, rest, strict=True):
        start = join.apply(start, text)
    return start.replace(SOFT, "-")
