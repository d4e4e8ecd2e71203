"""Options that several commands have."""

from __future__ import annotations

import os

import click


def _set_redaction(context: click.Context, parameter: click.Parameter, given: bool) -> None:
    """The option is the setting, for this command: the flows read their settings themselves."""
    if given:
        os.environ["PARLGRANTS_REDACT_PERSONS"] = "true"


REDACT_PERSONS = click.option(
    "--redact-persons",
    is_flag=True,
    expose_value=False,
    callback=_set_redaction,
    help="Publish recipients that look like natural persons without their names.",
)
