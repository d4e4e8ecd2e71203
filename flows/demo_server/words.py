"""The words the services use, from `service_words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

MIN_STEM = 5  # letters of a theme's word that make it the title's subject


def word(name: str) -> str:
    """One word or status of the services, by its name in the file."""
    found = _words()[name]
    assert isinstance(found, str)
    return found


def find_themes(title: str) -> tuple[str, ...]:
    """The Parliament's themes that a title names, two at most; often none, though the Parliament gives always one."""
    return tuple(theme for theme in _themes() if _stem(theme) in title.casefold())[:2]


def _stem(theme: str) -> str:
    return theme.split()[0].casefold()[: max(MIN_STEM, len(theme.split()[0]) - 2)]


def _themes() -> tuple[str, ...]:
    return tuple(_words()["themes"])


@cache
def _words() -> dict[str, str | list[str]]:
    return tomllib.loads(files(__package__).joinpath("service_words.toml").read_text("utf-8"))
