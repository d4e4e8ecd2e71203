"""A statistical pipeline is further evidence for names; here a stub with rules stands for an installed one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from prose_texts import read_paragraphs, told_grants

import parsers.prose_entities as entities

LIST = ("De toegekende subsidies:", "- Odisee: 10.000 euro", "- Imec: 12.000 euro", "- Leesplezier: 5.000 euro")


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    import spacy

    stub: Any = spacy.blank("nl")
    ruler: Any = stub.add_pipe("entity_ruler")
    names = {"Odisee": "ORG", "Imec": "ORG", "Leesplezier": "WORK_OF_ART"}
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in names.items()])
    monkeypatch.setattr(entities, "load_pipeline", lambda: stub)
    entities.find_organisations.cache_clear()
    yield
    entities.find_organisations.cache_clear()


def test_without_a_pipeline_lone_words_are_no_recipients() -> None:
    assert entities.load_pipeline() is None
    result = read_paragraphs(*LIST)
    assert told_grants(result) == []
    assert [finding.code for finding in result.findings] == ["prose_amounts_unread"] * 3


@pytest.mark.usefixtures("pipeline")
def test_what_a_pipeline_calls_an_organisation_is_a_name() -> None:
    names = [grant.organisation for grant in read_paragraphs(*LIST).grants]
    assert names[:2] == ["Odisee", "Imec"]


@pytest.mark.usefixtures("pipeline")
def test_a_pipeline_makes_no_grant_of_other_amounts() -> None:
    assert read_paragraphs("Odisee raamt de kosten van de subsidie op 10.000 euro.").grants == ()
