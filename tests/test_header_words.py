"""Header words and the roles they claim."""

from __future__ import annotations

from typing import get_args

import pytest

from parsers.header_words import LANGUAGES, find_roles_in, match_header
from parsers.vocabulary import load_words
from schemas.columns import Role


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_vocabulary_names_known_roles_and_ranks(language: str) -> None:
    for row in load_words("headers", language):
        assert row["role"] in get_args(Role), row
        assert row["rank"] in "1234", row
        assert row["words"], row


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Organisatie", "organisation"),
        ("NAAM_ORGANISATIE", "organisation"),
        ("Naam van de begunstigde", "organisation"),
        ("kbo_nummer_van_de_begunstigde", "enterprise_number"),
        ("Inhoud van het project", "description"),
        ("Projectbeschrijving", "description"),
        ("Te verwachten resultaat", "expected_result"),
        ("Toegekend bedrag (in euro)", "amount_awarded"),
        ("Bedrag in €", "amount_awarded"),
        ("Subsidiebedrag 2023", "amount_awarded"),
        ("Startbedrag", "amount_awarded"),
        ("Gevraagd bedrag", "amount_requested"),
        ("Nog te betalen", "amount_other"),
        ("Vastlegging (VAK)", "amount_committed"),
        ("Uitbetaald bedrag", "amount_paid"),
        ("Begrotingsjaar", "year"),
        ("Nr.", "number"),
        ("Aantal dossiers", "count"),
        ("Begünstigte/r beneficiary", "organisation"),
        ("Montant octroyé", "amount_awarded"),
    ],
)
def test_the_surest_role_of_a_header(header: str, role: str) -> None:
    assert match_header(header)[0].role == role


@pytest.mark.parametrize("header", ["Wimpelkleur", "", "Zaakgelastigde"])
def test_unknown_words_claim_nothing(header: str) -> None:
    assert match_header(header) == ()


def test_the_same_word_may_claim_two_roles() -> None:
    assert {claim.role for claim in match_header("Subsidie")} == {"amount_awarded", "scheme"}


def test_a_row_of_header_words_is_known_by_its_roles() -> None:
    assert find_roles_in("Organisatie Titel Te verwachten resultaat Bedrag") == {
        "organisation",
        "title",
        "expected_result",
        "amount_awarded",
    }
    assert find_roles_in("V L A A M S P A R L E M E N T – 1011 B R U S S E L") == frozenset()
