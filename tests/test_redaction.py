"""A release without the names of natural persons: not in any byte of any file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_releases import publish_at
from made_results import make_result, with_grant

from flows.cli import main
from flows.commands import run
from flows.dataset import build_dataset
from flows.redaction import REDACTED_ID, redact_row
from flows.redactor import REDACTED, Redactor
from flows.settings import Settings
from schemas.findings import Finding
from schemas.persons import Persons
from schemas.releases import PublishChoices
from schemas.results import DocumentResult

REDACTING = PublishChoices(largest_fall=1, redact_persons=True)
TELLING = PublishChoices(largest_fall=1)
VAN_DAMME = Persons(frozenset([("a", "de heer Jan Van Damme")]))
PERSONS = [
    ("De heer Jan Vanderstraeten", "De heer Jan\nVander-\nstraeten", ["Vanderstraeten", "Jan Vander"]),
    ("J.P. Van den Wyngaert", "J.P. Van den\nWyngaert", ["Wyngaert"]),
    ("Mevr. Zoë Lëfevre-Dhont", "Mevr. Zoë\nLëfevre-Dhont", ["Lëfevre", "Dhont"]),
    ("Dewaegheneire, T.", "Dewaegheneire, T.", ["Dewaegheneire"]),
]


def told_of(name: str, printed: str, document_id: str = "told") -> DocumentResult:
    """A document that repeats a person's name wherever a text may stand."""
    surname = next(word for word in name.replace(",", "").split() if len(word) > 5)
    result = with_grant(
        make_result(document_id, 2),
        organisation=name,
        organisation_printed=printed,
        title=f"Atelier {name.upper()}",
        description=f"{surname} toont werk; met dank aan {printed}.",
        expected_result=name,
        enterprise_number="0546740696",
        other={f"Vertegenwoordiger {name}": surname, "nr.": "1"},
        theme=f"Kunst van {surname}",
    )
    findings = (
        Finding(
            "row_unread", "warning", 1, "p1-x70-y190", f"{printed} max. 5.000 euro", f"the row of {name!r} is unread"
        ),
        Finding("row_unread", "warning", 1, "p1-x70-y190", "mevrouw An Quaghebeur", "no grant"),
    )
    question = replace(result.question, title=f"Steun aan {name}")
    info = replace(result.document, file_name=f"steun-{name}.pdf")
    return replace(result, document=info, question=question, findings=findings)


def leaks(folder: Path, names: Sequence[str]) -> list[str]:
    """Files that hold a name in any case and with or without accents, in Parquet too (written without compression)."""
    found = []
    for path in sorted(folder.iterdir()):
        content = to_bytes(path).lower()
        found += [f"{path.name}: {name}" for name in names if name.lower().encode() in content]
    return found


def to_bytes(path: Path) -> bytes:
    """A file's bytes; of a compressed Parquet file its rows."""
    if path.suffix != ".parquet":
        return path.read_bytes()
    import pyarrow.parquet as pq

    return path.read_bytes() + repr(pq.read_table(path).to_pylist()).encode()


def test_no_byte_of_a_release_tells_a_name(tmp_path: Path) -> None:
    results = [told_of(name, printed, f"d{at}") for at, (name, printed, _) in enumerate(PERSONS)]
    results.append(make_result("other", 1))
    told = publish_at(1, results, tmp_path, TELLING)
    assert all(leaks(told.folder, searched) for _, _, searched in PERSONS)
    redacted = publish_at(2, results, tmp_path, REDACTING)
    assert redacted.changed
    searched = [text for _, _, texts in PERSONS for text in texts]
    assert leaks(redacted.folder, [*searched, "Quaghebeur", "0546740696"]) == []
    assert "CHANGES.md" in {path.name for path in redacted.folder.iterdir()}


def test_a_withheld_grant_tells_no_name(tmp_path: Path) -> None:
    bad = with_grant(make_result("a", 3), organisation="J. Dewaegheneire", amount_eur=Decimal(-5))
    folder = publish_at(1, [bad], tmp_path, REDACTING).folder
    assert leaks(folder, ["Dewaegheneire"]) == []
    assert "invalid_record" in (folder / "findings.csv").read_text(encoding="utf-8")


