"""Header words and the roles they claim."""

from __future__ import annotations

from typing import get_args

import pytest

from parsers.header_words import LANGUAGES, find_roles_in, match_header
from parsers.vocabulary import fold, load_words
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


@pytest.mark.parametrize(
    "header",
    [
        "Toegekend bedrag",
        "Toegekende subsidie",
        "Subsidiebedrag 2023",
        "Bedrag subsidie (in euro)",
        "Totaal toegekend bedrag",
        "Bedrag van de toegekende steun",
        "Definitief bedrag",
        "Goedgekeurde subsidie",
        "Subsidie Vlaamse overheid",
        "Bijdrage Vlaanderen",
        "Bijdrage aan gemeente",
        "Vlaamse subsidie",
        "Premie",
        "Projectsubsidie",
        "Werkingstoelage",
        "Restauratiepremie",
        "Eigenaarspremie",
        "Loonsubsidie",
        "Huurpremie",
        "Premie voor een eigen woning",
        "Investeringssubsidie 2021-2022",
        "Bedrag (afgerond)",
        "Bedrag (niet geïndexeerd)",
        "Toegekende steun (excl. eigen bijdrage)",
        "Subsidie (maximaal 80 % van de kosten)",
        "Subsidie per project",
        "Bedrag per jaar",
        "Bedrag per 31/12/2022",
        "Subsidie vorig jaar",
        "Bedrag goedgekeurde aanvragen",
        "Beschikbaar gesteld bedrag",
        "Maximaal toegekend bedrag 2023",
        "Tussenkomst",
        "Toegekende tegemoetkoming",
        "Trekkingsrecht 2021",
        "Subsidieverlening",
        "Montant alloué",
        "Bewilligte Fördersumme",
        "Grant amount",
    ],
)
def test_granted_amounts(header: str) -> None:
    assert match_header(header)[0].role == "amount_awarded"


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Vastgelegd bedrag", "amount_committed"),
        ("Vastgelegde middelen", "amount_committed"),
        ("Betaald in 2022", "amount_paid"),
        ("Uitbetaalde premies", "amount_paid"),
        ("Aanvraagbedrag", "amount_requested"),
        ("Gevraagde toelage", "amount_requested"),
        ("Aangevraagde premie", "amount_requested"),
        ("Aanvraag bedrag", "amount_requested"),
        ("Aangevraagd subsidiebedrag (euro)", "amount_requested"),
        ("Bedrag (gevraagd)", "amount_requested"),
        ("Bedrag [aanvraag]", "amount_requested"),
        ("Subsidiepercentage", "percentage"),
        ("Subsidie %", "percentage"),
        ("Aantal toegekende subsidies", "count"),
        ("Aantal nieuwe toegekende subsidies", "count"),
    ],
)
def test_other_amounts_percentages_and_counts(header: str, role: str) -> None:
    claims = match_header(header)
    assert claims[0].role == role
    assert "amount_awarded" not in {claim.role for claim in claims}


