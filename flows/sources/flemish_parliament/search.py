"""Which written questions were published in a window, from the search service, however many there are.

The service gives at most 100 results a page and 10,000 a query, and what it lists may shift from one page to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from flows.sources import SourceError
from flows.sources.flemish_parliament.answers import UnusableAnswer, parse_answer
from flows.sources.flemish_parliament.listing import Page, Pass, Seen, Slice
from flows.sources.flemish_parliament.services import Services
from flows.sources.flemish_parliament.values import find_number, find_text, to_list

MOST_RESULTS = 10_000  # of one query
PAGE_SIZE = 100
_PASSES = 4  # through one slice: once, and three times again where something stayed unseen
_QUERY = (
    "{url}/inmeta:publicatiedatum:daterange:{first}..{last}?collection=vp_collection"
    "&requiredfields=aggregaattype:Schriftelijke%20vraag&page={page}&max={size}&sort=date"
)


@dataclass(frozen=True, slots=True)
class Window:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def halve(self) -> tuple[Window, Window]:
        """The window in two; it has two days at least."""
        middle = self.first + (self.last - self.first) // 2
        return Window(self.first, middle), Window(middle + timedelta(days=1), self.last)


class Search:
    """The search service at one address."""

    def __init__(self, services: Services, search_url: str) -> None:
        self.services, self.url = services, search_url.rstrip("/")

    def find_slices(self, window: Window) -> Iterator[Slice]:
        """All hits of a window, by as many queries as they need. Raises SourceError."""
        first = self._ask_page(window, 1)
        if first.count < MOST_RESULTS:
            found = self._see_all(window, first)
            if found.unseen and window.first < window.last:  # fewer results at a time may show them
                found.complete([part for half in window.halve() for part in self.find_slices(half)])
            yield found
        elif window.first == window.last:
            raise SourceError(
                f"{self.to_address(window, 1)}: {first.count} results on one day, and the service shows at most "
                f"{MOST_RESULTS} of a query; look at the address, the filter may not work any more"
            )
        else:
            for half in window.halve():
                yield from self.find_slices(half)

    def to_address(self, window: Window, page: int) -> str:
        """The address of one page of results."""
        first, last = window.first.isoformat(), window.last.isoformat()
        return _QUERY.format(url=self.url, first=first, last=last, page=page, size=PAGE_SIZE)

    def _see_all(self, window: Window, first: Page) -> Slice:
        """Page until as many different results were seen as counted, or until paging again shows nothing else."""
        found, seen = Slice(), Seen()
        page: Page | None = first
        for _ in range(_PASSES):
            shown = self._page_through(window, page or self._ask_page(window, 1), found)
            is_all = seen.is_all(shown)
            found.count = seen.count
            if is_all:
                return found
            if shown.is_stuck and window.first < window.last:  # halves are cheaper than the same pages again
                break
            page = None
        found.unseen = max(0, seen.count - len(seen.keys))
        return found

    def _page_through(self, window: Window, page: Page, found: Slice) -> Pass:
        """One pass, its results added to those found; it ends where the paging is stuck."""
        shown, number = Pass(), 1
        while True:
            found.add(page.results)
            shown.add(page)
            if shown.is_stuck or _is_last(page, len(shown.keys)):
                return shown
            number += 1
            page = self._ask_page(window, number)

    def _ask_page(self, window: Window, number: int) -> Page:
        """A page; asked for once more where it shows nothing although more is counted."""
        address = self.to_address(window, number)
        page = self.services.ask(address, parse_page)
        if page.results or page.count <= (number - 1) * PAGE_SIZE:
            return page
        return self.services.ask(address, parse_page)


def _is_last(page: Page, shown: int) -> bool:
    """Whether nothing is to come, `shown` results being shown up to this page."""
    return not page.results or shown >= page.count or (page.last is not None and page.last >= page.count)


def parse_page(content: bytes) -> Page:
    """A page of results. Raises SourceError where the service tells errors, UnusableAnswer for anything else."""
    answer = parse_answer(content)
    if not isinstance(answer, dict):
        raise UnusableAnswer("the answer is no page of results")
    if answer.get("errors"):
        raise SourceError(
            f"the search service tells errors: {str(answer['errors'])[:300]}; look at the query's address"
        )
    count = find_number(answer.get("count"))
    if count is None:
        raise UnusableAnswer(f"the answer does not count results ({find_text(answer.get('count'))})")
    results = tuple(result for result in to_list(answer.get("result")) if isinstance(result, dict))
    return Page(count, find_number(answer.get("lastindex")), results)
