"""What the dataset promises to those who read it: its columns and what may stand in them, under a version.

The version is semantic. A new major version may change or take away what stands in the contract; a new minor version
may only add tables and columns. The wording of meanings is no part of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict

from schemas.field import Field

Level = Literal["major", "minor"]


class Contract(TypedDict):
    """The contract as it stands in JSON: each table's columns in their order, each column by the names of `Field`."""

    version: str
    tables: dict[str, list[dict[str, object]]]


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from the released contract, and which part of the version must rise for it."""

    level: Level
    what: str


def to_contract(version: str, tables: dict[str, tuple[Field, ...]]) -> Contract:
    """Give the contract of these tables."""
    return {"version": version, "tables": {name: [_to_column(field) for field in tables[name]] for name in tables}}


def check_contract(released: Contract, own: Contract) -> list[str]:
    """Tell what differs from the released contract without the version that allows it; empty where all is allowed."""
    before, now = _to_numbers(released["version"]), _to_numbers(own["version"])
    changes = find_changes(released, own)
    if now < before:
        return [f"the version {own['version']} is lower than the released {released['version']}"]
    if now[0] > before[0]:
        return []
    risen: set[Level] = {"minor"} if now[:2] > before[:2] else set()
    return [f"{change.what}: needs a new {change.level} version" for change in changes if change.level not in risen]


def find_changes(released: Contract, own: Contract) -> list[Change]:
    """Find what is new, gone or changed, table by table."""
    before, now = released["tables"], own["tables"]
    changes = [Change("major", f"table {name} is gone") for name in before if name not in now]
    changes += [Change("minor", f"table {name} is new") for name in now if name not in before]
    for name in before.keys() & now.keys():
        changes += _find_column_changes(name, before[name], now[name])
    return sorted(changes, key=lambda change: change.what)


def _find_column_changes(table: str, released: list[dict[str, object]], own: list[dict[str, object]]) -> list[Change]:
    before = {str(column["name"]): column for column in released}
    now = {str(column["name"]): column for column in own}
    kept = [name for name in before if name in now]
    changes = [Change("major", f"{table}.{name} is gone") for name in before if name not in now]
    changes += [Change("minor", f"{table}.{name} is new") for name in now if name not in before]
    changes += [change for name in kept for change in _find_differences(f"{table}.{name}", before[name], now[name])]
    if kept != [name for name in now if name in before]:
        changes.append(Change("major", f"the columns of {table} stand in another order"))
    return changes


def _find_differences(column: str, before: dict[str, object], now: dict[str, object]) -> list[Change]:
    names = [name for name in now | before if before.get(name) != now.get(name)]
    told = [f"{column}: {name} was {_say(before.get(name))}, is {_say(now.get(name))}" for name in names]
    return [Change("major", what) for what in told]


def _say(value: object) -> str:
    return "not there" if value is None else str(value)


def _to_column(field: Field) -> dict[str, object]:
    """Leave out what says nothing, so that an attribute added to the declaration changes no contract by itself."""
    column: dict[str, object] = {
        "name": field.name,
        "type": field.type,
        "nullable": field.nullable,
        "unit": field.unit,
        "choices": None if field.choices is None else list(field.choices),
        "pattern": field.pattern,
        "minimum": None if field.minimum is None else str(field.minimum),
        "maximum": None if field.maximum is None else str(field.maximum),
        "digits": field.digits,
        "key": field.key or None,
        "references": field.references,
    }
    return {name: value for name, value in column.items() if value is not None}


def _to_numbers(version: str) -> tuple[int, ...]:
    numbers = tuple(int(number) for number in version.split("."))
    if len(numbers) != 3:
        raise ValueError(f"{version!r} is no version of the form major.minor.patch")
    return numbers
