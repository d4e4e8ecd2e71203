"""Which failures are tried again, how often, and how long to wait in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import NoReturn, TypeVar

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential_jitter,
)

from flows.client_limits import ClientLimits
from flows.sources import TemporaryFailure

Result = TypeVar("Result")

_LONGEST = timedelta(days=365)  # nothing is put off for longer, whatever a service asks for


class PassingFailure(TemporaryFailure):
    """A failure that is tried again in the same run; `wait` is what the service asks for, in seconds."""

    def __init__(self, message: str, status: int | None = None, wait: float = 0.0) -> None:
        super().__init__(message, status)
        self.wait = wait


def retry(attempt: Callable[[], Result], limits: ClientLimits) -> Result:
    """The attempt's result. Raises what the last try came to: TemporaryFailure, or any other failure at once.

    A failure for which the service asks for a longer wait than we wait is not tried again in this run.
    """
    enough = stop_after_attempt(limits.tries)
    again = Retrying(
        retry=retry_if_exception_type(PassingFailure),
        stop=lambda state: enough(state) or _to_failure(state).wait > limits.longest_wait,
        wait=_Wait(limits.longest_wait),
        retry_error_callback=_give_up,
    )
    return again(attempt)


class _Wait:
    """Exponential with jitter, and never less than the service asks for."""

    def __init__(self, longest: float) -> None:
        self._exponential = wait_exponential_jitter(max=longest)

    def __call__(self, state: RetryCallState) -> float:
        return max(_to_failure(state).wait, self._exponential(state))


def _to_failure(state: RetryCallState) -> PassingFailure:
    error = state.outcome.exception() if state.outcome else None
    assert isinstance(error, PassingFailure)  # nothing else is tried again
    return error


def _give_up(state: RetryCallState) -> NoReturn:
    error = _to_failure(state)
    moment = to_moment(error.wait) if error.wait else None
    when = f"after {moment:%Y-%m-%d %H:%M} UTC, as the service asks" if moment else "later"
    tried = f"tried {state.attempt_number} times" if state.attempt_number > 1 else "tried once"
    raise TemporaryFailure(f"{error}; {tried}: run it again {when}", error.status, moment) from error


def parse_wait(retry_after: str, now: datetime) -> float:
    """Seconds that a `Retry-After` header asks for, given in seconds or as a date (RFC 9110, 10.2.3); 0 for neither.

    A year at most.
    """
    if retry_after.strip().isdecimal() and retry_after.isascii():
        return min(float(retry_after), _LONGEST.total_seconds())
    try:
        moment = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):  # neither: as if it were not there
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta()), _LONGEST).total_seconds()


def to_moment(seconds: float) -> datetime:
    """The moment in so many seconds, a year from now at most."""
    return datetime.now(UTC) + timedelta(seconds=min(seconds, _LONGEST.total_seconds()))
