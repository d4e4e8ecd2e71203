"""Text recognition of scanned pages: is Tesseract installed, and which one?"""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from hashlib import sha256
from pathlib import Path

from parsers.scans.pages import Recognition
from parsers.scans.tesseract import Tesseract

_PACKAGES = "apt-get install tesseract-ocr tesseract-ocr-nld"
_SECONDS = 20


def find_recognition() -> Recognition:
    """The installed Tesseract with its language, as the settings name them; or why there is none, with the remedy."""
    from flows.settings import Settings

    settings = Settings()
    if not settings.ocr:
        return "text recognition is switched off: look at the page, or read it with PARLGRANTS_OCR=true"
    return _find_program(settings.ocr_program, settings.ocr_language)


@cache
def _find_program(program: str, language: str) -> Recognition:
    path = shutil.which(program)
    if path is None:
        return f"to have it recognised, install Tesseract ({_PACKAGES}), or name it in PARLGRANTS_OCR_PROGRAM"
    missing = set(language.split("+")) - set(_list_languages(path))
    if missing:
        return f"Tesseract lacks the language {', '.join(sorted(missing))}: {_PACKAGES}"
    return Tesseract(path, language)


def describe_recognition() -> str:
    """What a reading depends on: Tesseract's version and the digest of its language data; or that there is none."""
    found = find_recognition()
    return "none" if isinstance(found, str) else _describe(found)


@cache
def _describe(program: Tesseract) -> str:
    version = _run(program.path, "--version").splitlines()[0]
    folder = re.search(r'"(.+)"', _run(program.path, "--list-langs"))
    files = [Path(folder[1]) / f"{name}.traineddata" for name in program.language.split("+")] if folder else []
    digests = [sha256(file.read_bytes()).hexdigest()[:8] for file in files if file.is_file()]
    return " ".join([version, program.language, *digests])


def _list_languages(path: str) -> list[str]:
    return _run(path, "--list-langs").splitlines()[1:]


def _run(*command: str) -> str:
    """What the program prints; nothing where it can't be started."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout or done.stderr
