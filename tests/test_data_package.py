"""The data package and the JSON Schemas: valid by the formats' own tools, and refused where the data is bent."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from frictionless import Package, Resource
from frictionless import validate as validate_package
from made_datasets import make_tables, write_release
from made_releases import SMALL, publish_at

from flows.formats.data_package import PROFILE
from schemas.fields import DATASET_VERSION, TABLE_FIELDS
from schemas.lines import LINE_FIELDS
from schemas.source_licence import LICENCE_ADDRESS, SOURCE_NAME


def check_lines(folder: Path) -> int:
    """Hold every line of every .jsonl against its schema; gives the number of lines."""
    lines = 0
    for name in LINE_FIELDS:
        schema = json.loads((folder / f"{name}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        path = folder / f"{name}.jsonl"
        for line in path.read_text(encoding="utf-8").split("\n")[:-1] if path.exists() else ():
            validator.validate(json.loads(line))
            lines += 1
    return lines


def check_package(folder: Path) -> None:
    """`frictionless validate` of the folder's package: hashes, sizes, cells, keys."""
    report = validate_package(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])[:5]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("release") / "made", make_tables(60))


def test_the_package_is_valid(release: Path) -> None:
    check_package(release)


def test_the_package_of_an_empty_dataset_is_valid(tmp_path: Path) -> None:
    check_package(write_release(tmp_path / "empty", make_tables(0)))


def test_every_line_fits_its_schema(release: Path) -> None:
    assert check_lines(release) >= 60


def test_the_lines_of_a_published_release_fit_changes_too(tmp_path: Path) -> None:
    folder = publish_at(1, SMALL, tmp_path).folder
    assert (folder / "changes.jsonl").read_text(encoding="utf-8")
    assert check_lines(folder) >= 6


def test_the_package_tells_profile_version_source_and_licence(release: Path) -> None:
    package = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    assert package["$schema"] == PROFILE
    assert package["version"] == DATASET_VERSION
    assert package["licenses"][0]["path"] == LICENCE_ADDRESS
    assert package["sources"][0]["title"] == SOURCE_NAME
    assert [resource["path"] for resource in package["resources"]] == [f"{table}.csv" for table in TABLE_FIELDS]
    assert "created" not in package


def test_frictionless_reads_lists_maps_and_amounts_back(release: Path) -> None:
    package = Package.from_descriptor(str(release / "datapackage.json"))
    grants: Resource = package.get_resource("grants")
    rows = grants.read_rows()
    lines = [json.loads(line) for line in (release / "grants.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == len(lines) == 60
    for row, line in zip(rows, lines, strict=True):
        assert f"{row['amount_eur']:.2f}" == line["amount_eur"]
        assert (row["asked_by"], row["other"]) == (line["asked_by"], line["other"])
        assert (row["title"], row["year"], row["organisation"]) == (line["title"], line["year"], line["organisation"])
        assert (row["bbox"] and [float(side) for side in row["bbox"]]) == line["bbox"]


def test_names_that_hold_what_parts_lists_are_read_back_whole(tmp_path: Path) -> None:
    names = ("Zorg; Welzijn vzw", "Zorg, Welzijn", '["Zorg"]', "; ", "Zorg\nWelzijn")
    made = make_tables(1)
    grants = tuple(replace(grant, asked_by=names) for grant in made.grants)
    folder = write_release(tmp_path / "names", replace(made, grants=grants))
    check_package(folder)
    (row,) = Package.from_descriptor(str(folder / "datapackage.json")).get_resource("grants").read_rows()
    assert row["asked_by"] == list(names)


def to_bent(content: bytes, how: str) -> bytes:
    head, first, rest = content.split(b"\r\n", 2)
    document = first.split(b",")[1]
    bent = {
        "another byte": (first + b" ", rest),
        "an unknown document": (first.replace(b"," + document + b",", b",unknown,", 1), rest),
        "a word that is no choice": (first, rest.replace(b",awarded,", b",promised,", 1)),
        "twice the same grant": (first + b"\r\n" + first, rest),
    }
    return b"\r\n".join([head, *bent[how]])


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ("another byte", "hash-count"),
        ("an unknown document", "foreign-key"),
        ("a word that is no choice", "constraint-error"),
        ("twice the same grant", "primary-key"),
    ],
)
def test_bent_data_is_not_valid(release: Path, tmp_path: Path, how: str, error: str) -> None:
    folder = tmp_path / "bent"
    shutil.copytree(release, folder)
    csv = folder / "grants.csv"
    csv.write_bytes(to_bent(csv.read_bytes(), how))
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"] if error != "hash-count" else ():
        del resource["hash"], resource["bytes"]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    report = validate_package(str(folder / "datapackage.json"))
    assert error in {kind for (kind,) in report.flatten(["type"])}


def test_a_bent_line_does_not_fit_its_schema(release: Path) -> None:
    schema = json.loads((release / "grants.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    line = json.loads((release / "grants.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert validator.is_valid(line)
    bent = [{"amount_eur": 100.5}, {"amount_eur": "0.00"}, {"year": 1899}, {"organisation": " "}, {"more": 1}]
    assert not any(validator.is_valid(line | change) for change in bent)
    assert not validator.is_valid({name: value for name, value in line.items() if name != "year"})


HARD_TEXTS = (
    "=1+1",
    "a\r\nb",
    "a\rb",
    " x ",
    "\u2028x",
    "\ufeffx",
    "🌊",
    "'",
    '"',
    '""',
    "\\",
    ";",
    "; ",
    "nan",
    "0",
    "%20",
)


def test_texts_of_every_kind_stay_what_they_are(tmp_path: Path) -> None:
    made = make_tables(len(HARD_TEXTS), in_each=len(HARD_TEXTS))
    grants = tuple(replace(grant, title=text) for grant, text in zip(made.grants, HARD_TEXTS, strict=True))
    folder = write_release(tmp_path / "hard", replace(made, grants=grants))
    check_package(folder)
    assert check_lines(folder) >= len(HARD_TEXTS)
    rows = Package.from_descriptor(str(folder / "datapackage.json")).get_resource("grants").read_rows()
    with closing(sqlite3.connect(folder / "parlgrants.sqlite")) as database:
        stored = [title for (title,) in database.execute("SELECT title FROM grants ORDER BY rowid")]
    given = json.loads((folder / "360giving.json").read_text(encoding="utf-8"))["grants"]
    assert [row["title"] for row in rows] == stored == [grant["title"] for grant in given] == list(HARD_TEXTS)
