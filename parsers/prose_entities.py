"""Organisations that a statistical pipeline of spaCy sees in a text: further evidence for names, where there is one.

None is needed, and none is installed with the package. With `nl_core_news_lg`, `_md` or `_sm` beside it, a name of
capitals that the pipeline calls an organisation counts as sure (`Odisee`); it never makes a name of anything else.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any

PIPELINES = ("nl_core_news_lg", "nl_core_news_md", "nl_core_news_sm")
"""The first one installed is used."""

_ORGANISATIONS = frozenset({"ORG"})


@lru_cache(maxsize=512)
def find_organisations(text: str) -> tuple[tuple[int, int], ...]:
    """Where organisations stand in the text; empty without a pipeline."""
    pipeline = load_pipeline()
    if pipeline is None:
        return ()
    return tuple((e.start_char, e.end_char) for e in pipeline(text).ents if e.label_ in _ORGANISATIONS)


def find_pipelines() -> tuple[str, ...]:
    """The pipelines that are installed, the best one first: what is read depends on it."""
    return tuple(name for name in PIPELINES if find_spec(name) is not None)


@cache
def load_pipeline() -> Any:
    """The installed pipeline, without what names do not need; None where there is none."""
    installed = find_pipelines()
    if not installed:
        return None
    import spacy

    return spacy.load(installed[0], exclude=["lemmatizer", "senter"])
