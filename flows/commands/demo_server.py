"""`parlgrants demo-server`: a stand-in parliament, for one command or until Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import click

from flows.commands import EXIT_USAGE
from flows.commands.output import warn, write_data
from flows.demo_server.server import DemoServer
from flows.sources import SourceError

_ALONE = {"PARLGRANTS_REQUESTS_PER_SECOND": "200", "PARLGRANTS_REQUESTS_AT_ONCE": "4"}  # nobody else is asking
_OWN_COMMAND = "parlgrants"


@dataclass(frozen=True, slots=True)
class Parliament:
    """What is served: a folder's answers, as they are or as so many questions, the faults, the port."""

    documents: Path
    questions: int | None
    faults: tuple[str, ...]
    port: int


def serve(parliament: Parliament, command: Sequence[str]) -> int:
    """Serve while the command runs, or until Ctrl-C; gives the exit code. Raises click.UsageError."""
    with ExitStack() as stack:
        try:
            server = DemoServer(parliament.documents, parliament.questions, parliament.faults, parliament.port)
            stack.enter_context(server)
        except (SourceError, ValueError) as error:
            raise click.UsageError(str(error)) from error
        settings = server.to_environment()
        if command:
            return _run(command, {**_ALONE, **os.environ, **settings})
        write_data([f"export {name}={value}\n" for name, value in settings.items()], None)
        warn(f"{len(server.catalogue.questions)} questions of {parliament.documents}; Ctrl-C ends it")
        _wait_for_interrupt()
    return 0


def _run(command: Sequence[str], environment: dict[str, str]) -> int:
    """Run a command, which gets Ctrl-C and SIGTERM as if it had been called alone; gives its exit code."""
    program, *arguments = command
    beside = Path(sys.executable).with_name(_OWN_COMMAND)
    if program == _OWN_COMMAND and beside.exists():
        program = str(beside)
    try:
        process = subprocess.Popen([program, *arguments], env=environment)
    except OSError as error:
        warn(f"{program}: {error.strerror}; name a command that can be run")
        return EXIT_USAGE
    with _passing_on(process):
        code = process.wait()
    return code if code >= 0 else 128 - code


@contextmanager
def _passing_on(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Leave Ctrl-C, which the terminal sends to both, to the command, and hand a SIGTERM on to it."""

    def hand_on(number: int, _: FrameType | None) -> None:
        process.send_signal(number)

    before = signal.signal(signal.SIGINT, signal.SIG_IGN), signal.signal(signal.SIGTERM, hand_on)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before[0])
        signal.signal(signal.SIGTERM, before[1])


def _wait_for_interrupt() -> None:
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        return
