"""The words the services use, from `service_words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from zlib import crc32

MIN_STEM = 5  # letters of a theme's word that make it the title's subject


def word(name: str) -> str:
    """One word or status of the services, by its name in the file."""
    found = _words()[name]
    assert isinstance(found, str)
    return found


def find_themes(title: str) -> tuple[str, ...]:
    """One or two of the Parliament's themes: those a title names, else one that stands for none in particular."""
    themes = _themes()
    named = [theme for theme in themes if _stem(theme) in title.casefold()]
    return tuple(named[:2]) or (themes[crc32(title.encode()) % len(themes)],)


def _stem(theme: str) -> str:
    return theme.split()[0].casefold()[: max(MIN_STEM, len(theme.split()[0]) - 2)]


def _themes() -> tuple[str, ...]:
    return tuple(_words()["themes"])


@cache
def _words() -> dict[str, str | list[str]]:
    return tomllib.loads(files(__package__).joinpath("service_words.toml").read_text("utf-8"))
