"""The pictures that show why a value was read as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reading import SAMPLES, to_source

from flows.inspect import _GREEN, _ORANGE, _PURPLE, draw_pages


def count_pixels(path: Path, colour: str) -> int:
    wanted = tuple(bytes.fromhex(colour.removeprefix("#")))
    with Image.open(path) as picture:
        return sum(count for count, found in picture.convert("RGB").getcolors(1 << 24) or [] if found == wanted)


@pytest.mark.slow
def test_each_page_is_drawn_with_amounts_totals_and_furniture(tmp_path: Path) -> None:
    source = to_source((SAMPLES / "sv-162-2021-02-02.pdf").read_bytes())
    paths = draw_pages(source, tmp_path)
    assert [path.name for path in paths] == ["page-01.png", "page-02.png", "page-03.png", "page-04.png"]
    legend = {colour: count_pixels(paths[0], colour) for colour in (_GREEN, _ORANGE)}
    assert count_pixels(paths[1], _GREEN) > legend[_GREEN]
    assert count_pixels(paths[2], _GREEN) > legend[_GREEN]
    assert count_pixels(paths[1], _ORANGE) == legend[_ORANGE]
    assert count_pixels(paths[2], _ORANGE) > legend[_ORANGE]
    assert all(count_pixels(path, _PURPLE) > 200 for path in paths)


def test_the_same_document_is_drawn_the_same(tmp_path: Path) -> None:
    source = to_source((SAMPLES / "sv-91-2025-01-17.pdf").read_bytes())
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = draw_pages(source, tmp_path / "a"), draw_pages(source, tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
