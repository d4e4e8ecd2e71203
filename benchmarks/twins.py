"""Real lists with a twin (CSV or JSON) that other people made from the same PDF, as cases.

A folder of lists holds NAME/list.pdf with NAME/twin.csv or NAME/twin.json; twins.csv says which column of the twin is
which field of a grant (of two columns for one field the first that is filled counts). A folder of PDFs without a twin
holds answers without grants.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.cases import Case
from benchmarks.scoring import Grant

COLUMNS = Path(__file__).with_name("twins.csv")


def find_real_cases(folder: Path) -> list[Case]:
    """The lists with their twins, and answers in which nobody expects a grant."""
    columns = read_columns()
    cases = []
    for pdf in sorted(folder.glob("*/*.pdf")):
        family = pdf.parent.name
        twins = sorted(pdf.parent.glob("twin.*"))
        grants = [to_grant(row, columns[family]) for row in read_twin(twins[0])] if twins else []
        truth = {"grants": grants, "outcome": "grants" if grants else "no_grants", "question": {}, "stated_totals": []}
        cases.append(Case(family, f"{family}/{pdf.stem}", (pdf,), truth))
    return cases


def read_columns() -> dict[str, dict[str, list[str]]]:
    """List -> field -> the twin's columns."""
    columns: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with COLUMNS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            columns[row["list"]][row["field"]].append(row["column"])
    return columns


def read_twin(path: Path) -> list[dict[str, str]]:
    """The rows of a twin, their columns by the words of their headers."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines)) if path.suffix == ".csv" else json.load(lines)
    return [{" ".join(column.split()): text for column, text in row.items()} for row in rows]


def to_grant(row: dict[str, str], columns: dict[str, list[str]]) -> Grant:
    texts = {field: next((row[name] for name in names if row[name].strip()), "") for field, names in columns.items()}
    fields: dict[str, Any] = {field: " ".join(text.split()) or None for field, text in texts.items()}
    year = fields.get("year")
    return fields | {"amount_eur": parse_twin_amount(texts["amount_eur"]), "year": int(year) if year else None}


def parse_twin_amount(printed: str) -> Decimal:
    """`99.164,00` or `€15,524,474.00`."""
    bare = printed.strip("€ ")
    return Decimal(bare.replace(".", "").replace(",", ".") if bare[-3] == "," else bare.replace(",", ""))
