"""What pages of results show, put together: whether all that is counted was seen, and what was not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.sources.flemish_parliament.hits import Hit, find_hit, to_key


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results; `count` is of all pages, `last` the place of the page's last result, from 1."""

    count: int
    last: int | None
    results: tuple[dict[str, Any], ...]


@dataclass(slots=True)
class Slice:
    """What was seen of one query: hits by key, None for what is no written question.

    `nameless` are the keys of written questions without a number, `count` is what the service says to have, and
    `unseen` how many of those it never showed.
    """

    count: int = 0
    hits: dict[str, Hit | None] = field(default_factory=dict)
    nameless: set[str] = field(default_factory=set)
    unseen: int = 0

    @property
    def missed(self) -> int:
        """How many can be told nothing of, and not be asked about."""
        return self.unseen + len(self.nameless)

    def add(self, results: Iterable[dict[str, Any]]) -> None:
        """Take in results."""
        for result in results:
            key = to_key(result)
            if key not in self.hits:
                self.hits[key] = self._find_hit(key, result)

    def _find_hit(self, key: str, result: dict[str, Any]) -> Hit | None:
        try:
            return find_hit(result)
        except ValueError:
            self.nameless.add(key)
            return None

    def complete(self, parts: Sequence[Slice]) -> None:
        """Take in the parts that the query was divided into: unseen is what is so in them, or in none of them."""
        for part in parts:
            self.hits |= part.hits
            self.nameless |= part.nameless
        uncounted = min(self.unseen, max(0, self.count - sum(part.count for part in parts)))
        self.unseen = uncounted + sum(part.unseen for part in parts)


@dataclass(slots=True)
class Pass:
    """What one pass through the pages shows: the keys in their order, and what each page counts."""

    keys: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    is_stuck: bool = False

    def add(self, page: Page) -> None:
        """Take in a page. One that shows only what those before it show is no listing: the paging is stuck."""
        keys = [to_key(result) for result in page.results]
        self.is_stuck = bool(self.counts and keys) and set(keys) <= set(self.keys)
        self.keys += keys
        self.counts.append(page.count)


@dataclass(slots=True)
class Seen:
    """The results seen since the count last changed: a count that falls hides results on the pages before."""

    keys: set[str] = field(default_factory=set)
    count: int = -1
    _before: list[str] = field(default_factory=list)

    def is_all(self, shown: Pass) -> bool:
        """Whether all is seen with this pass."""
        is_steady = len(set(shown.counts)) == 1
        if is_steady and shown.counts[-1] == self.count:
            self.keys |= set(shown.keys)
        else:
            self.keys = set(shown.keys)
        self.count = shown.counts[-1]
        # The same results at the same places twice: nothing shifts, and what is there twice is listed twice.
        is_repeated = not shown.is_stuck and len(shown.keys) >= self.count and shown.keys == self._before
        self._before = shown.keys
        return is_steady and (len(self.keys) >= self.count or is_repeated)
