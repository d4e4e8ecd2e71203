"""Words and numbers of scanned pages: what ink tells, what is mended, and how sure a number must be."""

from __future__ import annotations

import numpy as np
import pytest
from test_scans import to_picture

from parsers.geometry import to_line
from parsers.scans.doubts import find_doubt, to_choices
from parsers.scans.letters import with_capitals, with_known_letters
from parsers.scans.numbers import compare, find_number_runs, join_decimals
from parsers.scans.pictures import drop_specks, flatten, turn
from parsers.scans.quotes import drop_stray_marks, prefers_straight, to_one_kind
from parsers.scans.rule_ends import complete_rules
from parsers.scans.segments import find_segments
from parsers.scans.shapes import Shapes
from parsers.scans.tesseract import SeenWord, parse_tsv
from parsers.scans.words import find_line_size, is_speck, to_words
from schemas.pages import Box, Rule, Word


def see(text: str, left: int = 0, confidence: float = 96, line: tuple[int, ...] = (1,)) -> SeenWord:
    return SeenWord(text, left, 0, left + 20 * len(text), 36, confidence, line)


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


def test_a_worn_line_is_whole_and_two_tables_stay_apart() -> None:
    upright = [Rule(Box(x, 0, x, 100), False) for x in (0, 200, 215, 400)]
    worn = [Rule(Box(0, 50, 90, 50), True), Rule(Box(105, 50.5, 190, 50.5), True), Rule(Box(215, 50, 400, 50), True)]
    level = [rule.box for rule in complete_rules([*upright, *worn]) if rule.horizontal]
    assert level == [Box(0, 50, 200, 50), Box(215, 50, 400, 50)]


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
