"""Recipients that look like natural persons: a title, or initials and a surname, and no legal form beside them.

Only what is sure: a given name and a surname (`An Peeters`) may be a person, a shop or a band, and no list of given
names decides that. Such names are not found.
"""

from __future__ import annotations

import re
from functools import cache

from parsers.public_bodies import places_of
from parsers.vocabulary import fold, load_words

_LANGUAGES = ("nl", "fr", "de", "en")
_INITIALS = r"(?:[A-Z]\.[ -]?){1,4}"
_SURNAME = r"(?:['\u2019]t|d['\u2019][^\W\d_]+|[^\W\d_][^\W\d_'\u2019-]+(?:[-'\u2019][^\W\d_]+)*)"
_BEFORE = re.compile(rf"(?P<initials>{_INITIALS})\s*(?P<surname>{_SURNAME}(?:\s+{_SURNAME}){{0,4}})")
_BEHIND = re.compile(rf"(?P<surname>{_SURNAME}(?:\s+{_SURNAME}){{0,4}}),?\s+(?P<initials>{_INITIALS})")
_NAME_WORD = re.compile(rf"(?:{_SURNAME}|[A-Z]\.(?:-?[A-Z]\.)*|[A-Z])")
_MOST_WORDS = 6
_FEWEST_LETTERS = 3


def find_person(printed: str) -> str | None:
    """The person's name without titles, when the whole text looks like one; None where it does not, or not surely.

    The text must hold no legal form: that is the caller's to see.
    """
    text = " ".join(printed.split())
    titled = _find_titled(text)
    if titled is not None:
        return titled
    bare = _without(text, _title("academic", start=True))
    if bare != text and _looks_like_name(bare):
        return bare
    return text if _has_initials(text) else None


def find_surnames(printed: str) -> tuple[str, ...]:
    """The surname of what `find_person` takes for a person, as printed, whole and without its little words.

    Left out are those of fewer than three letters, and those that are a place's name too.
    """
    bare = find_person(printed) or " ".join(printed.split())
    found = _BEFORE.fullmatch(bare) or _BEHIND.fullmatch(bare)
    words = (found["surname"] if found else bare).strip(" ,").split()
    if found is None:
        particles = [at for at, word in enumerate(words) if at and fold(word) in _words_of("particle")]
        words = words[particles[0] :] if particles else words[-1:]
    surnames = dict.fromkeys([" ".join(words), *words[-1:]])
    return tuple(
        surname
        for surname in surnames
        if sum(map(str.isalpha, surname)) >= _FEWEST_LETTERS and fold(surname) not in places_of("municipality")
    )


def find_titled_names(text: str) -> list[tuple[int, int]]:
    """Where names with a courtesy title stand in running text (`aan mevr. An Peeters`), without the title."""
    return [match.span("name") for match in _titled().finditer(text)]


def _find_titled(text: str) -> str | None:
    """The name beside `de heer`, `mevr.` …; the text before it goes with it (`kinderopvang mevr. Peeters`)."""
    named = _without(_without(text, _title("first", start=True)), _title("sure"))
    bare = _without(_without(named, _title("first", start=True)), _title("academic", start=True))
    return bare.strip(" ,()") if named != text and re.search(r"[^\W\d_]{2}", bare) else None


def _without(text: str, title: re.Pattern[str]) -> str:
    previous = None
    while previous != text:
        previous, text = text, title.sub(" ", text).strip(" ,")
    return " ".join(text.split())


def _has_initials(text: str) -> bool:
    found = _BEFORE.fullmatch(text) or _BEHIND.fullmatch(text)
    if found is None:
        return False
    initials = fold(found["initials"]).replace(" ", "")
    clubs_and_forms = initials in _words_of("no_initials") or initials.replace(".", "") in _legal_forms()
    return not clubs_and_forms and _is_surname(found["surname"])


def _is_surname(text: str) -> bool:
    words = text.split()
    folded = [fold(word) for word in words]
    named = [word for word in words if fold(word) not in _words_of("particle")]
    if not named or not all(word[0].isupper() or word[:2] in ("d'", "d\u2019") for word in named):
        return False
    whole = " ".join(folded)
    return not set(folded) & _organisation_words() and whole not in places_of("municipality")


def _looks_like_name(text: str) -> bool:
    words = text.split()
    if not 1 < len(words) <= _MOST_WORDS or not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    return _is_surname(text)


@cache
def _organisation_words() -> frozenset[str]:
    kinds = ("type", "types", "descriptor", "head")
    rows = [row["words"] for row in load_words("recipient_words") if row["kind"] in kinds]
    return frozenset(map(fold, rows)) - {"vrije", "rode"} | _words_of("no_surname")


@cache
def _legal_forms() -> frozenset[str]:
    """`S.A. Brussels Airlines` begins with no initials."""
    return frozenset(fold(row["words"]) for language in _LANGUAGES for row in load_words("legal_forms", language))


@cache
def _titled() -> re.Pattern[str]:
    """A title, then initials, names and particles; the last of them a name."""
    titles = [*_words_of("sure"), "mevrouw"]
    words = "|".join(sorted(map(re.escape, titles), key=len, reverse=True))
    particles = "|".join(sorted(map(re.escape, _words_of("particle")), key=len, reverse=True))
    capital = r"[^\W\d_a-z][^\W\d_]*(?:['\u2019-][^\W\d_]+)*"
    part = rf"(?:{_INITIALS}|{capital}|(?:{particles})(?=\s))"
    return re.compile(rf"(?<![\w.])(?i:{words})\.?\s+(?P<name>(?:{part}\s*){{0,5}}{capital})")


@cache
def _title(kind: str, *, start: bool = False) -> re.Pattern[str]:
    """The titles of one kind as whole words; with `start` only at the start, or behind a comma or bracket."""
    words = "|".join(sorted(map(re.escape, _words_of(kind)), key=len, reverse=True))
    before = r"(?:^|(?<=[,(] )|(?<=[,(]))" if start else r"(?<![\w.])"
    return re.compile(rf"{before}(?:{words})(?![\w])\.?", re.IGNORECASE)


@cache
def _words_of(kind: str) -> frozenset[str]:
    rows = (row for language in _LANGUAGES for row in load_words("person_titles", language))
    return frozenset(fold(row["words"]) for row in rows if row["kind"] == kind)
