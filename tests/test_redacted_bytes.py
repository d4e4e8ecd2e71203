"""No byte of any file of a release tells a word of a redacted person's name, or a number of that person."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from made_releases import START, minute, publish_at
from made_results import make_result, with_grant

from flows.publish import publish
from flows.releases import find_telling_persons
from schemas.corrections import Correction
from schemas.findings import Finding
from schemas.releases import PublishChoices, Published, RunInfo
from schemas.results import AttachmentInfo, DocumentResult

REDACTING = PublishChoices(largest_fall=1, redact_persons=True)
TELLING = PublishChoices(largest_fall=1)
NUMBER, OTHER_NUMBER = "0546740696", "0403201185"
PERSONS = [
    ("Mevrouw Zwaantje Quaghebeur", "Quaghebeur, Zwaantje", ["zwaantje", "quaghebeur"]),
    ("Dr. Odilon Wyckmans", "Wyckmans Odilon", ["odilon", "wyckmans"]),
    ("Mevr. Zoë Lëfevre-Dhont", "LËFEVRE-DHONT ZOË", ["zoe", "lefevre", "dhont"]),
    ("Mevrouw Li Wu", "WU LI", ["li", "wu"]),
    ("Meneer Wannes Van den Wyngaert", "Van den Wyngaert Wannes", ["wannes", "wyngaert"]),
    ("K. Dewaegheneire", "Dewaegheneire K.", ["dewaegheneire"]),
    ("F. Zwartjes en G. Vlerick", "G. VLERICK en F. Zwartjes", ["zwartjes", "vlerick"]),
    ("Familie Opdecamp", "FAMILIE OPDECAMP", ["opdecamp"]),
]


def told_of(name: str, other_way: str, words: Sequence[str], document_id: str = "told") -> DocumentResult:
    """A document that tells a person's name in every text and every way."""
    joined = "-".join(words)
    surname = words[-1]
    texts = f"{other_way} en {surname.upper()}, {surname}s werk, van {words[0].title()}; {surname}@{joined}.be"
    file_name = f"mevr-{joined}.pdf"
    address = f"https://a.b/{'%20'.join(words)}.pdf"
    result = with_grant(
        make_result(document_id, 3),
        organisation=name,
        organisation_printed=name.replace(" ", "\n"),
        title=texts,
        description=f"{surname} toont werk; {other_way}",
        expected_result=name,
        enterprise_number=NUMBER,
        other={f"Vertegenwoordiger {surname}": words[0], "KBO": "BE 0546.740.696", "nr.": "1"},
        theme=f"kunst van {surname.upper()}",
        source_url=address,
        attachment=f"{joined}.xlsx",
        grant_id=f"{document_id}/{joined}.xlsx:p1-x512-y200",
    )
    second = replace(
        result.grants[1], organisation=other_way, organisation_printed=other_way, enterprise_number=None, title=texts
    )
    result = replace(result, grants=(result.grants[0], second, *result.grants[2:]))
    findings = (
        Finding(
            "row_unread", "warning", 1, "p1-x70-y190", f"{texts} max. 5.000 euro", f"the row of {name!r} is unread"
        ),
        Finding("row_unread", "warning", 1, "p1-x70-y190", "5 euro", f"{other_way!r} {address}"),
    )
    info = replace(result.document, file_name=file_name, source_url=address)
    question = replace(result.question, title=f"Steun aan {texts}")
    return replace(result, document=info, question=question, findings=findings)


def leaks(folder: Path, words: Sequence[str]) -> list[str]:
    """Files with a word of these anywhere: in their bytes, in the rows of Parquet and SQLite, in their names."""
    patterns = {word: re.compile(rf"(?<![a-z]){word}(?![a-z])" if len(word) < 4 else word) for word in words}
    texts = [(path.name, text) for path in sorted(folder.iterdir()) for text in (path.name, *to_texts(path))]
    folded = [(name, fold_all(text)) for name, text in texts]
    return [f"{name}: {word}" for name, text in folded for word, pattern in patterns.items() if pattern.search(text)]


def to_texts(path: Path) -> Iterator[str]:
    """A file's bytes as text; of Parquet the rows, of SQLite the rows of every table, of its search too."""
    import pyarrow.parquet as pq

    # Compressed bytes may happen to hold two letters of a name.
    if path.suffix == ".parquet":
        yield repr(pq.read_table(path).to_pylist()) + repr(pq.read_schema(path).metadata)
    elif path.suffix == ".sqlite":
        yield from dump(path)
    else:
        yield path.read_text(encoding="utf-8")


