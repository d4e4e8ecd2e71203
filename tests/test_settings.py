"""The settings and the page that documents them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from flows.settings import Settings

PAGE = (Path(__file__).parent.parent / "docs/running.md").read_text()


def test_each_setting_stands_on_the_page_with_its_default() -> None:
    rows = [line.split("|") for line in PAGE.splitlines() if line.startswith("| `PARLGRANTS_")]
    assert {row[1].strip(" `") for row in rows} == {f"PARLGRANTS_{name.upper()}" for name in Settings.model_fields}
    printed = {row[1].strip(" `").removeprefix("PARLGRANTS_").lower(): row[2].strip(" `") for row in rows}
    for name, field in Settings.model_fields.items():
        if field.default is not None and field.default_factory is None:
            assert printed[name] == str(field.default)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PARLGRANTS_CORPUS", str(tmp_path))
    monkeypatch.setenv("PARLGRANTS_READ_SECONDS", "2.5")
    settings = Settings()
    assert (settings.corpus, settings.ledger_path, settings.read_seconds) == (tmp_path, tmp_path / "ledger.sqlite", 2.5)
    monkeypatch.setenv("PARLGRANTS_LEDGER", str(tmp_path / "other.sqlite"))
    assert Settings().ledger_path == tmp_path / "other.sqlite"


@pytest.mark.parametrize(
    ("name", "value"), [("READ_SECONDS", "0"), ("PROCESSES", "many"), ("KEEP_RELEASES", "0"), ("LARGEST_FALL", "2")]
)
def test_a_setting_that_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"PARLGRANTS_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()
