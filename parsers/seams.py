"""The place where one printed line ends and the next begins, and what may become of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

SOFT = "\u00ad"


@dataclass(frozen=True, slots=True)
class LineBreak:
    """`before` is the last run without spaces before the break, `after` the first one behind it.

    `spare` is how many letters would still have fitted on the line, None when the column's side is unknown.
    `alone`: the line holds one run without spaces.
    """

    before: str
    after: str
    spare: float | None
    alone: bool

    @property
    def full(self) -> bool:
        """Not one more letter would have fitted."""
        return self.spare is not None and self.spare < 1

    @property
    def has_room(self) -> bool:
        """At least one more letter would have fitted."""
        return self.spare is not None and self.spare >= 1

    @property
    def ends_in_hyphen(self) -> bool:
        return len(self.before) > 1 and self.before[-1] in ("-", SOFT) and self.before[-2].isalnum()

    @property
    def last(self) -> str:
        """The letters that touch the break, a hyphen left out."""
        found = re.search(r"[^\W\d_]+$", self.before[:-1] if self.ends_in_hyphen else self.before)
        return found[0] if found else ""

    @property
    def first(self) -> str:
        """The letters that begin the next line."""
        found = re.match(r"[^\W\d_]+", self.after)
        return found[0] if found else ""

    @property
    def in_capitals(self) -> bool:
        """Letters on both sides are capitals, as in a heading: `BELEIDS-` / `DOMEIN`."""
        return self.first.isupper() and self.last.isupper()


@dataclass(frozen=True, slots=True)
class Join:
    """What becomes of a break; `cost` is in the lexicon's unit: 1 makes a reading ten times less likely."""

    between: str
    drop_hyphen: bool = False
    cost: float = 0.0

    def apply(self, before: str, after: str) -> str:
        return (before[:-1] if self.drop_hyphen else before) + self.between + after


Joins = tuple[Join, ...]
