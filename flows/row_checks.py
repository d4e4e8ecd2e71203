"""Runs a pandera schema over records and tells which rows fail, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from reprlib import repr as shortened
from typing import TypeVar

import pandas as pd
import pandera.pandas as pandera

from schemas.dataset import Record as AnyRecord

Record = TypeVar("Record", bound=AnyRecord)

# pandera's names for the checks that are settings of a column.
_REASONS = {"not_nullable": "is missing", "field_uniqueness": "stands more than once"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row fails; `column` is None where a rule over several columns is broken."""

    column: str | None
    reason: str


def split_rows(
    records: Sequence[Record], schema: pandera.DataFrameSchema
) -> tuple[list[Record], list[tuple[Record, list[Fault]]]]:
    """Part the records that pass from those that do not; these come with their faults."""
    faults = find_faults(records, schema)
    kept = [record for row, record in enumerate(records) if row not in faults]
    return kept, [(records[row], faults[row]) for row in sorted(faults)]


def find_faults(records: Sequence[Record], schema: pandera.DataFrameSchema) -> dict[int, list[Fault]]:
    """Find what is wrong with each row, by its number from 0; rows without a fault are not there."""
    try:
        check_rows(records, schema)
    except pandera.errors.SchemaErrors as error:
        if error.failure_cases["index"].isna().any():
            raise  # Not a row but the table or a check itself is wrong: a fault of ours.
        return _to_faults(error.failure_cases)
    return {}


def check_rows(records: Sequence[Record], schema: pandera.DataFrameSchema) -> None:
    """Hold records against a schema. Raises pandera's SchemaErrors with every failing row."""
    if not records:
        return  # no row can fail, and pandera takes its time over every column
    columns = {name: pd.Series([getattr(record, name) for record in records], dtype=object) for name in schema.columns}
    schema.validate(pd.DataFrame(columns), lazy=True)


def to_reasons(error: pandera.errors.SchemaErrors) -> list[str]:
    """Why tables fail, each reason once."""
    cases = error.failure_cases.to_dict("records")
    faults = [_to_fault(case["schema_context"], case["column"], case["check"], case["failure_case"]) for case in cases]
    return list(dict.fromkeys(fault.reason for fault in faults))


def _to_faults(failure_cases: pd.DataFrame) -> dict[int, list[Fault]]:
    """A broken rule over the row comes once for each column of the table: it is kept once."""
    faults: dict[int, list[Fault]] = {}
    for case in failure_cases.to_dict("records"):
        fault = _to_fault(case["schema_context"], case["column"], case["check"], case["failure_case"])
        of_row = faults.setdefault(int(case["index"]), [])
        if fault not in of_row:
            of_row.append(fault)
    return faults


def _to_fault(context: str, column: str, check: str, value: object) -> Fault:
    if context == "DataFrameSchema":
        return Fault(None, check)
    reason = _REASONS.get(check, check)
    return Fault(column, f"{column} {reason}" if value is None else f"{column} {shortened(value)} {reason}")
