"""Printed answers as a scanner gives them: pictures, askew, with specks. Also run by hand to make samples.

python tests/scanning.py answer.pdf scan.pdf --dpi 200 --angle 0.8 --bitonal
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

Picture = Image.Image


@dataclass(frozen=True)
class Scanner:
    """How a page comes out: `angle` in degrees against the clock, `turn` 0, 90, 180 or 270 with the clock."""

    dpi: int = 200
    angle: float = 0.0
    turn: int = 0
    bitonal: bool = False
    noise: float = 6.0  # standard deviation of the grey of each pixel
    specks: int = 60
    blur: float = 0.5
    quality: int = 55
    seed: int = 1


def scan_page(page: Any, scanner: Scanner) -> Picture:
    """One page as a picture."""
    chance = np.random.default_rng(scanner.seed)
    grey = page.render(scale=scanner.dpi / 72, grayscale=True).to_pil().convert("L")
    turned = grey.rotate(scanner.angle, Image.Resampling.BICUBIC, fillcolor=255)
    turned = turned.filter(ImageFilter.GaussianBlur(scanner.blur * scanner.dpi / 200))
    pixels = np.asarray(turned, dtype=float) * 0.93 + 8 + chance.normal(0, scanner.noise, turned.size[::-1])
    for x, y in zip(*(chance.integers(0, side - 4, scanner.specks) for side in turned.size), strict=True):
        size = int(chance.integers(1, 4))
        pixels[y : y + size, x : x + size] = 40
    picture = Image.fromarray(pixels.clip(0, 255).astype("uint8"))
    if scanner.bitonal:
        picture = picture.point(lambda grey: 255 if grey > 150 else 0).convert("1", dither=Image.Dither.NONE)
    return picture.rotate(-scanner.turn, expand=True)


def scan(content: bytes, scanner: Scanner = Scanner()) -> bytes:
    """A PDF of pictures of all pages of a PDF."""
    with pypdfium2.PdfDocument(content) as pdf:
        return print_pictures([scan_page(page, scanner) for page in pdf], scanner)


def print_pictures(pictures: Sequence[Picture], scanner: Scanner) -> bytes:
    """A PDF with one picture a page."""
    out = io.BytesIO()
    first, *rest = pictures
    options = {} if scanner.bitonal else {"quality": scanner.quality}
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=scanner.dpi, **options)
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    for name in ("dpi", "turn", "specks", "quality", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Scanner, name))
    for name in ("angle", "noise", "blur"):
        parser.add_argument(f"--{name}", type=float, default=getattr(Scanner, name))
    parser.add_argument("--bitonal", action="store_true")
    given = vars(parser.parse_args())
    source, target = given.pop("source"), given.pop("target")
    target.write_bytes(scan(source.read_bytes(), Scanner(**given)))


if __name__ == "__main__":
    main()
