"""Equal names in other municipalities, and names that differ in their spaces: told, joined only where sure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_recipients import ONE, grant, groups_of, recipients_of

SCHOOL = "Basisschool De Vlinder"


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (("Gent", "Hasselt"), 2),
        (("Gent", "GENT"), 1),
        (("Gent", None), 1),
        ((None, "Hasselt"), 1),
        (("Gent", "Hasselt", None), 2),  # the last may be either: it has no number
        ((None, "Hasselt", "Gent"), 2),
        (("Gent", "Gent", "Hasselt"), 2),
    ],
)
def test_a_number_goes_to_no_other_municipality(places: tuple[str | None, ...], expected: int) -> None:
    first, *others = places
    result = recipients_of(
        grant(SCHOOL, number=ONE, municipality=first), *(grant(SCHOOL, "b", municipality=place) for place in others)
    )
    sure = {first} | ({None, *places} if expected == 1 else set())
    assert [row.organisation_id == f"org-{ONE}" for row in result.grants[1:]] == [
        place is not None and place in sure if expected == 2 else True for place in others
    ]
    assert len(result.organisations) == expected
    assert [row.likeness for row in result.candidates] == ["municipality"] * (expected - 1)


def test_a_form_in_another_municipality_is_told_and_not_joined() -> None:
    pair = [grant("De Vlinder vzw", municipality="Gent"), grant("De Vlinder", "b", municipality="Hasselt")]
    assert groups_of(*pair) == {("De Vlinder vzw",), ("De Vlinder",)}
    (candidate,) = recipients_of(*pair).candidates
    assert candidate.likeness == "municipality"
    assert {candidate.reason} <= {
        f"the same name in {one}, and in {other}" for one, other in (("Gent", "Hasselt"), ("Hasselt", "Gent"))
    }
    assert len(groups_of(*pair[:1], grant("De Vlinder", "b", municipality="Gent"))) == 1


def test_a_municipality_is_itself_whatever_is_printed_beside_it() -> None:
    grants = [grant("Stad Gent", number=ONE, municipality="Gent"), grant("Gent", "b", municipality="Hasselt")]
    assert groups_of(*grants) == {("Gent", "Stad Gent")}


TORN = {"organisation": "Samenlevingsopbo uw", "organisation_printed": "Samenlevingsopbo\nuw"}


def test_a_name_torn_at_a_line_end_is_the_whole_one_of_its_document() -> None:
    whole, torn = grant("Samenlevingsopbouw"), grant("", **TORN)
    assert groups_of(whole, torn) == {("Samenlevingsopbo uw", "Samenlevingsopbouw")}
    apart = recipients_of(whole, replace(torn, document_id="b"))
    assert [row.likeness for row in apart.candidates] == ["spelling"]
    spaced = replace(torn, organisation_printed="Samenlevingsopbo uw")
    assert len(groups_of(whole, spaced)) == 2


def test_the_whole_name_keeps_its_id_when_a_torn_one_comes() -> None:
    (first,) = recipients_of(grant("Samenlevingsopbouw")).organisations
    later = recipients_of(grant("Samenlevingsopbouw"), grant("Samenlevings opbouw", "b"))
    assert later.grants[0].organisation_id == first.organisation_id != later.grants[1].organisation_id
