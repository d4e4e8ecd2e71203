"""The services that may be asked, and no others: an address that a service gives is never followed elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import httpx

from flows.settings import Settings
from flows.sources import SourceError

_PORTS = {"http": 80, "https": 443}


class Origin(NamedTuple):
    """Scheme, host and port: what one service is known by."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        """As at the start of an address."""
        usual = _PORTS[self.scheme] == self.port
        return f"{self.scheme}://{self.host}" + ("" if usual else f":{self.port}")


class Origins:
    """The allow-list."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self._origins = frozenset(to_origin(parse_url(address)) for address in addresses)

    def __iter__(self) -> Iterator[Origin]:
        """The services."""
        return iter(sorted(self._origins))

    def parse_allowed(self, address: str) -> httpx.URL:
        """The address to ask; `http://` becomes `https://` where the service is one of https.

        Raises SourceError for an address outside the list, or none at all.
        """
        url = parse_url(address).copy_with(fragment=None)
        if self._may_ask(url):
            return url
        secure = url.copy_with(scheme="https", port=None)
        if to_origin(url) == ("http", url.host, 80) and self._may_ask(secure):
            return secure
        raise SourceError(f"{address}: not asked, since {to_origin(url)} is none of {self}; {_REMEDY}")

    def parse_redirect(self, url: httpx.URL, location: str) -> httpx.URL:
        """Where a redirect leads. Raises SourceError for one out of the list, or from https to http."""
        try:
            target = parse_url(str(url.join(location)))
        except (SourceError, httpx.InvalidURL) as error:
            raise SourceError(
                f"{url}: redirects to {location!r}, which is no web address; try it in a browser"
            ) from error
        if (url.scheme, target.scheme) == ("https", "http"):
            raise SourceError(f"{url}: redirects to {target} without encryption, which is refused; ask the service")
        if not self._may_ask(target):
            raise SourceError(f"{url}: redirects to {target}, which is none of {self} and was not asked; {_REMEDY}")
        return target.copy_with(fragment=None)

    def _may_ask(self, url: httpx.URL) -> bool:
        return to_origin(url) in self._origins and not url.userinfo

    def __str__(self) -> str:
        """The services, for a message."""
        return ", ".join(map(str, self))


_REMEDY = "if it should be, set PARLGRANTS_SEARCH_URL, _OPENDATA_URL, _DOCUMENTS_URL or _WEBSITE_URL to it"


def to_origins(settings: Settings) -> Origins:
    """The allow-list of the four services in the settings. Raises SourceError for one that is no web address."""
    addresses = (settings.search_url, settings.opendata_url, settings.documents_url, settings.website_url)
    return Origins(addresses)


def to_origin(url: httpx.URL) -> Origin:
    """The service of a web address."""
    return Origin(url.scheme, url.host, url.port or _PORTS[url.scheme])


def parse_url(address: str) -> httpx.URL:
    """A web address. Raises SourceError where it is none."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise SourceError(f"{address!r}: no web address ({error}); correct it") from error
    if url.scheme not in _PORTS or not url.host:
        raise SourceError(f"{address!r}: no web address; it has to start with https:// or http:// and a host")
    return url
