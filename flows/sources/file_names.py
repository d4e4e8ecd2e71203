r"""Names of files as text that can always be stored and printed.

A name on disk is bytes, and need not be UTF-8: `b\xe9.pdf` is how one from an old Windows archive reads here. Python
holds such bytes as lone surrogates, which neither SQLite, nor JSON, nor a terminal takes.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

_UNDECODED = re.compile("[\udc80-\udcff]+")
_ESCAPE = re.compile(rb"\\(\\|x[0-9a-f]{2})")


def to_text(path: str | Path) -> str:
    r"""The name as valid text: a byte that is not UTF-8 as `\xe9`, a backslash doubled. `to_path` gives the name back.

    The same in every locale: bytes that Python's own encoding does not know may well be UTF-8.
    """
    return show_bytes(str(path).replace("\\", "\\\\"))


def to_path(text: str) -> Path:
    """The file whose name `to_text` gave as this text."""
    return Path(os.fsdecode(_ESCAPE.sub(_to_byte, text.encode())))


def show_bytes(message: str) -> str:
    r"""A message in which names of files stand, made printable: what is UTF-8 decoded, another byte as `\xe9`."""
    return _UNDECODED.sub(
        lambda run: run[0].encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"), message
    )


def _to_byte(escape: re.Match[bytes]) -> bytes:
    return b"\\" if escape[1] == b"\\" else bytes.fromhex(escape[1][1:].decode())
