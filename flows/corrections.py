"""Reads `corrections.csv`: what persons say against the readings. A malformed file is refused as a whole."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

from flows.corrected_values import parse_value, squeeze
from schemas.corrections import CORRECTABLE_FIELDS, CORRECTION_COLUMNS, WHOLE_GRANT, Correction, CorrectionFault

if TYPE_CHECKING:
    from flows.settings import Settings

_WITHDRAWN = "false"
_MOST_TOLD = 20

Row = tuple[int, list[str]]
"""The number of the line where a row begins, from 1, and its cells."""


class MalformedCorrections(ValueError):
    """The file of corrections cannot be used; the message names file, lines and remedies."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The lines of a file that can be used, and the faults of the others, both in the order of the lines."""

    usable: tuple[Correction, ...] = ()
    faults: tuple[CorrectionFault, ...] = ()


def require_corrections(settings: Settings) -> tuple[Correction, ...]:
    """The corrections to apply. Raises MalformedCorrections unless every line of the file can be used."""
    found = read_corrections(settings)
    if not found.faults:
        return found.usable
    told = [f"{settings.corrections_path}, line {fault.line}: {fault.message}" for fault in found.faults[:_MOST_TOLD]]
    if more := len(found.faults) - len(told):
        told.append(f"and {more} more")
    told.append("mend the file as docs/corrections.md tells; `parlgrants corrections check` shows every line")
    raise MalformedCorrections("\n".join(told))


def read_corrections(settings: Settings) -> Corrections:
    """The file of the settings, empty where there is none. Raises MalformedCorrections where it cannot be opened."""
    path = settings.corrections_path
    if not path.exists() and settings.corrections is None:
        return Corrections()
    try:
        return parse_corrections(path.read_bytes())
    except OSError as error:
        remedy = "PARLGRANTS_CORRECTIONS names the file of corrections"
        raise MalformedCorrections(f"{path}: cannot be read ({error.strerror}); {remedy}") from error


def parse_corrections(content: bytes) -> Corrections:
    """The lines of a file: CSV in UTF-8, commas between the cells, the names of the columns in its first line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _refuse(content.count(b"\n", 0, error.start) + 1, "is not UTF-8; save the file as `CSV UTF-8`")
    reader, start, rows = csv.reader(StringIO(text, newline=""), strict=True), 1, []
    try:
        for cells in reader:
            rows.append((start, [cell.strip() for cell in cells]))
            start = reader.line_num + 1
    except csv.Error as error:
        return _refuse(start, f"is no CSV ({error}); a cell with a quote in it stands in quotes, the quote doubled")
    return _parse_rows(rows)


def _refuse(line: int, message: str) -> Corrections:
    return Corrections(faults=(CorrectionFault(line, "", "", message),))


def _parse_rows(rows: Sequence[Row]) -> Corrections:
    line, header = rows[0] if rows else (1, [])
    if sorted(header) != sorted(CORRECTION_COLUMNS):
        return _refuse(line, f"must be `{','.join(CORRECTION_COLUMNS)}`, with commas; it is `{','.join(header)}`")
    corrections: list[Correction] = []
    faults: list[CorrectionFault] = []
    for line, cells in rows[1:]:
        if any(cells):
            row = dict(zip(header, cells, strict=False))
            try:
                corrections.append(_parse_row(line, row, len(cells)))
            except ValueError as error:
                faults.append(CorrectionFault(line, row["grant_id"], row.get("field", ""), str(error)))
    faults += _check_repeated(corrections)
    wrong = {fault.line for fault in faults}
    usable = tuple(correction for correction in corrections if correction.line not in wrong)
    return Corrections(usable, tuple(sorted(faults, key=lambda fault: fault.line)))


def _parse_row(line: int, row: dict[str, str], width: int) -> Correction:
    if width != len(CORRECTION_COLUMNS):
        raise ValueError(f"has {width} cells and not {len(CORRECTION_COLUMNS)}; a cell with a comma stands in quotes")
    faults = list(_check_row(row))
    if faults:
        raise ValueError("; ".join(faults))
    grant_id, field, printed, corrected, reason, who, day = (row[name] for name in CORRECTION_COLUMNS)
    return Correction(line, grant_id, field, printed, corrected, reason, who, date.fromisoformat(day))


def _check_row(row: dict[str, str]) -> Iterator[str]:
    """What is wrong with a line, each with its remedy."""
    yield from (f"{name} is empty" for name in ("grant_id", "reason", "who") if not row[name])
    field = row["field"]
    if field == WHOLE_GRANT:
        if row["corrected"] != _WITHDRAWN:
            yield f"corrected: for `{WHOLE_GRANT}` only `{_WITHDRAWN}` can be written, which withdraws it"
    elif field not in CORRECTABLE_FIELDS:
        yield f"field: {field!r} cannot be corrected; write {WHOLE_GRANT} or one of {', '.join(CORRECTABLE_FIELDS)}"
    else:
        yield from _check_value(field, row["corrected"])
    if squeeze(row["printed"]) == squeeze(row["corrected"]):
        yield "printed and corrected are the same: nothing is corrected"
    yield from _check_date(row["date"])


def _check_value(field: str, text: str) -> Iterator[str]:
    try:
        parse_value(field, text)
    except ValueError as error:
        yield str(error)


def _check_date(text: str) -> Iterator[str]:
    try:
        date.fromisoformat(text)
    except ValueError:
        yield f"date: {text!r} is no date; write it like `2026-11-23`"
    else:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            yield f"date: {text!r} is no date as the dataset writes it; write it like `2026-11-23`"


def _check_repeated(corrections: Sequence[Correction]) -> Iterator[CorrectionFault]:
    """A field corrected twice, or a grant both corrected and withdrawn: which one counts is for a person to say."""
    lines: dict[str, dict[str, int]] = defaultdict(dict)
    for correction in corrections:
        known = lines[correction.grant_id]
        other = known.get(correction.field) or known.get(WHOLE_GRANT)
        if correction.field == WHOLE_GRANT and known:
            other = next(iter(known.values()))
        if other:
            message = (
                f"contradicts line {other}, which corrects the same field or withdraws the grant; keep one of them"
            )
            yield CorrectionFault(correction.line, correction.grant_id, correction.field, message)
        known.setdefault(correction.field, correction.line)
