"""What the ink of a word tells that its reading does not: a dash apart from the amount behind it, `vzw` or `VZW`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from parsers.scans.pictures import POINTS, Picture, to_ink
from parsers.scans.tesseract import SeenWord

_DASHED = re.compile(r"[-–—](?=[€(‘'“\"]|[^\W\d_])")
_GAP = 0.15  # of the word's height, between a dash and what follows it apart; a hyphen or a sign stands closer
_ALIKE = re.compile(r"[cosuvwxzCOSUVWXZ]{2,5}")  # the same shape, small and large
_LOWEST_CAPITAL = 0.61  # of the font's size, between the height of an x and that of a capital
_LARGER = 1.2  # times as high is a capital before small letters


class Shapes:
    """Corrects words of one picture by their ink."""

    def __init__(self, picture: Picture) -> None:
        self._ink = to_ink(picture)

    def part_dashes(self, words: Sequence[SeenWord]) -> Iterator[SeenWord]:
        """`-€ 500` is no negative amount where the dash stands apart (`Aap - € 500`). Before digits it stays a sign."""
        for word in words:
            runs = self._find_runs(word) if _DASHED.match(word.text) else []
            if len(runs) > 1 and runs[1][0] - runs[0][1] >= _GAP * (word.bottom - word.top):
                yield replace(word, text=word.text[0], right=word.left + runs[0][1])
                yield replace(word, text=word.text[1:], left=word.left + runs[1][0])
            else:
                yield word

    def _find_runs(self, word: SeenWord) -> list[tuple[int, int]]:
        """Where ink stands in a word's box, in columns of pixels from its left side."""
        import numpy

        columns = self._ink[word.top : word.bottom, word.left : word.right].any(axis=0).astype("int8")
        steps = numpy.diff(numpy.concatenate(([0], columns, [0])))
        return list(zip(*(numpy.flatnonzero(steps == step).tolist() for step in (1, -1)), strict=True))

    def with_right_case(self, words: Sequence[SeenWord], size: float) -> list[SeenWord]:
        """Words of letters that differ in nothing but height (`vzw`, `cv`), by their height; `size` in points."""
        return [
            replace(word, text=self._set_case(word, size / POINTS)) if _ALIKE.fullmatch(word.text) else word
            for word in words
        ]

    def _set_case(self, word: SeenWord, size: float) -> str:
        heights = [self._measure(word, run) for run in self._find_runs(word)]
        if len(heights) != len(word.text):  # letters that touch
            return word.text.upper() if word.bottom - word.top >= _LOWEST_CAPITAL * size else word.text.lower()
        rest = median(heights[1:])
        if rest >= _LOWEST_CAPITAL * size:
            return word.text.upper()
        return word.text.capitalize() if heights[0] >= _LARGER * rest else word.text.lower()

    def _measure(self, word: SeenWord, run: tuple[int, int]) -> int:
        import numpy

        start, end = (word.left + side for side in run)
        rows = numpy.flatnonzero(self._ink[word.top : word.bottom, start:end].any(axis=1))
        return int(rows[-1] - rows[0] + 1)
