"""The program Tesseract: pictures in, words with boxes and confidence out."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.scans.pictures import DPI, Picture


class RecognitionFailed(RuntimeError):
    """Tesseract broke off; the message is its own."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """An installed Tesseract: the program's `path` and the `language` it reads, such as `nld`."""

    path: str
    language: str


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word as Tesseract saw it: pixels of its picture, `confidence` from 0 to 100, and the line it stands in.

    `base` is where the line's letters stand, in pixels; None where that was not measured.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: tuple[int, ...]
    base: float | None = None


def read_pictures(
    program: Tesseract, pictures: Sequence[Picture], mode: int, *options: str
) -> tuple[tuple[SeenWord, ...], ...]:
    """The words of each picture, all read in one run of the program.

    `mode` is Tesseract's page segmentation mode: 4 a page, 6 a block of text, 7 a line. Raises RecognitionFailed.
    """
    if not pictures:
        return ()
    call = ["stdin", "stdout", "-l", program.language, "--psm", str(mode), "--dpi", str(DPI)]
    printed = _run(program, [*call, *options, "tsv"], _to_tiff(pictures))
    return parse_tsv(printed, len(pictures))


def find_turn(program: Tesseract, picture: Picture) -> int:
    """Degrees with the clock by which a page must be turned to stand upright; 0 where it can't be told."""
    try:
        printed = _run(program, ["stdin", "stdout", "--psm", "0", "--dpi", str(DPI)], _to_tiff([picture]))
    except RecognitionFailed:  # too few characters
        return 0
    told = dict(line.split(": ", 1) for line in printed.splitlines() if ": " in line)
    return int(told["Rotate"]) if float(told["Orientation confidence"]) >= _LEAST_SURE else 0


_LEAST_SURE = 1.0
_TIMEOUT = 300  # seconds for one run; the limit of the whole document is shorter or longer than that


def parse_tsv(printed: str, pictures: int) -> tuple[tuple[SeenWord, ...], ...]:
    """Tesseract's table of words -> the words of each picture. Raises ValueError for anything else."""
    header, *lines = printed.rstrip("\n").split("\n")
    names = header.split("\t")
    found: list[list[SeenWord]] = [[] for _ in range(pictures)]
    for line in lines:
        values = dict(zip(names, line.split("\t"), strict=True))
        if values["level"] == "5" and values["text"].strip():
            found[int(values["page_num"]) - 1].append(_to_word(values))
    return tuple(map(tuple, found))


def _to_word(values: dict[str, str]) -> SeenWord:
    left, top, width, height = (int(values[name]) for name in ("left", "top", "width", "height"))
    line = tuple(int(values[name]) for name in ("block_num", "par_num", "line_num"))
    return SeenWord(values["text"], left, top, left + width, top + height, float(values["conf"]), line)


def _to_tiff(pictures: Sequence[Picture]) -> bytes:
    """All pictures in one file, in memory: one start of the program, and nothing left on the disk."""
    from PIL import Image

    first, *rest = (Image.fromarray(picture) for picture in pictures)
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=rest, dpi=(DPI, DPI))
    return out.getvalue()


def _run(program: Tesseract, arguments: Sequence[str], given: bytes) -> str:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            [program.path, *arguments],
            input=given,
            capture_output=True,
            env=environment,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            timeout=_TIMEOUT,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as why:
        told = getattr(why, "stderr", None) or b""
        raise RecognitionFailed(f"{why} {told.decode(errors='replace').strip()}".strip()) from why
    return done.stdout.decode("utf-8")


def _die_with_parent() -> None:
    """A worker that is stopped for taking too long must not leave Tesseract running."""
    import ctypes
    import signal

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
