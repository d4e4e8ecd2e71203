"""What ends a command early, told in one line: the disk, the terminal, the person."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands import EXIT_FAULT, EXIT_INTERRUPTED, INTERRUPTED
from flows.commands.output import OutputClosed, warn

if TYPE_CHECKING:
    from sqlalchemy.exc import DatabaseError


def tell(error: OSError | KeyboardInterrupt) -> int:
    """Say what happened and what to do; gives the exit code. An error that no disk or pipe gave is raised again."""
    if isinstance(error, OutputClosed):  # `| head` has seen enough
        _let_go_of_output()
        return 0
    if isinstance(error, KeyboardInterrupt):
        warn(INTERRUPTED)
        return EXIT_INTERRUPTED
    if error.errno is None:
        raise error
    where = f"{error.filename}: " if error.filename is not None else ""
    warn(f"{where}{error.strerror}; check the path, its rights and the space on the disk")
    _let_go_of_output()
    return EXIT_FAULT


def tell_ledger(ledger: Path, error: DatabaseError) -> int:
    """Say that the ledger cannot be read or written; gives the exit code."""
    warn(f"{ledger}: {error.orig}; check the file, its rights and the space on the disk")
    return EXIT_FAULT


@contextmanager
def stopping_within(seconds: float) -> Iterator[None]:
    """Let Ctrl-C end the command after this time at the latest.

    It ends Prefect's server too, and Prefect would go on asking that server for minutes.
    """

    def stop(*_: object) -> None:
        timer = threading.Timer(seconds, _leave)
        timer.daemon = True
        timer.start()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _leave() -> None:
    warn(INTERRUPTED)
    os._exit(EXIT_INTERRUPTED)


def _let_go_of_output() -> None:
    """What standard output still holds would fail once more when the interpreter ends."""
    try:
        descriptor = sys.stdout.fileno()
    except io.UnsupportedOperation:  # no file: a test has replaced it
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
