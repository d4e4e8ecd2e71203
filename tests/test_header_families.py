"""Words that Flemish cabinets and agencies print over a column, by what the column holds; and words that say it holds
no recipient or no granted amount."""

from __future__ import annotations

import pytest

from parsers.header_words import GRANTED_ROLES, match_header

ORGANISATION = """
Begunstigde | Begunstigden | Begunstigde(n) | Naam begunstigde | Naam van de begunstigde | Begunstigde
organisatie | Begunstigde instelling | Promotor | Promotor(en) | Projectpromotor | Indiener | Indiener(s) | Naam
indiener | Indiener project | Penhouder | Penhoudende organisatie | Kandidaat | Kandidaat-begunstigde |
Instelling | Lokaal bestuur | Lokale besturen | Naam vzw | Naam van de vzw | VZW | Uitvoerder | Uitvoerder(s) |
Uitvoerende organisatie | Uitvoerende partner | Dossierhouder | Beneficiaris | Subsidietrekker |
Subsidietrekkers | Projectdrager | Projectdrager(s) | Betoelaagde | Betoelaagde instelling | Betoelaagde
organisatie | Gesubsidieerde | Gesubsidieerde instelling | Gesubsidieerde actor | Steuntrekker | Steunontvanger
| Steunontvangende onderneming | Toelagetrekker | Ontvanger | Ontvanger subsidie | Ontvanger van de subsidie |
Subsidieontvanger | Ontvangende partij | Wie | Aan wie | Door wie | Toegekend aan | Uitbetaald aan | Verleend
aan | Bestemmeling | Aanvrager | Aanvrager(s) | Naam aanvrager | Aanvragende instantie | Aanvragend bestuur |
Hoofdaanvrager | Lead partner | Trekker project | Kartrekker | Trekkende partner | Initiatiefnemer | Naam
initiatiefnemer | Organisator | Inrichter | Inrichtende macht | Schoolbestuur | School | Naam school |
Scholengroep | Naam instelling | Onderwijsinstelling | Hogeschool | Universiteit | Kennisinstelling |
Onderzoeksinstelling | Onderzoeksgroep | Onthaalinstelling | Gastinstelling | Voorziening | Naam voorziening |
Zorgvoorziening | Ziekenhuis | Woonzorgcentrum | Rusthuis | Opvanginitiatief | Centrum | CAW | OCMW | CKG |
Dienst | Sociaal huis | Huis van het Kind | Sociale huisvestingsmaatschappij | SHM | SVK | Woonmaatschappij |
Sociaal verhuurkantoor | Vereniging | Naam vereniging | Verenigingen | Feitelijke vereniging | Federatie |
Sportfederatie | Club | Clubnaam | Sportclub | Jeugdhuis | Jeugdvereniging | Museum | Erfgoedcel |
Erfgoedorganisatie | Archief | Bibliotheek | Gezelschap | Kunstenorganisatie | Kunstenaar | Orkest | Festival |
Productiehuis | Producent | Uitgever | Uitgeverij | Uitgave door | Mediabedrijf | Omroep | Regionale televisie |
Zender | Onderneming | Naam onderneming | Bedrijf | Bedrijfsnaam | Firma | Firmanaam | Handelsnaam |
Vennootschap | Naam vennootschap | Rechtspersoon | Juridische entiteit | Landbouwer | Landbouwbedrijf |
Producentenorganisatie | Bosgroep | Regionaal landschap | Natuurvereniging | Terreinbeherende vereniging | TBV |
Polder | Watering | Wildbeheereenheid | Asiel | Dierenasiel | Opvangcentrum | Intercommunale |
Samenwerkingsverband | Intergemeentelijk samenwerkingsverband | IGS | Politiezone | Hulpverleningszone |
Brandweerzone | Kerkfabriek | Eredienst | Geloofsgemeenschap | Eigenaar | Eigenaar/beheerder | Erfpachter |
Premienemer | Bouwheer | Beheerder | Beheersinstantie | Partner | Partners | Partnerorganisatie | Copromotor |
NGO | Ngo | Ontwikkelingspartner | Middenveldorganisatie | Koepel | Koepelorganisatie | Vakbond | Werkgever |
Werkgeversorganisatie | Maatwerkbedrijf | Sociale onderneming | Actor | Actoren | Betrokken organisatie |
Laureaat | Winnaar | Geselecteerde organisatie | Geselecteerde kandidaat | Deelnemende organisatie |
Organisatie/vereniging | Organisatie / begunstigde | Naam organisatie/school | Organisatie of bestuur |
Gemeente/OCMW | Stad/gemeente/OCMW | Naam | Benaming instelling | Benaming organisatie | Organisatienaam | Naam
actor | Verantwoordelijke organisatie | Projectverantwoordelijke | Rechthebbende | Houder | Titularis |
Toegewezen aan
"""
AMOUNT_AWARDED = """
Tussenkomst | Tussenkomst (€) | Vlaamse tussenkomst | Tussenkomst Vlaanderen | Steunbedrag | Toegekend
steunbedrag | Steunbedrag (EUR) | Toelage | Toelagebedrag | Financiering | Financieringsbedrag | Vlaamse
financiering | Premie | Premiebedrag | Bedrag premie | Erfgoedpremie | Subsidie | Subsidie (EUR) | Subsidie in €
| Subsidiebedrag | Totaal subsidiebedrag | Totale subsidie | Subsidie totaal | Bedrag | Bedrag in EUR | Bedrag
(in euro) | Bedragen | Toekenning | Toekenning (€) | Toegekend | Toegekend bedrag | Toegekend budget |
Toegekende som | Toegekende steun | Toegekende premie | Toegekende tussenkomst | Toegekende financiering |
Toegekende middelen | Toegewezen budget | Toegewezen middelen | Verleende subsidie | Verleende steun |
Goedgekeurde subsidie | Goedgekeurd bedrag | Goedgekeurd budget | Goedgekeurde steun | Gekregen bedrag |
Gekregen subsidie | Ontvangen subsidie | Ontvangen bedrag | Ontvangen steun | Dotatie | Bijdrage | Vlaamse
bijdrage | Bijdrage Vlaanderen | Bijdrage Vlaamse overheid | Bijdrage van Vlaanderen | Bijdrage VG | Bijdrage
Vlaams Gewest | Aandeel Vlaanderen | Aandeel Vlaams Gewest | Aandeel VG | Inbreng Vlaanderen | Subsidie
Vlaanderen | Subsidie Vlaamse overheid | Subsidie VO | Subsidie VIPA | VIPA-subsidie | EFRO | EFRO-steun |
EFRO-bijdrage | ESF-steun | ESF bijdrage | Steun ESF | PDPO-steun | VLAIO-steun | Projectsubsidie |
Werkingssubsidie | Basissubsidie | Enveloppe | Subsidie-enveloppe | Werkingstoelage | Werkingsmiddelen |
Investeringssubsidie | Impulssubsidie | Facultatieve subsidie | Nominatieve subsidie | Beursbedrag | Prijzengeld
| Steun | Steun (€) | Totale steun | Beloofde subsidie | Subsidiebelofte | Vaste belofte | Definitief bedrag |
Definitieve subsidie | Definitief toegekend | Effectieve subsidie | Effectief toegekend bedrag | Budget | Budget
(€) | Voorzien budget | Totaal toegekend | Totaalbedrag | Totaal bedrag subsidie | Trekkingsrecht |
Compensatiebedrag | Ondersteuning | Ondersteuningspremie | Ondersteuningsbedrag | Forfaitair bedrag |
Tegemoetkoming | EUR | euro | Bedrag toelage | Hoeveelheid steun | Gesteund bedrag | Subsidiebedrag per project
| Bedrag van de toelage | Bedrag van de tussenkomst
"""
AMOUNT_REQUESTED = """
Gevraagd | Gevraagd bedrag | Gevraagde subsidie | Aangevraagd | Aangevraagd bedrag | Bedrag aanvraag |
Aangevraagde steun | Gevraagde steun | Gevraagde tussenkomst | Gevraagde toelage | Gevraagde middelen |
Gevraagde premie | Aangevraagde premie | Aangevraagde financiering | Ingediend budget | Aanvraagbedrag | Bedrag
van de aanvraag | Gewenst bedrag | Gewenste subsidie | Subsidieaanvraag | Gevraagd subsidiebedrag | Gevraagd
budget | Gevraagde som
"""
AMOUNT_COMMITTED = """
Vastgelegd | Vastgelegd krediet | Vastgelegd bedrag | Vastgelegde middelen | Vastlegging | Vastleggingen |
Vastleggingskrediet | VAK | VAK (€) | VRK | Vastgelegde subsidie | Bedrag vastgelegd | Vastleggingsbedrag |
Vastlegging 2021 | Geëngageerd | Engagement | Vastgelegd (EUR) | Verbintenis
"""
AMOUNT_PAID = """
Betaald | Uitbetaald | Uitbetaald bedrag | Bedrag uitbetaald | Reeds uitbetaald | Betaald bedrag | Betaling |
Uitbetaling | Uitbetaalde subsidie | Vereffend | Vereffend bedrag | VEK | Uitgekeerd bedrag | Gestort bedrag |
Gestort | Geordonnanceerd | Betaalde subsidie | Betalingen | Betaald in 2022 | Uitgekeerde steun | Vereffend
krediet | Vereffening | Betaalkrediet | Voorschot
"""
TITLE = """
Project | Projecten | Projectnaam | Projecttitel | Titel | Titel project | Naam project | Naam van het project |
Benaming | Benaming project | Waarvoor | Waarrond wordt samengewerkt | Werken | Voorwerp | Voorwerp van de steun
| Onderwerp | Initiatief | Actie | Activiteit | Evenement | Naam evenement | Voorstelling | Productie | Film |
Titel film | Reeks | Publicatie | Titel publicatie | Onderzoek | Onderzoeksproject | Studie | Opdracht |
Dossiernaam | Naam dossier | Projectvoorstel | Idee | Concept | Titel van het voorstel | Project/activiteit |
Investering in | Gesubsidieerd project | Gesteund project | Goedgekeurd project | Ondersteunde actie | Waaraan |
Waarover | Wat | Doelproject | Roepnaam project | Acroniem | Projectacroniem | Monument | Gebouw | Beschermd
goed | Benaming goed | Traject | Deelproject | Werf | Naam van de actie | Naam initiatief
"""
DESCRIPTION = """
Omschrijving | Projectomschrijving | Beschrijving | Korte omschrijving | Korte beschrijving | Inhoud | Korte
inhoud | Inhoud van het project | Doel | Doelstelling | Doelstellingen | Toelichting | Aard van de werken | Aard
van de activiteit | Aard van het project | Voorwerp van de subsidie | Doel van de subsidie | Doel van het
project | Bestemming | Bestemming van de middelen | Besteding | Aanwending | Reden van de subsidie |
Samenvatting | Abstract | Uitleg | Verduidelijking | Context | Opzet | Waar gaat het over | Waarover gaat het |
Wat houdt het project in | Waarvoor werden de middelen gebruikt | Activiteiten | Acties | Omschrijving
activiteiten | Omschrijving van de actie | Omschrijving werken | Soort werken | Type werken | Uit te voeren
werken | Inhoudelijke omschrijving | Situering | Projectinhoud | Projectdoel | Invulling | Korte toelichting |
Aanpak | Beoogde acties
"""
EXPECTED_RESULT = """
Verwacht resultaat | Verwachte resultaten | Te verwachten resultaat | Beoogd resultaat | Beoogde resultaten |
Resultaat | Resultaten | Verwachte impact | Impact | Output | Outcome | Verwachte output | Beoogd effect |
Effect | Effecten | Verwachte effecten | Streefdoel | Indicator | Indicatoren | Te bereiken resultaat | Te
realiseren | Realisaties | Verwachte realisatie | Meerwaarde | Verwachte meerwaarde | Beoogde output | KPI |
Deliverables | Verwacht effect | Eindresultaat | Wat moet het opleveren | Wat levert het op | Verwachting |
Verwachtingen | Na te streven resultaat | Nagestreefd resultaat | Bereikt resultaat | Mijlpalen
"""
YEAR = """
Jaar | Jaartal | Begrotingsjaar | Werkingsjaar | Subsidiejaar | Kalenderjaar | Boekjaar | Jaar van toekenning |
Jaar toekenning | Toekenningsjaar | Jaar van goedkeuring | Jaar goedkeuring | Jaar vastlegging |
Vastleggingsjaar | Jaar beslissing | Dienstjaar | Aanslagjaar | Jaar subsidie | Jaar van de subsidie | Jaar van
uitbetaling | Uitbetalingsjaar | Startjaar | Jaar start | Beginjaar | Jaar van aanvraag | Premiejaar |
Campagnejaar | Oproepjaar | Projectjaar | Jaar oproep
"""
PERIOD = """
Periode | Looptijd | Duur | Duurtijd | Termijn | Projectperiode | Subsidieperiode | Werkjaar | Schooljaar |
Academiejaar | Seizoen | Looptijd project | Startdatum - einddatum | Van - tot | Start en einde |
Uitvoeringsperiode | Timing | Begin en einde | Periode van uitvoering | Subsidiëringsperiode | Beleidsperiode |
Kwartaal | Looptijd (in maanden) | Projectduur | Duur (maanden)
"""
MUNICIPALITY = """
Gemeente | Stad | Stad/gemeente | Gemeente of stad | Plaats | Woonplaats | Vestigingsplaats | Locatie | Plaats
van uitvoering | Gemeente project | Gemeente van het project | Gemeente aanvrager | Gemeente begunstigde |
Gemeente zetel | Gemeentenaam | Fusiegemeente | Deelgemeente | Standplaats | Vestiging | Locatie project |
Projectlocatie | Ligging | Waar | Plaatsnaam | Gemeente (NIS) | Stad of gemeente | Centrumstad | Kern | Dorp |
Lokaliteit | Plaats project | Uitvoeringsplaats
"""
PROVINCE = """
Provincie | Prov. | Provincies | Provincie project | Prov | Provincie zetel | Provincie van de begunstigde
"""
THEME = """
Thema | Thema's | Sector | Domein | Discipline | Categorie | Beleidsdomein | Beleidsveld | Beleidsthema |
Subsector | Pijler | Prioriteit | Kunstvorm | Sporttak | Werkvorm | Themacluster | Thematiek | Sub-thema |
Hoofdthema | Rubriek | Focus | Spoor | Luik | Actiedomein | Werkterrein | Vakgebied | Werksoort | Inhoudelijk
thema
"""
ENTERPRISE_NUMBER = """
Ondernemingsnummer | Ondernemingsnr. | Ondernemingsnr | KBO | KBO-nummer | KBO nummer | KBO-nr. | KBO nr |
Kbo-nummer | BTW-nummer | Btw-nr. | Ondernemings-nummer | Nr. KBO | Nummer KBO | KBO-nummer begunstigde | Ond.
nr. | Ond.nr. | KBO-nummer organisatie | Ondernemingsnummer (KBO) | KBO/BTW | Ondernemingsnummer begunstigde |
ondernemingsnummer aanvrager
"""
NOT_GRANTED = """
Kostprijs | Totale kostprijs | Kostprijs project | Totale projectkost | Projectkost | Totale projectkosten |
Totale kost | Kosten | Projectbudget | Totaal projectbudget | Totaalbudget project | Budget project | Eigen
inbreng | Eigen bijdrage | Eigen middelen | Eigen aandeel | Cofinanciering | Medefinanciering | Co-financiering
| Private financiering | Andere financiering | Andere subsidies | Andere inkomsten | Raming | Geraamd bedrag |
Ramingsbedrag | Geraamde kost | Aantal | Aantal dossiers | Investering | Investeringsbedrag | Investeringskost |
Totale investering | Aanvaard investeringsbedrag | Subsidiabel bedrag | Subsidiabele kosten | Subsidiabele kost
| Aanvaarde kosten | Aanvaard bedrag | Contractbedrag | Gunningsbedrag | Offertebedrag | Factuurbedrag | Prijs |
Eenheidsprijs | Dagprijs | Huurprijs | Loonkost | Loonkosten | Personeelskosten | Lening | Leningbedrag |
Leenbedrag | Kapitaal | Kredietbedrag | Waarborg | Saldo | Restbedrag | Nog te betalen | Terugvordering |
Terugbetaald | Teruggevorderd bedrag | Boete | Boetebedrag | Inkomsten | Uitgaven | Ontvangsten | Omzet |
Maximumbedrag | Minimumbedrag | Max. subsidie | Maximale subsidie | Plafond | Gemiddeld bedrag | Gemiddelde
subsidie | Bedrag per inwoner | Bedrag per leerling | Subsidie per inwoner | Schade | Schadebedrag | Geweigerd
bedrag | Niet toegekend | Niet-gehonoreerd bedrag | Openstaand | Bijdrage gemeente | Gemeentelijke bijdrage |
Bijdrage provincie | Bijdrage stad | Bijdrage partners | Inbreng partners | Inbreng derden | Federale bijdrage |
Kostenraming | Begroot | Begroting | Krediet | Beschikbaar budget | Beschikbaar krediet | Percentage | Aandeel
(%) | Steunpercentage | Subsidiepercentage | % subsidie | Rang | Score | Punten | Inwoners | Leerlingen | VTE |
Oppervlakte | Winst | Verlies | Aankoopprijs | Verkoopprijs | Waarde | Aannemingssom | Bestelbedrag | Uurloon |
Wedde | Honorarium | Ereloon | Tarief | Retributie | Belasting | Heffing | Opbrengst | Dividend | Aandelen |
Participatie | Bedrag lening | Prijs per stuk
"""
NOT_RECIPIENT = """
Aannemer | Leverancier | Dienstverlener | Opdrachtnemer | Gegunde onderneming | Studiebureau | Architect |
Consultant | Verzekeraar | Kredietnemer | Lener | Ontlener | Huurder | Verhuurder | Koper | Verkoper |
Inschrijver | Contractant | Dossierbeheerder | Contactpersoon | Adres | Bevoegde minister | Entiteit VO |
Subsidiërende overheid | Subsidieverstrekker | Verstrekker | Financier | Auditor
"""


