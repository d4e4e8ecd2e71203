"""Names in capitals become names as one writes them."""

from __future__ import annotations

import pytest

from parsers.heading_words import read_heading_words
from parsers.names import is_capitals, parse_names

NAMES = read_heading_words().names


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("NADIA SMINATE", "Nadia Sminate"),
        ("KURT DE LOOR", "Kurt De Loor"),
        ("ORRY VAN DE WAUWER", "Orry Van de Wauwer"),
        ("FREYA VAN DEN BOSSCHE", "Freya Van den Bossche"),
        ("DIRK VAN DER MAELEN", "Dirk Van der Maelen"),
        ("GÜLER TURAN", "Güler Turan"),
        ("GRIET COPPÉ", "Griet Coppé"),
        ("JOS D'HAESE", "Jos D'Haese"),
        ("JOS D\u2019HAESE", "Jos D\u2019Haese"),
        ("GUY D'HAESELEER", "Guy D'haeseleer"),
        ("JAN VAN 'T HOF", "Jan Van 't Hof"),
        ("DOMINIEK LOOTENS-STAEL", "Dominiek Lootens-Stael"),
        ("JEAN-JACQUES DE GUCHT", "Jean-Jacques De Gucht"),
        ("IJSBRAND MAES", "IJsbrand Maes"),
        ("J.-P. PEETERS", "J.-P. Peeters"),
        ("de heer MARINO KEULEN", "Marino Keulen"),
        ("mevrouw ANN PEETERS", "Ann Peeters"),
        ("MARINO KEULEN (Open Vld)", "Marino Keulen"),
        ("Kurt De Loor", "Kurt De Loor"),
        ("Orry Van de Wauwer", "Orry Van de Wauwer"),
    ],
)
def test_one_name(printed: str, name: str) -> None:
    assert parse_names(printed, NAMES) == (name,)


@pytest.mark.parametrize(
    "printed",
    ["AN MAES, BERT NIJS en CIS DE WIT", "AN MAES, BERT NIJS EN CIS DE WIT", "An Maes, Bert Nijs, Cis De Wit"],
)
def test_joint_askers(printed: str) -> None:
    assert parse_names(printed, NAMES) == ("An Maes", "Bert Nijs", "Cis De Wit")


@pytest.mark.parametrize(
    "text", ["", "de Vlaamse overheid", "2 februari 2021", "SMINATE", "alle gemeenten", "AN MAES en de rest", ","]
)
def test_what_is_no_list_of_names_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no list of names"):
        parse_names(text, NAMES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("BART SOMERS", True), ("MINISTER VAN 'T GROEN", True), ("Bart SOMERS", False), ("2021", False), ("A 1", False)],
)
def test_capitals(text: str, expected: bool) -> None:
    assert is_capitals(text) is expected
