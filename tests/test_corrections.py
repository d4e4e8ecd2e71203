"""The file of corrections: what can be written in it, and that what cannot is named with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_corrections import GRANT, to_file, to_row

from flows.corrections import MalformedCorrections, parse_corrections, read_corrections, require_corrections
from flows.settings import Settings
from schemas.corrections import CORRECTABLE_FIELDS, CORRECTION_COLUMNS, Correction
from schemas.fields import GRANT_FIELDS

ROOT = Path(__file__).parent.parent


def faults(content: bytes) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in parse_corrections(content).faults]


def test_a_line_is_a_correction() -> None:
    parsed = parse_corrections(to_file(to_row(reason="komma, en\nregel"), to_row(field="year", corrected="2021")))
    assert parsed.faults == ()
    reason = "komma, en\nregel"
    first = Correction(2, GRANT, "amount_eur", "100000.50", "1000.50", reason, "J. Peeters", date(2026, 11, 23))
    assert parsed.usable[0] == first
    assert (parsed.usable[1].line, parsed.usable[1].field) == (4, "year")


def test_columns_in_another_order_blank_lines_spaces_and_a_mark_before_them() -> None:
    header = CORRECTION_COLUMNS[::-1]
    content = b"\xef\xbb\xbf" + to_file([f" {cell} " for cell in to_row()[::-1]], ["", ""], header=header)
    assert parse_corrections(content) == parse_corrections(to_file(to_row()))


@pytest.mark.parametrize("field", CORRECTABLE_FIELDS)
def test_every_correctable_field_is_one_of_the_grant(field: str) -> None:
    (declared,) = [declared for declared in GRANT_FIELDS if declared.name == field]
    assert declared.type in ("text", "decimal", "integer")
    value = {"decimal": "1.00", "integer": "2021"}.get(declared.type) or (declared.choices or ["0403201185"])[0]
    assert faults(to_file(to_row(field=field, corrected=value))) == []
    emptied = faults(to_file(to_row(field=field, corrected="")))
    assert emptied == [] if declared.nullable else "may not be empty" in emptied[0][1]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"corrected": "12.500,00"}, "'12.500,00' is no amount as the dataset writes it: write it like `12500.00`"),
        ({"corrected": "12500"}, "write it like `12500.00`"),
        ({"corrected": "€ 5.00"}, "write it like `12500.00`"),
        ({"corrected": "0.00"}, "is below 0.01"),
        ({"corrected": "-5.00"}, "write it like `12500.00`"),
        ({"corrected": ""}, "amount_eur may not be empty; to withdraw the grant write `grant` and `false`"),
        ({"field": "year", "corrected": "twee"}, "is no whole number: write it like `2021`"),
        ({"field": "year", "corrected": "1789"}, "is below 1990"),
        ({"field": "amount_kind", "corrected": "given"}, "is none of awarded, committed, paid"),
        ({"field": "enterprise_number", "corrected": "0403201186"}, "is no enterprise number"),
        ({"field": "enterprise_number", "corrected": "0403.201.185"}, "does not have its form"),
        ({"field": "bedrag"}, "'bedrag' cannot be corrected; write grant or one of organisation, title"),
        ({"field": "grant_id"}, "cannot be corrected"),
        ({"field": "amount_printed"}, "cannot be corrected"),
        ({"field": "grant", "corrected": "no"}, "for `grant` only `false` can be written"),
        ({"corrected": "100000.50"}, "nothing is corrected"),
        ({"date": "23-11-2026"}, "'23-11-2026' is no date; write it like `2026-11-23`"),
        ({"date": "20261123"}, "write it like `2026-11-23`"),
        ({"date": "2026-02-30"}, "is no date"),
        ({"reason": ""}, "reason is empty"),
        ({"who": " "}, "who is empty"),
        ({"grant_id": ""}, "grant_id is empty"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(cells: dict[str, str], message: str) -> None:
    sound = to_row(grant_id="other:p1-x1-y1")
    ((line, said),) = faults(to_file(sound, to_row(**cells)))
    assert line == 3
    assert message in said
    assert [correction.line for correction in parse_corrections(to_file(sound, to_row(**cells))).usable] == [2]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", 1, "must be `grant_id,field,printed"),
        (to_file(header=("grant_id", "veld")), 1, "it is `grant_id,veld`"),
        (to_file().replace(b",", b";"), 1, "with commas"),
        (to_file(to_row()) + "x:p1,title,é".encode("latin-1"), 3, "is not UTF-8; save the file as `CSV UTF-8`"),
        (to_file(to_row()) + b'x,title,"open,\n', 3, "is no CSV"),
        (to_file(to_row()[:-1]), 2, "has 6 cells and not 7"),
        (to_file([*to_row(), "more"]), 2, "has 8 cells and not 7"),
    ],
)
def test_a_file_that_is_none_is_named(content: bytes, line: int, message: str) -> None:
    ((where, said),) = faults(content)
    assert (where, message in said) == (line, True), said


@pytest.mark.parametrize("fields", [("title", "title"), ("title", "grant"), ("grant", "title"), ("grant", "grant")])
def test_two_lines_that_contradict_each_other_are_both_named(fields: tuple[str, str]) -> None:
    rows = [to_row(field=field, corrected="false", printed=f"x{number}") for number, field in enumerate(fields)]
    ((line, message),) = faults(to_file(*rows))
    assert line == 3
    assert "contradicts line 2" in message


def test_several_fields_of_a_grant_can_be_corrected() -> None:
    assert faults(to_file(to_row(), to_row(field="title", corrected="Titel"))) == []


@given(st.lists(st.lists(st.text(max_size=20), min_size=7, max_size=7), max_size=5))
def test_any_text_in_the_cells_is_parsed_or_named(rows: list[list[str]]) -> None:
    parsed = parse_corrections(to_file(*[[cell.encode(errors="replace").decode() for cell in row] for row in rows]))
    assert len(parsed.usable) + len(parsed.faults) <= len(rows) + 1


@given(st.binary(max_size=200))
def test_any_bytes_are_no_corrections(content: bytes) -> None:
    assert parse_corrections(content).faults


def test_the_file_that_is_shipped_is_empty_and_sound() -> None:
    content = (ROOT / "corpus/corrections.csv").read_bytes()
    parsed = parse_corrections(content)
    assert (parsed.usable, parsed.faults) == ((), ())
    assert content.decode().strip() == ",".join(CORRECTION_COLUMNS)


def test_where_the_file_is(tmp_path: Path) -> None:
    settings = Settings(corpus=tmp_path)
    assert require_corrections(settings) == ()
    (tmp_path / "corrections.csv").write_bytes(to_file(to_row()))
    assert len(require_corrections(settings)) == 1
    missing = Settings(corpus=tmp_path, corrections=tmp_path / "none.csv")
    with pytest.raises(MalformedCorrections, match=r"none\.csv: cannot be read .*PARLGRANTS_CORRECTIONS"):
        read_corrections(missing)


def test_a_malformed_file_is_told_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(to_file(*[to_row(date="?")] * 25))
    with pytest.raises(MalformedCorrections) as caught:
        require_corrections(Settings(corpus=tmp_path))
    told = str(caught.value).splitlines()
    assert told[0] == f"{path}, line 2: date: '?' is no date; write it like `2026-11-23`"
    assert (len(told), told[-2]) == (22, "and 5 more")
