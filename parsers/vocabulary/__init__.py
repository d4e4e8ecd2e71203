"""The words of a language in CSV files that need no programmer, and the folding that makes printed words comparable.

A file `<language>/<name>.csv` has a header line; lines that begin with `#` are remarks; a cell that holds a comma
stands in double quotes.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SEPARATORS = re.compile(r"[\s_\-\u2010-\u2015\u2212]+")


@cache
def load_words(name: str, language: str = "nl") -> tuple[Mapping[str, str], ...]:
    """The rows of one vocabulary file, column -> text, in the file's order.

    Raises FileNotFoundError for an unknown name, ValueError naming file and line for a row of another length.
    """
    path = files(__name__) / language / f"{name}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    numbered = [(at, line) for at, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise ValueError(f"{language}/{name}.csv holds no header line")
    rows = list(csv.reader(line for _, line in numbered))
    header = [cell.strip() for cell in rows[0]]
    for (at, _), row in zip(numbered, rows, strict=True):
        if len(row) != len(header):
            raise ValueError(
                f"{language}/{name}.csv line {at}: {len(row)} cells, expected {len(header)} ({', '.join(header)})"
            )
    return tuple(MappingProxyType(dict(zip(header, map(str.strip, row), strict=True))) for row in rows[1:])


@lru_cache(maxsize=16384)  # a document says the same few words again and again
def fold(text: str) -> str:
    """Printed words made comparable: `KBO_nummer`, `KBO-nummer` and `kbo  nummer` all give `kbo nummer`.

    Case, accents, ligatures, soft hyphens and raised footnote marks (`Bedrag¹`) go; every run of spaces, line breaks,
    underscores, hyphens and dashes becomes one space. Other punctuation stays.
    """
    if text.isascii():
        return _SEPARATORS.sub(" ", text.casefold()).strip()
    kept = "".join(
        char for char in text.translate(_INVISIBLE) if not unicodedata.decomposition(char).startswith("<super>")
    )
    bare = "".join(char for char in unicodedata.normalize("NFKD", kept) if not unicodedata.combining(char))
    return _SEPARATORS.sub(" ", bare.casefold()).strip()
