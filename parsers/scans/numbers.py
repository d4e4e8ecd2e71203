"""Numbers are read again: a digit misread gives a wrong amount that looks like any other.

Each number is cut out, enlarged, and read with nothing but digits and their marks allowed, as it is, with thinner and
with thicker strokes: what is legible stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.scans.pictures import Picture
from parsers.scans.tesseract import SeenWord, Tesseract, read_pictures

_ALIKE = str.maketrans("OoQDIl|SsBZ", "00001115582")
_STRAY = "‘’'`´\"“”_|~°"  # what specks before and behind a number are taken for
_NUMBER = re.compile(r"[€(]*-?[0-9OoQDIl|SsBZ.,]*[0-9][0-9OoQDIl|SsBZ.,]*(?:,-|,–)?[€)*]*")
_WHOLE, _DECIMALS = re.compile(r"(?:€\s?)?\d{1,3}(?:\.\d{3})+,"), re.compile(r"\d\d[€.;)]?|-[€]?")
_FEWEST_DIGITS = 3  # in a run of words; smaller numbers are counts, and no amounts of grants
_SAME_NUMBER = 0.6  # of the height: words closer together are one number (`1 250 000`)
_MARGIN = 0.25  # of the height, kept around a number that is cut out
_LETTER_HEIGHT = 48  # pixels of a digit in the enlarged crop; 12 point print is 36 high
_NOTHING = "nothing"
_LINE_MODE = 7
_ONLY_NUMBERS = ("-c", "tessedit_char_whitelist=0123456789.,-€ ")
_CONFIDENT = 80  # of 100; clean digits have 88 and more, a smudged one that still looks like a digit has less


@dataclass(frozen=True, slots=True)
class CheckedWord:
    """A word, and what another reading made of its number where they do not agree or none of them is sure."""

    word: SeenWord
    second: str | None = None


def check_numbers(program: Tesseract, picture: Picture, words: Sequence[SeenWord]) -> tuple[CheckedWord, ...]:
    """The same words in the same order; numbers have digits where letters look like them and both readings agree."""
    runs = list(find_number_runs(words))
    crops = [_cut_out(picture, run) for run in runs]
    again = [read_pictures(program, varied, _LINE_MODE, *_ONLY_NUMBERS) for varied in _vary(crops)]
    checked = {
        id(word): compared
        for run, *others in zip(runs, *again, strict=True)
        for word, compared in zip(run, compare(run, others), strict=True)
    }
    return tuple(checked.get(id(word), CheckedWord(word)) for word in words)


def join_decimals(words: Sequence[SeenWord]) -> list[SeenWord]:
    """`12.500,` and `00` are one number, which a typewriter's wide comma parted."""
    joined: list[SeenWord] = []
    for word in words:
        before = joined[-1] if joined else None
        if before and before.line == word.line and _WHOLE.fullmatch(before.text) and _DECIMALS.fullmatch(word.text):
            confidence = min(before.confidence, word.confidence)
            joined[-1] = replace(before, text=before.text + word.text, right=word.right, confidence=confidence)
        else:
            joined.append(word)
    return joined


def find_number_runs(words: Sequence[SeenWord]) -> Iterator[tuple[SeenWord, ...]]:
    """Words side by side that make one number, of three digits at least."""
    run: list[SeenWord] = []
    for word in words:
        if run and not (_is_number(word) and _goes_on(run[-1], word)):
            yield from _long_enough(run)
            run = []
        if _is_number(word):
            run.append(word)
    yield from _long_enough(run)


def _long_enough(run: Sequence[SeenWord]) -> Iterator[tuple[SeenWord, ...]]:
    if len(to_digits("".join(word.text for word in run))) >= _FEWEST_DIGITS:
        yield tuple(run)


def _is_number(word: SeenWord) -> bool:
    """Digits and letters that look like them, with more digits than letters."""
    letters = sum(char.isalpha() for char in word.text)
    return _NUMBER.fullmatch(word.text.strip(_STRAY)) is not None and sum(map(str.isdigit, word.text)) > letters


def _goes_on(before: SeenWord, word: SeenWord) -> bool:
    height = before.bottom - before.top
    return word.line == before.line and word.left - before.right < _SAME_NUMBER * height


def to_digits(text: str) -> str:
    """The digits of a number, those that were taken for letters included."""
    return "".join(char for char in text.translate(_ALIKE) if char.isdigit())


def compare(run: Sequence[SeenWord], others: Sequence[Sequence[SeenWord]]) -> tuple[CheckedWord, ...]:
    """Readings agree when they have the same digits; points and commas are held against the notation later.

    The first reading must be sure, or all others: a smudge over a digit may look like another digit in all of them.
    """
    first = to_digits(_to_text(run))
    texts = [_to_text(other) for other in others]
    differing = next((text for text in texts if to_digits(text) != first), None)
    if differing is None and (_is_sure(run) or all(map(_is_sure, others))):
        return tuple(CheckedWord(replace(word, text=word.text.strip(_STRAY).translate(_ALIKE))) for word in run)
    second = _to_text(run) if differing is None else differing or _NOTHING
    return tuple(CheckedWord(word, second) for word in run)


def _to_text(words: Sequence[SeenWord]) -> str:
    return " ".join(word.text for word in words)


def _is_sure(words: Sequence[SeenWord]) -> bool:
    return min((word.confidence for word in words), default=0.0) >= _CONFIDENT


def _vary(crops: Sequence[Picture]) -> tuple[list[Picture], ...]:
    """The crops as they are, with thinner and with thicker strokes."""
    import cv2
    import numpy

    pen = numpy.ones((3, 3), dtype="uint8")
    return list(crops), [cv2.dilate(crop, pen) for crop in crops], [cv2.erode(crop, pen) for crop in crops]


def _cut_out(picture: Picture, run: Sequence[SeenWord]) -> Picture:
    import cv2

    left, right = min(word.left for word in run), max(word.right for word in run)
    top, bottom = min(word.top for word in run), max(word.bottom for word in run)
    margin = round(_MARGIN * (bottom - top))
    crop = picture[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin]
    scale = max(1.0, _LETTER_HEIGHT / max(1, bottom - top))
    larger = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return cv2.copyMakeBorder(larger, 24, 24, 24, 24, cv2.BORDER_CONSTANT, value=255)
