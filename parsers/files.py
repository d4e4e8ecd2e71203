"""What is a file, by its content and never by its name, and can it be read?

Looked at before any reader opens it: readers fail late, and each in its own way.
"""

from __future__ import annotations

import io
import re
import zipfile

from parsers.report import to_finding
from schemas.findings import Finding
from schemas.results import AttachmentFormat

_MOST_PAGES = 1000
_HEAD, _TAIL = 1024, 4096  # bytes in which a PDF must say what it is and where it ends
_MOST_BYTES = 80_000_000  # that a workbook may unpack to: some 300.000 cells
_PACKED, _COMPOUND, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"


def find_format(content: bytes) -> AttachmentFormat | None:
    """What the file is, None for what can't be read: an old Word document, a text file, a folder packed as ZIP …"""
    if b"%PDF-" in content[:_HEAD]:
        return "pdf"
    if content.startswith(_COMPOUND):
        return "xls" if _names_stream(content, "Workbook") or _names_stream(content, "Book") else None
    names = _packed_names(content) or ()
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "docx" if "word/document.xml" in names else None


def find_suffix(content: bytes) -> str:
    """`.pdf`, `.xlsx` … as the content is, also where it can't be read: `.doc`, `.rtf`, `.zip`; `.bin` for the rest."""
    if found := find_format(content):
        return f".{found}"
    if _names_stream(content, "WordDocument"):
        return ".doc"
    if content.startswith(_RTF):
        return ".rtf"
    return ".zip" if content.startswith(_PACKED) else ".bin"


def is_office_file(content: bytes) -> bool:
    """Whether the file is a workbook or text document, or would be if it were whole and without password."""
    return find_format(content) in ("xlsx", "xls", "docx") or _names_stream(content, "EncryptedPackage")


def may_be_attached(content: bytes) -> bool:
    """Whether the file is of a kind that is attached to answers: office files and archives, also unreadable ones."""
    return content.startswith((_PACKED, _COMPOUND, _RTF))


def check_office_file(content: bytes) -> Finding | None:
    """The first problem that keeps a workbook or text document from being read; None where it can be opened."""
    if not content.strip():
        return _problem("empty_file", "the file is empty", "fetch it again")
    if content.startswith(_COMPOUND) and _names_stream(content, "EncryptedPackage"):
        return _problem("attachment_encrypted", "the file is protected by a password", "ask for one without password")
    if content.startswith(_PACKED) and _packed_names(content) is None:
        return _problem("attachment_damaged", "the file breaks off or is damaged", "fetch it again")
    if find_format(content) is None:
        what, remedy = _describe_other(content)
        return _problem("attachment_unsupported", f"this is {what} and cannot be read", remedy)
    return _check_size(content) if content.startswith(_PACKED) else None


def _describe_other(content: bytes) -> tuple[str, str]:
    if content.startswith(_COMPOUND) and _names_stream(content, "WordDocument"):
        return "an old Word document (.doc)", "open it in a word processor and save it as .docx"
    if content.startswith(_RTF):
        return "an RTF file", "open it in a word processor and save it as .docx"
    if content.startswith(_PACKED):
        return "a ZIP or other Office file", "unpack it and give its files, or save it as .xlsx or .docx"
    if content.startswith(_COMPOUND):
        return "an old Office file", "save it as .xlsx or .docx"
    if _is_web_page(content):
        return "a web page (often an error page saved under a PDF's name)", "fetch the document again from its source"
    if _is_text(content):
        return "plain text", "fetch the document itself, or save a list (.csv) as .xlsx and a text as .docx"
    return "something else", "fetch the document again from its source"


def _check_size(content: bytes) -> Finding | None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        size = sum(entry.file_size for entry in packed.infolist() if "/media/" not in entry.filename)
    if size <= _MOST_BYTES:
        return None
    message = f"the file unpacks to {size // 1_000_000} MB, more than {_MOST_BYTES // 1_000_000} MB"
    return _problem("attachment_too_large", message, "check that it is the right file; split it")


def _packed_names(content: bytes) -> frozenset[str] | None:
    """The names in a ZIP file; None for a damaged one, empty for anything else."""
    if not content.startswith(_PACKED):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return frozenset(packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None


def _names_stream(content: bytes, name: str) -> bool:
    """Whether an OLE file has a stream of this name: its directory keeps names in UTF-16."""
    return content.startswith(_COMPOUND) and f"{name}\0".encode("utf-16-le") in content


def check_pdf(content: bytes) -> Finding | None:
    """The first problem that keeps the file from being read, with its remedy; None for a PDF that can be opened."""
    if not content.strip():
        return _problem("empty_file", "the file is empty", "fetch the document again")
    if b"%PDF-" not in content[:_HEAD]:
        what, remedy = _describe_other(content)
        return _problem("not_a_pdf", f"no PDF, workbook or text document but {what}", remedy)
    return _check_structure(content)


def _check_structure(content: bytes) -> Finding | None:
    import pypdfium2

    if b"%%EOF" not in content[-_TAIL:]:
        return _problem("truncated_pdf", "the PDF breaks off before its end", "fetch the document again")
    try:
        with pypdfium2.PdfDocument(content) as pdf:
            pages = len(pdf)
    except pypdfium2.PdfiumError as why:
        if "password" in str(why).lower() or "security" in str(why).lower():
            remedy = "ask the source for a version without password"
            return _problem("encrypted_pdf", "the PDF is protected by a password", remedy)
        return _problem("damaged_pdf", f"the PDF is damaged ({why})", "fetch the document again")
    if pages > _MOST_PAGES:
        remedy = "check that it is one answer and not a whole volume; split it"
        return _problem("too_many_pages", f"the PDF has {pages} pages, more than {_MOST_PAGES}", remedy)
    return None if pages else _problem("damaged_pdf", "the PDF has no page", "fetch the document again")


def _is_text(content: bytes) -> bool:
    """Whether nothing but print and line breaks stands in it, in whatever old or new alphabet."""
    return not re.search(rb"[\x00-\x08\x0e-\x1f\x7f]", content)


def _is_web_page(content: bytes) -> bool:
    start = content[:_HEAD].lstrip().lower()
    return start.startswith((b"<!doctype", b"<html", b"<?xml")) or b"<html" in start


def _problem(code: str, message: str, remedy: str) -> Finding:
    return to_finding(code, f"{message}; {remedy}")
