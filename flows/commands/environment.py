"""What the environment gives a command: its settings."""

from __future__ import annotations

import os

import click
from pydantic import ValidationError

from flows.settings import Settings


def read_settings() -> Settings:
    """The settings. Raises click.UsageError, which names each that makes no sense."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = [f"{_describe(str(fault['loc'][0]))}: {fault['msg']}" for fault in error.errors()]
        raise click.UsageError(f"{'; '.join(wrong)}; docs/running.md tells what each setting means") from error


def _describe(setting: str) -> str:
    name = f"PARLGRANTS_{setting.upper()}"
    if name not in os.environ or "@" in os.environ[name]:  # a password, perhaps
        return name
    return f"{name}={os.environ[name]}"
