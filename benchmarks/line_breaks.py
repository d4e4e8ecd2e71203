"""How often the joining of printed lines gives the right text, by kind of break, beside simpler ways.

Run: python -m benchmarks.line_breaks
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from parsers.text import join_lines
from schemas.pages import Box, TextLine, Word

TABLE = Path(__file__).parent.parent / "tests" / "data" / "line_breaks.csv"
_LETTER, _SIZE = 5.0, 9.0  # points: every letter as wide as the next one
_ROOM = {"yes": 1.0, "partly": 2.5 * _LETTER}

Row = dict[str, str]
Joiner = Callable[[Row], str]


def read_breaks(path: Path = TABLE) -> list[Row]:
    """The printed breaks with their truth."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def to_line(text: str, top: float) -> TextLine:
    """A line of text at the left side of a page, 10 points high."""
    words, x = [], 0.0
    for token in text.split():
        width = _LETTER * len(token)
        words.append(Word(token, Box(x, top, x + width, top + 10), "Arial", _SIZE, False))
        x += width + _LETTER
    return TextLine(tuple(words), Box(0.0, top, words[-1].box.x1, top + 10), 1)


def find_right(row: Row) -> float | None:
    """The column's right side: `yes` leaves no room for a letter, `partly` for two, `no` for the whole next word."""
    if row["line_full"] == "unknown":
        return None
    used = _LETTER * len(row["first_line"])
    next_word = _LETTER * (len(row["next_line"].split()[0]) + 2)
    return used + _ROOM.get(row["line_full"], next_word)


def join_row(row: Row) -> str:
    """The two lines as the product joins them."""
    lines = (to_line(row["first_line"], 0.0), to_line(row["next_line"], 12.0))
    return join_lines(lines, find_right(row), frozenset(row["own_words"].split()))


def drop_hyphens(row: Row) -> str:
    """Baseline: every hyphen at a line's end goes."""
    first, after = row["first_line"], row["next_line"]
    return first[:-1] + after if re.search(r"\w-$", first) else f"{first} {after}"


def keep_hyphens(row: Row) -> str:
    """Baseline: every hyphen at a line's end stays."""
    first, after = row["first_line"], row["next_line"]
    return first + after if re.search(r"\w-$", first) else f"{first} {after}"


def join_by_shape(row: Row) -> str:
    """Baseline: a hyphen goes between small letters only."""
    return (
        drop_hyphens(row)
        if re.search(r"[a-z]{2}-$", row["first_line"]) and row["next_line"][0].islower()
        else (keep_hyphens(row))
    )


JOINERS: dict[str, Joiner] = {
    "parlgrants": join_row,
    "shape only": join_by_shape,
    "drop every hyphen": drop_hyphens,
    "keep every hyphen": keep_hyphens,
}


def measure(rows: Iterable[Row], joiner: Joiner) -> float:
    """Share of the rows joined right."""
    results = [joiner(row) == row["joined"] for row in rows]
    return sum(results) / len(results)


def main() -> None:
    rows = read_breaks()
    print(f"line breaks: {len(rows)} printed breaks, share joined right")
    print(f"{'':<16}{'rows':>5}" + "".join(f"{name:>19}" for name in JOINERS))
    for column in ("split", "kind"):
        for value in dict.fromkeys(row[column] for row in rows):
            group = [row for row in rows if row[column] == value]
            shares = "".join(f"{measure(group, joiner):>19.1%}" for joiner in JOINERS.values())
            print(f"{value:<16}{len(group):>5}{shares}")


if __name__ == "__main__":
    main()
