"""Tables of what another government gave: the European Commission, the federal state, a city, a province."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from parsers.vocabulary import fold, load_words

_WHY = "another government gave what it lists"


def find_other_giver(headers: Sequence[str], sentence: str) -> str | None:
    """Why a table lists the money of another government; None where nothing says so, or a Flemish giver is named too.

    A city, a municipality or a province gets grants far more often than it gives them, so that the sentence must say
    that it gave (`De steun van de stad Gent aan`, `toegekend door de provincie Limburg`).
    """
    denied = r"\b(?:geen|niet van de|niet uit) vlaamse \w+"
    text = re.sub(denied, " ", fold(sentence))
    if _matches(_any("own"), " ".join([text, *map(fold, headers)])):
        return None
    own = {re.sub(r"\([^)]*\)", " ", fold(header)).strip() for header in headers}
    if own & set(_words("header")):
        return _WHY
    return _WHY if any(_matches(pattern, text) for pattern in _givers()) or _names_place(sentence) else None


def _matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


@cache
def _givers() -> tuple[str, ...]:
    """`de Europese Commissie kende`, `subsidies van de Nationale Loterij`, `betaald door de VGC`, `federale steun`."""
    return (*_giving(_outsider()), rf"{_any('of_another')} {_any('money')}")


def _names_place(sentence: str) -> bool:
    """A named one only: `de gemeenten` get grants. `Steun van de stad Gent` must go to somebody to be given by it."""
    capital = r"[A-Z][\w'-]+"
    text = re.sub(r"\s+", " ", sentence)
    return any(re.search(rf"(?i:{before}){capital}{behind}", text) for before, behind in _of_places())


@cache
def _of_places() -> tuple[tuple[str, str], ...]:
    place = rf"(?:de |het )?{_any('place')} (?:van )?"
    return (
        (rf"{_any('money')} van {place}", r"\s(?:[\w-]+\s){0,3}?aan\b"),
        (rf"{_any('given')} door {place}", ""),
        (rf"\b{place}", rf"\s{_any('gave')}"),
    )


def _giving(giver: str) -> tuple[str, ...]:
    article = r"(?:de |het )?"
    return (
        rf"{giver} (?:\w+ )?{_any('gave')}",
        rf"{_any('money')} (?:van|vanwege|uit) {article}{giver}",
        rf"{_any('given')} door {article}{giver}",
        rf"door {article}{giver} (?:\w+ ){{0,3}}?{_any('given')}",
    )


@cache
def _outsider() -> str:
    told = [fold(row["words"]) for row in load_words("prose_words") if row["kind"] == "outsider"]
    return rf"\b(?:{'|'.join(map(re.escape, [*told, *_words('outsider')]))})\b"


@cache
def _any(kind: str) -> str:
    return rf"\b(?:{'|'.join(map(re.escape, _words(kind)))})\b"


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(fold(row["words"]) for row in load_words("other_givers") if row["kind"] == kind)
