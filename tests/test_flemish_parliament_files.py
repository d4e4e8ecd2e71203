"""Addresses and names of the files of the Flemish Parliament's questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sources.flemish_parliament.files import find_file_number, to_address, to_addresses, to_file_name

HOST = "https://docs.vlaamsparlement.be"
LOCAL = "http://127.0.0.1:8123/docs/"


@pytest.mark.parametrize(
    ("url", "base", "address"),
    [
        (f"{HOST}/pfile?id=490915", HOST, f"{HOST}/files/pfile?id=490915"),
        (f"{HOST}/files/pfile?id=490915", f"{HOST}/", f"{HOST}/files/pfile?id=490915"),
        ("http://docs.vlaamsparlement.be/pfile?lang=nl&id=0490915", HOST, f"{HOST}/files/pfile?id=490915"),
        ("/files/pfile?id=5", HOST, f"{HOST}/files/pfile?id=5"),
        (f"{HOST}/pfile?id=5", LOCAL, "http://127.0.0.1:8123/docs/files/pfile?id=5"),
        ("http://127.0.0.1:8123/pfile?id=5", LOCAL, "http://127.0.0.1:8123/docs/files/pfile?id=5"),
        (f"{HOST}/docs/stukken/a.pdf", HOST, f"{HOST}/docs/stukken/a.pdf"),
        ("https://example.org/pfile?id=5", HOST, "https://example.org/pfile?id=5"),
        ("http://example.org/a.pdf", HOST, "http://example.org/a.pdf"),
        (f"{HOST}/pfile?id=5&id=6", HOST, f"{HOST}/pfile?id=5&id=6"),
        ("http://[x", HOST, "http://[x"),
        ("https://docs.vlaamsparlement.be:99999/pfile", HOST, "https://docs.vlaamsparlement.be:99999/pfile"),
        (f"{HOST}/pfile?id=x", HOST, f"{HOST}/pfile?id=x"),
    ],
)
def test_a_file_has_one_address(url: str, base: str, address: str) -> None:
    assert to_address(url, base) == address
    assert to_address(address, base) == address


def test_both_forms_are_one_file() -> None:
    urls = (f"{HOST}/pfile?id=2", f"{HOST}/files/pfile?id=1", f"{HOST}/files/pfile?id=2")
    assert to_addresses(urls, HOST) == (f"{HOST}/files/pfile?id=2", f"{HOST}/files/pfile?id=1")


def test_names_tell_the_question_and_the_file() -> None:
    assert to_file_name("12", f"{HOST}/pfile?id=7", ".pdf", is_answer=True) == "schv-12.pdf"
    assert to_file_name("12", f"{HOST}/pfile?id=7", ".xlsx", is_answer=False) == "schv-12.attachment-7.xlsx"
    nameless = to_file_name("12", f"{HOST}/docs/a.pdf", ".pdf", is_answer=False)
    assert nameless == to_file_name("12", f"{HOST}/docs/a.pdf", ".pdf", is_answer=False)
    assert nameless != to_file_name("12", f"{HOST}/docs/b.pdf", ".pdf", is_answer=False)


@given(st.text(alphabet="ab:/?=#[]%.@ 0idhtpfle"), st.integers(0, 10**9))
def test_whatever_is_given_as_an_address_does_no_harm(text: str, number: int) -> None:
    addresses = [
        to_address(url, HOST) for url in (text, f"{HOST}/pfile?id={number}", f"/files/pfile?x={text}&id={number}")
    ]
    assert addresses[1] == f"{HOST}/files/pfile?id={number}"
    assert find_file_number(addresses[0]) in (None, find_file_number(text))
