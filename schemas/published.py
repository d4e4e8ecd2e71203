"""The pandera schemas of the published tables: column checks come from `schemas/fields.py`, rules over rows are here.

The columns hold plain Python values (dtype object): a value of a wrong type then fails alone, with its row and reason,
where a typed column would refuse the whole table. pandera is told no type: it would look for it in each column anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import TypeGuard

import pandas as pd
import pandera.pandas as pandera

from schemas.field import Field, FieldType, keys_of
from schemas.fields import DOCUMENT_FIELDS, FINDING_FIELDS, GRANT_FIELDS, PLACE_ON_PAGE, PUBLISHED_GRANT_FIELDS
from schemas.finding_codes import FINDING_CODES
from schemas.organisation_fields import ORGANISATION_CANDIDATE_FIELDS, ORGANISATION_FIELDS

ValueTest = Callable[[object], bool]

_LARGEST_INTEGER = 2**63 - 1  # of an int64
_CENTS = -2
_YEAR = ["year", "year_from", "corrected_fields"]


def grants_schema(document_ids: Collection[object] | None = None) -> pandera.DataFrameSchema:
    """Give the checks of grants as read; with `document_ids`, each grant must belong to one of these documents."""
    return _to_schema(GRANT_FIELDS, _grant_rules(document_ids))


def published_grants_schema(
    document_ids: Collection[object], organisation_ids: Collection[object]
) -> pandera.DataFrameSchema:
    """Give the checks of the grants' table; its documents and organisations must be these."""
    known = _rule("its organisation is not published", ["organisation_id"], lambda own: own in organisation_ids)
    return _to_schema(PUBLISHED_GRANT_FIELDS, [*_grant_rules(document_ids), known])


def organisations_schema() -> pandera.DataFrameSchema:
    """Give the checks of the organisations' table."""
    rules = [
        _rule("one of first_year and last_year stands without the other", ["first_year", "last_year"], _both_or_none),
        _rule(
            "organisation_id is not that of its enterprise_number",
            ["organisation_id", "enterprise_number"],
            _is_own_number,
        ),
    ]
    return _to_schema(ORGANISATION_FIELDS, rules)


def organisation_candidates_schema(organisation_ids: Collection[object] | None = None) -> pandera.DataFrameSchema:
    """Give the checks of the pairs that may be one organisation; with `organisation_ids`, both must be among them."""
    rules = [_rule("the ids are not in their order", ["organisation_id", "other_id"], lambda one, other: one < other)]
    if organisation_ids is not None:
        for column in ("organisation_id", "other_id"):
            rules.append(_rule("its organisation is not published", [column], lambda own: own in organisation_ids))
    return _to_schema(ORGANISATION_CANDIDATE_FIELDS, rules)


def _grant_rules(document_ids: Collection[object] | None) -> list[pandera.Check]:
    rules = [
        _rule("grant_id is not document_id:place", ["grant_id", "document_id", "place", "attachment"], _is_own_id),
        _rule("place is on another page than page says", ["place", "page"], _is_on_page),
        _rule("bbox is not left < right and top < bottom", ["place", "bbox"], _is_box_on_page),
        _rule("one of year and year_from stands without the other", _YEAR, _is_year_with_origin),
    ]
    if document_ids is not None:
        rules.append(_rule("its document is not published", ["document_id"], lambda own: own in document_ids))
    return rules


def documents_schema(document_ids: Collection[object] | None = None) -> pandera.DataFrameSchema:
    """Give the checks of the documents' table; with `document_ids`, siblings and targets must be among them."""
    rules = [_rule("outcome and number of grants contradict each other", ["outcome", "grants"], _is_own_outcome)]
    if document_ids is not None:
        known = {None, *document_ids}
        rules.append(_rule("refers to a document not published", ["refers_to_document"], known.__contains__))
        rules.append(_rule("a sibling is not published", ["siblings"], known.issuperset))
    return _to_schema(DOCUMENT_FIELDS, rules)


def findings_schema(document_ids: Collection[object] | None = None) -> pandera.DataFrameSchema:
    """Give the checks of the findings' table; with `document_ids`, each belongs to one of these documents or to none.

    The same finding may stand in it twice.
    """
    rules = [_rule("code is not in the register of finding codes", ["code"], lambda code: code in FINDING_CODES)]
    if document_ids is not None:
        rules.append(
            _rule("its document is not published", ["document_id"], lambda own: own is None or own in document_ids)
        )
    return _to_schema(FINDING_FIELDS, rules)


def _to_schema(fields: tuple[Field, ...], rules: Sequence[pandera.Check]) -> pandera.DataFrameSchema:
    key = keys_of(fields)
    columns = {field.name: _to_column(field, unique=(field.name,) == key) for field in fields}
    unique = list(key) if len(key) > 1 else None
    return pandera.DataFrameSchema(columns, checks=list(rules), unique=unique, strict=True, ordered=True)


def check_value(value: object, field: Field) -> Iterator[str]:
    """Give the reasons why a field may not hold a value; whether it may be null is another question."""
    yield from (reason for reason, test in _tests(field) if value is not None and not test(value))


