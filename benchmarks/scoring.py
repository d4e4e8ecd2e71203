"""Grants found against grants wanted: which agree, and which of their fields are right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

_NOTHING = (None, {}, [])
KEY = ("organisation", "amount_eur", "year")

Grant = dict[str, Any]
Pair = tuple[Grant, Grant]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Grants wanted and found that agree in their key (`pairs`), and the others."""

    pairs: list[Pair]
    missing: list[Grant]
    extra: list[Grant]

    @property
    def f1(self) -> float:
        """1.0 where none are wanted and none found."""
        both = self.wanted + self.found
        return 2 * len(self.pairs) / both if both else 1.0

    @property
    def wanted(self) -> int:
        return len(self.pairs) + len(self.missing)

    @property
    def found(self) -> int:
        return len(self.pairs) + len(self.extra)


def compare_grants(wanted: list[Grant], found: list[Grant], key: tuple[str, ...] = KEY) -> Comparison:
    """Pair the grants by key; of several with the same key, those with the same year and title first.

    A grant whose year may be read in more than one way (`_loose`) pairs with any year.
    """
    pairs: list[Pair] = []
    missing, extra = wanted, found
    for fields in ((*KEY, "title"), (*key, "title"), KEY, key):
        again = pair_grants(missing, extra, fields)
        pairs, missing, extra = [*pairs, *again.pairs], again.missing, again.extra
    loose = [grant for grant in missing if "year" in grant.get("_loose", ())]
    again = pair_grants(loose, extra, tuple(field for field in key if field != "year"))
    matched = [id(grant) for grant, _ in again.pairs]
    return Comparison([*pairs, *again.pairs], [g for g in missing if id(g) not in matched], again.extra)


def pair_grants(wanted: list[Grant], found: list[Grant], fields: tuple[str, ...]) -> Comparison:
    """Pair those that agree in these fields, in their order."""
    places: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, grant in enumerate(found):
        places[to_values(grant, fields)].append(place)
    matches = [places[values].pop(0) if places[values] else None for values in (to_values(g, fields) for g in wanted)]
    pairs = [(grant, found[place]) for grant, place in zip(wanted, matches, strict=True) if place is not None]
    missing = [grant for grant, place in zip(wanted, matches, strict=True) if place is None]
    return Comparison(pairs, missing, [grant for place, grant in enumerate(found) if place not in set(matches)])


def to_values(grant: Grant, fields: tuple[str, ...] = KEY) -> tuple[object, ...]:
    return tuple(to_value(field, grant.get(field)) for field in fields)


def to_value(field: str, value: Any) -> object:
    """A value as it is compared: amounts as numbers, dates as `2021-02-02`, texts with single spaces."""
    if field.endswith("_eur") and value is not None:
        return Decimal(str(value))
    if field == "other":
        return {to_value("", key): to_value("", text) for key, text in (value or {}).items()}
    if isinstance(value, (list, tuple)):
        return [to_value("", part) for part in value]
    text = value.isoformat() if isinstance(value, date) else value
    return " ".join(text.split()) if isinstance(text, str) else text


def find_compared(grant: Grant, key: tuple[str, ...] = KEY) -> set[str]:
    """The fields that the truth speaks of, beside the key and its `_loose` ones."""
    return grant.keys() - {*key, "_loose", *grant.get("_loose", ())}


def compare_fields(pair: Pair) -> Iterator[tuple[str, bool]]:
    """Each field that the truth speaks of, and whether it was read right."""
    wanted, found = pair
    for field in find_compared(wanted):
        yield field, to_value(field, wanted[field]) == to_value(field, found.get(field))


def measure_fields(comparison: Comparison) -> dict[str, float]:
    """The share of the pairs with the right value, by field."""
    rights: dict[str, list[bool]] = defaultdict(list)
    for pair in comparison.pairs:
        for field, right in compare_fields(pair):
            rights[field].append(right)
    return {field: find_mean(rights[field]) for field in sorted(rights)}


def measure_printed_fields(comparison: Comparison, key: tuple[str, ...]) -> dict[str, float]:
    """The share of all grants wanted with the right value, by field, where one is printed or was found.

    A grant that was not found has all its fields wrong; a field that is empty in both is not counted.
    """
    rights: dict[str, list[bool]] = defaultdict(list)
    for wanted, found in [*comparison.pairs, *((grant, {}) for grant in comparison.missing)]:
        for field in find_compared(wanted, key):
            value, other = to_value(field, wanted[field]), to_value(field, found.get(field))
            if value not in _NOTHING or other not in _NOTHING:
                rights[field].append(value == other)
    return {field: find_mean(rights[field]) for field in sorted(rights)}


def find_mean(values: Sequence[float]) -> float:
    """1.0 of nothing: nothing was wrong."""
    return sum(values) / len(values) if values else 1.0
