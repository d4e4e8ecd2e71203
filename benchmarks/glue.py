"""Plain glue, an afternoon's worth: tables of strings -> grants. It knows nothing of our parsers.

Header words tell the columns, tables without a known header go on with the columns of the one before, rows with a total
are held against the sum and left out, and each row with an amount and a recipient is a grant.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from benchmarks.peer_tables import PeerTable
from benchmarks.scoring import Grant

WORDS = Path(__file__).with_name("glue_words.csv")
EMPTY: Grant = dict.fromkeys(
    ("organisation", "title", "description", "expected_result", "amount_eur", "year", "amount_kind",
     "amount_requested_eur", "amount_paid_eur", "enterprise_number", "municipality", "province", "theme", "period",
     "answer_item")
)  # fmt: skip
KINDS = {"amount_awarded": "awarded", "amount_committed": "committed", "amount_paid_eur": "paid"}
TOTAL = re.compile(r"^\W*((sub|eind|deel)?totaal|som\b|algemeen totaal|totale?\b|total\b|samen$)", re.IGNORECASE)
DITTO = re.compile(r'^(idem|id\.?|"|”|″|\'\')$', re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DATES = re.compile(r"\d{1,2}\s+[a-z]+\s+\d{4}|[-./]\d{4}")
HEADER_ROWS = 4
LONGEST_HEADER = 60

Row = list[str]
Total = dict[str, object]


class Columns:
    """The roles of a table's columns, read from its header; `years` where a column is one year's."""

    def __init__(self, header: Row) -> None:
        self.header = header
        self.roles = [find_role(text) for text in header]
        self.years = [find_year(text) if role in (None, *KINDS) else None for text, role in self.pairs()]
        self.factor = find_factor(" ".join(header))
        if "organisation" not in self.roles and "municipality" in self.roles:
            self.roles[self.roles.index("municipality")] = "organisation"

    def pairs(self) -> Iterator[tuple[str, str | None]]:
        yield from zip(self.header, self.roles, strict=True)

    @property
    def amounts(self) -> list[int]:
        """The columns of granted amounts, the surest kind first, or one a year."""
        by_year = [column for column, year in enumerate(self.years) if year]
        known = [column for kind in KINDS for column, role in enumerate(self.roles) if role == kind]
        return by_year if len(by_year) > 1 else known

    @property
    def known(self) -> bool:
        return "organisation" in self.roles and bool(self.amounts)


def to_grants(tables: list[PeerTable], text: str = "") -> tuple[list[Grant], list[Total]]:
    """The grants of all tables, and the printed totals with their verdicts.

    Where no grant has a year and the answer's text names one year only, it is that of all.
    """
    grants, totals = read_tables(tables)
    years = {int(year) for year in YEAR.findall(DATES.sub("", text))}
    if len(years) == 1 and not any(grant["year"] for grant in grants):
        grants = [grant | {"year": min(years)} for grant in grants]
    return grants, totals


def read_tables(tables: list[PeerTable]) -> tuple[list[Grant], list[Total]]:
    grants: list[Grant] = []
    totals: list[Total] = []
    columns: Columns | None = None
    since: list[Grant] = []  # the grants since the last total
    all_since: list[Grant] = []
    for table in tables:
        header, rows = split_header(table)
        if header is not None:
            columns = Columns(header)
            since, all_since = [], []
        if columns is None or not columns.known or len(rows[0] if rows else []) != len(columns.roles):
            continue
        group_year = None
        for row in join_lines(rows, columns) if table.joins_lines else rows:
            if any(TOTAL.match(text) for text in row):
                totals += check_totals(row, columns, since, all_since)
                since = []
                continue
            if is_group(row):
                group_year = find_year(row[0]) or group_year
            found = [
                grant | {"year": grant["year"] or group_year} for grant in read_row(row, columns, table.page, grants)
            ]
            grants += found
            since += found
            all_since += found
    return grants, totals


def split_header(table: PeerTable) -> tuple[Row | None, list[Row]]:
    """The header's rows as one, None where no row names two columns; the rows below it with their texts cleaned.

    Whole pages come as one table from some readers: what stands above the header is text.
    """
    rows = [list(map(clean, row)) for row in table.rows]
    start = next((i for i, row in enumerate(rows) if names_columns(row)), None)
    if start is None:
        return None, rows
    below = (i for i, row in enumerate(rows) if i > start and (any(map(is_money, row)) or is_group(row)))
    end = min(next(below, start + 1), start + HEADER_ROWS)
    first = 0 if start <= 2 and not table.joins_lines else start
    header = [" ".join(dict.fromkeys(filter(None, texts))) for texts in zip(*rows[first:end], strict=True)]
    return merge_unnamed(header, rows[end:])


def is_group(row: Row) -> bool:
    """One text over the whole row (a merged cell's text is copied over the places it covers)."""
    return len(row) > 1 and len(set(filter(None, row))) == 1


def merge_unnamed(header: Row, rows: list[Row]) -> tuple[Row, list[Row]]:
    """A column without a header belongs to the one before it, where they are never both filled: the text of one column
    that is aligned otherwise than its header."""
    for column in range(len(header) - 1, -1, -1):
        neighbour = column - 1 if column else 1
        if header[column] or len(header) == 1 or any(row[column] and row[neighbour] for row in rows):
            continue
        rows = [merge_places(row, column, neighbour) for row in rows]
        header = merge_places(header, column, neighbour)
    return header, rows


def merge_places(row: Row, column: int, neighbour: int) -> Row:
    merged = [*row]
    merged[neighbour] = row[neighbour] or row[column]
    return merged[:column] + merged[column + 1 :]


def names_columns(row: Row) -> bool:
    """Short texts with words of two roles, and no amount."""
    short = [text for text in row if len(text) <= LONGEST_HEADER]
    roles = {find_role(text) or ("year" if YEAR.fullmatch(text) else None) for text in short} - {None}
    return len(roles) >= 2 and not any(is_money(text) for text in row)


def join_lines(rows: list[Row], columns: Columns) -> list[Row]:
    """A row without an amount is more of the row above it."""
    joined: list[Row] = []
    for row in rows:
        if joined and not any(is_money(row[column]) for column in columns.amounts):
            joined[-1] = [clean(f"{above}\n{text}") for above, text in zip(joined[-1], row, strict=True)]
        else:
            joined.append(row)
    return joined


def read_row(row: Row, columns: Columns, page: int, before: list[Grant]) -> list[Grant]:
    """One grant, or one for each year's column; none where recipient or amount is missing."""
    grant = to_fields(row, columns, page)
    if not grant["organisation"] or DITTO.match(grant["organisation"]):
        grant["organisation"] = before[-1]["organisation"] if before else None
    amounts = [(column, parse_money(row[column])) for column in columns.amounts]
    printed = [(column, amount * columns.factor) for column, amount in amounts if amount]
    by_year = len([year for year in columns.years if year]) > 1
    if not grant["organisation"]:
        return []
    return [to_grant(grant, columns, column, amount) for column, amount in (printed if by_year else printed[:1])]


def to_grant(grant: Grant, columns: Columns, column: int, amount: Decimal) -> Grant:
    kind = KINDS.get(columns.roles[column] or "", "awarded")
    return grant | {"amount_eur": amount, "amount_kind": kind, "year": columns.years[column] or grant["year"]}


def to_fields(row: Row, columns: Columns, page: int) -> Grant:
    """The texts of a row by their columns' roles; the first column of a role counts, the others go to `other`."""
    grant: Grant = EMPTY | {"other": {}, "page": page, "verified": "none"}
    for (header, role), text in zip(columns.pairs(), row, strict=True):
        if not text or role in ("amount_awarded", "amount_committed"):
            continue
        if role == "year":
            grant["year"] = grant["year"] or find_year(text)
        elif role in ("amount_requested_eur", "amount_paid_eur"):
            amount = parse_money(text)
            grant[role] = amount * columns.factor if amount is not None else None
        elif role in EMPTY and grant[role] is None:
            grant[role] = text
        else:
            grant["other"][header] = text
    return grant


def check_totals(row: Row, columns: Columns, since: list[Grant], all_since: list[Grant]) -> list[Total]:
    """Each amount of a row of totals against the grants since the last total, or all of the table.

    The year of the label (`Totaal 2020`) is that of the grants without one.
    """
    label = next(text for text in row if TOTAL.match(text))
    totals: list[Total] = []
    for column in columns.amounts:
        amount = parse_money(row[column])
        if amount is None:
            continue
        year = columns.years[column]
        reaches = [[g for g in grants if year is None or g["year"] == year] for grants in (since, all_since)]
        wanted = amount * columns.factor
        equal = next((reach for reach in reaches if sum(grant["amount_eur"] for grant in reach) == wanted), None)
        for grant in equal if equal is not None else reaches[0]:
            grant["verified"] = "total" if equal is not None else "mismatch"
            grant["year"] = grant["year"] or find_year(label)
        verdict = "equal" if equal is not None else "mismatch"
        totals.append({"label": label, "amount_eur": wanted, "verdict": verdict})
    return totals


def find_role(header: str) -> str | None:
    text = header.casefold()
    return next((role for role, words in read_words() if words in text), None)


@cache
def read_words() -> tuple[tuple[str, str], ...]:
    lines = [line for line in WORDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple((row["role"], row["words"]) for row in csv.DictReader(lines))


def find_year(text: str) -> int | None:
    match = YEAR.search(text)
    return int(match[0]) if match else None


def find_factor(header: str) -> int:
    if re.search(r"miljoen|\bmln|\bmio", header, re.IGNORECASE):
        return 1_000_000
    return 1000 if re.search(r"duizend|1[. ]?000|k€|\bkeur", header, re.IGNORECASE) else 1


def clean(text: str) -> str:
    """Lines joined; a word broken by a hyphen is whole again."""
    return " ".join(re.sub(r"(\w)-\n(?=[a-z])", r"\1", text).split())


def is_money(text: str) -> bool:
    """An amount that is no year and no small count."""
    amount = parse_money(text)
    return amount is not None and (amount >= 2100 or bool(re.search(r"[€,]|eur", text, re.IGNORECASE)))


def parse_money(text: str) -> Decimal | None:
    """`€ 1.250.000,00`, `12.500,-`, `1 234 567`, `€15,524,474.00`; None where it is no amount."""
    bare = re.sub(r"\s|€|euro|eur|[*¹²³]$|\(\d\)$", "", text, flags=re.IGNORECASE)
    if re.fullmatch(r"\d{1,3}(\.\d{3})*(,(\d\d?|-))?|\d+(,(\d\d?|-))?", bare):
        return Decimal(bare.replace(".", "").replace(",-", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d\d)?", bare):
        return Decimal(bare.replace(",", ""))
    return None
