"""Fixtures that several test files share."""

from made_runs import folder, made_up_reader, settings  # noqa: F401
from parliament_fetches import corpus, parliament  # noqa: F401
from polite_requests import client, server  # noqa: F401
