"""What changed between two releases: the rows of `changes.jsonl`, and their fields."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from schemas.field import Field, choice, euro, text

ChangeKind = Literal[
    "first_release",
    "not_compared",
    "column_new",
    "column_gone",
    "document_new",
    "document_revised",
    "document_withdrawn",
    "document_changed",
    "grant_added",
    "grant_removed",
    "grant_changed",
]


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """One change. `old` and `new` are values as JSON Lines writes them, texts without their quotes."""

    kind: ChangeKind
    document_id: str | None = None
    grant_id: str | None = None
    organisation: str | None = None
    amount_eur: Decimal | None = None
    field: str | None = None
    old: str | None = None
    new: str | None = None


CHANGES_MEANING = "One row is one difference from the release before, in `changes.jsonl` only; a first release counts."
CHANGE_FIELDS: tuple[Field, ...] = (
    choice(
        "kind",
        "`grant_added`, `grant_removed`: one row a grant; `grant_changed`: one row for each field that differs; "
        "`document_new`, `document_withdrawn`: one row a document; `document_revised`: its file or an attachment is "
        "another, one row for each of the fields that tell; `document_changed`: one row for each other field that "
        "differs, such as `outcome` or `reader_version`; `column_new`, `column_gone`: `field` is a column that one of "
        "the two releases lacks; `first_release`: there is no release before, `not_compared`: it is damaged, and in "
        "both cases `new` is what the release holds of what `field` names",
        ChangeKind,
    ),
    text("document_id", "the document; empty where the change is about none", nullable=True),
    text("grant_id", "the grant; empty where the change is about none", nullable=True),
    text("organisation", "the grant's recipient, as it is now; of a removed grant as it was", nullable=True),
    euro("amount_eur", "the grant's amount, as it is now; of a removed grant as it was", nullable=True),
    text("field", "the field that differs; of a column or of a number of rows with its table before it", nullable=True),
    text("old", "its value before, as `.jsonl` has it, lists and maps as JSON; empty where it was null", nullable=True),
    text("new", "its value now, in the same form; empty where it is null", nullable=True),
)
