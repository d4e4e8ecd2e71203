"""What a release without the names of natural persons must not tell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Persons:
    """The names and numbers of natural persons among recipients, and their grants.

    `names`: document id and printed name; `numbers`: document id (empty: of all documents) and enterprise number as
    printed or as ten digits; `grants`: the ids of their grants.
    """

    names: frozenset[tuple[str, str]] = frozenset()
    numbers: frozenset[tuple[str, str]] = frozenset()
    grants: frozenset[str] = frozenset()

    def __or__(self, other: Persons) -> Persons:
        return Persons(self.names | other.names, self.numbers | other.numbers, self.grants | other.grants)
