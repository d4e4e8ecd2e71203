"""Lines of a cell or paragraph become the text a reader would copy."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.line_breaks import (
    drop_hyphens,
    join_by_shape,
    join_row,
    keep_hyphens,
    measure,
    read_breaks,
    to_line,
)
from parsers.lexicon import load_lexicon
from parsers.text import join_lines, normalise, read_document_words
from schemas.pages import Box, TextLine, Word

BREAKS = read_breaks()


def join(*texts: str, right: float | None = None, own: str = "") -> str:
    """The texts as lines under each other, every letter 5 points wide."""
    lines = [to_line(text, 12.0 * at) for at, text in enumerate(texts)]
    return join_lines(lines, right, frozenset(own.split()))


def full(*texts: str, own: str = "") -> str:
    """As `join`, in a column so narrow that no line but the last has room for one more letter."""
    return join(*texts, right=5.0 * min(map(len, texts[:-1] or texts)), own=own)


def test_the_table_of_breaks_is_large_and_sound() -> None:
    assert len(BREAKS) >= 300
    assert len({(row["first_line"], row["next_line"]) for row in BREAKS}) == len(BREAKS)
    assert {row["split"] for row in BREAKS} == {"dev", "held_out"}
    assert {row["line_full"] for row in BREAKS} == {"yes", "partly", "no", "unknown"}


@pytest.mark.parametrize(("split", "floor"), [("dev", 0.99), ("held_out", 0.975)])
def test_accuracy_stays_above_its_floor(split: str, floor: float) -> None:
    rows = [row for row in BREAKS if row["split"] == split]
    reached = measure(rows, join_row)
    assert reached >= floor, [row["first_line"] for row in rows if join_row(row) != row["joined"]]
    assert reached > max(measure(rows, simple) for simple in (drop_hyphens, keep_hyphens, join_by_shape)) + 0.2


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("cultuursensi-", "tief omgaan"), "cultuursensitief omgaan"),
        (("een", "migratie-", "achtergrond"), "een migratieachtergrond"),
        (("Verbindingsamb", "assadeurs"), "Verbindingsambassadeurs"),
        (("Projecten", "'Verbindingsam", "bassadeurs", "jeugdwerk'"), "Projecten 'Verbindingsambassadeurs jeugdwerk'"),
        (("Verbindings-", "ambassa-", "deurs voor", "het"), "Verbindingsambassadeurs voor het"),
        (("Deelname", "OESO-", "review"), "Deelname OESO-review"),
        (("Speak out-", "Act in"), "Speak out-Act in"),
        (("vier bijkomende SIZ-", "werkingen, (2) de"), "vier bijkomende SIZ-werkingen, (2) de"),
        (("PJ0-", "1PFC2DB-PR"), "PJ0-1PFC2DB-PR"),
        (("integratie- en inburgering",), "integratie- en inburgering"),
        (("integratie-", "en inburgering"), "integratie- en inburgering"),
        (("Gesundheits-", "und Arbeitsschutz"), "Gesundheits- und Arbeitsschutz"),
        (("integratie- en", "inburgering"), "integratie- en inburgering"),
        (("Toegekend", "e steun"), "Toegekende steun"),
        (("Beslissin", "g"), "Beslissing"),
        (("Limburgs", "e"), "Limburgse"),
        (("Vlaandere", "n"), "Vlaanderen"),
        (("Sociumi", "vzw"), "Sociumi vzw"),
        (("zee-", "egel"), "zee-egel"),
    ],
)
def test_named_examples(lines: tuple[str, ...], text: str) -> None:
    assert full(*lines) == text


def test_a_hyphen_with_room_behind_it_is_the_spelling_own() -> None:
    assert join("Overkop-", "divers-", "sensitief & inclusief", right=110.0) == "Overkop-divers-sensitief & inclusief"


def test_the_documents_own_words_are_the_best_evidence() -> None:
    assert full("kosten-", "batenanalyse") == "kostenbatenanalyse"
    assert full("kosten-", "batenanalyse", own="kosten-batenanalyse") == "kosten-batenanalyse"
    assert full("Inclusie", "loket") == "Inclusie loket"
    assert full("Inclusie", "loket", own="inclusieloket") == "Inclusieloket"


def test_a_word_that_would_have_fitted_was_not_cut() -> None:
    """The same letters, in a full line and in a line with room: only the first can be a word cut in two."""
    assert join("Organis", "atie", right=36.0) == "Organisatie"
    assert join("Organis", "atie", right=60.0) == "Organis atie"


def test_a_word_cut_twice_without_hyphens() -> None:
    assert full("Samenwer", "kingsver", "banden") == "Samenwerkingsverbanden"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("https://www.vlaande", "ren.be/nl/subsi", "dies"), "https://www.vlaanderen.be/nl/subsidies"),
        (("subsidies@", "vlaanderen.be"), "subsidies@vlaanderen.be"),
        (("zie www.socius.be", "voor meer"), "zie www.socius.be voor meer"),
        (("1.250.", "000 euro"), "1.250.000 euro"),
        (("1.998.81", "3 €"), "1.998.813 €"),
        (("17.500", "20.000"), "17.500 20.000"),
        (("01/06/20", "23"), "01/06/2023"),
        (("01/06/2023", "31/12/2023"), "01/06/2023 31/12/2023"),
        (("2019", "2020"), "2019 2020"),
        (("HBC.202", "3.0447"), "HBC.2023.0447"),
        (("onderstaande lijst:", "- Provincie", "- Stad"), "onderstaande lijst: - Provincie - Stad"),
        (("Brussel –", "Gent"), "Brussel – Gent"),
        (("en/", "of begeleiders"), "en/of begeleiders"),
        (("vrijetijds-", "en/of sportaanbod"), "vrijetijds- en/of sportaanbod"),
        (("jeugd\u00ad", "werk"), "jeugdwerk"),
        (("jeugd\u00ad", "en sportbeleid"), "jeugd- en sportbeleid"),
        (("de thema's", "en acties"), "de thema's en acties"),
        (("werking", "a) jeugd"), "werking a) jeugd"),
        (("toegankelijkhei", "d."), "toegankelijkheid."),
    ],
)
def test_addresses_numbers_dashes_and_marks(lines: tuple[str, ...], text: str) -> None:
    assert full(*lines) == text


def test_a_listed_number_and_a_count_stay_apart_where_the_line_is_not_full() -> None:
    assert join("bijlage 3.", "150 projecten", right=200.0) == "bijlage 3. 150 projecten"


def test_nothing_to_join() -> None:
    assert join_lines((), 100.0) == ""
    assert full("  één  ") == "één"


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("e\u0301e\u0301n", "één"),
        ("e\ufb03ciënt \ufb01ets", "efficiënt fiets"),
        ("\u0133sbreker", "ijsbreker"),
        ("12\u00a0500\u202f€", "12 500 €"),
        ("cul\u00adtuur", "cultuur"),
        ("CO2\u00adneutraal", "CO2-neutraal"),
        ("OESO\u00adReview", "OESO-Review"),
        ("jeugd\u00ad en", "jeugd- en"),
        ("Sint\u2011Niklaas", "Sint-Niklaas"),
        ("a\u200bb\ufeff", "ab"),
        ("“Speak out” – Act\tin", "“Speak out” – Act in"),
        ("\uf0b7 opvang", "• opvang"),
    ],
)
def test_normalise(printed: str, plain: str) -> None:
    assert normalise(printed) == plain


def cells(*texts: str) -> TextLine:
    """One line through several cells, a wide gap between them."""
    words: list[Word] = []
    for at, text in enumerate(texts):
        words += [
            Word(word.text, Box(word.box.x0 + 200 * at, 0, word.box.x1 + 200 * at, 10), "Arial", 9.0, False)
            for word in to_line(text, 0.0).words
        ]
    return TextLine(tuple(words), Box(0, 0, words[-1].box.x1, 10), 1)


def test_document_words_leave_out_what_may_be_a_part() -> None:
    lines = (to_line("ment de Chromebooks voor (lokaal/wijkniveau) integratie- en cultuursensi", 0.0),)
    assert read_document_words(lines) == {"de", "chromebooks", "voor", "lokaal", "wijkniveau", "en"}


def test_document_words_know_that_a_wide_gap_ends_a_cell() -> None:
    found = read_document_words((cells("bij cultuursensi", "tief omgaan met", "Verbindingsam"),))
    assert found == {"omgaan"}


def test_document_words_at_a_lines_sides_count_when_capital_and_full_stop_show_them_whole() -> None:
    assert read_document_words((to_line("Overkophuis biedt SIZ-werking.", 0.0),)) == {
        "overkophuis",
        "biedt",
        "siz-werking",
    }


LETTERS = st.text(st.sampled_from("abeimnrstV-0123.,/'@()"), min_size=1, max_size=12)
TEXTS = st.lists(st.lists(LETTERS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4)


@given(TEXTS, st.none() | st.floats(20.0, 200.0))
def test_nothing_but_hyphens_and_spaces_is_lost_or_added(texts: list[str], right: float | None) -> None:
    joined = join(*texts, right=right)
    assert joined == " ".join(joined.split())
    assert [c for c in joined if c not in " -"] == [c for text in texts for c in text if c not in " -"]
    assert joined.count("-") <= sum(text.count("-") for text in texts)


@given(TEXTS)
def test_joining_again_changes_nothing(texts: list[str]) -> None:
    once = join(*texts)
    assert join(once) == once


def test_compounds_are_known_by_their_parts() -> None:
    lexicon = load_lexicon(frozenset())
    assert lexicon.score_word("jongerenambassadeurs") > lexicon.score_word("jongerenambassadxurs") + 5
    assert lexicon.score_word("energieefficiëntie") < lexicon.score_word("energiebesparing")


def test_the_word_lists_are_read_only_when_a_break_needs_them() -> None:
    code = (
        "import sys; from parsers.text import join_lines, normalise, read_document_words; normalise('x'); "
        "print(sorted({'wordfreq', 'pyphen', 'prefect', 'pdfplumber'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_word_beside_the_next_narrow_column_may_be_cut() -> None:
    """Columns of narrow tables stand nearer to each other than an em."""
    words = [
        Word(text, Box(x, 0.0, x + 80.0, 10.0), "Arial", 9.0, False) for text, x in (("Helcht", 0.0), ("De", 86.0))
    ]
    line = TextLine(tuple(words), Box(0.0, 0.0, 166.0, 10.0), 1)
    assert "helcht" not in read_document_words([line])


def test_a_lone_letter_is_the_rest_of_a_word_where_that_makes_one() -> None:
    """Above columns with a header over both, the side of each is not well known."""
    assert [join_lines((to_line(a, 0.0), to_line("d", 12.0)), 90.0) for a in ("Toegeken", "Vitamine")] == [
        "Toegekend",
        "Vitamine d",
    ]
