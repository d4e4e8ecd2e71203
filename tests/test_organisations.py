"""Grants grouped into organisations: only what is sure is joined, what is doubtful is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_recipients import ONE, OTHER, grant, groups_of, kinds_of, recipients_of

from flows.organisations.records import find_recipients
from schemas.grants import GrantRecord

JOINED = [
    ("De Bosuil vzw", "vzw De Bosuil"),
    ("De Bosuil vzw", "De Bosuil"),
    ("De Bosuil vzw", "De Bosuil asbl"),
    ("De Bosuil bvba", "De Bosuil bv"),
    ("Stad Gent", "Gent"),
    ("Coöperatie Stroom cv", "Cooperatie STROOM C.V.B.A."),
    ("KVLV-Beveren", "K.V.L.V. Beveren"),
    ("Samenlevings-opbouw", "Samenlevingsopbouw"),
]
APART = [
    ("De Bosuil nv", "De Bosuil vzw"),
    ("AGB Lier Actief", "Lier Actief"),
    ("Stichting De Bosuil", "De Bosuil"),
    ("Scouts Gent 1", "Scouts Gent 2"),
    ("Stad Gent", "OCMW Gent"),
    ("Gent vzw", "Gent"),
    ("Antwerpen vzw", "Antwerpen"),
    ("Antwerpen", "Provincie Antwerpen"),
    ("De Bosuil", "De Bosuul"),
    ("Huis van de Mens", "Huis Mens"),
    ("De Ark", "Deark"),
    ("C", "C#"),
    ("Heemkring St. Jozef", "Heemkring Sint-Jozef"),
    ("Limburg", "Provincie Limburg"),
]


@pytest.mark.parametrize(("one", "other"), JOINED)
def test_sure_pairs_are_one(one: str, other: str) -> None:
    assert groups_of(grant(one), grant(other, "b")) == {tuple(sorted((one, other)))}


@pytest.mark.parametrize(("one", "other"), APART)
def test_doubtful_pairs_are_two(one: str, other: str) -> None:
    assert groups_of(grant(one), grant(other, "b")) == {(one,), (other,)}


def test_a_bare_name_joins_no_form_when_two_are_known() -> None:
    grants = [grant("De Bosuil nv"), grant("De Bosuil vzw"), grant("De Bosuil")]
    assert len(groups_of(*grants)) == 3
    assert kinds_of(*grants) == ["legal_form"] * 3


def test_an_abbreviation_counts_in_its_document_alone() -> None:
    full = "Vereniging voor Heemkunde (VVH) vzw"
    grants = [grant(full), grant("VVH"), grant("VVH", "b")]
    assert groups_of(*grants) == {("VVH", full), ("VVH",)}
    assert kinds_of(*grants) == ["abbreviation"]


def test_an_abbreviation_of_two_names_is_neither() -> None:
    one, other = "Vereniging voor Heemkunde (VVH)", "Vlaamse Vereniging Huis (VVH)"
    assert groups_of(grant(one), grant(other), grant("VVH")) == {(one,), (other,), ("VVH",)}


def test_one_enterprise_number_is_one_organisation() -> None:
    record = recipients_of(grant("De Bosuil vzw", number=ONE), grant("Bosuilen", "b", ONE)).organisations
    assert [(row.organisation_id, row.enterprise_number, row.printed_names) for row in record] == [
        (f"org-{ONE}", ONE, ("Bosuilen", "De Bosuil vzw"))
    ]


def test_a_name_with_two_enterprise_numbers_is_two_and_without_one_neither() -> None:
    grants = [grant("De Bosuil", number=ONE), grant("De Bosuil", "b", OTHER), grant("De Bosuil", "c")]
    result = recipients_of(*grants)
    assert len(result.organisations) == 3
    assert {row.likeness for row in result.candidates} == {"enterprise_number"}
    assert len(result.candidates) == 3


def test_a_bare_name_with_another_number_is_not_joined() -> None:
    grants = [grant("De Bosuil vzw", number=ONE), grant("De Bosuil", "b", OTHER)]
    assert len(groups_of(*grants)) == 2


def test_the_record_tells_what_was_granted() -> None:
    (record,) = recipients_of(
        grant("De Bosuil vzw", year=2021),
        grant("de bosuil VZW", year=2019, municipality="Gent"),
        grant("de bosuil VZW", "b", year=None),
        grant("De Bosuil", "b", amount_eur=Decimal("0.50")),
        grant("De Bosuil", "b"),
        grant("De Bosuil", "b"),
    ).organisations
    assert (record.name, record.legal_form, record.kind) == ("de bosuil VZW", "vzw", "organisation")
    assert (record.grants, record.documents, record.total_eur) == (6, 2, Decimal("500003.00"))
    assert (record.first_year, record.last_year, record.municipalities) == (2019, 2021, ("Gent",))


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Jeugdhuis De Trapper", "Jeugdhuis De Traper", "spelling"),
        ("Natuurpunt Zwalmvallei", "Zwalmvallei Natuurpunt", "words"),
        ("De Bosuil", "Bosuil", "words"),
        ("Kringwinkel Roeselare", "Kringwinkel Roeselaere", "spelling"),
        ("Stichting De Bosuil", "De Bosuil", "legal_form"),
        ("De Ark", "Deark", "spelling"),
        ("C", "C#", "words"),
        ("Heemkring St. Jozef", "Heemkring Sint-Jozef", "words"),
        ("St.-Jan vzw", "Sint-Jan vzw", "words"),
        ("O.L.V. School", "Onze-Lieve-Vrouw School", "words"),
        ("Limburg", "Provincie Limburg", "place"),
        ("Stad Antwerpen", "Antwerpen", "place"),
    ],
)
def test_doubtful_pairs_are_told(one: str, other: str, kind: str) -> None:
    assert kinds_of(grant(one), grant(other)) == [kind]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Scouts Gent 1", "Scouts Gent 2"),
        ("Chiro Sint-Jan Gent", "Chiro Sint-Jan Genk"),
        ("Chiro Sint-Jan", "Chiro Sint-Jan Gent"),
        ("Bosgroep Kempen Noord", "Bosgroep Kempen Zuid"),
        ("Basisschool De Kei", "Basisschool De Kade"),
        ("De heer J. Peeters", "De heer J. Peters"),
        ("Jeugdhuis De Trapper nv", "Jeugdhuis De Traper vzw"),
        ("De Ark nv", "Deark vzw"),
        ("Stad Antwerpen", "Provincie Antwerpen"),
    ],
)
def test_what_is_surely_two_is_no_pair(one: str, other: str) -> None:
    assert kinds_of(grant(one), grant(other)) == []


@pytest.mark.parametrize("printed", ["Diverse gemeenten", "de heer Jan Janssens", "J. Janssens"])
def test_nobody_and_persons_are_of_one_document(printed: str) -> None:
    assert groups_of(grant(printed), grant(printed)) == {(printed,)}
    ids = {row.organisation_id for row in recipients_of(grant(printed), grant(printed, "b")).organisations}
    assert len(ids) == 2


def test_a_person_known_by_a_title_is_one_without_it() -> None:
    result = recipients_of(grant("de heer Jan Janssens"), grant("Jan Janssens"), grant("Jan Janssens bv"))
    assert [row.recipient_is_person for row in result.grants] == ["yes", "yes", "no"]


def test_an_id_lives_through_new_documents_and_better_text() -> None:
    (first,) = recipients_of(grant("De Bosuil")).organisations
    later = recipients_of(grant("De  Bos-uil"), grant("DE BOSUIL (v.z.w.)", "b"), grant("Bosuil", "c"))
    assert first.organisation_id in {row.organisation_id for row in later.organisations if row.grants == 2}


NAMES = ["De Bosuil", "De Bosuil vzw", "De Bosuil nv", "VVH", "Vereniging voor Heemkunde (VVH)", "Gent", "Stad Gent",
         "De Bos uil", "Bosuil", "De Bos-uil", "AGB Gent", "diverse gemeenten", "J. Janssens",
         "Scouts 1", "Scouts 2"]  # fmt: skip
Row = tuple[str, str, str | None, str | None]
GRANTS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from("ab"),
        st.sampled_from([None, None, None, ONE, OTHER]),
        st.sampled_from([None, "Gent", "Hasselt"]),
    ),
    max_size=9,
)


def to_grant(row: Row) -> GrantRecord:
    return grant(*row[:3], municipality=row[3])


@settings(max_examples=40)
@given(GRANTS, st.randoms())
def test_grouping_does_not_depend_on_the_order(rows: list[Row], chance: st.DrawFn) -> None:
    grants = [replace(to_grant(row), grant_id=f"{row[1]}:{at}") for at, row in enumerate(rows)]
    turned = list(grants)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    one, other = find_recipients(grants), find_recipients(turned)
    assert (one.organisations, one.candidates) == (other.organisations, other.candidates)
    assert {row.grant_id: row for row in one.grants} == {row.grant_id: row for row in other.grants}


@settings(max_examples=40)
@given(GRANTS)
def test_a_group_has_one_number_and_one_name_unless_they_share_it(rows: list[Row]) -> None:
    result = recipients_of(*map(to_grant, rows))
    ids = [row.organisation_id for row in result.organisations]
    assert len(set(ids)) == len(ids)
    for organisation in result.organisations:
        own = [row for row in result.grants if row.organisation_id == organisation.organisation_id]
        numbers = {row.enterprise_number for row in own} - {None}
        assert len(numbers) <= 1
        assert organisation.grants == len(own) > 0
        places = {row.municipality for row in own if row.enterprise_number} - {None}
        if organisation.enterprise_number and places and organisation.kind == "organisation":
            assert {row.municipality for row in own} - {None} == places
