"""Grants told in sentences and lists, read from printed pages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from printing import print_flow, to_heading, to_paragraph, to_table
from prose_texts import ProseCase, print_paragraphs, read_cases, read_paragraphs, told_grants
from reading import SAMPLES, read_content, read_sample
from reportlab.platypus import PageBreak, Spacer

from schemas.grants import GrantRecord

FILES = ("dev", "held_out", "second", "third", "answers_tuned", "answers_held_out", "fresh", "letters")
CASES = [case for name in FILES for case in read_cases(name)]
GRANTS = [case for case in CASES if case.grants]
OTHERS = [case for case in CASES if not case.grants]


def to_id(case: ProseCase) -> str:
    return case.paragraphs[-1][:40]


def some_quick(cases: Sequence[Any], step: int) -> list[Any]:
    """Every case at such a step is a quick test, the others are slow."""
    slow = [pytest.param(case, marks=pytest.mark.slow) for number, case in enumerate(cases) if number % step]
    return [*cases[::step], *slow]


def test_there_are_enough_texts() -> None:
    assert len(GRANTS) >= 60
    assert len(OTHERS) >= 60


@pytest.mark.parametrize("case", GRANTS, ids=to_id)
def test_grants_are_read(case: ProseCase) -> None:
    result = read_content(print_paragraphs(case.paragraphs))
    assert told_grants(result) == list(case.grants)
    for grant, fields in zip(result.grants, case.fields, strict=True):
        assert {field: getattr(grant, field) for field in fields} == fields
    assert len({grant.grant_id for grant in result.grants}) == len(result.grants)
    assert result.document.outcome == "grants"
    assert {grant.reader for grant in result.grants} == {"prose"}


@pytest.mark.parametrize("case", read_cases("unread"), ids=to_id)
def test_grants_that_are_not_read_are_findings(case: ProseCase) -> None:
    result = read_content(print_paragraphs(case.paragraphs))
    missing = set(case.grants) - set(told_grants(result))
    assert missing
    assert set(told_grants(result)) < set(case.grants)
    unread = [finding for finding in result.findings if finding.code == "prose_amounts_unread"]
    assert unread


@pytest.mark.parametrize("case", OTHERS, ids=to_id)
def test_other_amounts_are_no_grants(case: ProseCase) -> None:
    result = read_content(print_paragraphs(case.paragraphs))
    assert told_grants(result) == []
    assert result.document.outcome == "no_grants"


@pytest.mark.parametrize("case", some_quick(GRANTS[::4], 4), ids=to_id)
@pytest.mark.parametrize("page", [{"leftMargin": 150, "rightMargin": 170}, {"size": 12, "room": 1}], ids=str)
def test_wrapped_lines_change_nothing(case: ProseCase, page: dict[str, Any]) -> None:
    assert told_grants(read_content(print_paragraphs(case.paragraphs, **page))) == list(case.grants)


def test_a_list_over_the_pages_end_is_one_list() -> None:
    """The page's end moves through lead and items."""
    case = GRANTS[0]
    pages = set()
    for filler in range(30, 38):
        before = [f"Alinea {number}." for number in range(filler)]
        result = read_content(print_paragraphs([*before, *case.paragraphs]))
        assert told_grants(result) == list(case.grants)
        pages.add(tuple(grant.page for grant in result.grants))
    assert {(1, 1, 1), (1, 2, 2), (2, 2, 2)} <= pages


def test_a_sentence_over_the_pages_end_is_one_sentence() -> None:
    lines = ["In 2018 werd een subsidie van 15.000 euro toegekend aan de", "vzw Kinderwens voor een speelplein."]
    flow = [*to_heading(), to_paragraph(lines[0]), PageBreak(), to_paragraph(lines[1])]
    result = read_content(print_flow(flow, rightMargin=260))
    assert told_grants(result) == [("vzw Kinderwens", Decimal("15000"), 2018, "een speelplein")]
    (grant,) = result.grants
    assert grant.page == 1


def test_broken_words_are_made_whole() -> None:
    flow = [
        *to_heading(),
        to_paragraph("In 2019 ontving de vzw Natuur-<br/>vrienden een project-<br/>subsidie van 500 euro."),
    ]
    (grant,) = read_content(print_flow(flow, rightMargin=330)).grants
    assert grant.organisation == "vzw Natuurvrienden"
    assert grant.organisation_printed == "vzw Natuur-\nvrienden"


