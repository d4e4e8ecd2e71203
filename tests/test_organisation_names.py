"""Recipients' names taken apart: what makes two names equal, and what a name alone tells of its kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.organisation_names import is_abbreviation, legal_forms, to_organisation_name, to_words
from parsers.vocabulary import load_words
from schemas.organisations import OrganisationKind

EQUAL = [
    ("De Bosuil", "DE BOSUIL"),
    ("Café Liégeois", "Cafe Liegeois"),
    ("Jeugdhuis “Den Trap”", "Jeugdhuis Den Trap"),
    ("Jeugdhuis 'Den Trap'", "Jeugdhuis Den Trap"),
    ("’t Fabriekje", "'t Fabriekje"),
    ("Samenlevings-opbouw", "Samenlevingsopbouw"),
    ("Kring Winkel", "Kringwinkel"),
    ("Natuur, Bos & Hei", "Natuur Bos en Hei"),
    ("Kunst + Zorg", "Kunst en Zorg"),
    ("K.V.L.V.", "KVLV"),
    ("11.11.11", "11 11 11"),
    ("Vereniging voor Heemkunde (VVH)", "Vereniging voor Heemkunde"),
    ("Samenlevingsopbouw (SLO)", "Samenlevingsopbouw"),
    ("Kunst\u00adencentrum", "Kunstencentrum"),
    ("De Bosuil (KBO 0546.740.696)", "De Bosuil"),
    ("Stad Gent", "Gent"),
    ("gemeente Zwalm", "Gemeentebestuur van Zwalm"),
    ("Stadsbestuur Sint-Niklaas", "stad Sint Niklaas"),
    ("Gemeente Kapelle-op-den-Bos", "Kapelle op den Bos"),
    ("Provincie Antwerpen", "Provinciebestuur Antwerpen"),
]
DIFFERENT = [
    ("Scouts Gent 1", "Scouts Gent 2"),
    ("Scouts 1-2", "Scouts 12"),
    ("Stad Gent", "OCMW Gent"),
    ("Stad Gent", "Politiezone Gent"),
    ("Stad Antwerpen", "Provincie Antwerpen"),
    ("Antwerpen", "Stad Antwerpen"),
    ("Brussel", "Stad Brussel"),
    ("Chiro Gent", "Chiro Genk"),
    ("Johannes Paulus I", "Johannes Paulus II"),
    ("Vief 50+", "Vief 50"),
    ("C#", "C"),
    ("C#", "C++"),
    ("J@M", "JM"),
    ("Bond Beter Leefmilieu (BE)", "Bond Beter Leefmilieu"),
    ("School De Linde (Gent)", "School De Linde"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_equal_names_have_one_key(one: str, other: str) -> None:
    assert to_organisation_name(one).key == to_organisation_name(other).key


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert to_organisation_name(one).key != to_organisation_name(other).key


@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("vzw De Bosuil", "vzw"), ("De Bosuil VZW", "vzw"),
        ("De Bosuil (v.z.w.)", "vzw"), ("De Bosuil, v. z. w.", "vzw"),
        ("ASBL De Bosuil", "vzw"), ("De Bosuil VoG", "vzw"), ("De Bosuil i.v.z.w.", "ivzw"), ("De Bosuil N.V.", "nv"),
        ("De Bosuil SA", "nv"), ("De Bosuil bvba", "bv"), ("bv De Bosuil", "bv"), ("De Bosuil c.v.b.a.", "cv"),
        ("De Bosuil cvba-so", "cv"), ("De Bosuil Comm.V", "commv"), ("De Bosuil comm. v.", "commv"),
        ("De Bosuil V.O.F.", "vof"), ("De Bosuil GmbH", "gmbh"), ("De Bosuil AG", "ag"), ("AGB De Bosuil", "agb"),
        ("Stichting De Bosuil", "stichting"), ("De Bosuil, private stichting", "stichting"),
        ("De Bosuil (naamloze vennootschap)", "nv"), ("De Bosuil", None), ("Ag De Bosuil", None),
    ],
)  # fmt: skip
def test_the_legal_form_is_taken_from_either_end(printed: str, form: str | None) -> None:
    name = to_organisation_name(printed)
    assert name.form == form
    assert name.key == ("agdebosuil" if printed.startswith("Ag ") else "debosuil")


def test_a_form_alone_is_a_name() -> None:
    assert to_organisation_name("Stichting").key == "stichting"


def test_what_holds_no_letter_is_nobody() -> None:
    assert to_organisation_name("???").kind == to_organisation_name("###").kind == "collective"


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("14 gemeenten", "collective"), ("Diverse begunstigden", "collective"), ("diverse vzw’s", "collective"),
        ("Andere gemeenten in Limburg", "collective"), ("particulieren", "collective"),
        ("Gezin/Particulier", "collective"), ("3 provincies", "collective"),
        ("Alle Hens aan Dek", "organisation"), ("3 Gemeenten vzw", "organisation"), ("Andere Wereld", "organisation"),
        ("De Vereniging", "organisation"), ("Stad Gent", "municipality"), ("Zwalm", "municipality"),
        ("Provincie Limburg", "province"), ("OCMW Gent", "organisation"),
        ("Autonoom Gemeentebedrijf Gent", "organisation"),
    ],
)  # fmt: skip
def test_the_kind_of_a_name(printed: str, kind: OrganisationKind) -> None:
    assert to_organisation_name(printed).kind == kind


@pytest.mark.parametrize(
    ("short", "full", "is_short"),
    [
        ("VVSG", "Vereniging van Vlaamse Steden en Gemeenten", True),
        ("CAW", "Centrum voor Algemeen Welzijnswerk", True),
        ("SLO", "Samenlevingsopbouw", True), ("K&G", "Kind en Gezin", True), ("BE", "Bond Beter Leefmilieu", False),
        ("GENT", "Stad Gent", False), ("OVL", "Okra", False), ("caw", "Centrum voor Algemeen Welzijnswerk", False),
        ("C", "Chiro", False), ("2020", "Chiro", False),
    ],
)  # fmt: skip
def test_abbreviations(short: str, full: str, is_short: bool) -> None:
    assert is_abbreviation(short, to_words(full)) == is_short


@given(st.text(max_size=60))
def test_folding_again_changes_nothing(text: str) -> None:
    words = to_words(text)
    assert to_words(" ".join(words)) == words


@given(st.text(max_size=60))
def test_case_and_spaces_around_never_matter(text: str) -> None:
    assert to_organisation_name(f"  {text} ").key.strip() == to_organisation_name(text).key.strip()


def test_a_form_is_one_with_or_without_the_bare_name_in_every_language() -> None:
    rows = [row for language in ("nl", "fr", "de", "en") for row in load_words("legal_forms", language)]
    assert {row["at"] for row in rows} <= {"any", "start", "end"}
    bare = {row["form"]: row["bare"] for row in rows}
    assert all(bare[row["form"]] == row["bare"] for row in rows)
    assert len(legal_forms()) == len(rows)
