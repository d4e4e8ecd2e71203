"""The fields of every .jsonl file of a release: the tables, and what changed since the release before."""

from __future__ import annotations

from schemas.changes import CHANGE_FIELDS, CHANGES_MEANING
from schemas.field import Field
from schemas.fields import TABLE_FIELDS, TABLE_MEANINGS

LINE_FIELDS: dict[str, tuple[Field, ...]] = TABLE_FIELDS | {"changes": CHANGE_FIELDS}
LINE_MEANINGS: dict[str, str] = TABLE_MEANINGS | {"changes": CHANGES_MEANING}
