"""Quotes and apostrophes of recognised pages: specks told from quotes, and one kind throughout a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from parsers.scans.tesseract import SeenWord

_QUOTES = "‘’'`´\"“”_|~°"
_SURE_MARK = 80  # of 100
_NEAR = 40  # words; a quotation is seldom longer
_OPENS, _CLOSES = re.compile(r"^[‘'`\"“„]+(?=\w)"), re.compile(r"(?<=[\w.!?)])[’'´\"”“‘]+(?=[.,;:)]*$)")
_SHORTENED = re.compile(r"^[‘’'`´](?=(?:t|s|k|n|m|r|ns|tje)\b)", re.IGNORECASE)  # `'t Open Huis`, `'s avonds`
_INSIDE = re.compile(r"(?<=\w)[‘’'`´](?=\w)")  # `foto's`
_STRAIGHT, _CURLY = re.compile(r"['\"]"), re.compile(r"[‘’“”]")
_BRACES = str.maketrans("{}", "()")
_TO_STRAIGHT = str.maketrans("‘’`´“”", "''''\"\"")


def drop_stray_marks(words: Sequence[SeenWord]) -> list[SeenWord]:
    """Specks beside a letter are taken for quotes: `‘ANTWOORD`. A mark that is unsure and alone is left out."""
    words = [replace(word, text=_to_usual(word.text)) for word in words]
    return [word if _has_partner(words, at) else _without_stray_marks(word) for at, word in enumerate(words)]


def _to_usual(text: str) -> str:
    """Braces are parentheses (`(SIZ})`), and what opens does not end a word (`resulta-„`)."""
    text = text.replace("})", ")").replace("({", "(").translate(_BRACES)
    return text.rstrip("„‚") or text


def _without_stray_marks(word: SeenWord) -> SeenWord:
    text = word.text.strip(_QUOTES)
    unsure = word.confidence < _SURE_MARK and text and text != word.text and not _SHORTENED.match(word.text)
    return replace(word, text=text) if unsure else word


def _has_partner(words: Sequence[SeenWord], at: int) -> bool:
    text = words[at].text
    if _OPENS.search(text):
        return any(_CLOSES.search(word.text) for word in words[at : at + _NEAR])
    opened = words[max(0, at - _NEAR) : at + 1] if _CLOSES.search(text) else ()
    return any(_OPENS.search(word.text) for word in opened)


def prefers_straight(texts: Iterable[str]) -> bool:
    """Whether most of the quotes in these texts are straight: a document is typed with one kind."""
    counts = [(len(_STRAIGHT.findall(text)), len(_CURLY.findall(text))) for text in texts]
    return sum(straight for straight, _ in counts) > sum(curly for _, curly in counts)


def to_one_kind(text: str, straight: bool) -> str:
    """A word with straight quotes or with curly ones: `‘t` is `'t` or `’t`."""
    if straight:
        return text.translate(_TO_STRAIGHT)
    return _INSIDE.sub("’", _SHORTENED.sub("’", text))
