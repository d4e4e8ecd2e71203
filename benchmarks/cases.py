"""The documents that readers are measured on: each with the truth that a careful person reads in it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SUFFIX = ".truth.json"
FIRST_SCORES = "first_scores.csv"
PICTURE = 0.6  # a picture on more of the page than this is a scan


@dataclass(frozen=True, slots=True)
class Case:
    """One answer: its files (a PDF, and what was attached to it) and its truth; `family` is the folder it stands in."""

    family: str
    name: str
    files: tuple[Path, ...]
    truth: dict[str, Any]

    @property
    def born_digital(self) -> bool:
        """One PDF, and no page of it is a picture."""
        return len(self.files) == 1 and self.files[0].suffix == ".pdf" and not has_scan(self.files[0])


def find_cases(folder: Path) -> list[Case]:
    """Every truth in the folder and those below it."""
    return [to_case(path, folder) for path in sorted(folder.rglob(f"*{SUFFIX}"))]


def to_case(path: Path, folder: Path) -> Case:
    truth = json.loads(path.read_text(encoding="utf-8"))
    family = path.parent.relative_to(folder).as_posix()
    names = (truth["document"], *truth.get("attachments", ()))
    files = tuple(path.parent / name for name in names)
    if absent := [file.name for file in files if not file.is_file()]:
        raise FileNotFoundError(f"{path.name} speaks of {absent[0]}, which does not stand beside it")
    return Case(family if family != "." else folder.name, path.name.removesuffix(SUFFIX), files, truth)


def has_scan(path: Path) -> bool:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return any(covers_page(page) for page in pdf)


def covers_page(page: Any) -> bool:
    """Whether one picture covers most of the page."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    width, height = page.get_size()
    for picture in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > PICTURE * width * height:
            return True
    return False


def read_first_scores(folder: Path) -> Iterator[tuple[str, str, float]]:
    """Folder, document and the F1 it had when the reader saw it first."""
    for path in sorted(folder.rglob(FIRST_SCORES)):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield path.parent.name, row["document"], float(row["first_f1"])
