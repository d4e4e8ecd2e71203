"""The first reading of a page: its content stream, interpreted by playa (camelot's base, fast).

A run's place comes from its matrices and its font's widths and descent, as pdfminer counts them, so that both readings
put a word in the same place. What this reading can't vouch for is said in `doubt`: text that is not upright, letters
the font gives no meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from parsers.page_marks import Letter, PageMarks, Run, Shape
from parsers.page_shapes import find_shapes
from parsers.page_words import to_words
from schemas.pages import Box

_FLAT = 0.1  # of the advance: text that climbs more is turned on purpose, less is a scanned sheet laid in askew


def read_marks(page: Any) -> PageMarks:
    """The marks of one page of a playa document opened with `space="screen"` (top left of the sheet is 0, 0)."""
    reader = _ContentReader()
    for item in page.flatten():
        reader.take(item)
    return PageMarks(
        page.page_idx + 1,
        page.rotate,
        _on_screen(page, page.cropbox),
        _on_screen(page, page.mediabox),
        to_words(reader.runs),
        tuple(reader.shapes),
        reader.has_picture,
        reader.doubt,
    )


def _on_screen(page: Any, box: tuple[float, float, float, float]) -> Box:
    from playa.utils import transform_bbox

    return Box(*transform_bbox(page.ctm, box))


class _ContentReader:
    """Gathers what the content stream paints."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.fonts: dict[int, tuple[Any, float]] = {}  # id -> the font, which keeps its id its own, and its descent
        self.shapes: list[Shape] = []
        self.has_picture = False
        self.doubt = ""

    def take(self, item: Any) -> None:
        kind = item.object_type
        if kind == "text":
            self._take_text(item)
        elif kind == "path":
            self.shapes.extend(find_shapes(item))
        elif kind == "image":
            self.has_picture = True

    def _take_text(self, text: Any) -> None:
        state = text.gstate
        if state.font is None or not state.fontsize or not state.scaling:
            return  # nothing is painted
        if id(state.font) not in self.fonts:
            _settle_widths(state.font)
            _remember_letters(state.font)
            self.fonts[id(state.font)] = state.font, _find_descent(state.font)
        frame = _Frame(text, self.fonts[id(state.font)][1])
        if not frame.is_upright:
            self.doubt = self.doubt or "text that is not upright"
        letters = tuple(frame.place(text.args))
        texts = [letter[4] for letter in letters]
        if "" in texts or "\ufffd" in "".join(texts):
            self.doubt = self.doubt or "letters without a meaning"
        if letters:
            self.runs.append(Run(state.font.fontname, frame.size, letters))


class _Frame:
    """Where the letters of one text object stand: its matrices, multiplied once for all of them."""

    def __init__(self, text: Any, descent: float) -> None:
        from playa.utils import mult_matrix

        state = text.gstate
        self.font, self.spacing, self.blank = state.font, state.charspace, state.wordspace
        self.scale = state.scaling * 0.01
        self.width = state.fontsize * self.scale
        self.along, self.climb, lean, self.down, self.x, self.y = mult_matrix(text.text_matrix, text.ctm)
        low, high = (state.rise + share * state.fontsize for share in (descent, descent + 1))
        self.top, self.bottom = sorted((low * self.down, high * self.down))
        self.left, self.right = sorted((low * lean, high * lean))
        self.size = round(self.bottom - self.top, 3)

    @property
    def is_upright(self) -> bool:
        """From left to right, and not on its head; `down` is negative because places count from the top."""
        rightwards = self.width * self.along > 0 and self.down < 0
        return rightwards and abs(self.climb) <= _FLAT * abs(self.along) and not self.font.vertical

    def place(self, parts: list[bytes | float]) -> Iterator[Letter]:
        """The letters of a `TJ` operator: strings, and numbers that move what follows (thousandths of the size)."""
        width_of, decode, width = self.font.hdisp, self.font.decode, self.width
        x, along, left, right = self.x, self.along, self.left, self.right
        y, climb, top, bottom = self.y, self.climb, self.top, self.bottom
        step = self.spacing * self.scale
        blank_step = step if self.font.multibyte else (self.spacing + self.blank) * self.scale
        at = 0.0
        for part in parts:
            if not isinstance(part, bytes):
                at -= part * 0.001 * width
                continue
            for code, text in decode(part):
                end = at + width_of(code) * width
                level = y + at * climb
                yield x + at * along + left, level + top, x + end * along + right, level + bottom, text
                at = end + (blank_step if code == 32 else step)


def _settle_widths(font: Any) -> None:
    """What a letter takes up whose width the font leaves out: playa would give it a whole em, the standard nothing.

    The built-in metrics of the standard fonts leave out `€`, which is as wide in them as a digit.
    """
    from playa.font import SimpleFont

    if isinstance(font, SimpleFont) and "MissingWidth" not in font.descriptor:
        metrics = getattr(font, "char_widths", None) or {}
        font.default_width = metrics.get("0", 0)


def _remember_letters(font: Any) -> None:
    """playa asks each string's letters and their widths twice, to place them and for where the next string begins; the
    fonts are this document's own, and its short strings repeat."""
    if not hasattr(font.decode, "cache_info"):
        decode = font.decode
        font.decode = lru_cache(maxsize=4096)(lambda data: tuple(decode(data)))
        font.hdisp = lru_cache(maxsize=4096)(font.hdisp)


def _find_descent(font: Any) -> float:
    """How far the font reaches below the baseline, a share of the size; negative.

    Where its description is silent (LibreOffice writes zeros) the baseline itself, as pdfminer has it: places stay.
    """
    from playa.font import Type3Font
    from playa.pdftypes import resolve1

    silent = not any(resolve1(font.descriptor.get(name)) for name in ("Ascent", "Descent"))
    if silent and not isinstance(font, Type3Font):
        return 0.0
    return float(font.descent * font.matrix[3])
