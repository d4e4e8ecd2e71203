"""Recipients that look like natural persons: a title, or initials and a surname, and no legal form beside them.

Only what is sure: a given name and a surname (`An Peeters`) may be a person, a shop or a band, and no list of given
names decides that. Such names are not found.
"""

from __future__ import annotations

import re
from functools import cache

from parsers.person_words import (
    is_organisation_word,
    is_place_part,
    legal_forms,
    splitting,
    title,
    words_of,
)
from parsers.public_bodies import places_of
from parsers.vocabulary import fold

_INITIALS = r"(?:[A-Z]\.[ -]?){1,4}"
_SURNAME = r"(?:['\u2019]t|d['\u2019][^\W\d_]+|[^\W\d_][^\W\d_'\u2019-]+(?:[-'\u2019][^\W\d_]+)*)"
_BEFORE = re.compile(rf"(?P<initials>{_INITIALS})\s*(?P<surname>{_SURNAME}(?:\s+{_SURNAME}){{0,4}})")
_BEHIND = re.compile(rf"(?P<surname>{_SURNAME}(?:\s+{_SURNAME}){{0,4}}),?\s+(?P<initials>{_INITIALS})")
_MIDDLE = re.compile(
    rf"(?P<given>{_SURNAME})\s+(?P<initials>{_INITIALS})\s*(?P<surname>{_SURNAME}(?:\s+{_SURNAME}){{0,4}})"
)
_NAME_WORD = re.compile(rf"(?:{_SURNAME}|[A-Z]\.(?:-?[A-Z]\.)*|[A-Z])")
_MOST_WORDS = 6
_FEWEST_LETTERS = 3


def find_person(printed: str) -> str | None:
    """The person's name without titles, when the whole text looks like one; None where it does not, or not surely.

    The text must hold no legal form: that is the caller's to see.
    """
    whole = " ".join(printed.split())
    text = _without(whole, title("occupation", behind=True))
    titled = _find_titled(text)
    if titled is not None:
        return titled
    of_several = _without(text, title("household", start=True))
    if of_several != text and _looks_like_name(of_several, fewest=1):
        return of_several
    bare = _without(text, title("academic", start=True))
    if bare != whole and _looks_like_name(bare):
        return bare
    return text if _are_persons(text) else None


def find_surnames(printed: str) -> tuple[str, ...]:
    """The surname of what `find_person` takes for a person, as printed, whole and without its little words.

    Left out are those of fewer than three letters, and those that are a place's name too.
    """
    bare = find_person(printed) or " ".join(printed.split())
    surnames = dict.fromkeys(surname for part in splitting().split(bare) for surname in _find_surnames_of(part))
    return tuple(
        surname
        for surname in surnames
        if sum(map(str.isalpha, surname)) >= _FEWEST_LETTERS and fold(surname) not in places_of("municipality")
    )


def find_name_words(printed: str) -> tuple[str, ...]:
    """Every word of a person's name that may stand for the person, given names too: folded, without initials.

    Left out are little words, those of organisations and the names of places.
    """
    bare = find_person(printed) or " ".join(printed.split())
    words = (word for word in re.findall(r"[^\W_]+", bare) if word[0].isupper() and len(word) > 1)
    no_names = words_of("particle") | words_of("sure") | words_of("first") | words_of("academic")
    folded = (fold(word) for word in words if not is_organisation_word(word) and fold(word) not in legal_forms())
    return tuple(dict.fromkeys(w for w in folded if w not in no_names and w not in places_of("municipality")))


def _find_surnames_of(name: str) -> tuple[str, ...]:
    bare = _without(name, title("first", start=True))
    found = _BEFORE.fullmatch(bare) or _MIDDLE.fullmatch(bare) or _BEHIND.fullmatch(bare)
    words = (found["surname"] if found else bare).strip(" ,").split()
    if found is None:
        particles = [at for at, word in enumerate(words) if at and fold(word) in words_of("particle")]
        words = words[particles[0] :] if particles else words[-1:]
    return tuple(dict.fromkeys([" ".join(words), *words[-1:]]))


def find_titled_names(text: str) -> list[tuple[int, int]]:
    """Where names with a courtesy title stand in running text (`aan mevr. An Peeters`), without the title."""
    return [match.span("name") for match in _titled().finditer(text)]


def _find_titled(text: str) -> str | None:
    """The name beside `de heer`, `mevr.` …; the text before it goes with it (`kinderopvang mevr. Peeters`)."""
    started = _without(text, title("first", start=True))
    named = _without(started, title("sure"))
    bare = _without(_without(named, title("first", start=True)), title("academic", start=True))
    if named == started and any(map(is_organisation_word, bare.split())):
        return None  # `Mevrouw Courage theatergroep`
    return bare.strip(" ,()") if named != text and re.search(r"[^\W\d_]{2}", bare) else None


def _without(text: str, title: re.Pattern[str]) -> str:
    previous = None
    while previous != text:
        previous, text = text, title.sub(" ", text).strip(" ,")
    return " ".join(text.split())


def _are_persons(text: str) -> bool:
    """One with initials, or several: `J. Janssens en A. Peeters`, `J. en A. Peeters`."""
    *others, last = splitting().split(text)
    if not all(_has_initials(other) or re.fullmatch(_INITIALS, other) for other in others):
        return False
    return _has_initials(last)


def _has_initials(text: str) -> bool:
    middle = _MIDDLE.fullmatch(text)
    found = _BEFORE.fullmatch(text) or _BEHIND.fullmatch(text) or middle
    if found is None or (middle and not _is_surname(middle["given"])):
        return False
    return _may_be_initials(fold(found["initials"]).replace(" ", ""), found["surname"]) and _is_surname(
        found["surname"]
    )


def _may_be_initials(initials: str, surname: str) -> bool:
    """`K.V. Kortrijk` begins with none, nor does `S.A. Brussels Airlines`."""
    if initials.replace(".", "") in legal_forms():
        return False
    if initials in words_of("club_initials"):
        return not is_place_part(surname.split()[-1])
    return initials not in words_of("no_initials") or fold(surname) in words_of("surname")


def _is_surname(text: str) -> bool:
    words = text.split()
    named = [word for word in words if fold(word) not in words_of("particle")]
    if not named or not all(word[0].isupper() or word[:2] in ("d'", "d\u2019") for word in named):
        return False
    whole = fold(text)
    if whole in words_of("no_surname") or whole in places_of("municipality"):
        return False
    return not any(map(is_organisation_word, words))


def _looks_like_name(text: str, fewest: int = 2) -> bool:
    words = text.split()
    if not fewest <= len(words) <= _MOST_WORDS or not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    return _is_surname(text)


@cache
def _titled() -> re.Pattern[str]:
    """A title, then initials, names and particles; the last of them a name."""
    titles = [*words_of("sure"), "mevrouw", "meneer"]
    words = "|".join(sorted(map(re.escape, titles), key=len, reverse=True))
    particles = "|".join(sorted(map(re.escape, words_of("particle")), key=len, reverse=True))
    capital = r"[^\W\d_a-z][^\W\d_]*(?:['\u2019-][^\W\d_]+)*"
    part = rf"(?:{_INITIALS}|{capital}|(?:{particles})(?=\s))"
    return re.compile(rf"(?<![\w.])(?i:{words})\.?\s+(?P<name>(?:{part}\s*){{0,5}}{capital})")
