"""Files that can't be read: each says what is wrong and what to do, and the others are still read."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from printing import print_flow, to_paragraph
from reading import SAMPLES, read_content

from parsers.files import check_pdf

EXAMPLE = SAMPLES / "sv-162-2021-02-02.pdf"


def locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(EXAMPLE) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="eigenaar", user="geheim"))
    return out.getvalue()


def only_owner_locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(EXAMPLE) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="eigenaar", user=""))
    return out.getvalue()


def scanned() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "lightgrey").save(out, "PDF")
    return out.getvalue()


def broken_pages() -> bytes:
    return b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"


BAD = {
    "empty_file": b"",
    "not_a_pdf": b"<!DOCTYPE html><html><body>503 Service Unavailable</body></html>",
    "truncated_pdf": EXAMPLE.read_bytes()[:20000],
    "encrypted_pdf": locked(),
    "damaged_pdf": broken_pages(),
    "no_text": scanned(),
    "no_answer": print_flow([to_paragraph("Beste lezer, dit is een brief zonder vraag.")]),
}


@pytest.mark.parametrize("code", BAD)
def test_bad_content_is_an_outcome_with_a_remedy(code: str) -> None:
    result = read_content(BAD[code])
    assert result.document.outcome == "unreadable"
    assert result.grants == ()
    (finding,) = [finding for finding in result.findings if finding.severity == "error"]
    assert finding.code == code
    assert ";" in finding.message  # what is wrong; what to do


def test_a_pdf_locked_against_changes_only_is_read() -> None:
    assert len(read_content(only_owner_locked()).grants) == 9


def test_an_office_file_named_pdf_is_named() -> None:
    (finding,) = read_content(b"PK\x03\x04 rest").findings
    assert "Office" in finding.message


@pytest.mark.slow
def test_the_command_reads_the_others_and_exits_with_3(tmp_path: Path) -> None:
    files = []
    for code, content in BAD.items():
        files.append(tmp_path / f"{code}.pdf")
        files[-1].write_bytes(content)
    command = [Path(sys.executable).with_name("parlgrants"), "read", "--format", "jsonl"]
    done = subprocess.run([*command, *files, EXAMPLE], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 9
    for file in files:
        assert sum(str(file) in line or file.name in line for line in done.stderr.splitlines()) == 1, done.stderr


def test_a_text_is_called_a_text_and_its_remedy_fits_any() -> None:
    for content in (b"hello", b"# A page\n\nsome, words\n", "Vzw Caf\u00e9;1000\n".encode("latin-1")):
        problem = check_pdf(content)
        assert problem is not None
        assert "plain text" in problem.message
        assert ".docx" in problem.message
    other = check_pdf(b"a\x00b")
    assert other is not None
    assert "plain text" not in other.message
