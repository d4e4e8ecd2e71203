"""Which reader read a document: results are stored under this name and read anew when it changes."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from flows import __version__
from flows.reading_files import find_reading_files
from flows.recognition import describe_recognition
from parsers.prose_entities import find_pipelines

READING_LIBRARIES = (
    "camelot-py",
    "opencv-python-headless",
    "pdfminer.six",
    "pdfplumber",
    "playa-pdf",
    "pypdfium2",
    "pyphen",
    "python-stdnum",
    "spacy",
    "wordfreq",
)
"""A new release of one of these may read the same page differently."""

_ROOT = Path(__file__).resolve().parent.parent


@cache
def reader_version() -> str:
    """The release and eight hex digits over everything that decides what is read, such as `0.1.0+3f9a01bc`.

    Tesseract is part of it: scans that were not read for want of it are read once it is installed. So are the pipelines
    of spaCy.
    """
    libraries = (*READING_LIBRARIES, *find_pipelines())
    digest = sha256(f"{fingerprint(_ROOT, libraries)} {describe_recognition()}".encode())
    return f"{__version__}+{digest.hexdigest()[:8]}"


def fingerprint(root: Path, libraries: tuple[str, ...]) -> str:
    """Eight hex digits over the reading code and vocabulary below `root` and the installed versions of `libraries`."""
    digest = sha256()
    for path in find_reading_files(root):
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
        digest.update(sha256(path.read_bytes()).digest())
    for library in libraries:
        digest.update(f"{library}=={version(library)}\n".encode())
    return digest.hexdigest()[:8]
