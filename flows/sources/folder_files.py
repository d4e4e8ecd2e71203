"""Which files of a folder are answers, and which are attached to them: for the folder source and the demo server alike.

`NAME.attachment-1.xlsx` beside `NAME.pdf` is attached to it, whatever its own kind; without that PDF it is left alone,
or, itself a PDF, an answer. HTML is never attached: it is the page that the PDF of the same name was printed from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_SUFFIX = ".pdf"
_ATTACHMENT = re.compile(r"(?P<answer>.+)\.attachment-(?P<number>\d+)(?P<suffix>\.\w+)", re.DOTALL)
_PRINTED_FROM = frozenset({".html", ".htm"})


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """The answers with what is attached to each, in the order of their paths, and the files that are neither."""

    answers: dict[Path, tuple[Path, ...]]
    others: tuple[Path, ...]


def find_files(folder: Path) -> FolderFiles:
    """The files of a folder and those below it, without hidden ones."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not _is_hidden(path, folder))
    named = {(path.parent, path.stem): path for path in files if _is_answer(path)}
    answers: dict[Path, list[Path]] = {}
    others = []
    for path in files:
        answer = named.get((path.parent, find_answer_name(path) or ""))
        if answer is not None:
            answers.setdefault(answer, []).append(path)
        elif _is_answer(path):
            answers.setdefault(path, [])
        else:
            others.append(path)
    return FolderFiles({path: _in_order(answers[path]) for path in sorted(answers)}, tuple(others))


def find_attached(answer: Path) -> tuple[Path, ...]:
    """The files attached to an answer, by their numbers."""
    beside = (path for path in answer.parent.iterdir() if find_answer_name(path) == answer.stem)
    return _in_order(path for path in beside if path.is_file())


def find_answer_name(path: Path) -> str | None:
    """`sv-12` for `sv-12.attachment-1.xlsx`; None for a file that is attached to nothing."""
    match = _ATTACHMENT.fullmatch(path.name)
    return match["answer"] if match and match["suffix"].lower() not in _PRINTED_FROM else None


def _in_order(attached: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(sorted(attached, key=_order))


def _order(attached: Path) -> tuple[int, str]:
    match = _ATTACHMENT.fullmatch(attached.name)
    return int(match["number"]) if match else 0, attached.name


def _is_answer(path: Path) -> bool:
    return path.suffix.lower() == _SUFFIX


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