def dump(path: Path) -> Iterator[str]:
    with sqlite3.connect(path) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            yield repr(database.execute(f'SELECT * FROM "{table}"').fetchall())


def fold_all(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(char))


def correct(grant_id: str, field: str, printed: str, corrected: str) -> Correction:
    return Correction(2, grant_id, field, printed, corrected, "checked", "A. Reader", date(2026, 1, 2))


def publish_with(outputs: Path, results: list[DocumentResult], corrections: Sequence[Correction]) -> Published:
    return publish(results, outputs, RunInfo("folder:x", "0.1.0", START, minute(2)), REDACTING, corrections)


@pytest.mark.parametrize(
    ("name", "other_way", "words"),
    [pytest.param(*person, marks=[pytest.mark.slow] if at else []) for at, person in enumerate(PERSONS)],
)
def test_no_word_of_a_name_is_told(tmp_path: Path, name: str, other_way: str, words: list[str]) -> None:
    results = [told_of(name, other_way, words), make_result("other", 1)]
    told = publish_at(1, results, tmp_path, TELLING)
    assert {found.rpartition(": ")[2] for found in leaks(told.folder, words)} == set(words)
    redacted = publish_at(2, results, tmp_path, REDACTING)
    assert leaks(redacted.folder, [*words, NUMBER, "546.740.696"]) == []
    assert leaks(publish_at(3, [make_result("other", 1)], tmp_path / "alone", REDACTING).folder, words) == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "other_way", "words"), PERSONS[:3])
def test_a_removed_or_changed_document_tells_no_word(
    tmp_path: Path, name: str, other_way: str, words: list[str]
) -> None:
    result = told_of(name, other_way, words)
    changed = with_grant(replace(result, document=replace(result.document, file_name="x.pdf")), title="iets anders")
    for at, after in enumerate([[make_result("other", 1)], [changed, make_result("other", 1)]]):
        publish_at(1, [result, make_result("other", 1)], tmp_path / str(at), TELLING)
        folder = publish_at(2, after, tmp_path / str(at), REDACTING).folder
        assert leaks(folder, [*words, NUMBER]) == []
        assert (folder / "changes.jsonl").stat().st_size > 0


def of_one_number() -> list[DocumentResult]:
    """A person in one document, the firm of that person with the same number in another."""
    name = "Mevrouw Zwaantje Quaghebeur"
    firm = {"organisation": "Quaghebeur bv", "organisation_printed": "Quaghebeur\nbv", "title": "Quaghebeurs atelier"}
    first = with_grant(make_result("a"), organisation=name, organisation_printed=name, enterprise_number=NUMBER)
    return [first, with_grant(make_result("b"), **firm, enterprise_number=NUMBER), make_result("c", 1)]


def test_the_firm_of_a_persons_number_is_that_person(tmp_path: Path) -> None:
    publish_at(1, of_one_number(), tmp_path, TELLING)
    folder = publish_at(2, of_one_number(), tmp_path, REDACTING).folder
    assert leaks(folder, ["zwaantje", "quaghebeur", NUMBER]) == []


def test_a_person_of_the_next_release_is_not_told_from_the_one_before(tmp_path: Path) -> None:
    """Only the new release shows that the firm is a person's."""
    publish_at(1, of_one_number()[1:], tmp_path, TELLING)
    folder = publish_at(2, of_one_number(), tmp_path, REDACTING).folder
    assert leaks(folder, ["zwaantje", "quaghebeur", NUMBER]) == []


HERE, NOWHERE, GONE = "a:p1-x512-y200", "a:p1-x512-y999", "gone:p1-x512-y200"


@pytest.mark.parametrize(
    ("grant_id", "field", "printed", "corrected"),
    [
        (HERE, "enterprise_number", NUMBER, OTHER_NUMBER),
        (HERE, "enterprise_number", "155152", OTHER_NUMBER),
        (HERE, "organisation", "Quaghebaert Zwaantje", "Zwaantje Quaghebeur"),
        pytest.param(NOWHERE, "enterprise_number", "155152", OTHER_NUMBER, marks=pytest.mark.slow),
        pytest.param(GONE, "enterprise_number", "155152", OTHER_NUMBER, marks=pytest.mark.slow),
        pytest.param(GONE, "organisation", "Mevr. Z. Quaghe", "Mevr. Zwaantje Quaghebaert", marks=pytest.mark.slow),
    ],
)
def test_corrections_tell_no_person(tmp_path: Path, grant_id: str, field: str, printed: str, corrected: str) -> None:
    name = "Mevrouw Zwaantje Quaghebeur"
    result = with_grant(make_result("a", 1), organisation=name, organisation_printed=name, enterprise_number=NUMBER)
    publish_at(1, [result], tmp_path, TELLING)
    folder = publish_with(tmp_path, [result], [correct(grant_id, field, printed, corrected)]).folder
    assert leaks(folder, ["zwaantje", "quaghe", NUMBER, "155152", OTHER_NUMBER]) == []
    assert "correct" in (folder / "findings.csv").read_text(encoding="utf-8")


