"""How fast and how many at once: requests to one service."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition
from time import monotonic

_MARGIN = 1.02  # so that the network's jitter does not squeeze one request more into a second


class Pace:
    """Leaves at least `1 / requests_per_second` seconds between two requests to one service, whatever their thread.

    Requests stand apart instead of coming in bursts, so that the rate holds in every second. Limiters that count in
    windows or refill tokens let twice the rate through around a window's edge, or take the planned moment of a request
    for the real one. `check_pause` is told the seconds of a pause before they are waited for; what it raises is raised.
    """

    def __init__(self, requests_per_second: float, check_pause: Callable[[float], None] = lambda seconds: None) -> None:
        self._check_pause = check_pause
        self._interval = _MARGIN / requests_per_second
        self._last_turn = self._paused_until = 0.0
        self._changed = Condition()

    def stand_by(self) -> None:
        """Wait until a request may go, without taking the turn: the time to connect comes on top."""
        with self._changed:
            self._wait()

    def take_turn(self) -> None:
        """Wait until a request may go, which then has to go at once."""
        with self._changed:
            self._wait()
            self._last_turn = monotonic()

    def pause(self, seconds: float) -> None:
        """No request for so long: the service asks for it."""
        with self._changed:
            self._paused_until = max(self._paused_until, monotonic() + seconds)

    def slow_down(self, seconds: float) -> None:
        """From now on at least so many seconds between two requests."""
        with self._changed:
            self._interval = max(self._interval, seconds)

    @property
    def pause_left(self) -> float:
        """Seconds until the pause is over that the service asked for."""
        return max(0.0, self._paused_until - monotonic())

    def _wait(self) -> None:
        # Looked at again after each sleep: another thread may have taken the turn, or paused the service.
        while (left := max(self._last_turn + self._interval, self._paused_until) - monotonic()) > 0:
            self._check_pause(self.pause_left)
            self._changed.wait(left)
