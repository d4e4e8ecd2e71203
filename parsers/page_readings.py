"""Which reading of a page is taken: the first (playa, fast), or the second (pdfplumber) where the first is in doubt.

A page is in doubt when playa can't interpret it, when text on it is not upright, when its font gives letters no
meaning, and when pdfium, which counts the letters of every page, sees more than were read. Then pdfplumber reads the
page too, and is believed unless it sees fewer letters. Both count places in the same way, from the same widths and
descents of fonts, so that a page's words don't depend on which reading it was.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from struct import error as StructError
from typing import Any

from parsers.page_content import read_marks
from parsers.page_marks import PageMarks
from parsers.page_second import UnreadPage, read_second

_STUMBLES = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    StructError,
    zlib.error,
)
"""What playa raises, besides its own exceptions, where content is not as the standard wants it."""


def read_all_marks(content: bytes) -> list[PageMarks]:
    """The marks of all pages in order. Raises UnreadPage for a page that neither reading can read."""
    letters = _count_letters(content)
    first = {marks.number: marks for marks in _read_first(content, len(letters))}
    doubtful = [number for number, seen in enumerate(letters, 1) if _is_doubtful(first.get(number), seen)]
    second = _read_again(content, doubtful, set(first)) if doubtful else {}
    return [_choose(first.get(number), second.get(number)) for number in range(1, len(letters) + 1)]


def _count_letters(content: bytes) -> list[int]:
    """How many letters pdfium sees on each page; blanks are not counted."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        return [_count_on_page(pdf, index) for index in range(len(pdf))]


def _count_on_page(pdf: Any, index: int) -> int:
    """Zero for a page that pdfium can't load: the readings have their own opinion of it."""
    import pypdfium2

    try:
        text = pdf[index].get_textpage().get_text_range()
    except pypdfium2.PdfiumError:
        return 0
    return len("".join(text.split()))


def _read_first(content: bytes, pages: int) -> Iterator[PageMarks]:
    """The pages that playa can interpret."""
    import playa
    from playa.exceptions import PDFException

    stumbles = (PDFException, *_STUMBLES)
    try:
        pdf = playa.parse(content, space="screen")
        found = [pdf.pages[index] for index in range(pages)]
    except stumbles:
        return
    with pdf:
        for page in found:
            try:
                yield read_marks(page)
            except stumbles:
                continue  # the second reading sees to it


def _is_doubtful(marks: PageMarks | None, seen: int) -> bool:
    return marks is None or bool(marks.doubt) or seen > marks.count_letters()


def _read_again(content: bytes, numbers: Sequence[int], read: set[int]) -> dict[int, PageMarks]:
    """Second readings; a file that pdfplumber can't read is no loss where the first reading stands."""
    try:
        return read_second(content, numbers)
    except UnreadPage:
        if read.issuperset(numbers):
            return {}
        raise


def _choose(first: PageMarks | None, second: PageMarks | None) -> PageMarks:
    if first is None or second is None:
        one = first or second
        if one is None:
            raise UnreadPage("a page is missing")
        return one
    return second if second.count_letters() >= first.count_letters() else first