def test_every_value_has_its_place() -> None:
    result = read_paragraphs("Inleiding.", "Aan vzw Atlas werd 10.000 euro toegekend, aan vzw Boussole 12.000 euro.")
    first, second = result.grants
    assert first.place != second.place
    assert first.bbox == second.bbox
    assert first.grant_id == f"{first.document_id}:{first.place}"
    x0, top, x1, bottom = first.bbox
    x, y = (int(part[1:]) for part in first.place.split("-")[1:])
    assert x0 <= x <= x1
    assert int(top) <= y <= bottom
    assert (first.amount_printed, first.amount_kind, first.other) == ("10.000 euro", "awarded", {})


@pytest.mark.parametrize(
    ("text", "year", "year_from"),
    [
        (("In 2021 kreeg vzw Atlas een subsidie van 500 euro.",), 2021, "row"),
        (("In 2021 werden subsidies toegekend. Vzw Atlas kreeg 500 euro.",), 2021, "sentence"),
        (("In 2021 kregen deze vzw's een subsidie:", "- vzw Atlas: 500 euro"), 2021, "sentence"),
        (("In 2021 kregen deze vzw's een subsidie:", "- vzw Atlas: 500 euro (2020)"), 2020, "row"),
        (("Op 4 mei 2021 kreeg vzw Atlas een subsidie van 500 euro.",), 2021, "row"),
        (("Tussen 2019 en 2021 kreeg vzw Atlas een subsidie van 500 euro.",), None, None),
    ],
)
def test_the_year_stands_in_the_sentence_or_above_it(text: tuple[str, ...], year: int, year_from: str) -> None:
    (grant,) = read_paragraphs(*text).grants
    assert (grant.year, grant.year_from) == (year, year_from)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Aan vzw Atlas werd in 2020 een subsidie van 500 euro toegekend.", "awarded"),
        ("Aan vzw Atlas werd in 2020 een subsidie van 500 euro uitbetaald.", "paid"),
        ("Aan vzw Atlas werd in 2020 een subsidie van 500 euro vastgelegd.", "committed"),
    ],
)
def test_the_verb_says_which_amount_it_is(text: str, kind: str) -> None:
    (grant,) = read_paragraphs(text).grants
    assert grant.amount_kind == kind


TWO = ("- vzw Atlas: 500 euro", "- vzw Boussole: 700 euro")


@pytest.mark.parametrize(
    ("paragraphs", "verified"),
    [
        (("Er werd in totaal 1.200 euro subsidie toegekend aan twee vzw's:", *TWO), "total"),
        (("Subsidies werden toegekend aan deze vzw's:", *TWO, "In totaal werd 1.200 euro toegekend."), "total"),
        (("Subsidies werden toegekend aan deze vzw's:", *TWO, "- Totaal: 1.200 euro"), "total"),
        (("Subsidies werden toegekend aan deze vzw's:", *TWO, "In totaal werd 1.300 euro toegekend."), "mismatch"),
        (("Subsidies werden toegekend aan deze vzw's:", *TWO, "In totaal ging 9.000 euro naar 34 projecten."), "none"),
        (("Subsidies werden toegekend aan deze vzw's:", *TWO), "none"),
    ],
)
def test_a_told_total_is_held_against_the_sum(paragraphs: tuple[str, ...], verified: str) -> None:
    result = read_paragraphs(*paragraphs)
    assert [grant.amount_eur for grant in result.grants] == [Decimal(500), Decimal(700)]
    assert {grant.verified for grant in result.grants} == {verified}
    mismatches = [finding for finding in result.findings if finding.code == "total_mismatch"]
    assert len(mismatches) == (verified == "mismatch")


def test_what_is_not_read_is_a_finding_with_its_place() -> None:
    text = "Per project kan maximaal 5.000 euro subsidie worden toegekend."
    (finding,) = read_paragraphs("Inleiding.", text).findings
    assert (finding.code, finding.printed, finding.page) == ("prose_amounts_unread", text, 1)
    assert finding.place is not None


def test_amounts_without_a_word_of_grants_are_not_reported() -> None:
    assert read_paragraphs("De brug kost 5 miljoen euro.").findings == ()


def _grants_beside_table(*sentences: str) -> list[GrantRecord]:
    table = to_table(
        [["Organisatie", "Toegekend bedrag"], ["vzw Atlas", "10.000 euro"], ["vzw Boussole", "12.000 euro"]]
    )
    flow = [*to_heading(), to_paragraph("Het overzicht van de subsidies:"), Spacer(1, 6), table, Spacer(1, 12)]
    return list(read_content(print_flow([*flow, *(to_paragraph(text) for text in sentences)])).grants)


def test_around_a_table_of_grants_nothing_is_read_twice() -> None:
    grants = _grants_beside_table("Zo kreeg vzw Atlas een subsidie van 10.000 euro.")
    assert [grant.organisation for grant in grants] == ["vzw Atlas", "vzw Boussole"]


