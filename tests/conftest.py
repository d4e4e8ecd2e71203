"""Fixtures that several test files share."""

from made_runs import folder, made_up_reader, settings  # noqa: F401
