"""Who asks, how fast, how long and how often: the manners of a client, from the settings."""

from __future__ import annotations

from dataclasses import dataclass

from flows import __version__
from flows.settings import Settings
from flows.sources import SourceError

PRODUCT = "parlgrants"
"""Our name in the User-Agent header and in a robots.txt."""


@dataclass(frozen=True, slots=True)
class ClientLimits:
    """Times in seconds, sizes in bytes; the rate is for one service, all else for the whole client.

    `download_seconds` holds for one try at any answer or file, `longest_wait` between two tries. After `refusals` in
    a row a service is asked no more.
    """

    user_agent: str = f"{PRODUCT}/{__version__}"
    requests_per_second: float = 2.0
    requests_at_once: int = 2
    request_seconds: float = 30.0
    download_seconds: float = 300.0
    tries: int = 5
    longest_wait: float = 120.0
    refusals: int = 3
    largest_answer: int = 20_000_000


def to_limits(settings: Settings) -> ClientLimits:
    """The client's limits as set. Raises SourceError for a contact that no header can carry."""
    return ClientLimits(
        user_agent=to_user_agent(settings.contact),
        requests_per_second=settings.requests_per_second,
        requests_at_once=settings.requests_at_once,
        request_seconds=settings.request_seconds,
        download_seconds=settings.download_seconds,
        tries=settings.tries,
        longest_wait=settings.longest_wait,
        refusals=settings.refusals,
    )


def to_user_agent(contact: str | None) -> str:
    """`parlgrants/0.1.0 (+mailto:grants@example.org)`. Raises SourceError for a contact that no header can carry."""
    if not contact:
        return f"{PRODUCT}/{__version__}"
    if not (contact.isascii() and contact.isprintable()) or set("()") & set(contact):
        raise SourceError(
            f"PARLGRANTS_CONTACT={contact!r}: give a mail or web address in plain ASCII, without brackets"
        )
    return f"{PRODUCT}/{__version__} (+{contact})"
