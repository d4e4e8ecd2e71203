"""Finding all questions of a window, whatever the service caps, repeats or shifts; over HTTP on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_parliament import MadeParliament, make_hit, make_hits, run_parliament

from flows.client_limits import to_limits
from flows.origins import to_origins
from flows.polite_client import PoliteClient
from flows.sources import SourceError, TemporaryFailure
from flows.sources.flemish_parliament import search
from flows.sources.flemish_parliament.answers import UnusableAnswer
from flows.sources.flemish_parliament.listing import Page
from flows.sources.flemish_parliament.search import Search, Window, parse_page
from flows.sources.flemish_parliament.services import Services

FEBRUARY = Window(date(2025, 2, 1), date(2025, 2, 28))
QUERY = "/api/search/query/inmeta:publicatiedatum:daterange:2025-02-01..2025-02-28?collection=vp_collection"
PAGE_1 = f"{QUERY}&requiredfields=aggregaattype:Schriftelijke%20vraag&page=1&max=100&sort=date"
Found = tuple[list[int], int]


@pytest.fixture
def parliament() -> Iterator[MadeParliament]:
    with run_parliament() as running:
        yield running


def find(parliament: MadeParliament, window: Window = FEBRUARY) -> Found:
    """The questions found, in their order, and how many hits were missed."""
    settings = parliament.to_settings()
    with PoliteClient(to_limits(settings), to_origins(settings)) as client:
        slices = list(Search(Services(client, to_limits(settings)), settings.search_url).find_slices(window))
    hits = [hit for part in slices for hit in part.hits.values() if hit]
    return sorted({int(hit.question_id) for hit in hits}), sum(part.missed for part in slices)


def count_searches(parliament: MadeParliament) -> int:
    return len(parliament.paths("/api/search"))


def test_the_query_is_the_one_that_the_service_knows(parliament: MadeParliament) -> None:
    parliament.hits = make_hits([5])
    assert find(parliament) == ([5], 0)
    assert parliament.paths("/api") == [PAGE_1]


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (99, 1), (100, 1), (101, 2), (250, 3)])
def test_pages_are_asked_for_until_all_is_seen(parliament: MadeParliament, count: int, pages: int) -> None:
    parliament.hits = make_hits(range(1, count + 1))
    assert find(parliament) == (list(range(1, count + 1)), 0)
    assert count_searches(parliament) == pages


def test_other_types_count_as_seen_and_are_left_out(parliament: MadeParliament) -> None:
    parliament.hits = [make_hit(number, "2025-02-20", soort="VI" if number % 2 else "SCHV") for number in range(120)]
    assert find(parliament) == (list(range(0, 120, 2)), 0)
    assert count_searches(parliament) == 2


def test_a_window_over_the_cap_is_halved(parliament: MadeParliament, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_RESULTS", 40)
    days = [FEBRUARY.first + timedelta(days=i % 28) for i in range(100)]
    parliament.hits = [make_hit(i, day.isoformat()) for i, day in enumerate(days)]
    assert find(parliament) == (list(range(100)), 0)
    windows = [path.split(":daterange:")[1].split("?")[0] for path in parliament.paths("/api")]
    assert windows[0] == "2025-02-01..2025-02-28"
    assert windows[1:] == [
        "2025-02-01..2025-02-14", "2025-02-01..2025-02-07", "2025-02-08..2025-02-14",
        "2025-02-15..2025-02-28", "2025-02-15..2025-02-21", "2025-02-22..2025-02-28",
    ]  # fmt: skip


def test_a_single_day_at_the_cap_is_an_error(parliament: MadeParliament, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_RESULTS", 5)
    parliament.hits = make_hits(range(5))
    with pytest.raises(SourceError, match=r"daterange:2025-02-20\.\.2025-02-20.*5 results on one day"):
        find(parliament)


def test_a_new_question_while_paging_pushes_none_out(parliament: MadeParliament) -> None:
    parliament.hits = make_hits(range(150))

    def publish(page: int) -> None:
        if page == 2 and len(parliament.hits) == 150:
            parliament.hits.insert(0, make_hit(999, "2025-02-28"))

    parliament.on_page = publish
    assert find(parliament) == ([*range(150), 999], 0)
    assert count_searches(parliament) == 4


def test_a_question_that_leaves_while_paging_hides_none(parliament: MadeParliament) -> None:
    parliament.hits = make_hits(range(250))

    def withdraw(page: int) -> None:
        if page == 2 and len(parliament.hits) == 250:
            del parliament.hits[0]

    parliament.on_page = withdraw
    assert find(parliament) == (list(range(250)), 0)


def test_results_listed_twice_are_none_missed(parliament: MadeParliament) -> None:
    parliament.hits = [hit for hit in make_hits(range(80)) for _ in range(2)]
    assert find(parliament) == (list(range(80)), 0)
    assert count_searches(parliament) == 4


def test_what_is_counted_and_never_shown_is_told(parliament: MadeParliament) -> None:
    shown = [make_hit(number, "2025-02-20") for number in range(3)]
    page = json.dumps({"count": "5", "firstindex": "1", "lastindex": "3", "result": shown}).encode()
    parliament.replies[PAGE_1] = [(200, page)] * 9
    parliament.replies[PAGE_1.replace("page=1", "page=2")] = [(200, b'{"count": "5", "result": null}')] * 9
    assert find(parliament) == ([0, 1, 2], 2)
    assert count_searches(parliament) == 10  # four passes, and each half of the month


def stick(parliament: MadeParliament, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the service show its first page whatever page is asked for."""
    find_page = parliament.find_page
    monkeypatch.setattr(parliament, "find_page", lambda path, options: find_page(path, options | {"page": ["1"]}))


