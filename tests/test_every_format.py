"""All formats of the samples' release and of one of 100,000 grants, each held to what its own tools say of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import test_catalogue
import test_data_package
import test_giving
import test_sqlite
from made_datasets import make_tables, write_release
from made_releases import publish_at
from reading import SAMPLES, read_sample

from flows.formats.sqlite import FILE as DATABASE

pytestmark = pytest.mark.slow


def check_every_format(folder: Path) -> tuple[int, int]:
    """Run every validator; gives the number of lines and of 360Giving's grants that passed."""
    test_data_package.check_package(folder)
    test_catalogue.check_catalogue(test_catalogue.read_graph(folder))
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        test_sqlite.check_database(database)
    package = test_giving.read_package(folder)
    if test_giving.OFFICIAL is not None:
        test_giving.check_official(package, Path(test_giving.OFFICIAL))
    return test_data_package.check_lines(folder), test_giving.check_package(package)


def test_the_samples_release_is_valid_in_every_format(tmp_path: Path) -> None:
    results = [read_sample(path.stem) for path in sorted(SAMPLES.glob("*.pdf"))]
    published = publish_at(1, results, tmp_path)
    lines, given = check_every_format(published.folder)
    assert published.counts.grants > 100
    assert lines > published.counts.grants
    assert given <= published.counts.grants


def test_100_000_grants_are_valid_in_every_format(tmp_path: Path) -> None:
    tables = make_tables(100_000)
    assert len(tables.grants) == 100_000
    lines, given = check_every_format(write_release(tmp_path / "large", tables))
    assert lines > 100_000
    assert given == sum(grant.year is not None or grant.asked_on is not None for grant in tables.grants)
