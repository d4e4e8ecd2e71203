"""Sentences of any words: reading them never fails, and what is read stands in the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.prose_chunks import read_chunks, to_labels
from parsers.prose_language import read_sentences
from parsers.prose_lists import read_item
from parsers.prose_objections import find_objections
from parsers.prose_phrases import join_phrases
from parsers.prose_sentences import Said, find_recipient, read_sentence
from parsers.vocabulary import load_words

VOCABULARY = sorted({row["words"] for name in ("prose_words", "recipient_words") for row in load_words(name)})
OTHERS = [
    "vzw", "Gent", "De", "Brug", "10.000 euro", "€ 500", "1,2 miljoen euro", "2021", "(2020)", "‘", "’", "(", ")", ",",
    ";", ":", "-", ".", "?", "maximaal", "speelplein", "4 mei 2018", "HBC.2021.0054", "....",
]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY) | st.sampled_from(OTHERS), min_size=1, max_size=14).map(" ".join))
def test_reading_never_fails(text: str) -> None:
    for sentence in read_sentences(text):
        for is_item in (False, True):
            chunks = join_phrases(read_chunks(text, sentence, is_item))
            assert [chunk.last for chunk in chunks][:-1] == [chunk.first for chunk in chunks][1:]
            find_recipient(chunks)
            grants = [
                *read_sentence(chunks, Said(text, announced=True)),
                *(found.grant for found in read_item(text, chunks)),
            ]
            assert all(0 <= start < end <= len(text) for grant in grants for start, end in (grant.name, grant.amount))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("In 2021 kreeg Theater Tarmac een subsidie van 1,2 miljoen euro.", "YvOA."),
        ("Aan vzw Atlas werd 10.000 euro toegekend, aan vzw Boussole 12.000 euro.", "nOwAp,nOA."),
        ("Er werd 80.000 euro steun verleend door de Vlaamse overheid.", "fwApC."),
        ("Vzw Atlas ontving maximaal 500 euro.", "Ov!A."),
        ("Vzw Atlas ontving 500 euro voor de huur van een zaal.", "OvAT."),
        ("De vzw’s Atlas en Boussole ontvingen respectievelijk 500 en 600 euro.", "OeOVdAeA."),
        ("Kan de vzw Atlas 500 euro krijgen?", "$OAV?"),
        ("Vzw Atlas - Voorzien bedrag - 500 euro", "O-$x-A"),
    ],
)
def test_sentences_become_phrases(text: str, labels: str) -> None:
    (sentence,) = read_sentences(text)
    assert to_labels(join_phrases(read_chunks(text, sentence))) == labels


@pytest.mark.parametrize(
    ("text", "name", "strong"),
    [
        ("de vzw Natuurlijk Samen ontving", "vzw Natuurlijk Samen", True),
        ("De Brug ontving", "De Brug", False),
        ("De Universiteit Gent ontving", "Universiteit Gent", True),
        ("de organisatie Kompas ontving", "Kompas", False),
        ("Vzw Rust Roest (Gent) ontving", "Vzw Rust Roest", True),
        ("Vzw Rust Roest (VRR) ontving", "Vzw Rust Roest (VRR)", True),
        ("het OCMW van Kortrijk ontving", "OCMW van Kortrijk", True),
        ("’t Kelderke vzw ontving", "’t Kelderke vzw", True),
        ("vzw ‘De kleine prins’ ontving", "vzw ‘De kleine prins’", True),
        ("Kind en Gezin ontving", "Kind en Gezin", False),
        ("Mobiel 21 vzw ontving", "Mobiel 21 vzw", True),
        ("de v.z.w. Atlas ontving", "v.z.w. Atlas", True),
    ],
)
def test_names(text: str, name: str, strong: bool) -> None:
    chunk = _first_chunk(text)
    assert chunk.label == "O"
    assert (text[slice(*chunk.inner)], chunk.strong) == (name, strong)


@pytest.mark.parametrize("text", ["de scholen", "Elke gemeente", "Limburg", "de Vlaamse Regering", "Oekraïne", "het"])
def test_no_names(text: str) -> None:
    assert _first_chunk(text).label != "O"


@pytest.mark.parametrize(
    ("text", "objects"),
    [
        ("Hieronder kan u een overzicht vinden van de toegekende subsidies:", False),
        ("De volgende aanvragen werden geweigerd:", True),
        ("Per vereniging werd maximaal toegekend:", True),
        ("In totaal werd toegekend:", True),
    ],
)
def test_objections(text: str, objects: bool) -> None:
    assert bool(find_objections(text)) is objects


def test_a_total_may_stand_above_a_list() -> None:
    assert not find_objections("In totaal werd toegekend:", totals=False)


def _first_chunk(text: str):  # type: ignore[no-untyped-def]
    (sentence,) = read_sentences(text)
    return read_chunks(text, sentence)[0]