def to_words(text: str) -> list[str]:
    return [" ".join(word.split()) for word in text.split("|")]


@pytest.mark.parametrize("header", to_words(ORGANISATION))
def test_organisation(header: str) -> None:
    assert match_header(header)[0].role == "organisation"


@pytest.mark.parametrize("header", to_words(AMOUNT_AWARDED))
def test_amount_awarded(header: str) -> None:
    assert match_header(header)[0].role == "amount_awarded"


@pytest.mark.parametrize("header", to_words(AMOUNT_REQUESTED))
def test_amount_requested(header: str) -> None:
    assert match_header(header)[0].role == "amount_requested"


@pytest.mark.parametrize("header", to_words(AMOUNT_COMMITTED))
def test_amount_committed(header: str) -> None:
    assert match_header(header)[0].role == "amount_committed"


@pytest.mark.parametrize("header", to_words(AMOUNT_PAID))
def test_amount_paid(header: str) -> None:
    assert match_header(header)[0].role == "amount_paid"


@pytest.mark.parametrize("header", to_words(TITLE))
def test_title(header: str) -> None:
    assert match_header(header)[0].role == "title"


@pytest.mark.parametrize("header", to_words(DESCRIPTION))
def test_description(header: str) -> None:
    assert match_header(header)[0].role == "description"


