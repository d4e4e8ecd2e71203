"""Recipients' names taken apart, so that one organisation printed in several ways is known as one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from parsers.collective_names import is_collective
from parsers.identifiers import without_enterprise_numbers
from parsers.person_names import find_person
from parsers.public_bodies import find_public_body, is_place
from parsers.vocabulary import fold, load_words
from schemas.organisations import OrganisationName

_LANGUAGES = ("nl", "fr", "de", "en")
# `v.z.w.`, `J.P.`: single letters with full stops are one word.
_DOTTED = re.compile(r"(?<!\w)[^\W\d_](?:\.\s?[^\W\d_])+\.?(?!\w)")
_APOSTROPHES = re.compile("['\u2018\u2019\u00b4`]")
_AND = re.compile(r"&|(?<=\s)\+(?=\s)")
_WORD = re.compile(r"[^\W_]+|[#@%€$]")  # `C#` is not `C`; other signs may be a footnote's or a list's
_IN_BRACKETS = re.compile(r"\s*\(([^()]{2,12})\)")
_SHORTEST_LOOSE = 3  # letters of an abbreviation that may be taken from inside words: `Samenlevingsopbouw (SLO)`
_LONGEST_SHORT = 8


@dataclass(frozen=True, slots=True)
class LegalForm:
    """Words of a legal form; `words` is how a name's folded words spell it."""

    words: tuple[str, ...]
    form: str
    at: str
    joins_bare: bool


def to_organisation_name(printed: str) -> OrganisationName:
    """The name taken apart; what holds no letter or digit (`???`) is nobody's name, and of its document alone."""
    bare = without_enterprise_numbers(printed)
    without_short, short = _part_short(bare)
    words, form = _part_form(to_words(without_short))
    if not words:
        words, form = to_words(printed), None  # `Stichting` alone is a name
    if not words:
        return OrganisationName(printed, (), kind="collective")
    if form is None:
        return _parse_without_form(bare, words, short)
    return OrganisationName(to_key(words), words, form.form, form.joins_bare, short)


def _parse_without_form(printed: str, words: tuple[str, ...], short: str | None) -> OrganisationName:
    body = find_public_body(words)
    if body is not None:
        kind, place = body
        return OrganisationName(f"{kind}:{place}", words, kind=kind)
    if is_place(words):  # `Antwerpen`, the city or the province, is not `Antwerpen vzw`
        return OrganisationName(f"place:{' '.join(words)}", words)
    if is_collective(printed):
        return OrganisationName(to_key(words), words, kind="collective")
    person = find_person(printed)
    if person is not None:
        own = to_words(person)
        return OrganisationName(to_person_key(own), own, kind="person")
    return OrganisationName(to_key(words), words, short=short)


def to_words(text: str) -> tuple[str, ...]:
    """The folded words of a name: no case, accents, punctuation; `&` and a lone `+` are `en`, `50+`
    is `50 plus`, `v.z.w.` is one word, `C#` is two. None where there is no letter or digit."""
    folded = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found.group()), fold(text))
    plain = _AND.sub(" en ", _APOSTROPHES.sub("", folded)).replace("+", " plus ")
    words = tuple(_WORD.findall(plain))
    return words if any(map(str.isalnum, words)) else ()


def to_key(words: Sequence[str]) -> str:
    """The words without their spaces; numbers side by side stay apart (`Scouts 1 2` is not `Scouts 12`)."""
    key = ""
    for word in words:
        key += f" {word}" if key[-1:].isdigit() and word[0].isdigit() else word
    return key


def to_person_key(words: Sequence[str]) -> str:
    """The key of a person's name without titles; no organisation's key is equal to it."""
    return f"person:{to_key(words)}"


def _part_form(words: tuple[str, ...]) -> tuple[tuple[str, ...], LegalForm | None]:
    """The words without the legal form before or behind them, and the form; the one behind goes first."""
    for count in range(min(_longest_form(), len(words)), 0, -1):
        found = legal_forms().get(words[-count:])
        if found is not None and found.at in ("any", "end"):
            return words[:-count], found
    for count in range(min(_longest_form(), len(words)), 0, -1):
        found = legal_forms().get(words[:count])
        if found is not None and found.at in ("any", "start"):
            return words[count:], found
    return words, None


def _part_short(printed: str) -> tuple[str, str | None]:
    """The name without the abbreviation of itself that it prints in brackets, and that abbreviation's key."""
    for match in _IN_BRACKETS.finditer(printed):
        full = _part_form(to_words(printed[: match.start()]))[0]
        short = match.group(1)
        if _part_form(to_words(short))[0] and is_abbreviation(short, full):
            return printed[: match.start()] + printed[match.end() :], to_key(to_words(short))
    return printed, None


def is_abbreviation(short: str, words: Sequence[str]) -> bool:
    """Whether the capitals abbreviate these folded words: the first letters of words, in order, from the first word on;
    of three letters and more also letters from inside the words (`Samenlevingsopbouw (SLO)`)."""
    bare = re.sub(r"[\W_]", "", short)
    if not (2 <= len(bare) <= _LONGEST_SHORT and bare.isalpha() and bare.isupper()) or not words:
        return False
    letters = fold(bare)
    if letters[0] != words[0][0] or " " in short.strip():
        return False
    loose = "".join(words) if len(letters) >= _SHORTEST_LOOSE else ""
    return _holds(letters, "".join(word[0] for word in words)) or _holds(letters, loose)


def _holds(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


@cache
def legal_forms() -> Mapping[tuple[str, ...], LegalForm]:
    """The legal forms of all languages, by their folded words; the first language that lists words decides."""
    forms: dict[tuple[str, ...], LegalForm] = {}
    for row in (row for language in _LANGUAGES for row in load_words("legal_forms", language)):
        words = to_words(row["words"])
        forms.setdefault(words, LegalForm(words, row["form"], row["at"], row["bare"] == "yes"))
    return forms


@cache
def _longest_form() -> int:
    return max(map(len, legal_forms()))
