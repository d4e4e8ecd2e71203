"""What the robots.txt of each service allows; asked for once, when the service is first asked (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import httpx

from flows.client_limits import PRODUCT
from flows.origins import Origin, to_origin
from flows.sources import SourceError

if TYPE_CHECKING:
    from protego import Protego


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules of one service for us."""

    address: str
    rules: Protego

    def check(self, url: httpx.URL) -> None:
        """Raises SourceError for an address that the service does not want us to ask for."""
        if not self.rules.can_fetch(str(url), PRODUCT):
            raise SourceError(f"{url}: not asked, since {self.address} disallows it; ask the service for permission")

    @property
    def seconds_apart(self) -> float:
        """The time the service wants between two requests, 0 where it does not say."""
        rate = self.rules.request_rate(PRODUCT)
        return max(self.rules.crawl_delay(PRODUCT) or 0.0, rate.seconds / rate.requests if rate else 0.0)


class Robots:
    """The rules of all services asked so far; `read` gives a robots.txt as text, empty where there is none."""

    def __init__(self, origins: Iterable[Origin], read: Callable[[httpx.URL], str]) -> None:
        self._read = read
        self._rules: dict[Origin, RobotsRules] = {}
        self._locks = {origin: Lock() for origin in origins}

    def find(self, url: httpx.URL) -> RobotsRules:
        """The rules that hold for an address. Raises what `read` raises, and asks again the next time."""
        origin = to_origin(url)
        with self._locks[origin]:
            if origin not in self._rules:
                self._rules[origin] = self._ask(url)
            return self._rules[origin]

    def _ask(self, url: httpx.URL) -> RobotsRules:
        from protego import Protego

        address = url.copy_with(raw_path=b"/robots.txt")
        return RobotsRules(str(address), Protego.parse(self._read(address)))
