"""Datasette over a release, in process: titles, licence, units and facets are shown, words are found."""

from __future__ import annotations

import asyncio
import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from made_datasets import make_tables, write_release

from flows.formats.datasette import FACETS, to_metadata
from flows.formats.sqlite import FILE as DATABASE
from flows.formats.sqlite import column_of
from schemas.fields import TABLE_FIELDS
from schemas.source_licence import DATASET_TITLE, LICENCE_ADDRESS, LICENCE_TITLE, SOURCE_NAME


def test_facets_are_columns() -> None:
    for table, facets in FACETS.items():
        assert set(facets) <= {field.name for field in TABLE_FIELDS[table]}


def test_every_stored_column_is_explained() -> None:
    tables: Any = to_metadata()["databases"]
    for name, fields in TABLE_FIELDS.items():
        columns = tables["parlgrants"]["tables"][name]["columns"]
        assert set(columns) == {field.name for field in fields} | {column_of(field) for field in fields}


async def ask(folder: Path, paths: list[str]) -> list[str]:
    """Have Datasette answer these paths, as `datasette parlgrants.sqlite --metadata metadata.json` does."""
    from datasette.app import Datasette

    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    datasette = Datasette([str(folder / DATABASE)], metadata=metadata)
    await datasette.invoke_startup()
    answers = [await datasette.client.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [200] * len(paths)
    return [answer.text for answer in answers]


@pytest.mark.slow
def test_datasette_shows_tables_and_finds_words(tmp_path: Path) -> None:
    folder = write_release(tmp_path / "release", make_tables(60))
    paths = ["/", "/parlgrants/grants", "/parlgrants/grants.json?_search=zoe&_shape=objects", "/parlgrants/grants.json"]
    index, page, found, facets = asyncio.run(ask(folder, paths))
    assert DATASET_TITLE in unescape(index)
    assert all(text in unescape(page) for text in (LICENCE_TITLE, LICENCE_ADDRESS, SOURCE_NAME, "whole euro cents"))
    assert 'name="_search"' in page
    rows = json.loads(found)["rows"]
    assert rows
    assert all("Zoë" in row["organisation"] for row in rows)
    assert set(json.loads(facets)["facet_results"]) >= set(FACETS["grants"])
