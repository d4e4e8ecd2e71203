"""The work of the bigger commands; `flows/cli.py` names them."""

from __future__ import annotations

EXIT_FAULT = 1
EXIT_USAGE = 2
EXIT_UNREAD = 3
EXIT_IMPLAUSIBLE = 4
EXIT_INTERRUPTED = 130
INTERRUPTED = "stopped; nothing is left half-written, the same command starts anew"