@pytest.mark.parametrize("header", to_words(EXPECTED_RESULT))
def test_expected_result(header: str) -> None:
    assert match_header(header)[0].role == "expected_result"


@pytest.mark.parametrize("header", to_words(YEAR))
def test_year(header: str) -> None:
    assert match_header(header)[0].role == "year"


@pytest.mark.parametrize("header", to_words(PERIOD))
def test_period(header: str) -> None:
    assert match_header(header)[0].role == "period"


@pytest.mark.parametrize("header", to_words(MUNICIPALITY))
def test_municipality(header: str) -> None:
    assert match_header(header)[0].role == "municipality"


@pytest.mark.parametrize("header", to_words(PROVINCE))
def test_province(header: str) -> None:
    assert match_header(header)[0].role == "province"


@pytest.mark.parametrize("header", to_words(THEME))
def test_theme(header: str) -> None:
    assert match_header(header)[0].role == "theme"


@pytest.mark.parametrize("header", to_words(ENTERPRISE_NUMBER))
def test_enterprise_number(header: str) -> None:
    assert match_header(header)[0].role == "enterprise_number"


@pytest.mark.parametrize("header", to_words(NOT_GRANTED))
def test_amounts_that_nobody_was_granted(header: str) -> None:
    assert not {claim.role for claim in match_header(header)[:1]} & set(GRANTED_ROLES)


@pytest.mark.parametrize("header", to_words(NOT_RECIPIENT))
def test_parties_that_receive_no_grant(header: str) -> None:
    assert match_header(header)[0].role != "organisation"
