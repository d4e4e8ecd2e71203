"""Is it a PDF that can be read? Looked at before any reader opens it: readers fail late, and each in its own way."""

from __future__ import annotations

from parsers.report import to_finding
from schemas.findings import Finding

_MOST_PAGES = 1000
_HEAD, _TAIL = 1024, 4096  # bytes in which a PDF must say what it is and where it ends
_OTHER_FORMATS = (
    (b"PK\x03\x04", "an Office or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
)


def check_pdf(content: bytes) -> Finding | None:
    """The first problem that keeps the file from being read, with its remedy; None for a PDF that can be opened."""
    if not content.strip():
        return _problem("empty_file", "the file is empty", "fetch the document again")
    if b"%PDF-" not in content[:_HEAD]:
        return _problem("not_a_pdf", f"not a PDF but {_describe(content)}", "fetch the document again from its source")
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


def _describe(content: bytes) -> str:
    start = content[:_HEAD].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml")) or b"<html" in start:
        return "a web page (often an error page saved under a PDF's name)"
    return next((name for magic, name in _OTHER_FORMATS if content.startswith(magic)), "something else")


def _problem(code: str, message: str, remedy: str) -> Finding:
    return to_finding(code, f"{message}; {remedy}")
