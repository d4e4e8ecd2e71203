"""The settings and the page that documents them."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from pydantic import ValidationError

from flows.commands.environment import read_settings
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
    ("name", "value"),
    [
        ("READ_SECONDS", "0"),
        ("PROCESSES", "many"),
        ("KEEP_RELEASES", "0"),
        ("LARGEST_FALL", "2"),
        ("RESCAN_DAYS", "9999999"),
        ("RECHECK_HOURS", "1e300"),
        ("REQUESTS_PER_SECOND", "inf"),
        ("REQUESTS_PER_SECOND", "1e-300"),
        ("LONGEST_WAIT", "nan"),
        ("REQUEST_SECONDS", "1e9"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"PARLGRANTS_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


SERVICES = ["SEARCH_URL", "OPENDATA_URL", "DOCUMENTS_URL", "WEBSITE_URL"]
NO_ADDRESSES = [
    "http://[",
    "http://[::1",
    "ws.vlpar.be/api",
    "http://a%20b/",
    "http://a:65536",
    "http://a:0",
    "ftp://a/",
]


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("address", [*NO_ADDRESSES, "https://", "http://a b/", "http://a:x/", "http://a/\n"])
def test_what_is_no_web_address_is_wrong_usage(monkeypatch: pytest.MonkeyPatch, name: str, address: str) -> None:
    monkeypatch.setenv(f"PARLGRANTS_{name}", address)
    with pytest.raises(click.UsageError, match=f"(?s)PARLGRANTS_{name}=.*no web address: write"):
        read_settings()


@pytest.mark.parametrize("address", ["http://127.0.0.1:8340/x", "http://[::1]:80", "https://WS.vlpar.be/e/opendata"])
def test_a_web_address_is_taken_as_it_is(address: str) -> None:
    assert Settings(search_url=address).search_url == address


@pytest.mark.parametrize("name", SERVICES)
def test_a_password_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"PARLGRANTS_{name}", "http://user:secret@example.org/")
    with pytest.raises(click.UsageError, match="no user and no password") as told:
        read_settings()
    with pytest.raises(ValidationError) as raised:
        Settings()
    assert "secret" not in told.value.format_message() + str(raised.value)
