"""How many requests were sent, for what, and how they ended."""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import Literal

RequestKind = Literal["answer", "file", "robots.txt"]


class RequestCounts:
    """Requests sent, retries and redirects included; the status is None where no answer came. Thread safe."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[RequestKind, int | None]] = Counter()
        self._lock = Lock()

    def add(self, kind: RequestKind, status: int | None) -> None:
        """Count one request."""
        with self._lock:
            self._counts[kind, status] += 1

    @property
    def total(self) -> int:
        """All requests."""
        with self._lock:
            return self._counts.total()

    def by_kind(self) -> dict[RequestKind, int]:
        """Requests by what was asked for."""
        return self._sum(0)  # type: ignore[return-value]

    def by_status(self) -> dict[int | None, int]:
        """Requests by HTTP status."""
        return self._sum(1)  # type: ignore[return-value]

    def _sum(self, part: int) -> dict[object, int]:
        sums: Counter[object] = Counter()
        with self._lock:
            for key, count in self._counts.items():
                sums[key[part]] += count
        return dict(sums)
