"""Receiving a body: whole, within its limits, and for a file into a temporary one with its hash."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from hashlib import sha256
from pathlib import Path, PureWindowsPath
from time import monotonic
from typing import BinaryIO

import httpx

from flows.retrying import PassingFailure
from flows.sources import SourceError, TemporaryFailure

_HEAD, _TAIL = 1024, 2048  # bytes in which a PDF must say what it is and where it ends
_ZIP, _ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
_ZIP_TAIL = 22 + 65_535  # bytes from the mark of a ZIP file's end on: its last record and a comment
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """The most a body may take; the settings are named for who meets a limit."""

    size: int
    seconds: float
    size_setting: str | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """A file as the service gave it: at `path`, a temporary file for the caller to move, or None where it is unchanged.

    `url` is the address it came from in the end. `sha256` and `size` (bytes) are of the content, those of the known
    file where it is unchanged. `file_name` is what the service calls it, if it does.
    """

    url: str
    status: int
    path: Path | None
    sha256: str
    size: int
    content_type: str | None
    etag: str | None
    last_modified: str | None
    file_name: str | None


def read_body(response: httpx.Response, limits: BodyLimits) -> Iterator[bytes]:
    """The decoded bytes as they come. Raises SourceError, TemporaryFailure or PassingFailure, and what httpx raises."""
    announced = _find_length(response)
    _check_size(response, announced or 0, limits)
    end, size = monotonic() + limits.seconds, 0
    for part in response.iter_bytes():
        size += len(part)
        _check_size(response, size, limits)
        if monotonic() > end:
            message = f"{response.url}: not whole after {limits.seconds:g} seconds"
            raise TemporaryFailure(f"{message}; try later, or raise PARLGRANTS_DOWNLOAD_SECONDS", response.status_code)
        yield part
    received = response.num_bytes_downloaded  # before decoding, as the announced length is
    if announced is not None and received != announced:
        raise PassingFailure(f"{response.url}: {received} bytes instead of {announced}", response.status_code)


def _find_length(response: httpx.Response) -> int | None:
    length = response.headers.get("content-length", "")
    return int(length) if length.isdecimal() else None


def _check_size(response: httpx.Response, size: int, limits: BodyLimits) -> None:
    if size > limits.size:
        remedy = f"raise {limits.size_setting}" if limits.size_setting else "ask for less at a time"
        message = (
            f"{response.url}: larger than {limits.size / _MEGABYTE:g} MB; check that it is the right one, or {remedy}"
        )
        raise SourceError(message, response.status_code)


@contextmanager
def temporary_file(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file in the folder, open for writing and reading; removed where anything fails."""
    descriptor, name = tempfile.mkstemp(dir=folder, prefix="download-", suffix=".part")
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield Path(name), file
    except BaseException:
        os.unlink(name)
        raise


def receive_file(response: httpx.Response, file: BinaryIO, limits: BodyLimits) -> tuple[str, int]:
    """Write the body to a file, and give its SHA-256 and its size in bytes. Raises like `read_body`."""
    digest, size = sha256(), 0
    for part in read_body(response, limits):
        file.write(part)
        digest.update(part)
        size += len(part)
    file.flush()
    _check_start(response, file)
    return digest.hexdigest(), size


def _check_start(response: httpx.Response, file: BinaryIO) -> None:
    file.seek(0)
    head = file.read(_HEAD)
    if not head.strip():
        raise PassingFailure(f"{response.url}: an empty page in place of a document", response.status_code)
    if is_web_page(head):
        raise PassingFailure(f"{response.url}: an HTML page in place of a document", response.status_code)


def is_web_page(head: bytes) -> bool:
    """Whether a file that starts so is HTML; that an RTF file or a PDF quotes some does not count."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return True
    return start.startswith((b"<?xml", b"<!--", b"<script")) and b"<html" in start


def is_cut_off(file: BinaryIO) -> bool:
    """Whether it is a PDF, or a ZIP file such as xlsx or docx, that does not end as these do."""
    file.seek(0)
    head = file.read(_HEAD)
    if head.startswith(_ZIP):
        return _ZIP_END not in _read_tail(file, _ZIP_TAIL)
    return b"%PDF-" in head and b"%%EOF" not in _read_tail(file, _TAIL)


def _read_tail(file: BinaryIO, size: int) -> bytes:
    file.seek(max(0, file.seek(0, os.SEEK_END) - size))
    return file.read()


def find_file_name(disposition: str | None) -> str | None:
    """The file's name in a `Content-Disposition` header, without folders; None where it has none."""
    if not disposition:
        return None
    message = Message()
    message["content-disposition"] = disposition.replace("\n", " ").replace("\r", " ")
    name = PureWindowsPath(message.get_filename("")).name  # knows both / and \\
    name = "".join(letter for letter in name if letter.isprintable()).strip()
    return name if name.strip(".") else None
