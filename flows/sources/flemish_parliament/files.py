"""A question's files: their addresses in one form, and names that stay the same from run to run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import parse_qs, urljoin, urlsplit

_HOST = "docs.vlaamsparlement.be"  # in addresses that the services give, also where the files are fetched elsewhere
_FILE_PATH = re.compile(r"/pfile/?\Z")
_NUMBER = re.compile(r"[0-9]{1,18}")


def find_file_number(url: str) -> str | None:
    """`490915` for `https://docs.vlaamsparlement.be/pfile?id=490915` and for `…/files/pfile?id=490915`."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    numbers = parse_qs(parts.query).get("id", [])
    if len(numbers) != 1 or not _NUMBER.fullmatch(numbers[0]) or not _FILE_PATH.search(parts.path):
        return None
    return str(int(numbers[0]))


def to_addresses(urls: Iterable[str], documents_url: str) -> tuple[str, ...]:
    """The addresses at which files are fetched, each once, in their order."""
    return tuple(dict.fromkeys(to_address(url, documents_url) for url in urls))


def to_address(url: str, documents_url: str) -> str:
    """`<documents_url>/files/pfile?id=N` for both forms of a file's address; others as they are.

    One at a foreign host stays as it is: the client refuses it, and its question says so.
    """
    try:
        return _to_canonical(url.strip(), documents_url.rstrip("/"))
    except ValueError:  # `http://[`: no address at all, which the client refuses too
        return url.strip()


def _to_canonical(url: str, base: str) -> str:
    whole = urljoin(f"{base}/", url)
    parts, ours = urlsplit(whole), urlsplit(base)
    if parts.hostname not in (ours.hostname, _HOST):
        return whole
    number = find_file_number(whole)
    return f"{base}/files/pfile?id={number}" if number else whole


def to_file_name(question_id: str, address: str, suffix: str, is_answer: bool) -> str:
    """`schv-1457200.pdf` for the answer, `schv-1457200.attachment-9990999.xlsx` for another file.

    A file without a number is named by twelve digits of its address's SHA-256.
    """
    if is_answer:
        return f"schv-{question_id}{suffix}"
    number = find_file_number(address) or sha256(address.encode()).hexdigest()[:12]
    return f"schv-{question_id}.attachment-{number}{suffix}"
