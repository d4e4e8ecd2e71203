"""Scanned pages: which they are, what makes their pictures fit to be read, and how sure a number must be."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from printing import GRID, print_answer
from reading import SAMPLES, read_content, to_source

from benchmarks.layouts import compare_grants, measure_fields
from flows.inspect import draw_pages
from flows.recognition import describe_recognition, find_recognition
from flows.results import to_json
from parsers.geometry import to_line
from parsers.pages import read_pages
from parsers.scans.doubts import find_doubt, to_choices
from parsers.scans.layers import find_scans, is_suspicious, is_worthless
from parsers.scans.letters import with_capitals, with_known_letters
from parsers.scans.numbers import compare, find_number_runs, join_decimals
from parsers.scans.pages import read_scans
from parsers.scans.pictures import drop_specks, find_skew, flatten, rotate, turn
from parsers.scans.quotes import drop_stray_marks, prefers_straight, to_one_kind
from parsers.scans.rule_ends import complete_rules
from parsers.scans.ruling import find_areas, find_ruling, without_ruling
from parsers.scans.segments import find_segments
from parsers.scans.shapes import Shapes
from parsers.scans.tesseract import RecognitionFailed, SeenWord, Tesseract, parse_tsv, read_pictures
from parsers.scans.words import find_line_size, is_speck, to_words
from schemas.pages import Box, Rule, Word
from schemas.results import DocumentResult

SCANS = SAMPLES / "scans"
IDS = sorted(path.name.removesuffix(".truth.json") for path in SCANS.glob("*.truth.json"))
ROWS = [["Organisatie", "Project", "Bedrag"], ["Vzw Aap", "Lezen", "1.000 €"], ["Noot", "Zingen", "500 €"]]
HAS_TESSERACT = isinstance(find_recognition(), Tesseract)

needs_tesseract = pytest.mark.skipif(not HAS_TESSERACT, reason=f"{find_recognition()}")


def see(text: str, left: int = 0, confidence: float = 96, line: tuple[int, ...] = (1,)) -> SeenWord:
    return SeenWord(text, left, 0, left + 20 * len(text), 36, confidence, line)


def no_program() -> str:
    return "to have it recognised, install it"


def to_picture(lines: bool = True) -> Any:
    """A page with rows of strokes as letters are, and a table of two cells beside each other."""
    picture = np.full((1200, 900), 250, dtype="uint8")
    for top in range(100, 500, 60):
        for left in range(80, 800, 40):
            picture[top : top + 30, left : left + 8] = 20
            picture[top : top + 8, left : left + 24] = 20
    if lines:
        for y in (600, 700):
            picture[y : y + 4, 100:701] = 30
        for x in (100, 400, 700):
            picture[600:704, x : x + 4] = 30
    return picture


# What must be recognised


def test_a_page_of_text_is_left_alone() -> None:
    content = print_answer(ROWS, GRID)
    assert find_scans(content, read_pages(content)) == frozenset()


@pytest.mark.parametrize("name", ["ruled-bitonal", "worthless-layer", "mixed"])
def test_pictures_and_worthless_layers_are_found(name: str) -> None:
    content = (SCANS / f"{name}.pdf").read_bytes()
    wanted = {"ruled-bitonal": {1, 2}, "worthless-layer": {1}, "mixed": {2}}
    assert find_scans(content, read_pages(content)) == wanted[name]


def to_printed(text: str) -> list[Word]:
    return [Word(token, Box(0, 0, 1, 1), "Arial", 10, False) for token in text.split()]


@pytest.mark.parametrize(
    ("text", "worthless"),
    [
        ("De minister heeft in het voorjaar een subsidie toegekend aan verenigingen in de stad. " * 4, False),
        ("Der Verein erhielt eine Förderung für das Projekt in der Gemeinde und die Ausstellung. " * 4, False),
        ("Gh plqlvwhu khhiw lq khw yrrumddu hhq vxevlglh wrhjhnhqg ddq gh yhuhqljlqjhq ydq gh vwdg. " * 3, True),
        ("\ufffd\ufffd\ue001 \ue002\ue003 (cid:12)(cid:9) de \ufffd\ufffd " * 5, True),
        ("12.500 2021 9.000 2022 " * 20, False),
    ],
)  # fmt: skip
def test_text_is_worthless_when_no_language_has_its_words(text: str, worthless: bool) -> None:
    words = to_printed(text)
    assert (is_suspicious(words) and is_worthless(words)) == worthless


# The picture


@settings(max_examples=12, deadline=None)
@given(angle=st.floats(-2.5, 2.5))
def test_the_skew_is_found_whatever_it_is(angle: float) -> None:
    assert find_skew(rotate(to_picture(), angle)) == pytest.approx(-angle, abs=0.13)  # half a coarse step


def test_four_quarter_turns_are_none() -> None:
    picture = to_picture()
    assert (turn(turn(picture, 90), 270) == picture).all()
    assert turn(picture, 90).shape == picture.shape[::-1]


def test_specks_go_and_full_stops_stay() -> None:
    picture = to_picture()
    picture[900:905, 300:305] = 20
    picture[125:130, 108:113] = 20
    cleaned = drop_specks(picture)
    assert cleaned[902, 302] > 200
    assert cleaned[127, 110] == 20


def test_shade_goes_and_letters_stay() -> None:
    picture = np.full((200, 400), 250, dtype="uint8")
    picture[50:150] = 190
    picture[90:110, 100:106] = 40
    flat = flatten(picture)
    assert flat[70, 200] > 240
    assert flat[100, 103] < 80


@pytest.mark.parametrize("grey", [30, 190])
def test_lines_are_found_and_letters_are_none(grey: int) -> None:
    picture = to_picture()
    picture[600:704][picture[600:704] == 30] = grey
    ruling = find_ruling(picture)
    assert [rule.horizontal for rule in ruling.rules].count(True) == 2
    assert len(ruling.rules) == 5
    areas = find_areas(ruling)
    assert len({areas[650, 250], areas[650, 550], areas[300, 450]}) == 3
    assert (without_ruling(picture, ruling)[590:715] > 180).all()
    assert (without_ruling(picture, ruling)[:550] == picture[:550]).all()


def test_a_worn_line_is_whole_and_two_tables_stay_apart() -> None:
    upright = [Rule(Box(x, 0, x, 100), False) for x in (0, 200, 215, 400)]
    worn = [Rule(Box(0, 50, 90, 50), True), Rule(Box(105, 50.5, 190, 50.5), True), Rule(Box(215, 50, 400, 50), True)]
    level = [rule.box for rule in complete_rules([*upright, *worn]) if rule.horizontal]
    assert level == [Box(0, 50, 200, 50), Box(215, 50, 400, 50)]


# Words and numbers


def test_the_table_of_words_is_parsed() -> None:
    header = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [
        "5\t2\t1\t1\t3\t1\t10\t20\t30\t40\t91.5\t€",
        "4\t2\t1\t1\t3\t0\t10\t20\t30\t40\t-1\t",
        "5\t2\t1\t1\t3\t2\t1\t1\t1\t1\t9\t ",
    ]
    assert parse_tsv("\n".join([header, *rows, ""]), 2) == ((), (SeenWord("€", 10, 20, 40, 60, 91.5, (1, 1, 3)),))


def test_a_line_has_one_size_whatever_letters_its_words_have() -> None:
    line = [SeenWord("Bedrag", 0, 0, 90, 36, 96, (1,)), SeenWord("som", 100, 8, 150, 28, 96, (1,))]
    made = [word for _, word in to_words(line, np.full((60, 200), 255, dtype="uint8"))]
    assert {word.size for word in made} == {find_line_size(line)} == {9.5}
    assert made[0].box.top == pytest.approx(made[1].box.top, abs=2.5)


def test_a_mark_hardly_seen_is_a_speck() -> None:
    assert is_speck(see("_", confidence=40))
    assert not is_speck(see("-", confidence=90))
    assert not is_speck(see("7", confidence=40))


def test_words_side_by_side_are_one_number() -> None:
    words = [
        see("€"),
        see("1", 40),
        see("250", 70),
        see("000", 140),
        see("kerken", 220),
        see("12", 400),
        see("9.O00", 500),
    ]
    assert [[word.text for word in run] for run in find_number_runs(words)] == [["1", "250", "000"], ["9.O00"]]


AGREEING = [(see("12.500"),)] * 3


@pytest.mark.parametrize(
    ("first", "others", "text", "second"),
    [
        (see("12.500"), AGREEING, "12.500", None),
        (see("12.5OO"), AGREEING, "12.500", None),
        (see("‘12.500"), AGREEING, "12.500", None),
        (see("12.600"), AGREEING, "12.600", "12.500"),
        (see("12.500", confidence=60), AGREEING, "12.500", None),
        (see("12.500", confidence=60), [*AGREEING[:2], (see("12.500", confidence=60),)], "12.500", "12.500"),
        (see("12.500"), [*AGREEING[:2], ()], "12.500", "nothing"),
    ],
)
def test_a_number_is_sure_when_all_readings_agree(
    first: SeenWord, others: list[tuple[SeenWord, ...]], text: str, second: str | None
) -> None:
    (checked,) = compare([first], others)
    assert (checked.word.text, checked.second) == (text, second)


def test_a_doubt_tells_both_readings() -> None:
    words = [
        Word(t, Box(10 * i, 0, 10 * i + 9, 9), "f", 9, False, s)
        for i, (t, s) in enumerate([("€", None), ("1", "7 250"), ("250", "7 250")])
    ]
    line = to_line(words, 1)
    assert find_doubt([line]) == "«1 250» or «7 250»"
    assert to_choices([line]) == ("€ 1 250", "€ 7 250")
    assert find_doubt([to_line(words[:1], 1)]) is None


@pytest.mark.parametrize(
    ("read", "meant"),
    [("leper", "Ieper"), ("lzegem", "Izegem"), ("leder", "leder"), ("lokaal", "lokaal"), ("ld", "ld")],
)
def test_a_capital_is_set_right_where_no_doubt_is_left(read: str, meant: str) -> None:
    assert with_capitals(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Piaatsen", "Plaatsen"),
        ("Autodeien,", "Autodelen,"),
        ("Biogrond", "Biogrond"),
        ("Opglabbeek", "Opglabbeek"),
        ("Ei", "Ei"),
    ],
)
def test_an_l_is_set_right_where_one_word_is_known(read: str, meant: str) -> None:
    assert with_known_letters(read) == meant


def test_a_quote_without_a_partner_is_a_speck_and_a_shortened_word_keeps_its_mark() -> None:
    words = [see(text, confidence=50) for text in ("‘ANTWOORD", "‘t", "‘Open", "huis’;", "(SIZ})", "zonne-„")]
    kept = ["ANTWOORD", "‘t", "‘Open", "huis’;", "(SIZ)", "zonne-"]
    assert [word.text for word in drop_stray_marks([*words[2:], *words[:2]])] == [*kept[2:], *kept[:2]]


def test_a_document_has_one_kind_of_quote() -> None:
    assert prefers_straight(["foto's", "‘t", "'Aap'"])
    assert [to_one_kind(text, straight=True) for text in ("‘t", "foto’s")] == ["'t", "foto's"]
    assert [to_one_kind(text, straight=False) for text in ("‘t", "foto's", "‘Aap’")] == ["’t", "foto’s", "‘Aap’"]


def test_a_dash_apart_is_no_sign_and_one_before_digits_stays() -> None:
    picture = np.full((60, 400), 255, dtype="uint8")
    picture[25:29, 10:30] = 0
    picture[10:46, 60:140] = 0
    dash, amount = Shapes(picture).part_dashes([SeenWord("-€42", 10, 10, 140, 46, 90, (1,))])
    assert (dash.text, dash.right, amount.text, amount.left) == ("-", 30, "€42", 60)
    (negative,) = Shapes(picture).part_dashes([SeenWord("-42", 10, 10, 140, 46, 90, (1,))])
    assert negative.text == "-42"


@pytest.mark.parametrize(("height", "text"), [(18, "vzw"), (36, "VZW")])
def test_letters_of_one_shape_are_as_large_as_they_are_high(height: int, text: str) -> None:
    picture = np.full((60, 400), 255, dtype="uint8")
    for left in (10, 40, 70):
        picture[50 - height : 50, left : left + 20] = 0
    (word,) = Shapes(picture).with_right_case([SeenWord("Vzw", 10, 50 - height, 90, 50, 90, (1,))], size=9.0)
    assert word.text == text


def test_a_wide_comma_does_not_part_a_number() -> None:
    joined = join_decimals([see("12.500,"), see("00", 200), see("in"), see("2021,"), see("22")])
    assert [word.text for word in joined] == ["12.500,00", "in", "2021,", "22"]


def test_columns_are_lines_of_their_own_and_a_raised_mark_is_apart() -> None:
    picture = np.full((100, 900), 255, dtype="uint8")
    for left in (20, 50, 80, 500, 530, 560):
        picture[30:60, left : left + 20] = 0
    picture[28:47, 106:116] = 0
    segments = find_segments(picture, np.zeros((100, 900), dtype="int32"))
    assert sorted(segment.left + 25 for segment in segments) == [20, 106, 500]
    assert {segment.base for segment in segments} == {60, None}


def test_a_dash_before_an_item_is_one_and_what_lies_below_the_line_is_none() -> None:
    picture = np.full((200, 900), 255, dtype="uint8")
    for left in (100, 130, 160):
        picture[60:90, left : left + 20] = 0
    picture[74:78, 20:33] = 0  # a hyphen
    picture[74:78, 500:540] = 0  # a longer dash
    picture[74:78, 700:850] = 0  # the rest of a rule
    picture[120:124, 20:33] = 0  # below the line
    cleaned = drop_specks(picture)
    segments = find_segments(cleaned, np.zeros(picture.shape, dtype="int32"))
    signs = {(s.left + 25, s.top + 25): s.sign for s in segments}
    assert signs == {(20, 74): "-", (100, 60): None, (500, 74): "–", (700, 74): None, (20, 120): None}


# Without Tesseract


def test_without_tesseract_a_scan_is_unreadable_and_the_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLGRANTS_OCR_PROGRAM", "no-such-program")
    result = read_content((SCANS / "smudged.pdf").read_bytes())
    assert (result.document.outcome, [finding.code for finding in result.findings]) == ("unreadable", ["no_text"])
    assert "apt-get install tesseract-ocr tesseract-ocr-nld" in result.findings[0].message


def test_recognition_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLGRANTS_OCR", "false")
    (finding,) = read_content((SCANS / "smudged.pdf").read_bytes()).findings
    assert "PARLGRANTS_OCR=true" in finding.message
    assert describe_recognition() == "none"


def test_a_scan_between_pages_of_text_is_told_and_its_worthless_text_is_gone() -> None:
    content = (SCANS / "mixed.pdf").read_bytes()
    text, picture = read_scans(content, read_pages(content), no_program)
    assert (text.unread, text.has_text) == (None, True)
    assert (picture.words, picture.has_text) == ((), False)
    assert picture.unread is not None
    assert "install" in picture.unread
    layer = (SCANS / "worthless-layer.pdf").read_bytes()
    (page,) = read_scans(layer, read_pages(layer), no_program)
    assert (page.words, page.lines, page.furniture, page.has_text) == ((), (), (), False)


def make_program(folder: Path, lines: str) -> Tesseract:
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{lines}\n")
    program.chmod(0o755)
    return Tesseract(str(program), "nld")


def test_a_program_that_breaks_off_costs_its_page_only(tmp_path: Path) -> None:
    broken = make_program(tmp_path, "echo bad data >&2; exit 1")
    with pytest.raises(RecognitionFailed, match="bad data"):
        read_pictures(broken, [to_picture()], 4)
    content = (SCANS / "mixed.pdf").read_bytes()
    text, picture = read_scans(content, read_pages(content), lambda: broken)
    assert text.has_text
    assert picture.unread is not None
    assert "bad data" in picture.unread


def test_the_language_must_be_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = make_program(tmp_path, 'echo "List of available languages:"; echo eng')
    monkeypatch.setenv("PARLGRANTS_OCR_PROGRAM", program.path)
    found = find_recognition()
    assert isinstance(found, str)
    assert "tesseract-ocr-nld" in found


def test_a_worker_that_is_killed_takes_its_program_with_it(tmp_path: Path) -> None:
    program = make_program(tmp_path, f"echo $$ > {tmp_path}/started; exec sleep 60")
    code = (
        "import numpy; from parsers.scans.tesseract import Tesseract, read_pictures; "
        f"read_pictures(Tesseract({program.path!r}, 'nld'), [numpy.zeros((9, 9), dtype='uint8')], 4)"
    )
    worker = subprocess.Popen([sys.executable, "-c", code], cwd=SAMPLES.parent.parent)
    started = tmp_path / "started"
    assert wait_until(lambda: started.exists() and started.read_text().strip() != "")
    worker.kill()
    worker.wait()
    assert wait_until(lambda: not is_running(int(started.read_text())))


def wait_until(holds: Callable[[], bool]) -> bool:
    """Whether it holds within ten seconds."""
    end = time.monotonic() + 10
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def is_running(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().split()[2] != "Z"


# With Tesseract


@pytest.mark.skipif("CI" not in os.environ, reason="outside continuous integration Tesseract may be missing")
def test_continuous_integration_has_tesseract() -> None:
    assert HAS_TESSERACT, find_recognition()


@cache
def read_scan(name: str) -> DocumentResult:
    return read_content((SCANS / f"{name}.pdf").read_bytes())


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize("name", IDS)
def test_the_samples_are_read(name: str) -> None:
    truth = json.loads((SCANS / f"{name}.truth.json").read_text(encoding="utf-8"))
    result = read_scan(name)
    compared = compare_grants(truth["grants"], json.loads(to_json(result))["grants"])
    assert (compared.missing, compared.extra) == ([], [])
    assert {field: score for field, score in measure_fields(compared).items() if score < 1} == {}
    assert sorted(finding.code for finding in result.findings) == truth["findings"]
    assert all(grant.reader.startswith("ocr+") for grant in result.grants)
    wanted = truth["question"]
    question = result.question
    assert (question.number, str(question.asked_on), list(question.asked_by), question.minister, question.title) == (
        wanted["number"],
        wanted["asked_on"],
        [wanted["asked_by"]],
        wanted["minister"],
        wanted["title"],
    )
    # A speck behind a label is a point or colon.
    totals = [(t.label.rstrip(".:"), t.amount_eur, t.verdict) for table in result.tables for t in table.printed_totals]
    assert totals == [(t["label"], Decimal(t["amount_eur"]), t["verdict"]) for t in truth["stated_totals"]]


@needs_tesseract
@pytest.mark.slow
def test_reading_a_scan_again_gives_the_same() -> None:
    assert to_json(read_content((SCANS / "mixed.pdf").read_bytes())) == to_json(read_scan("mixed"))


@needs_tesseract
@pytest.mark.slow
def test_inspect_draws_a_scan_upright_with_its_lines(tmp_path: Path) -> None:
    (path,) = draw_pages(to_source((SCANS / "sideways.pdf").read_bytes()), tmp_path)
    with Image.open(path) as picture:
        assert picture.width > picture.height
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or []}
    assert (0, 160, 160) in colours


@needs_tesseract
@pytest.mark.slow
def test_a_picture_of_nothing_says_so() -> None:
    empty = io.BytesIO()
    Image.new("L", (1240, 1754), 250).save(empty, "PDF", resolution=150)
    (finding,) = read_content(empty.getvalue()).findings
    assert finding.code == "no_text"


@needs_tesseract
@pytest.mark.slow
def test_the_reader_depends_on_tesseract() -> None:
    assert describe_recognition().startswith("tesseract 5")
    assert "nld" in describe_recognition()
