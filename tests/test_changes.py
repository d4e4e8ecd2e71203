"""What a release tells of the one before: by ids, field by field, for programs and for people."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_releases import LARGE, SMALL, publish_at
from made_results import make_result, with_grant

from flows.changes_page import LISTED, to_plain
from flows.releases import NOTE_FILE, read_note
from schemas.changes import CHANGE_FIELDS, ChangeRecord
from schemas.releases import Published
from schemas.results import AttachmentInfo, DocumentResult

A, B = SMALL


def with_document(result: DocumentResult, **changes: Any) -> DocumentResult:
    return replace(result, document=replace(result.document, **changes))


def changes_between(before: list[DocumentResult], after: list[DocumentResult], outputs: Path) -> list[dict[str, Any]]:
    publish_at(1, before, outputs)
    return changes_of(publish_at(2, after, outputs).folder)


def changes_of(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "changes.jsonl").read_text(encoding="utf-8").split("\n")[:-1]]


def page_of(folder: Path) -> str:
    return (folder / "CHANGES.md").read_text(encoding="utf-8")


def told(changes: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(change[name] for name in names) for change in changes]


def forget_files(published: Published) -> None:
    """Make a release look as an older version wrote it: its note tells of no files."""
    note = json.loads((published.folder / NOTE_FILE).read_text(encoding="utf-8"))
    del note["files"], note["compared_with"]
    (published.folder / NOTE_FILE).write_text(json.dumps(note), encoding="utf-8")


def test_a_name_that_is_read_better_is_one_changed_field(tmp_path: Path) -> None:
    """The id is the place of the amount, so better cleaning of the text around it neither adds nor removes a grant."""
    better = with_grant(A, organisation="Organisatie nul vzw")
    (change,) = changes_between([A, B], [better, B], tmp_path)
    assert change == {
        "kind": "grant_changed",
        "document_id": "a",
        "grant_id": "a:p1-x512-y200",
        "organisation": "Organisatie nul vzw",
        "amount_eur": "100000.50",
        "field": "organisation",
        "old": "Organisatie 0",
        "new": "Organisatie nul vzw",
    }


def test_each_field_that_differs_is_told(tmp_path: Path) -> None:
    other = with_grant(A, amount_eur=Decimal(5), other={"nr.": "2"}, year=None, year_from=None, bbox=(1.0, 2.0, 3.0, 4))
    changes = changes_between([A], [other], tmp_path)
    grants = [change for change in changes if change["kind"] == "grant_changed"]
    assert sorted(told(grants, "field", "old", "new")) == [
        ("amount_eur", "100000.50", "5.00"),
        ("bbox", "[70.5, 200.0, 540.25, 215.0]", "[1.0, 2.0, 3.0, 4.0]"),
        ("other", '{"nr.": "1", "advies": ""}', '{"nr.": "2"}'),
        ("year", "2020", None),
        ("year_from", "total", None),
    ]
    assert told([change for change in changes if change not in grants], "kind", "field", "old", "new") == [
        ("document_changed", "total_eur", "200001.00", "100005.50")
    ]


def test_grants_and_documents_that_come_and_go_are_told(tmp_path: Path) -> None:
    changes = changes_between([A, B], [make_result("a", 1), make_result("c", 1)], tmp_path)
    assert told(changes, "kind", "document_id", "grant_id", "amount_eur", "field") == [
        ("document_new", "c", None, None, None),
        ("document_changed", "a", None, None, "grants"),
        ("document_changed", "a", None, None, "total_eur"),
        ("document_withdrawn", "b", None, None, None),
        ("grant_added", "c", "c:p1-x512-y200", "100000.50", None),
        ("grant_removed", "a", "a:p1-x512-y220", "100000.50", None),
    ]


def test_other_bytes_are_a_revision(tmp_path: Path) -> None:
    changes = changes_between([B], [with_document(B, sha256="1" * 64)], tmp_path)
    assert told(changes, "kind", "document_id", "field") == [
        ("document_revised", "b", "sha256"),
        ("document_revised", "b", "revision_sha256"),
    ]


def test_an_attachment_replaced_under_its_name_is_a_revision(tmp_path: Path) -> None:
    first, second = (AttachmentInfo("lijst.xlsx", digit * 64, "xlsx", 1, 0) for digit in "12")
    before, after = (with_document(B, attachments=(file,)) for file in (first, second))
    changes = changes_between([before], [after], tmp_path)
    assert told(changes, "kind", "field") == [("document_revised", "revision_sha256")]


def test_outcome_and_reader_are_told(tmp_path: Path) -> None:
    changes = changes_between([B], [with_document(B, outcome="unreadable", reader_version="0.2.0+11111111")], tmp_path)
    assert sorted(told(changes, "kind", "field", "old", "new")) == [
        ("document_changed", "outcome", "no_grants", "unreadable"),
        ("document_changed", "reader_version", "0.1.0+3f9a01bc", "0.2.0+11111111"),
    ]
    page = page_of(tmp_path / "latest")
    assert "- 0.1.0+3f9a01bc → 0.2.0+11111111: 1 documents\n" in page
    assert "## Outcomes changed\n" in page
    assert "outcome: no\\_grants → unreadable" in page


def test_a_first_release_counts(tmp_path: Path) -> None:
    folder = publish_at(1, [A, B], tmp_path).folder
    assert told(changes_of(folder), "kind", "field", "new") == [
        ("first_release", "documents", "2"),
        ("first_release", "grants", "2"),
        ("first_release", "grants.amount_eur", "200001.00"),
    ]
    assert "This is the first release.\nIt holds 2 documents and 2 grants of 200.001 €.\n" in page_of(folder)
    assert read_note(folder).compared_with is None


def test_the_note_names_the_release_it_was_compared_with(tmp_path: Path) -> None:
    first = publish_at(1, [A], tmp_path)
    second = publish_at(2, [B], tmp_path)
    assert read_note(second.folder).compared_with == first.folder.name
    assert f"`{read_note(first.folder).content_sha256[:8]}`" in page_of(second.folder)


def test_the_same_two_releases_give_the_same_bytes(tmp_path: Path) -> None:
    pairs = []
    for name, turn in (("one", 1), ("other", -1)):
        publish_at(1 if turn > 0 else 77, LARGE[::turn], tmp_path / name)
        folder = publish_at(99, [*SMALL, *LARGE[5:]][::turn], tmp_path / name).folder
        pairs.append([(folder / file).read_bytes() for file in ("changes.jsonl", "CHANGES.md")])
    assert pairs[0] == pairs[1]


def test_changes_do_not_make_a_release_of_their_own(tmp_path: Path) -> None:
    """A release tells of two: nothing changed since the second, though it was not compared with itself."""
    publish_at(1, [A], tmp_path)
    second = publish_at(2, [A, B], tmp_path)
    assert not publish_at(3, [A, B], tmp_path).changed
    publish_at(4, [A], tmp_path)
    assert read_note(publish_at(5, [A, B], tmp_path).folder).content_sha256 == read_note(second.folder).content_sha256


def test_the_rows_are_the_declared_fields(tmp_path: Path) -> None:
    assert [field.name for field in CHANGE_FIELDS] == [field.name for field in fields(ChangeRecord)]
    declared = {field.name: field for field in CHANGE_FIELDS}
    for change in changes_between([A, B], [with_grant(A, year=2021), make_result("c", 1)], tmp_path):
        assert list(change) == list(declared)
        assert change["kind"] in (declared["kind"].choices or ())
        assert all(value is not None or declared[name].nullable for name, value in change.items())


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_an_older_version_with_other_columns_is_compared_in_those_both_have(tmp_path: Path, form: str) -> None:
    first = publish_at(1, [A, B], tmp_path)
    grants = pq.read_table(first.folder / "grants.parquet").drop_columns(["reader"])
    grants = grants.append_column("former", pa.array(["x"] * len(grants)))
    if form == "parquet":
        pq.write_table(grants, first.folder / "grants.parquet")
    else:
        for path in first.folder.glob("*.parquet"):
            path.unlink()
        lines = [json.loads(line) for line in (first.folder / "grants.jsonl").read_text("utf-8").splitlines()]
        rows = [{key: value for key, value in line.items() if key != "reader"} | {"former": "x"} for line in lines]
        (first.folder / "grants.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    forget_files(first)
    changes = changes_of(publish_at(2, [with_grant(A, title="Nieuw"), B], tmp_path).folder)
    assert told(changes, "kind", "field", "old", "new") == [
        ("column_new", "grants.reader", None, None),
        ("column_gone", "grants.former", None, None),
        ("grant_changed", "title", 'Oriëntatie; "samen"', "Nieuw"),
    ]
    page = page_of(tmp_path / "latest")
    assert "Columns that are new, and are not compared: `grants.reader`." in page
    assert "Columns that are gone, and are not compared: `grants.former`." in page


def test_a_column_of_another_type_is_compared_as_text(tmp_path: Path) -> None:
    first = publish_at(1, [A], tmp_path)
    grants = pq.read_table(first.folder / "grants.parquet")
    years = grants.schema.get_field_index("year")
    pq.write_table(grants.set_column(years, "year", grants["year"].cast(pa.string())), first.folder / "grants.parquet")
    forget_files(first)
    (change,) = changes_of(publish_at(2, [with_grant(A, title="Nieuw")], tmp_path).folder)
    assert change["field"] == "title"


def test_a_release_of_which_one_form_was_edited_is_read_in_the_other(tmp_path: Path) -> None:
    first = publish_at(1, [A], tmp_path)
    grants = pq.read_table(first.folder / "grants.parquet")
    pq.write_table(grants.slice(1), first.folder / "grants.parquet")
    (change,) = changes_of(publish_at(2, [with_grant(A, title="Nieuw")], tmp_path).folder)
    assert (change["kind"], change["field"]) == ("grant_changed", "title")


@pytest.mark.parametrize(
    "separator", ["\u2028", "\r", *(pytest.param(other, marks=pytest.mark.slow) for other in "\x85\x0b")]
)
def test_a_text_with_what_python_takes_for_a_line_end_is_read_back(tmp_path: Path, separator: str) -> None:
    first = publish_at(1, [with_grant(A, title=f"a{separator}b")], tmp_path)
    for path in first.folder.glob("*.parquet"):
        path.unlink()
    (change,) = changes_of(publish_at(2, [with_grant(A, title="a b")], tmp_path).folder)
    assert (change["kind"], change["field"], change["old"]) == ("grant_changed", "title", f"a{separator}b")


def test_a_damaged_release_is_not_compared_and_that_is_told(tmp_path: Path) -> None:
    first = publish_at(1, [A], tmp_path)
    for form in ("parquet", "jsonl"):
        (first.folder / f"documents.{form}").write_text("edited by hand", encoding="utf-8")
    folder = publish_at(2, [A, B], tmp_path).folder
    assert {change["kind"] for change in changes_of(folder)} == {"not_compared"}
    assert "The release before is damaged" in page_of(folder)


def test_a_release_without_rows_is_compared(tmp_path: Path) -> None:
    assert told(changes_between([], [B], tmp_path), "kind", "document_id") == [("document_new", "b")]
    (tmp_path / "latest/documents.parquet").unlink()
    assert told(changes_of(publish_at(3, [], tmp_path).folder), "kind", "document_id") == [("document_withdrawn", "b")]


def test_the_page_sums_up_and_ends_long_lists(tmp_path: Path) -> None:
    publish_at(1, [make_result("a", 3)], tmp_path)
    page = page_of(publish_at(2, [make_result("a", 1), make_result("b", LISTED + 7)], tmp_path).folder)
    assert f"| grants added | {LISTED + 7} | 4.700.023,50 € |" in page
    assert "| grants removed | 2 | 200.001 € |" in page
    assert "- and 7 more in `changes.jsonl`" in page
    assert len(page.splitlines()) < LISTED + 40


def test_the_page_lists_the_newest_answers_first(tmp_path: Path) -> None:
    days = ["2020-05-01", "2022-05-01", "2021-05-01"]
    results = [
        replace(result, question=replace(result.question, asked_on=day))
        for result, day in zip((make_result(name, 0) for name in "xyz"), map(date.fromisoformat, days), strict=True)
    ]
    publish_at(1, [], tmp_path)
    lines = page_of(publish_at(2, results, tmp_path).folder).splitlines()
    assert [line[2:12] for line in lines if line.startswith("- ")] == sorted(days, reverse=True)


def test_texts_of_documents_cannot_break_the_page(tmp_path: Path) -> None:
    bad = "=HYPERLINK(1) | x\n# Kop\u2028- [k](http://x) <b>`\u202e"
    publish_at(1, [A], tmp_path)
    lines = page_of(publish_at(2, [with_grant(A, organisation=bad)], tmp_path).folder).splitlines()
    (line,) = [line for line in lines if "HYPERLINK" in line]
    assert line.startswith("- 2021-02-02, a:p1-x512-y200: ")
    assert r"=HYPERLINK(1) \| x \# Kop - \[k\](http://x) \<b\>\`" in line
    assert "\u202e" not in line


@given(st.text())
def test_any_text_is_one_line_without_marks_of_its_own(text: str) -> None:
    plain = to_plain(text)
    assert len(plain.splitlines()) <= 1
    assert len(plain) <= 240
    unescaped = plain.replace("\\\\", "")
    for mark in "`*_[]<>#|":
        assert unescaped.count(mark) == unescaped.count(f"\\{mark}")
