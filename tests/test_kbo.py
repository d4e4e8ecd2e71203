"""Organisations looked up in the KBO files: each match with its kind and score, nothing told as printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_kbo import HEADERS, to_number, write_kbo
from made_releases import publish_at
from made_results import make_grant, make_result

from flows.cli import main
from flows.commands import EXIT_USAGE
from flows.organisations.kbo import with_kbo
from flows.organisations.kbo_files import MalformedKbo
from flows.organisations.records import find_recipients
from flows.releases import find_latest
from schemas.organisations import OrganisationRecord
from schemas.releases import PublishChoices

ENTERPRISES = [
    ("De Bosuil", "Gent", "017", "2"),
    ("Jeugdhuis Den Trap vzw", "Aalst", "017", "2"),
    ("De Regenboog", "Genk", "017", "2"),
    ("DE REGENBOOG", "Mol", "017", "2"),
    ("Aquaflux", "Mol", "014", "2"),
    ("Kringloopcentrum Waaslant", "Mol", "017", "2"),
    ("Jan Peeters Tuinen", "Mol", "", "1"),
    ("Stad Gent", "Gent", "411", "2"),
    ("Mol", "Mol", "014", "2"),
    ('Café "Den Engel"', "Mol", "017", "2"),
    ("Deark", "Oostende", "017", "2"),
]


@pytest.fixture
def kbo(tmp_path: Path) -> Path:
    return write_kbo(tmp_path, ENTERPRISES)


def look_up(kbo: Path, name: str, number: str | None = None, municipality: str | None = None) -> OrganisationRecord:
    grant = replace(make_grant("a"), organisation=name, enterprise_number=number, municipality=municipality)
    (found,) = with_kbo(find_recipients([grant]).organisations, kbo)
    return found


def digits(serial: int) -> str:
    return to_number(serial).replace(".", "")


@pytest.mark.parametrize(
    ("name", "serial", "match", "score"),
    [
        ("vzw De Bosuil", 0, "exact", 100),
        ("DE BOS-UIL", 0, "exact", 100),
        ("Den Trap", None, None, None),
        ("Jeugdhuis Den Trap", 1, "exact", 100),
        ("De Regenboog", None, "ambiguous", 100),
        ("Aquaflux nv", 4, "exact", 100),
        ("Aquaflux vzw", None, None, None),
        ("Kringlopcentrum Waaslant", 5, "candidate", 98),
        ("Jan Peeters Tuinen", None, None, None),
        ("Gent", 7, "exact", 100),
        ("Gemeente Mol", None, None, None),
        ("Café Den Engel", 9, "exact", 100),
        ("De Ark", 10, "candidate", 99),
    ],
)
def test_a_name_is_looked_up(kbo: Path, name: str, serial: int | None, match: str | None, score: int | None) -> None:
    found = look_up(kbo, name)
    number = None if serial is None else digits(serial)
    assert (found.kbo_number, found.kbo_match, found.kbo_score) == (number, match, score)
    assert found.kbo_name == (None if serial is None else ENTERPRISES[serial][0])
    assert found.enterprise_number is None


def test_the_municipality_decides_between_equal_names(kbo: Path) -> None:
    found = look_up(kbo, "De Regenboog", municipality="Mol")
    assert (found.kbo_number, found.kbo_match) == (digits(3), "exact_in_municipality")
    assert look_up(kbo, "De Regenboog", municipality="Gent").kbo_match == "ambiguous"


@pytest.mark.parametrize(
    ("name", "municipality", "match"),
    [
        ("Deark", "Kortrijk", "exact_elsewhere"),
        ("Deark", "OOSTENDE", "exact"),
        ("Deark", None, "exact"),
        ("Gent", "Mol", "exact"),
    ],
)
def test_a_name_in_another_municipality_is_not_exact(kbo: Path, name: str, municipality: str, match: str) -> None:
    found = look_up(kbo, name, municipality=municipality)
    assert (found.kbo_match, found.kbo_score) == (match, 100)


def test_a_printed_number_is_told_with_its_name_there(kbo: Path) -> None:
    found = look_up(kbo, "Bosuilen en meer", number=digits(0))
    assert (found.kbo_number, found.kbo_match, found.kbo_name) == (digits(0), "enterprise_number", "De Bosuil")
    assert found.kbo_score is not None
    assert found.kbo_score < 90


def test_a_printed_number_that_is_not_there_finds_no_other(kbo: Path) -> None:
    assert look_up(kbo, "De Bosuil", number="0403201185").kbo_match is None


def test_a_persons_name_is_not_looked_up(kbo: Path) -> None:
    assert look_up(kbo, "de heer De Bosuil").kbo_match is None


@pytest.mark.parametrize("file", HEADERS)
def test_a_missing_file_is_told_and_nothing_published(kbo: Path, tmp_path: Path, file: str) -> None:
    outputs = tmp_path / "outputs"
    (kbo / file).unlink()
    with pytest.raises(MalformedKbo, match=rf"{file}: is not there; unpack .* PARLGRANTS_KBO_FOLDER"):
        publish_at(1, [make_result("a")], outputs, PublishChoices(kbo_folder=kbo))
    assert find_latest(outputs) is None


@pytest.mark.parametrize(
    "content", [b"", b"EntityNumber;Language\n", b'"EntityNumber","Language"\n"1"\n', b"\xff\xfe\x00"]
)
def test_another_form_is_told(kbo: Path, content: bytes) -> None:
    (kbo / "denomination.csv").write_bytes(content)
    with pytest.raises(MalformedKbo, match=r"denomination\.csv: .*EntityNumber, Denomination"):
        look_up(kbo, "De Bosuil")


def test_a_line_of_other_length_is_told(kbo: Path) -> None:
    path = kbo / "denomination.csv"
    path.write_text(path.read_text(encoding="utf-8") + '"0200.000.002","2"\n', encoding="utf-8")
    with pytest.raises(MalformedKbo, match=r"denomination\.csv: "):
        look_up(kbo, "De Bosuil")


@pytest.mark.slow  # Prefect takes seconds to import
def test_the_command_tells_of_a_missing_file_before_it_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, folder in {"CORPUS": "corpus", "OUTPUTS": "outputs", "KBO_FOLDER": "kbo"}.items():
        monkeypatch.setenv(f"PARLGRANTS_{name}", str(tmp_path / folder))
    (tmp_path / "answers").mkdir()
    result = CliRunner().invoke(main, ["ingest", "--source", f"folder:{tmp_path / 'answers'}"])
    assert result.exit_code == EXIT_USAGE
    assert "denomination.csv: is not there" in result.output
    assert find_latest(tmp_path / "outputs") is None
