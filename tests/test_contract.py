"""The released contract: what breaks those who read the dataset needs a new version, and the file cannot be outrun."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from flows import contract_page
from flows.contract_page import read_released
from schemas.contract import Contract, check_contract, to_contract
from schemas.field import Field, choice, euro, integer, text
from schemas.fields import DATASET_VERSION
from schemas.grants import Verified
from schemas.lines import LINE_FIELDS

ID = Field(name="id", type="text", meaning="id", key=True)
WORD = choice("word", "a word", Verified)
YEAR = integer("year", "a year", 1990, maximum=2099, nullable=True)
AMOUNT = euro("amount", "an amount", minimum=Decimal("0.01"))
FIELDS = (ID, WORD, YEAR, AMOUNT, replace(text("of", "whose", nullable=True), references="things"))
LATER = text("later", "came later", nullable=True)


def contract(*fields: Field, version: str = "1.2.3") -> Contract:
    made = to_contract(version, {"things": fields})
    return json.loads(json.dumps(made))  # type: ignore[no-any-return]


def test_the_dataset_keeps_its_released_contract() -> None:
    released = read_released()
    assert released is not None
    assert check_contract(released, to_contract(DATASET_VERSION, LINE_FIELDS)) == []
    assert contract_page.main(["--check"]) == 0


def test_the_same_columns_need_no_new_version() -> None:
    assert check_contract(contract(*FIELDS), contract(*FIELDS)) == []


def test_other_words_for_a_meaning_need_no_new_version() -> None:
    assert check_contract(contract(ID), contract(replace(ID, meaning="identifies it"))) == []


BROKEN = [
    (FIELDS[1:], "things.id is gone"),
    ((ID, WORD, replace(YEAR, type="text"), *FIELDS[3:]), "things.year: type was integer, is text"),
    ((ID, WORD, replace(YEAR, nullable=False), *FIELDS[3:]), "things.year: nullable was True, is False"),
    ((ID, replace(WORD, nullable=True), *FIELDS[2:]), "things.word: nullable was False, is True"),
    ((ID, replace(WORD, choices=("total", "none")), *FIELDS[2:]), "things.word: choices was"),
    ((ID, replace(WORD, choices=None), *FIELDS[2:]), "things.word: choices was"),
    ((ID, WORD, replace(YEAR, minimum=2000), *FIELDS[3:]), "things.year: minimum was 1990, is 2000"),
    ((ID, WORD, replace(YEAR, maximum=None), *FIELDS[3:]), "things.year: maximum was 2099, is not there"),
    ((*FIELDS[:3], replace(AMOUNT, unit="dollar"), FIELDS[4]), "things.amount: unit was euro, is dollar"),
    ((replace(ID, pattern="[a-z]+"), *FIELDS[1:]), "things.id: pattern was not there, is [a-z]+"),
    ((replace(ID, key=False), *FIELDS[1:]), "things.id: key was True, is not there"),
    ((*FIELDS[:4], replace(FIELDS[4], references=None)), "things.of: references was things, is not there"),
    ((WORD, ID, *FIELDS[2:]), "the columns of things stand in another order"),
]


@pytest.mark.parametrize(("fields", "what"), BROKEN)
def test_what_breaks_readers_needs_a_new_major_version(fields: tuple[Field, ...], what: str) -> None:
    released = contract(*FIELDS)
    for version in ("1.2.3", "1.2.4", "1.3.0"):
        (told,) = check_contract(released, contract(*fields, version=version))
        assert told.startswith(what)
        assert told.endswith("needs a new major version")
    assert check_contract(released, contract(*fields, version="2.0.0")) == []


def test_a_table_that_is_gone_needs_a_new_major_version() -> None:
    released = contract(*FIELDS)
    without: Contract = {"version": "1.9.0", "tables": {}}
    assert check_contract(released, without) == ["table things is gone: needs a new major version"]


@pytest.mark.parametrize("fields", [(*FIELDS, LATER), (ID, LATER, *FIELDS[1:])])
def test_a_new_column_needs_a_new_minor_version(fields: tuple[Field, ...]) -> None:
    released = contract(*FIELDS)
    told = ["things.later is new: needs a new minor version"]
    assert check_contract(released, contract(*fields, version="1.2.4")) == told
    assert check_contract(released, contract(*fields, version="1.3.0")) == []
    assert check_contract(released, contract(*fields, version="2.0.0")) == []


def test_a_new_table_needs_a_new_minor_version() -> None:
    empty: Contract = {"version": "1.2.3", "tables": {}}
    assert check_contract(empty, contract(ID)) == ["table things is new: needs a new minor version"]
    assert check_contract(empty, contract(ID, version="1.3.0")) == []


def test_a_version_never_falls() -> None:
    assert "is lower than the released" in check_contract(contract(ID), contract(ID, version="1.2.2"))[0]
    with pytest.raises(ValueError, match="no version of the form"):
        check_contract(contract(ID), contract(ID, version="1.3"))


def test_breaking_the_contract_writes_no_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "contract.json"
    monkeypatch.setattr(contract_page, "PAGE", page)
    assert contract_page.main([]) == 0
    released = page.read_text(encoding="utf-8")
    findings = LINE_FIELDS["findings"]
    monkeypatch.setitem(LINE_FIELDS, "findings", findings[:-1])
    assert contract_page.main([]) == contract_page.main(["--check"]) == 1
    assert "findings.attachment is gone: needs a new major version" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == released
    monkeypatch.setattr(contract_page, "DATASET_VERSION", "2.0.0")
    assert contract_page.main(["--check"]) == 1  # allowed, and the file does not say so yet
    assert contract_page.main([]) == contract_page.main(["--check"]) == 0