def test_a_sentence_that_tells_again_is_not_counted_twice() -> None:
    result = read_paragraphs(
        "In 2020 ontving vzw Atlas een subsidie van 500 euro.",
        "Zoals gezegd is dat belangrijk.",
        "In 2020 ontving vzw Atlas een subsidie van 500 euro voor ‘Kaart’.",
    )
    assert len(result.grants) == 1


def test_the_question_tells_no_grants() -> None:
    question = ["SCHRIFTELIJKE VRAAG", "nr. 12", "van MIA JANSSENS", "datum: 4 maart 2024", "aan JAN PEETERS"]
    asked = [
        "Subsidies  -  Vzw Atlas",
        "In 2021 kreeg vzw Atlas een subsidie van 10.000 euro.",
        "1. Klopt dit?",
        "2. Waarom?",
    ]
    flow = [to_paragraph(line, 10) for line in [*question, *asked]]
    result = read_content(
        print_flow([*flow, Spacer(1, 20), *to_heading(), to_paragraph("1. Ja."), to_paragraph("2. Daarom.")])
    )
    assert told_grants(result) == []


def test_the_number_of_the_answers_item_travels_along() -> None:
    question = ["SCHRIFTELIJKE VRAAG", "nr. 12", "van MIA JANSSENS", "datum: 4 maart 2024", "aan JAN PEETERS"]
    asked = ["Subsidies  -  Vzw Atlas", "1. Hoeveel subsidies waren er?", "2. Wie kreeg een subsidie?"]
    said = ["1. Eén.", "2. In 2021 kreeg vzw Atlas een subsidie van 10.000 euro."]
    lines = [to_paragraph(line, 10) for line in [*question, *asked]]
    flow = [
        *lines,
        Spacer(1, 20),
        *to_heading(),
        *(part for line in said for part in (to_paragraph(line), Spacer(1, 6))),
    ]
    (grant,) = read_content(print_flow(flow)).grants
    assert (grant.answer_item, grant.organisation, grant.question_number) == ("2", "vzw Atlas", 12)


@pytest.mark.parametrize("name", some_quick(sorted(path.stem for path in SAMPLES.glob("*.pdf")), 3))
def test_samples_with_tables_tell_nothing_more(name: str) -> None:
    readers = {grant.reader for grant in read_sample(name).grants}
    assert "prose" not in readers


HANGING = (
    "3. In de voorbije jaren heeft Luierland volgende subsidies ontvangen:",
    "a) Een subsidie vanuit de provincie Limburg in het kader van ‘kringlopen’ ten bedrage van 25.000 euro, waarvan "
    "12.590 euro voor de partner in dit project Wasbeer.",
    "Het project heeft als doel een logistiek model te vertalen naar gezinnen.",
    "b) Daarnaast zijn twee subsidies toegekend aan Luierland vanuit VLAIO, waarvan er één volgens plan is afgerond.",
    "Overzicht innovatieprojecten en subsidies VLAIO:",
    "• HBC.2021.0054 – Haalbaarheidsstudie – €46.160,07 – Startdatum: 01/06/2023 Projectduur: 6 maanden",
    "• HBC.2024.0916 – Steun om te groeien – €350.000 – Startdatum: 01/10/2024 Projectduur: 24 maanden.",
)


def test_a_recipient_named_once_stands_for_the_lists_below() -> None:
    result = read_paragraphs(*HANGING)
    assert told_grants(result) == [
        ("Luierland", Decimal("25000"), None, None),
        ("Luierland", Decimal("46160.07"), None, "Haalbaarheidsstudie"),
        ("Luierland", Decimal("350000"), None, "Steun om te groeien"),
    ]
    (part,) = result.findings
    assert "12.590" in (part.printed or "")


@pytest.mark.slow
def test_a_document_of_tables_does_not_need_spacy() -> None:
    code = (
        "import sys; sys.path[:0] = ['tests']; from reading import read_sample; "
        "assert read_sample('sv-162-2021-02-02').grants; sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=SAMPLES.parent.parent, check=False).returncode == 0


LISTED = ("- Vzw Es: 12.000 euro voor 'Dansen'", "- Vzw Olm: 13.000 euro (2021)")


@pytest.mark.parametrize(
    ("last", "year"),
    [
        ("In 2022 ontving vzw Toren een subsidie van 7.500 euro.", None),
        ("In 2022 ontvingen de volgende verenigingen een subsidie:", 2022),
    ],
)
def test_a_sentence_that_announces_nothing_dates_no_list(last: str, year: int | None) -> None:
    result = read_paragraphs(f"1. In 2023 kreeg vzw De Brug een subsidie van 45.000 euro. {last}", *LISTED)
    assert [grant.year for grant in result.grants][-2:] == [year, 2021]
