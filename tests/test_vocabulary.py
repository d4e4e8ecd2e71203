from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers.vocabulary
from parsers.vocabulary import fold, load_words

NAMES = sorted(
    Path(str(entry)).stem for entry in (files(parsers.vocabulary) / "nl").iterdir() if entry.name.endswith(".csv")
)


@pytest.mark.parametrize("name", NAMES)
def test_every_vocabulary_file_is_a_whole_table(name: str) -> None:
    rows = load_words(name)
    assert rows
    assert all(set(row) == set(rows[0]) for row in rows)
    assert len({tuple(row.values()) for row in rows}) == len(rows), "a row stands twice"


def test_a_row_of_another_length_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "words.csv").write_text("# remark\nword,kind\na,b\n\nc\n", encoding="utf-8")
    monkeypatch.setattr(parsers.vocabulary, "files", lambda _: tmp_path)
    with pytest.raises(ValueError, match=r"xx/words.csv line 5: 1 cells, expected 2 \(word, kind\)"):
        load_words("words", "xx")


def test_remarks_and_blank_lines_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "yy").mkdir()
    (tmp_path / "yy" / "words.csv").write_text('# remark\nword,kind\n\n"a, b",c\n', encoding="utf-8")
    monkeypatch.setattr(parsers.vocabulary, "files", lambda _: tmp_path)
    assert [dict(row) for row in load_words("words", "yy")] == [{"word": "a, b", "kind": "c"}]


def test_an_unknown_file_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load_words("no_such_words")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("KBO-nummer", "kbo nummer"),
        ("kbo_nummer", "kbo nummer"),
        ("  Toegekend\n bedrag ", "toegekend bedrag"),
        ("Coördinator", "coordinator"),
        ("Bedrag¹", "bedrag"),
        ("subsi\u00addie", "subsidie"),
        ("ﬁnanciering – 2020", "financiering 2020"),
        ("Bedrag (€)", "bedrag (€)"),
    ],
)
def test_folds_case_accents_spaces_and_hyphens(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
