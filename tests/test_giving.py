"""360Giving: the grants in the standard's form, exact amounts, nothing filled in unseen, nothing without a date."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from giving_schema import GRANT, HEAD
from hypothesis import given
from hypothesis.strategies import decimals, text
from made_datasets import make_tables

from flows.formats.giving import FILE, NO_TEXT, PREFIX, to_award_date, to_giving, to_grant_id, write_giving
from flows.release_writers import Draft
from schemas.dataset import Tables
from schemas.grants import PublishedGrant
from schemas.source_licence import LICENCE_ADDRESS

OFFICIAL = os.environ.get("PARLGRANTS_360GIVING_SCHEMAS")


def read_package(folder: Path) -> dict[str, Any]:
    return json.loads((folder / FILE).read_text(encoding="utf-8"), parse_float=Decimal)  # type: ignore[no-any-return]


def check_package(package: dict[str, Any]) -> int:
    """Hold a package against what the standard asks, in our own words; gives the number of grants."""
    jsonschema.Draft202012Validator(HEAD).validate(package)
    validator = jsonschema.Draft202012Validator(GRANT)
    for grant in package["grants"]:
        validator.validate(grant)
    ids = {grant["id"] for grant in package["grants"]}
    assert len(ids) == len(package["grants"])
    return len(ids)


def check_official(package: dict[str, Any], schemas: Path) -> int:
    """Hold a package against the standard's own files; gives the number of grants.

    Each grant by itself: that all differ takes the library hours, and their ids differ already.
    """
    formats = jsonschema.FormatChecker(formats=())
    formats.checks("date-time")(
        lambda value: bool(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$", str(value)))
    )
    formats.checks("uri")(lambda value: value is None or ":" in str(value))
    head = json.loads((schemas / "360-giving-package-schema.json").read_text(encoding="utf-8"))
    head["properties"]["grants"] = {"type": "array", "minItems": 1}
    jsonschema.Draft4Validator(head, format_checker=formats).validate(package)
    own = json.loads((schemas / "360-giving-schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft4Validator(own, format_checker=formats)
    for grant in package["grants"]:
        validator.validate(grant)
    return len(package["grants"])


@cache
def tables() -> Tables:
    return make_tables(60)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("giving")
    write_giving(Draft(folder, tables()))
    return read_package(folder)


@pytest.fixture
def grant() -> PublishedGrant:
    return replace(tables().grants[0], title="Titel", description="Wat", answered_on=None, year=None, year_from=None)


def filled_in(grant: PublishedGrant) -> dict[str, str]:
    found = {one["vocabulary"]: one["code"] for one in to_giving(grant)["classifications"]}  # type: ignore[attr-defined]
    return {name.removeprefix("parlgrants:"): code for name, code in found.items() if name.endswith("_from")}


def test_every_grant_has_the_form_of_the_standard(package: dict[str, Any]) -> None:
    assert check_package(package) == 60
    assert package["license"] == LICENCE_ADDRESS


@pytest.mark.skipif(OFFICIAL is None, reason="PARLGRANTS_360GIVING_SCHEMAS names no folder with the standard's schemas")
def test_every_grant_passes_the_standards_own_schema(package: dict[str, Any]) -> None:
    assert OFFICIAL is not None
    assert check_official(package, Path(OFFICIAL)) == 60


def test_the_grants_are_those_published(package: dict[str, Any]) -> None:
    for given_grant, grant in zip(package["grants"], tables().grants, strict=True):
        assert given_grant["id"] == to_grant_id(grant.grant_id)
        assert given_grant["amountAwarded"] == grant.amount_eur
        assert given_grant["recipientOrganization"][0]["name"] == grant.organisation
        assert given_grant["relatedDocument"][0]["id"] == grant.document_id


@given(decimals(min_value=Decimal("0.01"), max_value=Decimal("999999999999.99"), places=2))
def test_amounts_are_exact_numbers(amount: Decimal) -> None:
    line = json.dumps(to_giving(replace(tables().grants[0], amount_eur=amount)))
    assert json.loads(line, parse_float=Decimal)["amountAwarded"] == amount


@given(text(), text())
def test_identifiers_have_no_slash_and_stay_apart(one: str, other: str) -> None:
    ids = [to_grant_id(f"a/{name}:Blad!A1") for name in (one, other)]
    assert not any(re.search(r"[/\s]", own) for own in ids)
    assert (ids[0] == ids[1]) == (one == other)


DATES = [
    (date(2021, 3, 4), date(2021, 2, 2), 2020, date(2020, 12, 31), "year"),
    (date(2021, 3, 4), date(2021, 2, 2), 2021, date(2021, 3, 4), "answered_on"),
    (date(2021, 3, 4), date(2021, 2, 2), None, date(2021, 3, 4), "answered_on"),
    (date(2021, 3, 4), None, 2023, date(2021, 3, 4), "answered_on"),
    (None, date(2021, 2, 2), 2022, date(2021, 2, 2), "asked_on"),
    (None, None, 2019, date(2019, 12, 31), "year"),
]


@pytest.mark.parametrize(("answered", "asked", "year", "day", "origin"), DATES)
def test_the_award_date_is_the_last_day_it_can_have_been(
    grant: PublishedGrant, answered: date | None, asked: date | None, year: int | None, day: date, origin: str
) -> None:
    dated = replace(grant, answered_on=answered, asked_on=asked, year=year)
    assert to_award_date(dated) == (day, origin)
    assert to_giving(dated)["awardDate"] == day.isoformat()
    assert filled_in(dated) == {"awardDate_from": origin}


def test_a_grant_without_any_date_is_left_out_and_counted(tmp_path: Path, grant: PublishedGrant) -> None:
    undated = replace(grant, asked_on=None)
    assert to_award_date(undated) is None
    with pytest.raises(ValueError, match="has no date"):
        to_giving(undated)
    write_giving(Draft(tmp_path, replace(tables(), grants=(undated, *tables().grants[1:]))))
    package = read_package(tmp_path)
    assert check_package(package) == 59
    assert "59 grants; 1 of 60 are left out" in package["description"]


def test_without_a_dated_grant_there_is_no_package(tmp_path: Path, grant: PublishedGrant) -> None:
    write_giving(Draft(tmp_path, replace(tables(), grants=(replace(grant, asked_on=None),))))
    write_giving(Draft(tmp_path, Tables((), (), ())))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changes", "title", "told", "flags"),
    [
        ({}, "Titel", "Wat", {}),
        ({"description": None}, "Titel", "Titel", {"description_from": "title"}),
        ({"title": None}, "Toegekende middelen", "Wat", {"title_from": "question_title"}),
        (
            {"title": None, "description": " "},
            "Toegekende middelen",
            "Toegekende middelen",
            {"title_from": "question_title", "description_from": "question_title"},
        ),
        (
            {"title": None, "description": None, "question_title": None},
            NO_TEXT,
            NO_TEXT,
            {"title_from": "nothing", "description_from": "nothing"},
        ),
    ],
)
def test_a_text_that_is_not_printed_is_filled_in_and_flagged(
    grant: PublishedGrant, changes: dict[str, Any], title: str, told: str, flags: dict[str, str]
) -> None:
    made = to_giving(replace(grant, **changes))
    assert (made["title"], made["description"]) == (title, told)
    assert filled_in(replace(grant, **changes)) == {"awardDate_from": "asked_on"} | flags


def test_recipients_have_their_enterprise_number_or_a_local_id(grant: PublishedGrant) -> None:
    known = replace(grant, organisation_id="org-0403201185", recipient_is_person="no")
    unknown = replace(known, organisation_id="org-0123456789ab")
    person = replace(unknown, recipient_is_person="yes")
    name = grant.organisation
    assert to_giving(known)["recipientOrganization"] == [{"id": "BE-BCE_KBO-0403201185", "name": name}]
    assert to_giving(unknown)["recipientOrganization"] == [{"id": f"{PREFIX}-org-0123456789ab", "name": name}]
    assert to_giving(person)["recipientIndividual"] == {"id": f"{PREFIX}-org-0123456789ab", "name": name}
    assert "recipientOrganization" not in to_giving(person)


@pytest.mark.parametrize(
    ("period", "dates"),
    [
        ("2020-2022", [{"startDate": "2020", "endDate": "2022"}]),
        ("2020 – 2022", [{"startDate": "2020", "endDate": "2022"}]),
        ("2021", [{"startDate": "2021", "endDate": "2021"}]),
        ("schooljaar 2020", None),
        (None, None),
    ],
)
def test_periods_of_whole_years_are_planned_dates(grant: PublishedGrant, period: str | None, dates: object) -> None:
    made = to_giving(replace(grant, period=period))
    assert made.get("plannedDates") == dates
    assert period is None or f"period as printed: {period}" in made["relatedDocument"][0]["description"]  # type: ignore[index]


def test_requested_and_paid_amounts_stand_apart(grant: PublishedGrant) -> None:
    made = replace(grant, amount_requested_eur=Decimal(9), amount_paid_eur=Decimal("2.5"), amount_kind="awarded")
    amounts = ("amountAppliedFor", "amountAwarded", "amountDisbursed")
    assert [to_giving(made).get(name) for name in amounts] == [9.0, float(grant.amount_eur), 2.5]
    paid = replace(made, amount_kind="paid", amount_paid_eur=None, amount_requested_eur=None)
    assert [to_giving(paid).get(name) for name in amounts] == [None, float(grant.amount_eur), float(grant.amount_eur)]


def test_the_page_of_the_mapping_names_every_field(package: dict[str, Any]) -> None:
    page = (Path(__file__).parents[1] / "docs" / "360giving.md").read_text(encoding="utf-8")
    names: Iterator[str] = (name for grant in package["grants"] for name in grant)
    unexplained = {name for name in names if f"`{name}`" not in page}
    assert unexplained <= {"id", "recipientOrganization", "fundingOrganization"}
    assert PREFIX in page
    assert NO_TEXT in page
