"""Why a table holds no grants: what its headers, the text over it and the question say, and what they leave unsaid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from parsers.amount_columns import find_kind
from parsers.columns import AMOUNT_ROLES
from parsers.header_words import GRANTED_ROLES, match_header
from parsers.other_givers import find_other_giver
from parsers.other_money import find_other_money
from parsers.recipient_columns import find_recipient_column
from parsers.row_words import names_approval, names_refusal
from parsers.tables.cells import CellTexts
from parsers.tables.label_columns import find_claims
from parsers.units import check_unit
from parsers.vocabulary import fold, load_words
from schemas.columns import Column
from schemas.questions import Question
from schemas.rows import TablePlace
from schemas.tables import Table


def find_objection(columns: Sequence[Column], place: TablePlace, question: Question) -> str | None:
    """Why a table holds no grants; None when it may."""
    if place.section == "question":
        return "it stands in the question"
    if find_kind(columns) is None:
        return "no column of granted amounts"
    if find_recipient_column(columns) is None:
        return "no column of recipients"
    if not any(_names_amounts(column) for column in columns) and not speaks_of_grants(columns, place, question):
        return "neither its headers nor the text over it speak of grants"
    if names_refusal(place.sentence) and not any(_says_granted(column) for column in columns):
        return "the text over it speaks of refused requests"
    headers = [column.header for column in columns]
    other = find_other_money(headers, place.sentence, _read_asked(place, question))
    return other or find_other_giver(headers, place.sentence) or find_unclear_unit(columns, place)


def _says_granted(column: Column) -> bool:
    """`Toegekend (in euro)`: refused requests stand in such a table too, but each row tells (`geweigerd | -`)."""
    return column.role in GRANTED_ROLES and names_approval(column.header)


def find_labels(table: Table, columns: Sequence[Column], texts: CellTexts) -> str | None:
    """Labels of amounts where no header says that names stand there: `Personeelskosten | 12.500` without a header."""
    column = find_recipient_column(columns)
    if column is None or column.role_from == "header":
        return None
    claims = [find_claims(texts.text(row.cells[column.index])) for row in table.rows[table.header_rows :]]
    labels = sum(any(claim.role in AMOUNT_ROLES for claim in of_name) for of_name in claims)
    return "labels of amounts stand where its recipients would" if 2 * labels > len(claims) else None


def _read_asked(place: TablePlace, question: Question) -> str:
    """The numbered questions that the table's part of the answer is about."""
    asked = (item.text for item in question.items if str(item.number) in _numbers_in(place.answer_item or ""))
    return " ".join(asked)


def _numbers_in(label: str) -> set[str]:
    """`1-3, 5` -> 1, 2, 3, 5."""
    ranges = (part.split("-") for part in label.split(", ") if part)
    return {str(number) for ends in ranges for number in range(int(ends[0]), int(ends[-1]) + 1)}


def _names_amounts(column: Column) -> bool:
    """Whether a header itself names an amount granted; year, currency or `Bedrag`, or content alone, does not."""
    named = column.role in GRANTED_ROLES and any(c.role == column.role for c in match_header(column.header))
    return named and bool(set(re.findall(r"[a-z]+", fold(column.header))) - _general_words())


@cache
def _general_words() -> frozenset[str]:
    """Words that any amount may be headed with (`Totaal bedrag (in euro)`), and the little words beside them."""
    rows = (*load_words("general_amounts"), *load_words("header_fillers"))
    return frozenset(fold(row["words"]) for row in rows)


def speaks_of_grants(columns: Sequence[Column], place: TablePlace, question: Question) -> bool:
    """`Vereniging | 2020 | 2021` may hold visitors as well as euro: the words around it decide."""
    words = [row["words"] for row in load_words("grant_words")]
    headed = any(c.role in GRANTED_ROLES and match_header(c.header) for c in columns)  # `Bedrag`, in an annex
    told = place.told if headed else ""
    asked = " ".join([question.title or "", *(item.text for item in question.items)])
    texts = fold(" ".join([place.sentence, told, asked, *(column.header for column in columns)]))
    return any(word in texts for word in map(fold, words))


def find_unclear_unit(columns: Sequence[Column], place: TablePlace) -> str | None:
    """Two different units in the header of a column of amounts, or what `settle_unit` found."""
    headers = [column.header for column in columns if column.role in AMOUNT_ROLES]
    return next((problem for problem in map(check_unit, headers) if problem), place.unit_problem)
