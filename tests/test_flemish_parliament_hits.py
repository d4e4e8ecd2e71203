"""Search results made documents: one a question, whatever the service repeats or leaves out."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.sources import DocumentRef
from flows.sources.flemish_parliament.hits import find_hit, to_key, to_refs
from schemas.questions import QuestionFacts

DATA = Path(__file__).parent / "data" / "flemish_parliament"
RESULTS = json.loads((DATA / "search_page.json").read_text(encoding="utf-8"))["result"]
WEBSITE = "https://www.vlaamsparlement.be"


def make_refs(results: list[dict[str, Any]]) -> tuple[DocumentRef, ...]:
    return to_refs([hit for result in results if (hit := find_hit(result))], WEBSITE)


def change(result: dict[str, Any], **values: Any) -> dict[str, Any]:
    """The result with other metatags; None takes one away."""
    changed = copy.deepcopy(result)
    tags = [tag for tag in changed["metatags"]["metatag"] if tag["name"] not in values]
    tags += [{"name": name, "value": value} for name, value in values.items() if value is not None]
    changed["metatags"]["metatag"] = tags
    return changed


def test_the_files_of_a_question_are_one_document_and_other_types_none() -> None:
    library, sport = make_refs(RESULTS)
    assert (library.location, sport.location) == ("1900002", "1900001")
    assert sport.source_url == f"{WEBSITE}/parlementaire-documenten/schriftelijke-vragen/1900001"
    assert sport.source == "flemish-parliament"
    assert sport.facts == QuestionFacts(
        number=321,
        parliamentary_year="2024-2025",
        title="Sportinfrastructuur  -  Toegekende subsidies",
        asked_by=("An Peeters",),
        minister="Jef Van den Bos",
        asked_on=date(2025, 1, 9),
        answered_on=date(2025, 2, 6),
        published_on=date(2025, 2, 21),
        themes=("Sport", "Begroting"),
    )
    assert library.facts is not None
    assert (library.facts.number, library.facts.asked_by, library.facts.minister) == (
        None,
        ("Bo Claes", "Ine Maes"),
        None,
    )


@given(st.permutations(RESULTS * 2))
def test_order_and_repetition_of_hits_change_nothing(results: list[dict[str, Any]]) -> None:
    assert make_refs(results) == make_refs(RESULTS)


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "Herzien"},
        {"last_modified": "2025-03-01"},
        {"document": "https://docs.vlaamsparlement.be/files/pfile?id=2100006"},
        {"publicatiedatum": "2025-03-01"},
        {"onderwerp": "Iets anders"},
        {"thema": None},
    ],
)
def test_the_fingerprint_tells_a_change(changes: dict[str, str | None]) -> None:
    assert make_refs([change(RESULTS[0], **changes)])[0].fingerprint != make_refs(RESULTS[:1])[0].fingerprint


def test_a_further_file_changes_the_fingerprint() -> None:
    assert make_refs(RESULTS[:1])[0].fingerprint != make_refs(RESULTS[:2])[0].fingerprint


def test_what_a_search_says_of_its_results_changes_no_fingerprint() -> None:
    again = {**RESULTS[0], "rank": "1", "index": "77", "snippet": "…", "title": "x"}
    moved = change(again, document="http://docs.vlaamsparlement.be/pfile?id=2100005")
    moved["metatags"]["metatag"].reverse()
    themes = [tag for tag in moved["metatags"]["metatag"] if tag["name"] == "thema"]
    assert [tag["value"] for tag in themes] == ["Begroting", "Sport"]
    assert make_refs([moved])[0].fingerprint == make_refs(RESULTS[:1])[0].fingerprint


def test_a_single_metatag_need_not_be_a_list() -> None:
    single = {"id": "http://be.vlp.feed/5/pfls/6", "metatags": {"metatag": {"name": "soort", "value": "SCHV"}}}
    hit = find_hit(single)
    assert hit is not None
    assert (hit.question_id, hit.facts) == ("5", QuestionFacts())
    listed = {"name": "thema", "value": ["Sport", "Werk"]}
    several = find_hit({**single, "metatags": [{"metatag": listed}, single["metatags"]]})
    assert several is not None
    assert several.facts.themes == ("Sport", "Werk")


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ({"id": "http://be.vlp.feed/5"}, "5"),
        ({"url": "https://www.vlaamsparlement.be/parlementaire-documenten/schriftelijke-vragen/12"}, "12"),
        ({"url": "https://www.vlaamsparlement.be/x", "id": "http://be.vlp.feed/0009/pfls/1"}, "9"),
    ],
)
def test_the_question_is_known_by_any_of_its_addresses(places: dict[str, str], expected: str) -> None:
    hit = find_hit({**places, "metatags": {"metatag": [{"name": "aggregaattype", "value": "schriftelijke Vraag"}]}})
    assert hit is not None
    assert hit.question_id == expected


def test_a_hit_that_does_not_say_its_kind_is_taken_by_its_address() -> None:
    assert find_hit({"id": "http://be.vlp.feed/5"}) is None
    address = {"url": "https://www.vlaamsparlement.be/nl/parlementaire-documenten/schriftelijke-vragen/5"}
    assert find_hit(address) is not None
    assert find_hit({**address, "metatags": {"metatag": {"name": "soort", "value": "VI"}}}) is None


def test_a_written_question_without_number_is_told() -> None:
    with pytest.raises(ValueError, match="without its number"):
        find_hit({"id": "x", "metatags": {"metatag": {"name": "soort", "value": "SCHV"}}})


@given(st.data())
def test_any_metatag_may_be_missing(data: st.DataObject) -> None:
    result = copy.deepcopy(RESULTS[0])
    tags = result["metatags"]["metatag"]
    result["metatags"]["metatag"] = data.draw(st.lists(st.sampled_from([*tags, None, {}, {"name": "thema"}, "x"])))
    hit = find_hit(result)
    assert hit is not None
    assert hit.question_id == "1900001"
    assert hit.facts.number in (None, 321)


nested = st.recursive(
    st.none() | st.sampled_from(["", "5", "SCHV", "soort"]) | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["metatag", "name", "value", "id"]), inner),
)


@given(nested)
@example({"metatag": {"metatag": None, "name": "soort", "value": "SCHV"}})
def test_whatever_is_told_is_a_question_with_its_number_or_none(value: Any) -> None:
    result = {"metatags": value, "x": value}
    assert to_key(result)
    try:
        hit = find_hit(result)
    except ValueError as error:
        told = str(error)
    else:
        told = hit.question_id if hit else "no question"
    assert told.isdigit() or told == "no question" or told.endswith("without its number")