def test_corrected_values_of_the_release_before_are_not_told(tmp_path: Path) -> None:
    name = "Mevrouw Zwaantje Quaghebeur"
    earlier = {"enterprise_number": OTHER_NUMBER, "organisation": "Zwaantje Quaghebaert", "year": "2019"}
    result = with_grant(
        make_result("a"), organisation=name, organisation_printed=name, enterprise_number=None, corrected_fields=earlier
    )
    publish_at(1, [result], tmp_path, TELLING)
    folder = publish_at(2, [result], tmp_path, REDACTING).folder
    assert leaks(folder, ["zwaantje", "quaghe", OTHER_NUMBER]) == []
    assert '"year": "2019"' in (folder / "grants.jsonl").read_text(encoding="utf-8").replace('":"', '": "')


def test_a_number_that_fails_its_check_is_not_told(tmp_path: Path) -> None:
    name = "Mevrouw Zwaantje Quaghebeur"
    message = "'155152' is no enterprise number: expected a form like `0546.740.696`"
    invalid = Finding("enterprise_number_invalid", "warning", 1, "p1-x300-y200", "155152", message)
    result = with_grant(make_result("a"), organisation=name, organisation_printed=name, enterprise_number=None)
    others = replace(make_result("b"), findings=(invalid,))
    folder = publish_at(1, [replace(result, findings=(invalid,)), others], tmp_path, REDACTING).folder
    rows = [json.loads(line) for line in (folder / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["printed"] for row in rows] == ["(natural person)", "155152"]
    assert ["155152" in row["message"] for row in rows] == [False, True]


def test_what_only_differs_in_a_name_is_no_change(tmp_path: Path) -> None:
    before = with_grant(make_result("a"), organisation="Mevr. An Roman", title="An Roman schrijft", theme="x")
    after = with_grant(before, title="An  Roman schrijft", theme="y")
    publish_at(1, [before], tmp_path, REDACTING)
    publish_at(2, [before], tmp_path, TELLING)
    folder = publish_at(3, [after], tmp_path, REDACTING).folder
    rows = [json.loads(line) for line in (folder / "changes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["field"] for row in rows} == {"theme"}
    assert all(row["old"] != row["new"] for row in rows)


def test_two_attachments_that_become_one_name_stay_two_grants(tmp_path: Path) -> None:
    result = make_result("a", 2)
    names = ["zwaantje.xlsx", "quaghebeur.xlsx"]
    grants = tuple(
        replace(
            grant,
            grant_id=f"a/{name}:Blad1!A1",
            place="Blad1!A1",
            page=None,
            bbox=None,
            attachment=name,
            organisation="Mevr. Zwaantje Quaghebeur",
        )
        for grant, name in zip(result.grants, names, strict=True)
    )
    attachments = tuple(AttachmentInfo(name, "0" * 64, "xlsx", 1, 1) for name in names)
    info = replace(result.document, attachments=attachments)
    folder = publish_at(1, [replace(result, grants=grants, document=info)], tmp_path, REDACTING).folder
    ids = [json.loads(line)["grant_id"] for line in (folder / "grants.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(set(ids)) == 2
    assert leaks(folder, ["zwaantje", "quaghebeur"]) == []


def test_a_name_with_a_title_in_one_document_is_no_person_in_another(tmp_path: Path) -> None:
    titled = with_grant(make_result("a"), organisation="Dr. Jan Palfijn", enterprise_number=None)
    museum = with_grant(make_result("b"), organisation="Jan Palfijn", enterprise_number=None)
    folder = publish_at(1, [titled, museum], tmp_path, TELLING).folder
    rows = [json.loads(line) for line in (folder / "grants.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["recipient_is_person"] for row in rows] == ["yes", "no"]


def test_releases_that_tell_names_are_found(tmp_path: Path) -> None:
    told = publish_at(1, of_one_number(), tmp_path, TELLING)
    publish_at(2, of_one_number(), tmp_path, REDACTING)
    assert [path.name for path in find_telling_persons(tmp_path)] == [told.folder.name]
