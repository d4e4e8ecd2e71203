"""Numbers are read twice: a digit misread gives a wrong amount that looks like any other.

The second time a number is cut out, enlarged, and read with nothing but digits and their marks allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.scans.pictures import Picture
from parsers.scans.tesseract import SeenWord, Tesseract, read_pictures

_ALIKE = str.maketrans("OoQDIl|SsBZ", "00001115582")
_NUMBER = re.compile(r"[€'(]*-?[0-9OoQDIl|SsBZ.,]*[0-9][0-9OoQDIl|SsBZ.,]*(?:,-|,–)?[€')*]*")
_FEWEST_DIGITS = 3  # in a run of words; smaller numbers are counts, and no amounts of grants
_SAME_NUMBER = 0.6  # of the height: words closer together are one number (`1 250 000`)
_MARGIN = 0.25  # of the height, kept around a number that is cut out
_LETTER_HEIGHT = 48  # pixels of a digit in the enlarged crop; 12 point print is 36 high
_LINE_MODE = 7
_ONLY_NUMBERS = ("-c", "tessedit_char_whitelist=0123456789.,-€ ")
_LEAST_CONFIDENT = 30  # of 100; two readings agree by chance where there is hardly anything to see


@dataclass(frozen=True, slots=True)
class CheckedWord:
    """A word, and what the second reading made of its number where the two do not agree."""

    word: SeenWord
    second: str | None = None


def check_numbers(program: Tesseract, picture: Picture, words: Sequence[SeenWord]) -> tuple[CheckedWord, ...]:
    """The same words in the same order; numbers have digits where letters look like them and both readings agree."""
    runs = list(find_number_runs(words))
    crops = [_cut_out(picture, run) for run in runs]
    again = read_pictures(program, crops, _LINE_MODE, *_ONLY_NUMBERS)
    checked = {
        id(word): compared
        for run, second in zip(runs, again, strict=True)
        for word, compared in zip(run, compare(run, second), strict=True)
    }
    return tuple(checked.get(id(word), CheckedWord(word)) for word in words)


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
    return _NUMBER.fullmatch(word.text) is not None and sum(char.isdigit() for char in word.text) > letters


def _goes_on(before: SeenWord, word: SeenWord) -> bool:
    height = before.bottom - before.top
    return word.line == before.line and word.left - before.right < _SAME_NUMBER * height


def to_digits(text: str) -> str:
    """The digits of a number, those that were taken for letters included."""
    return "".join(char for char in text.translate(_ALIKE) if char.isdigit())


def compare(run: Sequence[SeenWord], again: Sequence[SeenWord]) -> tuple[CheckedWord, ...]:
    """Both readings agree when they have the same digits; points and commas are held against the notation later."""
    first, second = (" ".join(word.text for word in words) for words in (run, again))
    sure = min((word.confidence for word in (*run, *again)), default=0.0) >= _LEAST_CONFIDENT
    if to_digits(first) == to_digits(second) and sure:
        return tuple(CheckedWord(replace(word, text=word.text.translate(_ALIKE))) for word in run)
    return tuple(CheckedWord(word, second or "nothing") for word in run)


def _cut_out(picture: Picture, run: Sequence[SeenWord]) -> Picture:
    import cv2

    left, right = min(word.left for word in run), max(word.right for word in run)
    top, bottom = min(word.top for word in run), max(word.bottom for word in run)
    margin = round(_MARGIN * (bottom - top))
    crop = picture[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin]
    scale = max(1.0, _LETTER_HEIGHT / max(1, bottom - top))
    larger = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return cv2.copyMakeBorder(larger, 24, 24, 24, 24, cv2.BORDER_CONSTANT, value=255)
