"""Words of a vocabulary made into patterns over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parsers.lines import fold_letters


def any_of(words: Iterable[str]) -> str:
    """A pattern of alternatives; spaces in them stand for any white space."""
    longest_first = sorted(map(fold_letters, words), key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first) + ")"
