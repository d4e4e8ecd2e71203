"""Where a command's data and messages go."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from flows.corpus import naming, write_atomically
from flows.show import to_clean_text
from flows.sources.file_names import show_bytes


class OutputClosed(BrokenPipeError):
    """Who reads standard output has closed it."""


def check_output(output: Path | None) -> None:
    """Refuse, before any work is done, a file that cannot be written. Raises click.UsageError."""
    if output is None:
        return
    if output.is_dir():
        raise click.UsageError(f"--output {output}: is a folder; name a file in it")
    if not output.parent.is_dir():
        raise click.UsageError(f"--output {output}: the folder {output.parent} does not exist; make it first")
    if not os.access(output if output.exists() else output.parent, os.W_OK):
        raise click.UsageError(f"--output {output}: may not be written; name a file in a folder of yours")


def write_data(parts: Iterable[str], output: Path | None) -> None:
    """Write data to standard output as it comes, or to a file once it is whole. Always UTF-8."""
    if output is None:
        for part in parts:
            _print(_to_utf8(part))
    elif output.exists() and not output.is_file():  # such as /dev/null, which must not be replaced by a file
        with naming(output):
            output.write_bytes(_to_utf8("".join(parts)))
    else:
        write_atomically(output.resolve(), _to_utf8("".join(parts)))


def find_terminal_width() -> int | None:
    """Columns of the terminal that standard output is, None where it is none."""
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else None


def warn(message: str) -> None:
    """A message to the person at the terminal."""
    click.echo(to_clean_text(show_bytes(message)), err=True)


def _to_utf8(text: str) -> bytes:
    return show_bytes(text).encode("utf-8", "backslashreplace")


def _print(data: bytes) -> None:
    try:
        with naming("standard output"):
            click.echo(data, nl=False)
    except BrokenPipeError as error:
        raise OutputClosed from error
