"""Worn lines made whole: pieces of one line joined, and ends that fall short of a crossing line carried on to it."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.pages import Box, Rule

_BESIDE = 1.5  # points; pieces of one line wander by less
_AT = 3.0  # points; an end this near to a crossing line meets it
_MOST_LOST = 24.0  # points of a line that letters hide, or that came out too pale


def complete_rules(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The same lines with gaps closed. An end that meets a crossing line stays there: a table may end at it."""
    level = [_to_run(rule) for rule in rules if rule.horizontal]
    upright = [_to_run(rule) for rule in rules if not rule.horizontal]
    level, upright = _join(level, upright), _join(upright, level)
    level, upright = [_carry_on(run, upright) for run in level], [_carry_on(run, level) for run in upright]
    found = [_to_rule(run, True) for run in level] + [_to_rule(run, False) for run in upright]
    return tuple(sorted(found, key=lambda rule: (rule.box.top, rule.box.x0)))


Run = tuple[float, float, float]
"""A line: where it stands across its direction, where it starts and ends along it, in points."""


def _to_run(rule: Rule) -> Run:
    box = rule.box
    return (box.top, box.x0, box.x1) if rule.horizontal else (box.x0, box.top, box.bottom)


def _to_rule(run: Run, horizontal: bool) -> Rule:
    at, start, end = run
    return Rule(Box(start, at, end, at) if horizontal else Box(at, start, at, end), horizontal)


def _join(runs: Sequence[Run], crossing: Sequence[Run]) -> list[Run]:
    """Pieces one behind the other, unless a line crosses where one of them ends."""
    joined: list[Run] = []
    for run in sorted(runs, key=lambda run: run[1]):
        before = next(
            (other for other in joined if _follows(other, run) and not _meets(other, other[2], crossing)), None
        )
        if before is None or _meets(run, run[1], crossing):
            joined.append(run)
        else:
            joined[joined.index(before)] = (before[0], before[1], max(before[2], run[2]))
    return joined


def _follows(before: Run, run: Run) -> bool:
    return abs(before[0] - run[0]) <= _BESIDE and 0 <= run[1] - before[2] <= _MOST_LOST


def _meets(run: Run, end: float, crossing: Sequence[Run]) -> bool:
    """Whether a crossing line passes at this end of a line."""
    return any(abs(other[0] - end) <= _AT and other[1] - _AT <= run[0] <= other[2] + _AT for other in crossing)


def _carry_on(run: Run, crossing: Sequence[Run]) -> Run:
    at, start, end = run
    passing = [other[0] for other in crossing if other[1] - _AT <= at <= other[2] + _AT]
    if not _meets(run, start, crossing):
        start = max((x for x in passing if start - _MOST_LOST <= x <= start), default=start)
    if not _meets(run, end, crossing):
        end = min((x for x in passing if end <= x <= end + _MOST_LOST), default=end)
    return at, start, end
