"""What ends a command early, told in one line: the disk, the terminal, the person."""

from __future__ import annotations

import io
import os
import sys

from flows.commands import EXIT_FAULT, EXIT_INTERRUPTED
from flows.commands.output import OutputClosed, warn


def tell(error: OSError | KeyboardInterrupt) -> int:
    """Say what happened and what to do; gives the exit code. An error that no disk or pipe gave is raised again."""
    if isinstance(error, OutputClosed):  # `| head` has seen enough
        _let_go_of_output()
        return 0
    if isinstance(error, KeyboardInterrupt):
        warn("stopped; nothing is left half-written, the same command starts anew")
        return EXIT_INTERRUPTED
    if error.errno is None:
        raise error
    where = f"{error.filename}: " if error.filename is not None else ""
    warn(f"{where}{error.strerror}; check the path, its rights and the space on the disk")
    _let_go_of_output()
    return EXIT_FAULT


def _let_go_of_output() -> None:
    """What standard output still holds would fail once more when the interpreter ends."""
    try:
        descriptor = sys.stdout.fileno()
    except io.UnsupportedOperation:  # no file: a test has replaced it
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
