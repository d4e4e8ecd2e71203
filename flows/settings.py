"""What an operator may set, each from the environment: `PARLGRANTS_CORPUS=/data/corpus parlgrants ingest`."""

from __future__ import annotations

import os
import re
from functools import cached_property
from ipaddress import IPv6Address
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.releases import PublishChoices

_CHOICES = PublishChoices()


def count_processors() -> int:
    """The processors this process may use, at least one."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _require_address(address: str) -> str:
    """The address of a service as it is. Raises ValueError, which does not repeat it: it may hold a password."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port  # both are checked when they are asked for
        is_host = bool(IPv6Address(host)) if ":" in host else bool(_HOST.fullmatch(host))
    except ValueError as error:
        raise ValueError("no web address: write https://, a host and, where it needs one, a port to 65535") from error
    if "@" in parts.netloc:
        raise ValueError("no user and no password are sent to a service: leave out what stands before the @")
    if parts.scheme not in ("http", "https") or not is_host or port == 0 or not address.isprintable():
        raise ValueError("no web address: write https:// or http:// and a host in plain ASCII, such as ws.example.org")
    return address


_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.ASCII)
_DAY, _CENTURY = 24 * 3600, 36525  # seconds, days
ServiceAddress = Annotated[str, AfterValidator(_require_address)]


class Settings(BaseSettings):
    """Typed settings; the name of each in the environment is `PARLGRANTS_` and its name here in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="PARLGRANTS_", frozen=True, allow_inf_nan=False, hide_input_in_errors=True
    )

    corpus: Path = Field(default=Path("corpus"), description="folder of the documents and of what was read from them")
    outputs: Path = Field(default=Path("outputs"), description="folder of the published dataset")
    ledger: Path | None = Field(default=None, description="SQLite file that knows every document; CORPUS/ledger.sqlite")
    corrections: Path | None = Field(
        default=None, description="what persons say against the readings; CORPUS/corrections.csv"
    )
    read_seconds: float = Field(
        default=300, gt=0, le=_DAY, description="time one document may take; a scanned page takes 2 to 9"
    )
    read_megabytes: int = Field(default=2000, ge=200, description="memory that reading one document may take")
    processes: int = Field(default_factory=count_processors, ge=1, description="documents read side by side")
    ocr: bool = Field(default=True, description="recognise the text of scanned pages, where Tesseract is installed")
    ocr_program: str = Field(default="tesseract", description="Tesseract's name or path")
    ocr_language: str = Field(default="nld", description="language data that Tesseract reads with, such as nld+fra")
    batch_size: int = Field(default=200, ge=1, description="documents in one Prefect task")
    contact: str | None = Field(default=None, description="mail or web address that tells a service who asks")
    search_url: ServiceAddress = Field(default="https://ws.vlpar.be/api/search/query", description="search service")
    opendata_url: ServiceAddress = Field(default="https://ws.vlpar.be/e/opendata", description="open data service")
    documents_url: ServiceAddress = Field(default="https://docs.vlaamsparlement.be", description="where files are")
    website_url: ServiceAddress = Field(
        default="https://www.vlaamsparlement.be", description="pages for readers; files are fetched from it where named"
    )
    requests_per_second: float = Field(default=2, ge=0.001, description="requests to one service in a second, at most")
    requests_at_once: int = Field(default=2, ge=1, le=32, description="requests under way at the same time, at most")
    request_seconds: float = Field(default=30, gt=0, le=_DAY, description="time to wait for a service's next bytes")
    download_seconds: float = Field(default=300, gt=0, le=_DAY, description="time one file may take")
    tries: int = Field(default=5, ge=1, description="times one request is tried in a run")
    longest_wait: float = Field(default=120, ge=0, le=_DAY, description="seconds to wait between two tries")
    refusals: int = Field(default=3, ge=1, description="refused requests (403) in a row after which a run asks no more")
    largest_file_megabytes: int = Field(default=100, ge=1, description="size of one file, at most")
    rescan_days: int = Field(default=45, ge=0, le=_CENTURY, description="days back that are looked at again")
    recheck_hours: float = Field(
        default=12, ge=0, le=24 * _CENTURY, description="time in which a question seen is not asked for again"
    )
    keep_releases: int = Field(default=5, ge=1, description="published datasets kept, the latest included")
    kbo_folder: Path | None = Field(
        default=None, description="folder of the KBO open data files in which organisations are looked up"
    )
    redact_persons: bool = Field(
        default=False, description="publish recipients that look like natural persons without their names"
    )
    largest_fall: float = Field(
        default=_CHOICES.largest_fall, ge=0, le=1, description="share of the documents or grants that may be gone"
    )
    largest_invalid: float = Field(
        default=_CHOICES.largest_invalid, ge=0, le=1, description="share of the rows that may fail the checks"
    )

    @cached_property
    def ledger_path(self) -> Path:
        """Where the ledger stands."""
        return self.ledger or self.corpus / "ledger.sqlite"

    @property
    def corrections_path(self) -> Path:
        """Where the corrections stand."""
        return self.corrections or self.corpus / "corrections.csv"