def _tests(field: Field) -> Iterator[tuple[str, ValueTest]]:
    yield _TYPE_TESTS[field.type]
    if (digits := field.digits) is not None:
        yield f"has more than {digits} digits before the point", lambda value: not _is_longer(value, digits)
    yield from _text_tests(field)
    yield from _number_tests(field)


def _to_column(field: Field, *, unique: bool) -> pandera.Column:
    checks = [_check(reason, test) for reason, test in _tests(field)]
    return pandera.Column(checks=checks, nullable=field.nullable, unique=unique)


def _text_tests(field: Field) -> Iterable[tuple[str, ValueTest]]:
    """The tests of a text, each with the reason to give where it fails; a value of another type passes them."""
    if field.type == "text" and not field.nullable:
        yield "is empty", lambda value: not isinstance(value, str) or value.strip() != ""
    if (choices := field.choices) is not None:
        yield f"is none of {', '.join(choices)}", lambda value: not isinstance(value, str) or value in choices
    if field.pattern is not None:
        form = re.compile(field.pattern)
        yield "does not have its form", lambda value: not isinstance(value, str) or form.fullmatch(value) is not None


def _number_tests(field: Field) -> Iterable[tuple[str, ValueTest]]:
    if (minimum := field.minimum) is not None:
        yield f"is below {minimum}", lambda value: not _is_number(value) or value >= minimum
    if (maximum := field.maximum) is not None:
        yield f"is above {maximum}", lambda value: not _is_number(value) or value <= maximum


def _check(reason: str, test: ValueTest) -> pandera.Check:
    """A check of each value but None; NaN, which pandera takes for a null too, must pass it or be reported."""

    def passes(column: pd.Series) -> pd.Series[bool]:
        return pd.Series([value is None or test(value) for value in column], index=column.index, dtype=bool)

    return pandera.Check(passes, error=reason, ignore_na=False)


def _rule(reason: str, columns: list[str], test: Callable[..., bool]) -> pandera.Check:
    """A check of a row's values in these columns, handed to `test` in this order; it must bear values of any type."""

    def passes(table: pd.DataFrame) -> pd.Series[bool]:
        rows = zip(*(table[column] for column in columns), strict=True)
        return pd.Series([test(*row) for row in rows], index=table.index, dtype=bool)

    return pandera.Check(passes, error=reason, ignore_na=False)


def _is_own_id(grant_id: object, document_id: object, place: object, attachment: object) -> bool:
    file = document_id if attachment is None else f"{document_id}/{attachment}"
    return grant_id == f"{file}:{place}"


def _is_on_page(place: object, page: object) -> bool:
    """A cell of a sheet (`Sheet!E12`) stands on no page."""
    on_page = re.fullmatch(PLACE_ON_PAGE, str(place))
    return page is None if on_page is None else on_page["page"] == str(page)


def _is_box_on_page(place: object, bbox: object) -> bool:
    if not re.fullmatch(PLACE_ON_PAGE, str(place)):
        return bbox is None
    if not _is_box(bbox):
        return bbox is not None  # a box that is none fails the check of its column
    x0, top, x1, bottom = bbox
    return x0 < x1 and top < bottom


def _is_year_with_origin(year: object, year_from: object, corrected: object) -> bool:
    """Of a year that a person gave it is not known where it is printed."""
    if year_from is None and isinstance(corrected, dict) and "year" in corrected:
        return True
    return _both_or_none(year, year_from)


def _both_or_none(one: object, other: object) -> bool:
    return (one is None) == (other is None)


def _is_own_number(organisation_id: object, number: object) -> bool:
    return number is None or organisation_id == f"org-{number}"


def _is_own_outcome(outcome: object, grants: object) -> bool:
    return (outcome == "grants") == (grants != 0)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_integer(value: object) -> bool:
    return type(value) is int and abs(value) <= _LARGEST_INTEGER


def _is_amount(value: object) -> bool:
    if not isinstance(value, Decimal) or not value.is_finite():
        return False
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= _CENTS


def _is_longer(amount: object, digits: int) -> bool:
    """A value of another type is not: it fails the test of its type."""
    return isinstance(amount, Decimal) and amount.is_finite() and abs(amount) >= Decimal(10) ** digits


def _is_number(value: object) -> TypeGuard[int | Decimal]:
    return _is_integer(value) or (isinstance(value, Decimal) and value.is_finite())


def _is_date(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_box(value: object) -> TypeGuard[tuple[float, float, float, float]]:
    if not isinstance(value, tuple) or len(value) != 4:
        return False
    return all(isinstance(side, int | float) and isfinite(side) for side in value)


def _is_map(value: object) -> bool:
    return isinstance(value, dict) and all(_is_text(text) for pair in value.items() for text in pair)


def _is_texts(value: object) -> bool:
    return isinstance(value, tuple) and all(map(_is_text, value))


_TYPE_TESTS: dict[FieldType, tuple[str, ValueTest]] = {
    "text": ("is no text", _is_text),
    "integer": ("is no whole number", _is_integer),
    "decimal": ("is no amount in whole cents", _is_amount),
    "date": ("is no date", _is_date),
    "bbox": ("is no box of four numbers", _is_box),
    "map": ("does not map texts to texts", _is_map),
    "texts": ("is no list of texts", _is_texts),
}
