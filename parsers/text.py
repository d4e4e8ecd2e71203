"""Printed lines -> the text a reader would copy: broken words made whole, true hyphens kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from parsers.lexicon import Lexicon, load_lexicon
from parsers.line_breaks import SOFT, Join, LineBreak, Room, find_joins
from schemas.pages import TextLine, Word

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_ALIKE = str.maketrans({"\u2010": "-", "\u2011": "-", "\uf0b7": "•", "\uf0a7": "•"})  # the last two: Symbol, Wingdings
_LIGATURES = re.compile("[\ufb00-\ufb06\u0132\u0133]")
_SOFT_INSIDE = re.compile(r"(?<=[^\W\d_])\u00ad(?=[a-zà-ÿ])")
_WHOLE_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GAP = 1.0  # ems; words further apart than this stand in different cells
_MOST_AT_ONCE = 5  # undecided breaks weighed together (`Verbin-` / `dings-` / `ambassa-` / `deurs`)


def join_lines(lines: Sequence[TextLine], right: float | None, own_words: frozenset[str] = frozenset()) -> str:
    """The lines of one cell or paragraph as one string with single spaces.

    `right` is where the column's text must end, in points; None when unknown: then the longest line tells which
    lines are surely not full. `own_words` are whole words of the document, see `read_document_words`.
    """
    printed = [(line, text) for line in lines if (text := _line_text(line))]
    if not printed:
        return ""
    limit = max(line.box.x1 for line, _ in printed) if right is None else right
    breaks = [
        _to_break(before, after, limit, right is not None) for before, after in zip(printed, printed[1:], strict=False)
    ]
    texts = [text for _, text in printed]
    joins = _choose_joins(texts, [find_joins(seam) for seam in breaks], own_words)
    return _apply(texts, joins)


def normalise(text: str) -> str:
    """Composed letters, ligatures as letters, plain hyphens and single plain spaces, nothing invisible.

    A soft hyphen inside a word goes; anywhere else it is printed, so it is a hyphen (`jeugd\\u00ad en`, `CO2\\u00adneutraal`).
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


def _compose(text: str) -> str:
    visible = _SOFT_INSIDE.sub("", text.translate(_INVISIBLE)).translate(_ALIKE)
    letters = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), visible)
    return " ".join(unicodedata.normalize("NFC", letters).split())


def _line_text(line: TextLine) -> str:
    """Normal text, but for a soft hyphen at the line's end: it tells that the word was broken there."""
    text = _compose(" ".join(word.text for word in line.words))
    return text[:-1].replace(SOFT, "-") + text[-1:]


def _to_break(before: tuple[TextLine, str], after: tuple[TextLine, str], limit: float, sure: bool) -> LineBreak:
    tokens = before[1].split(" ")
    first = after[1].split(" ", 1)[0]
    return LineBreak(tokens[-1], first, _find_room(before[0], after[0], limit, sure), len(tokens) == 1)


def _find_room(line: TextLine, after: TextLine, limit: float, sure: bool) -> Room:
    """`sure`: the limit is the column's own. Else it is the longest line, and the column may be wider."""
    room, word = limit - line.box.x1, after.words[0]
    letter = (word.box.x1 - word.box.x0) / max(len(word.text), 1)
    wide = word.text[:1].lower() in ("m", "w") or word.text[:1].isupper()
    if room < max(letter, (0.95 if wide else 0.75) * word.size):
        return Room.NONE if sure else Room.UNKNOWN
    return Room.SYLLABLE if room >= 3 * letter else Room.LETTER


def _choose_joins(texts: list[str], choices: list[tuple[Join, ...]], own_words: frozenset[str]) -> list[Join]:
    """One join a break. Breaks about the same word are weighed together, so that a word cut twice is still seen."""
    chosen: list[Join] = []
    while len(chosen) < len(choices):
        start = len(chosen)
        end = _find_end(texts, choices, start)
        if len(choices[start]) == 1:
            chosen.append(choices[start][0])
        else:
            ends = [_last_token(texts[start], chosen), *texts[start + 1 : end], texts[end].split(" ", 1)[0]]
            chosen.extend(_find_best(ends, choices[start:end], load_lexicon(own_words)))
    return chosen


def _find_end(texts: list[str], choices: list[tuple[Join, ...]], start: int) -> int:
    """The line in which the word at the end of line `start` may end at the latest."""
    end = start + 1
    while end < len(choices) and end - start < _MOST_AT_ONCE and len(choices[end]) > 1 and " " not in texts[end]:
        end += 1
    return end


def _last_token(text: str, chosen: list[Join]) -> str:
    return text.rsplit(" ", 1)[-1]


def _find_best(parts: list[str], choices: Sequence[tuple[Join, ...]], lexicon: Lexicon) -> tuple[Join, ...]:
    """The likeliest way to join the parts; the first of equals, so that the result never depends on chance."""
    return max(
        product(*choices),
        key=lambda joins: lexicon.score_text(_apply(parts, joins)) - sum(join.cost for join in joins),
    )


def _apply(texts: Sequence[str], joins: Sequence[Join]) -> str:
    whole = texts[0]
    for join, text in zip(joins, texts[1:], strict=True):
        whole = join.apply(whole, text)
    return whole.replace(SOFT, "-")
