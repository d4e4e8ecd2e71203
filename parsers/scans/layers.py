"""Which pages must be recognised: pictures without text, and pages whose text is worth nothing.

A scanner's own recognition leaves a layer of invisible text over the picture; a PDF whose fonts do not say which
letters their signs are gives other letters than it shows. Such text is held against the words of four languages.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from parsers.vocabulary import load_words
from schemas.pages import Page, Word

_FULL_PAGE = 0.5  # share of the page that pictures cover when the page is a scan; a logo covers a twentieth
_HARDLY_ANY = 5  # words; a scanner's stamp or a page number beside the picture
_DRAWN = 150  # shapes on a page without text that may be letters drawn as outlines
_ENOUGH = 20  # words of letters, fewer say nothing about a text layer
_LEAST_KNOWN = 0.4  # share of the words known; answers have 0.75 and more, lists of names 0.5
_LANGUAGES = ("nl", "en", "fr", "de")
_FEW_STRANGE = 0.05
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_STRANGE = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x1f\x80-\x9f]|\(cid:\d+\)")
_SYMBOLS = re.compile(r"[\uf0a7\uf0b7\uf0d8\uf0fc\uf02d]")  # bullets of Wingdings and Symbol


def find_scans(content: bytes, pages: Sequence[Page]) -> frozenset[int]:
    """The numbers of the pages to be recognised from their picture."""
    import pypdfium2

    with pypdfium2.PdfDocument(io.BytesIO(content)) as pdf:
        return frozenset(page.number for page in pages if _needs_recognition(page, pdf))


def _needs_recognition(page: Page, pdf: Any) -> bool:
    words = (*page.words, *page.furniture)
    if not words:
        return page.has_picture or _is_drawn(pdf[page.number - 1])
    is_scan = page.has_picture and is_picture(pdf[page.number - 1])
    return (is_scan and len(words) < _HARDLY_ANY) or ((is_scan or is_suspicious(words)) and is_worthless(words))


def is_picture(sheet: Any) -> bool:
    """Whether pictures cover the page; a scanner may give one page in strips."""
    import pypdfium2.raw

    width, height = sheet.get_size()
    covered = 0.0
    for shown in sheet.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = shown.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered >= _FULL_PAGE * width * height)


def _is_drawn(sheet: Any) -> bool:
    """Whether a page without text has letters drawn as outlines."""
    import pypdfium2.raw

    shapes = sheet.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])
    return sum(1 for _ in shapes) >= _DRAWN


def is_suspicious(words: Iterable[Word]) -> bool:
    """A cheap first look: strange signs, or hardly one of the little words of which every text is full."""
    texts = [word.text for word in words]
    letters = [found.lower() for text in texts for found in re.findall(r"[^\W\d_]+", text)]
    strange = sum(bool(_STRANGE.search(_SYMBOLS.sub("", text))) for text in texts)
    if strange > _FEW_STRANGE * len(texts):
        return True
    return len(letters) >= _ENOUGH and sum(word in _little_words() for word in letters) < 0.05 * len(letters)


def is_worthless(words: Iterable[Word]) -> bool:
    """Whether a text is none: too many signs that are no letters, or words that no language has."""
    texts = [word.text for word in words]
    if sum(bool(_STRANGE.search(_SYMBOLS.sub("", text))) for text in texts) > 0.3 * len(texts):
        return True
    letters = [found.lower() for text in texts for found in _LETTERS.findall(text)]
    if len(letters) < _ENOUGH:
        return False
    return all(_share_known(letters, language) < _LEAST_KNOWN for language in _LANGUAGES)


def _share_known(letters: Sequence[str], language: str) -> float:
    from wordfreq import get_frequency_dict

    known = get_frequency_dict(language, "large" if language == "nl" else "small")
    return sum(word in known for word in letters) / len(letters)


@cache
def _little_words() -> frozenset[str]:
    return frozenset(row["word"] for row in load_words("function_words"))