def test_what_a_removed_grant_was_tells_no_name(tmp_path: Path) -> None:
    publish_at(1, [told_of(*PERSONS[0][:2]), make_result("b", 1)], tmp_path, TELLING)
    folder = publish_at(2, [make_result("b", 1)], tmp_path, REDACTING).folder
    assert "grant_removed" in (folder / "changes.jsonl").read_text(encoding="utf-8")
    assert leaks(folder, PERSONS[0][2]) == []


def test_all_persons_are_one_organisation_and_their_grants_stay() -> None:
    results = [told_of(name, printed, f"d{at}") for at, (name, printed, _) in enumerate(PERSONS)]
    plain, redacted = build_dataset(results).tables, build_dataset(results, choices=REDACTING).tables
    (row,) = [row for row in redacted.organisations if row.recipient_is_person == "yes"]
    assert (row.organisation_id, row.name, row.grants, row.documents) == (REDACTED_ID, REDACTED, 4, 4)
    assert row.total_eur == sum(row.total_eur for row in plain.organisations if row.recipient_is_person == "yes")
    assert [grant.amount_eur for grant in redacted.grants] == [grant.amount_eur for grant in plain.grants]
    assert [grant.grant_id for grant in redacted.grants] == [grant.grant_id for grant in plain.grants]


def test_organisations_stay_as_they_are() -> None:
    results = [make_result("a", 3), told_of("De heer Jan Vanderstraeten", "De heer Jan Vanderstraeten")]
    plain, redacted = build_dataset(results).tables, build_dataset(results, choices=REDACTING).tables
    assert [row for row in plain.organisations if row.kind == "organisation"] == [
        row for row in redacted.organisations if row.kind == "organisation"
    ]
    assert [row for row in plain.grants if row.document_id == "a"] == [
        row for row in redacted.grants if row.document_id == "a"
    ]


def test_who_asks_and_answers_is_told() -> None:
    result = with_grant(make_result("a"), organisation="de heer Bart Somers", minister="Bart Somers")
    assert build_dataset([result], choices=REDACTING).tables.grants[0].minister == "Bart Somers"


@pytest.mark.parametrize(
    "text",
    [
        "Jan Van Damme",
        "JAN VAN DAMME",
        "jan-van-damme.pdf",
        "Jan  Van\nDam-\nme",
        "Jan van Damme's werk",
        "JanVanDamme",
        "Van Damme Jan",
        "VAN DAMME, JAN",
        "https://a.b/steun%20jan%20van%20damme.pdf",
        "vandammejan@a.b",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    redactor = Redactor(VAN_DAMME)
    assert "amme" not in redactor.to_text(text).lower()
    assert REDACTED in redactor.to_text(text)


@pytest.mark.parametrize("text", ["Jan Van Dammestraat", "Annejan Van Damme", "Damme", "Jan"])
def test_parts_of_other_words_stay(text: str) -> None:
    assert Redactor(VAN_DAMME).to_text(text) == text


def test_two_columns_that_become_one_header_both_stay() -> None:
    redactor = Redactor(Persons(frozenset([("a", "dhr. Jan Janssens")])))
    grant = with_grant(make_result("a"), other={"Jan Janssens": "1", "JAN JANSSENS": "2"}).grants[0]
    assert sorted(redact_row(redactor, grant, "a").other.values()) == ["1", "2"]


@pytest.mark.parametrize(("options", "redacts"), [([], False), (["--redact-persons"], True)])
def test_the_option_is_the_setting(monkeypatch: pytest.MonkeyPatch, options: list[str], redacts: bool) -> None:
    monkeypatch.setenv("PARLGRANTS_REDACT_PERSONS", "false")
    seen = []
    monkeypatch.setattr(run, "run_publish", lambda output: seen.append(Settings().redact_persons) or 0)
    assert CliRunner().invoke(main, ["publish", *options]).exit_code == 0
    assert seen == [redacts]
