"""The Parliament's services through one client."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flows.client_limits import ClientLimits
from flows.polite_client import PoliteClient
from flows.retrying import PassingFailure, retry
from flows.sources.flemish_parliament.answers import UnusableAnswer

Parsed = TypeVar("Parsed")
ACCEPT = "application/json"


class Services:
    """Asks for answers that can be understood; threads may share it."""

    def __init__(self, client: PoliteClient, limits: ClientLimits) -> None:
        self.client, self._limits = client, limits

    def ask(self, url: str, parse: Callable[[bytes], Parsed]) -> Parsed:
        """What `parse` makes of the answer; asked for again where it finds it unusable. Raises SourceError."""

        def ask_once() -> Parsed:
            content = self.client.get(url, ACCEPT).content
            try:
                return parse(content)
            except UnusableAnswer as error:
                raise PassingFailure(f"{url}: {error}") from error

        return retry(ask_once, self._limits)
