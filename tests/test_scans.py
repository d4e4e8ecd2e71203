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
from parsers.pages import read_pages
from parsers.scans.layers import find_scans, is_suspicious, is_worthless
from parsers.scans.pages import is_understood, read_scans
from parsers.scans.pictures import find_skew, rotate
from parsers.scans.ruling import find_areas, find_ruling, without_ruling
from parsers.scans.tesseract import RecognitionFailed, SeenWord, Tesseract, read_pictures
from schemas.pages import Box, Word
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


@settings(max_examples=6, deadline=None)
@given(angle=st.floats(-2.5, 2.5))
def test_the_skew_is_found_whatever_it_is(angle: float) -> None:
    assert find_skew(rotate(to_picture(), angle)) == pytest.approx(-angle, abs=0.13)  # half a coarse step


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


@pytest.mark.slow
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


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("el", False),
        ("ANTWOORD:", False),
        ("ÄnTwooRo", False),
        ("xqvrr rrliw wtkzz pffqz brrxz ksstq wqagh zztgx jklqx mnbxz 12 vcxqz 7", False),
        ("Vzw De Brug 1.500 euro Vzw Anker 9.000 euro", True),
        ("7", True),
    ],
)
def test_a_page_of_which_next_to_nothing_was_recognised_is_not_understood(text: str, understood: bool) -> None:
    assert is_understood(text.split()) is understood