def test_pages_that_are_all_the_same_are_no_listing(
    parliament: MadeParliament, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [FEBRUARY.first + timedelta(days=i % 28) for i in range(400)]
    parliament.hits = [make_hit(i, day.isoformat()) for i, day in enumerate(days)]
    stick(parliament, monkeypatch)
    assert find(parliament) == (list(range(400)), 0)
    assert count_searches(parliament) < 30


def test_what_no_page_of_a_day_shows_is_missed(parliament: MadeParliament, monkeypatch: pytest.MonkeyPatch) -> None:
    parliament.hits = make_hits(range(300))
    stick(parliament, monkeypatch)
    assert find(parliament) == (list(range(100)), 200)


@pytest.mark.parametrize("empty", [b'{"count": "150", "lastindex": "0"}', b'{"count": 150, "result": null}'])
def test_an_empty_page_is_asked_for_again(parliament: MadeParliament, empty: bytes) -> None:
    parliament.hits = make_hits(range(150))
    parliament.replies = {PAGE_1: [(200, empty)], PAGE_1.replace("page=1", "page=2"): [(200, empty)]}
    assert find(parliament) == (list(range(150)), 0)
    assert count_searches(parliament) == 4


def test_a_page_that_is_none_is_asked_for_again(parliament: MadeParliament) -> None:
    parliament.hits = make_hits([5])
    parliament.replies[PAGE_1] = [(200, b"<html>Access policy</html>")]
    assert find(parliament) == ([5], 0)
    parliament.replies[PAGE_1] = [(200, b"")] * 2
    with pytest.raises(TemporaryFailure, match="the answer is empty; tried 2 times"):
        find(parliament)


def test_errors_of_the_service_are_told(parliament: MadeParliament) -> None:
    parliament.replies[PAGE_1] = [(200, b'{"errors": ["unknown collection"], "count": "0"}')]
    with pytest.raises(SourceError, match="unknown collection"):
        find(parliament)


def test_a_question_that_cannot_be_asked_about_is_missed(parliament: MadeParliament) -> None:
    nameless = make_hit(1, "2025-02-20", opendata="?")
    parliament.hits = [{**nameless, "id": "x"}, make_hit(2, "2025-02-20")]
    assert find(parliament) == ([2], 1)


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"count": null}', b'{"count": "many"}', b"<results/>"])
def test_an_answer_that_does_not_count_is_no_page(content: bytes) -> None:
    with pytest.raises(UnusableAnswer):
        parse_page(content)


@pytest.mark.parametrize("result", ["null", "[]", '{"id": "a"}', '[{"id": "a"}, null]'])
def test_a_page_holds_a_list_a_single_result_or_none(result: str) -> None:
    page = parse_page(f'{{"count": "3", "lastindex": 2, "result": {result}}}'.encode())
    assert page == Page(3, 2, ({"id": "a"},) if "a" in result else ())


@given(st.dates(), st.integers(1, 5000))
def test_halves_are_a_window(first: date, days: int) -> None:
    last = min(first, date(9000, 1, 1)) + timedelta(days=days)
    window = Window(min(first, date(9000, 1, 1)), last)
    left, right = window.halve()
    assert (left.first, right.last) == (window.first, window.last)
    assert left.first <= left.last
    assert left.last + timedelta(days=1) == right.first <= right.last
