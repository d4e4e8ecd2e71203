"""Questions told of in lists: how many requests it takes, and what is believed of those without a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_parliament import PDF, MadeParliament, make_hit, run_parliament

from flows.corpus import Corpus
from flows.settings import Settings
from flows.sources import Fetched
from flows.sources.flemish_parliament.source import FlemishParliament


@pytest.fixture
def parliament() -> Iterator[MadeParliament]:
    with run_parliament() as running:
        yield running


def fetch(settings: Settings, corpus: Path) -> dict[str, Fetched]:
    with FlemishParliament(settings) as source:
        found = source.discover(None)
        return {each.ref.location: each for each in source.fetch(found.refs, lambda ref: (), Corpus(corpus))}


def add_waiting(parliament: MadeParliament, number: int) -> None:
    """A question without an answer."""
    parliament.hits.append(make_hit(number, "2025-02-20"))
    parliament.details[number] = {"id": number, "onderwerp": f"Vraag {number}"}


def count_asked(parliament: MadeParliament) -> tuple[int, int]:
    """Lists, and single questions, that were asked for."""
    asked = parliament.paths("/e/opendata")
    lists = sum("lijst" in path for path in asked)
    return lists, len(asked) - lists


def test_lists_of_questions_that_all_wait_cost_one_single_call_each(parliament: MadeParliament, tmp_path: Path) -> None:
    for number in range(1, 201):
        add_waiting(parliament, number)
    fetched = fetch(parliament.to_settings(), tmp_path)
    assert [(each.document, each.error) for each in fetched.values()] == [(None, None)] * 200
    assert count_asked(parliament) == (4, 4)


def test_lists_that_show_files_of_others_are_believed_after_one_single_call(
    parliament: MadeParliament, tmp_path: Path
) -> None:
    for number in range(1, 201):
        if number % 10:
            add_waiting(parliament, number)
        else:
            parliament.add(number, {1000 + number: PDF})
    fetched = fetch(parliament.to_settings(), tmp_path)
    assert {location for location, each in fetched.items() if each.document} == {str(n) for n in range(10, 201, 10)}
    assert count_asked(parliament) == (4, 1)


def test_a_list_that_leaves_files_out_is_not_believed(parliament: MadeParliament, tmp_path: Path) -> None:
    """No result of the search tells of a file either."""
    for number in range(1, 61):
        parliament.add(number, {1000 + number: PDF})
        parliament.hits[-1] = make_hit(number, "2025-02-20")
    whole = dict(parliament.details)
    tell = parliament.tell

    def tell_less(name: str, options: dict[str, list[str]]) -> tuple[int, bytes]:
        bare = {number: {**detail, "bestand-ordered": []} for number, detail in whole.items()}
        parliament.details = bare if name == "lijst" else whole
        return tell(name, options)

    parliament.tell = tell_less  # type: ignore[method-assign]
    fetched = fetch(parliament.to_settings(requests_at_once=1), tmp_path)
    assert all(each.document for each in fetched.values())
    assert count_asked(parliament) == (1, 60)


def test_an_answer_told_elsewhere_is_asked_for_singly(parliament: MadeParliament, tmp_path: Path) -> None:
    for number in range(1, 21):
        add_waiting(parliament, number)
    parliament.add(21, {1021: PDF})
    parliament.details[21]["bestand-ordered"] = []
    add_waiting(parliament, 22)
    parliament.details[22]["procedureverloop"] = [{"datum": "2025-02-20", "status": "Tijdig beantwoord"}]
    fetched = fetch(parliament.to_settings(), tmp_path)
    assert {location for location, each in fetched.items() if each.error} == {"21", "22"}
    assert count_asked(parliament) == (1, 3)


def test_a_single_call_that_fails_decides_nothing(parliament: MadeParliament, tmp_path: Path) -> None:
    for number in range(1, 101):
        add_waiting(parliament, number)
    parliament.replies["/e/opendata/schv/1"] = [(404, b"")]
    fetched = fetch(parliament.to_settings(), tmp_path)
    assert [each.error for each in fetched.values()] == [None] * 100
    assert count_asked(parliament) == (2, 1 + 50 + 1)
