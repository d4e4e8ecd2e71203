"""Letters -> words: the rule of pdfplumber's `extract_words`, on runs of letters instead of single ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter

from parsers.page_marks import Letter, Run
from schemas.pages import Box, Word

_GAP = 0.18  # of the size: more space than this parts two words
_TOUCH = 0.05  # of the size: parts of one word in two fonts are no farther apart
_BASELINE = 2.0  # points that the tops of letters on one line may differ
_SHADOW = 0.5  # points: the same letter so near is printed twice to look bold
_BOLD = ("bold", "black", "heavy")


def to_words(runs: Sequence[Run]) -> tuple[Word, ...]:
    """Words in the order of their runs. A word ends at a blank, at a gap, and where size or baseline change."""
    alone = _without_shadows(runs) if _has_shadows(runs) else runs
    words = [
        _to_word(letters, font, size)
        for (font, size), group in groupby(alone, key=attrgetter("font", "size"))
        for line in _to_baselines(list(group))
        for letters in _split(line, size)
    ]
    return tuple(_with_lent_signs(words))


def _with_lent_signs(words: Sequence[Word]) -> list[Word]:
    """Words made whole where a sign comes from another font, since their own has none: the hyphen in `Klei‐`."""
    if len({word.font for word in words}) == 1:
        return list(words)
    whole: list[Word] = []
    ends: dict[int, list[int]] = {}  # whole points from the left -> the places in `whole` of words that end there
    for word in words:
        at = round(word.box.x0)
        near = (i for end in (at, at - 1, at + 1) for i in ends.get(end, ()) if _touch(whole[i], word))
        place = next(near, len(whole))
        if place < len(whole):
            whole[place] = _glue(whole[place], word)
        else:
            whole.append(word)
        ends.setdefault(round(word.box.x1), []).append(place)
    return whole


def _glue(word: Word, rest: Word) -> Word:
    a, b = word.box, rest.box
    box = Box(a.x0, min(a.top, b.top), b.x1, max(a.bottom, b.bottom))
    return Word(word.text + rest.text, box, word.font, word.size, word.bold)


def _touch(word: Word, after: Word) -> bool:
    """Two fonts of one size and weight on one line, with no space between."""
    if word.font == after.font or word.bold != after.bold or abs(word.size - after.size) > 0.1:
        return False
    gap = after.box.x0 - word.box.x1
    return abs(gap) <= _TOUCH * word.size and abs(after.box.top - word.box.top) <= _BASELINE


def _to_baselines(runs: Sequence[Run]) -> Iterator[list[Letter]]:
    """The runs' letters line by line, each from left to right."""
    tops = sorted({run.letters[0][1] for run in runs})
    line_of, line = {tops[0]: 0}, 0
    for above, top in pairwise(tops):
        line += top > above + _BASELINE
        line_of[top] = line
    lines: list[list[Letter]] = [[] for _ in range(line + 1)]
    for run in runs:
        lines[line_of[run.letters[0][1]]].extend(run.letters)
    for letters in lines:
        yield sorted(letters, key=itemgetter(0))


def _split(line: Sequence[Letter], size: float) -> Iterator[list[Letter]]:
    """Words of one line: parted by blanks, by gaps, and by a step up or down."""
    word: list[Letter] = []
    end, level, gap = 0.0, 0.0, _GAP * size
    for letter in line:
        x0, top, x1, _, text = letter
        if text.isspace() or (word and (x0 > end + gap or abs(top - level) > _BASELINE)):
            if word:
                yield word
            word = []
        if not text.isspace():
            word.append(letter)
            end, level = x1, top
    if word:
        yield word


def _to_word(letters: Sequence[Letter], font: str, size: float) -> Word:
    lefts, tops, rights, bottoms, texts = zip(*letters, strict=True)
    box = Box(min(lefts), min(tops), max(rights), max(bottoms))
    return Word(_without_ligatures("".join(texts)), box, font, size, is_bold(font))


@lru_cache(maxsize=256)
def is_bold(font: str) -> bool:
    """Whether a font's name says that it is bold (`ABCDEF+Calibri-Bold`)."""
    lower = font.lower()
    return any(mark in lower for mark in _BOLD)


def _without_ligatures(text: str) -> str:
    """`ﬁ` is printed for two letters, and everyone who searches writes two."""
    if text.isascii() or not any("\ufb00" <= sign <= "\ufb06" for sign in text):
        return text
    return "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in text)


def _has_shadows(runs: Iterable[Run]) -> bool:
    """Whether some letter stands twice in one place. Taking them out is costly, so this is asked first."""
    places = [(text, round(x0), round(top)) for run in runs for x0, top, _, _, text in run.letters]
    return len(set(places)) < len(places)


def _without_shadows(runs: Sequence[Run]) -> list[Run]:
    """Each letter once: the first of those that stand in one place in the same font and size."""
    seen: dict[tuple[str, str, float], list[tuple[float, float]]] = {}
    kept = []
    for run in runs:
        letters = tuple(
            letter for letter in run.letters if _is_new(letter, seen.setdefault((run.font, letter[4], run.size), []))
        )
        if letters:
            kept.append(Run(run.font, run.size, letters))
    return kept


def _is_new(letter: Letter, places: list[tuple[float, float]]) -> bool:
    x0, top = letter[0], letter[1]
    if any(abs(x0 - x) <= _SHADOW and abs(top - y) <= _SHADOW for x, y in places):
        return False
    places.append((x0, top))
    return True
