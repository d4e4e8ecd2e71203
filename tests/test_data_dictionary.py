"""The data dictionary names every field of every table, with its type, its values and its meaning."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from made_releases import SMALL, publish_at

from flows import data_dictionary
from flows.generated_pages import to_cell
from schemas.field import Field
from schemas.fields import DATASET_VERSION, TABLE_FIELDS
from schemas.lines import LINE_FIELDS
from schemas.source_licence import LICENCE_ADDRESS

DECLARED = LINE_FIELDS


def section_of(table: str) -> str:
    page = data_dictionary.to_data_dictionary()
    return page.split(f"\n## {table}\n")[1].split("\n## ")[0]


def row_of(field: Field, table: str) -> str:
    (row,) = re.findall(rf"^\| `{field.name}` \|.*$", section_of(table), re.MULTILINE)
    return str(row)


@pytest.mark.parametrize("table", DECLARED)
def test_each_table_lists_its_fields_in_order(table: str) -> None:
    assert re.findall(r"^\| `(\w+)` \|", section_of(table), re.MULTILINE) == [field.name for field in DECLARED[table]]


@pytest.mark.parametrize("table", DECLARED)
def test_each_field_tells_its_meaning_and_values(table: str) -> None:
    for field in DECLARED[table]:
        row = row_of(field, table)
        assert to_cell(field.meaning) in row
        assert ("may be null" in row) == field.nullable
        assert all(f"`{choice}`" in row for choice in field.choices or ())


def test_amounts_and_boxes_tell_their_unit() -> None:
    fields = {field.name: field for field in TABLE_FIELDS["grants"]}
    assert "decimal(14,2), euro" in row_of(fields["amount_eur"], "grants")
    assert "at least 0.01" in row_of(fields["amount_eur"], "grants")
    assert "point (1/72 inch)" in row_of(fields["bbox"], "grants")
    assert "1990 to 2099" in row_of(fields["year"], "grants")


def test_every_row_has_four_cells() -> None:
    _, *sections = data_dictionary.to_data_dictionary().split("\n## ")
    fields = [line for section in sections for line in section.splitlines() if line.startswith("| `")]
    assert len(fields) == sum(map(len, DECLARED.values()))
    assert all(len(re.split(r"(?<!\\)\|", line)) == 6 for line in fields)


def test_the_page_in_the_checkout_is_up_to_date() -> None:
    assert data_dictionary.main(["--check"]) == 0


def test_a_page_that_differs_fails_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_dictionary, "PAGE", tmp_path / "README.md")
    assert data_dictionary.main(["--check"]) == 1
    assert data_dictionary.main([]) == 0
    assert data_dictionary.main(["--check"]) == 0


def test_the_page_tells_of_every_file_the_version_and_the_licence(tmp_path: Path) -> None:
    page = data_dictionary.to_data_dictionary()
    for name in sorted(path.name for path in publish_at(1, SMALL, tmp_path).folder.iterdir()):
        end = name.split(".", 1)[1]
        assert any(f"`{told}`" in page for told in (name, f".{end}", f"*.{end}")), name
    assert DATASET_VERSION in page
    assert LICENCE_ADDRESS in page
