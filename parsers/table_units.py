"""The unit of a table's amounts, from every place that may declare it: headers, titles, totals, the text around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.amount_patterns import currency
from parsers.amounts import Amount, parse_amount
from parsers.columns import AMOUNT_ROLES
from parsers.dates import find_only_year
from parsers.header_words import GRANTED_ROLES, match_header
from parsers.row_words import find_row_label
from parsers.tables.cells import CellTexts
from parsers.tables.headers import distinct, is_full_width, to_printed
from parsers.units import find_declared_units, find_unit
from schemas.columns import Role
from schemas.rows import TablePlace
from schemas.tables import Row, Table

Units = frozenset[Decimal]
_NO_UNITS: Units = frozenset()
_COUNTED: tuple[Role, ...] = ("count", "percentage", "number")  # `Leerlingen (in duizend)` says nothing of money
_EURO = Decimal(1)
_MILLIARD = Decimal(10) ** 9
_CENTS = re.compile(r",[0-9]{2}(?![0-9])")
_EURO_WORD = re.compile(currency(), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Declared:
    """What the table itself declares: over each column of amounts, and for all of its amounts."""

    granted: tuple[tuple[str, Units], ...]  # header, units
    beside: Units  # over amounts that are not granted
    titles: Units  # titles over the whole table and headers of columns that hold no amounts
    totals: Units
    groups: Units  # titles between the rows, and texts in rows (a note may run on in the last one's cell)


def settle_unit(place: TablePlace, table: Table, texts: CellTexts) -> TablePlace:
    """The place with the unit that holds for amounts whose column's header names none, or with the problem.

    What the table itself prints (title, headers, the total's label) goes before the text around it. Units that
    contradict each other leave the unit unclear, and so do amounts that are euro by their look (`€ 12.500,00`) under
    text that declares thousands.
    """
    declared = _read_declared(table, texts)
    inside = declared.titles | declared.totals
    if inside:
        problem = _check_inside(declared, inside, table)
        return replace(place, factor=None if problem else min(inside), unit_problem=problem)
    explicit = [units for _, units in declared.granted]
    if explicit and all(explicit):
        own = frozenset[Decimal]().union(*explicit)
        problem = _differ("the rows below", own | declared.groups) if declared.groups else None
        return replace(place, factor=min(own) if len(own) == 1 else place.factor, unit_problem=problem)
    return replace(place, unit_problem=place.unit_problem or _check_outside(declared, place.factor, table))


def _check_inside(declared: _Declared, inside: Units, table: Table) -> str | None:
    headers = frozenset(unit for header, units in declared.granted for unit in units or _bare(header))
    problem = _differ("the table", inside | headers | declared.groups)
    if problem or declared.titles or not _exceeds_total(table):
        return problem
    return f"the total's label declares {to_unit_names(inside)}, but a row's number is larger than the total's"


def _check_outside(declared: _Declared, factor: Decimal | None, table: Table) -> str | None:
    """The text's unit, held against the headers of other amounts, bare currency signs, groups and the amounts' look."""
    headers = frozenset(unit for header, units in declared.granted for unit in units or _bare(header))
    doubtful = find_euro_amount(table, factor or _EURO)
    beside = declared.beside - {_EURO} if doubtful is None else _NO_UNITS
    problem = _differ("the table and its text", headers | beside | declared.groups | {factor or _EURO})
    if problem or doubtful is None or factor is None or factor == _EURO:
        return problem
    return f"the text declares {to_unit_names([factor])}, but «{doubtful}» reads like an amount in euro"


def _differ(where: str, units: Units) -> str | None:
    return f"{where} declares {to_unit_names(units)}" if len(units) > 1 else None


def to_unit_names(units: Iterable[Decimal]) -> str:
    """`the unit 1000 euro`, `different units: 1, 1000 euro`."""
    names = ", ".join(str(unit) for unit in sorted(units))
    return f"different units: {names} euro" if "," in names else f"the unit {names} euro"


def _bare(header: str) -> Units:
    """A currency that stands in a header without saying in what the amounts count (`Bedrag (€)`)."""
    unit = find_unit(header)
    return frozenset({unit}) if unit is not None else _NO_UNITS


def _read_declared(table: Table, texts: CellTexts) -> _Declared:
    granted, beside, titles = [], _NO_UNITS, _NO_UNITS
    for header in _header_texts(table, texts):
        roles, units = {claim.role for claim in match_header(header)}, find_declared_units(header)
        if roles & set(GRANTED_ROLES) or (not roles and find_only_year(header)):
            granted.append((header, units))
        elif roles & set(AMOUNT_ROLES):
            beside |= units
        elif not roles & set(_COUNTED):
            titles |= units
    head = [row for row in table.rows[: table.header_rows] if is_full_width(row)]
    body = table.rows[table.header_rows :]
    filled = [_filled(row) for row in body]
    totals = [row for row, printed in zip(body, filled, strict=True) if _names_total(printed)]
    data = [at for at, printed in enumerate(filled) if len(printed) > 1 and not _names_total(printed)]
    alone = [at for at, printed in enumerate(filled) if len(printed) == 1 and not _names_total(printed)]
    inner = [at for at in alone if data and data[0] < at < data[-1]]
    titles |= _units_in([*head, *(body[at] for at in alone if at not in inner)], texts)
    groups = _units_in([body[at] for at in inner], texts) | _units_in([body[at] for at in data], texts) - {_EURO}
    return _Declared(tuple(granted), beside, titles, _units_in(totals, texts), groups)


def _header_texts(table: Table, texts: CellTexts) -> list[str]:
    """One text a column: its header's cells from top to bottom."""
    rows = [row for row in table.rows[: table.header_rows] if not is_full_width(row)]
    columns = [{id(row.cells[index]): row.cells[index] for row in rows} for index in range(len(table.edges) - 1)]
    return [" ".join(text for text in map(texts.text, cells.values()) if text) for cells in columns]


def _units_in(rows: Sequence[Row], texts: CellTexts) -> Units:
    cells = [texts.text(cell) for row in rows for cell in distinct(row) if cell.lines]
    return frozenset(unit for text in cells for unit in find_declared_units(text))


def _filled(row: Row) -> list[str]:
    return [to_printed(cell) for cell in distinct(row) if cell.lines]


def _is_total(row: Row) -> bool:
    return _names_total(_filled(row))


def _names_total(filled: Sequence[str]) -> bool:
    return any(find_row_label(printed) in ("total", "subtotal") for printed in filled)


def _is_data(row: Row) -> bool:
    filled = _filled(row)
    return len(filled) > 1 and not _names_total(filled)


def _exceeds_total(table: Table) -> bool:
    """Whether a row's number is larger than the total's in its column: they do not count in the same unit."""
    body = table.rows[table.header_rows :]
    total_rows, data_rows = [r for r in body if _is_total(r)], [r for r in body if _is_data(r)]
    for index in range(len(table.edges) - 1):
        totals = [amount.value_eur for _, amount in _column_amounts(total_rows, index)]
        rows = [amount.value_eur for _, amount in _column_amounts(data_rows, index)]
        if totals and rows and max(rows) > max(totals):
            return True
    return False


def find_euro_amount(table: Table, factor: Decimal = _EURO) -> str | None:
    """The first amount that is euro by its look, or would be a milliard in the unit `factor` that a text declares.

    Columns of counts are left out: `12.000` under `Oppervlakte (m²)` is no money.
    """
    body = [row for row in table.rows[table.header_rows :] if not _is_total(row)]
    columns = (index for index in range(len(table.edges) - 1) if not _is_counted(table, index))
    amounts = (found for index in columns for found in _column_amounts(body, index))
    return next((text for text, amount in amounts if _looks_like_euro(text, amount, factor)), None)


def _is_counted(table: Table, index: int) -> bool:
    header = " ".join(to_printed(row.cells[index]) for row in table.rows[: table.header_rows] if row.cells[index].lines)
    roles = {claim.role for claim in match_header(header)}
    return bool(roles) and roles <= set(_COUNTED)


def _column_amounts(rows: Sequence[Row], index: int) -> list[tuple[str, Amount]]:
    cells = {id(row.cells[index]): row.cells[index] for row in rows if row.cells[index].lines}
    found = []
    for cell in cells.values():
        printed = to_printed(cell)
        try:
            found.append((printed, parse_amount(printed)))
        except ValueError:
            continue  # no amount: a name, a date, a year
    return found


def _looks_like_euro(printed: str, amount: Amount, factor: Decimal) -> bool:
    """`€ 12.500,00`, `1.250,00`, `€ 12.500`: nobody prints thousands of euro with two of currency, cents and size.

    An amount with a unit word of its own (`1,2 miljoen euro`) says nothing of the others.
    """
    too_large = factor > _EURO and amount.value_eur * factor >= _MILLIARD
    signs = (amount.has_currency, bool(_CENTS.search(printed)), abs(amount.value_eur) >= 1000)
    return (too_large or sum(signs) > 1) and not any(char.isalpha() for char in _EURO_WORD.sub("", printed))
