"""Recipients that look like natural persons: titles, initials with a surname; nothing that may be something else."""

from __future__ import annotations

import pytest

from parsers.organisation_names import to_organisation_name
from parsers.person_names import find_name_words, find_surnames, find_titled_names

PERSONS = {
    "de heer Jan Janssens": "Jan Janssens", "Dhr. P. Claes": "P. Claes", "Mevr. An Peeters": "An Peeters",
    "mw. De Smet": "De Smet", "Mevrouw Peeters": "Peeters", "Janssens, dhr. Jan": "Janssens, Jan",
    "de heer en mevrouw Claes-Maes": "Claes-Maes", "J. Janssens": "J. Janssens",
    "J.P. Van den Berghe": "J.P. Van den Berghe",
    "J.-P. Maes": "J.-P. Maes", "Janssens J.": "Janssens J.", "Janssens, J.": "Janssens, J.", "E. d'Huys": "E. d'Huys",
    "J. Van 't Hof": "J. Van 't Hof", "A. VAN DAMME": "A. VAN DAMME", "Prof. dr. An Peeters": "An Peeters",
    "dr. Jan Claes": "Jan Claes", "Mme Claire Dubois": "Claire Dubois", "Herr Hans Müller": "Hans Müller",
    "K. Janssens": "K. Janssens", "F.C. Peeters": "F.C. Peeters", "Jan J. Janssens": "Jan J. Janssens",
    "Mej. An Peeters": "An Peeters", "Hr. Jan Claes": "Jan Claes", "Hr Jan Claes": "Jan Claes",
    "de h. Claes": "Claes", "meneer Claes": "Claes", "Meneer Jan Claes": "Jan Claes",
    "Architect P. Lievens": "P. Lievens", "Dr. W. Baert, huisarts": "W. Baert", "dr. Els Maes (tandarts)": "Els Maes",
    "Els Maes, huisarts": "Els Maes", "J. Janssens en A. Peeters": "J. Janssens en A. Peeters",
    "J. en A. Peeters": "J. en A. Peeters", "Familie Janssens": "Janssens", "Erven Van Damme": "Van Damme",
    "Echtgenoten Claes-Maes": "Claes-Maes", "Weduwe Claes": "Claes", "Wed. Claes": "Claes",
    "M. Çelik": "M. Çelik", "Ir. T. Maes": "T. Maes",
}  # fmt: skip
OTHERS = [
    "An Peeters", "Janssens Jan", "De heer Bommel vzw", "J. Janssens bv", "nv J. Claes", "K.V. Kortrijk", "K. Gent",
    "F.C. Latem", "K. Harmonie Sint-Cecilia", "K.F. De Ware Vrienden", "S.A. Brussels Airlines", "Dr. Guislain Museum",
    "Museum Dr. Guislain", "Museum M", "Stichting P. Maes", "Museum J. Ensor", "De Heerlijkheid", "Heerenhuis",
    "V.Z.W.",
    "K. Latem", "K. Sint-Cecilia", "K. Voorwaarts", "K. Turnkring", "F.C. De Kampioenen", "Jan De Nul nv",
    "Dr. Leo vzw", "Museum Jan Palfijn", "C. Mine", "Z. Kust", "V. Ten Brielen", "T. Hooft", "B. Architecten",
    "Mevrouw Courage theatergroep", "Familie Platform", "Familiehulp", "Familie en Gezin", "Familie vzw",
    "Museum J. Ensor", "Garage J. Claes", "Bakkerij P. Maes", "HR Rail", "Architecten P. Lievens", "J. Maes en Zonen",
    "Fietsen en Wandelen", "Koor o.l.v. J. Claes", "N.V. Peeters", "Erven Zonder Grenzen", "Kunsthuis, architect",
    "11.11.11", "Atelier 27", "Mevrouwtje", "Mr. Wonderful Producties", "N.V. Sluizen", "J.H. De Trap", "U.Z. Gent",
]  # fmt: skip


@pytest.mark.parametrize("printed", PERSONS)
def test_persons_are_known_by_title_or_initials(printed: str) -> None:
    name = to_organisation_name(printed)
    assert (name.kind, name.words) == ("person", to_organisation_name(f"dhr. {PERSONS[printed]}").words)


@pytest.mark.parametrize("printed", OTHERS)
def test_what_may_be_something_else_is_no_person(printed: str) -> None:
    assert to_organisation_name(printed).kind == "organisation"


@pytest.mark.parametrize(
    ("printed", "surnames"),
    [
        ("de heer Jan Janssens", ("Janssens",)),
        ("J.P. Van den Berghe", ("Van den Berghe", "Berghe")),
        ("Claes, J.", ("Claes",)),
        ("A. Van Damme", ("Van Damme",)),
        ("mevr. Ho", ()),
        ("J. Janssens en A. Peeters", ("Janssens", "Peeters")),
        ("de heer J. Claes en mevrouw A. Maes", ("Claes", "Maes")),
        ("Jan J. Janssens", ("Janssens",)),
    ],
)
def test_surnames(printed: str, surnames: tuple[str, ...]) -> None:
    assert find_surnames(printed) == surnames


def test_titled_names_in_a_sentence() -> None:
    text = "aan mevr. An Peeters en de heer J. van den Berghe; mevrouw de minister"
    assert [text[start:end] for start, end in find_titled_names(text)] == ["An Peeters", "J. van den Berghe"]


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("Mevr. Zoë Lëfevre-Dhont", ("zoe", "lefevre", "dhont")),
        ("Kinderopvang mevr. An Van den Berghe", ("an", "berghe")),
        ("J.P. Claes", ("claes",)),
        ("Mevr. Gent", ()),
    ],
)
def test_words_that_may_stand_for_a_person(printed: str, words: tuple[str, ...]) -> None:
    assert find_name_words(printed) == words
