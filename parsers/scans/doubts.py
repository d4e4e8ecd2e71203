"""Numbers of which two recognitions gave two readings."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from schemas.pages import TextLine, Word


def find_doubt(lines: Iterable[TextLine]) -> str | None:
    """What is unsure in these lines: `«12.500» or «12.600»`; None where all numbers are sure."""
    runs = [run for line in lines for second, run in _to_runs(line) if second is not None]
    return "; ".join(_describe(_to_text(run), run[0].second_reading) for run in runs) or None


def _describe(first: str, second: str | None) -> str:
    return f"«{first}», hardly legible" if first == second else f"«{first}» or «{second}»"


def to_choices(lines: Iterable[TextLine]) -> tuple[str, str]:
    """The lines' texts by the first and by the second recognition."""
    runs = [[run for _, run in _to_runs(line)] for line in lines]
    first = "\n".join(" ".join(map(_to_text, line)) for line in runs)
    second = "\n".join(" ".join(run[0].second_reading or _to_text(run) for run in line) for line in runs)
    return first, second


def _to_runs(line: TextLine) -> list[tuple[str | None, list[Word]]]:
    """Words that were recognised again together have one second reading."""
    return [(second, list(run)) for second, run in groupby(line.words, key=lambda word: word.second_reading)]


def _to_text(run: Iterable[Word]) -> str:
    return " ".join(word.text for word in run)