@pytest.mark.parametrize(
    "header",
    [
        "Geweigerd bedrag",
        "Geweigerd bedrag 2021",
        "Niet toegekend bedrag",
        "Niet-uitbetaalde steun",
        "Eigen bijdrage",
        "Bijdrage gemeente",
        "Bijdrage van de gemeente",
        "Gemeentelijke bijdrage",
        "Ouderbijdrage",
        "Andere subsidies",
        "Bedrag lening",
        "Leningsbedrag",
        "Bedrag boete",
        "Bedrag factuur",
        "Gunningsbedrag",
        "Restbedrag",
        "Restsubsidie",
        "Resterend bedrag",
        "Openstaand bedrag",
        "Te betalen bedrag",
        "Bedrag (nog uit te betalen)",
        "Nog te ontvangen",
        "Terug te vorderen subsidie",
        "Teruggevorderde subsidie",
        "Geannuleerde subsidie",
        "Onbenut bedrag",
        "Niet-opgenomen middelen",
        "Beschikbaar bedrag",
        "Geraamd bedrag",
        "Bedrag (raming)",
        "Voorgesteld bedrag",
        "Voorstel subsidie",
        "Maximale subsidie",
        "Max. bedrag",
        "Minimumsubsidie",
        "Maximumpremie",
        "Gemiddelde subsidie",
        "Subsidiabel bedrag",
        "Subsidie per inwoner",
        "Toegekende subsidie per leerling",
        "Bedrag per m²",
        "Bedrag (per inwoner)",
        "Loonkost",
        "Huurachterstand",
        "Omzet",
        "Inschrijvingsgeld",
        "Begroting",
        "Inkomsten",
        "Projectbegroting",
        "Uitgaven",
        "Ontvangsten",
        "Vorig bedrag",
        "Montant refusé",
        "Eigenanteil",
        "Loan amount",
    ],
)
def test_amounts_that_are_no_grants(header: str) -> None:
    claims = match_header(header)
    assert claims[0].role == "amount_other"
    assert not {"amount_awarded", "amount_committed", "amount_paid"} & {claim.role for claim in claims}


def test_a_header_listed_as_a_whole_keeps_its_role_beside_years_and_units() -> None:
    listed: dict[str, set[str]] = {}
    for row in load_words("headers"):
        if any(char.isalpha() for char in row["words"]):
            listed.setdefault(fold(row["words"]), set()).add(row["role"])
    for words, roles in listed.items():
        assert {claim.role for claim in match_header(words)} == roles, words
        assert {claim.role for claim in match_header(f"{words} (2021)")} >= roles, words


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Bouwheer", "organisation"),
        ("Organisator", "organisation"),
        ("Naam van de organisator", "organisation"),
        ("Premienemer", "organisation"),
        ("Hoofdaanvrager", "organisation"),
        ("Maatschappelijke naam", "organisation"),
        ("Gemeente/stad", "municipality"),
        ("Naam gemeente", "municipality"),
        ("Locatie van het project", "municipality"),
        ("Benaming project", "title"),
        ("Naam evenement", "title"),
        ("Korte omschrijving van het project", "description"),
        ("Aard van de werken", "description"),
        ("Doelstelling van het project", "description"),
        ("Te behalen resultaten", "expected_result"),
        ("Beoogde impact", "expected_result"),
        ("Jaar van goedkeuring", "year"),
        ("Looptijd van het project", "period"),
        ("Datum ministerieel besluit", "date"),
        ("KBO-ondernemingsnummer", "enterprise_number"),
        ("Sporttak", "theme"),
        ("Type organisatie", "theme"),
        ("Type premie", "scheme"),
        ("Rechtsgrond", "scheme"),
        ("Stand van zaken", "status"),
        ("Reden van weigering", "status"),
        ("Doelgroep", "identifier"),
        ("Doelgroep project", "identifier"),
        ("Contactpersoon", "identifier"),
        ("Naam van de contactpersoon", "identifier"),
        ("Adres van de begunstigde", "identifier"),
        ("E-mailadres organisatie", "identifier"),
        ("Maatschappelijke zetel", "identifier"),
        ("Project ID", "identifier"),
        ("Dossier nr.", "identifier"),
        ("FTE", "count"),
        ("Aantal begunstigden", "count"),
        ("Nom de l'association", "organisation"),
        ("N° d'entreprise", "enterprise_number"),
        ("Zuschussempfänger", "organisation"),
        ("Lead partner", "organisation"),
    ],
)
def test_words_that_cabinets_and_agencies_print(header: str, role: str) -> None:
    assert match_header(header)[0].role == role


def test_modifiers_name_known_roles_and_stand_once() -> None:
    rows = load_words("header_modifiers")
    assert {row["role"] for row in rows} <= set(get_args(Role))
    words = [fold(row["words"]) for row in rows]
    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("header", ["Capacity", "Update"])
def test_only_dutch_and_german_words_are_heads_of_compounds(header: str) -> None:
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
